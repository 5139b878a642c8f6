"""What a report tells of one happening, as happenings are compared: type, where, when, who, toll.

Headlines and follow-on sentences often leave out the town or the day. For comparing only, they are
filled from the same report where it leaves no choice, and say so (`place_basis`, `day_basis`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from sys import intern
from types import MappingProxyType
from typing import Literal

from dateline import lexicon
from dateline.link.reports import FactKey, FactRef, Report, fact_keys
from dateline.link.wording import STEM, sentence_at, stems
from dateline.records import Event, Place, Record, Toll
from dateline.spelling import fold_name

# An event of these families is something that happened on the ground; talk is not.
FAMILIES: Mapping[str, str] = MappingProxyType(
    {
        "Armed clash": "fighting",
        "Government regains territory": "fighting",
        "Non-state actor overtakes territory": "fighting",
        "Headquarters or base established": "movement",
        "Non-violent transfer of territory": "movement",
        "Chemical weapon": "attack",
        "Air/drone strike": "attack",
        "Suicide bomb": "attack",
        "Shelling/artillery/missile attack": "attack",
        "Remote explosive/landmine/IED": "attack",
        "Grenade": "attack",
        "Sexual violence": "attack",
        "Attack": "attack",
        "Mob violence": "attack",
        "Looting/property destruction": "attack",
        "Disrupted weapons use": "defence",
        "Abduction/forced disappearance": "detention",
        "Arrests": "detention",
        "Peaceful protest": "protest",
        "Protest with intervention": "protest",
        "Excessive force against protesters": "protest",
        "Violent demonstration": "protest",
        "Agreement": "agreement",
    }
)
_ROOTS: Mapping[str, str] = MappingProxyType(
    {
        "ASSAULT": "attack",
        "PROTEST": "protest",
        "COERCE": "detention",
        "RETREAT": "movement",
        "MOBILIZE": "movement",
    }
)
_BLOWS = frozenset(("attack", "fighting"))
_TOLD = frozenset(("actual", "ongoing", "negated"))
# A report without a day speaks of the day it appeared or of the two before.
_DAYS_BEFORE_PUBLICATION = 2
# A place that reaches further than this is a country or a sea: it says nothing about which town.
WIDE_KM = 300.0

Basis = Literal["own", "report", "publication", "none"]


@dataclass(frozen=True, slots=True)
class Point:
    """One place of a happening."""

    name: str
    lat: float
    lon: float
    radius_km: float
    country: str | None
    admin1: str | None

    @property
    def wide(self) -> bool:
        """True where the place is too large to say where something happened."""
        return self.radius_km > WIDE_KM


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of one report in the form that is compared; days are ordinals, inclusive."""

    id: str
    ref: FactRef
    key: FactKey
    family: str
    acled: str | None
    points: tuple[Point, ...]
    place_basis: Basis
    first: int | None
    last: int | None
    day_basis: Basis
    hours: tuple[str, str] | None
    actors: frozenset[str]
    targets: frozenset[str]
    tolls: tuple[Toll, ...]
    line: int  # where its sentence begins
    stems: tuple[str, ...]  # of its sentence; tuples are a tenth of the size of sets
    names: tuple[str, ...]
    headline: bool

    @property
    def leans(self) -> bool:
        """True for a mention with neither place nor day of its own: it picks up another one."""
        return self.place_basis != "own" and self.day_basis != "own"


def happenings(report: Report) -> tuple[Happening, ...]:
    """Return the happenings a report tells, in the order of the text."""
    record = report.record
    told = [e for e in record.events if e.realis in _TOLD and family(e)]
    places = {p.id: p for p in record.places}
    keys = {ref.fact: key for ref, key in fact_keys(report).items() if ref.layer == "events"}
    out = []
    for event in told:
        tolls = tuple(t for t in record.tolls if t.event == event.id)
        line, sentence = sentence_at(record, event.trigger)
        points, place_basis = _points(event, told, places)
        first, last, day_basis = _days(event, told, record.article.published)
        # The town is compared as a place; as a word it would count twice.
        placed = stems(" ".join(f"the {point.name}" for point in points))
        if event.background and day_basis != "own":
            continue  # history that nobody dates cannot be told from other history
        out.append(
            Happening(
                id=f"{report.id}/{event.id}",
                ref=FactRef(report=report.id, layer="events", fact=event.id),
                key=keys[event.id],
                family=_blow(event, tolls) or family(event) or "",
                acled=event.acled,
                points=points,
                place_basis=place_basis,
                first=first,
                last=last,
                day_basis=day_basis,
                hours=_hours(event),
                actors=_names(record, event.actors),
                targets=_names(record, event.targets),
                tolls=tolls,
                line=line,
                stems=tuple(sorted(sentence.stems - placed)),
                names=tuple(sorted(sentence.names - placed)),
                headline=_in_headline(record, event),
            )
        )
    return tuple(out)


def picks_up(told: Iterable[Happening]) -> Iterator[tuple[Happening, Happening]]:
    """Yield the mentions that can only mean one happening of their report, with that happening.

    "Missiles hit Kyiv on Tuesday ... A nine-storey building was destroyed": no place and no day of
    its own, and the report tells of one such happening only. "A bomb went off, leaving five dead":
    a blow without a kind of its own, in the sentence of the blow that did it.
    """
    row = list(told)
    for mention in row:
        leaders: list[Happening] = []
        if mention.acled is None and mention.family == "attack":
            leaders = [h for h in row if h.acled and h.family in _BLOWS and h.line == mention.line]
        if mention.leans and len(leaders) != 1:
            leaders = [h for h in row if not h.leans and h.family == mention.family]
        if len(leaders) == 1:
            yield mention, leaders[0]


def family(event: Event) -> str | None:
    """Return the family of an event, None where it is talk and no happening."""
    return FAMILIES.get(event.acled or "") or _ROOTS.get(event.plover or "")


def _blow(event: Event, tolls: Iterable[Toll]) -> str | None:
    """What kills or wounds is a blow, whatever its verb: "leaving five people dead"."""
    harmful = any(t.harm in ("killed", "injured") for t in tolls)
    return "attack" if event.acled is None and harmful else None


def _in_headline(record: Record, event: Event) -> bool:
    line = record.article.headline
    return line is not None and line.covers(event.trigger)


def _points(
    event: Event, told: Iterable[Event], places: Mapping[str, Place]
) -> tuple[tuple[Point, ...], Basis]:
    own = _resolved(event.places, places)
    if own or event.places:
        return own, "own"  # a place that is on no map is not made good by another
    # The one town of the report's happenings of this family.
    others = {
        point for e in told if family(e) == family(event) for point in _resolved(e.places, places)
    }
    near = [point for point in others if not point.wide]
    return (tuple(near), "report") if len(near) == 1 else ((), "none")


def _resolved(ids: Iterable[str], places: Mapping[str, Place]) -> tuple[Point, ...]:
    points = [
        Point(p.name, p.lat, p.lon, p.radius_km or 0.0, p.country, p.admin1)
        for id in ids
        if (p := places[id]).lat is not None and p.lon is not None
    ]
    # "Kyiv, Ukraine": the country adds nothing to the town.
    return tuple([p for p in points if not p.wide] or points)


def _days(
    event: Event, told: Iterable[Event], published: str | None
) -> tuple[int | None, int | None, Basis]:
    if event.start and event.date_basis in ("stated", "relative"):
        return _ordinal(event.start), _ordinal(event.end or event.start), "own"
    dated = {
        (e.start[:10], (e.end or e.start)[:10])
        for e in told
        if e.start and e.date_basis in ("stated", "relative") and family(e) == family(event)
    }
    if len(dated) == 1 and not event.background:
        ((start, end),) = dated
        return _ordinal(start), _ordinal(end), "report"
    if published and not event.background:
        day = _ordinal(published)
        return day - _DAYS_BEFORE_PUBLICATION, day, "publication"
    return None, None, "none"


def _ordinal(stamp: str) -> int:
    return date.fromisoformat(stamp[:10]).toordinal()


def _hours(event: Event) -> tuple[str, str] | None:
    """Return the hours of one day, where the text gives them: "02:00" to "04:00"."""
    if event.start and event.end and "T" in event.start and "T" in event.end:
        if event.start[:10] == event.end[:10]:
            return event.start[11:16], event.end[11:16]
    return None


def _names(record: Record, ids: Iterable[str]) -> frozenset[str]:
    """Return what actors are compared by: where the text names their side, the side."""
    wanted = set(ids)
    return telling_words(e.side or e.name for e in record.entities if e.id in wanted)


def telling_words(names: Iterable[str]) -> frozenset[str]:
    """Return the stems of names that tell sides apart: "Russian forces" and "Russia" share one."""
    words = {word for name in names for word in fold_name(name).split()}
    return frozenset(
        intern(word[:STEM]) for word in words if len(word) > 2 and word not in _plain()
    )


@cache
def _plain() -> frozenset[str]:
    """Words that name no side: "forces", "soldiers", "people"."""
    people = lexicon.table("people_nouns")
    listed = {w for row in people.values() for w in row if isinstance(w, str)}
    return frozenset(lexicon.words("function_words") | listed | {w + "s" for w in listed})
