"""Harm that is told and not counted: "casualties were reported on both sides"."""

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline import lexicon
from dateline.extract.tolls.headcounts import Headcount, casualty_of, lemma, noun_class
from dateline.extract.tolls.quantities import Quantity

# Anything that counts, singles out or denies: "no casualties", "the deaths", "more injuries".
_SAID_OTHERWISE = frozenset(("det", "nummod", "poss", "neg", "quantmod", "compound", "predet"))


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(lexicon.table("harm")[kind])


def uncounted_harm(sentence: Tokens, counts: tuple[Headcount, ...]) -> Iterator[Headcount]:
    """Yield a headcount without a number for each bare plural of harm that a verb tells."""
    for token in sentence:
        if token.tag_ != "NNS" or lemma(token) not in _words("uncounted"):
            continue
        if any(c.start <= token.i < c.end for c in counts) or not _is_told(token):
            continue
        quantity = Quantity(
            min=None, max=None, start=token.i, end=token.i + 1, core=token, vague=True,
            why="unquantified",
        )  # fmt: skip
        yield Headcount(
            quantity=quantity, noun=token, start=token.i, end=token.i + 1, tops=(token,),
            casualties=casualty_of(token),
        )  # fmt: skip


def _is_told(noun: Token) -> bool:
    """Say whether a verb tells the harm as such, and nothing is said of how many."""
    first = noun
    while first.dep_ == "conj" and first.head.tag_ == "NNS":
        first = first.head
    if any(c.dep_ in _SAID_OTHERWISE for c in (*noun.children, *first.children)):
        return False
    if any(c.lower_ in ("of", "to", "from") for c in noun.children):
        return False  # "deaths from malaria", "deaths of two"
    verb = first.head
    if first.dep_ == "pobj" and first.head.lower_ in ("in", "to"):
        verb = first.head.head
        return lemma(verb) in ("lead", "result") and verb.tag_ in ("VBD", "VBN")
    if first.dep_ not in ("dobj", "nsubjpass", "attr") or verb.tag_ not in ("VBD", "VBN"):
        return False
    if any(c.dep_ == "neg" for c in verb.children):
        return False
    if lemma(verb) in _words("suffers") and any(
        noun_class(c) is not None for c in verb.children if c.dep_ == "nsubj"
    ):
        return False  # "five guards suffered injuries": they are counted, or one is told of
    return lemma(verb) in _words("uncounted_told")
