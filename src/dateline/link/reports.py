"""The frozen types of comparing: reports in; origins, incidents, grids and changes out.

A report is one filed article with what was read in it. Facts are pointed at, never copied, so that
whatever link/ concludes can be opened in the words it came from.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from dateline.records import (
    ControlClaim,
    Damage,
    Event,
    Record,
    Span,
    Statement,
    Toll,
)

Layer = Literal["events", "tolls", "control", "statements", "damage"]
Fact = Event | Toll | ControlClaim | Statement | Damage
CopyKind = Literal["original", "exact", "near", "rewrite", "translation", "revision"]
Verdict = Literal["agree", "compatible", "contradict", "silent"]
GridField = Literal[
    "what", "who", "to_whom", "where", "when", "killed", "injured", "holder"
]  # fmt: skip
GRID_FIELDS: tuple[GridField, ...] = (
    "what", "who", "to_whom", "where", "when", "killed", "injured", "holder",
)  # fmt: skip
ID_DIGITS = 16


def report_id(text: str) -> str:
    """Return the id of a report with this text: the same text is the same report."""
    return hashlib.sha256(text.encode()).hexdigest()[:ID_DIGITS]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One filed article with what was read in it.

    `received` is the UTC ISO time at which it was learnt; the store sets it, link/ never reads a
    clock. `revises` is the id of the earlier version of the same article: a revision is not a new
    source.
    """

    id: str
    record: Record
    outlet: str | None = None
    url: str | None = None
    received: str = ""
    revises: str | None = None

    @property
    def text(self) -> str:
        """The article as it was given."""
        return self.record.article.text


class FactRef(NamedTuple):
    """Points at one fact of one report: `fact` is its id in the record ("v1")."""

    report: str
    layer: Layer
    fact: str


class FactKey(NamedTuple):
    """Names one fact by its words, so that a decision on it outlives a new reading.

    `kind` is the harm of a toll, the PLOVER root of an event, the status of a control claim; "".
    """

    report: str
    layer: Layer
    start: int
    end: int
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairWhy:
    """Two things that were compared: how alike (0 to 1), and the names of the reasons.

    `left` and `right` are report ids in an origin, "report/event" in an incident, origin ids in a
    verdict; there, twice the same origin means two voices inside one account.
    """

    left: str
    right: str
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One dispatch, however many outlets carry it.

    `members` are report ids in order; `kinds` says of each how it relates to the earliest one;
    `why` holds the comparison that tied each copy to another member.
    """

    id: str
    members: tuple[str, ...]
    kinds: Mapping[str, CopyKind]
    why: tuple[PairWhy, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where an incident happened, taken from the most precise of its reports."""

    name: str
    lat: float | None
    lon: float | None
    radius_km: float | None
    country: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """The same happening, told by one report or several.

    The id hangs on the incident's first event and not on the order in which reports came.
    `start` and `end` are ISO days, inclusive.
    """

    id: str
    events: tuple[FactRef, ...]
    tolls: tuple[FactRef, ...] = ()
    control: tuple[FactRef, ...] = ()
    title: str = ""
    acled: str | None = None
    plover: str | None = None
    place: Spot | None = None
    start: str | None = None
    end: str | None = None
    date_basis: str = "none"
    why: tuple[PairWhy, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What people decided, in the form that link/ needs it; pairs are unordered.

    `same` and `different` hold pairs of events; `rejected` events, tolls and control claims take
    part in nothing.
    """

    same: frozenset[tuple[FactKey, FactKey]] = frozenset()
    different: frozenset[tuple[FactKey, FactKey]] = frozenset()
    rejected: frozenset[FactKey] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one origin says on one field: values in plain words, the facts and the words behind."""

    values: tuple[str, ...] = ()
    facts: tuple[FactRef, ...] = ()
    spans: tuple[tuple[str, Span], ...] = ()  # (report id, words)
    party: bool = False  # said by a side of the fighting, about its enemy's loss
    superseded: tuple[str, ...] = ()  # earlier values of this origin that a later one replaced


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One origin's account: a cell per field; `reports` carry it."""

    origin: str
    reports: tuple[str, ...]
    cells: Mapping[GridField, Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldVerdict:
    """How the accounts stand to each other on one field, and the rule that says so."""

    field: GridField
    verdict: Verdict
    rule: str
    pairs: tuple[PairWhy, ...] = ()  # the origins that contradict each other, with the rule
    voices: int = 0  # independent origins that speak; one quotation carried by three is one voice


@dataclass(frozen=True, slots=True, kw_only=True)
class TollRange:
    """Low and high of one harm over independent origins; `best` only where a rule is named."""

    harm: str
    low: int | None
    high: int | None
    rules: tuple[str, ...]
    best: int | None = None
    best_rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """All accounts of one incident, one row per origin."""

    incident: str
    rows: tuple[Row, ...]
    verdicts: Mapping[GridField, FieldVerdict]
    ranges: tuple[TollRange, ...] = ()
    n_origins: int = 0
    n_reports: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderClaim:
    """One claim on who holds a place, as a step of its series over time."""

    day: str | None
    holders: tuple[str, ...]
    status: str
    certainty: str
    said_by: tuple[str, ...]
    origin: str
    fact: FactRef
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between two versions of an article, in facts.

    `words_old` and `words_new` are the words in each version; None where it has none.
    """

    layer: str
    field: str
    old: str | None
    new: str | None
    words_old: Span | None
    words_new: Span | None
    why: str


def fact_span(fact: Fact) -> Span | None:
    """Return the words a fact is known by: an event's trigger, a statement's first content."""
    if isinstance(fact, Event):
        return fact.trigger
    if isinstance(fact, Statement):
        return fact.content[0] if fact.content else fact.cue
    return fact.span


def fact_key(report: str, layer: Layer, fact: Fact) -> FactKey:
    """Return the key of a fact: where its words stand, and what sort it is."""
    span = fact_span(fact)
    kind = ""
    if isinstance(fact, Event):
        kind = fact.plover or ""
    elif isinstance(fact, Toll):
        kind = fact.harm
    elif isinstance(fact, ControlClaim):
        kind = fact.status
    start, end = (span.start, span.end) if span else (-1, -1)
    return FactKey(report=report, layer=layer, start=start, end=end, kind=kind)


def facts(report: Report) -> dict[FactRef, Fact]:
    """Return every fact of a report that can be pointed at, by its reference."""
    record = report.record
    layers: tuple[tuple[Layer, tuple[Fact, ...]], ...] = (
        ("events", record.events),
        ("tolls", record.tolls),
        ("control", record.control),
        ("statements", record.statements),
        ("damage", record.damage),
    )
    return {
        FactRef(report=report.id, layer=layer, fact=fact.id): fact
        for layer, row in layers
        for fact in row
    }


def fact_keys(report: Report) -> dict[FactRef, FactKey]:
    """Return the key of every fact, no two alike: one verb may tell of two days ("KIND#2")."""
    out: dict[FactRef, FactKey] = {}
    times: dict[FactKey, int] = {}
    for ref, fact in facts(report).items():
        key = fact_key(report.id, ref.layer, fact)
        times[key] = times.get(key, 0) + 1
        nth = f"#{times[key]}" if times[key] > 1 else ""
        out[ref] = key._replace(kind=key.kind + nth)
    return out
