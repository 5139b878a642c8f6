"""What strikes a town: fire, a known group, anyone with weapons; and what strikes only in words."""

import pytest

from dateline import read

pytestmark = pytest.mark.model


def told(text):
    """Return type and places of the events of a text."""
    record = read(text, "2024-03-15")
    names = {p.id: p.name for p in record.places}
    return [(e.plover, [names[p] for p in e.places]) for e in record.events]


@pytest.mark.parametrize(
    "text",
    [
        "Shelling hit the town of Veldhaven on Thursday.",
        "Heavy shelling hit the town of Veldhaven on Thursday.",
        "Rockets struck the village of Veldhaven on Thursday.",
        "Al-Shabab struck the town of Veldhaven.",
        "On Monday al-Shabab hit the town of Veldhaven.",
        "The Lake Movement struck the town of Veldhaven with drones.",
    ],
)
def test_a_town_that_is_struck_is_the_place(text):
    assert told(text) == [("ASSAULT", ["Veldhaven"])]


@pytest.mark.parametrize(
    "text",
    [
        "A hurricane struck the town of Veldhaven.",
        "Flooding hit the town of Veldhaven.",
        "Having hit the headlines, the singer left.",
        "The singer struck the gong with a hammer.",
        "Al-Shabab struck a deal with the town of Veldhaven.",
        "Hezbollah hit out at the town council.",
    ],
)
def test_what_strikes_without_arms_is_no_attack(text):
    assert not [event for event in told(text) if event[0] == "ASSAULT"]


@pytest.mark.parametrize(
    "text", ["In March al-Shabab attacked the base.", "On Monday al-Shabab hit a base."]
)
def test_a_hyphenated_name_is_one_known_actor(text):
    (actor,) = read(text, "2024-03-15").entities
    assert (actor.name, actor.type) == ("al-Shabab", "armed_actor")
