"""Places said by way of others: "eastern Ukraine", "10 km north of X".

Each gets an anchor, a computed point where there is one to compute, and a `relation` in words.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from math import asin, atan2, cos, degrees, pi, radians, sin

from spacy.tokens import Span as Tokens

from dateline.article.parse import Parse
from dateline.distances import EARTH_KM, distance_km
from dateline.extract.places.anchors import anchors_of
from dateline.extract.places.facilities import find_facilities, house_unknown
from dateline.extract.places.lines import find_lines
from dateline.extract.places.precision import say_precision
from dateline.extract.places.use import use_of
from dateline.extract.places.words import place_words
from dateline.gazetteer import Gazetteer
from dateline.records import Place, PlaceMention

_BEARINGS = {
    "north": 0, "northeast": 45, "east": 90, "southeast": 135,
    "south": 180, "southwest": 225, "west": 270, "northwest": 315,
}  # fmt: skip
_LETTERS = {
    "north": "N", "northeast": "NE", "east": "E", "southeast": "SE",
    "south": "S", "southwest": "SW", "west": "W", "northwest": "NW", "center": "center",
}  # fmt: skip
_UNITS_KM = {
    "km": 1.0, "kms": 1.0, "kilometer": 1.0, "kilometers": 1.0, "kilometre": 1.0,
    "kilometres": 1.0, "mile": 1.609, "miles": 1.609,
}  # fmt: skip
# Half the arc of a compass point: an area whose middle lies inside it is in "the east".
_HALF_ARC = 60.0


def derive(parse: Parse, places: list[Place], gazetteer: Gazetteer) -> list[Place]:
    """Return the places with those added that stand by them, and relative points filled in."""
    out = list(places)
    for area, inner in [*_directions(parse, out, gazetteer), *find_facilities(parse, out)]:
        out = [_demote(place, inner) for place in out]
        out.append(replace(area, id=f"p{len(out) + 1}"))
    out = _offsets(parse, house_unknown(parse, out))
    for line in find_lines(parse, out):
        # "Hama highway" in "the Homs-Hama highway", "the road" in "the road from Homs to Hama"
        # are no other place.
        named = [
            p for p in out if "named_facility" in p.why and line.mentions[0].overlaps(p.mentions[0])
        ]
        out = [p for p in out if p not in named]
        free = max(int(p.id[1:]) for p in out) + 1
        out.append(replace(line, id=f"p{free}"))
    return say_precision(parse, out)


def _demote(place: Place, inner: PlaceMention | None) -> Place:
    """Turn the name inside a longer place phrase into a modifier of it."""
    if inner is None or inner not in place.mentions:
        return place
    mentions = tuple(replace(m, use="modifier") if m == inner else m for m in place.mentions)
    return replace(place, mentions=mentions)


def _directions(
    parse: Parse, places: list[Place], gazetteer: Gazetteer
) -> Iterator[tuple[Place, PlaceMention]]:
    """Yield "eastern Ukraine", "the north of Mali" as areas of their own."""
    said = place_words()
    for anchor in anchors_of(parse, places):
        first = anchor.tokens[0]
        if first.i == first.sent.start or anchor.place.kind not in ("country", "admin", "area"):
            continue
        before = parse.doc[first.i - 1]
        start = before.i
        if before.lower_ == "of" and before.i - 1 > first.sent.start:
            before = parse.doc[before.i - 1]
            start = before.i
        point = said.directions.get(before.lower_)
        if point is None or (anchor.place.kind == "admin" and before.i + 1 == first.i):
            # "the southern Mykolaiv region": the region is in the south, not its south meant.
            continue
        span = parse.span(parse.doc[start : anchor.tokens.end])
        use, rule = use_of(parse.doc[start : anchor.tokens.end],
                           parse.doc[start : anchor.tokens.end], "area", speaks=False)  # fmt: skip
        mention = PlaceMention(start=span.start, end=span.end, text=span.text, use=use)
        at = _part_of(anchor.place, point, gazetteer)
        yield (
            Place(
                id="",
                name=span.text,
                lat=at[0] if at else None,
                lon=at[1] if at else None,
                country=anchor.place.country,
                admin1=anchor.place.admin1,
                kind="area",
                relation=f"{_LETTERS[point]} of {anchor.place.id}",
                mentions=(mention,),
                radius_km=(anchor.place.radius_km or 100.0) / 2,
                method=anchor.place.method,
                why=("part_by_direction", f"use_{rule}"),
            ),
            anchor.mention,
        )


def _part_of(place: Place, point: str, gazetteer: Gazetteer) -> tuple[float, float] | None:
    """Return the middle of the part of a country that lies towards a compass point."""
    if place.lat is None or place.lon is None:
        return None
    at = (place.lat, place.lon)
    bearing = _BEARINGS.get(point)
    if bearing is None:
        return at
    if place.kind == "country" and place.country:
        inside = [
            here
            for here in gazetteer.area_points(place.country)
            if abs((_bearing(at, here) - bearing + 180) % 360 - 180) <= _HALF_ARC
        ]
        # "The east" is the outer part: areas count by the square of their distance.
        weights = [distance_km(at, here) ** 2 for here in inside]
        if sum(weights) > 0:
            total = sum(weights)
            return (
                round(sum(p[0] * w for p, w in zip(inside, weights, strict=True)) / total, 3),
                round(sum(p[1] * w for p, w in zip(inside, weights, strict=True)) / total, 3),
            )
    return _moved(at, bearing, 0.5 * (place.radius_km or 50.0))


def _bearing(start: tuple[float, float], end: tuple[float, float]) -> float:
    lat_a, lat_b = radians(start[0]), radians(end[0])
    turn = radians(end[1] - start[1])
    east = sin(turn) * cos(lat_b)
    north = cos(lat_a) * sin(lat_b) - sin(lat_a) * cos(lat_b) * cos(turn)
    return degrees(atan2(east, north)) % 360


def _moved(start: tuple[float, float], bearing: float, km: float) -> tuple[float, float]:
    """Return the point so many kilometres away on a compass bearing."""
    lat, angle, turn = radians(start[0]), km / EARTH_KM, radians(bearing)
    to_lat = asin(sin(lat) * cos(angle) + cos(lat) * sin(angle) * cos(turn))
    step = atan2(sin(turn) * sin(angle) * cos(lat), cos(angle) - sin(lat) * sin(to_lat))
    lon = (radians(start[1]) + step + pi) % (2 * pi) - pi
    return round(degrees(to_lat), 4), round(degrees(lon), 4)


def _offsets(parse: Parse, places: list[Place]) -> list[Place]:
    """Read "X, 10 kilometers north of Y": fill the point of an unknown X, check a known one."""
    said = place_words()
    anchors = list(anchors_of(parse, places))
    out = {place.id: place for place in places}
    for left, right in pairwise(anchors):
        between = parse.doc[left.tokens.end : right.tokens.start]
        if len(between) > 9 or not any(t.lower_ in _UNITS_KM for t in between):
            continue
        km = _kilometres(between)
        point = next(
            (said.directions[t.lower_] for t in between if t.lower_ in said.directions), None
        )
        subject, anchor = out[left.place.id], right.place
        if km is None or point not in _BEARINGS or anchor.lat is None or anchor.lon is None:
            continue
        if subject.id == anchor.id or subject.kind == "country":
            continue
        bearing = _BEARINGS[point]
        at = _moved((anchor.lat, anchor.lon), bearing, km)
        relation = f"{km:g} km {_LETTERS[point]} of {anchor.id}"
        housed = subject.kind == "facility" and (subject.relation or "").startswith("in ")
        if subject.lat is None or subject.lon is None or housed:
            out[subject.id] = replace(
                subject, lat=at[0], lon=at[1], country=anchor.country, admin1=anchor.admin1,
                relation=relation, radius_km=max(3.0, km / 3), why=(*subject.why, "offset_point"),
            )  # fmt: skip
        else:
            apart = distance_km((subject.lat, subject.lon), at)
            rule = "offset_agrees" if apart <= max(10.0, km / 2) else "offset_disagrees"
            out[subject.id] = replace(subject, why=(*subject.why, rule))
    return list(out.values())


def _kilometres(words: Tokens) -> float | None:
    for left, right in pairwise(words):
        unit = _UNITS_KM.get(right.lower_)
        number = re.fullmatch(r"\d+(?:\.\d+)?", left.text.replace(",", ""))
        if unit and number:
            return round(float(number.group()) * unit, 1)
    return None
