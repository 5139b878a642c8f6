"""The things that may come to harm, the words that harm them, and a finding of both."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from dateline import lexicon
from dateline.extract.events.kinds import lemmas


@dataclass(frozen=True, slots=True, kw_only=True)
class Harmed:
    """A thing said to be harmed.

    `head` carries the saying, `words` are its own words in text order, `what` are the tokens that
    may stand for the thing. `told`: it hangs on a verb that may be planned or denied; a thing that
    is called "the damaged bridge" is damaged whatever its sentence says.
    """

    head: Token
    words: tuple[Token, ...]
    what: tuple[Token, ...]
    why: str
    told: bool = True
    # A word for the harm that other things than arms may do as well: "the bridge collapsed".
    weak: bool = False


@cache
def words(kind: str) -> frozenset[str]:
    """Return one list of the lexicon of damage."""
    return frozenset(lexicon.table("damage")[kind])


@cache
def _kinds() -> Mapping[str, str]:
    rows = lexicon.table("damage")["objects"]
    return {name: kind for kind, names in rows.items() for name in names}


def lemma(token: Token) -> str:
    """Return the base form in lower case."""
    return token.lemma_.lower()


def name_of(verb: Token) -> str:
    """Return a verb with its particle: "blow up", else the verb alone."""
    particle = next((c for c in verb.children if c.dep_ == "prt"), None)
    return lemma(verb) if particle is None else f"{lemma(verb)} {particle.lower_}"


def kind_of(token: Token) -> str | None:
    """Return the kind of thing a noun names ("home", "power"); None: not a thing to be harmed."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    before = token.nbor(-1) if token.i > token.sent.start else None
    for form in lemmas(token):
        if before is not None and f"{before.lower_} {form}" in _kinds():
            return _kinds()[f"{before.lower_} {form}"]
    if token.tag_ in ("NNP", "NNPS"):
        return _named_thing(token)
    return next((_kinds()[form] for form in lemmas(token) if form in _kinds()), None)


def _named_thing(token: Token) -> str | None:
    """Return the kind of "Saint Luke Hospital"; a House or a Bank of that name is a body."""
    kind = _kinds().get(token.lower_)
    return None if kind in ("home", "trade", "public", "vehicle", "settlement") else kind
