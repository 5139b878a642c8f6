"""Find what happened: trigger, type, who to whom, where, when, and whether it is a fact."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dateline.article.parse import Parse
from dateline.extract.events.acled import classify
from dateline.extract.events.binding import Binding, Bound, place_roots
from dateline.extract.events.cast import Cast
from dateline.extract.events.clauses import children, is_verb
from dateline.extract.events.conditions import event_nouns
from dateline.extract.events.confidence import score_events
from dateline.extract.events.kinds import is_agent, is_weapon, steering
from dateline.extract.events.occurrences import fill_from_occurrences
from dateline.extract.events.realis import read_realis
from dateline.extract.events.roles import Parties, find_parties
from dateline.extract.events.sameness import merge_events
from dateline.extract.events.senses import Trigger
from dateline.extract.events.triggers import find_triggers
from dateline.extract.mentions import EntityBook
from dateline.extract.statements import said_by
from dateline.records import Entity, Event, Place, Span, Statement, TimeSpan
from dateline.vocabulary import DateBasis

_HAPPENED = frozenset(("actual", "ongoing"))


@dataclass(frozen=True, slots=True)
class _When:
    start: str | None = None
    end: str | None = None
    basis: DateBasis = "none"
    why: str | None = None


def find_events(
    parse: Parse,
    entities: tuple[Entity, ...],
    places: tuple[Place, ...],
    times: tuple[TimeSpan, ...],
    statements: tuple[Statement, ...],
) -> tuple[tuple[Event, ...], tuple[Entity, ...]]:
    """Return the events in the order of the text, and the entities with those they needed."""
    located = place_roots(parse, places)
    triggers = [
        t for t in find_triggers(parse, frozenset(located)) if not parse.is_headline(t.head)
    ]
    for is_none in (_is_result, _is_doubled):
        by_head = {t.head.i: t for t in triggers}
        triggers = [t for t in triggers if not is_none(t, by_head)]
    heads = frozenset(t.head.i for t in triggers)
    binding = Binding(parse, places, times, statements, heads)
    book = EntityBook(parse, entities, method=parse.methods["events"])
    reader = _Reader(parse, binding, Cast(parse, book, located), statements)
    events = [event for trigger in triggers for event in reader.read(trigger)]
    merged = fill_from_occurrences(parse, binding, tuple(merge_events(parse, events, statements)))
    numbered = tuple(replace(e, id=f"v{n}") for n, e in enumerate(merged, 1))
    return score_events(parse, numbered, book.entities, places), book.entities


def _is_result(trigger: Trigger, by_head: Mapping[int, Trigger]) -> bool:
    """A toll, no event: "four were killed in the shelling", where the shelling is the event."""
    head = trigger.head
    if not trigger.verb or head.lemma_.lower() not in ("kill", "injure", "wound", "hurt"):
        return False
    if any(t.i in by_head and t.i != head.i for t in head.subtree):
        return True
    # "shelled the town, killing two"
    return head.dep_ in ("advcl", "conj", "xcomp") and head.head.i in by_head


def _is_doubled(trigger: Trigger, by_head: Mapping[int, Trigger]) -> bool:
    """One happening in two words of a clause: "launched missile attacks", "provide military aid"."""
    head = trigger.head
    if not trigger.verb and head.dep_ in ("nsubj", "nsubjpass") and is_weapon(head):
        above = by_head.get(head.head.i)  # "two car bombs exploded": the verb says it
        if head.lemma_.lower() in event_nouns():
            return False  # "an air strike hit the camp": the noun says it
        return above is not None and above.verb and above.sense.plover == trigger.sense.plover
    if not trigger.verb and head.dep_ == "pobj" and head.head.lower_ in ("including", "among"):
        whole = by_head.get(head.head.head.i)  # "air strikes, including strikes on a market"
        if whole is None:
            verb = head.head.head
            whole = next((by_head[c.i] for c in children(verb, "dobj") if c.i in by_head), None)
        return whole is not None and whole.sense.plover == trigger.sense.plover
    if trigger.verb:  # the noun says it
        said = any(
            c.dep_ == "dobj" and c.i in by_head and by_head[c.i].sense == trigger.sense
            for c in head.children
        )
        if said and head.lemma_.lower() in steering("light"):
            return True
        doing = [by_head[c.i] for c in children(head, "nsubj") if c.i in by_head]
        return head.lemma_.lower() in steering("occur") and any(
            t.sense.plover == trigger.sense.plover and t.head.lemma_.lower() in event_nouns()
            for t in doing
        )
    other = by_head.get(head.head.i) if head.dep_ == "dobj" else None
    if other is None or not other.verb:
        return False
    # "signed a ceasefire": the signing says it
    signed = other.sense.name == "agreement" and trigger.sense.name == "ceasefire"
    light = other.head.lemma_.lower() in steering("light")
    return signed or (other.sense == trigger.sense and not light)


class _Reader:
    """Read one trigger at a time into events."""

    def __init__(
        self, parse: Parse, binding: Binding, cast: Cast, statements: tuple[Statement, ...]
    ) -> None:
        self._parse = parse
        self._binding = binding
        self._cast = cast
        self._statements = statements

    def read(self, trigger: Trigger) -> Iterator[Event]:
        """Yield the event of a trigger: several where each place or day is one of its own."""
        head, sense = trigger.head, trigger.sense
        parties = find_parties(trigger)
        where = self._binding.places(head, sense.name)
        when = self._binding.times(head)
        # "Sudanese shelling" is its forces'; a Sudanese war, or threat, is the state's.
        reality = read_realis(head, sense.name, dated=bool(when))
        arms = sense.plover == "ASSAULT" and sense.name != "war" and reality.realis in _HAPPENED
        actors = self._cast.entities(parties.actors, under_arms=arms)
        suffer = self._cast.entities(parties.targets, under_arms=arms)
        targets = tuple(t for t in suffer if t not in actors)
        happened = reality.realis in _HAPPENED
        acled, mode = classify(
            sense,
            _means(trigger, parties),
            actors=self._cast.types(actors),
            targets=self._cast.types(targets),
            placed=bool(where),
            at_home=self._cast.at_home(actors, [b.item for b in where]),
        )
        for site in _sites(trigger, where):
            for day in _days(when):
                span = self._parse.span(trigger.words)
                yield Event(
                    id="",
                    trigger=span,
                    mentions=(span,),
                    plover=sense.plover,
                    mode=mode,
                    acled=acled if happened else None,
                    actors=actors,
                    targets=targets,
                    places=tuple(b.item.id for b in site),
                    start=day.start,
                    end=day.end,
                    date_basis=day.basis,
                    realis=reality.realis,
                    said_by=self._voices(span),
                    instruments=self._instruments(head),
                    background=_is_past(head),
                    method=self._parse.methods["events"],
                    why=tuple(
                        dict.fromkeys(
                            (
                                trigger.why,
                                *(("word_with_condition",) if trigger.conditional else ()),
                                *parties.why,
                                *(f"place_{b.why}" for b in site),
                                *((f"time_{day.why}",) if day.why else ()),
                                f"realis_{reality.why}",
                            )
                        )
                    ),
                )

    def _voices(self, span: Span) -> tuple[str, ...]:
        """Return whose words tell it; what is done by saying ("accused") the narrator tells.

        Where no narrator statement holds the sentence, the statement whose cue it is answers; what
        stands in neither (an aside inside an attribution) is nobody's words but the article's.
        """
        own = said_by(self._statements, span)
        if own:
            return own
        sentence = self._parse.span(self._parse.tokens(span.start, span.end)[0].sent)
        around = [
            s.id
            for s in self._statements
            if s.kind == "narrator" and any(c.overlaps(sentence) for c in s.content)
        ]
        cued = [
            s.id
            for s in self._statements
            if s.cue is not None and s.cue.start < span.end and span.start < s.cue.end
        ]
        return tuple((around or cued)[:1])

    def _instruments(self, head: Token) -> tuple[str, ...]:
        """Return the weapons named in the trigger's own phrase, as written."""
        found = [
            t
            for t in head.subtree
            if t.pos_ == "NOUN" and t.i != head.i and t.lemma_.lower() in steering("weapon")
        ]
        return tuple(dict.fromkeys(t.text.lower() for t in found))


def _means(trigger: Trigger, parties: Parties) -> list[Token]:
    """Return the nouns that may name the means: who or what does it, and with what."""
    below = [t for t in trigger.head.subtree if t.pos_ in ("NOUN", "PROPN")]
    with_ = [
        t
        for t in below
        if t.i not in {w.i for w in trigger.words}
        and ((t.dep_ == "compound" and t.head.i == trigger.head.i)
             or (t.dep_ == "pobj" and t.head.lower_ in ("with", "by", "from", "using")))
    ]  # fmt: skip
    # "missiles were fired at the port", "fired 90 shells": what is fired is no victim but the means.
    fired = [t for t in parties.targets if trigger.head.lemma_ == "fire" and is_weapon(t)]
    return [*parties.actors, *with_, *fired]


def _sites(trigger: Trigger, where: tuple[Bound, ...]) -> list[tuple[Bound, ...]]:
    """Split the places where each is itself the thing attacked; else all are one site."""
    if len(where) < 2 or trigger.sense.roles != "attack" or trigger.sense.name == "war":
        return [where]
    if all(_is_attacked(b.root, trigger) for b in where):
        return [(b,) for b in where]
    return [where]


def _is_attacked(place: Token, trigger: Trigger) -> bool:
    """Say whether a place is the object of the attack: "attacks on A and B", not "on men in A"."""
    node = place
    while node.head.i not in (trigger.head.i, node.i):
        node = node.head
        if node.dep_ != "conj" and is_agent(node):
            return False
        if node.dep_ == "prep" and node.lower_ not in ("on", "against", "of"):
            return False
    if trigger.verb:
        return node.dep_ in ("dobj", "nsubjpass") or (node.dep_ == "prep" and node.lower_ == "on")
    return node.dep_ == "prep" and node.lower_ in ("on", "against", "of")


def _days(when: tuple[Bound, ...]) -> list[_When]:
    """Return the date of an event: several for "on Monday and again on Tuesday"."""
    dated = [(b, b.item) for b in when if isinstance(b.item, TimeSpan)]
    if not dated:
        return [_When()]
    spans: list[_When] = []
    for bound, time in dated:
        day = _When(time.start, time.end, time.basis, bound.why)
        if not any(
            _day(s.start) == _day(day.start) and _day(s.end) == _day(day.end) for s in spans
        ):
            spans.append(day)
    if len(spans) == 1:
        return spans
    if _coordinated([b.root for b, _ in dated]):
        return spans
    return [min(spans, key=_length)]


def _coordinated(roots: list[Token]) -> bool:
    """Say whether times stand side by side with "and" ("Monday and then again on Tuesday")."""
    first, last = roots[0], roots[-1]
    between = first.doc[first.i + 1 : last.i]
    return (
        any(t.lower_ in ("and", "again") for t in between)
        and len(between) < 8
        and not any(is_verb(t) for t in between)
    )


def _day(value: str | None) -> str | None:
    return value[:10] if value else None


def _length(when: _When) -> tuple[str, str]:
    """Sort the narrower window first: later start, then earlier end."""
    start, end = when.start or "", when.end or "9"
    return ("0" if start[:10] == end[:10] else "1", end)


def _is_past(head: Token) -> bool:
    """Say whether the clause is told in the past perfect: before the news of the day."""
    return is_verb(head) and any(c.lower_ == "had" and c.dep_ == "aux" for c in head.children)
