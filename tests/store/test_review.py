"""Review: decisions are named, reasoned, appended, chained, and outlive a better reading."""

from dataclasses import replace

import pytest
from tests.store.made import reader, record_of, told

from dateline.errors import BadInput, StoreError
from dateline.link.reports import report_id
from dateline.store.filing import file_reading
from dateline.store.ingest import file_found

WHO = {"by": "Ada Reviewer", "reason": "checked against the hospital's list"}


@pytest.fixture
def filed(archive):
    """Give an archive with two reports of one shelling and one of another."""
    found = [told(killed=4), told(killed=7, outlet="The Post"), told("Ostrava", 2, outlet="C")]
    file_found(archive.database, found, reader(archive._clock))
    return archive


def reread(archive, found, change):
    """File a new reading of a report, as better rules would give it."""
    record = change(record_of(found.text, found.published, version="2"))
    with archive.database.writes() as connection:
        assert file_reading(connection, record, archive._clock(), "made 2")


def first(archive, found=None):
    return report_id((found or told(killed=4)).text)


@pytest.mark.parametrize("missing", [{"by": " "}, {"reason": ""}])
def test_a_decision_needs_a_name_and_a_reason(filed, missing):
    with pytest.raises(BadInput, match="needs the name"):
        filed.review.accept(f"{first(filed)}/o1", **{**WHO, **missing})
    assert filed.review.decisions() == ()


def test_the_database_refuses_to_change_or_remove_a_decision(filed):
    filed.review.accept(f"{first(filed)}/o1", **WHO)
    for statement in ("UPDATE decision SET reason = 'another'", "DELETE FROM decision"):
        with (
            pytest.raises(StoreError, match="decision: what"),
            filed.database.writes() as connection,
        ):
            connection.exec_driver_sql(statement)
    if not filed.database.is_sqlite:
        with pytest.raises(StoreError), filed.database.writes() as connection:
            connection.exec_driver_sql("TRUNCATE decision CASCADE")
    assert filed.review.verify().faults == ()


def test_a_rejected_fact_takes_part_in_nothing_until_that_is_undone(filed):
    (_, before) = sorted(filed.incidents(), key=lambda i: len(i.events))
    assert len(before.events) == 2
    decision = filed.review.reject(f"{first(filed)}/v1", **WHO)
    (incident,) = [i for i in filed.incidents() if i.place.name == "Veldhaven"]
    assert {ref.report for ref in incident.events} == {first(filed, told(killed=7, outlet="P"))}
    filed.review.undo(decision.seq, by="Bo", reason="the list was of another day")
    assert before in filed.incidents()
    with pytest.raises(BadInput, match="already undone"):
        filed.review.undo(decision.seq, **WHO)


def test_to_undo_an_undoing_brings_the_decision_back(filed):
    decision = filed.review.reject(f"{first(filed)}/v1", **WHO)
    undoing = filed.review.undo(decision.seq, **WHO)
    filed.review.undo(undoing.seq, **WHO)
    (verdict,) = filed.review.standing().verdicts.values()
    assert verdict.state == "rejected"


def test_a_correction_stands_beside_what_was_read(filed):
    filed.review.correct(f"{first(filed)}/o1", "max", 6, **WHO)
    standing = filed.review.standing()
    (report,) = filed.reports([first(filed)])
    assert report.record.tolls[0].max == 4
    assert standing.decided(report).tolls[0].max == 6
    assert "corrected_by_a_person" in standing.decided(report).tolls[0].why


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("min", -1, "below 0"),
        ("min", 9, "above max"),
        ("min", "four", "whole number"),
        ("harm", "tickled", "not one of"),
        ("colour", "red", "tolls have"),
        ("victims", None, "cannot be unknown"),
    ],
)
def test_a_field_is_corrected_only_to_what_it_can_hold(filed, field, value, says):
    with pytest.raises(BadInput, match=says):
        filed.review.correct(f"{first(filed)}/o1", field, value, **WHO)
    assert filed.review.decisions() == ()


def test_merge_brings_together_and_split_holds_apart(filed):
    veld, ostrava = sorted(filed.incidents(), key=lambda i: i.place.name, reverse=True)
    merged = filed.review.merge([veld.id, ostrava.id], **WHO)
    (one,) = filed.incidents()
    assert len(one.events) == 3
    filed.review.undo(merged.seq, **WHO)
    assert {i.id for i in filed.incidents()} == {veld.id, ostrava.id}
    filed.review.split(veld.id, [f"{veld.events[0].report}/v1"], **WHO)
    assert len(filed.incidents()) == 3
    filed.review.link([f"{ref.report}/{ref.fact}" for ref in veld.events], **WHO)
    assert len(filed.incidents()) == 2


def test_a_better_reading_loses_no_decision_and_shows_where_it_disagrees(filed):
    found = told(killed=4)
    filed.review.accept(f"{first(filed)}/o1", **WHO)
    filed.review.correct(f"{first(filed)}/v1", "realis", "ongoing", **WHO)
    assert filed.review.standing().flags == ()

    def better(record):
        """Read the toll as open, the event's words as wider."""
        toll = replace(record.tolls[0], max=None, span=record.article.span(
            record.tolls[0].span.start, record.tolls[0].span.end - 7))  # fmt: skip
        return replace(record, tolls=(toll,))

    reread(filed, found, better)
    standing = filed.review.standing()
    assert {flag.kind for flag in standing.flags} == {"moved", "reads_otherwise"}
    assert any("max was 4, now reads unknown" in flag.says for flag in standing.flags)
    assert {v.state for v in standing.verdicts.values()} == {"accepted"}

    reread(filed, found, lambda record: replace(record, tolls=(), events=(
        replace(record.events[0], realis="ongoing"),)))  # fmt: skip
    kinds = {flag.kind for flag in filed.review.standing().flags}
    assert kinds == {"gone", "reads_as_corrected"}


def test_two_people_who_disagree_are_both_kept(filed):
    target = f"{first(filed)}/o1"
    filed.review.accept(target, **WHO)
    filed.review.reject(target, by="Bo", reason="a single source")
    (verdict,) = filed.review.standing().verdicts.values()
    assert verdict.state == "disputed"
    assert verdict.people == ("Ada Reviewer", "Bo")
    filed.review.accept(target, by="Bo", reason="a second source now")
    (verdict,) = filed.review.standing().verdicts.values()
    assert verdict.state == "accepted"


def test_sources_and_items_are_rated_on_scales_of_their_own(filed):
    filed.review.rate("source:The Courier", "b", **WHO)
    filed.review.rate(f"{first(filed)}/o1", "2", **WHO)
    for target, grade in (("source:The Courier", "2"), (f"{first(filed)}/o1", "B")):
        with pytest.raises(BadInput, match="no grade"):
            filed.review.rate(target, grade, **WHO)
    standing = filed.review.standing()
    assert standing.named("rate", "source:")["The Courier"].new == "B"
    assert [v.rating for v in standing.verdicts.values()] == ["2"]


def test_decisions_are_known_from_when_they_were_taken(filed):
    filed.review.accept(f"{first(filed)}/o1", **WHO)
    assert filed.as_of("2024-03-31").review.decisions() == ()
    with pytest.raises(BadInput, match="as of"):
        filed.as_of("2024-03-31").review.undo(1, **WHO)


def test_one_verb_on_two_days_is_two_facts_to_decide_on(archive):
    found = told()
    record = record_of(found.text, found.published)
    other = replace(record.events[0], id="v2", start="2024-03-07", end="2024-03-07")
    record = replace(record, events=(*record.events, other))
    file_found(archive.database, [found], replace(reader(archive._clock), read=lambda *_: record))
    archive.review.reject(f"{first(archive)}/v2", **WHO)
    (report,) = archive.reports()
    assert [e.id for e in archive.review.standing().decided(report).events] == ["v1"]
