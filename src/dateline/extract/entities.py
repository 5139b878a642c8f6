"""One entity however it is spelled: mentions to entities, and the book later stages add to."""

from dataclasses import dataclass, field, replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline.article.parse import Parse
from dateline.extract.mentions import Mention, find_mentions
from dateline.extract.nations import Actor, actors, country_name, stated_nation
from dateline.gazetteer import fold_name, sound_key
from dateline.records import Entity, EntityType, Span

# A state's own forces, however they are called: "Sudanese troops" and "the Sudanese army".
_STATE_FORCES = frozenset({"army", "military", "force", "troop", "soldier", "serviceman"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def find_entities(parse: Parse) -> tuple[Entity, ...]:
    """Return the entities in the order of their first mention."""
    groups: list[_Group] = []
    for mention in find_mentions(parse):
        for rule in _RULES:
            group = rule(mention, groups)
            if group is not None:
                group.add(mention, rule.__name__.lstrip("_"))
                break
        else:
            groups.append(_Group([mention], [mention.why]))
    method = parse.methods["mentions"]
    return tuple(
        group.entity(parse, id=f"e{number}", method=method)
        for number, group in enumerate(groups, 1)
    )


@dataclass(eq=False)
class _Group:
    """Mentions of one entity, while they are being gathered."""

    mentions: list[Mention]
    why: list[str] = field(default_factory=list)

    def add(self, mention: Mention, rule: str) -> None:
        self.mentions.append(mention)
        if rule not in self.why:
            self.why.append(rule)

    @property
    def type(self) -> EntityType:
        """The type of the first mention, or that of those under arms if any mention says so."""
        types = [m.type for m in self.mentions]
        return "armed_actor" if "armed_actor" in types and types[0] != "person" else types[0]

    @property
    def best(self) -> Mention:
        """The mention with the fullest name."""
        return max(self.mentions, key=lambda m: (m.name is not None, len(m.name or ())))

    def entity(self, parse: Parse, *, id: str, method: str) -> Entity:
        best = self.best
        role = next((m.role.text for m in self.mentions if m.role is not None), None)
        nation = next((m.nation for m in self.mentions if m.nation is not None), None)
        if best.role is not None and nation is None:
            nation = stated_nation(best.role)
        name = best.name if best.name is not None else best.phrase
        if best.type != "person" and name[0].lower_ in ("the", "a", "an"):
            name = name[1:] or name
        spans = [
            parse.span(m.name if m.type == "person" and m.name is not None else m.phrase)
            for m in self.mentions
        ]
        return Entity(
            id=id,
            type=self.type,
            name=" ".join(name.text.split()),
            role=role,
            side=country_name(nation),
            mentions=tuple(sorted(spans, key=lambda s: (s.start, s.end))),
            method=method,
            why=tuple(self.why),
        )


def _apposition(mention: Mention, groups: list[_Group]) -> _Group | None:
    """Two phrases side by side for one: "the Wagner Group, a private military contractor"."""
    if mention.head.dep_ != "appos" or mention.type == "state":
        return None
    other = mention.head.head.i
    for group in groups:
        if any(m.head.i == other for m in group.mentions):
            people = {"person"} & {mention.type, group.type}
            return group if not people or mention.type == group.type else None
    return None


def _same_person(mention: Mention, groups: list[_Group]) -> _Group | None:
    """One surname, given names that do not contradict: "Volodymyr Zelensky", "Mr. Zelenskyy"."""
    if mention.type != "person" or mention.name is None:
        return None
    mine = _name_keys(mention.name)
    for group in reversed(groups):
        if group.type != "person":
            continue
        for other in group.mentions:
            if other.name is None:
                continue
            theirs = _name_keys(other.name)
            if mine[-1] != theirs[-1] and not (len(mine) > 1 and mine == theirs[: len(mine)]):
                continue
            if _given_agree(mine[:-1], theirs[:-1]):
                return group
    return None


def _name_keys(name: Tokens) -> list[str]:
    words = [fold_name(t.text) for t in name if t.is_alpha or "-" in t.text]
    return [sound_key(word) for word in words if word] or [fold_name(name.text) or name.text]


def _given_agree(mine: list[str], theirs: list[str]) -> bool:
    if not mine or not theirs:
        return True
    first, other = mine[0], theirs[0]
    return first == other or (min(len(first), len(other)) == 1 and first[0] == other[0])


def _same_state(mention: Mention, groups: list[_Group]) -> _Group | None:
    """A country and its capital in the government's stead: "Russia", "Moscow"."""
    if mention.type != "state" or mention.nation is None:
        return None
    return next(
        (g for g in groups if g.type == "state" and g.mentions[0].nation == mention.nation), None
    )


def _same_forces(mention: Mention, groups: list[_Group]) -> _Group | None:
    """The forces of one state: "Sudanese troops", "the Sudanese army", "Sudan's military"."""
    if not _is_state_force(mention):
        return None
    return next(
        (
            g
            for g in groups
            if _is_state_force(g.mentions[0]) and g.mentions[0].nation == mention.nation
        ),
        None,
    )


def _is_state_force(mention: Mention) -> bool:
    """Say whether a phrase is nothing but a nation and a word for its forces."""
    if mention.type != "armed_actor" or mention.nation is None:
        return False
    if mention.head.lemma_.lower() not in _STATE_FORCES:
        return False
    rest = [t for t in mention.phrase if t.i != mention.head.i and t.pos_ in ("ADJ", "PROPN")]
    return len(rest) <= 2 and all(t.ent_type_ in ("NORP", "GPE", "") for t in rest)


def _same_actor(mention: Mention, groups: list[_Group]) -> _Group | None:
    """Two names of one body in the actor lexicon: "ISIS", "Islamic State"."""
    mine = _actor_of(mention)
    if mine is None:
        return None
    return next((g for g in groups if any(_actor_of(m) == mine for m in g.mentions)), None)


def _actor_of(mention: Mention) -> Actor | None:
    if mention.why != "actor_lexicon" or mention.name is None:
        return None
    name = mention.name
    return actors().get(fold_name(name.text)) or actors().get(fold_name(name[:-1].text))


def _same_name(mention: Mention, groups: list[_Group]) -> _Group | None:
    """The same words, or an acronym of them, for a body or a group."""
    if mention.type in ("person", "state"):
        return None
    mine = _key(mention)
    for group in reversed(groups):
        if group.type in ("person", "state"):
            continue
        for other in group.mentions:
            theirs = _key(other)
            if mine == theirs and (mention.name or mention.phrase[0].lower_ in _DEFINITE):
                return group
            if mention.name is not None and other.name is not None:
                if _acronym(mine, other) or _acronym(theirs, mention):
                    return group
    return None


def _key(mention: Mention) -> str:
    phrase = mention.name if mention.name is not None else mention.phrase
    words = [t for t in phrase if t.pos_ not in ("DET", "PUNCT") and t.tag_ != "POS"]
    return sound_key(fold_name(" ".join(t.lemma_ for t in words)))


def _acronym(short: str, mention: Mention) -> bool:
    """Say whether `short` is made of the initials of the mention's words ("mofa")."""
    initials = [t.text[0].lower() for t in mention.phrase if t.text[0].isupper()]
    return len(initials) >= 2 and short == sound_key("".join(initials))


def _described_before(mention: Mention, groups: list[_Group]) -> _Group | None:
    """A definite description of what was named: "the ministry", "the governor", "the group"."""
    if mention.name is not None or mention.phrase[0].lower_ not in _DEFINITE:
        return None
    if len(mention.phrase) > 2:
        return None
    lemma = mention.head.lemma_.lower()
    for group in reversed(groups):
        if any(
            m.head.lemma_.lower() == lemma
            or (m.name is not None and lemma in (t.lemma_.lower() for t in m.name))
            or (m.role is not None and lemma in (t.lemma_.lower() for t in m.role))
            for m in group.mentions
        ):
            return group
    return None


_RULES = (
    _apposition,
    _same_person,
    _same_state,
    _same_forces,
    _same_actor,
    _same_name,
    _described_before,
)


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
