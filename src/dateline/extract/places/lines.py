"""Places between two others: "between A and B", "on the A-B road", "the road from A to B"."""

from collections.abc import Iterator
from itertools import pairwise

from dateline.article.parse import Parse
from dateline.distances import distance_km
from dateline.extract.places.anchors import Anchor, anchors_of
from dateline.records import Place, PlaceMention

# What links two towns further apart than this ("the road between Cairo and Cape Town") has no middle
# that helps anybody.
LONGEST_KM = 400.0
_ROADS = frozenset("road highway route motorway expressway railway corridor line".split())
# Between the road and its first end -> between its two ends.
_JOINTS = {
    "from": ("to",), "between": ("and",), "linking": ("and", "to", "with"),
    "connecting": ("and", "to", "with"),
}  # fmt: skip
_DASHES = frozenset({"-", "–", "—"})


def find_lines(parse: Parse, places: list[Place]) -> Iterator[Place]:
    """Yield a place at the middle of each stretch that the text names by its two ends."""
    for left, right in pairwise(anchors_of(parse, places)):
        if left.place.id == right.place.id or left.tokens[0].sent != right.tokens[0].sent:
            continue
        km = _apart(left.place, right.place)
        if km is None or not 0 < km <= LONGEST_KM:
            continue
        found = next((f for rule in RULES if (f := rule(parse, left, right)) is not None), None)
        if found is not None:
            start, end, rule = found
            yield _middle(parse, left.place, right.place, (start, end), km, rule)


def _between(parse: Parse, left: Anchor, right: Anchor) -> tuple[int, int, str] | None:
    """Read "between A and B" where both are ground: no talks, no match, no difference."""
    doc, start, end = parse.doc, left.tokens.start, right.tokens.end
    if left.mention.use != "location" or right.mention.use != "location":
        return None
    if start <= left.tokens[0].sent.start or doc[start - 1].lower_ != "between":
        return None
    if [t.lower_ for t in doc[left.tokens.end : right.tokens.start]] not in (
        ["and"],
        ["and", "the"],
    ):
        return None
    return start - 1, end, "between_two"


def _road(parse: Parse, left: Anchor, right: Anchor) -> tuple[int, int, str] | None:
    """Read "the A-B road"."""
    doc, end = parse.doc, right.tokens.end
    between = doc[left.tokens.end : right.tokens.start]
    joined = len(between) == 1 and between[0].text in _DASHES
    if not joined or end >= right.tokens[0].sent.end or doc[end].lower_ not in _ROADS:
        return None
    return left.tokens.start, end + 1, "road_of_two"


def _road_from_to(parse: Parse, left: Anchor, right: Anchor) -> tuple[int, int, str] | None:
    """Read "the road from A to B", "a highway linking A and B", "the road between A and B"."""
    doc, start, end = parse.doc, left.tokens.start, right.tokens.end
    if start - 2 < left.tokens[0].sent.start or doc[start - 2].lower_ not in _ROADS:
        return None
    joint = [t.lower_ for t in doc[left.tokens.end : right.tokens.start]]
    if joint not in [[word] for word in _JOINTS.get(doc[start - 1].lower_, ())]:
        return None
    return start - 2, end, "road_of_two"


RULES = (_road_from_to, _between, _road)


def _apart(a: Place, b: Place) -> float | None:
    towns = all(p.kind in ("settlement", "facility") and p.relation is None for p in (a, b))
    if not towns or a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return distance_km((a.lat, a.lon), (b.lat, b.lon))


def _middle(
    parse: Parse, a: Place, b: Place, tokens: tuple[int, int], km: float, rule: str
) -> Place:
    span = parse.span(parse.doc[tokens[0] : tokens[1]])
    mention = PlaceMention(start=span.start, end=span.end, text=span.text, use="location")
    # Near enough over the distances allowed; a line over the date line is drawn the short way.
    east, west = float(a.lon or 0.0), float(b.lon or 0.0)
    if abs(east - west) > 180:
        west += 360 if west < east else -360
    lon = ((east + west) / 2 + 180) % 360 - 180
    return Place(
        id="", name=span.text, lat=round((float(a.lat or 0.0) + float(b.lat or 0.0)) / 2, 4),
        lon=round(lon, 4), country=a.country if a.country == b.country else None,
        admin1=a.admin1 if a.admin1 == b.admin1 else None,
        kind="facility" if rule == "road_of_two" else "area",
        relation=f"{'on the road ' if rule == 'road_of_two' else ''}between {a.id} and {b.id}",
        mentions=(mention,), radius_km=round(max(5.0, km / 2), 1), method=a.method, why=(rule,),
    )  # fmt: skip
