"""A record with what people decided about it applied: what to compare and to hand out.

Rejected facts go, with every pointer to them; corrected fields get the person's value. The record
as it was read stays in the archive, and what is disputed stays as it was read.
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from dateline.link.reports import FactKey
from dateline.records import Record, Relation
from dateline.store.keys import keyed_facts
from dateline.store.said_tables import FACT_LAYERS
from dateline.store.verdicts import Verdict

# field -> the layer whose names a corrected value gives.
_NAMED = {
    "speaker": "entities",
    "actors": "entities",
    "targets": "entities",
    "holders": "entities",
    "places": "places",
    "place": "places",
}
# Speakers by name and words that stand nowhere in the text: a record cannot hold them so.
_ONLY_SHOWN = frozenset({"said_by", "content", "span"})


def apply_verdicts(record: Record, report: str, verdicts: Mapping[FactKey, Verdict]) -> Record:
    """Return the record without what was rejected and with what was corrected."""
    kept: dict[str, list[Any]] = {layer: [] for layer in FACT_LAYERS}
    gone: set[str] = set()
    touched = False
    for layer, key, fact in keyed_facts(record, report):
        verdict = verdicts.get(key)
        if verdict is not None and verdict.state == "rejected":
            gone.add(fact.id)
            continue
        if verdict is not None and verdict.corrections:
            fact = _corrected(record, fact, verdict.corrections)  # noqa: PLW2901 - the same fact
            touched = True
        kept[layer].append(fact)
    if not gone and not touched:
        return record
    pointed = {layer: [_without(fact, gone) for fact in facts] for layer, facts in kept.items()}
    # A claim of control says nothing without its place.
    pointed["control"] = [claim for claim in pointed["control"] if claim.place is not None]
    layers: dict[str, Any] = {layer: tuple(facts) for layer, facts in pointed.items()}
    return replace(record, **layers)


def _corrected(record: Record, fact: Any, corrections: Mapping[str, Any]) -> Any:
    """Return the fact with the fields that a record can hold so; the others stay as read."""
    own = {f.name for f in fields(fact)}
    new: dict[str, Any] = {}
    for name, value in corrections.items():
        if name not in own or name in _ONLY_SHOWN:
            continue
        layer = _NAMED.get(name)
        if layer is None:
            new[name] = value
            continue
        ids = {item.name: item.id for item in getattr(record, layer)}
        if isinstance(value, list):
            if all(item in ids for item in value):
                new[name] = tuple(ids[item] for item in value)
        elif value is None or value in ids:
            new[name] = None if value is None else ids[value]
    return replace(fact, **new, why=(*fact.why, "corrected_by_a_person")) if new else fact


def _without(fact: Any, gone: set[str]) -> Any:
    """Return the fact with no pointer to what was rejected."""
    new: dict[str, Any] = {}
    for f in fields(fact):
        value = getattr(fact, f.name)
        if f.name == "id" or not value:
            continue
        if isinstance(value, str) and value in gone and f.name in _POINTERS:
            new[f.name] = None
        elif isinstance(value, tuple) and f.name in _POINTERS:
            left = tuple(item for item in value if _points_at(item) not in gone)
            if left != value:
                new[f.name] = left
    return replace(fact, **new) if new else fact


_POINTERS = frozenset(
    ("speaker", "via", "actors", "targets", "places", "place", "said_by", "event", "holders",
     "relations")
)  # fmt: skip


def _points_at(item: Any) -> str:
    return item.to if isinstance(item, Relation) else str(item)
