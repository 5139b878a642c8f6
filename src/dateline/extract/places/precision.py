"""How exactly each place is known, on the scales of ACLED and UCDP, and the radius in kilometres.

A town something happened *in* is exact; *near* it, or on its outskirts, it is not. The best that any
mention says counts: "near Homs ... in Homs" is in Homs.

Source: ACLED codebook, "Geo-precision": 1 the town, 2 near it or a small part of a region, 3 a larger
region. UCDP GED codebook, `where_prec`: 1 exact, 2 within about 25 km, 3 second-order and 4
first-order division, 5 a part of a country, a line, or what lies between two points, 6 the country,
7 open sea.
"""

import re
from dataclasses import replace

from dateline.article.parse import Parse
from dateline.extract.places.words import PlaceWords, place_words
from dateline.records import Place, PlaceMention

# UCDP's "limited area around a point".
AROUND_KM = 25.0
Codes = tuple[int | None, int | None]
_OFFSET = re.compile(r"^(\d+(?:\.\d+)?) km ")


def say_precision(parse: Parse, places: list[Place]) -> list[Place]:
    """Return the places with their precision codes; one that stands nowhere on the map has none."""
    return [_said(parse, place) for place in places]


def _said(parse: Parse, place: Place) -> Place:
    geo, where = _codes(place)
    if (geo, where) == (1, 1) and _only_near(parse, place):
        radius = max(place.radius_km or 0.0, AROUND_KM)
        return replace(
            place, geo_precision=2, where_prec=2, radius_km=radius, why=(*place.why, "only_near")
        )
    return replace(place, geo_precision=geo, where_prec=where)


def _codes(place: Place) -> Codes:
    """Return the codes by the kind of the place and by how its point was made."""
    if place.lat is None:
        return None, None
    if place.relation is not None:
        return _derived(place)
    if place.kind == "country":
        return 3, 6
    if place.kind == "admin":
        return (3, 4) if place.admin1 == place.name else (2, 3)
    if place.kind == "natural":
        return _natural(place)
    if place.kind == "area":
        return 3, 5
    return 1, 1


def _derived(place: Place) -> Codes:
    """Return the codes of a point that was computed from another place."""
    relation = place.relation or ""
    offset = _OFFSET.match(relation)
    if offset is not None:
        return (2, 2) if float(offset.group(1)) <= AROUND_KM else (2, 5)
    if relation.startswith(("between ", "on ")):
        return 2, 5
    if relation.startswith("in "):
        # A building is coded to its town; where the host is no town, to the area around the point.
        return (1, 1) if (place.radius_km or 0.0) <= AROUND_KM else (3, 5)
    return 3, 5


def _natural(place: Place) -> Codes:
    last = place.name.rpartition(" ")[2].lower()
    open_water = last in place_words().sea_nouns or place.name.lower() in place_words().sea_nouns
    if open_water or any(w.lower() in ("sea", "ocean", "gulf") for w in place.name.split()):
        return 3, 7
    return (2, 2) if (place.radius_km or 0.0) <= AROUND_KM else (3, 5)


def _only_near(parse: Parse, place: Place) -> bool:
    """Say whether everything located by the place is said to be beside it."""
    located = [m for m in place.mentions if m.use == "location"]
    return bool(located) and all(_beside(parse, mention, place_words()) for mention in located)


def _beside(parse: Parse, mention: PlaceMention, said: PlaceWords) -> bool:
    """Read "near X", "outside X", "north of X", "the outskirts of X", "X's outskirts"."""
    tokens = parse.tokens(mention.start, mention.end)
    if not len(tokens):
        return False
    doc, first, sentence = parse.doc, tokens[0].i, tokens[0].sent
    after = doc[tokens.end : min(tokens.end + 3, sentence.end)]
    if any(t.lower_ in said.edge_nouns for t in after) and (
        after[0].tag_ == "POS" or after[0].lower_ in said.edge_nouns
    ):
        return True
    start = first - 1
    while start > sentence.start and doc[start].lower_ in ("the", "city", "town", "village"):
        start -= 1
    if start < sentence.start:
        return False
    word = doc[start].lower_
    if word in said.near_prepositions:
        return True
    if word not in ("of", "from") or start == sentence.start:
        return False
    before = doc[start - 1].lower_
    points = said.directions.get(before)
    return before in said.edge_nouns or (points is not None and before == points)
