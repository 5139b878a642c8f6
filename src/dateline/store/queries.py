"""Questions to the archive: which incidents, which reports, which words."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, column, func, literal_column, select, table, text

from dateline.distances import distance_km
from dateline.errors import BadInput
from dateline.link.reports import Incident
from dateline.store import compared_tables as compared
from dateline.store import said_tables as said
from dateline.store.columns import AnySelect
from dateline.store.reading_back import first_filings, holds
from dateline.store.said_rows import PLACE_BOX, box
from dateline.store.text_tables import Report

_WORDS = table("report_words", column("report_id"), column("words"))
_WORD = re.compile(r"\w+")
_SNIPPET_WORDS = 24
_HALF_EARTH_KM = 20_015


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which incidents: every condition given must hold.

    `place` is part of a place's name; `near` is (lat, lon, km); `since`/`until` are days, both
    included; `kind` is part of an ACLED or PLOVER type; `report` and `origins` count at least.
    """

    place: str | None = None
    near: tuple[float, float, float] | None = None
    country: str | None = None
    since: str | None = None
    until: str | None = None
    kind: str | None = None
    query: str | None = None
    reports: int = 1
    origins: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A report in which the words were found, and the words around them."""

    report: str
    headline: str | None
    outlet: str | None
    published: str | None
    snippet: str


def incidents_where(connection: Connection, given: Filter) -> AnySelect:
    """Return the query for the incidents of a filter, earliest first, those without a day last."""
    table = compared.Incident
    query = select(table).where(table.n_reports >= given.reports, table.n_origins >= given.origins)
    if given.place:
        query = query.where(_contains(table.place, given.place))
    if given.country:
        query = query.where(func.lower(table.country) == given.country.lower())
    if given.since:
        query = query.where(func.substr(table.latest, 1, 10) >= given.since)
    if given.until:
        query = query.where(func.substr(table.earliest, 1, 10) <= given.until)
    if given.kind:
        query = query.where(
            _contains(table.acled, given.kind) | _contains(table.plover, given.kind)
        )
    if given.near is not None:
        query = query.where(table.version_id.in_(_boxed(*given.near)))
    if given.query:
        query = query.where(table.version_id.in_(_told_in(connection, given.query)))
    return query.order_by(table.earliest.is_(None), table.earliest, table.id)


def reaches(incident: Incident, near: tuple[float, float, float]) -> bool:
    """Say whether where it happened, with its radius, reaches a circle (lat, lon, km)."""
    spot = incident.place
    if spot is None or spot.lat is None or spot.lon is None:
        return False
    return distance_km((spot.lat, spot.lon), near[:2]) <= near[2] + (spot.radius_km or 0)


def search_reports(
    connection: Connection, words: str, at: str | None, limit: int
) -> tuple[Hit, ...]:
    """Return the reports that hold all the words (or "a phrase"), best first."""
    asked = _asked(words)
    if connection.dialect.name == "sqlite":
        found: AnySelect = (
            select(
                column("report_id"),
                literal_column(
                    f"snippet(report_words, 1, '[', ']', ' … ', {_SNIPPET_WORDS})"
                ).label("snippet"),
                literal_column("rank").label("place"),
            )
            .select_from(_WORDS)
            .where(text("report_words MATCH :asked"))
            .params(asked=asked)
        )
    else:
        options = f"StartSel=[, StopSel=], MaxWords={_SNIPPET_WORDS}, MinWords=8"
        sought = func.websearch_to_tsquery(text("'english'::regconfig"), asked)
        found = (
            select(
                Report.id.label("report_id"),
                func.ts_headline(text("'english'::regconfig"), Report.text, sought, options).label(
                    "snippet"
                ),
                (-func.ts_rank(_WORDS.c.words, sought)).label("place"),
            )
            .join_from(Report, _WORDS, _WORDS.c.report_id == Report.id)
            .where(_WORDS.c.words.bool_op("@@")(sought))
        )
    hits = found.subquery()
    query = (
        select(hits.c.report_id, hits.c.snippet, said.Reading.headline, said.Reading.published)
        .join(Report, Report.id == hits.c.report_id)
        .join(said.Reading, (said.Reading.report_id == Report.id) & holds(said.Reading, at))
        .order_by(hits.c.place, hits.c.report_id)
        .limit(limit)
    )
    if at is not None:
        query = query.where(Report.received <= at)
    rows = connection.execute(query).all()
    filings = first_filings(connection, at, [row.report_id for row in rows])
    return tuple(
        Hit(report=row.report_id, headline=row.headline, published=row.published,
            outlet=filings[row.report_id]["outlet"], snippet=row.snippet)
        for row in rows
    )  # fmt: skip


def _contains(of: Any, words: str) -> Any:
    return func.lower(of).contains(words.lower(), autoescape=True)


def _boxed(lat: float, lon: float, km: float) -> AnySelect:
    """Return the versions of incidents one of whose places has a box that meets the circle's."""
    if not (-90 <= lat <= 90 and -180 <= lon <= 180 and 0 < km <= _HALF_EARTH_KM):
        raise BadInput(f"near {lat}, {lon}, {km}: expected latitude, longitude and kilometres")
    edges = box(lat, lon, km)
    boxes = PLACE_BOX.c
    return (
        select(compared.IncidentFact.incident_version)
        .join(said.HappenedAt, said.HappenedAt.event_id == compared.IncidentFact.fact_id)
        .join(PLACE_BOX, boxes.place_id == said.HappenedAt.place_id)
        .where(
            boxes.west <= edges["east"],
            boxes.east >= edges["west"],
            boxes.south <= edges["north"],
            boxes.north >= edges["south"],
        )
    )


def _told_in(connection: Connection, words: str) -> AnySelect:
    """Return the versions of incidents that a report with these words tells of."""
    asked = _asked(words)
    reports = select(_WORDS.c.report_id)
    if connection.dialect.name == "sqlite":
        reports = reports.where(text("report_words MATCH :asked")).params(asked=asked)
    else:
        sought = func.websearch_to_tsquery(text("'english'::regconfig"), asked)
        reports = reports.where(_WORDS.c.words.bool_op("@@")(sought))
    return (
        select(compared.IncidentFact.incident_version)
        .join(said.Fact, said.Fact.id == compared.IncidentFact.fact_id)
        .join(said.Reading, said.Reading.id == said.Fact.reading_id)
        .where(said.Reading.report_id.in_(reports))
    )


def _asked(words: str) -> str:
    """Return the words as this database asks for them: all of them, and phrases in quotes.

    Nothing that a user types is syntax, so no search can fail for a stray mark.
    """
    folded = "".join(
        char for char in unicodedata.normalize("NFKD", words) if not unicodedata.combining(char)
    )
    parts = [" ".join(_WORD.findall(part)) for part in re.findall(r'"[^"]*"|[^\s"]+', folded)]
    parts = [part for part in parts if part]
    if not parts:
        raise BadInput(f"{words!r}: no word to search for")
    # Quoted, a part is a phrase in both languages; "OR", "-" and "*" are words like others.
    return " ".join(f'"{part}"' for part in parts)
