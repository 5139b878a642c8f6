"""Names for facts that outlive a new reading: the report, the layer, and where the words stand.

A key reads `REPORT:LAYER:START-END:KIND`, with the kind that link/ gives it (the harm of a toll,
the PLOVER root of an event, the status of a claim), or nothing there.
"""

import re
from collections.abc import Iterator
from typing import Any

from dateline.errors import BadInput
from dateline.link.reports import FactKey, FactRef, Report, fact_keys, fact_span
from dateline.records import Entity, Place, Record, Span, TimeSpan
from dateline.store.said_tables import FACT_LAYERS

_KEY = re.compile(r"([0-9a-f]{16}):([a-z]+):(-?\d+)-(-?\d+):(\S*)")


def key_text(key: FactKey) -> str:
    """Return a key as text.

    Example:
        >>> key_text(FactKey("0123456789abcdef", "tolls", 8, 27, "killed"))
        '0123456789abcdef:tolls:8-27:killed'
    """
    return f"{key.report}:{key.layer}:{key.start}-{key.end}:{key.kind}"


def read_key(text: str) -> FactKey:
    """Return the key that a text names.

    Raises:
        BadInput: It is no key.
    """
    match = _KEY.fullmatch(text)
    if match is None or match[2] not in FACT_LAYERS:
        raise BadInput(f"{text!r} names no fact; expected REPORT:LAYER:START-END:KIND")
    return FactKey(match[1], match[2], int(match[3]), int(match[4]), match[5])  # type: ignore[arg-type]  # layers of link/ and three more


def main_span(fact: Any) -> Span:
    """Return the words that a fact of any layer is known by; of an entity, its first mention."""
    if isinstance(fact, Entity | Place):
        return fact.mentions[0]
    if isinstance(fact, TimeSpan):
        return fact.span
    span = fact_span(fact)
    assert span is not None, "a statement has content: the contract of the record says so"  # noqa: S101
    return span


def keyed_facts(record: Record, report: str) -> Iterator[tuple[str, FactKey, Any]]:
    """Yield (layer, key, fact) for every fact of a record, layer by layer; no two keys alike."""
    keys = fact_keys(Report(id=report, record=record))
    used: set[FactKey] = set()
    for layer in FACT_LAYERS:
        for fact in getattr(record, layer):
            key = keys.get(FactRef(report, layer, fact.id))  # type: ignore[arg-type]  # see read_key
            if key is None:  # link/ does not point at entities, places and times
                span = main_span(fact)
                key = FactKey(report, layer, span.start, span.end)  # type: ignore[arg-type]  # see read_key
                while key in used:
                    key = key._replace(kind=f"#{int(key.kind[1:] or 1) + 1}")
            used.add(key)
            yield layer, key, fact
