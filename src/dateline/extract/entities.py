"""One entity however it is spelled: the book that stages look names up in and add to.

A book is transient and belongs to one stage call: it starts from the entities of the stage
before and gives back frozen ones. Ids stay what they are; new ones count on.
"""

from dataclasses import replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline.article.parse import Parse
from dateline.records import Entity, EntityType, Span


class EntityBook:
    """The entities of one article, found by token, grown by noun phrases."""

    def __init__(self, parse: Parse, entities: tuple[Entity, ...], *, method: str) -> None:
        """Open the book on what earlier stages found; `method` signs what is added."""
        self._parse = parse
        self._method = method
        self._entities = {entity.id: entity for entity in entities}

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The entities in the order they were first entered."""
        return tuple(self._entities.values())

    def get(self, id: str) -> Entity:
        """Return the entity of this id."""
        return self._entities[id]

    def of(self, token: Token) -> Entity | None:
        """Return the entity with a mention headed by `token`, else the tightest one around it."""
        at = self._parse.span(token)
        around = [
            (not self._heads(mention, token), mention.end - mention.start, entity.id)
            for entity in self._entities.values()
            for mention in entity.mentions
            if mention.covers(at)
        ]
        return self._entities[min(around)[2]] if around else None

    def _heads(self, mention: Span, token: Token) -> bool:
        return self._parse.tokens(mention.start, mention.end).root.i == token.i

    def enter(self, phrase: Tokens, *, type: EntityType, why: str) -> Entity:
        """Return the entity of a noun phrase: the one its head already has, else a new one."""
        known = self.of(phrase.root)
        if known is not None:
            return known
        span = self._parse.span(phrase)
        entity = Entity(
            id=f"e{len(self._entities) + 1}", type=type, name=span.text, mentions=(span,),
            method=self._method, why=(why,),
        )  # fmt: skip
        self._entities[entity.id] = entity
        return entity

    def mention(self, id: str, span: Span) -> None:
        """Note one more mention (a pronoun, "the ministry") of a known entity."""
        entity = self._entities[id]
        if span not in entity.mentions:
            mentions = tuple(sorted((*entity.mentions, span), key=lambda m: (m.start, m.end)))
            self._entities[id] = replace(entity, mentions=mentions)
