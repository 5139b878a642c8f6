"""Which place a claim of control is about, and how much of it: "most of the city", "parts of X"."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from dateline import lexicon
from dateline.extract.control.words import words
from dateline.extract.events.clauses import children, objects_of, with_conjuncts
from dateline.extract.events.kinds import lemmas
from dateline.records import Place

# How far back, in tokens, "the city" may look for the town it stands for.
REACH = 150
INSIDE = ("of", "in", "at", "inside", "within", "around", "on", "across", "into")
DEFINITE = frozenset(["the", "this", "that"])


@dataclass(frozen=True, slots=True)
class Site:
    """A place, the token that led to it, how much of it is meant, and the rule."""

    place: Place
    token: Token
    extent: str | None
    why: str


def find_sites(
    tokens: tuple[Token, ...], beside: tuple[Token, ...], located: Mapping[int, Place]
) -> tuple[Site, ...]:
    """Return the place of each token that stands for one, each place once.

    `beside` are tokens that may name the place if the others only say how much of it.
    """
    out: dict[str, Site] = {}
    for token in tokens:
        for site in _sites(token, located, depth=0):
            out.setdefault(site.place.id, site)
    part = next((t for t in tokens if _is_ground(t)), None)
    if not out and part is not None:
        for token in beside:
            for site in _sites(token, located, depth=0):
                whole = Site(site.place, site.token, _extent(part), "beside")
                out.setdefault(site.place.id, whole)
    return tuple(out.values())


def _sites(token: Token, located: Mapping[int, Place], *, depth: int) -> Iterator[Site]:
    place = located.get(token.i)
    if place is not None:
        yield Site(place, token, None, "named")
        return
    if depth > 3 or not _is_place_noun(token):
        return
    within = list(_within(token, located, depth))
    if within:
        for site in within:
            extent = _extent(token) or site.extent
            yield Site(site.place, site.token, extent, site.why)
        return
    if token.dep_ == "appos" and token.head.i in located and not _is_quantity(token):
        # "Loikaw, a town held by the army"
        yield Site(located[token.head.i], token, None, "apposition")
        return
    found = _stands_for(token, located)
    if found is not None:
        yield Site(found, token, None, "stand_in")


def _within(token: Token, located: Mapping[int, Place], depth: int) -> Iterator[Site]:
    """Yield the places named inside the phrase: "the southern city of X", "X's palace"."""
    # "a third of the market in Poland": a quantity is as much of a place as its own "of" is.
    inside = ("of",) if _is_quantity(token) else INSIDE
    for noun in objects_of(token, *inside):
        yield from _sites(noun, located, depth=depth + 1)
    for child in children(token, "appos", "compound", "nmod", "poss", "amod"):
        if child.i in located:
            for each in with_conjuncts(child):
                if each.i in located:
                    yield Site(located[each.i], each, None, "inside_phrase")


def _is_place_noun(token: Token) -> bool:
    return (
        bool(set(lemmas(token)) & words("place_nouns")) or token.pos_ == "NUM" or token.text == "%"
    )


def _is_quantity(token: Token) -> bool:
    return (
        bool(set(lemmas(token)) & words("quantities")) or token.pos_ == "NUM" or token.text == "%"
    )


def _is_ground(token: Token) -> bool:
    """Say whether a noun is ground by itself: "two districts", "most of the hills", not "most"."""
    if not _is_quantity(token):
        return _is_place_noun(token)
    return any(_is_ground(noun) for noun in objects_of(token, "of"))


def _extent(token: Token) -> str | None:
    """Return the words for a part ("most", "five neighborhoods"); "the city of X" is no part."""
    if set(lemmas(token)) & {
        w for ws in lexicon.table("control")["stand_ins"].values() for w in ws
    }:
        if token.tag_ != "NNS":
            return None
    first = min(
        (c.i for c in token.children if c.i < token.i and c.dep_ != "punct"), default=token.i
    )
    text = token.doc[first : token.i + 1].text
    return text.removeprefix("the ").removeprefix("The ") or None


def _stands_for(token: Token, located: Mapping[int, Place]) -> Place | None:
    """Return the place named before that "the city" stands for, of a kind the noun allows."""
    if not any(c.dep_ == "det" and c.lower_ in DEFINITE for c in token.children):
        return None
    kinds = {
        k for k, ws in lexicon.table("control")["stand_ins"].items() if set(lemmas(token)) & set(ws)
    }
    if not kinds:
        return None
    for at in sorted((i for i in located if token.i - REACH < i < token.i), reverse=True):
        place = located[at]
        if "any" in kinds or place.kind in kinds or (place.kind == "area" and "admin" in kinds):
            return place
    return None
