"""Open a few reports, and the origins they belong to, without reading through the archive."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from dateline.link.reports import Origin, Report
from dateline.revival import record_from_json
from dateline.store import compared_tables as compared
from dateline.store.said_tables import MethodSet, Reading
from dateline.store.text_tables import Filing
from dateline.store.text_tables import Report as Text

_AT_ONCE = 500


def open_reports(connection: Connection, ids: Iterable[str]) -> tuple[Report, ...]:
    """Return the reports with these ids as they are read now, in the order of their ids."""
    wanted = sorted(set(ids))
    filed = {row.report_id: row for row in _filings(connection, wanted)}
    out = []
    methods: dict[str, Any] = {}
    for some in _groups(wanted):
        query = (
            select(Text.id, Text.text, Text.received, Reading.record, MethodSet.methods)
            .join(Reading, (Reading.report_id == Text.id) & Reading.known_until.is_(None))
            .join(MethodSet, MethodSet.sha256 == Reading.methods_sha256)
            .where(Text.id.in_(some))
            .order_by(Text.id)
        )
        for row in connection.execute(query):
            if row.methods not in methods:
                methods[row.methods] = json.loads(row.methods)
            said = json.loads(row.record) | {"methods": methods[row.methods]}
            found = filed.get(row.id)
            out.append(
                Report(
                    id=row.id,
                    record=record_from_json(said, row.text),
                    outlet=found.outlet if found else None,
                    url=found.url if found else None,
                    received=row.received,
                )
            )
    return tuple(out)


def _filings(connection: Connection, ids: Sequence[str]) -> Iterator[Any]:
    """Yield each report's outlet and address, of the find that was published first."""
    when = func.coalesce(Filing.retrieved, Filing.published, Filing.received)
    for some in _groups(ids):
        query = (
            select(Filing.report_id, Filing.outlet, Filing.url)
            .where(Filing.report_id.in_(some))
            .order_by(when.desc(), Filing.id.desc())  # the last one seen stays: the earliest
        )
        yield from connection.execute(query)


def all_filings(connection: Connection, report: str) -> Sequence[Any]:
    """Return every place where a report was found, the earliest first."""
    when = func.coalesce(Filing.retrieved, Filing.published, Filing.received)
    query = (
        select(Filing.outlet, Filing.url, Filing.name, Filing.published, Filing.received)
        .where(Filing.report_id == report)
        .order_by(when, Filing.id)
    )
    return connection.execute(query).all()


def origins_of(connection: Connection, reports: Iterable[str]) -> tuple[Origin, ...]:
    """Return the origins that hold and have one of these reports, each with all its members."""
    wanted = sorted(set(reports))
    versions: set[str] = set()
    for some in _groups(wanted):
        query = (
            select(compared.OriginReport.origin_version)
            .join(
                compared.Origin, compared.Origin.version_id == compared.OriginReport.origin_version
            )
            .where(compared.OriginReport.report_id.in_(some), compared.Origin.known_until.is_(None))
        )
        versions |= set(connection.scalars(query))
    members: dict[str, dict[str, Any]] = {}
    for some in _groups(sorted(versions)):
        rows = connection.execute(
            select(compared.Origin.id, compared.OriginReport.report_id, compared.OriginReport.kind)
            .join(
                compared.OriginReport,
                compared.OriginReport.origin_version == compared.Origin.version_id,
            )
            .where(compared.Origin.version_id.in_(some))
            .order_by(compared.Origin.id, compared.OriginReport.report_id)
        )
        for id, report, kind in rows:
            members.setdefault(id, {})[report] = kind
    return tuple(
        Origin(id=id, members=tuple(kinds), kinds=kinds) for id, kinds in sorted(members.items())
    )


def _groups(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
