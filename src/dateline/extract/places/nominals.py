"""Phrases that refer back to a place: "the city", "the capital", "Ukraine's capital"."""

from collections import Counter
from dataclasses import replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline.article.parse import Parse
from dateline.extract.places.anchors import Anchor, anchors_of
from dateline.extract.places.use import use_of
from dateline.extract.places.words import nation_words
from dateline.gazetteer import Gazetteer
from dateline.records import Place, PlaceMention

# "the country" is left out: what happens "in the country" happens nowhere on a map of it.
_SETTLEMENTS = frozenset({"city", "town", "village", "settlement", "township", "port"})
# How far back, in sentences, "the city" may look for its town.
_REACH_BACK = 2
_WORDS_AFTER = frozenset({"of", "-", "where", "which", "that", "'s", "’s"})


def refer_back(parse: Parse, places: list[Place], gazetteer: Gazetteer) -> list[Place]:
    """Add the phrases as mentions of the place they mean; a capital not yet named is added."""
    anchors = list(anchors_of(parse, places))
    taken = [m for p in places for m in p.mentions if m.use != "demonym"]
    sentence_of = {t.i: n for n, sentence in enumerate(parse.sentences()) for t in sentence}
    out = list(places)
    for token in parse.doc:
        if token.lower_ == "capital":
            found = _capital(token, out, gazetteer, parse)
        elif token.lower_ in _SETTLEMENTS:
            phrase = _definite(token)
            place = _antecedent(token, anchors, sentence_of) if phrase is not None else None
            found = (phrase, place) if phrase is not None and place is not None else None
        else:
            continue
        if found is None:
            continue
        phrase, place = found
        span = parse.span(phrase)
        if any(m.overlaps(span) and token.lower_ != "capital" for m in taken):
            continue
        use, _ = use_of(phrase, phrase, "settlement", speaks=token.lower_ == "capital")
        mention = PlaceMention(start=span.start, end=span.end, text=span.text, use=use)
        out = _with_mention(out, place, mention)
    return out


def _with_mention(places: list[Place], place: Place, mention: PlaceMention) -> list[Place]:
    known = next((n for n, p in enumerate(places) if p.id == place.id), None)
    if known is None:
        added = replace(place, mentions=(mention,), why=("refers_back",))
        return [*places, added]
    old = places[known]
    mentions = tuple(sorted((*old.mentions, mention), key=lambda m: (m.start, m.end)))
    why = old.why if "refers_back" in old.why else (*old.why, "refers_back")
    return [*places[:known], replace(old, mentions=mentions, why=why), *places[known + 1 :]]


def _definite(noun: Token) -> Tokens | None:
    """Return "the (shattered) city" when nothing after it says which city is meant."""
    doc = noun.doc
    start = noun.left_edge.i
    if doc[start].lower_ not in ("the", "this") or noun.dep_ in ("compound", "appos", "amod"):
        return None
    if _goes_on(noun):
        return None
    inside = doc[start : noun.i]
    if any(t.pos_ == "PROPN" or t.ent_type_ or t.tag_ in ("JJS", "CD") for t in inside):
        return None
    return doc[start : noun.i + 1]


def _goes_on(noun: Token) -> bool:
    if noun.i + 1 >= len(noun.doc):
        return False
    after = noun.doc[noun.i + 1]
    return after.lower_ in _WORDS_AFTER or after.pos_ in ("PROPN", "NOUN")


def _antecedent(noun: Token, anchors: list[Anchor], sentence_of: dict[int, int]) -> Place | None:
    """Return the settlement named last before, within reach."""
    here = sentence_of.get(noun.i, 0)
    before = [
        a for a in anchors
        if a.tokens[0].i < noun.i and a.place.kind == "settlement" and a.mention.use == "location"
        and here - sentence_of.get(a.tokens[0].i, 0) <= _REACH_BACK
    ]  # fmt: skip
    return before[-1].place if before else None


def _capital(
    noun: Token, places: list[Place], gazetteer: Gazetteer, parse: Parse
) -> tuple[Tokens, Place] | None:
    """Return the phrase around "capital" and the town it is, by the country it belongs to."""
    doc = noun.doc
    start = noun.left_edge.i
    after = doc[noun.i + 1] if noun.i + 1 < len(doc) else None
    if noun.dep_ in ("appos", "compound", "amod") or (after is not None and after.pos_ == "PROPN"):
        return None
    if after is not None and after.text == "," and doc[noun.i + 1 : noun.i + 3][-1].pos_ == "PROPN":
        return None  # "in the capital, Caracas": named at once
    inside = doc[start : noun.i]
    stated = next((nation_words()[t.lower_] for t in inside if t.lower_ in nation_words()), None)
    if stated is None and inside and any(t.tag_ == "POS" for t in inside):
        owner = parse.span(inside)
        stated = next(
            (
                p.country
                for p in places
                for m in p.mentions
                if p.kind == "country" and owner.covers(m)
            ),
            None,
        )
    elif stated is None:
        if not inside or inside[0].lower_ != "the" or (after is not None and after.lower_ == "of"):
            return None
        if any(t.pos_ in ("PROPN", "NOUN") for t in inside):
            return None
        stated = _country_in_focus(places)
    entry = gazetteer.capital_of(stated) if stated else None
    if entry is None:
        return None
    known = next((p for p in places if p.geonames_id == entry.geonames_id), None)
    if known is None:
        area = gazetteer.entry(entry.admin1).name if entry.admin1 is not None else None
        known = Place(
            id=f"p{len(places) + 1}", name=entry.name, geonames_id=entry.geonames_id,
            lat=entry.lat, lon=entry.lon, country=entry.country, admin1=area, kind="settlement",
            mentions=(), radius_km=10.0, method=parse.methods.get("places", ""),
        )  # fmt: skip
    return doc[start : noun.i + 1], known


def _country_in_focus(places: list[Place]) -> str | None:
    """Return the country of most location mentions, when one stands out."""
    counts: Counter[str] = Counter()
    for place in places:
        if place.country:
            counts[place.country] += sum(m.use in ("location", "demonym") for m in place.mentions)
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]
