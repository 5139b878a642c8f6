"""Figures that stand for the harmed without naming them: "the death toll rose to 40"."""

from dataclasses import replace
from functools import cache

from spacy.tokens import Token

from dateline import lexicon
from dateline.extract.tolls.harm import Hit
from dateline.extract.tolls.headcounts import Headcount, lemma


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(lexicon.table("harm")[kind])


def toll_figure(count: Headcount) -> Hit | None:
    """Read "the death toll rose to 40", "a toll of 12", "the number of dead exceeds 300"."""
    for top in count.tops:
        head = (
            top.head if top.dep_ in ("pobj", "dobj", "attr", "npadvmod", "oprd", "acomp") else None
        )
        if head is None:
            continue
        if head.pos_ == "ADP":
            if head.lower_ == "by":
                continue  # "rose by four to 44": the new figure counts
            to = top.i > 0 and top.nbor(-1).lower_ == "to"
            if head.lower_ == "from" and not to:
                before = _figure_before(head)
                if before is not None:
                    return before
                continue
            if lemma(head.head) in _words("tolls"):
                return _toll_hit(head.head)
            if head.lower_ == "to" and head.head.lower_ == "from":
                head = head.head  # "rose from 40 to 44"
            head = head.head
        if head.pos_ not in ("VERB", "AUX") or lemma(head) not in _words("changes"):
            continue
        for child in head.children:
            if child.dep_ not in ("nsubj", "nsubjpass", "dobj") or child.i == top.i:
                continue
            if lemma(child) in _words("tolls"):
                return _toll_hit(child)
            if lemma(child) == "number":
                return _number_of(child)
    return None


def _figure_before(prep: Token) -> Hit | None:
    """Read the 40 of "the death toll rose to 44 from 40": what was said before."""
    verb = prep.head.head if prep.head.lower_ == "up" else prep.head
    if lemma(verb) not in _words("revised"):
        return None
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass", "dobj") and lemma(child) in _words("tolls"):
            now = _toll_hit(child)
            return None if now is None else replace(now, why="toll_before")
    return None


def _toll_hit(noun: Token) -> Hit | None:
    """Return the harm of "death toll"; a toll of anything else (road, phone) is none."""
    kinds = lexicon.table("harm")["happens_to"]
    for child in noun.children:
        if child.dep_ in ("compound", "amod"):
            for harm, nouns in kinds.items():
                if lemma(child) in nouns or (harm == "killed" and lemma(child) == "casualty"):
                    return Hit(harm=harm, word=noun, last=noun.i, why="toll_figure")
            return None
    return Hit(harm="killed", word=noun, last=noun.i, why="toll_figure")


def _number_of(noun: Token) -> Hit | None:
    """Return the harm of "the number of dead", "the number of people killed"."""
    counts = lexicon.table("harm")["counts"]
    done_to = lexicon.table("harm")["done_to"]
    for token in noun.subtree:
        if token.i <= noun.i:
            continue
        for harm, nouns in (*counts.items(), ("killed", ["victim", "loss"])):
            if lemma(token) in nouns or token.lower_ in nouns:
                return Hit(harm=harm, word=noun, last=token.i, why="toll_figure")
        for harm, verbs in done_to.items():
            if lemma(token) in verbs:
                return Hit(harm=harm, word=noun, last=token.i, why="toll_figure")
    return None
