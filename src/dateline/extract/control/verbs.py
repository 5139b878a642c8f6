"""Verbs that say who holds a place: "captured X", "took control of X", "withdrew from X"."""

from collections.abc import Iterator

from spacy.tokens import Token

from dateline import lexicon
from dateline.extract.control.words import ControlTrigger, lemma, owners, status_of, words
from dateline.extract.events.clauses import (
    agents,
    children,
    is_verb,
    objects_of,
    patients,
    subjects,
    with_conjuncts,
)

# Words between a verb of movement and its place: "out of X", "in on X", "to within 5 km of X".
OUTWARD = frozenset(["out", "away", "back", "from"])
INWARD = frozenset(["in", "to", "down", "within", "further", "closer", "deeper", "up", "forward"])
FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
DISTANCES = frozenset(["kilometer", "kilometre", "km", "mile", "meter", "metre"])


def by_verb(verb: Token) -> Iterator[ControlTrigger]:
    """Read "captured X", "X was occupied by Y", "took over X"."""
    if not is_verb(verb) or verb.tag_ == "MD":
        return
    particle = next(children(verb, "prt"), None)
    name = lemma(verb) if particle is None else f"{lemma(verb)} {particle.lower_}"
    status = status_of("verbs").get(name)
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
        status = status_of("light").get(lemma(verb))
        if status == "captured" and any(c.lower_ == "back" for c in verb.children):
            status = "recaptured"  # "took back control of X"
        if status is not None:
            yield ControlTrigger(
                status=status, head=verb, words=tuple(sorted((verb, noun), key=lambda t: t.i)),
                where=where, who=agents(verb), weak=False, why="light_verb",
                beside=tuple(objects_of(verb, "in")),
            )  # fmt: skip
            return
    if noun.dep_ == "pobj" and noun.head.lower_ == "for":  # "the battle for control of X"
        over = noun.head.head
        if lemma(over) in words("struggles"):
            who = subjects(over) if is_verb(over) else tuple(objects_of(over, "between"))
            yield ControlTrigger(
                status="contested", head=over, words=(over, noun), where=where, who=who, weak=False,
                why="struggle",
            )  # fmt: skip
        return
    yield ControlTrigger(
        status="holds", head=noun, words=(noun,), where=where, who=owners(noun), weak=False,
        why="control_of",
    )  # fmt: skip


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


def by_misread_verb(word: Token) -> Iterator[ControlTrigger]:
    """Read "The Houthis control X" where the parse saw a noun and left the sentence no verb."""
    status = status_of("verbs").get(word.lower_)
    if status is None or word.tag_ not in ("NN", "NNP") or word.i <= word.sent.start:
        return
    if any(t.tag_ in FINITE for t in word.sent) or word.i + 1 >= word.sent.end:
        return
    before, after = word.nbor(-1), word.nbor()
    phrase = word.doc[after.left_edge.i : word.sent.end]
    if before.tag_ not in ("NNS", "NNPS") and not (
        before.tag_ == "NNP" and before.text.endswith("s")
    ):
        return
    where = (
        word.head if word.head.i > word.i else next((t for t in phrase if t.dep_ == "ROOT"), after)
    )
    yield ControlTrigger(
        status=status, head=word, words=(word,), where=tuple(with_conjuncts(where)), who=(before,),
        weak=True, why="misread_verb",
    )  # fmt: skip


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
