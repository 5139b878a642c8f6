"""Check that a record keeps the contract of `dateline-record/1` before it leaves."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import datetime
from typing import Any, get_args

from dateline.errors import DatelineError
from dateline.records import Record, Span
from dateline.vocabulary import (
    ACLED,
    Certainty,
    ControlStatus,
    DateBasis,
    EntityType,
    Granularity,
    Harm,
    PlaceKind,
    PlaceUse,
    Plover,
    Realis,
    StatementKind,
    TimeBasis,
    Victims,
)

# (layer, field) -> values allowed; None is allowed where the field's type says so.
_CLOSED: dict[tuple[str, str], frozenset[str | None]] = {
    ("entities", "type"): frozenset(get_args(EntityType)),
    ("places", "kind"): frozenset(get_args(PlaceKind)),
    ("times", "granularity"): frozenset((*get_args(Granularity), None)),
    ("times", "basis"): frozenset(get_args(TimeBasis)),
    ("statements", "kind"): frozenset(get_args(StatementKind)),
    ("statements", "certainty"): frozenset(get_args(Certainty)),
    ("events", "plover"): frozenset((*get_args(Plover), None)),
    ("events", "acled"): ACLED | {None},
    ("events", "date_basis"): frozenset(get_args(DateBasis)),
    ("events", "realis"): frozenset(get_args(Realis)),
    ("tolls", "harm"): frozenset(get_args(Harm)),
    ("tolls", "victims"): frozenset(get_args(Victims)),
    ("control", "status"): frozenset(get_args(ControlStatus)),
    ("control", "certainty"): frozenset(get_args(Certainty)),
}
# (layer, field) -> the layer whose ids it holds.
_LINKS = {
    ("statements", "speaker"): "entities",
    ("statements", "via"): "entities",
    ("events", "actors"): "entities",
    ("events", "targets"): "entities",
    ("events", "places"): "places",
    ("events", "said_by"): "statements",
    ("tolls", "event"): "events",
    ("tolls", "said_by"): "statements",
    ("control", "place"): "places",
    ("control", "holders"): "entities",
    ("control", "said_by"): "statements",
    ("damage", "place"): "places",
    ("damage", "said_by"): "statements",
}
LAYERS = (
    "entities",
    "places",
    "times",
    "statements",
    "events",
    "tolls",
    "control",
    "damage",
)


class BrokenRecord(DatelineError):
    """A record breaks its own contract: a fault of dateline, never of the text."""


def check_record(record: Record) -> None:
    """Check ids, links, spans, closed lists, and that min <= max and start <= end.

    Raises:
        BrokenRecord: With the path of every value that is wrong.
    """
    faults = list(_faults(record))
    if faults:
        raise BrokenRecord(
            "this record breaks dateline-record/1, please report it with the text: "
            + "; ".join(faults[:20])
        )


def _faults(record: Record) -> Iterator[str]:
    text = record.article.text
    ids = {layer: [item.id for item in getattr(record, layer)] for layer in LAYERS}
    for layer, used in ids.items():
        if len(set(used)) != len(used):
            yield f"{layer}: ids used twice"
    if record.article.length != len(text):
        yield f"article.length: is {record.article.length}, the text has {len(text)}"
    for path, span in _spans(record.article, "article"):
        yield from _span_faults(path, span, text)
    for layer in LAYERS:
        for item in getattr(record, layer):
            path = f"{layer}[{item.id}]"
            for where, span in _spans(item, path):
                yield from _span_faults(where, span, text)
            yield from _value_faults(layer, path, item, ids)
            if item.method not in record.methods:
                yield f"{path}.method: {item.method!r} is not in methods"
            if not item.why:
                yield f"{path}.why: names no rule"
    for path, span in _spans((record.unresolved, record.rejected), "unresolved, rejected"):
        yield from _span_faults(path, span, text)
    for statement in record.statements:
        yield from _statement_faults(statement)
    for place in record.places:
        if any(m.use not in get_args(PlaceUse) for m in place.mentions):
            yield f"places[{place.id}].mentions: unknown use"
        if (place.lat is None) != (place.lon is None):
            yield f"places[{place.id}]: one coordinate without the other"


def _statement_faults(statement: Any) -> Iterator[str]:
    path = f"statements[{statement.id}]"
    if not statement.content:
        yield f"{path}.content: is empty"
    if statement.kind == "narrator" and (statement.speaker or statement.cue):
        yield f"{path}: the article's own voice has no speaker and no cue"


def _spans(item: Any, path: str) -> Iterator[tuple[str, Span]]:
    """Yield every span an item holds, with its path."""
    if isinstance(item, Span):
        yield path, item
    elif isinstance(item, tuple):
        for number, part in enumerate(item):
            yield from _spans(part, f"{path}[{number}]")
    elif hasattr(item, "__dataclass_fields__"):
        for f in fields(item):
            yield from _spans(getattr(item, f.name), f"{path}.{f.name}")


def _span_faults(path: str, span: Span, text: str) -> Iterator[str]:
    if not 0 <= span.start < span.end <= len(text):
        yield f"{path}: {span.start}-{span.end} is empty or outside the article"
    elif text[span.start : span.end] != span.text:
        yield f"{path}: {span.text!r} is not what stands at {span.start}-{span.end}"


def _value_faults(layer: str, path: str, item: Any, ids: dict[str, list[str]]) -> Iterator[str]:
    for f in fields(item):
        value = getattr(item, f.name)
        allowed = _CLOSED.get((layer, f.name))
        if allowed is not None and value not in allowed:
            yield f"{path}.{f.name}: {value!r} is not in the closed list"
        target = _LINKS.get((layer, f.name))
        if target is not None:
            named: Iterable[str | None] = value if isinstance(value, tuple) else (value,)
            for name in named:
                if name is not None and name not in ids[target]:
                    yield f"{path}.{f.name}: {name!r} is no id of {target}"
        if f.name in ("start", "end", "uttered") and value is not None and not _is_date(value):
            yield f"{path}.{f.name}: {value!r} is not an ISO date"
    for low, high in (("min", "max"), ("start", "end")):
        first, last = getattr(item, low, None), getattr(item, high, None)
        if first is None or last is None:
            continue
        if (first > last) if low == "min" else (first[:10] > last[:10]):
            yield f"{path}.{high}: {last!r} is below {low} {first!r}"
    if layer == "tolls" and any(n is not None and n < 0 for n in (item.min, item.max)):
        yield f"{path}.min: a count of people is never below 0"


def _is_date(value: str) -> bool:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True
