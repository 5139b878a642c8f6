# ruff: noqa: T201  # the figures are what these tests are read for
"""Own sets for events as a whole: the doer is not the speaker, nothing is not something, no side.

Each prints its figure (`pytest -rP`), names what it missed, and holds a bound from the plan of the
project: single sentences may fail, the share may not. `eval/own_sets.py` does the counting.
"""

from typing import Any

import pytest
from eval import own_sets

pytestmark = pytest.mark.model


def shown(name: str) -> dict[str, Any]:
    """Print the figures and errors of a set, and return the figures."""
    figures, wrong = own_sets.SCORES[name]()
    print(name, figures)
    print(*(f"  {kind}: {text}" for kind, text in wrong), sep="\n")
    return figures


def test_the_speaker_is_not_the_actor():
    """At most one in a hundred speakers is made the actor; four true actors in five are found."""
    figures = shown("speakers")
    assert figures["sentences"] >= 200
    assert figures["confused"] <= 0.01
    assert figures["actor found"] >= 0.80


def test_sentences_without_events_have_none():
    """At most three in a hundred sentences that report no happening give one."""
    figures = shown("no_events")
    assert figures["sentences"] >= 150
    assert figures["false"] <= 0.03


def test_the_same_standard_for_both_sides():
    """With the two sides' names swapped, 99 in 100 texts have the same structure."""
    figures = shown("mirror")
    assert figures["pairs"] >= 200
    assert figures["alike"] >= 0.99


def test_whole_rows():
    """Half of all events are right in every cell, and those that are read are rarely nothing."""
    figures = shown("rows")
    assert figures["gold"] >= 50
    assert figures["F1"] >= 0.5


@pytest.mark.parametrize(("name", "least"), [("tolls", 0.90), ("control", 0.80)])
def test_marked_sets_read_as_part_of_an_article(name, least):
    """Read by the whole pipeline, not only by its own stage, a set keeps its figures."""
    figures = shown(name)
    assert figures["gold"] >= 100
    assert figures["F1"] >= least
    assert figures["P"] >= 0.95
