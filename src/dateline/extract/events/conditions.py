"""What a trigger word needs beside it: an armed agent, a person who suffers, a party, a place.

The conditions of `lexicons/event_triggers.yaml`, by the suffix they have there.
"""

from collections.abc import Callable, Mapping
from functools import cache

from spacy.tokens import Token

from dateline.extract.events.clauses import (
    agents,
    children,
    governor,
    is_passive,
    objects_of,
    patients,
)
from dateline.extract.events.kinds import (
    is_agent,
    is_armed,
    is_nation,
    is_party,
    is_person,
    is_state,
    is_weapon,
    steering,
)
from dateline.lexicon import table


@cache
def event_nouns() -> frozenset[str]:
    """Return the nouns that name happenings: none of them does anything to anybody."""
    rows = table("event_triggers").values()
    return steering("incident").union(
        noun
        for row in rows
        for key, nouns in row.items()
        if key.startswith("nouns")
        for noun in nouns
    )


def _by_armed(verb: Token, places: frozenset[int]) -> bool:
    """The agent is armed, a state, its people, or a weapon; a passive may leave it unsaid.

    So is who does it "with drones".
    """
    who = agents(verb)
    if any(is_armed(t) or is_weapon(t) or is_state(t) for t in who):
        return True
    if any(is_weapon(t) for t in objects_of(verb, "with")):
        return True
    whom = patients(verb)
    if any(t.pos_ == "PRON" for t in who) and any(is_armed(t) for t in whom):
        return True  # "it had struck a squad of gunmen"
    if who or not is_passive(verb):
        return False
    if any(is_armed(t) for t in whom):
        return True
    by = [t for c in verb.subtree for t in [c] if t.lemma_.lower() in steering("weapon")]
    return bool(by) or any(t.i in places for t in whom)


def _on_the_road(verb: Token, places: frozenset[int]) -> bool:
    """As with those under arms, or they or their vehicles suffer it: "ambushed a lorry"."""
    return _by_armed(verb, places) or any(
        is_armed(t) or t.lemma_.lower() in steering("vehicle") for t in patients(verb)
    )


def _by_force(verb: Token, places: frozenset[int]) -> bool:
    """As with those under arms, or the police do it: "police raided a newspaper"."""
    police = table("actor_kinds")["police forces"]["nouns"]
    return _by_armed(verb, places) or any(t.lemma_.lower() in police for t in agents(verb))


def _of_goods(verb: Token, _places: frozenset[int]) -> bool:
    """What is taken is a vessel, a weapon or goods: "seized a trawler", "seized cocaine"."""
    things = [t for top in patients(verb) for t in (top, *objects_of(top, "of"))]
    return any(
        is_weapon(t) or t.lemma_.lower() in steering("vehicle") | steering("goods") for t in things
    )


def _among_many(verb: Token, _places: frozenset[int]) -> bool:
    """Several do it with each other, to nobody: "the ministers met in Oslo"."""
    if is_passive(verb) or patients(verb):
        return False
    who = agents(verb)
    parties = [t for t in who if is_agent(t) or t.ent_type_ in ("PERSON", "GPE")]
    return len(parties) > 1 or any(t.tag_ == "NNS" for t in parties)


def _of_place(verb: Token, places: frozenset[int]) -> bool:
    """What is taken is a place, and who takes it is armed, a state or unsaid.

    A lone name that those under arms take is a place too, though the map does not know it.
    """
    who, whom = agents(verb), patients(verb)
    if any(t.i in places or _is_ground(t) for t in whom):
        return not who or any(is_armed(t) or is_state(t) for t in who)
    return any(is_armed(t) for t in who) and any(_is_lone_name(t) for t in whom)


def _is_ground(token: Token) -> bool:
    """Say whether a noun is a piece of ground: "the hill near Oslo", "an outpost"."""
    places = table("place_words")
    kinds = ("facility_nouns", "natural_nouns", "settlement_nouns")
    lemma = token.lemma_.lower()
    if lemma not in steering("ground") and not any(lemma in places[kind] for kind in kinds):
        return False
    return not any(t.pos_ == "NOUN" for t in objects_of(token, "of"))


def _is_lone_name(token: Token) -> bool:
    return token.pos_ == "PROPN" and not any(c.dep_ == "compound" for c in token.children)


def _off_ground(verb: Token, places: frozenset[int]) -> bool:
    """As with those under arms, who leave a place or just leave: not "left eight people dead".

    Nor do they leave what they leave in some state: "leaving the town without power".
    """
    if any(c.dep_ in ("oprd", "ccomp", "xcomp", "acomp") for c in verb.children):
        return False
    whom = patients(verb)
    if any(t.i not in places and not _is_ground(t) for t in whom):
        return False
    if whom and any(
        c.lower_ == "without" or any(t.lemma_.lower() in steering("ruin") for t in c.children)
        for c in children(verb, "prep")
    ):
        return False
    return _by_armed(verb, places)


def _to_person(verb: Token, _places: frozenset[int]) -> bool:
    """Those who suffer it are people; who does it is no thing."""
    if any(t.lemma_.lower() in event_nouns() for t in agents(verb)):
        return False
    return any(is_person(t) for t in patients(verb))


def _captive(verb: Token, places: frozenset[int]) -> bool:
    """As with people, but a lone name the model takes for a person may be a town."""
    return not any(_is_lone_name(t) for t in patients(verb)) and _to_person(verb, places)


def _of_victim(verb: Token, _places: frozenset[int]) -> bool:
    """Somebody does it, or the one who suffers it is named: "four were killed" is a toll."""
    who = agents(verb)
    if any(t.lemma_.lower() in event_nouns() for t in who):
        return False
    if who:
        return any(is_party(t) or is_weapon(t) for t in who)
    return any(
        t.ent_type_ == "PERSON" or t.lower_ in ("he", "she", "who", "him", "her")
        for t in patients(verb)
    )


def _of_foe(verb: Token, _places: frozenset[int]) -> bool:
    """Those under arms, a state or a weapon do it, and to somebody: "engage in talks" is none."""
    who, whom = agents(verb), patients(verb)
    if not any(is_armed(t) or is_weapon(t) or is_state(t) or t.pos_ == "PRON" for t in who):
        return False
    return any(is_agent(t) or t.pos_ == "PROPN" or t.lemma_.lower() in event_nouns() for t in whom)


def _held(verb: Token, _places: frozenset[int]) -> bool:
    """People are held: "is being held", "held by the rebels"."""
    return is_passive(verb) and any(is_person(t) for t in patients(verb))


VERB_CONDITIONS: Mapping[str, Callable[[Token, frozenset[int]], bool]] = {
    "_place": _of_place,
    "_ground": _off_ground,
    "_foe": _of_foe,
    "_held": _held,
    "_force": _by_force,
    "_goods": _of_goods,
    "_person": _to_person,
    "_captive": _captive,
    "_victim": _of_victim,
    "_convoy": _on_the_road,
    "_many": _among_many,
    "_armed": _by_armed,
}


def _has_arms(noun: Token, places: frozenset[int]) -> bool:
    """A word of arms before it, an armed or state actor around it, or a place it is aimed at."""
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "nmod", "poss"):
            if child.lemma_.lower() in steering("arms") or is_armed(child) or is_weapon(child):
                return True
            if is_nation(child) and child.dep_ != "poss":
                return True
        if child.dep_ in ("prep", "agent") and child.lower_ in ("against", "on", "by", "between"):
            for inner in children(child, "pobj"):
                if is_armed(inner) or inner.i in places or inner.ent_type_ in ("GPE", "NORP"):
                    return True
    over = governor(noun)
    if over is None or noun.dep_ not in ("dobj", "nsubjpass"):
        return False
    return over.lemma_.lower() in steering("light") and any(is_armed(t) for t in agents(over))


def _is_exercise(noun: Token, places: frozenset[int]) -> bool:
    """As with arms, or a state does it: "Norway held exercises"."""
    if _has_arms(noun, places):
        return True
    over = governor(noun)
    return (
        over is not None
        and noun.dep_ == "dobj"
        and over.lemma_.lower() in steering("light")
        and any(t.ent_type_ in ("GPE", "NORP") for t in agents(over))
    )


def _has_party(noun: Token, places: frozenset[int]) -> bool:
    """Somebody in its own phrase: "his release", "talks between", "the death of Ms Ruiz"."""
    for child in noun.children:
        if child.dep_ == "poss" or (child.dep_ == "compound" and is_agent(child)):
            return True
        if child.dep_ in ("amod", "compound") and is_nation(child):
            return True
        if child.dep_ in ("prep", "agent"):
            for inner in children(child, "pobj"):
                if is_agent(inner) or inner.ent_type_ in ("PERSON", "GPE", "NORP", "ORG"):
                    return True
                if inner.i in places:
                    return True
    return False


NOUN_CONDITIONS: Mapping[str, Callable[[Token, frozenset[int]], bool]] = {
    "_drill": _is_exercise,
    "_armed": _has_arms,
    "_party": _has_party,
}
