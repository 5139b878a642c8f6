"""Fill in where and when from a sentence that tells it of the happening before: "it occurred in X".

"Two guards were shot. The incident took place on Elm Street": the second sentence names no new
happening; its place and day are those of the one told last, where that has none.
"""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from dateline.article.parse import Parse
from dateline.extract.events.binding import Binding, Bound
from dateline.extract.events.clauses import children, is_verb
from dateline.extract.events.kinds import steering
from dateline.extract.events.realis_links import own_link
from dateline.records import Event, TimeSpan

# About two paragraphs, as for nouns that point back.
_REACH = 600
_DEFINITE = frozenset(("the", "this", "that", "these", "those"))
_OCCUR = frozenset(("occur", "happen"))
_PHYSICAL = frozenset(("ASSAULT", "COERCE"))
_HAPPENED = frozenset(("actual", "ongoing"))


def fill_from_occurrences(
    parse: Parse, binding: Binding, events: tuple[Event, ...]
) -> tuple[Event, ...]:
    """Return the events with the places and days that a later sentence tells of them."""
    out = list(events)
    for noun, verb in _occurrences(parse):
        at = parse.span(noun).start
        number = next(
            (n for n in reversed(range(len(out))) if out[n].trigger.end < at and _may_be(out[n])),
            None,
        )
        if number is not None and at - out[number].trigger.end <= _REACH:
            out[number] = _filled(out[number], binding.places(verb), binding.times(verb))
    return tuple(out)


def _occurrences(parse: Parse) -> Iterator[tuple[Token, Token]]:
    """Yield noun and verb of "the incident occurred", "the crime took place"."""
    for sentence in parse.sentences():
        for verb in sentence:
            place = verb.lemma_.lower() == "take" and any(
                c.lower_ == "place" for c in children(verb, "dobj")
            )
            if not is_verb(verb) or not (place or verb.lemma_.lower() in _OCCUR):
                continue
            if own_link(verb) is not None:
                continue  # "could take place in the next few days"
            for noun in children(verb, "nsubj"):
                if noun.lemma_.lower() in steering("befell") and any(
                    c.lower_ in _DEFINITE for c in children(noun, "det")
                ):
                    yield noun, verb


def _may_be(event: Event) -> bool:
    return event.plover in _PHYSICAL and event.realis in _HAPPENED


def _filled(event: Event, places: tuple[Bound, ...], times: tuple[Bound, ...]) -> Event:
    """Fill only what is empty: what a happening says of itself is never overruled."""
    if places and not event.places:
        ids = tuple(b.item.id for b in places)
        event = replace(event, places=ids, why=(*event.why, "place_of_occurrence"))
    day = next((b.item for b in times if isinstance(b.item, TimeSpan)), None)
    if day is not None and event.start is None and event.date_basis == "none":
        event = replace(
            event, start=day.start, end=day.end, date_basis=day.basis,
            why=(*event.why, "time_of_occurrence"),
        )  # fmt: skip
    return event
