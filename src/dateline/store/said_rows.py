"""A record as the rows of the flat tables, in an order in which each may point at those before."""

import math
from collections.abc import Iterator
from typing import Any

from sqlalchemy import TableClause, column, table

from dateline.distances import EARTH_KM
from dateline.records import Event, Place, Record, Span, Statement
from dateline.store import said_tables as said
from dateline.store.columns import canonical
from dateline.store.keys import key_text, keyed_facts, main_span

Rows = list[dict[str, Any]]
PLACE_BOX = table("place_box", *(column(c) for c in ("place_id", "west", "east", "south", "north")))
_KM_PER_DEGREE = math.radians(EARTH_KM)  # of latitude
# A point with no radius of its own is still no sharper than its town.
_LEAST_KM = 1.0


def rows_of_record(record: Record, reading: str, report: str) -> Iterator[tuple[TableClause, Rows]]:
    """Yield each table with its rows; a table without rows is left out."""
    key = _Ids(reading)
    tables: tuple[tuple[Any, Rows], ...] = (
        (said.Fact.__table__, _facts(record, reading, report)),
        (said.FactSpan.__table__, _spans(record, key)),
        (said.Entity.__table__, [
            {"id": key(e.id), "type": e.type, "name": e.name, "role": e.role, "side": e.side,
             "protect": e.protect}
            for e in record.entities
        ]),
        (said.Place.__table__, [_place(p, key) for p in record.places]),
        (PLACE_BOX, [
            {"place_id": key(p.id), **box(p.lat, p.lon, p.radius_km or _LEAST_KM)}
            for p in record.places if p.lat is not None and p.lon is not None
        ]),
        (said.TimeExpression.__table__, [
            {"id": key(t.id), "earliest": t.start, "latest": t.end, "granularity": t.granularity,
             "basis": t.basis, "timex_type": t.timex.type, "timex_value": t.timex.value}
            for t in record.times
        ]),
        (said.Statement.__table__, [_statement(s, key) for s in record.statements]),
        (said.Event.__table__, [_event(e, key) for e in record.events]),
        (said.Toll.__table__, [
            {"id": key(t.id), "event_id": key.of(t.event), "harm": t.harm, "min_people": t.min,
             "max_people": t.max, "victims": t.victims, "children": t.children,
             "interested_party": t.interested_party, "aggregated": t.aggregated,
             "implied": t.implied}
            for t in record.tolls
        ]),
        (said.ControlClaim.__table__, [
            {"id": key(c.id), "place_id": key(c.place), "status": c.status, "extent": c.extent,
             "certainty": c.certainty}
            for c in record.control
        ]),
        (said.Damage.__table__, [
            {"id": key(d.id), "object": d.object, "place_id": key.of(d.place), "extent": d.extent}
            for d in record.damage
        ]),
        (said.TakesPart.__table__, _parts(record, key)),
        (said.HappenedAt.__table__, [
            {"event_id": key(e.id), "place_id": key(place)}
            for e in record.events for place in dict.fromkeys(e.places)
        ]),
        (said.SaidBy.__table__, [
            {"fact_id": key(fact.id), "statement_id": key(statement)}
            for layer in (record.events, record.tolls, record.control, record.damage)
            for fact in layer for statement in dict.fromkeys(fact.said_by)
        ]),
    )  # fmt: skip
    for target, rows in tables:
        if rows:
            yield target, rows


def box(lat: float, lon: float, radius_km: float) -> dict[str, float]:
    """Return the edges, in degrees, of the smallest box around a circle on the globe.

    Example:
        >>> {side: round(value, 2) for side, value in box(60, 30, 111.195).items()}
        {'west': 28.0, 'east': 32.0, 'south': 59.0, 'north': 61.0}
    """
    north = radius_km / _KM_PER_DEGREE
    east = north / max(math.cos(math.radians(lat)), 0.01)
    return {"west": lon - east, "east": lon + east, "south": lat - north, "north": lat + north}


class _Ids:
    """Local ids of a record as ids of the archive: "v1" is "REPORT.1/v1"."""

    def __init__(self, reading: str) -> None:
        self.reading = reading

    def __call__(self, id: str) -> str:
        return f"{self.reading}/{id}"

    def of(self, id: str | None) -> str | None:
        return None if id is None else self(id)


def _facts(record: Record, reading: str, report: str) -> Rows:
    return [
        {
            "id": f"{reading}/{fact.id}",
            "reading_id": reading,
            "layer": layer,
            "local_id": fact.id,
            "key": key_text(key),
            "method": fact.method,
            "why": canonical(fact.why),
            "score": fact.score,
            **_words(main_span(fact)),
        }
        for layer, key, fact in keyed_facts(record, report)
    ]


def _words(span: Span) -> dict[str, Any]:
    return {"span_start": span.start, "span_end": span.end, "words": span.text}


def _spans(record: Record, key: "_Ids") -> Rows:
    parts: list[tuple[str, str, tuple[Span, ...]]] = []
    parts += [(e.id, "mention", e.mentions) for e in record.entities]
    parts += [(p.id, f"mention_{use}", tuple(m for m in p.mentions if m.use == use))
              for p in record.places for use in sorted({m.use for m in p.mentions})]  # fmt: skip
    parts += [(e.id, "mention", e.mentions) for e in record.events]
    for statement in record.statements:
        parts.append((statement.id, "content", statement.content))
        parts.append((statement.id, "hedge", statement.hedges))
        for part, span in (("cue", statement.cue), ("speaker", statement.speaker_span)):
            if span is not None:
                parts.append((statement.id, part, (span,)))
    return [
        {"fact_id": key(id), "part": part, "number": number, **_words(span)}
        for id, part, spans in parts
        for number, span in enumerate(spans, start=1)
    ]


def _place(place: Place, key: "_Ids") -> dict[str, Any]:
    same = ("name", "kind", "geonames_id", "lat", "lon", "radius_km", "country", "admin1",
            "relation", "geo_precision", "where_prec", "sensitive")  # fmt: skip
    return {"id": key(place.id), **{name: getattr(place, name) for name in same}}


def _statement(statement: Statement, key: "_Ids") -> dict[str, Any]:
    return {
        "id": key(statement.id),
        "kind": statement.kind,
        "speaker_id": key.of(statement.speaker),
        "content": " … ".join(span.text for span in statement.content),
        "cue": statement.cue.text if statement.cue else None,
        "certainty": statement.certainty,
        "channel": statement.channel,
        "uttered": statement.uttered,
    }


def _event(event: Event, key: "_Ids") -> dict[str, Any]:
    return {
        "id": key(event.id),
        "plover": event.plover,
        "acled": event.acled,
        "realis": event.realis,
        "earliest": event.start,
        "latest": event.end,
        "date_basis": event.date_basis,
        "background": event.background,
    }


def _parts(record: Record, key: "_Ids") -> Rows:
    named = [(e.id, "actor", e.actors) for e in record.events]
    named += [(e.id, "target", e.targets) for e in record.events]
    named += [(c.id, "holder", c.holders) for c in record.control]
    named += [(s.id, "via", s.via) for s in record.statements]
    return [
        {"fact_id": key(fact), "entity_id": key(entity), "part": part}
        for fact, part, entities in named
        for entity in dict.fromkeys(entities)
    ]
