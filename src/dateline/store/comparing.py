"""Bring the third layer up to date: compare all reports, keep what changed as new versions.

The comparing itself is link/'s. Here its results are laid beside what the archive holds: rows that
say the same stay, the others are closed at this moment, and their next version is written. A run
that finds nothing new writes nothing.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from dateline.link.reports import Decisions, FactRef, Incident, Origin, PairWhy, Report
from dateline.store import compared_tables as compared
from dateline.store.columns import canonical
from dateline.store.database import Database
from dateline.store.decided_tables import Decision
from dateline.store.said_tables import Reading
from dateline.store.standing import decided_reports, load_standing
from dateline.store.text_tables import Filing
from dateline.version import own_version

GroupCopies = Callable[[Sequence[Report]], Sequence[Origin]]
GroupIncidents = Callable[[Sequence[Report], Sequence[Origin], Decisions], Sequence[Incident]]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Linker:
    """What compares: reports to origins, reports and origins to incidents, under which name."""

    copies: GroupCopies
    incidents: GroupIncidents
    software: str


def own_linker() -> Linker:
    """Return dateline's own way to compare."""
    # Loaded at the first comparison: questions to an archive that is up to date do without.
    from dateline.link.copies import group_copies  # noqa: PLC0415 - see above
    from dateline.link.incidents import group_incidents  # noqa: PLC0415 - see above

    return Linker(
        copies=group_copies, incidents=group_incidents, software=f"dateline {own_version()}"
    )


def state_of(connection: Connection, software: str) -> str:
    """Return what a comparison would look at, in short: equal states give equal results."""
    readings = select(
        func.count(), func.max(Reading.known_from), func.max(Reading.known_until)
    ).select_from(Reading)
    counts = (
        *connection.execute(readings).one(),
        connection.scalar(select(func.count()).select_from(Filing)),
        connection.scalar(select(func.max(Decision.seq))),
        software,
    )
    return hashlib.sha256(canonical(list(counts)).encode()).hexdigest()


def is_up_to_date(connection: Connection, software: str) -> bool:
    """Say whether the last comparison saw everything that is known now."""
    last = connection.scalar(
        select(compared.Comparison.state).order_by(compared.Comparison.number.desc()).limit(1)
    )
    return last == state_of(connection, software)


def compare(
    database: Database,
    linker: Linker,
    clock: Callable[[], str],
) -> bool:
    """Compare everything known, if that has not been done; True where something was written.

    What comes in while it compares is for the next comparison: each notes what it has looked at.
    """
    while True:
        with database.reads() as connection:
            if is_up_to_date(connection, linker.software):
                return False
            state = state_of(connection, linker.software)
            before = _last_number(connection)
            decisions = load_standing(connection).for_linking()
            reports = decided_reports(connection)
            readings = _reading_ids(connection)
        # Outside any transaction: it may take minutes, and others go on writing meanwhile.
        origins = linker.copies(reports)
        incidents = linker.incidents(reports, origins, decisions)
        with database.writes() as connection:
            if _last_number(connection) != before:
                continue  # somebody else compared meanwhile: see whether that was enough
            now = clock()
            _keep_origins(connection, origins, now)
            _keep_incidents(connection, incidents, origins, readings, now)
            run = {"number": before + 1, "made": now, "software": linker.software, "state": state,
                   "reports": len(reports)}  # fmt: skip
            connection.execute(insert(compared.Comparison), run)
            return True


def _last_number(connection: Connection) -> int:
    return connection.scalar(select(func.max(compared.Comparison.number))) or 0


def _reading_ids(connection: Connection) -> Mapping[str, str]:
    """Return report -> the reading that holds."""
    rows = connection.execute(
        select(Reading.report_id, Reading.id).where(Reading.known_until.is_(None))
    )
    return dict(rows.all())


def _keep_origins(connection: Connection, origins: Sequence[Origin], now: str) -> None:
    rows = {}
    parts = {}
    for origin in origins:
        members = [{"report_id": id, "kind": origin.kinds[id]} for id in origin.members]
        rows[origin.id] = {"id": origin.id, "n_reports": len(members)}
        parts[origin.id] = (members, origin.why)
    versions = _versions(connection, compared.Origin, rows, parts, now)
    _insert(connection, compared.OriginReport, "origin_version", versions, parts)
    _insert_why(connection, versions, parts)


def _keep_incidents(
    connection: Connection,
    incidents: Sequence[Incident],
    origins: Sequence[Origin],
    readings: Mapping[str, str],
    now: str,
) -> None:
    origin_of = {id: origin.id for origin in origins for id in origin.members}
    rows = {}
    parts = {}
    for incident in incidents:
        facts = (*incident.events, *incident.tolls, *incident.control)
        reports = {fact.report for fact in facts}
        spot = incident.place
        rows[incident.id] = {
            "id": incident.id,
            "title": incident.title,
            "acled": incident.acled,
            "plover": incident.plover,
            "place": spot.name if spot else None,
            "lat": spot.lat if spot else None,
            "lon": spot.lon if spot else None,
            "radius_km": spot.radius_km if spot else None,
            "country": spot.country if spot else None,
            "earliest": incident.start,
            "latest": incident.end,
            "date_basis": incident.date_basis,
            "n_reports": len(reports),
            "n_origins": len({origin_of.get(id, id) for id in reports}),
        }
        members = [{"fact_id": _fact_id(fact, readings)} for fact in sorted(set(facts))]
        parts[incident.id] = (members, incident.why)
    versions = _versions(connection, compared.Incident, rows, parts, now)
    _insert(connection, compared.IncidentFact, "incident_version", versions, parts)
    _insert_why(connection, versions, parts)


def _fact_id(fact: FactRef, readings: Mapping[str, str]) -> str:
    return f"{readings[fact.report]}/{fact.fact}"


Parts = Mapping[str, tuple[list[Row], tuple[PairWhy, ...]]]


def _versions(
    connection: Connection,
    model: type[compared.Origin] | type[compared.Incident],
    rows: Mapping[str, Row],
    parts: Parts,
    now: str,
) -> Mapping[str, str]:
    """Close what no longer holds, write what is new; return id -> version of what was written."""
    digests = {
        id: hashlib.sha256(
            canonical(
                [row, parts[id][0], [(w.left, w.right, w.score, w.why) for w in parts[id][1]]]
            ).encode()
        ).hexdigest()
        for id, row in rows.items()
    }
    holding = dict(
        connection.execute(
            select(model.id, model.content_sha256).where(model.known_until.is_(None))
        ).all()
    )
    ended = [id for id, digest in holding.items() if digests.get(id) != digest]
    for start in range(0, len(ended), _AT_ONCE):
        some = ended[start : start + _AT_ONCE]
        connection.execute(
            update(model)
            .where(model.id.in_(some), model.known_until.is_(None))
            .values(known_until=now)
        )
    fresh = [id for id, digest in digests.items() if holding.get(id) != digest]
    counts = dict(connection.execute(select(model.id, func.count()).group_by(model.id)).all())
    versions = {id: f"{id}.{counts.get(id, 0) + 1}" for id in fresh}
    if fresh:
        connection.execute(
            insert(model),
            [
                {**rows[id], "version_id": versions[id], "content_sha256": digests[id],
                 "known_from": now}
                for id in fresh
            ],
        )  # fmt: skip
    return versions


# How many ids one statement names: databases have a limit on that.
_AT_ONCE = 500


def _insert(
    connection: Connection,
    model: type[compared.OriginReport] | type[compared.IncidentFact],
    owner: str,
    versions: Mapping[str, str],
    parts: Parts,
) -> None:
    rows = [{owner: version, **row} for id, version in versions.items() for row in parts[id][0]]
    if rows:
        connection.execute(insert(model), rows)


def _insert_why(connection: Connection, versions: Mapping[str, str], parts: Parts) -> None:
    rows = [
        {"of_version": version, "left": why.left, "right": why.right, "score": why.score,
         "why": canonical(why.why)}
        for id, version in versions.items()
        for why in parts[id][1]
    ]  # fmt: skip
    if rows:
        connection.execute(insert(compared.PairWhy), rows)
