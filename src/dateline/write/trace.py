"""Where one fact of a record comes from: its words in context, its rules, its method."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from dateline.contract import LAYERS
from dateline.errors import BadInput
from dateline.records import Dispute, Record, Span
from dateline.write import wording

# How much of the article is shown on either side of the words, in characters.
CONTEXT = 70
# Fields that are shown on their own, or say nothing to a reader.
_APART = frozenset(("id", "why", "method", "score"))
# What the score of a layer is the chance of; its model card says how it was measured.
_CHANCE = {
    "events": "that type, place, day, actors and realis are all right",
    "places": "that the point is within 161 km",
}
_LAYER_NAME = {
    "entities": "entity", "places": "place", "times": "time", "statements": "statement",
    "events": "event", "tolls": "toll", "control": "claim of control", "damage": "damage",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A titled part of a trace: rows of label and value, safe to print; a label may be empty."""

    title: str
    rows: tuple[tuple[str, str], ...]


def trace_fact(record: Record, id: str) -> tuple[Part, ...]:
    """Return what the record holds under an id and on what grounds.

    An id that two layers use gives the parts of both.

    Raises:
        BadInput: The record has no such id; the message lists those it has.
    """
    found = [(layer, item) for layer in LAYERS for item in getattr(record, layer) if item.id == id]
    if not found:
        raise BadInput(f"{wording.printable(id)}: no such id in this record; {_ids(record)}")
    return tuple(
        Part(title, tuple((label, wording.printable(value)) for label, value in rows))
        for layer, item in found
        for title, rows in _trace(record, layer, item)
        if title or rows
    )


def _ids(record: Record) -> str:
    """Say which ids there are, as ranges: "it has s1 to s14 (statements), ..."."""
    parts = []
    for layer in LAYERS:
        ids = [item.id for item in getattr(record, layer)]
        if ids:
            parts.append(
                f"{ids[0]} to {ids[-1]} ({layer})" if len(ids) > 1 else f"{ids[0]} ({layer})"
            )
    return "it has " + ", ".join(parts) if parts else "it holds no facts"


def _trace(record: Record, layer: str, item: Any) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    head = f"{item.id}: {_LAYER_NAME[layer]}"
    values = [(name, _shown(record, value)) for name, value in _values(item)]
    if item.score is not None and layer in _CHANCE:
        values.append(("score", f"{item.score:.0%} chance {_CHANCE[layer]}"))
    yield head, values
    yield "Words", [(name, _in_context(record, span)) for name, span in _spans(item)]
    yield "Rules that fired, in order", [("", rule) for rule in item.why]
    yield "Method", list(_method(record, item.method))
    users = list(_users(record, item.id, layer))
    if users:
        yield "Used by", [("", ", ".join(users))]


def _values(item: Any) -> Iterator[tuple[str, Any]]:
    """Yield the fields that are known and are not stretches of text."""
    for field in fields(item):
        value = getattr(item, field.name)
        if field.name in _APART or value is None or value == () or isinstance(value, Span):
            continue
        if isinstance(value, tuple) and isinstance(value[0], Span):
            continue
        if value is not False:
            yield field.name.replace("_", " "), value


def _shown(record: Record, value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(_shown(record, part) for part in value)
    if isinstance(value, Dispute):
        return f"{wording.dispute(value)} ({value.source})"
    if hasattr(value, "__dataclass_fields__"):
        return " ".join(str(getattr(value, f.name)) for f in fields(value))
    if value in wording.CERTAINTY:
        return wording.certainty(value)
    name = _name(record, value)
    return f"{value} ({name})" if name else str(value)


def _name(record: Record, value: Any) -> str:
    """Return the name of the entity or place an id stands for, or ""."""
    known = {entity.id: entity.name for entity in record.entities}
    known |= {place.id: place.name for place in record.places}
    return known.get(value, "")


def _spans(item: Any) -> Iterator[tuple[str, Span]]:
    """Yield the stretches of text an item stands on, each with the name of its field."""
    shown = set()
    for field in fields(item):
        value = getattr(item, field.name)
        spans = value if isinstance(value, tuple) else (value,)
        for span in spans:
            if isinstance(span, Span) and (span.start, span.end) not in shown:
                shown.add((span.start, span.end))
                yield field.name.replace("_", " "), span


def _in_context(record: Record, span: Span) -> str:
    """Return the words between ⟦ and ⟧, with what stands around them, and their offsets."""
    text = record.article.text
    first, last = max(0, span.start - CONTEXT), min(len(text), span.end + CONTEXT)
    before = re.sub(r"^\S*\s", "", text[first : span.start]) if first else text[: span.start]
    after = text[span.end : last]
    after = re.sub(r"\s\S*$", "", after) if last < len(text) else after
    marks = ("… " if first else "", " …" if last < len(text) else "")
    return f"{marks[0]}{before}⟦{span.text}⟧{after}{marks[1]} [{span.start}:{span.end}]"


def _method(record: Record, key: str) -> Iterator[tuple[str, str]]:
    yield "key", key
    method = record.methods.get(key)
    if method is not None:
        yield "stage", f"{method.stage}, version {method.version}"
        yield "options", _pairs(method.options)
        yield "model", _pairs(method.model)
        yield "lexicons", _pairs(method.lexicons)


def _pairs(values: Mapping[str, Any] | None) -> str:
    return ", ".join(f"{key} {value}" for key, value in (values or {}).items()) or "none"


def _users(record: Record, id: str, layer: str) -> Iterator[str]:
    """Yield the ids of the facts that point at this one."""
    for other in LAYERS:
        for item in getattr(record, other):
            for field in fields(item):
                value = getattr(item, field.name)
                linked = value if isinstance(value, tuple) else (value,)
                if field.name not in _APART and id in linked and (other, item.id) != (layer, id):
                    yield f"{item.id} ({field.name.replace('_', ' ')})"
