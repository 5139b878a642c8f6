"""Words that say who holds a place, with the tokens of the place and of those who hold it.

Each rule reads one way of saying it; all of them are tried on every token.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from dateline import lexicon
from dateline.extract.clauses import (
    agents,
    children,
    governor,
    is_passive,
    is_verb,
    objects_of,
    patients,
    subjects,
    with_conjuncts,
)
from dateline.extract.kinds import lemmas, steering
from dateline.records import ControlStatus


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


# Words between a verb of movement and its place: "out of X", "in on X", "to within 5 km of X".
OUTWARD = frozenset(["out", "away", "back", "from"])
INWARD = frozenset(["in", "to", "down", "within", "further", "closer", "deeper", "up", "forward"])
DISTANCES = frozenset(["kilometer", "kilometre", "km", "mile", "meter", "metre"])

Rule = Callable[[Token], Iterator[ControlTrigger]]


@cache
def words(kind: str) -> frozenset[str]:
    """Return one list of the lexicon of control."""
    return frozenset(lexicon.table("control")[kind])


@cache
def _status(kind: str) -> Mapping[str, ControlStatus]:
    """Return word -> status of one table of the lexicon."""
    return {w: status for status, ws in lexicon.table("control")[kind].items() for w in ws}


def find_control_triggers(tokens: Iterator[Token]) -> Iterator[ControlTrigger]:
    """Yield every saying of control among the tokens."""
    yield from (found for token in tokens for rule in RULES for found in rule(token))


def lemma(token: Token) -> str:
    """Return the base form in lower case."""
    return token.lemma_.lower()


def by_verb(verb: Token) -> Iterator[ControlTrigger]:
    """Read "captured X", "X was occupied by Y", "took over X"."""
    if not is_verb(verb) or verb.tag_ == "MD":
        return
    particle = next(children(verb, "prt"), None)
    name = lemma(verb) if particle is None else f"{lemma(verb)} {particle.lower_}"
    status = _status("verbs").get(name)
    where = patients(verb)
    if status is None or any(_is_control(t) for t in where):
        return
    if where:  # the parse may hang the second of two places on the verb: "took X and part of Y"
        where += tuple(c for c in children(verb, "conj") if c.pos_ in ("NOUN", "PROPN"))
    yield ControlTrigger(
        status=status, head=verb, words=(verb, particle) if particle is not None else (verb,),
        where=where, who=agents(verb), weak=name in words("weak"), why="verb",
        beside=tuple(objects_of(verb, "in", "inside", "across", "around")),
    )  # fmt: skip


def _is_control(token: Token) -> bool:
    return lemma(token) in words("control") and any(
        c.lower_ in ("of", "over", "on", "in") for c in children(token, "prep")
    )


def by_light_verb(noun: Token) -> Iterator[ControlTrigger]:
    """Read "took control of X", "is in control of X", "control of X was lost"."""
    if lemma(noun) not in words("control") or noun.pos_ != "NOUN":
        return
    where = tuple(objects_of(noun, "of", "over", "on", "in", "across"))
    verb = noun.head
    if not where and is_verb(verb):  # the parse may hang "of X" on the verb
        where = tuple(objects_of(verb, "of", "over"))
    if not where:
        return
    if noun.dep_ == "pobj" and noun.head.lower_ == "in":
        over = noun.head.head
        yield ControlTrigger(
            status="holds", head=over if is_verb(over) else noun, words=(noun.head, noun), where=where,
            who=subjects(over) if is_verb(over) else tuple(with_conjuncts(over)), weak=False, why="in_control_of",
        )  # fmt: skip
        return
    if noun.dep_ in ("dobj", "nsubjpass") and is_verb(verb):
        status = _status("light").get(lemma(verb))
        if status is not None:
            yield ControlTrigger(
                status=status, head=verb, words=tuple(sorted((verb, noun), key=lambda t: t.i)),
                where=where, who=agents(verb), weak=False, why="light_verb",
                beside=tuple(objects_of(verb, "in")),
            )  # fmt: skip
            return
    if _is_struggle(noun):
        return
    yield ControlTrigger(
        status="holds", head=noun, words=(noun,), where=where, who=_owners(noun), weak=False,
        why="control_of",
    )  # fmt: skip


def _is_struggle(noun: Token) -> bool:
    """Say whether control is fought for, not had: "the battle for control of X"."""
    return noun.dep_ == "pobj" and noun.head.lower_ == "for"


def by_move(verb: Token) -> Iterator[ControlTrigger]:
    """Read "withdrew from X", "advanced on X", "closed in on X"."""
    if not is_verb(verb):
        return
    for status, rows in lexicon.table("control")["moves"].items():
        prepositions = rows.get(lemma(verb))
        if prepositions is None:
            continue
        where = tuple(_under(verb, frozenset(prepositions)))
        if "" in prepositions:
            where += patients(verb)
        if where:
            yield ControlTrigger(
                status=status, head=verb, words=(verb,), where=where, who=subjects(verb),
                weak=True, why="move",
            )  # fmt: skip


def _under(node: Token, prepositions: frozenset[str], depth: int = 0) -> Iterator[Token]:
    """Yield nouns under the prepositions, through others: "out of X", "to within 5 km of X"."""
    leaving = "from" in prepositions
    for prep in children(node, "prep", "agent", "prt", "advmod"):
        if prep.lower_ in prepositions:
            for noun in children(prep, "pobj"):
                yield from (
                    objects_of(noun, "of", "from")
                    if lemma(noun) in DISTANCES
                    else with_conjuncts(noun)
                )
        if depth < 3 and prep.lower_ in (OUTWARD if leaving else INWARD):
            yield from _under(prep, prepositions | ({"of"} if leaving else {"on", "to"}), depth + 1)


def by_driving_out(verb: Token) -> Iterator[ControlTrigger]:
    """Read "pushed the rebels out of X", "were expelled from X": they have lost it."""
    if not is_verb(verb) or lemma(verb) not in words("drives"):
        return
    where = tuple(_under(verb, frozenset(["from", "of"])))
    who = patients(verb)
    if where and who:
        yield ControlTrigger(
            status="lost",
            head=verb,
            words=(verb,),
            where=where,
            who=who,
            weak=True,
            why="driven_out",
        )


def by_falling(verb: Token) -> Iterator[ControlTrigger]:
    """Read "X fell to the rebels", "X has fallen": those it fell to have captured it."""
    if is_verb(verb) and lemma(verb) == "fall":
        who = tuple(objects_of(verb, "to"))
        if who:
            yield ControlTrigger(
                status="captured", head=verb, words=(verb,), where=subjects(verb), who=who,
                weak=True, why="fell_to",
            )  # fmt: skip


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
                status=status, head=noun, words=(noun,), where=where, who=_owners(noun), weak=False,
                why="noun",
            )  # fmt: skip


def _owners(noun: Token) -> tuple[Token, ...]:
    """Return whose the capture or the control is: "Y's", "Russian", "by Y"."""
    out = [t for c in children(noun, "poss") for t in with_conjuncts(c)]
    out += objects_of(noun, "by")
    if not out and noun.dep_ == "dobj" and lemma(noun.head) in steering("light"):
        out += agents(noun.head)  # "carried out the takeover of X"
    if not out:
        out += [c for c in children(noun, "amod", "compound", "nmod")
                if c.ent_type_ in ("NORP", "GPE", "ORG") or c.pos_ == "PROPN"]  # fmt: skip
    return tuple(out)


def by_attribute(word: Token) -> Iterator[ControlTrigger]:
    """Read "rebel-held X", "the Norrland-controlled part of X", "occupied X"."""
    status = _status("attributes").get(word.lower_)
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
    who = (*_owners(noun), *objects_of(noun, "of"))
    who = who or tuple(c for c in children(noun, "compound", "amod", "nmod"))
    status: ControlStatus = {"siege": "encircled", "occupation": "occupied"}.get(
        lemma(noun), "holds"
    )  # type: ignore[assignment]  # both are statuses
    if status == "holds" and not who:
        return
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
            status="intends", head=noun, words=(noun,), where=where, who=_owners(noun), weak=True,
            why="goal",
        )  # fmt: skip


# Every rule is asked; two that find the same claim of one place are merged later.
RULES: tuple[Rule, ...] = (
    by_verb, by_light_verb, by_move, by_driving_out, by_falling, by_noun, by_attribute, by_state,
    by_goal,
)  # fmt: skip
