"""The third layer, what dateline compares: origins, incidents, and why it thinks so.

Rows are kept for the time in which they held (`known_from`, `known_until`): a later comparison
closes a row and writes the next version, so the archive can say what it thought on any day.
"""

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from dateline.store.columns import Base, Known, one_of, ordered_days, strict, text_key

_KNOWN = text("known_until IS NULL")


class Comparison(Base):
    """One run that looked at everything known; `state` says what it looked at."""

    __tablename__ = "comparison"
    number: Mapped[int] = mapped_column(primary_key=True)
    made: Mapped[str]
    software: Mapped[str]
    state: Mapped[str]
    reports: Mapped[int]
    __table_args__ = strict()


class Origin(Base, Known):
    """One version of an origin: a dispatch, however many outlets carry it."""

    __tablename__ = "origin"
    version_id: Mapped[str] = text_key()
    id: Mapped[str]
    content_sha256: Mapped[str]
    n_reports: Mapped[int]
    __table_args__ = strict(
        Index("uq_origin_current", "id", unique=True, sqlite_where=_KNOWN, postgresql_where=_KNOWN),
    )


class OriginReport(Base):
    """A report of an origin, and how it relates to the earliest one."""

    __tablename__ = "origin_report"
    origin_version: Mapped[str] = mapped_column(ForeignKey("origin.version_id"), primary_key=True)
    report_id: Mapped[str] = mapped_column(ForeignKey("report.id"), primary_key=True, index=True)
    kind: Mapped[str]
    __table_args__ = strict(
        one_of("kind", ("original", "exact", "near", "rewrite", "translation", "revision"))
    )


class Incident(Base, Known):
    """One version of an incident: the same happening told by one report or several."""

    __tablename__ = "incident"
    version_id: Mapped[str] = text_key()
    id: Mapped[str]
    content_sha256: Mapped[str]
    title: Mapped[str]
    acled: Mapped[str | None]
    plover: Mapped[str | None]
    place: Mapped[str | None]
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    radius_km: Mapped[float | None]
    country: Mapped[str | None]
    earliest: Mapped[str | None] = mapped_column(index=True)
    latest: Mapped[str | None]
    date_basis: Mapped[str]
    n_reports: Mapped[int]
    n_origins: Mapped[int]
    __table_args__ = strict(
        ordered_days(),
        CheckConstraint("n_origins >= 1 AND n_origins <= n_reports", name="n_origins"),
        Index(
            "uq_incident_current", "id", unique=True, sqlite_where=_KNOWN, postgresql_where=_KNOWN
        ),
    )


class IncidentFact(Base):
    """A fact that an incident is made of."""

    __tablename__ = "incident_fact"
    incident_version: Mapped[str] = mapped_column(
        ForeignKey("incident.version_id"), primary_key=True
    )
    fact_id: Mapped[str] = mapped_column(ForeignKey("fact.id"), primary_key=True, index=True)
    __table_args__ = strict()


class PairWhy(Base):
    """Two things that were put together, how alike they are (0 to 1), and the reasons."""

    __tablename__ = "pair_why"
    of_version: Mapped[str] = text_key()
    left: Mapped[str] = text_key()
    right: Mapped[str] = text_key()
    score: Mapped[float]
    why: Mapped[str]
    __table_args__ = strict()
