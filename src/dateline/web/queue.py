"""The review queue: the incident that asks most to be looked at, fact by fact, with its words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, case, func, select

from dateline.link.reports import Fact, FactRef, Report, fact_keys, fact_span, facts
from dateline.records import ControlClaim, Event, Toll
from dateline.store import overview
from dateline.store.keys import key_text
from dateline.store.opened import open_reports
from dateline.store.pages import incident_by_id
from dateline.store.review_states import reviewed
from dateline.store.showing import NEW, recent
from dateline.store.shown import shown
from dateline.store.values import FIELDS
from dateline.web.links import Links
from dateline.web.marking import Mark, Piece, cut
from dateline.write.lines import Line, claim_line, event_line, toll_line

# How much of the article stands round the words, in characters.
CONTEXT = 420
# Why a reading is turned down: what reviewers say most, one key away.
REASONS = (
    "the text does not say this",
    "wrong kind of event",
    "wrong place",
    "wrong day",
    "wrong number",
    "not a real happening (plan, fear, history)",
    "somebody else says it",
)
# Fields that a person corrects as a line of text; names and lists are corrected in the archive.
TYPED = ("acled", "realis", "start", "end", "harm", "min", "max", "victims", "status", "certainty")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One fact to look at: its words in the text, what was read, what was decided."""

    target: str
    layer: str
    line: Line
    why: tuple[str, ...]
    outlet: str
    day: str | None
    before: bool
    after: bool
    start: int
    pieces: tuple[Piece, ...]
    fields: tuple[tuple[str, str], ...]
    decided: str | None
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage:
    """Everything the template of the queue shows."""

    counters: Mapping[str, int]
    waiting: int
    incident: str | None
    title: str
    n_origins: int
    agreement: str
    urgency: tuple[str, ...]
    items: tuple[Item, ...]
    following: str | None
    reasons: Sequence[str]
    links: Links


def compose_queue(
    connection: Connection, links: Links, at: str | None, after: str | None
) -> QueuePage:
    """Return the queue at an incident; None is the most urgent one, `after` the one behind it."""
    counters = overview.states(connection)
    waiting = (shown.c.waits == 1) & (shown.c.state != "rejected")
    n = connection.scalar(select(func.count()).where(waiting)) or 0
    order = _order(connection)
    ranked = connection.scalars(select(shown.c.id).where(waiting).order_by(*order).limit(200)).all()
    id = at or _next(ranked, after)
    row = connection.execute(select(shown).where(shown.c.id == id)).first() if id else None
    if row is None:
        return QueuePage(
            counters=counters, waiting=n, incident=None, title="", n_origins=0, agreement="single",
            urgency=(), items=(), following=None, reasons=REASONS, links=links,
        )  # fmt: skip
    return QueuePage(
        counters=counters,
        waiting=n,
        incident=row.id,
        title=row.title,
        n_origins=row.n_origins,
        agreement=row.agreement,
        urgency=tuple(_because(row, recent(connection))),
        items=_items(connection, row.id, links),
        following=_next(ranked, row.id),
        reasons=REASONS,
        links=links,
    )


def _order(connection: Connection) -> tuple[Any, ...]:
    """Return the order of the queue: harm and dispute, what is new, then by day."""
    latest = recent(connection) or ""
    new = case((shown.c.learned >= latest[:10], NEW), else_=0.0)
    return ((shown.c.urgency + new).desc(), shown.c.earliest.desc().nulls_last(), shown.c.id.asc())


def _next(ranked: Sequence[str], after: str | None) -> str | None:
    if after in ranked:
        behind = ranked[ranked.index(after) + 1 :]
        return behind[0] if behind else None
    return ranked[0] if ranked else None


def _because(row: Any, latest: str | None) -> list[str]:
    """Return why the incident stands where it does, in words."""
    killed, injured = row.killed_high, row.injured_high
    parts = [
        (f"{killed} killed, as claimed", killed),
        (f"{injured} injured, as claimed", injured),
        ("civilians among them", row.civilians),
        ("accounts contradict", row.agreement == "contradict"),
        ("new", latest is not None and str(row.learned)[:10] >= latest[:10]),
    ]
    return [words for words, holds in parts if holds]


def _items(connection: Connection, id: str, links: Links) -> tuple[Item, ...]:
    incident = incident_by_id(connection, id)
    if incident is None:
        return ()
    refs = (*incident.events, *incident.tolls, *incident.control)
    reports = {r.id: r for r in open_reports(connection, {ref.report for ref in refs})}
    verdicts = reviewed(connection).verdicts
    keys = {ref: key for report in reports.values() for ref, key in fact_keys(report).items()}
    items = []
    for ref in dict.fromkeys(refs):
        report = reports[ref.report]
        fact = facts(report)[ref]
        key = key_text(keys[ref])
        items.append(_item(report, ref, fact, verdicts.get(key), links))
    return tuple(sorted(items, key=lambda i: (i.decided is not None, i.day or "", i.target)))


def _item(report: Report, ref: FactRef, fact: Fact, decided: str | None, links: Links) -> Item:
    text = report.text
    span = fact_span(fact)
    assert span is not None, "a fact of an incident has words"  # noqa: S101 - the contract says so
    first, last = max(0, span.start - CONTEXT), min(len(text), span.end + CONTEXT)
    # Whole paragraphs where they are short enough.
    first = max(first, text.rfind("\n\n", 0, span.start) + 2 if "\n\n" in text[: span.start] else 0)
    end = text.find("\n\n", span.end)
    last = min(last, end) if end >= 0 else last
    marks = (Mark(span.start, span.end, ref.layer, ref.fact),)
    return Item(
        target=f"{ref.report}/{ref.fact}",
        layer=ref.layer,
        line=_line(report, fact),
        why=fact.why,
        outlet=report.outlet or "outlet not known",
        day=report.record.article.published,
        before=first > 0,
        after=last < len(text),
        start=first,
        pieces=cut(text[first:last], marks, first),
        fields=tuple(_fields(ref.layer, fact)),
        decided=decided,
        url=links.article(ref.report, ref.fact),
    )


def _line(report: Report, fact: Fact) -> Line:
    if isinstance(fact, Event):
        return event_line(report.record, fact)
    if isinstance(fact, Toll):
        return toll_line(report.record, fact)
    assert isinstance(fact, ControlClaim), "an incident holds events, tolls and claims"  # noqa: S101 - see above
    return claim_line(report.record, fact)


def _fields(layer: str, fact: Fact) -> list[tuple[str, str]]:
    """Return the fields that can be corrected here, with what was read."""
    return [
        (name, "" if getattr(fact, name, None) is None else str(getattr(fact, name)))
        for name in FIELDS[layer]
        if name in TYPED
    ]
