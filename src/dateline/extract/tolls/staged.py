"""Harm that comes to nobody in any fighting: acted out, told in a story, or come to at play."""

from functools import cache

from spacy.tokens import Token

from dateline import lexicon
from dateline.extract.events.kinds import is_armed
from dateline.extract.tolls.harm import Hit
from dateline.extract.tolls.headcounts import Headcount, lemma


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(lexicon.table("harm")[kind])


def is_staged(word: Token) -> bool:
    """Say whether the harm hangs on words of a drill or a story.

    "A drill that simulated an attack in which 20 soldiers were killed", "in the film a sniper
    kills two children", "the novel shows how ten monks are murdered".
    """
    return any(
        lemma(node) in _words("acted_out") or node.lower_ in _words("acted_out") or _in_a_work(node)
        for node in (word, *word.ancestors)
    )


def _in_a_work(verb: Token) -> bool:
    """Say whether a work of fiction is where it happens, or is what shows it."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "in":
            if any(lemma(t) in _words("works") for t in child.children if t.dep_ == "pobj"):
                return True
        if child.dep_ == "nsubj" and lemma(child) in _words("works"):
            return lemma(verb) in _words("shows")
    return False


def is_at_play(count: Headcount, hit: Hit) -> bool:
    """Say whether athletes are hurt in a season or a game: "two strikers were injured in May"."""
    if hit.harm != "injured" or count.noun is None:
        return False
    if lemma(count.noun) not in _words("at_play"):
        return False
    sentence = count.noun.sent
    if any(is_armed(t) for t in sentence if t.i != count.noun.i):
        return False  # "footballers were injured when gunmen fired on their bus after a match"
    return any(lemma(t) in _words("play") for t in sentence)
