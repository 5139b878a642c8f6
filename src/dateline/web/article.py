"""The article as a page: the text as published, marked, and a card for each fact in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dateline.records import Place, Record, Statement, TimeSpan
from dateline.web.marking import LAYERS, Paragraph, paragraphs
from dateline.write import wording
from dateline.write.lines import (
    Line,
    claim_line,
    damage_line,
    event_line,
    plain_line,
    statement_line,
    toll_line,
)
from dateline.write.report import Section, compose_report

NAMES: Mapping[str, str] = {
    "statements": "Said",
    "events": "Happened",
    "tolls": "Tolls",
    "control": "Control",
    "damage": "Damage",
    "places": "Places",
    "times": "Times",
}
# What one fact is called on its card.
KINDS: Mapping[str, str] = {
    "statements": "statement",
    "events": "event",
    "tolls": "toll",
    "control": "claim of control",
    "damage": "damage",
    "places": "place",
    "times": "time",
}
Url = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One switch: its name and how many facts it shows."""

    id: str
    name: str
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A line that leads elsewhere."""

    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """A statement whose quotation marks were mended, and how."""

    id: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """Everything the template of an article shows."""

    title: str
    outlet: str | None
    filed: tuple[str, ...]
    origin: str
    notes: tuple[str, ...]
    language: str
    layers: tuple[Layer, ...]
    paragraphs: tuple[Paragraph, ...]
    repairs_at: Mapping[int, str]
    repaired: tuple[Repaired, ...]
    anchors: Mapping[int, str]
    sections: tuple[Section, ...]
    incidents: tuple[Link, ...]
    facts_url: str
    fact_url: Url
    why_empty: str


def article_page(
    record: Record,
    *,
    facts_url: str,
    fact_url: Url,
    outlet: str | None = None,
    origin: str = "",
    incidents: tuple[Link, ...] = (),
) -> ArticlePage:
    """Return the page of a record."""
    report = compose_report(record)
    lines = paragraphs(record)
    mended = [s for s in record.statements if s.repair]
    return ArticlePage(
        title=report.title,
        outlet=outlet,
        filed=report.filed,
        origin=origin,
        notes=(*record.notes, *_conditions(record)),
        language=record.article.language,
        layers=tuple(
            Layer(id=layer, name=NAMES[layer], n=len(known))
            for layer in LAYERS
            if (known := _of_layer(record, layer))
        ),
        paragraphs=lines,
        repairs_at={s.content[0].start: _repair(s) for s in mended if s.content},
        repaired=tuple(Repaired(id=s.id, words=_repair(s)) for s in mended),
        anchors=_anchors(lines),
        sections=report.sections,
        incidents=incidents,
        facts_url=facts_url,
        fact_url=fact_url,
        why_empty=" ".join(record.notes)
        or "It may hold no reporting, or be in another language than English.",
    )


def _of_layer(record: Record, layer: str) -> tuple[Any, ...]:
    known: tuple[Any, ...] = getattr(record, layer)
    return tuple(s for s in known if s.kind != "narrator") if layer == "statements" else known


def _conditions(record: Record) -> tuple[str, ...]:
    words = {
        "machine_translated": "The text reads like a machine translation: quoted words are not the "
        "speaker's own.",
        "truncated": "The text seems to be cut off.",
        "quotation_marks_damaged": "Quotation marks were lost or misplaced on the way here; where "
        "one was mended it is marked ⌁.",
        "upper_case": "The text came in capitals; case was restored for reading, not in the text.",
    }
    return tuple(words[condition.kind] for condition in record.article.condition)


def _repair(statement: Statement) -> str:
    return f"quotation marks mended: {(statement.repair or '').replace('_', ' ')}"


def _anchors(lines: tuple[Paragraph, ...]) -> dict[int, str]:
    """Return where in the text each fact first begins; one fact for a place, the first."""
    seen: set[str] = set()
    anchors: dict[int, str] = {}
    for line in lines:
        for piece in line.pieces:
            fresh = [fact for fact in piece.opens if fact not in seen]
            seen.update(fresh)
            if fresh:
                anchors[piece.start] = fresh[0]
    return anchors


def fact_cards(
    record: Record, fact_url: Url, incident_of: Mapping[str, str]
) -> dict[str, dict[str, Any]]:
    """Return id -> card of every fact; `incident_of` gives the page of its happening by id."""
    cards: dict[str, dict[str, Any]] = {}
    for layer in LAYERS:
        for item in _of_layer(record, layer):
            line = _line(record, layer, item)
            cards[item.id] = {
                "id": item.id,
                "layer": layer,
                "kind": KINDS[layer],
                "words": "".join(piece.text for piece in line.words),
                "certainty": _certainty(record, layer, item),
                "facts": list(line.facts),
                "repair": _repair(item) if layer == "statements" and item.repair else None,
                "why": list(item.why),
                "score": item.score,
                "url": fact_url(item.id),
                "incident": incident_of.get(item.id),
            }
    return cards


def _line(record: Record, layer: str, item: Any) -> Line:
    if layer == "places":
        return _place_line(record, item)
    if layer == "times":
        return _time_line(item)
    drawn: Mapping[str, Callable[[Record, Any], Line]] = {
        "statements": statement_line,
        "events": event_line,
        "tolls": toll_line,
        "control": claim_line,
        "damage": damage_line,
    }
    return drawn[layer](record, item)


def _place_line(record: Record, place: Place) -> Line:
    facts = [wording.PLACE_KIND[place.kind], wording.coordinates(place)]
    return plain_line(place.id, wording.place_name(record, place), facts)


def _time_line(time: TimeSpan) -> Line:
    facts = [f"“{time.span.text}”", time.basis, *([time.granularity] if time.granularity else [])]
    return plain_line(time.id, wording.period(time.start, time.end), facts)


def _certainty(record: Record, layer: str, item: Any) -> str:
    """Say how sure the speaker is, and where it was fitted how likely the reading is right."""
    said = ""
    if layer == "statements":
        said = f"{wording.voice(record, item)}: {wording.certainty(item.certainty)}"
    elif layer == "control":
        said = f"the speaker: {wording.certainty(item.certainty)}"
    elif hasattr(item, "said_by"):
        known = {s.id: s for s in record.statements}
        spoken = [known[key] for key in item.said_by if key in known]
        said = "; ".join(
            f"{wording.voice(record, s)}: {wording.certainty(s.certainty)}" for s in spoken
        )
    if item.score is not None:
        chance = f"chance that this reading is right: {item.score:.0%}"
        said = f"{said}; {chance}" if said else chance
    return wording.printable(said)
