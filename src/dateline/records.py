"""The frozen records that pass between stages, and the JSON that `Record.to_json` prints.

Shapes follow the format `dateline-record/1`. Offsets are Unicode code points of the article text,
half-open; every record that asserts something carries its span, `method` (key into
`Record.methods`) and `why` (names of the rules that fired, in order).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal

from dateline.vocabulary import (
    Certainty,
    ControlStatus,
    DateBasis,
    EntityType,
    Granularity,
    Harm,
    PlaceKind,
    PlaceUse,
    Plover,
    Realis,
    StatementKind,
    TimeBasis,
    Victims,
)

FORMAT = "dateline-record/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of the article text: `text == article_text[start:end]`."""

    start: int
    end: int
    text: str

    def covers(self, other: "Span") -> bool:
        """Say whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """Text that belongs to the page, not to the report; no facts are read from it."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Something wrong with the text as it reached us, and the words that show it."""

    kind: Literal["machine_translated", "truncated", "quotation_marks_damaged", "upper_case"]
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Where and when the article says it was filed."""

    span: Span
    place: str | None = None
    agency: str | None = None
    date: str | None = None
    # The town as written; the places stage resolves it and sets `place`.
    town: Span | None = field(default=None, metadata={"json": False})
    # What the town is said to lie in, as written ("Ukraine"), nearest first.
    regions: tuple[Span, ...] = field(default=(), metadata={"json": False})


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The text and what its opening says of itself.

    `published` is an ISO day; `published_basis` says where it comes from.
    """

    id: str
    sha256: str
    length: int
    text: str = field(repr=False, metadata={"json": False})
    language: str = "en"
    headline: Span | None = None
    byline: Span | None = None
    dateline: Dateline | None = None
    published: str | None = None
    published_basis: Literal["given", "metadata", "dateline", "unknown"] = "unknown"
    furniture: tuple[Furniture, ...] = ()
    condition: tuple[Condition, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """Return the span of these offsets with its text."""
        return Span(start=start, end=end, text=self.text[start:end])


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person, body or group the text names or describes, however it is spelled.

    `actor` is its name in the actor lexicon, `kind` what it is in a conflict on the day of
    publication (state forces, rebel group, civilians ...), `affiliation` whom it acts for; null
    where neither the lexicon nor the words of the article say it.
    """

    id: str
    type: EntityType
    name: str
    role: str | None = None
    side: str | None = None
    mentions: tuple[Span, ...]
    actor: str | None = None
    kind: str | None = None
    affiliation: str | None = None
    protect: bool = False
    method: str = ""
    why: tuple[str, ...] = ()
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention(Span):
    """A mention of a place, and what it is used for there."""

    use: PlaceUse = "location"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Who governs a disputed area, since when, and who claims it: ISO codes, or own names."""

    area: str
    governed_by: tuple[str, ...]
    since: str | None
    claimed_by: tuple[str, ...]
    note: str | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place the text names; `lat`, `lon` in WGS 84 degrees, null when not resolved.

    `radius_km` is how far from the point the place may reach; `relation` says how it is
    derived from another place ("10 km N of p2"). `score` is the chance that the point is within
    161 km, null when there is none.

    Source: `geo_precision` 1-3, ACLED codebook; `where_prec` 1-7, UCDP GED codebook.
    """

    id: str
    name: str
    geonames_id: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    kind: PlaceKind = "settlement"
    relation: str | None = None
    mentions: tuple[PlaceMention, ...]
    radius_km: float | None = None
    geo_precision: int | None = None
    where_prec: int | None = None
    disputed: Dispute | None = None
    sensitive: bool = False
    method: str = ""
    why: tuple[str, ...] = ()
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """The TIMEX3 type and value of a time expression (TimeML)."""

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpan:
    """A time expression; `start`/`end` inclusive, null for durations and sets.

    `time_precision` (ACLED: 1 day, 2 week, 3 month) and `date_prec` (UCDP: 1 day, 2 some days,
    3 week, 4 month, 5 year) follow from the two; null where either is not known or too far apart.
    """

    id: str
    span: Span
    start: str | None
    end: str | None
    granularity: Granularity | None
    basis: TimeBasis
    timex: Timex
    time_precision: int | None = None
    date_prec: int | None = None
    method: str = ""
    why: tuple[str, ...] = ()
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A link from one statement or toll to another of the same record."""

    type: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Yardstick:
    """What a likelihood word means, in per cent, on the scale that binds its speaker."""

    scale: Literal["PHIA", "ICD203"]
    term: Span
    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one attribution puts forward; `narrator` is the article's own voice.

    `via` lists nested sources nearest the article first. `cue_class` is the lexicon's class of
    the cue (neutral, claim, confirm, deny, warn ...), `condition` its if-clause.
    """

    id: str
    kind: StatementKind
    speaker: str | None
    speaker_span: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    via: tuple[str, ...] = ()
    channel: str | None = None
    addressee: str | None = None
    uttered: str | None = None
    certainty: Certainty = "CT+"
    hedges: tuple[Span, ...] = ()
    yardstick: Yardstick | None = None
    condition: Span | None = None
    relations: tuple[Relation, ...] = ()
    verbatim: Literal["likely", "unlikely"] | None = None
    repair: str | None = None
    cue_class: str | None = None
    method: str = ""
    why: tuple[str, ...] = ()
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A thing that happened, or is spoken of as planned, feared or denied (`realis`)."""

    id: str
    trigger: Span
    plover: Plover | None
    acled: str | None
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    places: tuple[str, ...]
    start: str | None
    end: str | None
    date_basis: DateBasis
    realis: Realis
    said_by: tuple[str, ...]
    mentions: tuple[Span, ...] = ()
    instruments: tuple[str, ...] = ()
    background: bool = False
    mode: str | None = None
    method: str = ""
    why: tuple[str, ...] = ()
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """A count of people harmed; `min`/`max` inclusive, null is unknown, never 0."""

    id: str
    span: Span
    event: str | None
    harm: Harm
    min: int | None
    max: int | None
    victims: Victims
    children: bool
    said_by: tuple[str, ...]
    unquantified: bool = False
    implied: bool = False
    aggregated: bool = False
    interested_party: bool = False
    relations: tuple[Relation, ...] = ()
    method: str = ""
    why: tuple[str, ...] = ()
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlClaim:
    """Who is said to hold, take, lose or aim at a place, in whose words."""

    id: str
    span: Span
    place: str
    holders: tuple[str, ...]
    status: ControlStatus
    extent: str | None
    certainty: Certainty
    said_by: tuple[str, ...]
    method: str = ""
    why: tuple[str, ...] = ()
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """Harm to things: homes, hospitals, power."""

    id: str
    span: Span
    object: str
    place: str | None
    extent: str | None
    said_by: tuple[str, ...]
    method: str = ""
    why: tuple[str, ...] = ()
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """What made a fact: the stage, its version, the options, and hashes of its data and model."""

    stage: str
    version: str
    options: Mapping[str, Any]
    lexicons: Mapping[str, str]
    model: Mapping[str, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unresolved:
    """Something the text says that dateline could not settle, and why."""

    span: Span
    layer: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """Something that read like a fact and was kept back, with the layer and the rule."""

    span: Span
    layer: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Everything dateline reads in one article.

    `notes` are sentences for a person ("the text is empty"); `unresolved` lists the words that
    were seen and not settled, `rejected` those kept back because of what the article is about.
    """

    format: str = FORMAT
    article: Article
    entities: tuple[Entity, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[TimeSpan, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    tolls: tuple[Toll, ...] = ()
    control: tuple[ControlClaim, ...] = ()
    damage: tuple[Damage, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    notes: tuple[str, ...] = ()
    methods: Mapping[str, Method] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the record as plain JSON values, keys in the order of the format."""
        plain: dict[str, Any] = _plain(self)
        return plain

    def to_json(self, indent: int | None = 1) -> str:
        """Return the record as JSON text in the format `dateline-record/1`."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    def _repr_html_(self) -> str:
        """Return the report as HTML; notebooks call this to show a record."""
        # The one import of records that points downstream, at the moment of drawing: notebooks
        # look for this method on the object itself. Named as the exception in the test of imports.
        from dateline.write.notebook import record_html  # noqa: PLC0415 - see above

        return record_html(self)


def _plain(value: Any) -> Any:
    """Turn records, tuples and mappings into JSON values; fields marked json=False stay out."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if hasattr(value, "__dataclass_fields__"):
        return {
            f.name: _plain(getattr(value, f.name))
            for f in fields(value)
            if f.metadata.get("json", True)
        }
    return value
