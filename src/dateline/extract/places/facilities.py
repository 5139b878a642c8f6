"""Facilities and land that the gazetteer lacks: they stand in a place that it has."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline.article.parse import Parse
from dateline.extract.places.anchors import Anchor, anchors_of
from dateline.extract.places.use import use_of
from dateline.extract.places.words import nation_words, place_words
from dateline.records import Place, PlaceMention

# Too general to be a place of their own: "the centre of", "a radio station".
_VAGUE = frozenset({"center", "centre", "port", "station", "building", "hall", "club", "complex"})


def find_facilities(
    parse: Parse, places: list[Place]
) -> Iterator[tuple[Place, PlaceMention | None]]:
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


def house_unknown(parse: Parse, places: list[Place]) -> list[Place]:
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
