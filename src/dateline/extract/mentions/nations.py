"""What words say of nations: demonyms and country names."""

from functools import cache

from spacy.tokens import Span as Tokens

from dateline.gazetteer import GazetteerEntry, load_gazetteer
from dateline.lexicon import table


@cache
def demonyms() -> dict[str, str]:
    """Return adjective or people noun -> ISO 3166-1 alpha-2 code ("Syrians" -> "SY")."""
    return {
        word: iso2
        for iso2, row in table("nations").items()
        for word in str(row["demonyms"]).split("|")
    }


@cache
def all_demonyms() -> frozenset[str]:
    """Return every adjective and people noun of a nation."""
    return frozenset(demonyms())


@cache
def plural_demonyms() -> frozenset[str]:
    """Return the people nouns that are plain plurals ("Syrians"), so always mean people."""
    return frozenset(w for w in demonyms() if w.endswith("s") and w[:-1] in demonyms())


def stated_nation(words: Tokens) -> str | None:
    """Return the one country that demonyms or country names in a phrase state, else None."""
    found: list[str] = []
    for token in words:
        pair = words.doc[max(token.i - 1, 0) : token.i + 1].text
        iso2 = demonyms().get(pair) or demonyms().get(token.text)
        if iso2 is None and token.pos_ == "PROPN":
            iso2 = known_country(pair) or known_country(token.text)
        if iso2 is not None and (not found or found[-1] != iso2):
            if pair in demonyms() and found:
                found.pop()
            found.append(iso2)
    return found[0] if len(found) == 1 else None


@cache
def places_named(name: str) -> tuple[GazetteerEntry, ...]:
    """Return what the gazetteer has under a name."""
    return load_gazetteer().lookup(name)


@cache
def known_country(name: str) -> str | None:
    """Return the ISO code where the name is a country's own or reviewed other name."""
    if len(name) < 2 or not name[0].isupper():
        return None
    return next((e.country for e in places_named(name) if e.kind == "country"), None)


@cache
def country_name(iso2: str | None) -> str | None:
    """Return the name a country is shown under."""
    row = table("countries").get(iso2) if iso2 else None
    return str(row["name"]) if row else None
