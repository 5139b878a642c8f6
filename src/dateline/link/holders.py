"""Who is said to hold a place, as a series of claims over time. No claim replaces another."""

from collections.abc import Iterable, Iterator

from dateline.distances import distance_km
from dateline.link.reports import FactRef, HolderClaim, Origin, Report
from dateline.records import ControlClaim, Record

# Points of one town differ by a few kilometres from gazetteer to gazetteer.
SAME_TOWN_KM = 5.0


def control_series(
    reports: Iterable[Report],
    origins: Iterable[Origin],
    point: tuple[float, float],
    within_km: float = SAME_TOWN_KM,
) -> tuple[HolderClaim, ...]:
    """Return the claims on the place at a point, by the day on which they were made.

    A claim is of the day its speaker is said to have spoken, else of the day of publication;
    claims without a day come first. The same claim carried by copies of one dispatch stands once.

    Args:
        reports: In any order.
        origins: Which reports are one dispatch.
        point: Latitude and longitude in degrees.
        within_km: How far from the point a place may be.
    """
    home = {member: origin.id for origin in origins for member in origin.members}
    found: dict[tuple[object, ...], HolderClaim] = {}
    for report in sorted(reports, key=lambda r: (r.record.article.published or "", r.id)):
        for claim in _on_the_place(report.record, point, within_km):
            made = _claim(report, claim, home.get(report.id, report.id))
            same = (made.origin, made.day, made.holders, made.status, made.certainty, made.said_by)
            found.setdefault(same, made)
    return tuple(sorted(found.values(), key=lambda c: (c.day or "", c.origin, c.fact)))


def _on_the_place(
    record: Record, point: tuple[float, float], within_km: float
) -> Iterator[ControlClaim]:
    near = {
        place.id
        for place in record.places
        if place.lat is not None
        and place.lon is not None
        and distance_km((place.lat, place.lon), point) <= within_km
    }
    yield from (claim for claim in record.control if claim.place in near)


def _claim(report: Report, claim: ControlClaim, origin: str) -> HolderClaim:
    names = {entity.id: entity.name for entity in report.record.entities}
    said = [s for s in report.record.statements if s.id in claim.said_by]
    uttered = [s.uttered for s in said if s.uttered]
    return HolderClaim(
        day=min(uttered) if uttered else report.record.article.published,
        holders=tuple(names[id] for id in claim.holders),
        status=claim.status,
        certainty=claim.certainty,
        said_by=tuple(dict.fromkeys(names[s.speaker] for s in said if s.speaker)),
        origin=origin,
        fact=FactRef(report=report.id, layer="control", fact=claim.id),
        span=claim.span,
    )
