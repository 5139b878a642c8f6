"""An incident opened: its reports, their origins, and the grid of accounts, for one page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from dateline.link.agreement import compare_accounts
from dateline.link.reports import Fact, FactRef, Grid, Incident, Origin, Report, facts
from dateline.store.opened import open_reports, origins_of
from dateline.store.standing import Standing, load_standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """An incident with everything that is said of it.

    `reports` are as they were read; `grid` compares them with what people rejected and corrected
    applied. `told` are the facts of the incident that nobody rejected.
    """

    incident: Incident
    reports: Mapping[str, Report]
    origins: tuple[Origin, ...]
    grid: Grid
    told: tuple[tuple[FactRef, Fact], ...]

    @property
    def refs(self) -> tuple[FactRef, ...]:
        """Every fact of the incident, each once."""
        return refs_of(self.incident)


def refs_of(incident: Incident) -> tuple[FactRef, ...]:
    """Return every fact of an incident, each once."""
    return tuple(dict.fromkeys((*incident.events, *incident.tolls, *incident.control)))


def open_accounts(
    connection: Connection, incident: Incident, standing: Standing | None = None
) -> Accounts:
    """Return an incident with its accounts; `standing` where it is at hand saves looking it up."""
    ids = {ref.report for ref in refs_of(incident)}
    reports = {report.id: report for report in open_reports(connection, ids)}
    return accounts_of(
        incident,
        reports,
        origins_of(connection, ids),
        load_standing(connection) if standing is None else standing,
    )


def accounts_of(
    incident: Incident,
    reports: Mapping[str, Report],
    origins: tuple[Origin, ...],
    standing: Standing,
) -> Accounts:
    """Return an incident with its accounts, from what is at hand."""
    refs = refs_of(incident)
    decided = {
        id: replace(report, record=standing.decided(report)) for id, report in reports.items()
    }
    known = {id: facts(report) for id, report in decided.items()}
    return Accounts(
        incident=incident,
        reports=reports,
        origins=origins,
        grid=compare_accounts(incident, decided, origins),
        told=tuple((ref, known[ref.report][ref]) for ref in refs if ref in known[ref.report]),
    )
