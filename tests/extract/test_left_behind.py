"""What an attack leaves is its toll, and who tells of it is none of its victims."""

import pytest

from dateline import read

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "outcome",
    ["8 people dead", "at least 12 dead and 30 wounded", "the town without power", "Goma in ruins"],
)
def test_what_is_left_so_is_no_withdrawal(outcome):
    record = read(f"Rebels attacked a base in Goma, leaving {outcome}.", "2024-03-15")
    (event,) = record.events
    assert event.plover == "ASSAULT"
    assert all(toll.event == event.id for toll in record.tolls)


@pytest.mark.parametrize("what", ["Goma", "the town", "their positions", ""])
def test_who_leaves_ground_withdraws(what):
    (event,) = read(f"The troops left {what} on Monday.", "2024-03-15").events
    assert event.plover == "RETREAT"


@pytest.mark.parametrize(
    "speaker",
    [
        "a hospital doctor said",
        "a medic said",
        "police said",
        "two doctors told reporters",
        "residents said",
    ],
)
def test_who_says_so_is_not_among_the_dead(speaker):
    record = read(f"The bomb exploded near a school, killing 8 soldiers, {speaker}.", "2024-03-15")
    assert [(t.harm, t.min, t.max, t.victims) for t in record.tolls] == [
        ("killed", 8, 8, "combatant")
    ]


def test_who_is_listed_with_the_dead_is_among_them():
    record = read("A shell killed 8 soldiers, a doctor and two boys, police said.", "2024-03-15")
    assert [t.min for t in record.tolls] == [8, 1, 2]
