"""See a record as the templates of MUC-4: one per incident, with type, day, place, who and how many.

What a template holds is read off the record and nothing else: the events of one kind that do not
contradict each other in day, place or victim are one incident. The dead are the tolls tied to it
(those of one list are added, of several the largest counts), or, where nobody is counted, the single
persons whom it kills. MUC-4's own convention dates an incident without a day "on or before the
dispatch".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.records import Entity, Event, Record, Statement, Toll

# The kind of incident by the sense of the trigger; any other sense of violence is an attack.
BOMBING = frozenset(("bombing", "bomb_from_air", "explosion", "suicide_bombing", "grenade"))
KINDS = {"abduction": "KIDNAPPING", "looting": "ROBBERY"}
ARSON = ("burn", "arson", "torch", "set fire", "set ablaze")
# What is no incident of its own: the war around it, moves of armies.
LEFT_OUT = frozenset(("war", "offensive", "capture", "recapture", "crowd_control", "torture"))
# Senses that say nothing of the means join an incident that does: "the attack" is the bombing.
OPEN = frozenset(("attack", "strike", "destruction"))
DEADLY = frozenset(("killing", "execution"))
HAPPENED = frozenset(("actual", "ongoing"))
# A toll without an event belongs to the event told of at most this many characters before it.
REACH = 300


@dataclass(slots=True)
class Incident:
    """One incident as the text tells it; `day`: first and last day, None before it: on or before."""

    kind: str
    events: list[Event] = field(default_factory=list)
    tolls: list[Toll] = field(default_factory=list)
    victims: set[str] = field(default_factory=set)
    places: list[str] = field(default_factory=list)
    days: tuple[str | None, str | None] | None = None
    counted: bool = False  # whether a number of people is what it kills


def find_incidents(record: Record) -> list[Incident]:
    """Return the incidents of a record in the order they are first told of."""
    entities = {e.id: e for e in record.entities}
    dead = {t.event for t in record.tolls if t.harm == "killed" and (t.min or 0) > 1}
    out: list[Incident] = []
    for event in record.events:
        sense = sense_of_event(event)
        if event.plover != "ASSAULT" or event.realis not in HAPPENED or sense in LEFT_OUT:
            continue
        named = {t for t in event.targets if entities[t].type == "person"}
        days = (event.start[:10], (event.end or event.start)[:10]) if event.start else None
        kind = kind_of(event, sense)
        counted = sense in DEADLY and event.id in dead
        fit = [
            i
            for i in out
            if _fits(i, kind, sense, named, days, event.places)
            and not (counted and i.victims and not named & i.victims)
        ]
        incident = fit[-1] if fit else Incident(kind)
        if not fit:
            out.append(incident)
        if kind != "ATTACK":
            incident.kind = kind if incident.kind == "ATTACK" else incident.kind
        incident.events.append(event)
        incident.victims |= named
        incident.counted |= counted
        incident.places += [p for p in event.places if p not in incident.places]
        incident.days = incident.days or days
    for toll in record.tolls:
        incident = _incident_of(toll, out)
        if incident is None and toll.event is None and toll.harm == "killed" and toll.max != 0:
            incident = Incident("ATTACK")  # "44 peasants have been killed in two townships"
            out.append(incident)
        if incident is not None:
            incident.tolls.append(toll)
    return [i for i in out if _is_told(i)]


def sense_of_event(event: Event) -> str:
    """Return the class of the trigger lexicon an event was found by."""
    return event.why[0].split("_", 1)[-1] if event.why else ""


def kind_of(event: Event, sense: str) -> str:
    """Return MUC-4's type of an event."""
    if sense in BOMBING or event.mode in ("explosives", "suicide-attack"):
        return "BOMBING"
    words = event.trigger.text.lower()
    if any(word in words for word in ARSON):
        return "ARSON"
    return KINDS.get(sense, "ATTACK")


def _fits(
    incident: Incident,
    kind: str,
    sense: str,
    named: set[str],
    days: tuple[str, str] | None,
    places: tuple[str, ...],
) -> bool:
    """Say whether an event can be the incident: nothing told of the two contradicts."""
    same_victim = bool(named & incident.victims)
    open_kind = sense in OPEN or all(sense_of_event(e) in OPEN for e in incident.events)
    if kind != incident.kind and not (
        same_victim or (open_kind and "ATTACK" in (kind, incident.kind))
    ):
        return False
    if named and (incident.victims or incident.counted) and not same_victim:
        return False
    if days and incident.days and not (days[0] <= incident.days[1] and incident.days[0] <= days[1]):  # type: ignore[operator]  # both are told
        return False
    return not (places and incident.places and not set(places) & set(incident.places))


def _incident_of(toll: Toll, incidents: list[Incident]) -> Incident | None:
    for incident in incidents:
        if any(e.id == toll.event for e in incident.events):
            return incident
    if toll.event is not None:
        return None
    before = [
        (word.start, number)
        for number, incident in enumerate(incidents)
        for event in incident.events
        for word in (event.trigger, *event.mentions)
        if 0 <= toll.span.start - word.start <= REACH
    ]
    return incidents[max(before)[1]] if before else None


def _is_told(incident: Incident) -> bool:
    """Say whether anything is told of an incident beside that it was one."""
    return bool(
        incident.victims
        or incident.places
        or incident.days
        or incident.tolls
        or any(e.actors or e.targets for e in incident.events)
    )


def count(incident: Incident, harm: str, entities: dict[str, Entity]) -> int | None:
    """Return how many were killed or injured, or None where no exact number is told.

    The count told first, with those of its list, and those named in the list; without a count, those
    who are killed by name.
    """
    lists: list[list[Toll]] = []
    for toll in incident.tolls:
        if toll.harm != harm or not toll.min or toll.min != toll.max or toll.aggregated:
            continue
        if lists and ("+list" in toll.why[0] or toll.why[0] == "neighbour"):
            lists[-1].append(toll)
        elif "part_of_total" not in toll.why:
            lists.append([toll])
    named = _killed_by_name(incident, entities) if harm == "killed" else set()
    if not lists:
        return len(named) or None
    # "killed the minister and two guards": those in a list with a name are others than the name.
    listed = any("+list" in t.why[0] for t in lists[0])
    return sum(t.min or 0 for t in lists[0]) + (len(named) if listed else 0)


def _killed_by_name(incident: Incident, entities: dict[str, Entity]) -> set[str]:
    """Return the single persons that the incident is said to have killed."""
    return {
        target
        for event in incident.events
        if sense_of_event(event) in DEADLY
        or "harmed_in" in event.why
        or any(word in event.trigger.text.lower() for word in ("dead", "death"))
        for target in event.targets
        if entities[target].type == "person"
    }


def culprits(incident: Incident, record: Record) -> Iterator[tuple[Entity, str]]:
    """Yield the bodies that are said to have done it, each once, with the id of the actor.

    "Terrorists of the Lake Front" are that body's.
    """
    entities = {e.id: e for e in record.entities}
    seen = set()
    for actor in (a for event in incident.events for a in event.actors):
        for entity in (entities[actor], *_bodies_of(entities[actor], record)):
            body = entity.type in ("organization", "armed_actor", "state")
            if body and not entity.name.islower() and entity.id not in seen:
                seen.add(entity.id)
                yield entity, actor


def _bodies_of(actor: Entity, record: Record) -> Iterator[Entity]:
    """Yield the bodies named right behind a description: "members of the army"."""
    for mention in actor.mentions:
        link = re.match(
            r"\s+of\s+(the\s+)?[\"“']?", record.article.text[mention.end :], re.IGNORECASE
        )
        if link is not None:
            at = mention.end + link.end()
            yield from (
                e
                for e in record.entities
                if any(m.start - 4 <= at <= m.start + 4 and m.end > at for m in e.mentions)
            )


def confidence(incident: Incident, culprit: str, statements: dict[str, Statement]) -> str:
    """Return MUC-4's grade of how sure it is that somebody did it, from whose words say so."""
    for event in incident.events:
        if culprit not in event.actors:
            continue
        for voice in (statements[s] for s in event.said_by if s in statements):
            if voice.speaker == culprit:
                return "CLAIMED OR ADMITTED"
            if voice.certainty in ("PS+", "PR+"):
                return "POSSIBLE"
            if voice.cue_class in ("accuse", "blame"):
                return "SUSPECTED OR ACCUSED"
    return "REPORTED AS FACT"
