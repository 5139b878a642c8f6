"""The ways of saying that a thing came to harm, asked of every token of a sentence."""

from collections.abc import Callable, Iterable, Iterator

from spacy.tokens import Token

from dateline import lexicon
from dateline.extract.damage.words import Harmed, lemma, name_of, words
from dateline.extract.events.clauses import (
    children,
    is_nominal,
    is_passive,
    is_verb,
    objects_of,
    patients,
    subjects,
    with_conjuncts,
)

Rule = Callable[[Token], Iterator[Harmed]]


def by_verb(verb: Token) -> Iterator[Harmed]:
    """Read "destroyed two homes", "a school was damaged", "homes burned by the militia"."""
    if not is_verb(verb) or not {name_of(verb), lemma(verb)} & words("verbs"):
        return
    what = patients(verb)
    if what:
        yield Harmed(head=verb, words=_with_degree(verb), what=what, why="verb")


def by_fall(verb: Token) -> Iterator[Harmed]:
    """Read "the bridge collapsed", "three buses burned", "the market caught fire"."""
    if not is_verb(verb) or is_passive(verb) or any(children(verb, "dobj")):
        fire = lemma(verb) == "catch" and any(lemma(c) == "fire" for c in children(verb, "dobj"))
        if not fire:
            return
    elif lemma(verb) not in words("falls"):
        return
    what = subjects(verb)
    if what:
        yield Harmed(head=verb, words=_with_degree(verb), what=what, why="fell", weak=True)


def by_noun(noun: Token) -> Iterator[Harmed]:
    """Read "caused damage to a school", "the destruction of two bridges"."""
    if noun.pos_ != "NOUN" and not is_nominal(noun):
        return
    prepositions = lexicon.table("damage")["nouns"].get(lemma(noun)) or lexicon.table("damage")[
        "nouns"
    ].get(noun.lower_)
    if prepositions is None:
        return
    what = tuple(objects_of(noun, *prepositions))
    if not what and noun.dep_ == "dobj":  # "did heavy damage on Monday to the port"
        what = tuple(objects_of(noun.head, *prepositions))
    if what:
        yield Harmed(head=noun, words=_with_degree(noun), what=what, why="noun")


def by_suffering(noun: Token) -> Iterator[Harmed]:
    """Read "the clinic suffered heavy damage"."""
    verb = noun.head
    if lemma(noun) in words("harm") and noun.dep_ == "dobj" and lemma(verb) in words("suffers"):
        yield Harmed(head=verb, words=_with_degree(noun), what=subjects(verb), why="suffered")


def by_attribute(word: Token) -> Iterator[Harmed]:
    """Read "the damaged bridge", "burned-out cars": it was harmed before."""
    if word.dep_ != "amod" or word.i > word.head.i:
        return
    if word.lower_ in words("attributes") or _with_particle(word) in words("attributes"):
        yield Harmed(
            head=word, words=_with_degree(word), what=tuple(with_conjuncts(word.head)),
            why="attribute", told=False,
        )  # fmt: skip


def by_ruins(noun: Token) -> Iterator[Harmed]:
    """Read "the school lies in ruins", "was reduced to rubble"."""
    if lemma(noun) not in words("ruins") or noun.dep_ != "pobj":
        return
    prep = noun.head
    verb = prep.head
    if not is_verb(verb) or any(c.dep_ != "punct" for c in noun.children):
        return
    if prep.lower_ == "in" and lemma(verb) in ("lie", "be", "stand", "leave"):
        what = patients(verb) if is_passive(verb) or lemma(verb) == "leave" else subjects(verb)
        said: tuple[Token, ...] = (prep, noun)
    elif prep.lower_ == "to" and lemma(verb) in ("reduce", "turn", "burn"):
        what = patients(verb)
        said = (verb, prep, noun)
    else:
        return
    yield Harmed(
        head=verb, words=said, what=what, why="in_ruins", weak=lemma(noun) == "flame"
    )  # fmt: skip


def by_cut(verb: Token) -> Iterator[Harmed]:
    """Read "knocked out power": what the lines carry stands for the lines."""
    if is_verb(verb) and name_of(verb) in words("cuts"):
        what = tuple(t for t in patients(verb) if lemma(t) in words("services"))
        if what:
            yield Harmed(head=verb, words=_with_degree(verb), what=what, why="cut", weak=True)


RULES: tuple[Rule, ...] = (by_verb, by_cut, by_fall, by_noun, by_suffering, by_attribute, by_ruins)


def find_harmed(tokens: Iterable[Token]) -> Iterator[Harmed]:
    """Yield every saying that a thing came to harm among the tokens."""
    yield from (found for token in tokens for rule in RULES for found in rule(token))


def _with_particle(word: Token) -> str:
    """Return "burned-out" where the parse took it apart."""
    after = word.doc[word.i + 1 : word.i + 3]
    return f"{word.lower_}-{after[-1].lower_}" if len(after) == 2 else word.lower_


def _with_degree(word: Token) -> tuple[Token, ...]:
    """Return the word with how far it goes: "completely destroyed", "heavy damage"."""
    degrees = [
        c for c in word.children if c.lower_ in words("degrees") and c.dep_ in ("advmod", "amod")
    ]
    particles = [c for c in word.children if c.dep_ == "prt"]
    return tuple(sorted((*degrees, word, *particles), key=lambda t: t.i))
