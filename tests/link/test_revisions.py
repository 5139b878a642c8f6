"""What changed from one version of an article to the next, in facts."""

from dataclasses import replace

import pytest
from tests.link.made import KHARKIV, report

from dateline import read
from dateline.link.revisions import compare_versions


def changes(old, new) -> list[str]:
    return [c.why for c in compare_versions(old.record, new.record)]


TEXT = "Missiles hit Kyiv on Tuesday, the mayor said."


def test_the_same_facts_are_no_change():
    assert not changes(report(TEXT, killed=(4, 4)), report(TEXT + " More soon.", killed=(4, 4)))


def test_a_toll_that_rose():
    assert changes(report(TEXT, killed=(4, 4)), report(TEXT, killed=(7, None))) == [
        "killed 4 -> at least 7"
    ]


def test_a_toll_that_was_withdrawn_comes_last():
    found = compare_versions(report(TEXT, killed=(4, 4)).record, report(TEXT).record)
    assert [(c.why, c.words_new) for c in found] == [("killed: 4, withdrawn", None)]


def test_a_place_that_moved():
    moved = report(TEXT, place=("Kharkiv", *KHARKIV))
    assert changes(report(TEXT), moved) == ["place moved: Kyiv -> Kharkiv"]


def test_a_speaker_that_changed():
    found = changes(report(TEXT, speaker="Vadym Boyko"), report(TEXT, speaker="Olha Marchenko"))
    assert found == ["speaker changed: boyko -> marchenko"]


def test_a_denial_that_became_a_fact():
    assert changes(report(TEXT, realis="negated"), report(TEXT)) == ["realis negated -> actual"]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("This story has been corrected to fix the district.", "corrected"),
        ("The agency has withdrawn its story.", "withdrawn"),
    ],
)
def test_the_outlets_own_notice(line, field):
    found = compare_versions(report(TEXT).record, report(f"{TEXT}\n{line}").record)
    assert [(c.layer, c.field) for c in found] == [("article", field)]


def test_nothing_to_compare():
    empty = replace(report(TEXT).record, events=(), places=())
    assert compare_versions(empty, empty) == ()


@pytest.mark.model
def test_read_from_text():
    old = "The army probably shelled Taiz on Monday, killing four people, the governor said.\n"
    new = "The army shelled Taiz on Monday, killing seven people, the governor said.\n"
    found = [c.why for c in compare_versions(read(old, "2024-03-06"), read(new, "2024-03-06"))]
    assert "killed 4 -> 7" in found
    assert "hedge dropped: “probably”" in found
