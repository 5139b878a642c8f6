"""One incident as a page: who says what in each cell, when it was said, who is said to hold it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, case, select

from dateline.link.reports import (
    GRID_FIELDS,
    Cell,
    Fact,
    FactRef,
    FieldVerdict,
    Grid,
    Incident,
    Report,
    Row,
    fact_keys,
    facts,
)
from dateline.records import Record
from dateline.store.accounts import open_accounts
from dateline.store.decided_tables import Decision
from dateline.store.keys import key_text
from dateline.store.pages import claims_on, incident_by_id
from dateline.store.review_states import FACT, INCIDENT
from dateline.store.shown import AREA_KM, shown
from dateline.web.links import Links, place_key
from dateline.web.overview_page import country_name, range_text
from dateline.web.tellings import Carrier, Telling, Told, carriers_of, claims_told, tellings_of
from dateline.write import wording
from dateline.write.lines import event_line

FIELD_NAMES: Mapping[str, str] = {
    "what": "What",
    "who": "Who",
    "to_whom": "To whom",
    "where": "Where",
    "when": "When",
    "killed": "Killed",
    "injured": "Injured",
    "holder": "Held by",
}
# On what an incident's days rest, in words.
_DATE_BASIS: Mapping[str, str] = {
    **wording.DATE_BASIS,
    "own": "as the reports tell it",
    "report": "from what else the report tells",
    "publication": "in the days up to publication; the text gives no date",
}
# Incidents so near in time are offered for a merge.
NEAR_DAYS, MOST_NEAR = 4, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """An account that can be split off: its event, in words."""

    key: str
    words: str
    outlet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentPage:
    """Everything the template of an incident shows."""

    incident: Incident
    grid: Grid
    fields: tuple[str, ...]
    carriers: Mapping[str, tuple[Carrier, ...]]
    tellings: tuple[Telling, ...]
    claims: tuple[Told, ...]
    state: str
    waits: bool
    score: float | None
    decisions: Sequence[Decision]
    events: tuple[Pick, ...]
    near: Sequence[Any]
    speakers: Mapping[FactRef, str]
    links: Links
    names: Mapping[str, str]

    @property
    def filed(self) -> tuple[str, ...]:
        """Place, time and type in words, each with how it is known."""
        incident, spot = self.incident, self.incident.place
        lines = [incident.acled or (incident.plover or "type not known").capitalize()]
        if spot is not None:
            country = country_name(spot.country) if spot.country else ""
            where = ", ".join(part for part in (spot.name, country) if part)
            reach = f" (± {spot.radius_km:,.0f} km)" if spot.radius_km else ""
            lines.append(f"{where}{reach}")
        else:
            lines.append("place not known")
        when = wording.period(incident.start, incident.end)
        basis = _DATE_BASIS.get(incident.date_basis, incident.date_basis)
        lines.append(when if when == basis else f"{when}, {basis}")
        return tuple(lines)

    @property
    def is_area(self) -> bool:
        """True where the place is an area rather than a point."""
        spot = self.incident.place
        return bool(spot and (spot.radius_km or 0.0) >= AREA_KM)

    @property
    def place_url(self) -> str:
        """Where the place of the incident is shown."""
        spot = self.incident.place
        return self.links.place(place_key(spot.country, spot.name)) if spot else ""

    def verdict(self, field: str) -> FieldVerdict | None:
        """Return how the accounts stand on a field."""
        verdicts: Mapping[str, FieldVerdict] = {str(k): v for k, v in self.grid.verdicts.items()}
        return verdicts.get(field)

    def cell(self, row: Row, field: str) -> Cell:
        """Return a cell of the grid; a silent one is empty."""
        cells: Mapping[str, Cell] = {str(key): cell for key, cell in row.cells.items()}
        return cells.get(field, Cell())

    def differs(self, row: Row, field: str) -> bool:
        """Say whether this row's cell contradicts another's."""
        verdict = self.verdict(field)
        return verdict is not None and any(row.origin in (p.left, p.right) for p in verdict.pairs)

    def words_url(self, ref: FactRef) -> str:
        """Return where the words of a fact are."""
        return self.links.article(ref.report, ref.fact)

    def says(self, ref: FactRef) -> str:
        """Return who puts a fact forward, by name."""
        return self.speakers.get(ref, "")

    def range(self, low: int | None, high: int | None) -> str:
        """Return a range in figures."""
        return range_text(low, high) or "not known"

    def status(self, code: str) -> str:
        """Return a status of control in words."""
        return wording.STATUS[code]


def compose_incident(connection: Connection, id: str, links: Links) -> IncidentPage | None:
    """Return the page of an incident; None where there is none of this id now."""
    incident = incident_by_id(connection, id)
    if incident is None:
        return None
    accounts = open_accounts(connection, incident)
    refs, reports, grid = accounts.refs, accounts.reports, accounts.grid
    row = connection.execute(
        select(shown.c.state, shown.c.waits, shown.c.score).where(shown.c.id == id)
    ).first()
    spot = incident.place
    fields = tuple(
        f for f in GRID_FIELDS if any(row.cells.get(f, Cell()).values for row in grid.rows)
    )
    keys = {f"{INCIDENT}{id}", *(f"{FACT}{key}" for key in _keys(reports, refs))}
    decisions = connection.execute(
        select(Decision).where(Decision.target.in_(sorted(keys))).order_by(Decision.seq)
    ).all()
    return IncidentPage(
        incident=incident,
        grid=grid,
        fields=fields or ("what", "where", "when"),
        carriers={
            origin.id: tuple(carriers_of(origin, reports, links)) for origin in accounts.origins
        },
        tellings=tellings_of(reports, refs, links),
        claims=claims_told(claims_on(connection, spot.country, spot.name)) if spot else (),
        state=row.state if row else "reported",
        waits=bool(row.waits) if row else True,
        score=row.score if row else None,
        decisions=decisions,  # type: ignore[arg-type]  # rows have the columns of the table
        events=tuple(_picks(reports, incident)),
        near=_near(connection, incident),
        speakers={
            ref: _speakers(reports[ref.report].record, facts(reports[ref.report])[ref])
            for ref in refs
        },
        links=links,
        names=FIELD_NAMES,
    )


def _speakers(record: Record, fact: Fact) -> str:
    said_by: tuple[str, ...] = getattr(fact, "said_by", ())
    known = {s.id: wording.voice(record, s) for s in record.statements}
    return ", ".join(dict.fromkeys(known[key] for key in said_by if key in known))


def _picks(reports: Mapping[str, Report], incident: Incident) -> Iterator[Pick]:
    for ref in incident.events:
        report = reports[ref.report]
        line = event_line(report.record, facts(report)[ref])  # type: ignore[arg-type]  # events are events
        yield Pick(
            key=f"{ref.report}/{ref.fact}",
            words="".join(piece.text for piece in line.words),
            outlet=report.outlet or "outlet not known",
        )


def _near(connection: Connection, incident: Incident) -> Sequence[Any]:
    """Return incidents of the same country within a few days: what a merge is likely about."""
    if incident.start is None:
        return ()
    spot = incident.place
    day = date.fromisoformat(incident.start[:10])
    c = shown.c
    query = (
        select(c.id, c.title, c.n_reports)
        .where(
            c.id != incident.id,
            c.earliest.between(
                (day - timedelta(NEAR_DAYS)).isoformat(), (day + timedelta(NEAR_DAYS)).isoformat()
            ),
            c.country == spot.country if spot and spot.country else c.id.is_not(None),
        )
        .order_by(case((c.place == (spot.name if spot else ""), 0), else_=1), c.earliest, c.id)
        .limit(MOST_NEAR)
    )
    return connection.execute(query).all()


def _keys(reports: Mapping[str, Report], refs: Sequence[FactRef]) -> list[str]:
    keys = {ref: key for report in reports.values() for ref, key in fact_keys(report).items()}
    return [key_text(keys[ref]) for ref in refs]
