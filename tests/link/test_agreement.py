"""The grid: what each origin says, how they stand to each other, and what a toll is bounded by."""

import pytest
from eval.ledger import evaluate
from eval.own.toll_streams import streams
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.link.made import report

from dateline.link.agreement import compare_accounts
from dateline.link.copies import group_copies
from dateline.link.incidents import group_incidents
from dateline.link.ledger import Count, toll_range
from dateline.link.quotations import group_quotations
from dateline.link.reports import GRID_FIELDS, Grid, Origin, Report


def grid(
    *reports: Report, origins: tuple[Origin, ...] | None = None, best: str | None = None
) -> Grid:
    (incident,) = group_incidents(reports)
    by_id = {r.id: r for r in reports}
    return compare_accounts(incident, by_id, origins or group_copies(reports), best)


def told(name: str, **more: object) -> Report:
    return report(f"{name} hit Kyiv on Tuesday.", **more)


def verdict(field: str, *reports: Report) -> tuple[str, str]:
    found = grid(*reports).verdicts[field]
    return found.verdict, found.rule


@pytest.mark.parametrize(
    ("left", "right", "wanted", "rule"),
    [
        ((4, None), (7, 7), "compatible", "ranges_meet"),  # "at least 4" and 7
        ((4, None), (3, 3), "contradict", "ranges_apart"),  # "at least 4" and 3
        ((7, 7), (7, 7), "agree", "same_figure"),
        ((4, 4), (7, 7), "contradict", "ranges_apart"),
        ((24, None), (30, None), "compatible", "ranges_meet"),  # "dozens" and "at least 30"
        ((None, None), (7, 7), "compatible", "number_not_given"),
    ],
)
def test_counts_by_the_written_rules(left, right, wanted, rule):
    a, b = told("Missiles", killed=left), told("Rockets that nobody saw", killed=right)
    assert verdict("killed", a, b) == (wanted, rule)
    assert verdict("killed", b, a) == (wanted, rule)


def test_two_actors_contradict_and_none_is_silent():
    ours, theirs = told("Missiles", actor="Russia"), told("Rockets of some make", actor="Ukraine")
    assert verdict("who", ours, theirs) == ("contradict", "other_actor")
    assert verdict("who", ours, told("Drones")) == ("silent", "one_account_says")
    assert verdict("who", told("Shells"), told("Drones")) == ("silent", "no_account_says")


def test_a_denial_contradicts():
    a = told("Missiles", actor="Russia")
    b = told("It is not true that missiles", actor="Russia", realis="negated")
    assert verdict("who", a, b) == ("contradict", "one_voice_denies")


def test_two_holders_contradict():
    a, b = told("Missiles", holder="The army"), told("Rockets of some make", holder="The Front")
    assert verdict("holder", a, b) == ("contradict", "two_holders")


def test_copies_are_one_row():
    a, b = told("Missiles"), told("Rockets of some make")
    one = Origin(id="o-1", members=tuple(sorted((a.id, b.id))), kinds={})
    found = grid(a, b, origins=(one,))
    assert (found.n_origins, found.n_reports) == (1, 2)
    assert found.notes[0].startswith("one origin only")


def test_a_later_count_of_one_origin_supersedes():
    first = told("Missiles", killed=(4, 4))
    later = told("Missiles again counted", killed=(7, 7), published="2024-01-04")
    one = Origin(id="o-1", members=tuple(sorted((first.id, later.id))), kinds={})
    found = grid(first, later, origins=(one,))
    cell = found.rows[0].cells["killed"]
    assert (cell.values, cell.superseded) == (("7",), ("4",))
    assert [(r.low, r.high) for r in found.ranges] == [(7, 7)]


def test_every_cell_opens_the_words_behind_it():
    a, b = told("Missiles", killed=(4, None), actor="Russia"), told("Shells", killed=(4, 4))
    for row in grid(a, b).rows:
        assert set(row.cells) == set(GRID_FIELDS)
        for cell in row.cells.values():
            assert bool(cell.values) == bool(cell.facts) == bool(cell.spans)
            for id, span in cell.spans:
                text = {a.id: a.text, b.id: b.text}[id]
                assert text[span.start : span.end] == span.text


def test_one_quotation_carried_by_two_is_one_voice():
    """The mayor's words in two outlets: two origins by text, one voice on what he says."""
    said = "rockets hit Kyiv near the river station at dawn, mayor says"
    a = report(f"{said}.", speaker="Vadym Boyko", killed=(4, 4))
    b = report(f"Breaking: {said} today.", speaker="Mayor Boyko", killed=(4, 4))
    (utterance,) = group_quotations([a, b])
    assert utterance.speaker == "boyko"
    apart = tuple(Origin(id=f"o-{r.id}", members=(r.id,), kinds={}) for r in (a, b))
    found = grid(a, b, origins=apart)
    assert found.n_origins == 2
    assert found.verdicts["killed"].voices == 1


def test_best_only_by_a_named_rule():
    a, b = told("Missiles", killed=(4, 4)), told("Rockets of some make", killed=(9, 9))
    assert grid(a, b).ranges[0].best is None
    assert grid(a, b, best="most_origins").ranges[0].best is None  # one against one
    more = told("Drones that nobody saw", killed=(9, 9))
    assert grid(a, b, more, best="most_origins").ranges[0].best == 9


def count(origin: str, low: int | None, high: int | None, **more: object) -> Count:
    return Count(origin=origin, harm="killed", min=low, max=high, **more)


def bounds(*counts: Count) -> tuple[int | None, int | None]:
    found = toll_range("killed", counts)
    return found.low, found.high


def test_parts_and_running_totals_and_party_claims_are_not_added():
    whole = count("a", 7, 7)
    assert bounds(whole, count("a", 3, 3, part=True)) == (7, 7)
    assert bounds(whole, count("b", 240, 240, running=True)) == (7, 7)
    assert bounds(whole, count("side", 60, 60, victims="combatant", party=True)) == (7, 7)
    assert bounds(count("a", 5, 5, victims="civilian"), count("b", 3, 3, victims="combatant")) == (
        5,
        None,
    )


def test_at_least_leaves_the_high_open_unless_somebody_closes_it():
    assert bounds(count("a", 9, None), count("b", 7, 7)) == (7, None)
    assert bounds(count("a", 9, None), count("b", 12, 12)) == (9, 12)
    assert bounds(count("a", None, 6)) == (None, 6)
    assert bounds() == (None, None)


_COUNTS = st.builds(
    Count,
    origin=st.sampled_from("abc"),
    harm=st.just("killed"),
    min=st.none() | st.integers(0, 60),
    max=st.none(),
    victims=st.sampled_from(["civilian", "combatant", "mixed", "unknown"]),
    day=st.integers(0, 4),
    part=st.booleans(),
    party=st.booleans(),
    running=st.booleans(),
).flatmap(
    lambda c: (
        st.none().map(lambda _: c)
        | st.integers(c.min or 0, 90).map(
            lambda top: Count(
                origin=c.origin,
                harm="killed",
                min=c.min,
                max=top,
                victims=c.victims,
                day=c.day,
                part=c.part,
                party=c.party,
                running=c.running,
            )
        )
    )
)


@given(st.lists(_COUNTS, max_size=8), st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_low_is_never_above_high_and_nothing_is_added(counts, random):
    found = toll_range("killed", counts)
    if found.low is not None and found.high is not None:
        assert found.low <= found.high
    given_figures = [n for c in counts for n in (c.min, c.max) if n is not None]
    for bound in (found.low, found.high):
        assert bound is None or bound in given_figures
    shuffled = [*counts, *counts]  # said twice, in any order
    random.shuffle(shuffled)
    assert toll_range("killed", shuffled) == found


def test_the_streams_hold_what_they_promise():
    """The truth is in range far more often than any rule of thumb finds it, and nothing is added."""
    figures = evaluate(None, "train")
    assert figures["range"]["inside"] >= 0.95
    assert figures["range"]["counted twice"] == 0
    assert figures["range"]["bounded"] > 0.7
    assert sum(len(s.counts) for s in streams(1, 50)) > 200
