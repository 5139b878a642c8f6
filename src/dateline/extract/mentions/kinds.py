"""Say what kind of party each entity is, and whom it acts for: by lexicon, else by its own words.

Nothing is guessed: a kind that neither the lexicon nor the words of the article give is null.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline.article.parse import Parse
from dateline.extract.mentions.actors import Actor, actor_named, role_on
from dateline.lexicon import table, words
from dateline.records import Entity

_UNDER_ARMS = frozenset(("armed_actor",))
_PEOPLE = frozenset(("group", "population", "person"))


def identify(parse: Parse, entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """Return the entities with `actor`, `kind` and `affiliation` where something says them.

    What a known actor is depends on the day: the day of publication is taken.
    """
    return tuple(_identified(parse, entity) for entity in entities)


def _identified(parse: Parse, entity: Entity) -> Entity:
    mentions = [parse.tokens(m.start, m.end) for m in entity.mentions]
    mentions = [m for m in mentions if len(m)]
    actor = next((a for m in mentions if (a := _known(m)) is not None), None)
    if actor is not None and entity.type != "person":
        role = role_on(actor, parse.article.published)
        return replace(
            entity,
            actor=actor.name,
            kind=role.kind if role else None,
            affiliation=(role.whom if role else None) or entity.side,
            why=(*entity.why, "own_actors" if actor.own else "actor_lexicon_role"),
        )
    for rule in _RULES:
        kind = rule(entity, mentions)
        if kind is not None:
            why = (*entity.why, f"kind_{rule.__name__.lstrip('_')}")
            return replace(entity, kind=kind, affiliation=entity.side, why=why)
    return replace(entity, affiliation=entity.side)


def _known(mention: Tokens) -> Actor | None:
    """Return the actor a mention names, alone or before a word for its people."""
    name = mention[1:] if mention[0].pos_ == "DET" and len(mention) > 1 else mention
    return actor_named(name) or (actor_named(name[:-1]) if len(name) > 1 else None)


def _state(entity: Entity, _mentions: Iterable[Tokens]) -> str | None:
    return "government" if entity.type == "state" else None


def _forces_of_nation(entity: Entity, mentions: Iterable[Tokens]) -> str | None:
    """A nation and a word for its forces: "Ethiopian troops"; not "Syrian Democratic Forces"."""
    if entity.type not in _UNDER_ARMS or entity.side is None:
        return None
    for mention in mentions:
        if mention.root.lemma_.lower() in words("state_forces"):
            others = [t for t in mention if t.i != mention.root.i and t.pos_ in ("PROPN", "ADJ")]
            if all(t.ent_type_ in ("GPE", "NORP", "LOC") for t in others):
                return "state forces"
    return None


def _noun(entity: Entity, mentions: Iterable[Tokens]) -> str | None:
    """What its head noun says: "rebels", "the police", "protesters"."""
    if entity.type == "person":
        return None
    for mention in mentions:
        for form in _forms(mention.root):
            if form in _nouns():
                return _nouns()[form]
    return None


def _people(entity: Entity, mentions: Iterable[Tokens]) -> str | None:
    """People whose noun is of those who do not fight: "villagers", "two nurses"."""
    if entity.type not in _PEOPLE:
        return None
    unarmed = frozenset(table("people_nouns")["civilian"])
    for mention in mentions:
        if mention.root.pos_ == "NOUN" and any(form in unarmed for form in _forms(mention.root)):
            return "civilians"
    return None


_RULES = (_state, _forces_of_nation, _noun, _people)


@cache
def _nouns() -> Mapping[str, str]:
    return {noun: kind for kind, row in table("actor_kinds").items() for noun in row["nouns"]}


def _forms(head: Token) -> tuple[str, ...]:
    """Return the noun with the word before it, then alone."""
    lemma = head.lemma_.lower()
    before = head.doc[head.i - 1].lower_ if head.i > head.sent.start else ""
    return (f"{before} {lemma}", lemma, head.lower_)
