"""Turn the words for parties into entities: nations, partitives, pronouns, bare descriptions."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping

from spacy.tokens import Token

from dateline.article.parse import Parse
from dateline.extract.events.clauses import agents, children, is_passive, objects_of
from dateline.extract.events.kinds import is_armed, is_nation, is_person, is_weapon, steering
from dateline.extract.mentions import EntityBook
from dateline.extract.mentions.nations import all_demonyms, country_name, stated_nation
from dateline.lexicon import table, words
from dateline.records import Entity, Place, TimeSpan
from dateline.vocabulary import EntityType

# "fighters of the Lake Brigade": the brigade, not the fighters, where only it is known.
_OF_GROUP = ("of", "from", "belonging")
# "Chadian armed forces": no more than this many words name all of a state's forces.
_PLAIN = 3
_NEVER = frozenset("which that what this there these those who whom another nothing".split())
_BEFORE = frozenset(("det", "amod", "compound", "nummod", "poss", "nmod", "quantmod"))
_ONE = frozenset("he him his she her hers himself herself".split())
_MANY = frozenset("they them their theirs themselves".split())
# An attack on these is one on the person: "on his life", "the president's residence".
_PERSONAL = frozenset(("life", "residence", "house", "home", "car"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_OBLIQUE = frozenset(("pobj", "dobj", "poss"))
_BODY = frozenset(("it", "its", "itself"))
_TYPES: Mapping[str, frozenset[EntityType]] = {
    "one": frozenset(("person",)),
    "many": frozenset(("group", "armed_actor", "population", "organization", "state")),
    "body": frozenset(("state", "organization", "armed_actor")),
}
# How many sentences back a pronoun may look.
_SENTENCES = 2


class Cast:
    """Turn tokens of parties into entities; new ones are entered in the book."""

    def __init__(self, parse: Parse, book: EntityBook, places: Mapping[int, Place]) -> None:
        """Look up in `book`; a token in `places` heads a location."""
        self._parse = parse
        self._book = book
        self._places = places
        self._sentences = [s.start for s in parse.sentences()]
        # Country -> its state, and the forces that go by nothing but its name.
        self._states: dict[str, Entity] = {}
        self._forces: dict[str, Entity] = {}
        for entity in book.entities:
            named = entity.name.split()
            plain = len(named) <= _PLAIN and named[0] in all_demonyms()
            if entity.type == "state":
                for name in (entity.side, entity.name):
                    if name is not None:
                        self._states.setdefault(name, entity)
            elif plain and _is_state_force(named[-1]) and entity.side:
                self._forces.setdefault(entity.side, entity)

    def entities(self, tokens: Iterable[Token], *, under_arms: bool = False) -> tuple[str, ...]:
        """Return the ids of the entities the tokens stand for, each once, in text order.

        `under_arms`: a nation's adjective stands for its forces, where the text has them.
        """
        out: dict[str, None] = {}
        for token in tokens:
            sides = _sides(token)
            found = (
                [self._side(t) for t in sides]
                if sides
                else [self._entity(token, under_arms=under_arms)]
            )
            out |= {e.id: None for e in found if e is not None and e.type != "document"}
        return tuple(out)

    def _side(self, nation: Token) -> Entity | None:
        """Return the forces of one nation of several: "Malian and Chadian troops"."""
        name = country_name(stated_nation(nation.doc[nation.i : nation.i + 1]))
        if name is None:
            return None
        if name not in self._forces:
            phrase = nation.doc[nation.i : nation.i + 1]
            self._forces[name] = self._book.enter(phrase, type="armed_actor", why="one_of_sides")
        return self._forces[name]

    def types(self, ids: Iterable[str]) -> frozenset[EntityType]:
        """Return the types of these entities."""
        return frozenset(self._book.get(id).type for id in ids)

    def at_home(self, actors: Iterable[str], where: Iterable[Place | TimeSpan]) -> bool | None:
        """Say whether the actors are forces of the state the places lie in; None: not told."""
        forces = [self._book.get(id) for id in actors]
        countries = {
            country_name(p.country) for p in where if isinstance(p, Place) and p.country is not None
        }
        if not forces or any(e.type not in ("armed_actor", "state") for e in forces):
            return None
        states = [e.type == "state" or _is_of_state(e.name) for e in forces]
        if not all(states):
            return None if any(states) else False
        sides = {e.side for e in forces if e.side is not None}
        if not sides:  # "the army" without more is that of the country, "troops" may be anybody's
            return True if all(_is_the_army(e.name) for e in forces) else None
        return sides <= countries if countries else None

    def _entity(self, token: Token, *, under_arms: bool) -> Entity | None:
        if token.i in self._places:
            return self._country(self._places[token.i], token)
        if token.pos_ == "PRON" or token.tag_ == "PRP$":
            return self._pronoun(token)
        if token.lower_ in _NEVER:
            return None
        known = self._book.of(token)
        if is_weapon(token):
            return self._owner(token, under_arms=under_arms) or self._crewed(token, known)
        if token.text in all_demonyms() or (
            is_nation(token) and token.dep_ in ("amod", "compound", "nmod")
        ):
            return self._of_nation(token, known, under_arms=under_arms)
        inner = self._partitive(token, under_arms=under_arms)
        if inner is not None or (token.lower_ in steering("part") and any(objects_of(token, "of"))):
            return inner
        if token.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT"):
            return None
        if known is not None:
            return known
        if token.pos_ in ("NOUN", "NUM", "ADJ"):
            if is_armed(token):
                return self._described(token, "armed_actor")
            if is_person(token):
                return self._described(token, "group")
        # "the Boko Haram attack"
        if token.dep_ == "compound" and token.ent_type_ in ("ORG", "NORP"):
            return self._book.enter(
                token.doc[token.left_edge.i : token.i + 1], type="organization", why="compound_name"
            )
        return self._owner(token, under_arms=under_arms)

    def _owner(self, token: Token, *, under_arms: bool) -> Entity | None:
        """Whose thing it is, where the thing is nobody: "a Chadian convoy", "the rebels' camp"."""
        if token.i in self._places or token.pos_ not in ("NOUN", "PROPN"):
            return None
        # "a bomb planted by the rebels"
        for clause in children(token, "acl") if is_weapon(token) else ():
            for maker in agents(clause) if is_passive(clause) else ():
                if (made := self._entity(maker, under_arms=under_arms)) is not None:
                    return made
        if _is_settlement(token):
            return None  # "the Ukrainian city of": a place, nobody's thing
        inside = [
            d for c in children(token, "compound") for d in children(c, "compound", "nmod")
        ]  # "two Front weapons caches"
        for child in (*children(token, "poss", "compound", "amod", "nmod"), *inside):
            if is_nation(child) and child.dep_ != "poss":
                return self._of_nation(child, self._book.of(child), under_arms=under_arms)
            found = self._book.of(child)
            if found is not None and found.type in ("armed_actor", "organization", "state"):
                return found
            if found is not None and child.dep_ == "poss" and token.lemma_ in _PERSONAL:
                return found
        return None

    def _crewed(self, token: Token, known: Entity | None) -> Entity | None:
        """A weapon is a party only where it does something itself: "helicopters strafed"."""
        acts = token.dep_ in ("nsubj", "pobj") and token.head.dep_ != "prep"
        return known if acts and known is not None and known.type == "armed_actor" else None

    def _country(self, place: Place, token: Token) -> Entity | None:
        """A country that is attacked or acts is a party as well as a place."""
        name = country_name(place.country)
        if place.kind != "country" or name is None:
            return None
        known = self._states.get(place.name) or self._states.get(name)
        if known is None and token.head.lower_ == "by":  # "drones launched by Norland"
            phrase = token.doc[token.i : token.i + 1]
            known = self._states[name] = self._book.enter(phrase, type="state", why="by_phrase")
        return known

    def _partitive(self, token: Token, *, under_arms: bool) -> Entity | None:
        """Who they are of: "fighters of the Lake Brigade", "dozens of fighters"."""
        part = token.lower_ in steering("part") or token.pos_ == "NUM"
        if token.pos_ == "PROPN" or not (part or is_person(token)) or is_armed(token):
            return None
        counted = any(children(token, "nummod")) and not part
        for noun in objects_of(token, *(("of",) if counted else _OF_GROUP)):
            found = self._book.of(noun)
            if part:
                return found or self._entity(noun, under_arms=under_arms)
            if found is not None and found.type in ("armed_actor", "organization"):
                return found
        return None

    def _of_nation(self, token: Token, known: Entity | None, *, under_arms: bool) -> Entity | None:
        """Whose "Sudanese shelling" is: that state's forces if the text has them, else the state."""
        nation = country_name(stated_nation(token.doc[token.i : token.i + 1]))
        if nation is None:
            return known if known is not None and known.type != "person" else None
        if under_arms and nation in self._forces:
            return self._forces[nation]
        if nation not in self._states:
            self._states[nation] = self._book.enter(
                token.doc[token.i : token.i + 1], type="state", why="nation_adjective"
            )
        return self._states[nation]

    def _pronoun(self, token: Token) -> Entity | None:
        """Whom a pronoun stands for: the nearest subject before it that agrees."""
        known = self._book.of(token)
        at = self._parse.span(token)
        if known is not None and at in known.mentions:
            return known
        lower = token.lower_
        number = "one" if lower in _ONE else "many" if lower in _MANY else "body"
        if number == "body" and lower not in _BODY:
            return None
        first = self._sentence(token, back=_SENTENCES)
        candidates = [
            t
            for t in token.doc[first : token.i]
            if t.i not in self._places
            and t.pos_ in ("NOUN", "PROPN")
            and (t.dep_ in _SUBJECTS or (number != "body" and t.dep_ in _OBLIQUE))
        ]
        several = [t for t in candidates if number == "many" and _is_several(t)]
        for candidate in (
            *sorted(several, key=_nearness),
            *sorted((t for t in candidates if number != "many" or _heads(t)), key=_nearness),
        ):
            entity = self._book.of(candidate)
            if entity is None and candidate in several and is_armed(candidate):
                return self._described(candidate, "armed_actor")
            if entity is not None and entity.type in _TYPES[number]:
                return entity
        return None

    def _sentence(self, token: Token, *, back: int) -> int:
        """Return the first token of the sentence this many before the token's own."""
        own = bisect_right(self._sentences, token.i) - 1
        return self._sentences[max(0, own - back)] if self._sentences else 0

    def _described(self, token: Token, type: EntityType) -> Entity:
        before = [c.i for c in children(token, *_BEFORE) if c.i < token.i]
        phrase = token.doc[min(before, default=token.i) : token.i + 1]
        return self._book.enter(phrase, type=type, why="party_of_event")


def _sides(token: Token) -> tuple[Token, ...]:
    """Return the nations of fighters that are of several ("Malian and Chadian troops"), else none."""
    first = next((c for c in children(token, "amod", "compound") if is_nation(c)), None)
    if first is None or not is_armed(token):
        return ()
    nations = [t for t in (first, *first.conjuncts) if t.text in all_demonyms() and t.i < token.i]
    return tuple(nations) if len(nations) > 1 else ()


def _is_settlement(token: Token) -> bool:
    return token.lemma_.lower() in table("place_words")["settlement_nouns"]


def _is_several(token: Token) -> bool:
    """Say whether a noun is of several people: "four editors", "the rebels"."""
    return token.tag_ in ("NNS", "NNPS") and (is_person(token) or is_armed(token))


def _heads(token: Token) -> bool:
    return token.dep_ in _SUBJECTS


def _nearness(token: Token) -> tuple[int, bool, int]:
    """Sort candidates for a pronoun: the nearest sentence, subjects first, in text order."""
    return -token.sent.start, token.dep_ in _OBLIQUE, token.i


def _is_of_state(name: str) -> bool:
    """Say whether a name is plainly that of a state's forces: not "Syrian Democratic Forces"."""
    *before, last = name.split()
    others = [w for w in before if w not in all_demonyms()]
    return _is_state_force(last) and all(
        w.islower() or w.isdigit() or w in ("Armed", "Security", "The") for w in others
    )


def _is_the_army(name: str) -> bool:
    return name.casefold().split()[-1] in ("army", "military")


def _is_state_force(word: str) -> bool:
    return word.casefold().removesuffix("s") in words("state_forces")
