"""Compare two happenings by features with names, and say how surely they are the same.

A hard rule (`apart`) holds two happenings apart; else the score is the sum of the weights of what
was found, between 0 and 1. All weights stand in one table. Which side somebody is on, or speaks
for, is in none of them: only whether both reports name the same or another actor.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from dateline.distances import distance_km
from dateline.link.happenings import Happening, Point
from dateline.records import Toll

# Two happenings are the same from this score on.
SAME = 0.5
WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        # Where. The same town, or points within reach of each other.
        "same_place": 0.32,
        "places_near": 0.22,
        "one_place_within_the_other": 0.04,
        "both_in_one_country": 0.02,
        "place_filled_from_report": -0.08,
        # When. A stated day, overlapping days, or only the day of publication.
        "same_day": 0.30,
        "days_overlap": 0.20,
        "days_of_publication": 0.12,
        "published_on_other_days": 0.0,
        "other_hours": -0.50,
        # What.
        "same_type": 0.16,
        "same_family": 0.08,
        "kindred_family": 0.0,
        "seldom_the_same_family": -0.20,
        # Who.
        "same_actor": 0.08,
        "same_target": 0.06,
        "other_actors": -0.10,
        # Tolls: accounts differ early on, so other figures say little against.
        "same_toll": 0.16,
        "tolls_fit": 0.06,
        "tolls_differ": -0.04,
        # Words: the share of telling words in common, names counted twice.
        "words_in_common": 0.40,
        # One report that tells of two happenings in full means two.
        "told_beside_each_other": -0.60,
        "headline_of_the_same_report": 0.10,
        "picks_up_the_same_report": 0.15,
    }
)
# "Fighting" and "an attack" are often two words for one thing; the others go together at times.
_KINDRED: Mapping[frozenset[str], str] = MappingProxyType(
    {
        frozenset(("attack", "fighting")): "kindred_family",
        frozenset(("attack", "defence")): "seldom_the_same_family",
        frozenset(("fighting", "movement")): "seldom_the_same_family",
        frozenset(("attack", "protest")): "seldom_the_same_family",
        frozenset(("detention", "protest")): "seldom_the_same_family",
        frozenset(("detention", "attack")): "seldom_the_same_family",
    }
)
_SAME_KM = 3.0
_FEW_DEAD = 2  # "two killed" is said of many incidents


def apart(a: Happening, b: Happening) -> str | None:
    """Return the rule that holds two happenings apart, None where none does."""
    if a.family != b.family and frozenset((a.family, b.family)) not in _KINDRED:
        return "other_kind_of_happening"
    if a.first is not None and b.first is not None:
        if a.first > (b.last or b.first) or b.first > (a.last or a.first):
            return "other_days"
    if a.points and b.points and nearness(a.points, b.points) is None:
        return "other_places"
    return None


def score(a: Happening, b: Happening) -> tuple[float, tuple[str, ...]]:
    """Return how surely the two are one happening, and the names of what was found."""
    if rule := apart(a, b):
        return 0.0, (rule,)
    found = dict(_features(a, b))
    total = sum(WEIGHTS[name] * share for name, share in found.items())
    return round(min(1.0, max(0.0, total)), 4), tuple(found)


def _features(a: Happening, b: Happening) -> Iterator[tuple[str, float]]:
    """Yield the name of each feature found, and its share (1 where it is there or not)."""
    if a.points and b.points and (where := nearness(a.points, b.points)):
        yield where, 1.0
        if "report" in (a.place_basis, b.place_basis):
            yield "place_filled_from_report", 1.0
    if when := _when(a, b):
        yield when, 1.0
    if a.hours and b.hours and (a.hours[0] >= b.hours[1] or b.hours[0] >= a.hours[1]):
        yield "other_hours", 1.0
    if a.acled and a.acled == b.acled:
        yield "same_type", 1.0
    else:
        yield _KINDRED.get(frozenset((a.family, b.family)), "same_family"), 1.0
    if a.actors and b.actors:
        yield ("same_actor" if a.actors & b.actors else "other_actors"), 1.0
    if a.targets & b.targets:
        yield "same_target", 1.0
    if toll := _tolls(a, b):
        yield toll, 1.0
    if shared := _words(a, b):
        yield "words_in_common", shared
    if a.ref.report == b.ref.report:
        if a.headline != b.headline:
            yield "headline_of_the_same_report", 1.0
        elif a.leans or b.leans:
            yield "picks_up_the_same_report", 1.0
        else:
            yield "told_beside_each_other", 1.0


def nearness(a: tuple[Point, ...], b: tuple[Point, ...]) -> str | None:
    """Return how near the places are, None where they have nothing in common."""
    best: str | None = None
    for p in a:
        for q in b:
            near = _near(p, q)
            if near == "same_place":
                return near
            if near and (best is None or WEIGHTS[near] > WEIGHTS[best]):
                best = near
    return best


def _near(p: Point, q: Point) -> str | None:
    if p.wide or q.wide:
        return "both_in_one_country" if p.country and p.country == q.country else None
    km = distance_km((p.lat, p.lon), (q.lat, q.lon))
    small, large = sorted((p.radius_km, q.radius_km))
    if km <= _SAME_KM and large <= max(2 * small, 15.0):
        return "same_place"
    if large <= 25.0:
        return "places_near" if km <= small + large else None
    # A town and the region it lies in.
    same_region = p.admin1 is not None and (p.country, p.admin1) == (q.country, q.admin1)
    return "one_place_within_the_other" if same_region or km <= large else None


def _when(a: Happening, b: Happening) -> str | None:
    if a.first is None or b.first is None:
        return None
    if a.day_basis == b.day_basis == "publication" and a.last != b.last:
        return "published_on_other_days"  # nobody gives a day: it takes more to be one happening
    if "publication" in (a.day_basis, b.day_basis):
        return "days_of_publication"
    one_day = a.first == a.last == b.first == b.last
    return "same_day" if one_day else "days_overlap"


def _tolls(a: Happening, b: Happening) -> str | None:
    found: set[str] = set()
    for x in a.tolls:
        for y in b.tolls:
            if x.harm == y.harm and not x.interested_party and not y.interested_party:
                found.add(_figures(x, y))
    return next(
        (name for name in ("same_toll", "tolls_fit", "tolls_differ") if name in found), None
    )


def _figures(x: Toll, y: Toll) -> str:
    if x.min is not None and x.min == y.min and x.min > _FEW_DEAD:
        return "same_toll"
    low = max(x.min or 0, y.min or 0)
    high = min(x.max if x.max is not None else low, y.max if y.max is not None else low)
    return "tolls_fit" if low <= high else "tolls_differ"


def _words(a: Happening, b: Happening) -> float:
    shared = len({*a.stems} & {*b.stems}) + len({*a.names} & {*b.names})
    total = min(len(a.stems) + len(a.names), len(b.stems) + len(b.names))
    # Few words in common are grammar and the words of war; all of them are the same sentence.
    return max(0.0, shared / total - 0.2) if total else 0.0
