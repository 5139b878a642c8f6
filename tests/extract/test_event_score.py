"""The score of an event: explainable, between 0 and 1, and lower where less is told."""

import pytest

from dateline import read
from dateline.extract.events.confidence import FEATURES
from dateline.lexicon import weights

LEAD = "The week was quiet.\n\n"


def score(text: str) -> float:
    (event,) = read(LEAD + text, "2021-06-16").events
    assert event.score is not None
    return event.score


def test_the_weights_are_those_of_the_features():
    """One number a feature, none of them a word, and a card that says where they are from."""
    facts = weights("events")
    assert set(facts["features"]) == set(FEATURES)
    assert all(isinstance(value, float) for value in facts["features"].values())
    assert {"fitted_on", "left_out", "licence"} <= set(facts["card"])


@pytest.mark.model
def test_every_event_has_a_score():
    """A chance: never null, never outside 0 and 1."""
    record = read(
        LEAD
        + "Rebels shelled Goma on Monday. War is near. If troops storm Aden, people will flee. "
        "He denied that soldiers had looted the shops.",
        "2021-06-16",
    )
    assert len(record.events) >= 3
    assert all(event.score is not None and 0 < event.score < 1 for event in record.events)


@pytest.mark.model
def test_a_row_whose_clause_tells_all_is_surer_than_one_that_is_only_named():
    """Who, whom and where in one clause, against a noun deep in another sentence."""
    told = score("Police arrested a priest in Leon on Monday.")
    named = score("The minister said that he believed that they knew of the risk of an attack.")
    assert told > named + 0.2


@pytest.mark.model
def test_the_score_knows_no_names():
    """Other names, same grammar: the same score."""
    assert score("Malian troops shelled Gao on Monday.") == score(
        "Chadian troops shelled Kidal on Monday."
    )
