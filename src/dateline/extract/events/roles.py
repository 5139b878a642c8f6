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

# These classes are done for somebody: "support for the government".
_FOR_SOMEBODY = frozenset(("aid", "support", "pardon"))
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
        actors, targets, why = _verb_parties(trigger, inside)
    else:
        actors, targets, why = noun_parties(trigger.head, trigger.sense.roles)
        if trigger.sense.name in _FOR_SOMEBODY and not targets:
            targets = _meant_for(trigger.head)
        if trigger.sense.name == "war":  # "its war with Norland": both wage it
            actors += [t for t in objects_of(trigger.head, "with") if is_party(t)]
    if trigger.sense.roles == "mutual":
        actors, targets = [*actors, *(t for t in targets if is_party(t))], []
    if trigger.sense.name in _OWN_FORCES:
        armed = [t for t in targets if is_armed(t) or (t.dep_ == "conj" and is_armed(t.head))]
        actors, targets = actors or armed, [t for t in targets if t not in armed]
        if trigger.sense.name == "mobilisation" and trigger.verb:
            targets = [t for t in targets if t.head.lower_ != "to"]  # where they go, nobody
    return Parties(_once(actors, inside), _once(targets, inside), tuple(why))


def _once(tokens: Iterable[Token], inside: frozenset[int]) -> tuple[Token, ...]:
    return tuple({t.i: t for t in tokens if t.i not in inside}.values())


def _meant_for(thing: Token) -> list[Token]:
    """Return whom a thing is for: "support for", "the supply of arms to", "an amnesty for"."""
    inner = [t for noun in objects_of(thing, "of") for t in objects_of(noun, "to", "for")]
    return [t for t in (*objects_of(thing, "to", "for"), *inner) if is_party(t)]


def _verb_parties(
    trigger: Trigger, inside: frozenset[int]
) -> tuple[list[Token], list[Token], list[str]]:
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
    targets = [t for t in patients(verb) if t.i not in inside]
    why = []
    if actors:
        why.append("agent_of_passive" if is_passive(verb) else "subject_acts")
    if not targets:  # "used tear gas against", "called on"
        targets = list(objects_of(verb, *AGAINST))
        targets += [t for w in trigger.words for t in objects_of(w, *AGAINST) if w.i != verb.i]
    if roles == "mutual":
        targets += objects_of(verb, "with", "against", "and")
    if roles == "act" and not any(is_party(t) for t in targets):
        # "sent medicine to Syria": the one it is for, not the thing
        targets = (
            list(objects_of(verb, "to", "with", "for"))
            or [t for thing in children(verb, "dobj") for t in _meant_for(thing)]
            or targets
        )
    if trigger.sense.name == "request" and not targets:  # "demanded that travellers pay"
        clauses = children(verb, "ccomp")
        targets = [t for c in clauses for t in children(c, "nsubj", "nsubjpass") if is_party(t)]
    if targets:
        why.append("object_suffers")
    return actors, targets, why
