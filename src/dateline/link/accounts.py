"""One origin's account of an incident: its claims, field by field, each with its words.

A claim is one value as one voice gives it. It carries the value in a form that can be compared and
in words that can be read; nothing is chosen here, so an account that reports two rival voices
holds both.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from dateline.link.happenings import Happening, happenings, telling_words
from dateline.link.reports import FactRef, GridField, Incident, Report
from dateline.records import ControlClaim, Entity, Event, Record, Span, Statement, Toll
from dateline.vocabulary import ACLED

_SIDES = frozenset(("state", "armed_actor"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One value of one field in one voice.

    `value`: what is compared (a type, names, points, days, a toll, a control claim). `speakers`:
    who says it, by name; empty is the article itself. `order`: later reports come later.
    """

    field: GridField
    value: Any
    words: str
    ref: FactRef
    span: Span
    speakers: frozenset[str]
    said_by: tuple[str, ...]  # the statements behind it, "report/layer/id"
    party: bool
    denied: bool
    order: tuple[str, int]


@dataclass(frozen=True, slots=True)
class Days:
    """The days of an event, ordinals, inclusive."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Names:
    """Who: names as written, and the telling words they are compared by."""

    names: tuple[str, ...]
    words: frozenset[str]
    sides: frozenset[str]


@dataclass(frozen=True, slots=True)
class Held:
    """Who is said to hold a place, and how."""

    holders: Names
    status: str
    certainty: str


class _Reading:
    """The facts of one report that belong to an incident, with what they point at."""

    def __init__(self, report: Report, incident: Incident) -> None:
        self.report = report
        self.record: Record = report.record
        self._incident = incident

    @cached_property
    def entities(self) -> Mapping[str, Entity]:
        return {e.id: e for e in self.record.entities}

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        return {s.id: s for s in self.record.statements}

    def events(self) -> Iterator[tuple[Event, Happening]]:
        mine = set(self._incident.events)
        by_id = {e.id: e for e in self.record.events}
        for happening in happenings(self.report):
            if happening.ref in mine:
                yield by_id[happening.ref.fact], happening

    def tolls(self) -> Iterator[tuple[Toll, FactRef]]:
        mine = set(self._incident.tolls)
        for toll in self.record.tolls:
            ref = FactRef(report=self.report.id, layer="tolls", fact=toll.id)
            if ref in mine:
                yield toll, ref

    def control(self) -> Iterator[tuple[ControlClaim, FactRef]]:
        mine = set(self._incident.control)
        for claim in self.record.control:
            ref = FactRef(report=self.report.id, layer="control", fact=claim.id)
            if ref in mine:
                yield claim, ref

    def voices(self, said_by: Iterable[str]) -> tuple[frozenset[str], bool]:
        """Return who says it, and whether they are all a side's own voices."""
        speakers = set()
        party = []
        for id in said_by:
            statement = self.statements.get(id)
            entity = self.entities.get(statement.speaker or "") if statement else None
            if entity is not None:
                speakers.add(entity.name)
                party.append(entity.type in _SIDES or entity.side is not None)
        return frozenset(speakers), bool(party) and all(party)

    def names(self, ids: Sequence[str]) -> Names:
        entities = [self.entities[id] for id in ids]
        return Names(
            names=tuple(e.name for e in entities),
            words=telling_words(e.name for e in entities),
            sides=frozenset(e.side for e in entities if e.side),
        )


def claims(report: Report, incident: Incident) -> tuple[Claim, ...]:
    """Return what a report claims on an incident, in the order of the grid's fields."""
    reading = _Reading(report, incident)
    day = report.record.article.published or ""
    out: list[Claim] = []

    def claim(
        field: GridField,
        value: Any,
        words: str,
        ref: FactRef,
        span: Span,
        said_by: Sequence[str],
        *,
        party: bool = False,
        denied: bool = False,
    ) -> None:
        speakers, sided = reading.voices(said_by)
        out.append(
            Claim(
                field=field,
                value=value,
                words=words,
                ref=ref,
                span=span,
                speakers=speakers,
                said_by=tuple(f"{report.id}/statements/{s}" for s in said_by),
                party=party or sided,
                denied=denied,
                order=(day, span.start),
            )
        )

    for event, happening in reading.events():
        ref, span, said = happening.ref, event.trigger, event.said_by
        denied = event.realis == "negated"
        kind = event.acled or happening.family
        claim("what", (kind, happening.family), kind, ref, span, said, denied=denied)
        if event.actors:
            who = reading.names(event.actors)
            claim("who", who, ", ".join(who.names), ref, span, said, denied=denied)
        if event.targets:
            hit = reading.names(event.targets)
            claim("to_whom", hit, ", ".join(hit.names), ref, span, said, denied=denied)
        if happening.points and happening.place_basis == "own":
            named = ", ".join(p.name for p in happening.points)
            claim("where", happening.points, named, ref, span, said, denied=denied)
        if happening.first is not None and happening.day_basis == "own":
            days = Days(happening.first, happening.last or happening.first)
            claim("when", days, _days_words(days), ref, span, said, denied=denied)
    for toll, ref in reading.tolls():
        if toll.harm in ("killed", "injured"):
            field: GridField = "killed" if toll.harm == "killed" else "injured"
            words = toll_words(toll)
            claim(field, toll, words, ref, toll.span, toll.said_by, party=toll.interested_party)
    for held, ref in reading.control():
        holders = reading.names(held.holders)
        value = Held(holders, held.status, held.certainty)
        words = f"{', '.join(holders.names) or 'nobody named'}: {held.status}"
        denied = held.status == "denied" or held.certainty.endswith("-")
        claim("holder", value, words, ref, held.span, held.said_by, denied=denied)
    # "A bomb went off, leaving five dead": the looser word adds nothing to the bomb.
    typed = any(c.field == "what" and c.value[0] in ACLED for c in out)
    return tuple(c for c in out if c.field != "what" or not typed or c.value[0] in ACLED)


def toll_words(toll: Toll) -> str:
    """Return a count in words: "4", "at least 4", "4 to 6", "up to 6", "number not given"."""
    if toll.min is None and toll.max is None:
        return "number not given"
    if toll.max is None:
        return f"at least {toll.min}"
    if toll.min is None:
        return f"up to {toll.max}"
    return str(toll.min) if toll.min == toll.max else f"{toll.min} to {toll.max}"


def _days_words(days: Days) -> str:
    first, last = date.fromordinal(days.first), date.fromordinal(days.last)
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"
