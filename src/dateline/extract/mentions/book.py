"""The book of entities: later stages look names up in it and add to it."""

from dataclasses import replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline.article.parse import Parse
from dateline.records import Entity, Span
from dateline.vocabulary import EntityType


class EntityBook:
    """The entities of one article, found by token, grown by noun phrases.

    A book is transient and belongs to one stage call: it starts from the entities of the stage
    before and gives back frozen ones. Ids stay what they are; new ones count on.
    """

    def __init__(self, parse: Parse, entities: tuple[Entity, ...], *, method: str) -> None:
        """Open the book on what earlier stages found; `method` signs what is added."""
        self._parse = parse
        self._method = method
        self._entities = {entity.id: entity for entity in entities}
        self._heads: dict[int, str] = {}
        self._around: dict[int, tuple[int, str]] = {}
        for entity in entities:
            for mention in entity.mentions:
                self._index(entity.id, mention)

    def _index(self, id: str, mention: Span) -> None:
        tokens = self._parse.tokens(mention.start, mention.end)
        if len(tokens) == 0:
            return
        self._heads.setdefault(tokens.root.i, id)
        for token in tokens:
            size = mention.end - mention.start
            if token.i not in self._around or size < self._around[token.i][0]:
                self._around[token.i] = (size, id)

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The entities in the order they were first entered."""
        return tuple(self._entities.values())

    def get(self, id: str) -> Entity:
        """Return the entity of this id."""
        return self._entities[id]

    def of(self, token: Token) -> Entity | None:
        """Return the entity with a mention headed by `token`, else the tightest one around it."""
        id = self._heads.get(token.i)
        if id is None and token.i in self._around:
            id = self._around[token.i][1]
        return self._entities[id] if id is not None else None

    def enter(self, phrase: Tokens, *, type: EntityType, why: str) -> Entity:
        """Return the entity of a noun phrase: the one its head already has, else a new one."""
        known = self._heads.get(phrase.root.i)
        if known is not None:
            return self._entities[known]
        span = self._parse.span(phrase)
        entity = Entity(
            id=f"e{len(self._entities) + 1}",
            type=type,
            name=" ".join(span.text.split()),
            mentions=(span,),
            method=self._method,
            why=(why,),
        )
        self._entities[entity.id] = entity
        self._index(entity.id, span)
        return entity

    def mention(self, id: str, span: Span) -> None:
        """Note one more mention (a pronoun, "the ministry") of a known entity."""
        entity = self._entities[id]
        if span not in entity.mentions:
            mentions = tuple(sorted((*entity.mentions, span), key=lambda m: (m.start, m.end)))
            self._entities[id] = replace(entity, mentions=mentions)
            self._index(id, span)
