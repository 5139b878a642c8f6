"""What the JSON API answers: the types that its description is read off."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dateline.link.reports import Grid, Incident
from dateline.store import overview
from dateline.store.pages import Claim, Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRow:
    """An incident as the list shows it; figures are claims, null is not known and never 0."""

    id: str
    title: str
    acled: str | None
    plover: str | None
    place: str | None
    country: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    earliest: str | None
    latest: str | None
    date_basis: str
    n_reports: int
    n_origins: int
    killed_low: int | None
    killed_high: int | None
    injured_low: int | None
    injured_high: int | None
    agreement: str
    certainty: str
    learned: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentList:
    """One page of the incidents that pass the filters; `problems` names filters not understood."""

    total: int
    page: int
    pages: int
    items: tuple[IncidentRow, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentDetail:
    """An incident with every account of it side by side."""

    incident: Incident
    grid: Grid
    state: str
    waits: bool
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of the timeline."""

    day: str
    incidents: int
    contradicted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The timeline."""

    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clusters:
    """What the map shows in a window at a zoom; `area` is a disk of that radius, not a point."""

    clusters: tuple[overview.Cluster, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A report as the list shows it."""

    id: str
    headline: str | None
    outlet: str | None
    url: str | None
    published: str | None
    received: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportList:
    """One page of the reports, the latest received first."""

    total: int
    items: tuple[ReportRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDetail:
    """A report: where it was found, its text, and the record (format dateline-record/1)."""

    id: str
    outlet: str | None
    url: str | None
    received: str
    text: str
    record: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceDetail:
    """What is said about who holds a place, and how its name is written."""

    name: str
    variants: Mapping[str, int]
    claims: tuple[Claim, ...]
    incidents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerDetail:
    """What a speaker is reported to have said, the latest first."""

    name: str
    role: str | None
    total: int
    statements: tuple[Voice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counters:
    """How many incidents are reported, under verification, verified, set aside by a person."""

    reported: int
    under: int
    verified: int
    rejected: int
