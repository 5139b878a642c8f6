"""Read who does a happening to whom, from the grammar around its trigger.

The one who says is never the one who does: only arguments of the trigger, or of a light verb that
does no more than carry it ("launched an attack"), are looked at.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from dateline.extract.events.clauses import (
    agents,
    children,
    is_passive,
    objects_of,
    patients,
)
from dateline.extract.events.kinds import is_armed, is_party
from dateline.extract.events.noun_roles import AGAINST, noun_parties
from dateline.extract.events.senses import Trigger

# What these classes are done with is the actor's own: "withdrew its troops", "sent soldiers".
_OWN_FORCES = frozenset(("mobilisation", "withdrawal", "recruitment"))


@dataclass(frozen=True, slots=True)
class Parties:
    """Tokens of those who do it and those it is done to, and the rules that found them."""

    actors: tuple[Token, ...]
    targets: tuple[Token, ...]
    why: tuple[str, ...]


def find_parties(trigger: Trigger) -> Parties:
    """Return the parties of a happening, by the grammar of its kind."""
    inside = frozenset(t.i for t in trigger.words)
    if trigger.verb:
        actors, targets, why = _verb_parties(trigger)
    else:
        actors, targets, why = noun_parties(trigger.head, trigger.sense.roles)
    if trigger.sense.roles == "mutual":
        actors, targets = [*actors, *(t for t in targets if is_party(t))], []
    if trigger.sense.name in _OWN_FORCES:
        armed = [t for t in targets if is_armed(t) or (t.dep_ == "conj" and is_armed(t.head))]
        actors, targets = actors or armed, [t for t in targets if t not in armed]
    return Parties(_once(actors, inside), _once(targets, inside), tuple(why))


def _once(tokens: Iterable[Token], inside: frozenset[int]) -> tuple[Token, ...]:
    return tuple({t.i: t for t in tokens if t.i not in inside}.values())


def _verb_parties(trigger: Trigger) -> tuple[list[Token], list[Token], list[str]]:
    verb, roles = trigger.head, trigger.sense.roles
    if roles == "happen" and not any(t.lemma_ == "blow" for t in trigger.words):
        made = [
            t
            for thing in agents(verb)
            for c in children(thing, "acl")
            if is_passive(c)
            for t in agents(c)
        ]
        return [*objects_of(verb, "by"), *made], [], ["made_by"] if made else []
    actors = list(agents(verb))
    targets = list(patients(verb))
    why = []
    if actors:
        why.append("agent_of_passive" if is_passive(verb) else "subject_acts")
    if not targets:
        targets = list(objects_of(verb, *AGAINST))
    if roles == "mutual":
        targets += objects_of(verb, "with", "against", "and")
    if roles == "act" and not targets:
        targets = list(objects_of(verb, "to", "with"))
    if targets:
        why.append("object_suffers")
    return actors, targets, why
