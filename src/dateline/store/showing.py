"""Keep the overview's tables up to date: work out what is new or changed, drop what is gone.

An incident is worked out from its accounts once per version. Decisions of people change an
incident's state and whether it still waits for review, not what its accounts say.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from dateline.records import Event, Record, Toll
from dateline.store import compared_tables as compared
from dateline.store.accounts import Accounts, accounts_of, refs_of
from dateline.store.database import Database
from dateline.store.opened import open_reports, origins_of
from dateline.store.reading_back import load_incidents
from dateline.store.review_states import Reviewed, keys_of, reviewed
from dateline.store.shown import AREA_KM, SHAPE, WORLD, prepare, shown, shown_name
from dateline.store.standing import load_standing

# How many incidents one transaction works out: a kill loses a few seconds.
BATCH = 100
# Mercator's square ends here; what is nearer to a pole is drawn at its edge.
_LAST_LATITUDE = 85.0511
_CERTAINTY = ("CT+", "PR+", "PS+", "Uu", "CT-", "PR-", "PS-")
_AGREEMENT = ("contradict", "compatible", "agree", "silent")
# What makes an incident urgent to review, and by how much. People harmed first.
WEIGHTS: Mapping[str, float] = {
    "killed": 1.0,  # per doubling of the highest claim
    "injured": 0.4,
    "civilians": 1.5,
    "contradicted": 1.5,
    "low_score": 1.0,
}
NEW = 1.0  # for what was learnt with the latest reports


def refresh(database: Database, progress: Callable[[int], None] = lambda _: None) -> int:
    """Bring the overview up to date; return how many incidents were worked out."""
    with database.writes() as connection:
        prepare(connection)
        holding = _holding(connection)
        rows = connection.execute(select(shown.c.id, shown.c.version_id, shown.c.shape)).all()
        kept = {row.id: row.version_id for row in rows if row.shape == SHAPE}
        gone = [row.id for row in rows if holding.get(row.id) != kept.get(row.id)]
        _forget(connection, gone)
    fresh = sorted(id for id, version in holding.items() if kept.get(id) != version)
    for start in range(0, len(fresh), BATCH):
        some = fresh[start : start + BATCH]
        with database.writes() as connection:
            _work_out(connection, some)
        progress(len(some))
    refresh_states(database)
    return len(fresh)


def work_out_again(database: Database, ids: Iterable[str]) -> None:
    """Work these incidents out anew: people decided on what they are made of."""
    wanted = sorted(set(ids))
    with database.writes() as connection:
        _work_out(connection, wanted)
    refresh_states(database, wanted)


def refresh_states(database: Database, only: Iterable[str] | None = None) -> None:
    """Bring the states of incidents up to date with what people decided (None: of all)."""
    wanted = None if only is None else sorted(set(only))
    with database.writes() as connection:
        decided = reviewed(connection)
        query = select(shown.c.id, shown.c.version_id, shown.c.state, shown.c.waits)
        if wanted is not None:
            query = query.where(shown.c.id.in_(wanted))
        rows = connection.execute(query).all()
        touched = decided.incidents
        for row in rows:
            if row.id not in touched and row.state == "reported" and row.waits and wanted is None:
                continue
            state, waits = _state(connection, row.version_id, row.id, decided)
            if (state, waits) != (row.state, row.waits):
                connection.execute(
                    update(shown).where(shown.c.id == row.id).values(state=state, waits=waits)
                )


def _state(
    connection: Connection, version: str, incident: str, decided: Reviewed
) -> tuple[str, int]:
    keys = keys_of(connection, version)
    judged = {key: decided.verdicts[key] for key in keys if key in decided.verdicts}
    waits = int(any(key not in judged for key in keys))
    if keys and not waits and all(verdict == "reject" for verdict in judged.values()):
        return "rejected", 0
    return decided.verification.get(incident, "reported"), waits


def _holding(connection: Connection) -> dict[str, str]:
    query = select(compared.Incident.id, compared.Incident.version_id).where(
        compared.Incident.known_until.is_(None)
    )
    return {id: version for id, version in connection.execute(query)}  # noqa: C416 - typed rows


def _forget(connection: Connection, ids: list[str]) -> None:
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        connection.execute(delete(shown_name).where(shown_name.c.incident.in_(some)))
        connection.execute(delete(shown).where(shown.c.id.in_(some)))


def _work_out(connection: Connection, ids: list[str]) -> None:
    _forget(connection, ids)
    query = select(compared.Incident).where(compared.Incident.id.in_(ids))
    incidents = load_incidents(connection, query)
    versions = _holding_of(connection, ids)
    wanted = {ref.report for incident in incidents for ref in refs_of(incident)}
    reports = {report.id: report for report in open_reports(connection, wanted)}
    origins = origins_of(connection, wanted)
    rows: list[dict[str, Any]] = []
    names: list[dict[str, str]] = []
    standing = load_standing(connection)
    for incident in incidents:
        own = {ref.report: reports[ref.report] for ref in refs_of(incident)}
        mine = tuple(o for o in origins if set(o.members) & own.keys())
        accounts = accounts_of(incident, own, mine, standing)
        rows.append({"version_id": versions[incident.id], **row_of(accounts)})
        names += [
            {"kind": kind, "name": name, "incident": incident.id}
            for kind, name in sorted(names_of(accounts))
        ]
    if rows:
        connection.execute(insert(shown), rows)
    if names:
        connection.execute(insert(shown_name), names)


def _holding_of(connection: Connection, ids: list[str]) -> dict[str, str]:
    query = select(compared.Incident.id, compared.Incident.version_id).where(
        compared.Incident.known_until.is_(None), compared.Incident.id.in_(ids)
    )
    return {id: version for id, version in connection.execute(query)}  # noqa: C416 - typed rows


def row_of(accounts: Accounts) -> dict[str, Any]:
    """Return the row of an incident."""
    incident, grid, spot = accounts.incident, accounts.grid, accounts.incident.place
    tolls = [fact for _, fact in accounts.told if isinstance(fact, Toll)]
    ranges = {item.harm: (item.low, item.high) for item in grid.ranges}
    killed, injured = ranges.get("killed", (None, None)), ranges.get("injured", (None, None))
    verdicts = {verdict.verdict for verdict in grid.verdicts.values()}
    agreement = next((name for name in _AGREEMENT if name in verdicts), "silent")
    scores = [fact.score for _, fact in accounts.told if fact.score is not None]
    row: dict[str, Any] = {
        "id": incident.id,
        "shape": SHAPE,
        "title": incident.title,
        "acled": incident.acled,
        "plover": incident.plover,
        "place": spot.name if spot else None,
        "place_key": f"{spot.country or '-'}/{spot.name}" if spot else None,
        "country": spot.country if spot else None,
        **point(spot.lat if spot else None, spot.lon if spot else None),
        "radius_km": spot.radius_km if spot else None,
        "area": int(bool(spot and (spot.radius_km or 0.0) >= AREA_KM)),
        "earliest": incident.start,
        "latest": incident.end,
        "date_basis": incident.date_basis,
        "n_reports": grid.n_reports,
        "n_origins": grid.n_origins,
        "killed_low": killed[0],
        "killed_high": killed[1] if killed[1] is not None else killed[0],
        "injured_low": injured[0],
        "injured_high": injured[1] if injured[1] is not None else injured[0],
        "civilians": int(any(toll.victims in ("civilian", "mixed") for toll in tolls)),
        "agreement": "single" if grid.n_origins < 2 else agreement,
        "certainty": _certainty(accounts),
        "learned": min(report.received for report in accounts.reports.values()),
        "score": min(scores) if scores else None,
        "state": "reported",
        "waits": 1,
    }
    return row | {"urgency": urgency(row)}


def urgency(row: Mapping[str, Any]) -> float:
    """Return how much an incident asks to be reviewed: `WEIGHTS` over what is claimed of it."""
    parts = {
        "killed": math.log2(1 + (row["killed_high"] or 0)),
        "injured": math.log2(1 + (row["injured_high"] or 0)),
        "civilians": row["civilians"],
        "contradicted": float(row["agreement"] == "contradict"),
        "low_score": 1 - row["score"] if row["score"] is not None else 0.0,
    }
    total: float = sum(WEIGHTS[name] * value for name, value in parts.items())
    return round(total, 4)


def point(lat: float | None, lon: float | None) -> dict[str, Any]:
    """Return the point, and where it lies on the square map (Web Mercator) in whole units."""
    if lat is None or lon is None:
        return {"lat": None, "lon": None, "x": None, "y": None}
    bent = math.radians(max(-_LAST_LATITUDE, min(_LAST_LATITUDE, lat)))
    down = (1 - math.log(math.tan(bent) + 1 / math.cos(bent)) / math.pi) / 2
    across = (lon + 180) / 360
    return {
        "lat": lat,
        "lon": lon,
        "x": min(WORLD - 1, max(0, int(across * WORLD))),
        "y": min(WORLD - 1, max(0, int(down * WORLD))),
    }


def _certainty(accounts: Accounts) -> str:
    """Return the surest anybody is that it happened; the article's own voice counts as sure."""
    found = set()
    for ref, fact in accounts.told:
        if isinstance(fact, Event):
            known = {s.id: s for s in accounts.reports[ref.report].record.statements}
            found |= {known[key].certainty for key in fact.said_by if key in known} or {"CT+"}
    return next((code for code in _CERTAINTY if code in found), "CT+")


def names_of(accounts: Accounts) -> set[tuple[str, str]]:
    """Return (kind, name) of the parties, sources, speakers and reports of an incident."""
    names: set[tuple[str, str]] = set()
    for report in accounts.reports.values():
        names.add(("report", report.id))
        if report.outlet:
            names.add(("source", report.outlet))
    for ref, fact in accounts.told:
        record = accounts.reports[ref.report].record
        if isinstance(fact, Event):
            names |= {("actor", name) for name in _called(record, (*fact.actors, *fact.targets))}
        said_by = getattr(fact, "said_by", ())
        speakers = (s.speaker for s in record.statements if s.id in said_by and s.speaker)
        names |= {("speaker", name) for name in _called(record, tuple(speakers))}
    return names


def _called(record: Record, ids: tuple[str, ...]) -> set[str]:
    return {entity.name for entity in record.entities if entity.id in ids}


def recent(connection: Connection) -> str | None:
    """Return when the latest report was learnt, for what counts as new."""
    latest: str | None = connection.scalar(select(func.max(shown.c.learned)))
    return latest
