"""Places said by way of others: "eastern Ukraine", "10 km north of X", "X Hospital", "the city".

Each gets an anchor, a computed point where there is one to compute, and a `relation` in words.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from math import asin, atan2, cos, degrees, pi, radians, sin

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline.article.parse import Parse
from dateline.extract.place_resolution import EARTH_KM, distance_km
from dateline.extract.place_use import use_of
from dateline.extract.place_words import nation_words, place_words
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
# Too general to be a place of their own: "the centre of", "a radio station".
_VAGUE = frozenset({"center", "centre", "port", "station", "building", "hall", "club", "complex"})
# Half the arc of a compass point: an area whose middle lies inside it is in "the east".
_HALF_ARC = 60.0


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place and the mention of it that something is said by."""

    place: Place
    mention: PlaceMention
    tokens: Tokens


def derive(parse: Parse, places: list[Place], gazetteer: Gazetteer) -> list[Place]:
    """Return the places with those added that stand by them, and relative points filled in."""
    out = list(places)
    for area, inner in [*_directions(parse, out, gazetteer), *_facilities(parse, out)]:
        out = [_demote(place, inner) for place in out]
        out.append(replace(area, id=f"p{len(out) + 1}"))
    return _offsets(parse, _house_unknown(parse, out))


def _demote(place: Place, inner: PlaceMention | None) -> Place:
    """Turn the name inside a longer place phrase into a modifier of it."""
    if inner is None or inner not in place.mentions:
        return place
    mentions = tuple(replace(m, use="modifier") if m == inner else m for m in place.mentions)
    return replace(place, mentions=mentions)


def anchors_of(parse: Parse, places: Iterable[Place]) -> Iterator[Anchor]:
    """Yield the mentions something can be said by, in the order of the text."""
    found = [
        (mention.start, place, mention)
        for place in places
        for mention in place.mentions
        if mention.use != "demonym"
    ]
    for _, place, mention in sorted(found, key=lambda f: f[0]):
        tokens = parse.tokens(mention.start, mention.end)
        if len(tokens):
            yield Anchor(place, mention, tokens)


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


def _facilities(parse: Parse, places: list[Place]) -> Iterator[tuple[Place, PlaceMention | None]]:
    """Yield named facilities that something is located at: "at Saint Luke Hospital in Homs"."""
    nouns = place_words().facility_nouns | place_words().natural_nouns
    anchors = list(anchors_of(parse, places))
    for token in parse.doc:
        if token.lower_ not in nouns:
            continue
        name = _named_facility(token) or _described_facility(token)
        if name is None:
            continue
        use, rule = use_of(name, name, "facility", speaks=False)
        if use != "location" or not _holds(name.root):
            continue
        span = parse.span(name)
        inner = next((a for a in anchors if span.covers(a.mention)), None)
        if inner is not None and (
            inner.place.kind == "natural"
            or (inner.mention.start == span.start and inner.mention.end == span.end)
        ):
            continue
        host = _host(parse, token, anchors, inner)
        mention = PlaceMention(start=span.start, end=span.end, text=span.text, use=use)
        yield (
            Place(
                id="", name=span.text, lat=host.lat if host else None,
                lon=host.lon if host else None, country=host.country if host else None,
                admin1=host.admin1 if host else None,
                kind="natural" if token.lower_ in place_words().natural_nouns else "facility",
                relation=f"in {host.id}" if host else None, mentions=(mention,),
                radius_km=20.0 if host else None, method=parse.methods.get("places", ""),
                why=("named_facility", f"use_{rule}"),
            ),
            inner.mention if inner else None,
        )  # fmt: skip


def _house_unknown(parse: Parse, places: list[Place]) -> list[Place]:
    """Give a facility that the gazetteer lacks ("Sheraton Hotel") the place it stands in."""
    anchors = list(anchors_of(parse, places))
    out = []
    for each in places:
        place = each
        first = next((a for a in anchors if a.place is each), None)
        if place.lat is None and place.relation is None and first is not None:
            last = first.tokens[-1]
            if last.lower_ in place_words().facility_nouns or last.ent_type_ == "FAC":
                host = _host(parse, last, anchors, None)
                if host is not None and host.id != place.id:
                    place = replace(
                        place, kind="facility", lat=host.lat, lon=host.lon, country=host.country,
                        admin1=host.admin1, relation=f"in {host.id}", radius_km=20.0,
                        why=(*place.why, "named_facility"),
                    )  # fmt: skip
        out.append(place)
    return out


def _named_facility(noun: Token) -> Tokens | None:
    """Return the capitalised run that ends with the noun: "Saint Luke Hospital"."""
    doc, start = noun.doc, noun.i
    if _goes_on(noun):
        return None
    while start > noun.sent.start and _name_word(doc[start - 1]):
        start -= 1
    # "the Peruvian port" and "the US consulate" are described, not named.
    named = any(t.lower_ not in nation_words() and len(t) > 2 for t in doc[start : noun.i])
    return doc[start : noun.i + 1] if named else None


def _described_facility(noun: Token) -> Tokens | None:
    """Return "a military hospital", "the prison" where something is done at it."""
    if noun.text[:1].isupper() or noun.dep_ not in ("pobj", "dobj", "nsubjpass"):
        return None
    if noun.dep_ == "pobj" and noun.head.head.pos_ not in ("VERB", "NOUN"):
        return None
    if noun.lower_ in _VAGUE | place_words().natural_nouns or noun.head.lower_ in ("to", "through"):
        return None
    phrase = noun.doc[noun.left_edge.i : noun.i + 1]
    # "in prison" is a condition, "in the prison" a place.
    return phrase if 1 < len(phrase) < 6 and phrase[0].pos_ in ("DET", "PRON") else None


def _holds(root: Token) -> bool:
    """Say whether a facility is where something is: "at X", "shelled X", "X was hit"."""
    said = place_words()
    if root.dep_ == "pobj":
        if root.head.lower_ in said.locative_prepositions and root.head.head.pos_ == "VERB":
            return True  # "abducted from X School", "taken to X Hospital"
        return root.head.lower_ in said.containing_prepositions or (
            root.head.lower_ in ("of", "on") and root.head.head.lower_ in said.locative_governors
        )
    return root.dep_ in ("dobj", "nsubjpass") and root.head.lemma_ in said.locative_verbs


def _name_word(token: Token) -> bool:
    return token.text[:1].isupper() and token.is_alpha and token.pos_ in ("PROPN", "ADJ", "NOUN")


def _goes_on(token: Token) -> bool:
    """Say whether a name goes on after its noun: "School Board", "Street Journal"."""
    doc = token.doc
    return token.i + 1 < token.sent.end and _name_word(doc[token.i + 1])


def _host(parse: Parse, noun: Token, anchors: list[Anchor], inner: Anchor | None) -> Place | None:
    """Return the place a facility lies in: named right after it, in it, or last before it."""
    at = parse.span(noun)
    after = [
        a for a in anchors
        if a.tokens[0].sent == noun.sent and 0 < a.tokens[0].i - noun.i <= 5
        and a.mention.use == "location"
    ]  # fmt: skip
    if after:
        return after[0].place
    if inner is not None and inner.place.lat is not None and inner.place.kind != "country":
        # "San Isidro Farm" need not be in the San Isidro that is known best.
        if {"well_known", "country_of_others", "near_others"} & set(inner.place.why):
            return inner.place
    before = [
        a for a in anchors
        if a.mention.end <= at.start and a.mention.use == "location" and a.place.lat is not None
        and a.place.kind == "settlement"
    ]  # fmt: skip
    if before:
        return before[-1].place
    towns = [a.place for a in anchors if a.place.kind == "settlement" and a.place.lat is not None]
    return max(towns, key=lambda p: len(p.mentions)) if towns else None


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
