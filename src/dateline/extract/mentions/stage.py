"""One entity however it is spelled: mentions gathered by named rules."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline.article.parse import Parse
from dateline.extract.mentions.actors import Actor, actor_named, keep_with
from dateline.extract.mentions.nations import country_name, stated_nation
from dateline.extract.mentions.phrases import Mention, find_mentions
from dateline.gazetteer import fold_name, sound_key
from dateline.lexicon import words
from dateline.records import Entity
from dateline.vocabulary import EntityType

# Shorter names with the same consonants are often other names ("Khan", "Kohn").
_LEAST_SKELETON = 4
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def find_entities(parse: Parse, own_actors: str | None = None) -> tuple[Entity, ...]:
    """Return the entities in the order of their first mention.

    `own_actors`: a file of the user's own, read before the packaged lexicon of actors.
    """
    keep_with(parse.doc, own_actors)
    groups = _Groups()
    for mention in find_mentions(parse):
        for rule in _RULES:
            group = rule(mention, groups)
            if group is not None:
                groups.add(mention, group, rule.__name__.lstrip("_"))
                break
        else:
            groups.open(mention)
    method = parse.methods["mentions"]
    return tuple(group.entity(parse, method=method) for group in groups.all)


@dataclass(eq=False)
class _Group:
    """Mentions of one entity, while they are being gathered."""

    number: int
    mentions: list[Mention]
    why: list[str] = field(default_factory=list)

    @property
    def type(self) -> EntityType:
        """The type of the first mention, or that of those under arms if any mention says so."""
        types = [m.type for m in self.mentions]
        return "armed_actor" if "armed_actor" in types and types[0] != "person" else types[0]

    @property
    def nation(self) -> str | None:
        return next((m.nation for m in self.mentions if m.nation is not None), None)

    def entity(self, parse: Parse, *, method: str) -> Entity:
        best = max(self.mentions, key=lambda m: (m.name is not None, len(m.name or ())))
        role = next((m.role.text for m in self.mentions if m.role is not None), None)
        nation = self.nation
        if best.role is not None and nation is None:
            nation = stated_nation(best.role)
        name = best.name if best.name is not None else best.phrase
        shown = country_name(nation) if self.type == "state" else None
        if best.type != "person" and name[0].lower_ in ("the", "a", "an"):
            name = name[1:] or name
        spans = [
            parse.span(m.name if m.type == "person" and m.name is not None else m.phrase)
            for m in self.mentions
        ]
        return Entity(
            id=f"e{self.number}",
            type=self.type,
            name=shown or " ".join(name.text.split()),
            role=role,
            side=country_name(nation),
            mentions=tuple(sorted(spans, key=lambda s: (s.start, s.end))),
            method=method,
            why=tuple(self.why),
        )


class _Groups:
    """The groups so far, found by the traits of their mentions, so that no rule reads them all."""

    def __init__(self) -> None:
        self.all: list[_Group] = []
        self._by: dict[tuple[str, Hashable], list[_Group]] = defaultdict(list)

    def open(self, mention: Mention) -> None:
        """Begin a new group with this mention."""
        group = _Group(len(self.all) + 1, [])
        self.all.append(group)
        self.add(mention, group, mention.why)

    def add(self, mention: Mention, group: _Group, rule: str) -> None:
        """Put a mention into a group, by the rule of this name."""
        group.mentions.append(mention)
        if rule not in group.why:
            group.why.append(rule)
        for trait in _traits(mention):
            if group not in self._by[trait]:
                self._by[trait].append(group)

    def having(self, *traits: tuple[str, Hashable]) -> list[_Group]:
        """Return the groups with any of these traits, the one spoken of last first."""
        found = {g.number: g for trait in traits for g in self._by.get(trait, ())}
        return sorted(found.values(), key=lambda g: -g.mentions[-1].head.i)


def _traits(mention: Mention) -> Iterator[tuple[str, Hashable]]:
    """Yield what a later mention of the same entity may have in common with this one."""
    yield "head", mention.head.i
    yield "called", _word(mention.head)
    if mention.role is not None:
        yield "called", _word(mention.role.root)
    if mention.type == "person" and mention.name is not None:
        keys = _name_keys(mention.name)
        yield "surname", keys[-1]
        yield "skeleton", _skeleton(keys[-1])
        yield from (("names", keys[:n]) for n in range(2, len(keys)))
    elif mention.type == "state":
        yield "state", mention.nation
    elif mention.type != "person":
        yield "key", _key(mention)
        if mention.name is not None:
            yield "name", _key(mention)
            yield "initials", _initials(mention)
    if _is_state_force(mention):
        yield "forces", mention.nation
    if (actor := _actor_of(mention)) is not None:
        yield "actor", actor


def _word(head: Token) -> tuple[str, bool]:
    """Return a noun and whether it is plural: "the ministers" are not the minister."""
    return head.lemma_.lower(), head.tag_ in ("NNS", "NNPS")


def _apposition(mention: Mention, groups: _Groups) -> _Group | None:
    """Two phrases side by side for one: "the Wagner Group, a private military contractor"."""
    if mention.head.dep_ != "appos" or mention.type == "state":
        return None
    beside = mention.head.head
    for group in groups.having(("head", beside.i)):
        people = {"person"} & {mention.type, group.type}
        if not people or mention.type == group.type:
            return group
    # "The mayor of Velden, Ida Marsh,": the model hangs her on the town.
    if mention.type == "person" and beside.dep_ == "pobj" and beside.head.dep_ == "prep":
        for group in groups.having(("head", beside.head.head.i)):
            unnamed = all(m.name is None for m in group.mentions)
            return group if group.type == "person" and unnamed else None
    return None


def _same_person(mention: Mention, groups: _Groups) -> _Group | None:
    """One surname, given names that do not contradict: "Amina Haddad", "Ms. Hadad"."""
    if mention.type != "person" or mention.name is None:
        return None
    mine = _name_keys(mention.name)
    for group in groups.having(("surname", mine[-1]), ("names", mine)):
        # Every name in the group must agree: after "Omar Haddad" and "Haddad", "Salim Haddad"
        # is somebody else.
        names = [_name_keys(m.name) for m in group.mentions if m.name is not None]
        if all(_same_name_keys(mine, theirs) for theirs in names):
            return group
    return None


def _same_person_respelled(mention: Mention, groups: _Groups) -> _Group | None:
    """One surname with other vowels: "Reza Moradi", "Mr. Mouradi"; never another given name."""
    if mention.type != "person" or mention.name is None:
        return None
    mine = _name_keys(mention.name)
    shape = _skeleton(mine[-1])
    if len(shape) < _LEAST_SKELETON:
        return None
    for group in groups.having(("skeleton", shape)):
        names = [_name_keys(m.name) for m in group.mentions if m.name is not None]
        if all(_given_agree(mine[:-1], theirs[:-1]) for theirs in names):
            return group
    return None


def _skeleton(key: str) -> str:
    """Return a surname's first letter, its consonants and its last letter ("Petrov", "Petrova")."""
    return key[:1] + "".join(c for c in key[1:-1] if c not in "aeiou") + key[-1:]


def _same_name_keys(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    short, long = sorted((mine, theirs), key=len)
    alike = mine[-1] == theirs[-1] or (len(short) > 1 and short == long[: len(short)])
    return alike and _given_agree(mine[:-1], theirs[:-1])


def _name_keys(name: Tokens) -> tuple[str, ...]:
    words = [fold_name(t.text) for t in name if t.is_alpha or "-" in t.text]
    keys = tuple(sound_key(word) for word in words if word)
    return keys or (fold_name(name.text) or name.text,)


def _given_agree(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    if not mine or not theirs:
        return True
    first, other = mine[0], theirs[0]
    return first == other or (min(len(first), len(other)) == 1 and first[0] == other[0])


def _same_state(mention: Mention, groups: _Groups) -> _Group | None:
    """A country and its capital in the government's stead: "Sudan", "Khartoum"."""
    if mention.type != "state" or mention.nation is None:
        return None
    return next(iter(groups.having(("state", mention.nation))), None)


def _same_forces(mention: Mention, groups: _Groups) -> _Group | None:
    """The forces of one state: "Sudanese troops", "the Sudanese army", "Sudan's military"."""
    if not _is_state_force(mention):
        return None
    return next(iter(groups.having(("forces", mention.nation))), None)


def _is_state_force(mention: Mention) -> bool:
    """Say whether a phrase is nothing but a nation and a word for its forces."""
    if mention.type != "armed_actor" or mention.nation is None:
        return False
    if mention.head.lemma_.lower() not in words("state_forces"):
        return False
    rest = [t for t in mention.phrase if t.i != mention.head.i and t.pos_ in ("ADJ", "PROPN")]
    return len(rest) <= 2 and all(t.ent_type_ in ("NORP", "GPE", "") for t in rest)


def _same_actor(mention: Mention, groups: _Groups) -> _Group | None:
    """Two names of one body in the actor lexicon: "ISIS", "Islamic State"."""
    actor = _actor_of(mention)
    return next(iter(groups.having(("actor", actor))), None) if actor is not None else None


def _actor_of(mention: Mention) -> Actor | None:
    if mention.why != "actor_lexicon" or mention.name is None:
        return None
    name = mention.name
    return actor_named(name) or (actor_named(name[:-1]) if len(name) > 1 else None)


def _same_name(mention: Mention, groups: _Groups) -> _Group | None:
    """The same words, or an acronym of them, for a body or a group."""
    if mention.type in ("person", "state"):
        return None
    alike: list[tuple[str, Hashable]] = []
    if mention.name is not None or mention.phrase[0].lower_ in _DEFINITE:
        alike.append(("key", _key(mention)))
    if mention.name is not None:
        alike += [("initials", _key(mention)), ("name", _initials(mention))]
    return next(iter(groups.having(*alike)), None)


def _key(mention: Mention) -> str:
    phrase = mention.name if mention.name is not None else mention.phrase
    words = [t for t in phrase if t.pos_ not in ("DET", "PUNCT") and t.tag_ != "POS"]
    return sound_key(fold_name(" ".join(t.lemma_ for t in words)))


def _initials(mention: Mention) -> str | None:
    """Return the key of an acronym of the mention's words ("MOFA"), if it has two or more."""
    words = [t for t in mention.phrase if t.pos_ != "DET"]  # "The Red Crescent (RC)"
    initials = [t.text[0].lower() for t in words if t.text[0].isupper()]
    return sound_key("".join(initials)) if len(initials) >= 2 else None


def _described_before(mention: Mention, groups: _Groups) -> _Group | None:
    """A definite description of what was named: "the ministry", "the governor", "the group".

    "The troops" after the troops of two states could be either's: then it is neither's.
    """
    if mention.name is not None or mention.phrase[0].lower_ not in _DEFINITE:
        return None
    if len(mention.phrase) > 2:
        return None
    found = groups.having(("called", _word(mention.head)))
    if mention.type == "armed_actor" and len({g.nation for g in found if g.nation}) > 1:
        return None
    return found[0] if found else None


_RULES = (
    _apposition,
    _same_person,
    _same_person_respelled,
    _same_state,
    _same_forces,
    _same_actor,
    _same_name,
    _described_before,
)
