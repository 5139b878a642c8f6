"""Take decisions from the page to the archive, and say beforehand what one would do."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from dateline.errors import BadInput
from dateline.link.reports import FactRef, Grid, Incident
from dateline.store import compared_tables as compared
from dateline.store.accounts import open_accounts
from dateline.store.archive import Archive
from dateline.store.columns import utc_now
from dateline.store.decisions import Decision, append_decision, in_force, load_decisions
from dateline.store.pages import incident_by_id
from dateline.store.review_states import INCIDENT, VERIFICATION
from dateline.store.said_tables import Fact
from dateline.store.showing import refresh, refresh_states, work_out_again
from dateline.web.overview_page import range_text

STATES = ("reported", "under", "verified")
ACCEPTED = "the text is read rightly"
LEAST_REASON = 8
# Verified on one origin alone: the reason must say on what else.
LEAST_EVIDENCE = 30


@dataclass(frozen=True, slots=True)
class Said:
    """Who decides, and why."""

    person: str
    reason: str

    def checked(self) -> "Said":
        """Return it, or say what is missing."""
        if not self.person:
            raise BadInput("say who decides: your name stands with the decision")
        if len(self.reason) < LEAST_REASON:
            raise BadInput(f"give a reason of {LEAST_REASON} characters or more: others read it")
        return self


def decide_fact(
    archive: Archive, *, target: str, action: str, said: Said, field: str | None, value: str,
    span: tuple[str, str], incident: str,
) -> Decision:  # fmt: skip
    """Accept, reject or correct the reading of a fact.

    Raises:
        BadInput: There is no such fact, or a name or the reason that practice asks for is missing.
    """
    review = archive.review
    if action == "accept":
        said = Said(said.person, said.reason or ACCEPTED).checked()
        decision = review.accept(target, by=said.person, reason=said.reason)
    elif action == "reject":
        said = said.checked()
        decision = review.reject(target, by=said.person, reason=said.reason)
    elif action == "correct":
        said = said.checked()
        if field is None:
            raise BadInput("say which field is to be corrected")
        new: Any = _span_of(archive, target, span) if field == "span" else _value(field, value)
        decision = review.correct(target, field, new, by=said.person, reason=said.reason)
    else:
        raise BadInput(f"{action!r}: expected accept, reject or correct")
    if incident:
        work_out_again(archive.database, [incident])
    return decision


def _value(field: str, value: str) -> Any:
    """Return what somebody typed as the field's own kind; nothing typed is unknown."""
    if not value:
        return None
    if field in ("min", "max"):
        if not (value.isascii() and value.isdecimal()):
            raise BadInput(f"{field}: {value!r} is not a whole number")
        return int(value)
    return value


def _span_of(archive: Archive, target: str, span: tuple[str, str]) -> dict[str, Any]:
    report = archive.report(target.partition("/")[0])
    if not all(part.isascii() and part.isdecimal() for part in span):
        raise BadInput("select the right words in the text first")
    start, end = int(span[0]), int(span[1])
    if not 0 <= start < end <= len(report.text):
        raise BadInput("the words selected do not lie inside the text")
    return {"start": start, "end": end, "text": report.text[start:end]}


def take_back(archive: Archive, seq: int, said: Said) -> Decision:
    """Undo a decision by a new one, and bring the page up to date."""
    said = Said(said.person, said.reason or "taken back at once").checked()
    decision = archive.review.undo(seq, by=said.person, reason=said.reason)
    archive.compare()
    refresh(archive.database)
    return decision


def verify_incident(archive: Archive, id: str, state: str, said: Said) -> Decision:
    """Say that an incident is reported, under verification or verified: only people do.

    Raises:
        BadInput: There is no such incident or state, or the reason does not carry it.
    """
    said = said.checked()
    if state not in STATES:
        raise BadInput(f"{state!r}: expected one of {', '.join(STATES)}")
    with archive.database.reads() as connection:
        incident = incident_by_id(connection, id)
        if incident is None:
            raise BadInput(f"{id}: there is no such incident")
        grid = open_accounts(connection, incident).grid
        old = _verification(connection, id)
    if state == "verified" and grid.n_origins < 2 and len(said.reason) < LEAST_EVIDENCE:
        raise BadInput(
            "only one independent origin tells of it: say in the reason what else it was checked "
            f"against ({LEAST_EVIDENCE} characters or more)"
        )
    with archive.database.writes() as connection:
        decision = append_decision(
            connection, at=utc_now(), person=said.person, action="correct",
            target=f"{INCIDENT}{id}", field=VERIFICATION, reason=said.reason, old=old, new=state,
        )  # fmt: skip
    refresh_states(archive.database, [id])
    return decision


def _verification(connection: Connection, id: str) -> str:
    taken = [
        d for d in in_force(load_decisions(connection))
        if d.field == VERIFICATION and d.target == f"{INCIDENT}{id}"
    ]  # fmt: skip
    return str(taken[-1].new) if taken else "reported"


def merge_incidents(archive: Archive, id: str, other: str, said: Said) -> str:
    """Say that two incidents are one happening; return the id of the one they are now."""
    said = said.checked()
    if not other or other == id:
        raise BadInput("choose the other incident, or give its id")
    decision = archive.review.merge([id, other], by=said.person, reason=said.reason)
    archive.compare()
    refresh(archive.database)
    keys = decision.new["facts"]
    with archive.database.reads() as connection:
        found = _holding(connection, keys)
    return found or id


def split_incident(archive: Archive, id: str, events: Sequence[str], said: Said) -> None:
    """Say that some accounts of an incident tell of another happening."""
    said = said.checked()
    if not events:
        raise BadInput("choose the accounts that tell of another happening")
    archive.review.split(id, list(events), by=said.person, reason=said.reason)
    archive.compare()
    refresh(archive.database)


def _holding(connection: Connection, keys: Sequence[str]) -> str | None:
    query = (
        select(compared.Incident.id)
        .join(compared.IncidentFact,
              compared.IncidentFact.incident_version == compared.Incident.version_id)
        .join(Fact, Fact.id == compared.IncidentFact.fact_id)
        .where(compared.Incident.known_until.is_(None), Fact.key.in_(list(keys)))
        .limit(1)
    )  # fmt: skip
    return connection.scalar(query)


def preview_merge(connection: Connection, id: str, other: str) -> str:
    """Return in words what the two incidents would be together."""
    left, right = incident_by_id(connection, id), incident_by_id(connection, other)
    if left is None or right is None or id == other:
        return "There is no such incident to merge with."
    both = _together(left, right.events, right.tolls, right.control)
    return f"Together: {_in_words(open_accounts(connection, both).grid)}"


def preview_split(connection: Connection, id: str, events: Sequence[str]) -> str:
    """Return in words what would be left, and what would stand apart."""
    whole = incident_by_id(connection, id)
    if whole is None or not events:
        return ""
    apart = {ref for ref in whole.events if f"{ref.report}/{ref.fact}" in set(events)}
    rest = set(whole.events) - apart
    if not apart or not rest:
        return "Leave at least one account on each side."
    parts = []
    for side in (rest, apart):
        reports = {ref.report for ref in side}
        part = replace(
            whole,
            events=tuple(sorted(side)),
            tolls=tuple(t for t in whole.tolls if t.report in reports),
            control=tuple(c for c in whole.control if c.report in reports),
        )
        parts.append(_in_words(open_accounts(connection, part).grid))
    return f"What stays: {parts[0]} What stands apart: {parts[1]}"


def _together(whole: Incident, events: Sequence[FactRef], tolls: Sequence[FactRef],
              control: Sequence[FactRef]) -> Incident:  # fmt: skip
    return replace(
        whole,
        events=tuple(sorted({*whole.events, *events})),
        tolls=tuple(sorted({*whole.tolls, *tolls})),
        control=tuple(sorted({*whole.control, *control})),
    )


def _in_words(grid: Grid) -> str:
    origins = f"{grid.n_origins} {'origin' if grid.n_origins == 1 else 'origins'}"
    reports = f"{grid.n_reports} {'report' if grid.n_reports == 1 else 'reports'}"
    figures = [
        f"{item.harm} {text}" for item in grid.ranges if (text := range_text(item.low, item.high))
    ]
    against = [v.field for v in grid.verdicts.values() if v.verdict == "contradict"]
    told = f"; contradicting on {', '.join(against)}" if against else "; nothing contradicts"
    return f"{origins} in {reports}{', ' + ', '.join(figures) if figures else ''}{told}."
