"""The second layer, what a text says: one reading of a report, and its facts in flat tables.

The record as it was read is kept whole in `reading.record`; the other tables hold the same facts
for queries. `fact` has one row for each, with its words; the tables below add what its kind has.
"""

from typing import get_args

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from dateline.store.columns import (
    Base,
    Known,
    Words,
    one_of,
    ordered,
    ordered_days,
    strict,
    text_key,
)
from dateline.vocabulary import (
    Certainty,
    ControlStatus,
    DateBasis,
    EntityType,
    Harm,
    PlaceKind,
    Realis,
    StatementKind,
    TimeBasis,
    Victims,
)

FACT_LAYERS = (
    "entities", "places", "times", "statements", "events", "tolls", "control", "damage",
)  # fmt: skip
_KNOWN = text("known_until IS NULL")


def _fact_id() -> Mapped[str]:
    return mapped_column(ForeignKey("fact.id"), primary_key=True)


class MethodSet(Base):
    """What made a reading: the `methods` of its record, which many readings share."""

    __tablename__ = "method_set"
    sha256: Mapped[str] = text_key()
    methods: Mapped[str]
    __table_args__ = strict()


class Reading(Base, Known):
    """What dateline read in a report at one time; the one that holds has no `known_until`.

    `record` is the whole record but for its `methods`, which stand in `method_set`.
    """

    __tablename__ = "reading"
    id: Mapped[str] = text_key()
    report_id: Mapped[str] = mapped_column(ForeignKey("report.id"))
    record: Mapped[str]
    record_sha256: Mapped[str]
    methods_sha256: Mapped[str] = mapped_column(ForeignKey("method_set.sha256"))
    software: Mapped[str]
    language: Mapped[str]
    headline: Mapped[str | None]
    byline: Mapped[str | None]
    filed_from: Mapped[str | None]
    published: Mapped[str | None]
    published_basis: Mapped[str]
    __table_args__ = strict(
        Index("uq_reading_current", "report_id", unique=True,
              sqlite_where=_KNOWN, postgresql_where=_KNOWN),
        Index(None, "report_id", "known_from"),
    )  # fmt: skip


class Fact(Base, Words):
    """One fact of a reading. `key` names it by its words, so a later reading can be matched."""

    __tablename__ = "fact"
    id: Mapped[str] = text_key()
    reading_id: Mapped[str] = mapped_column(ForeignKey("reading.id"), index=True)
    layer: Mapped[str]
    local_id: Mapped[str]
    key: Mapped[str] = mapped_column(index=True)
    method: Mapped[str]
    why: Mapped[str]
    score: Mapped[float | None]
    __table_args__ = strict(
        one_of("layer", FACT_LAYERS),
        CheckConstraint("span_start >= 0 AND span_start < span_end", name="span"),
        CheckConstraint("score IS NULL OR (score >= 0 AND score <= 1)", name="score"),
    )


class FactSpan(Base, Words):
    """The other words of a fact: its mentions, the content, cue and speaker of a statement."""

    __tablename__ = "fact_span"
    fact_id: Mapped[str] = _fact_id()
    part: Mapped[str] = text_key()
    number: Mapped[int] = mapped_column(primary_key=True)
    __table_args__ = strict(
        CheckConstraint("span_start >= 0 AND span_start < span_end", name="span"),
    )


class Entity(Base):
    """A person, body or group; `protect` marks one whose name is not for the public."""

    __tablename__ = "entity"
    id: Mapped[str] = _fact_id()
    type: Mapped[str]
    name: Mapped[str] = mapped_column(index=True)
    role: Mapped[str | None]
    side: Mapped[str | None]
    protect: Mapped[bool]
    __table_args__ = strict(one_of("type", get_args(EntityType)))


class Place(Base):
    """A place, its point in WGS 84 degrees and how far it may reach."""

    __tablename__ = "place"
    id: Mapped[str] = _fact_id()
    name: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    geonames_id: Mapped[int | None]
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    radius_km: Mapped[float | None]
    country: Mapped[str | None]
    admin1: Mapped[str | None]
    relation: Mapped[str | None]
    geo_precision: Mapped[int | None]
    where_prec: Mapped[int | None]
    sensitive: Mapped[bool]
    __table_args__ = strict(
        one_of("kind", get_args(PlaceKind)),
        CheckConstraint("lat IS NULL OR (lat >= -90 AND lat <= 90)", name="lat"),
        CheckConstraint("lon IS NULL OR (lon >= -180 AND lon <= 180)", name="lon"),
        CheckConstraint("(lat IS NULL) = (lon IS NULL)", name="point"),
    )


class TimeExpression(Base):
    """Words for a time and what they mean; both ends inclusive."""

    __tablename__ = "time_expression"
    id: Mapped[str] = _fact_id()
    earliest: Mapped[str | None]
    latest: Mapped[str | None]
    granularity: Mapped[str | None]
    basis: Mapped[str]
    timex_type: Mapped[str]
    timex_value: Mapped[str]
    __table_args__ = strict(one_of("basis", get_args(TimeBasis)), ordered_days())


class Statement(Base):
    """What one attribution puts forward; no speaker: the article's own voice, or not known."""

    __tablename__ = "statement"
    id: Mapped[str] = _fact_id()
    kind: Mapped[str]
    speaker_id: Mapped[str | None] = mapped_column(ForeignKey("entity.id"), index=True)
    content: Mapped[str]
    cue: Mapped[str | None]
    certainty: Mapped[str]
    channel: Mapped[str | None]
    uttered: Mapped[str | None]
    __table_args__ = strict(
        one_of("kind", get_args(StatementKind)), one_of("certainty", get_args(Certainty))
    )


class Event(Base):
    """Something that happened, or is told of as planned, feared or denied (`realis`)."""

    __tablename__ = "event"
    id: Mapped[str] = _fact_id()
    plover: Mapped[str | None]
    acled: Mapped[str | None]
    realis: Mapped[str]
    earliest: Mapped[str | None] = mapped_column(index=True)
    latest: Mapped[str | None]
    date_basis: Mapped[str]
    background: Mapped[bool]
    __table_args__ = strict(
        one_of("realis", get_args(Realis)),
        one_of("date_basis", get_args(DateBasis)),
        ordered_days(),
    )


class Toll(Base):
    """A count of people as one voice gives it; null is unknown, never 0; never added up."""

    __tablename__ = "toll"
    id: Mapped[str] = _fact_id()
    event_id: Mapped[str | None] = mapped_column(ForeignKey("event.id"), index=True)
    harm: Mapped[str]
    min_people: Mapped[int | None]
    max_people: Mapped[int | None]
    victims: Mapped[str]
    children: Mapped[bool]
    interested_party: Mapped[bool]
    aggregated: Mapped[bool]
    implied: Mapped[bool]
    __table_args__ = strict(
        one_of("harm", get_args(Harm)),
        one_of("victims", get_args(Victims)),
        ordered("min_people", "max_people"),
        CheckConstraint("min_people IS NULL OR min_people >= 0", name="min_people"),
    )


class ControlClaim(Base):
    """Who is said to hold, take, lose or aim at a place."""

    __tablename__ = "control_claim"
    id: Mapped[str] = _fact_id()
    place_id: Mapped[str] = mapped_column(ForeignKey("place.id"), index=True)
    status: Mapped[str]
    extent: Mapped[str | None]
    certainty: Mapped[str]
    __table_args__ = strict(
        one_of("status", get_args(ControlStatus)), one_of("certainty", get_args(Certainty))
    )


class Damage(Base):
    """Harm to things."""

    __tablename__ = "damage"
    id: Mapped[str] = _fact_id()
    object: Mapped[str]
    place_id: Mapped[str | None] = mapped_column(ForeignKey("place.id"), index=True)
    extent: Mapped[str | None]
    __table_args__ = strict()


class TakesPart(Base):
    """Who takes part in a fact, and as what: actor, target, holder, or passing it on (via)."""

    __tablename__ = "takes_part"
    fact_id: Mapped[str] = _fact_id()
    entity_id: Mapped[str] = mapped_column(ForeignKey("entity.id"), primary_key=True, index=True)
    part: Mapped[str] = text_key()
    __table_args__ = strict(one_of("part", ("actor", "target", "holder", "via")))


class HappenedAt(Base):
    """Where an event happened, as told."""

    __tablename__ = "happened_at"
    event_id: Mapped[str] = mapped_column(ForeignKey("event.id"), primary_key=True)
    place_id: Mapped[str] = mapped_column(ForeignKey("place.id"), primary_key=True, index=True)
    __table_args__ = strict()


class SaidBy(Base):
    """Which statement puts a fact forward."""

    __tablename__ = "said_by"
    fact_id: Mapped[str] = _fact_id()
    statement_id: Mapped[str] = mapped_column(
        ForeignKey("statement.id"), primary_key=True, index=True
    )
    __table_args__ = strict()
