"""What the archive holds, as the records that link/ and everything after it speak in.

`at` is a moment of the archive's own time: only what was known then is given, as it was known.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, func, or_, select

from dateline.link.reports import FactRef, Incident, Origin, PairWhy, Report, Spot
from dateline.records import Record
from dateline.revival import record_from_json
from dateline.store import compared_tables as compared
from dateline.store.columns import AnySelect
from dateline.store.said_tables import Fact, MethodSet, Reading
from dateline.store.text_tables import Filing
from dateline.store.text_tables import Report as Text

# One statement names at most so many ids.
_AT_ONCE = 500


def holds(table: Any, at: str | None) -> Any:
    """Return the condition that a row held at a moment; None is now."""
    if at is None:
        return table.known_until.is_(None)
    return (table.known_from <= at) & or_(table.known_until.is_(None), table.known_until > at)


def load_reports(
    connection: Connection, ids: Iterable[str] | None = None, at: str | None = None
) -> tuple[Report, ...]:
    """Return the reports with these ids (None: all), in the order of their ids."""
    query = (
        select(Text.id, Text.text, Text.received, Reading.record, MethodSet.methods)
        .join(Reading, (Reading.report_id == Text.id) & holds(Reading, at))
        .join(MethodSet, MethodSet.sha256 == Reading.methods_sha256)
        .order_by(Text.id)
    )
    if at is not None:
        query = query.where(Text.received <= at)
    wanted = None if ids is None else sorted(set(ids))
    filings = first_filings(connection, at, wanted)
    methods: dict[str, Any] = {}
    out = []
    for row in by_ids(connection, query, Text.id, wanted):
        if row.methods not in methods:  # thousands of readings share one set
            methods[row.methods] = json.loads(row.methods)
        record = _record(row.record, row.text, methods[row.methods])
        filed = filings[row.id]
        out.append(
            Report(id=row.id, record=record, outlet=filed["outlet"], url=filed["url"],
                   received=row.received, revises=filed["revises"])
        )  # fmt: skip
    return tuple(out)


def _record(source: str, text: str, methods: Any) -> Record:
    return record_from_json(json.loads(source) | {"methods": methods}, text)


def first_filings(
    connection: Connection, at: str | None = None, reports: Sequence[str] | None = None
) -> Mapping[str, Mapping[str, Any]]:
    """Return report (None: every one) -> outlet, url, and the report it is a later version of.

    Of several finds of one text the earliest counts. Of one address, each text revises the one
    found there before it: by when they were collected, else published, then received.
    """
    when = func.coalesce(Filing.retrieved, Filing.published, Filing.received)
    query = select(Filing.report_id, Filing.outlet, Filing.url).order_by(
        when, Filing.received, Filing.id
    )
    if at is not None:
        query = query.where(Filing.received <= at)
    if reports is not None and len(reports) <= _AT_ONCE:
        # Theirs, and those of other texts at the same addresses.
        theirs = Filing.report_id.in_(reports)
        urls = select(Filing.url).where(theirs, Filing.url.is_not(None))
        query = query.where(theirs | Filing.url.in_(urls))
    out: dict[str, dict[str, Any]] = {}
    last_at: dict[str, str] = {}
    for report, outlet, url in connection.execute(query):
        known = out.setdefault(report, {"outlet": outlet, "url": url, "revises": None})
        known["outlet"] = known["outlet"] or outlet
        known["url"] = known["url"] or url
        if url is None:
            continue
        before = last_at.get(url)
        if before is not None and before != report and out[report]["revises"] is None:
            if not _leads_to(out, before, report):
                known["revises"] = before
        last_at[url] = report
    return out


def _leads_to(filed: Mapping[str, Mapping[str, Any]], start: str, goal: str) -> bool:
    """Say whether one report is, step by step, a later version of another."""
    here: str | None = start
    while here is not None:
        if here == goal:
            return True
        here = filed[here]["revises"]
    return False


def load_origins(
    connection: Connection, at: str | None = None, reports: Sequence[str] | None = None
) -> tuple[Origin, ...]:
    """Return the origins that held (of these reports), in the order of their ids."""
    query = (
        select(compared.Origin.id, compared.Origin.version_id,
               compared.OriginReport.report_id, compared.OriginReport.kind)
        .join(compared.OriginReport,
              compared.OriginReport.origin_version == compared.Origin.version_id)
        .where(holds(compared.Origin, at))
        .order_by(compared.Origin.id, compared.OriginReport.report_id)
    )  # fmt: skip
    if reports is not None:
        theirs = select(compared.OriginReport.origin_version).where(
            compared.OriginReport.report_id.in_(reports)
        )
        query = query.where(compared.Origin.version_id.in_(theirs))
    members: dict[tuple[str, str], dict[str, Any]] = {}
    for id, version, report, kind in connection.execute(query):
        members.setdefault((id, version), {})[report] = kind
    why = _why(connection, [version for _, version in members])
    return tuple(
        Origin(id=id, members=tuple(kinds), kinds=kinds, why=why.get(version, ()))
        for (id, version), kinds in members.items()
    )


def load_incidents(
    connection: Connection, query: AnySelect | None = None, at: str | None = None
) -> tuple[Incident, ...]:
    """Return the incidents that held, among those the query selects, in the query's order."""
    query = select(compared.Incident) if query is None else query
    rows = connection.execute(query.where(holds(compared.Incident, at))).all()
    versions = [row.version_id for row in rows]
    facts = _facts(connection, versions)
    why = _why(connection, versions)
    return tuple(_incident(row, facts[row.version_id], why.get(row.version_id, ())) for row in rows)


def _incident(row: Any, facts: Sequence[FactRef], why: tuple[PairWhy, ...]) -> Incident:
    spot = None
    if row.place is not None:
        spot = Spot(name=row.place, lat=row.lat, lon=row.lon, radius_km=row.radius_km,
                    country=row.country)  # fmt: skip
    return Incident(
        id=row.id,
        events=tuple(fact for fact in facts if fact.layer == "events"),
        tolls=tuple(fact for fact in facts if fact.layer == "tolls"),
        control=tuple(fact for fact in facts if fact.layer == "control"),
        title=row.title,
        acled=row.acled,
        plover=row.plover,
        place=spot,
        start=row.earliest,
        end=row.latest,
        date_basis=row.date_basis,
        why=why,
    )


def _facts(connection: Connection, versions: Sequence[str]) -> Mapping[str, list[FactRef]]:
    query = (
        select(compared.IncidentFact.incident_version, Reading.report_id, Fact.layer, Fact.local_id)
        .join(Fact, Fact.id == compared.IncidentFact.fact_id)
        .join(Reading, Reading.id == Fact.reading_id)
    )
    out: dict[str, list[FactRef]] = {version: [] for version in versions}
    for version, report, layer, fact in by_ids(
        connection, query, compared.IncidentFact.incident_version, versions
    ):
        out[version].append(FactRef(report, layer, fact))
    for facts in out.values():
        facts.sort()
    return out


def _why(connection: Connection, versions: Sequence[str]) -> Mapping[str, tuple[PairWhy, ...]]:
    query = select(compared.PairWhy).order_by(compared.PairWhy.left, compared.PairWhy.right)
    out: dict[str, tuple[PairWhy, ...]] = {}
    for row in by_ids(connection, query, compared.PairWhy.of_version, versions):
        pair = PairWhy(left=row.left, right=row.right, score=row.score,
                       why=tuple(json.loads(row.why)))  # fmt: skip
        out[row.of_version] = (*out.get(row.of_version, ()), pair)
    return out


def by_ids(
    connection: Connection, query: AnySelect, column: Any, ids: Iterable[str] | None
) -> Iterable[Any]:
    """Yield the rows of a query whose column is one of the ids (None: any)."""
    if ids is None:
        yield from connection.execute(query)
        return
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        yield from connection.execute(query.where(column.in_(some)))
