"""What an incident is called, where and when it was, and which facts of its reports belong to it.

Where accounts differ, what most origins say stands in the title; nothing is dropped: every account
stays in the grid. Ties go to the more precise, then to the first in order.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline.distances import distance_km
from dateline.link.happenings import FAMILIES, Happening, Point, family
from dateline.link.holders import SAME_TOWN_KM
from dateline.link.reports import FactKey, FactRef, Incident, PairWhy, Report, Spot, fact_keys
from dateline.records import ControlClaim, Event, Place, Toll


@dataclass(frozen=True, slots=True)
class Member:
    """What is kept of a report to describe incidents: not its text."""

    tolls: tuple[Toll, ...]
    control: tuple[ControlClaim, ...]
    places: Mapping[str, Place]
    plover: Mapping[str, str | None]
    attacks: frozenset[str]  # events of the kinds that make tolls

    @classmethod
    def of(cls, report: Report, rejected: AbstractSet[FactKey]) -> "Member":
        """Return what is kept of a report: not what a person rejected."""
        record = report.record
        keys = {(ref.layer, ref.fact): key for ref, key in fact_keys(report).items()}
        used = {c.place for c in record.control}
        return cls(
            tolls=tuple(t for t in record.tolls if keys["tolls", t.id] not in rejected),
            control=tuple(c for c in record.control if keys["control", c.id] not in rejected),
            places={p.id: p for p in record.places if p.id in used},
            plover={e.id: e.plover for e in record.events},
            attacks=frozenset(e.id for e in record.events if _may_harm(e)),
        )


def _may_harm(event: Event) -> bool:
    return family(event) in ("attack", "fighting") and not event.background


def describe(
    members: Sequence[Happening],
    reports: Mapping[str, Member],
    origin: Mapping[str, str],
    why: tuple[PairWhy, ...],
) -> Incident:
    """Return the incident of these happenings, which are in order."""
    point: Point | None = _most(members, origin, _point, lambda p: (p.radius_km, p.name, p.lat))
    days: tuple[int, int, str] | None = _most(members, origin, _days, _vague) or _most(
        members, origin, _published, _vague
    )
    kinds = Counter(h.acled for h in members if h.acled)
    acled: str | None = _most(
        members, origin, lambda h: h.acled, lambda a: (a == "Attack", -kinds[a], a)
    )
    roots = Counter(r for h in members if (r := reports[h.ref.report].plover[h.ref.fact]))
    events = tuple(sorted(h.ref for h in members))
    place = None
    if point is not None:
        place = Spot(
            name=point.name,
            lat=point.lat,
            lon=point.lon,
            radius_km=point.radius_km,
            country=point.country or _most(members, origin, lambda h: _country(h, point), str),
        )
    start, end = (_iso(days[0]), _iso(days[1])) if days else (None, None)
    return Incident(
        id="i-" + hashlib.sha256("|".join(events[0]).encode()).hexdigest()[:12],
        events=events,
        tolls=tuple(sorted(_tolls(members, reports))),
        control=tuple(sorted(_control(members, reports, point))),
        title=_title(acled or _FAMILY_WORDS[members[0].family], place, days),
        acled=acled,
        plover=min(roots, key=lambda r: (-roots[r], r), default=None),
        place=place,
        start=start,
        end=end,
        date_basis=days[2] if days else "none",
        why=why,
    )


def _most(
    members: Sequence[Happening],
    origin: Mapping[str, str],
    value: Callable[[Happening], Any],
    precision: Callable[[Any], Any],
) -> Any:
    """Return the value that most origins give, of equally common ones the most precise."""
    voters: dict[Any, set[str]] = defaultdict(set)
    for member in members:
        if (given := value(member)) is not None:
            voters[given].add(origin.get(member.ref.report, member.ref.report))
    return min(voters, key=lambda v: (-len(voters[v]), precision(v)), default=None)


def _point(happening: Happening) -> Point | None:
    return min(happening.points, key=lambda p: (p.radius_km, p.name), default=None)


def _country(happening: Happening, town: Point) -> str | None:
    """Return the country that an account gives for the town; a team's own table has none."""
    return next(
        (
            p.country
            for p in happening.points
            if p.country and distance_km((p.lat, p.lon), (town.lat, town.lon)) <= SAME_TOWN_KM
        ),
        None,
    )


def _days(happening: Happening) -> tuple[int, int, str] | None:
    if happening.first is None or happening.day_basis == "publication":
        return None
    return happening.first, happening.last or happening.first, happening.day_basis


def _vague(days: tuple[int, int, str]) -> tuple[bool, int, int]:
    return days[2] != "own", days[1] - days[0], days[0]


def _published(happening: Happening) -> tuple[int, int, str] | None:
    if happening.first is None:
        return None
    return happening.first, happening.last or happening.first, happening.day_basis


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()


_FAMILY_WORDS = {kind: kind.capitalize() for kind in set(FAMILIES.values())}


def _title(kind: str, place: Spot | None, days: tuple[int, int, str] | None) -> str:
    """Return a title in plain words: "Air/drone strike, Kharkiv, 2 Jan 2024"."""
    when = None
    if days:
        first, last = date.fromordinal(days[0]), date.fromordinal(days[1])
        when = _day_words(last)
        if first != last:
            about = "about " if days[2] == "publication" else ""
            when = f"{about}{_day_words(first)} - {when}"
    return ", ".join(part for part in (kind, place.name if place else None, when) if part)


def _day_words(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _tolls(members: Sequence[Happening], reports: Mapping[str, Member]) -> Iterator[FactRef]:
    """Yield the tolls of the events, and of the report where it tells of nothing else that harms."""
    mine: dict[str, set[str]] = defaultdict(set)
    for member in members:
        mine[member.ref.report].add(member.ref.fact)
    for id, events in mine.items():
        report = reports[id]
        only = bool(report.attacks & events) and report.attacks <= events
        for toll in report.tolls:
            if toll.event in events or (toll.event is None and only):
                yield FactRef(report=id, layer="tolls", fact=toll.id)


def _control(
    members: Sequence[Happening], reports: Mapping[str, Member], point: Point | None
) -> Iterator[FactRef]:
    """Yield what the same reports say on who holds the town of the incident."""
    if point is None or point.wide:
        return
    for id in {member.ref.report for member in members}:
        for claim in reports[id].control:
            place = reports[id].places.get(claim.place)
            if place is None or place.lat is None or place.lon is None:
                continue
            if distance_km((place.lat, place.lon), (point.lat, point.lon)) <= SAME_TOWN_KM:
                yield FactRef(report=id, layer="control", fact=claim.id)
