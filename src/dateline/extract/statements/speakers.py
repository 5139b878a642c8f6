"""Settle who each speaker is: one entity for a name, a pronoun, "the ministry", "the report".

Only speakers and subjects are candidates: not hearers, not people mentioned in what is said, not
people in a relative clause. Attributions are resolved in the order of the text.
"""

from dataclasses import dataclass, replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline.article.parse import Parse
from dateline.extract.mentions import EntityBook
from dateline.extract.mentions.nations import country_name, stated_nation
from dateline.extract.statements.attributions import Attribution
from dateline.extract.statements.channels import channel_of
from dateline.extract.statements.nouns import is_document
from dateline.extract.statements.sources import Source, find_cited
from dateline.extract.statements.speaker_phrases import phrase_of
from dateline.extract.statements.turns import HE, ITS, MANY, SHE, Turns
from dateline.lexicon import classes, table
from dateline.records import Entity, Span
from dateline.vocabulary import EntityType


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: the entity, the words that name it there, the channel they imply."""

    entity: str | None = None
    span: Span | None = None
    channel: str | None = None
    why: tuple[str, ...] = ()


class Speakers:
    """Resolves the speakers of one article, turn by turn."""

    def __init__(self, parse: Parse, book: EntityBook, attributions: list[Attribution]) -> None:
        """Take the attributions in the order of their cues."""
        self._parse = parse
        self._book = book
        self._attributions = attributions
        contents = tuple(c for a in attributions for c in a.content)
        self._turns = Turns(parse, book, contents)
        self._merged: dict[str, str] = {}
        self._people: set[str] = set()

    def entities(self) -> tuple[Entity, ...]:
        """Return the entities, without those found to be another one."""
        return tuple(
            replace(e, type="person") if e.id in self._people else e
            for e in self._book.entities
            if e.id not in self._merged
        )

    def resolve(self, attribution: Attribution) -> Voice:
        """Return who speaks by this attribution."""
        source = attribution.reading.source
        if source is None:
            return Voice(why=("no_speaker_named",))
        head = source.head
        for rule in (self._pronoun, self._document, self._described, self._named):
            found = rule(attribution, head)
            if found is None:
                continue
            entity, channel, why = found
            span = self._parse.span(source.phrase)
            if entity is not None:
                self._note(entity, head, span)
            return Voice(entity=entity, span=span, channel=channel, why=(why,))
        return Voice(span=self._parse.span(source.phrase), why=("speaker_not_settled",))

    def resolve_cited(self, attribution: Attribution) -> Voice | None:
        """Return whom the speaker cites by name, None where nobody is."""
        source = find_cited(attribution.reading.cue)
        if source is None:
            return None
        entity = self._book.of(source.head) or self._book.enter(
            source.phrase, type=_type(source.head), why="cited"
        )
        span = self._parse.span(source.phrase)
        return Voice(entity=self._final(entity.id), span=span, why=(source.why,))

    def _note(self, entity: str, head: Token, span: Span) -> None:
        self._turns.note(entity, head)
        if not any(m.overlaps(span) for m in self._book.get(entity).mentions):
            self._book.mention(entity, span)

    def _pronoun(
        self, attribution: Attribution, head: Token
    ) -> tuple[str | None, str | None, str] | None:
        """Resolve he, she, it, they among the speakers and subjects before."""
        source = attribution.reading.source
        if head.pos_ != "PRON" or source is None:
            return None
        if head.lower_ not in HE | SHE | MANY | ITS:
            entity = self._book.enter(source.phrase, type="group", why="indefinite_speaker")
            return entity.id, None, "indefinite_speaker"
        lemma = attribution.reading.cue.token.lemma_
        additive = lemma in table("speaker_words")["additive"]
        found, why = self._turns.whom(head, additive=additive)
        return (self._final(found) if found else None), None, why

    def _document(
        self, attribution: Attribution, head: Token
    ) -> tuple[str | None, str | None, str] | None:
        """Let a report speak for the body that issued it, where the text shows which."""
        if head.pos_ == "PROPN" or not is_document(head):
            return None
        channel = channel_of(head) or head.lemma_
        owner = self._owner(head)
        if owner is not None:
            return owner.id, channel, "document_of_its_owner"
        definite = head.left_edge.lower_ in ("the", "this", "that")
        if definite:
            for turn in self._turns.recent(head):
                if self._book.get(turn.entity).type in ("organization", "state", "armed_actor"):
                    return turn.entity, channel, "document_of_last_body"
        entity = self._book.enter(
            attribution.reading.source.phrase,  # type: ignore[union-attr]  # has a head
            type="document",
            why="document_speaks",
        )
        return entity.id, None, "document_speaks"

    def _owner(self, head: Token) -> Entity | None:
        for child in head.children:
            inner = child
            if child.dep_ == "prep" and child.lower_ in ("by", "from", "of"):
                inner = next((g for g in child.children if g.dep_ == "pobj"), child)
            elif child.dep_ not in ("poss", "compound"):
                continue
            owner = self._book.of(inner)
            if owner is not None and owner.type not in ("document", "population"):
                if not any(m.start <= self._parse.starts[head.i] < m.end for m in owner.mentions):
                    return owner
        return None

    def _described(
        self, attribution: Attribution, head: Token
    ) -> tuple[str | None, str | None, str] | None:
        """Settle "the ministry", "the governor": a speaker before, or named right after."""
        if head.pos_ == "PROPN" or head.left_edge.lower_ not in ("the", "this", "that"):
            return None
        entity = self._book.of(head)
        lemma = head.lemma_.lower()
        phrase = head.doc[head.left_edge.i : head.i + 1]
        known = (
            entity is not None and entity.mentions[0].start < self._parse.starts[head.left_edge.i]
        )
        if known and entity is not None:
            return self._final(entity.id), None, "described_before"
        for turn in reversed(self._turns.taken):
            candidate = self._book.get(turn.entity)
            if lemma in _title_words(candidate):
                return turn.entity, None, "role_of_speaker_before"
        for candidate in self._book.entities:
            if candidate.type == "person" and candidate.role and _is_called(candidate, phrase):
                return self._final(candidate.id), None, "role_of_named_person"
        if entity is not None and entity.type == "person":
            named = self._named_next(attribution, entity)
            if named is not None:
                self._merge(entity.id, named)
                return named, None, "named_in_next_statement"
        return None

    def _named_next(self, attribution: Attribution, entity: Entity) -> str | None:
        """Return the person first named by the next statement of the paragraph (cataphora)."""
        if len(entity.mentions) > 1:
            return None
        passage = self._parse.passage_of[attribution.reading.cue.token.i]
        at = attribution.reading.cue.start
        later = [
            a
            for a in self._attributions
            if a.reading.cue.start > at and self._parse.passage_of[a.reading.cue.token.i] == passage
        ]
        for following in later[:2]:
            source = following.reading.source
            if source is None or source.shared:
                continue
            if source.head.pos_ == "PRON":
                continue
            named = self._book.of(source.head) if source.head.pos_ == "PROPN" else None
            if named is None or named.role is not None:
                return None
            if named.type != "person" and not _looks_personal(source.phrase):
                return None
            self._people.add(named.id)
            first = named.mentions[0].start
            return named.id if first >= self._parse.starts[at] else None
        return None

    def _merge(self, gone: str, kept: str) -> None:
        self._merged[gone] = kept
        for mention in self._book.get(gone).mentions:
            self._book.mention(kept, mention)

    def _final(self, entity: str) -> str:
        return self._merged.get(entity, entity)

    def _named(
        self, attribution: Attribution, head: Token
    ) -> tuple[str | None, str | None, str] | None:
        """Take the entity of the phrase, or enter it."""
        source = attribution.reading.source
        entity = self._named_in(source) or self._book.of(head)
        if entity is not None:
            return self._final(entity.id), None, "speaker_named"
        if source is None or head.pos_ not in ("PROPN", "NOUN", "ADJ", "NUM", "DET"):
            return None
        # "which said": the antecedent is entered, not the pronoun.
        inside = source.phrase.start <= head.i < source.phrase.end
        phrase = source.phrase if inside else phrase_of(head)
        entered = self._book.enter(phrase, type=_type(head), why="speaker")
        return self._final(entered.id), None, "speaker_entered"

    def _named_in(self, source: Source | None) -> Entity | None:
        """Return the person named in a phrase headed by a title: "Minister for Trade Ana Ruiz"."""
        if source is None or source.head.ent_type_ == "PERSON":
            return None
        after = source.phrase.doc[source.head.i + 1 : source.phrase.end]
        for token in reversed(after):
            entity = self._book.of(token) if token.pos_ == "PROPN" else None
            if entity is not None and entity.type == "person" and token.dep_ in ("appos", "flat"):
                return entity
        return None


def _looks_personal(phrase: Tokens) -> bool:
    """Say whether a name may be a person's though the model took it for a body's."""
    return 2 <= len(phrase) <= 3 and all(
        t.is_title and t.is_alpha and t.lemma_.lower() not in classes("agents") for t in phrase
    )


def _title_words(entity: Entity) -> frozenset[str]:
    return frozenset(f"{entity.name} {entity.role or ''}".lower().replace("-", " ").split())


def _is_called(entity: Entity, phrase: Tokens) -> bool:
    """Say whether every word of "the Ukrainian president" is in the person's role or side."""
    known = _title_words(entity) | frozenset((entity.side or "").lower().split())
    words = [t.lower_ for t in phrase if t.pos_ in ("NOUN", "PROPN", "ADJ")]
    nation = stated_nation(phrase)
    side = country_name(nation)
    return phrase.root.lower_ in known and all(
        word in known or (side is not None and side == entity.side) for word in words
    )


def _type(head: Token) -> EntityType:
    """Return the type of a speaker no earlier stage knew."""
    known = classes("agents").get(head.lemma_.lower())
    plural = head.tag_ in ("NNS", "NNPS")
    if known in ("person", "group"):
        return "group" if plural else "person"
    if known is not None:
        return known  # type: ignore[return-value]  # the lexicon's classes are the types
    if head.ent_type_ == "PERSON":
        return "person"
    if head.ent_type_ == "GPE":
        return "state"
    if head.pos_ == "PROPN":
        return "organization"
    return "group" if plural else "document"
