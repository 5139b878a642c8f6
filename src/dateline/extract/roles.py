"""Read who does a happening to whom, from the grammar around its trigger.

The one who says is never the one who does: only arguments of the trigger, or of a light verb that
does no more than carry it ("launched an attack"), are looked at.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dateline.extract.clauses import (
    agents,
    children,
    governor,
    is_passive,
    objects_of,
    patients,
    subjects,
    with_conjuncts,
)
from dateline.extract.kinds import is_armed, is_person, steering
from dateline.extract.triggers import Trigger

_AGAINST = ("against", "on", "upon", "at", "toward", "towards", "targeting", "over")
_SUFFER = frozenset(
    [
        "suffer",
        "face",
        "survive",
        "escape",
        "repel",
        "repulse",
        "withstand",
        "endure",
        "sustain",
        "resist",
    ]
)
_BLAME = frozenset(
    ["accuse", "blame", "suspect", "convict", "charge", "condemn", "responsible", "guilty"]
)
_CLAIM = frozenset(("responsibility", "credit"))
_FORCES = frozenset(["army", "military", "force", "troop", "soldier", "serviceman"])
# "men from the Wagner group": the group, not the men, where only the group is known.
_OF_GROUP = ("of", "from", "belonging", "in")
_NEVER = frozenset(["which", "that", "what", "this", "it", "there", "who", "whom", "one", "some"])


@dataclass(frozen=True, slots=True)
class Parties:
    """Tokens of those who do it and those it is done to, and the rules that found them."""

    actors: tuple[Token, ...]
    targets: tuple[Token, ...]
    why: tuple[str, ...]


def find_parties(trigger: Trigger) -> Parties:
    """Return the parties of a happening, by the grammar of its kind."""
    read = _verb_parties if trigger.verb else _noun_parties
    actors, targets, why = read(trigger)
    if trigger.sense.roles == "mutual":
        actors, targets = [*actors, *(t for t in targets if _is_party(t))], []
    seen: set[int] = set()
    actors = [t for t in actors if not (t.i in seen or seen.add(t.i))]  # type: ignore[func-returns-value]  # set.add as a filter
    targets = [t for t in targets if not (t.i in seen or seen.add(t.i))]  # type: ignore[func-returns-value]  # set.add as a filter
    return Parties(tuple(actors), tuple(targets), tuple(why))


def _verb_parties(trigger: Trigger) -> tuple[list[Token], list[Token], list[str]]:
    verb, roles = trigger.head, trigger.sense.roles
    if roles == "happen" and not any(t.lower_ == "blow" for t in trigger.words):
        return list(objects_of(verb, "by")), [], []
    actors = [t for t in agents(verb) if t.i not in _inside(trigger)]
    targets = [t for t in patients(verb) if t.i not in _inside(trigger)]
    why = []
    if actors:
        why.append("agent_of_passive" if is_passive(verb) else "subject_acts")
    if not targets:
        targets = list(objects_of(verb, *_AGAINST))
    if roles == "mutual":
        targets += objects_of(verb, "with", "against", "and")
    if roles == "act" and not targets:
        targets = list(objects_of(verb, "to", "with"))
    if targets:
        why.append("object_suffers")
    return actors, targets, why


def _inside(trigger: Trigger) -> frozenset[int]:
    return frozenset(t.i for t in trigger.words)


def _noun_parties(trigger: Trigger) -> tuple[list[Token], list[Token], list[str]]:
    noun, roles = trigger.head, trigger.sense.roles
    actors: list[Token] = []
    targets: list[Token] = []
    why: list[str] = []
    for found, side, rule in _noun_arguments(noun, roles):
        tokens = [t for t in found if t.i not in _inside(trigger)]
        if tokens:
            (actors if side == "actor" else targets).extend(tokens)
            why.append(rule)
    if not actors:
        carried = _carrier(noun)
        if carried is not None:
            acting, suffering, rule = carried
            actors += [t for t in acting if t.i != noun.i]
            targets += [] if targets else [t for t in suffering if t.i != noun.i]
            why.append(rule)
    return actors, targets, why


def _noun_arguments(noun: Token, roles: str) -> Iterator[tuple[Iterable[Token], str, str]]:
    """Yield (tokens, side, rule) for each argument in the noun's own phrase."""
    before = [c for c in noun.children if c.dep_ in ("amod", "compound", "nmod") and c.i < noun.i]
    last = noun.doc[noun.i - 1] if noun.i > noun.sent.start else noun
    if last.ent_type_ == "NORP" and last.tag_ in ("JJ", "NNP") and last not in before:
        before.append(last)  # "in Sudanese shelling", whatever the parser made of it
    nations = [c for c in before if c.ent_type_ in ("NORP", "GPE") and c.text[:1].isupper()]
    owner = [_whose(t) for c in children(noun, "poss") for t in with_conjuncts(c)]
    suffered = roles == "harm"
    yield owner, "target" if suffered else "actor", "possessor"
    yield nations, "actor", "nation_adjective"
    yield (
        [
            c
            for c in before
            if c not in nations and (is_armed(c) or is_person(c)) and c.pos_ != "ADJ"
        ],
        "target" if suffered else "actor",
        "compound",
    )
    yield objects_of(noun, "by"), "actor", "by_phrase"
    if not suffered:
        yield [t for t in objects_of(noun, "from") if is_armed(t)], "actor", "from_phrase"
    yield objects_of(noun, "between", "among", "involving"), "actor", "between_phrase"
    if roles == "mutual":
        yield objects_of(noun, "with", "against"), "target", "with_phrase"
    else:
        yield objects_of(noun, *_AGAINST), "target", "against_phrase"
    if roles in ("harm", "attack"):
        yield objects_of(noun, "of"), "target", "of_phrase"
    for clause in children(noun, "acl"):  # "an attack launched by X against Y"
        if clause.lemma_.lower() in steering("light") | {"claim", "blame"}:
            yield objects_of(clause, "by"), "actor", "carried_out_by"
            yield objects_of(clause, "on", *_AGAINST), "target", "against_phrase"
            if clause.lemma_.lower() == "blame":
                yield objects_of(clause, "on"), "actor", "blamed_on"
        elif clause.lemma_.lower() == "target":
            yield patients(clause), "target", "targeting"


def _whose(token: Token) -> Token:
    """Return whom "whose" stands for ("the junta, whose attack"), else the token."""
    if token.tag_ != "WP$":
        return token
    verb = governor(token)
    while verb is not None and verb.dep_ != "relcl":
        verb = governor(verb)
    return verb.head if verb is not None else token


def _carrier(noun: Token) -> tuple[Iterable[Token], Iterable[Token], str] | None:
    """Return who acts and suffers by the verb that carries the noun, and the rule."""
    clause = next(iter(children(noun, "relcl")), None)
    if clause is not None and clause.lemma_.lower() in steering("light") and not is_passive(clause):
        own = [c for c in children(clause, "nsubj") if c.tag_ not in ("WDT", "WP")]
        return own, (), "carried_by_relative"
    verb = governor(noun)
    if verb is None:
        return None
    lemma = verb.lemma_.lower()
    direct = noun.dep_ in ("dobj", "nsubjpass", "attr") and noun.head.i == verb.i
    under = noun.head if noun.dep_ == "pobj" else None
    if direct and lemma in steering("light"):
        who = [t for t in agents(verb) if _is_party(t)]
        return who, objects_of(verb, *_AGAINST), "light_verb"
    if direct and lemma in _SUFFER:
        return (), [t for t in agents(verb) if _is_party(t)], "sufferer"
    if under is not None and lemma in _BLAME and under.lower_ in ("of", "for", "with", "in"):
        return [t for t in patients(verb) if _is_party(t)], (), "accused_of"
    if under is not None and under.lower_ == "for" and under.head.lower_ in _CLAIM:
        return [t for t in agents(verb) if _is_party(t)], (), "claims_responsibility"
    if under is not None and under.lower_ == "behind" and lemma == "be":
        return [t for t in subjects(verb) if _is_party(t)], (), "behind"
    if (
        under is not None
        and under.lower_ == "in"
        and lemma in ("participate", "engage", "take", "involve")
    ):
        return [t for t in (patients(verb) or subjects(verb)) if _is_party(t)], (), "takes_part"
    return None


def _is_party(token: Token) -> bool:
    return is_armed(token) or is_person(token) or token.pos_ == "PROPN"
