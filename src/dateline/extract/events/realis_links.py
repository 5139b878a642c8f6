"""What a token says of its own reality: negations, modals, conditions, adjectives."""

from dataclasses import dataclass

from spacy.tokens import Token

from dateline.extract.events.clauses import is_verb
from dateline.extract.events.kinds import steering
from dateline.vocabulary import Realis

_FUTURE = frozenset(("will", "shall", "'ll", "’ll", "wo", "gonna", "sha"))
_MODAL = frozenset(("would", "could", "may", "might", "can", "should", "must", "ca", "'d", "ought"))
_CONDITION = frozenset(("if", "unless", "lest", "until", "otherwise"))


@dataclass(frozen=True, slots=True)
class Reality:
    """The realis of a happening and the rule that read it."""

    realis: Realis
    why: str


def own_link(node: Token) -> Reality | None:
    """Return what stands on the token itself: negation, modals, conditions, adjectives."""
    rules = _VERB_LINKS if is_verb(node) else _NOUN_LINKS
    for rule in rules:
        for child in node.children:
            read = rule(child)
            if read is not None:
                return read
    return Reality("hypothetical", "modal") if node.tag_ == "MD" else None


def _negation(child: Token) -> Reality | None:
    if child.dep_ == "neg" and not _not_only(child):
        return Reality("negated", "negation")
    if child.lower_ in ("no", "neither") and child.dep_ in ("det", "preconj", "cc"):
        return Reality("negated", "no")
    return None


def _nobody(child: Token) -> Reality | None:
    """Nobody does it, or to nobody: "none were killed", "took no prisoners"."""
    if child.dep_ not in ("nsubj", "nsubjpass", "dobj"):
        return None
    words = (child.lower_, *(c.lower_ for c in child.children if c.dep_ == "det"))
    none = any(w in ("no", "none", "nobody", "neither") for w in words)
    return Reality("negated", "nobody") if none else None


def _condition(child: Token) -> Reality | None:
    if child.dep_ == "mark" and child.lower_ in _CONDITION:
        return Reality("hypothetical", f"condition_{child.lower_}")
    return None


def _modal(child: Token) -> Reality | None:
    if child.dep_ not in ("aux", "auxpass"):
        return None
    if child.lower_ in _FUTURE:
        return Reality("future", "will")
    return Reality("hypothetical", f"modal_{child.lower_}") if child.lower_ in _MODAL else None


def _modifier(child: Token) -> Reality | None:
    """ "an imminent attack", "possible shelling", "any assault"."""
    if child.dep_ not in ("amod", "det"):
        return None
    if child.dep_ == "amod" and child.lower_ in steering("future_adjective"):
        return Reality("future", "future_adjective")
    if child.lower_ == "any" or (
        child.dep_ == "amod" and child.lower_ in steering("unreal_adjective")
    ):
        return Reality("hypothetical", "unreal_adjective")
    return None


_VERB_LINKS = (_negation, _nobody, _condition, _modal)
_NOUN_LINKS = (_negation, _modifier)


def _not_only(neg: Token) -> bool:
    after = neg.doc[neg.i + 1] if neg.i + 1 < len(neg.doc) else neg
    return after.lower_ in ("only", "just", "merely", "simply", "until", "yet") and (
        after.lower_ != "yet"
    )
