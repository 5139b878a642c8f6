"""What one page asks the archive: an incident, a place, a speaker; never more than it shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, func, select
from sqlalchemy.orm import aliased

from dateline.link.reports import Incident
from dateline.store import compared_tables as compared
from dateline.store import said_tables as said
from dateline.store.reading_back import load_incidents
from dateline.store.text_tables import Filing, Report

_NOW = said.Reading.known_until.is_(None)


def incident_by_id(connection: Connection, id: str) -> Incident | None:
    """Return the incident of this id as it holds now."""
    found = load_incidents(connection, select(compared.Incident).where(compared.Incident.id == id))
    return found[0] if found else None


def successors(connection: Connection, id: str) -> list[tuple[str, str]]:
    """Return (id, title) of the incidents that now hold the facts this one once held."""
    old = aliased(compared.Incident)
    old_fact = aliased(compared.IncidentFact)
    old_said, said_now = aliased(said.Fact), aliased(said.Fact)
    query = (
        select(compared.Incident.id, compared.Incident.title)
        .join(
            compared.IncidentFact,
            compared.IncidentFact.incident_version == compared.Incident.version_id,
        )
        .join(said_now, said_now.id == compared.IncidentFact.fact_id)
        .join(old_said, old_said.key == said_now.key)
        .join(old_fact, old_fact.fact_id == old_said.id)
        .join(old, old.version_id == old_fact.incident_version)
        .where(old.id == id, compared.Incident.known_until.is_(None), compared.Incident.id != id)
        .distinct()
        .order_by(compared.Incident.id)
    )
    return [(str(key), str(title)) for key, title in connection.execute(query)]


def incidents_by_fact(connection: Connection, report: str) -> dict[str, tuple[str, str]]:
    """Return fact id -> (incident id, title) for the facts of one report."""
    query = (
        select(said.Fact.local_id, compared.Incident.id, compared.Incident.title)
        .join(said.Reading, said.Reading.id == said.Fact.reading_id)
        .join(compared.IncidentFact, compared.IncidentFact.fact_id == said.Fact.id)
        .join(
            compared.Incident,
            compared.Incident.version_id == compared.IncidentFact.incident_version,
        )
        .where(said.Reading.report_id == report, _NOW, compared.Incident.known_until.is_(None))
    )
    return {fact: (id, title) for fact, id, title in connection.execute(query)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim on who holds a place: in whose words, when, and how sure."""

    report: str
    fact: str
    outlet: str | None
    day: str | None
    status: str
    extent: str | None
    certainty: str
    holders: tuple[str, ...]
    speakers: tuple[str, ...]
    words: str


def claims_on(connection: Connection, country: str | None, name: str) -> tuple[Claim, ...]:
    """Return every claim of control on a place, by day; those without a day last."""
    fact, place, reading = said.Fact, said.Place, said.Reading
    query = (
        select(
            fact.id, fact.local_id, fact.words, reading.report_id, reading.published,
            said.ControlClaim.status, said.ControlClaim.extent, said.ControlClaim.certainty,
        )
        .join(said.ControlClaim, said.ControlClaim.id == fact.id)
        .join(place, place.id == said.ControlClaim.place_id)
        .join(reading, reading.id == fact.reading_id)
        .where(place.name == name, _same(place.country, country), _NOW)
        .order_by(reading.published.is_(None), reading.published, fact.id)
    )  # fmt: skip
    rows = connection.execute(query).all()
    ids = [row.id for row in rows]
    holders = _named(connection, said.TakesPart, ids, said.TakesPart.part == "holder")
    speakers = _speakers(connection, ids)
    outlets = outlets_of(connection, [row.report_id for row in rows])
    return tuple(
        Claim(
            report=row.report_id, fact=row.local_id, outlet=outlets.get(row.report_id),
            day=row.published, status=row.status, extent=row.extent, certainty=row.certainty,
            holders=tuple(holders.get(row.id, ())), speakers=tuple(speakers.get(row.id, ())),
            words=row.words,
        )
        for row in rows
    )  # fmt: skip


def _same(column: Any, value: str | None) -> Any:
    return column.is_(None) if value is None else column == value


def _named(
    connection: Connection, link: Any, ids: Sequence[str], where: Any
) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    query = (
        select(link.fact_id, said.Entity.name)
        .join(said.Entity, said.Entity.id == link.entity_id)
        .where(link.fact_id.in_(ids), where)
        .order_by(said.Entity.name)
    )
    for fact, name in connection.execute(query):
        out.setdefault(fact, []).append(name)
    return out


def _speakers(connection: Connection, ids: Sequence[str]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    query = (
        select(said.SaidBy.fact_id, said.Entity.name)
        .join(said.Statement, said.Statement.id == said.SaidBy.statement_id)
        .join(said.Entity, said.Entity.id == said.Statement.speaker_id)
        .where(said.SaidBy.fact_id.in_(ids))
        .distinct()
    )
    for fact, name in connection.execute(query):
        out.setdefault(fact, []).append(name)
    return out


def outlets_of(connection: Connection, reports: Sequence[str]) -> dict[str, str]:
    """Return report -> the outlet that published it first, where one is known."""
    query = (
        select(Filing.report_id, Filing.outlet)
        .where(Filing.report_id.in_(sorted(set(reports))), Filing.outlet.is_not(None))
        .order_by(func.coalesce(Filing.published, Filing.received).desc(), Filing.id.desc())
    )
    return {report: outlet for report, outlet in connection.execute(query) if outlet}


def variants_of(connection: Connection, country: str | None, name: str) -> list[tuple[str, int]]:
    """Return how reports write the name of a place, with how often; the commonest first."""
    span, place, fact = said.FactSpan, said.Place, said.Fact
    query = (
        select(span.words, func.count())
        .join(place, place.id == span.fact_id)
        .join(fact, fact.id == place.id)
        .join(said.Reading, said.Reading.id == fact.reading_id)
        .where(place.name == name, _same(place.country, country), span.part == "mentions", _NOW)
        .group_by(span.words)
        .order_by(func.count().desc(), span.words)
        .limit(40)
    )
    return [(str(words), int(n)) for words, n in connection.execute(query)]


def place_of(connection: Connection, country: str | None, name: str) -> Any:
    """Return one reading of the place, for its point and what it lies in; None: never named."""
    place, fact = said.Place, said.Fact
    query = (
        select(
            place.name, place.kind, place.lat, place.lon, place.radius_km, place.country,
            place.admin1, place.sensitive, place.geonames_id,
        )
        .join(fact, fact.id == place.id)
        .join(said.Reading, said.Reading.id == fact.reading_id)
        .where(place.name == name, _same(place.country, country), _NOW)
        .order_by(place.lat.is_(None), fact.id)
        .limit(1)
    )  # fmt: skip
    return connection.execute(query).first()


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One statement of a speaker, and where it stands."""

    report: str
    fact: str
    outlet: str | None
    day: str | None
    kind: str
    words: str
    certainty: str
    channel: str | None
    role: str | None
    incident: str | None
    incident_title: str | None
    agreement: str | None


def said_by(
    connection: Connection, name: str, *, offset: int = 0, limit: int = 50
) -> tuple[tuple[Voice, ...], int]:
    """Return a page of what a speaker said, the latest first, and how many statements there are."""
    statement, entity, fact, reading = said.Statement, said.Entity, said.Fact, said.Reading
    day = func.coalesce(statement.uttered, reading.published)
    base = (
        select(
            fact.id, fact.local_id, reading.report_id, day.label("day"), statement.kind,
            statement.content, statement.certainty, statement.channel, entity.role,
        )
        .join(entity, entity.id == statement.speaker_id)
        .join(fact, fact.id == statement.id)
        .join(reading, reading.id == fact.reading_id)
        .where(entity.name == name, _NOW)
    )  # fmt: skip
    total = connection.scalar(select(func.count()).select_from(base.subquery())) or 0
    ordered = base.order_by(day.is_(None), day.desc(), fact.id)
    rows = connection.execute(ordered.offset(offset).limit(limit)).all()
    told = _told_incident(connection, [row.id for row in rows])
    outlets = outlets_of(connection, [row.report_id for row in rows])
    voices = []
    for row in rows:
        incident = told.get(row.id, (None, None))
        voices.append(
            Voice(
                report=row.report_id, fact=row.local_id, outlet=outlets.get(row.report_id),
                day=row.day, kind=row.kind, words=row.content, certainty=row.certainty,
                channel=row.channel, role=row.role, incident=incident[0],
                incident_title=incident[1], agreement=None,
            )
        )  # fmt: skip
    return tuple(voices), int(total)


def _told_incident(connection: Connection, statements: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return statement -> an incident that one of the facts it puts forward belongs to."""
    query = (
        select(said.SaidBy.statement_id, compared.Incident.id, compared.Incident.title)
        .join(compared.IncidentFact, compared.IncidentFact.fact_id == said.SaidBy.fact_id)
        .join(
            compared.Incident,
            compared.Incident.version_id == compared.IncidentFact.incident_version,
        )
        .where(said.SaidBy.statement_id.in_(statements), compared.Incident.known_until.is_(None))
    )
    return {statement: (id, title) for statement, id, title in connection.execute(query)}


def tally_of(connection: Connection, name: str, column: str) -> list[tuple[str, int]]:
    """Return how often a speaker's statements have each value of `certainty` or `channel`."""
    statement, entity, fact = said.Statement, said.Entity, said.Fact
    value = {"certainty": statement.certainty, "channel": statement.channel}[column]
    query = (
        select(value, func.count())
        .join(entity, entity.id == statement.speaker_id)
        .join(fact, fact.id == statement.id)
        .join(said.Reading, said.Reading.id == fact.reading_id)
        .where(entity.name == name, _NOW, value.is_not(None))
        .group_by(value)
        .order_by(func.count().desc(), value)
    )
    return [(str(found), int(n)) for found, n in connection.execute(query)]


def reports_page(
    connection: Connection, *, offset: int = 0, limit: int = 50
) -> tuple[Sequence[Any], int]:
    """Return a page of reports, the latest received first, and how many there are."""
    query = (
        select(
            Report.id, Report.received, said.Reading.headline, said.Reading.published,
            func.min(Filing.outlet).label("outlet"), func.min(Filing.url).label("url"),
        )
        .join(said.Reading, and_(said.Reading.report_id == Report.id, _NOW))
        .join(Filing, Filing.report_id == Report.id)
        .group_by(Report.id, Report.received, said.Reading.headline, said.Reading.published)
        .order_by(Report.received.desc(), Report.id)
        .offset(offset)
        .limit(limit)
    )  # fmt: skip
    total = connection.scalar(select(func.count()).select_from(Report)) or 0
    return connection.execute(query).all(), int(total)
