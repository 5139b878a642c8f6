"""Score each event: the chance that every cell of its row is right, from what made the row.

A logistic over named features of the grammar, the rules that fired and the other layers; none is a
word. The cells are type, places, days, actors and realis. `learn/events.py` fits it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from math import exp
from types import MappingProxyType

from spacy.tokens import Token

from dateline.article.parse import Parse
from dateline.errors import BadLexicon
from dateline.extract.events.clauses import is_passive, is_verb
from dateline.lexicon import weights
from dateline.records import Entity, Event, Place, Span

_OWN = ("_own_clause_of_trigger", "_own_phrase_of_trigger")
_UNREAL = frozenset(("future", "hypothetical", "intent", "negated"))
_BY_WORDS = frozenset(("ACCUSE", "REQUEST", "REJECT", "THREATEN"))
# A main clause, or what a main clause says directly.
_SHALLOW = 2
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Row:
    """An event with what the features look at."""

    event: Event
    head: Token
    sentence: Span
    actors: tuple[Entity, ...]
    targets: tuple[Entity, ...]
    places: tuple[Place, ...]
    lead: bool  # in the first paragraph


Feature = Callable[[Row], float]


def _far(parties: tuple[Entity, ...], row: Row) -> float:
    """Whether a party is not named in the sentence: a pronoun or a joined mention stood for it."""
    return float(any(not any(m.overlaps(row.sentence) for m in p.mentions) for p in parties))


def _ruled(row: Row, layer: str, *rules: str) -> float:
    return float(any(f"{layer}{rule}" in row.event.why for rule in rules))


def _bare(row: Row) -> float:
    """Nothing is said of it: "the risks of war"."""
    event = row.event
    return float(not (event.actors or event.targets or event.places or event.start))


def _passive(row: Row) -> float:
    return float(is_verb(row.head) and is_passive(row.head))


def _stretch(row: Row) -> float:
    start, end = row.event.start, row.event.end
    return float(start is not None and (end or start)[:10] != start[:10])


FEATURES: Mapping[str, Feature] = MappingProxyType(
    {
        "phrase": lambda r: float(r.event.why[0].startswith("phrase_")),
        "word_with_condition": lambda r: float("word_with_condition" in r.event.why),
        "noun_of_nothing": lambda r: _bare(r) * float(not is_verb(r.head)),
        "verb_of_nothing": lambda r: _bare(r) * float(is_verb(r.head)),
        "done_by_words": lambda r: float(r.event.plover in _BY_WORDS),
        "place_of_own_clause": lambda r: _ruled(r, "place", *_OWN),
        "place_inherited": lambda r: _ruled(r, "place", "_clause_of_trigger"),
        "places_many": lambda r: float(len(r.places) > 1),
        "place_not_on_the_map": lambda r: float(any(p.lat is None for p in r.places)),
        "place_country": lambda r: float(any(p.kind == "country" for p in r.places)),
        "days_many": _stretch,
        "actors_many": lambda r: float(len(r.actors) > 1),
        "actor_under_arms": lambda r: float(any(a.type == "armed_actor" for a in r.actors)),
        "target_one": lambda r: float(len(r.targets) == 1),
        "targets_many": lambda r: float(len(r.targets) > 1),
        "target_named_elsewhere": lambda r: _far(r.targets, r),
        "verb_with_both_sides": lambda r: float(
            is_verb(r.head) and bool(r.actors) and bool(r.targets)
        ),
        "active_verb_without_actor": lambda r: float(
            is_verb(r.head) and not is_passive(r.head) and not r.actors
        ),
        "passive": _passive,
        "passive_with_actor": lambda r: _passive(r) * float(bool(r.actors)),
        "unreal": lambda r: float(r.event.realis in _UNREAL),
        "intent": lambda r: float(r.event.realis == "intent"),
        "near_the_top": lambda r: float(sum(1 for _ in r.head.ancestors) < _SHALLOW),
        "sentence_length": lambda r: min(len(r.head.sent), _LONGEST) / _LONGEST,
        "lead": lambda r: float(r.lead),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Model:
    features: Mapping[str, float]
    intercept: float


@cache
def _model() -> _Model:
    facts = weights("events")
    try:
        model = _Model(
            features={name: float(facts["features"][name]) for name in FEATURES},
            intercept=float(facts["intercept"]),
        )
    except (KeyError, TypeError, ValueError) as err:
        raise BadLexicon("weights 'events' are for other features; reinstall dateline") from err
    return model


def score_events(
    parse: Parse,
    events: tuple[Event, ...],
    entities: tuple[Entity, ...],
    places: tuple[Place, ...],
) -> tuple[Event, ...]:
    """Return the events with their scores."""
    model = _model()
    return tuple(
        replace(row.event, score=round(_chance(row, model), 3))
        for row in rows_of(parse, events, entities, places)
    )


def _chance(row: Row, model: _Model) -> float:
    sum_ = model.intercept + sum(w * FEATURES[name](row) for name, w in model.features.items())
    return 1 / (1 + exp(-sum_))


def rows_of(
    parse: Parse,
    events: tuple[Event, ...],
    entities: tuple[Entity, ...],
    places: tuple[Place, ...],
) -> tuple[Row, ...]:
    """Return the events with what the features look at, in the same order."""
    people = {e.id: e for e in entities}
    spots = {p.id: p for p in places}
    heads = [parse.tokens(e.trigger.start, e.trigger.end).root for e in events]
    first = next((n for n, p in enumerate(parse.passages) if p.kind == "paragraph"), 0)
    return tuple(
        Row(
            event=event,
            head=head,
            sentence=parse.span(head.sent),
            actors=tuple(people[i] for i in event.actors),
            targets=tuple(people[i] for i in event.targets),
            places=tuple(spots[i] for i in event.places),
            lead=parse.passage_of[head.i] <= first,
        )
        for event, head in zip(events, heads, strict=True)
    )
