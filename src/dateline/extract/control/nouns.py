"""Nouns and attributes that say who holds a place: "the siege of X", "rebel-held X", "X is in Y's hands"."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from spacy.tokens import Token

from dateline import lexicon
from dateline.extract.control.words import ControlTrigger, lemma, owners, status_of, words
from dateline.extract.events.clauses import (
    children,
    governor,
    is_passive,
    is_verb,
    objects_of,
    patients,
    subjects,
    with_conjuncts,
)
from dateline.extract.events.kinds import lemmas
from dateline.vocabulary import ControlStatus

# What a noun after "under" makes of the place; "control", "rule" and "hands" are holding it.
_RULED: Mapping[str, ControlStatus] = MappingProxyType(
    {"siege": "encircled", "occupation": "occupied"}
)


def by_noun(noun: Token) -> Iterator[ControlTrigger]:
    """Read "the capture of X", "Y's annexation of X", "a withdrawal from X"."""
    if noun.pos_ != "NOUN":
        return
    for status, rows in lexicon.table("control")["nouns"].items():
        prepositions = rows.get(lemma(noun))
        if prepositions is None:
            continue
        where = tuple(objects_of(noun, *prepositions))
        if where:
            yield ControlTrigger(
                status=status, head=noun, words=(noun,), where=where, who=owners(noun), weak=False,
                why="noun",
            )  # fmt: skip


def by_attribute(word: Token) -> Iterator[ControlTrigger]:
    """Read "rebel-held X", "the Norrland-controlled part of X", "occupied X"."""
    status = status_of("attributes").get(word.lower_)
    if status is None or word.dep_ not in ("amod", "acl", "compound", "nmod"):
        return
    doc = word.doc
    if any(lemma(t) == "have" for t in doc[max(word.sent.start, word.i - 2) : word.i]):
        return  # "has nearly encircled X": a verb that the parse took for an attribute
    hyphen = word.i > 1 and doc[word.i - 1].text in ("-", "–")
    if word.i < word.head.i and hyphen and not doc[word.i - 1].whitespace_:
        holder = doc[word.i - 2]
        own = doc[word.i - 2 : word.i + 1]
        yield ControlTrigger(
            status=status, head=word, words=tuple(own), where=tuple(with_conjuncts(word.head)),
            who=(holder,), weak=False, why="attribute",
        )  # fmt: skip
    elif word.i < word.head.i and word.lower_ in words("bare_attributes"):
        yield ControlTrigger(
            status=status, head=word, words=(word,), where=tuple(with_conjuncts(word.head)), who=(),
            weak=False, why="attribute",
        )  # fmt: skip


def by_state(noun: Token) -> Iterator[ControlTrigger]:
    """Read "X is under the control of Y", "X remains in rebel hands", "X is under siege"."""
    if (
        lemma(noun) not in words("rule")
        or noun.dep_ != "pobj"
        or noun.head.lower_ not in ("under", "in")
    ):
        return
    if (noun.head.lower_ == "in") != (lemma(noun) == "hand"):
        return
    over = noun.head.head
    where = subjects(over) if is_verb(over) else tuple(with_conjuncts(over))
    if is_verb(over) and is_passive(over):
        where = patients(over)
    who = (*owners(noun), *objects_of(noun, "of"))
    who = who or tuple(c for c in children(noun, "compound", "amod", "nmod"))
    status = _RULED.get(lemma(noun), "holds")
    if status == "holds" and not who:
        return
    if status == "holds" and lemma(over) in ("fall", "come", "pass"):
        status = "captured"
    yield ControlTrigger(
        status=status, head=over if is_verb(over) else noun, words=(noun.head, noun), where=where,
        who=who, weak=False, why="state",
    )  # fmt: skip


def by_goal(noun: Token) -> Iterator[ControlTrigger]:
    """Read "their goal is X": a place that is aimed at."""
    if not set(lemmas(noun)) & words("intent_nouns") or noun.dep_ != "nsubj":
        return
    verb = governor(noun)
    if verb is None or lemma(verb) != "be":
        return
    where = tuple(t for c in children(verb, "attr") for t in with_conjuncts(c) if t.pos_ == "PROPN")
    if where:
        yield ControlTrigger(
            status="intends", head=noun, words=(noun,), where=where, who=owners(noun), weak=True,
            why="goal",
        )  # fmt: skip


def by_contest(word: Token) -> Iterator[ControlTrigger]:
    """Read "X is contested", "the contested town of X", "X changed hands"."""
    where: tuple[Token, ...] = ()
    if word.lower_ in words("contested"):
        if word.dep_ == "amod":
            where = tuple(with_conjuncts(word.head))
        elif word.dep_ == "acomp" or is_passive(word):
            where = subjects(word.head if word.dep_ == "acomp" else word)
    elif lemma(word) == "change" and is_verb(word):
        if any(lemma(c) == "hand" for c in children(word, "dobj")):
            where = subjects(word)
    if where:
        yield ControlTrigger(
            status="contested", head=word, words=(word,), where=where, who=(), weak=False,
            why="contested",
        )  # fmt: skip
