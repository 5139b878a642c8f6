"""A saying of control, and the words that make one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from dateline import lexicon
from dateline.extract.events.clauses import agents, children, objects_of, with_conjuncts
from dateline.extract.events.kinds import is_armed, steering
from dateline.vocabulary import ControlStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlTrigger:
    """One saying of control: `head` carries it, `words` are its own words in text order.

    `where` and `who` are tokens that may stand for the place and for those who hold (or lose) it.
    `beside` names the place where `where` only says how much ("seized land in X"). `weak`: the
    word says so much else that the holder must be a side in the fighting.
    """

    status: ControlStatus
    head: Token
    words: tuple[Token, ...]
    where: tuple[Token, ...]
    who: tuple[Token, ...]
    weak: bool
    why: str
    beside: tuple[Token, ...] = ()


@cache
def words(kind: str) -> frozenset[str]:
    """Return one list of the lexicon of control."""
    return frozenset(lexicon.table("control")[kind])


@cache
def status_of(kind: str) -> Mapping[str, ControlStatus]:
    """Return word -> status of one table of the lexicon."""
    return {w: status for status, ws in lexicon.table("control")[kind].items() for w in ws}


def lemma(token: Token) -> str:
    """Return the base form in lower case."""
    return token.lemma_.lower()


def owners(noun: Token) -> tuple[Token, ...]:
    """Return whose the capture or the control is: "Y's", "Russian", "by Y"."""
    out = [t for c in children(noun, "poss") for t in with_conjuncts(c)]
    out += objects_of(noun, "by")
    if not out and noun.dep_ == "dobj" and lemma(noun.head) in steering("light"):
        out += agents(noun.head)  # "carried out the takeover of X"
    if not out and noun.dep_ == "pobj" and noun.head.head.dep_ == "acl":  # "troops engaged in the"
        out += [t for t in with_conjuncts(noun.head.head.head) if is_armed(t)]
    if not out:
        out += [c for c in children(noun, "amod", "compound", "nmod")
                if c.ent_type_ in ("NORP", "GPE", "ORG") or c.pos_ == "PROPN"]  # fmt: skip
    return tuple(out)
