"""A name the gazetteer has is a place where the words around it say that it is ground."""

import pytest

from dateline import read

pytestmark = pytest.mark.model


def places_in(text):
    return [p.country for p in read(text, "2024-03-15").places]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The militia captured Jowhar on Friday.", "SO"),
        ("Rebels have lost Azaz, a monitor said.", "SY"),
        ("The guerrillas regained Sinjar in November.", "IQ"),
        ("Fighting in Jowhar killed five people.", "SO"),
        ("Rebels took control of Jowhar.", "SO"),
        ("The army was forced out of Lashkar Gah.", "AF"),
    ],
)
def test_ground_is_a_place_whatever_the_model_calls_it(text, country):
    assert places_in(text) == [country]


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested Jowhar on Monday.",
        "Rebels captured Muhammad on Monday.",
        "The rebels have lost Google as a sponsor.",
        "The singer lost Azaz to a rival.",
        "The court freed Azaz.",
    ],
)
def test_what_no_side_can_hold_is_no_place(text):
    assert places_in(text) == []
