"""A record as a report: sections, groups and lines of words, before anything is drawn.

The terminal and the notebook draw the same report. Every line carries the id of the fact it
tells. Claims stay claims: each line says in whose voice it is told.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from textwrap import shorten

from dateline.records import Dispute, Entity, Record, Statement
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

# Statuses that say that somebody has a place now; two parties with them are rivals over it.
_HAVING = frozenset(("holds", "captured", "recaptured", "occupied", "annexed"))
_HAPPENED = frozenset(("actual", "ongoing", "generic"))


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that belong together under a heading: one speaker's, one place's."""

    heading: str
    aside: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report; `note` says how to read it."""

    title: str
    note: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report, in the order it is read."""

    title: str
    filed: tuple[str, ...]
    sections: tuple[Section, ...]


def compose_report(record: Record) -> Report:
    """Return the report of a record; empty sections are left out, but what is not settled is not."""
    sections = (
        Section("Who says what", "", tuple(speakers(record, statement_line))),
        Section(
            "What happened, as told",
            "by the voices named; dateline confirms nothing",
            tuple(_happenings(record)),
        ),
        Section(
            "Tolls",
            "each as one voice gives it; they may count the same people and are never added",
            tuple(_tolls(record)),
        ),
        Section("Who is said to hold what", "", tuple(_control(record))),
        Section("Damage", "", tuple(_damage(record))),
        Section("Not settled", "", tuple(_unsettled(record))),
    )
    return Report(
        title=wording.printable(_title(record)),
        filed=tuple(wording.printable(line) for line in _filed(record)),
        sections=tuple(section for section in sections if section.groups),
    )


def _title(record: Record) -> str:
    headline = record.article.headline
    return headline.text if headline else f"Article {record.article.id}"


def _filed(record: Record) -> Iterator[str]:
    article = record.article
    line = article.dateline
    if line is None:
        yield "No dateline: where it was filed is not known"
    else:
        place = next((p for p in record.places if p.id == line.place), None)
        town = line.town or line.span
        where = (
            f"{wording.place_name(record, place)} ({wording.coordinates(place)})"
            if place
            else town.text
        )
        yield f"Filed from {where}" + (f", {line.agency}" if line.agency else "")
    if article.byline:
        yield article.byline.text
    if article.published:
        basis = wording.PUBLISHED_BASIS[article.published_basis]
        yield f"Published {wording.day(article.published)}, {basis}"
    else:
        yield "Day of publication not known (give it with --published): relative dates stay open"
    for condition in article.condition:
        seen = "; ".join(
            f"“{shorten(span.text, 36, placeholder='…')}”" for span in condition.evidence[:2]
        )
        yield f"Condition: {condition.kind.replace('_', ' ')}" + (f", as in {seen}" if seen else "")
    if any(s.verbatim == "unlikely" for s in record.statements):
        # Said once: it holds for every quotation of such a text.
        yield "Quotations in such a text are hardly the speakers' own words"
    for furniture in article.furniture:
        kind = furniture.kind.replace("_", " ")
        yield f"Not read as report: {kind} “{furniture.span.text}”"
    yield from record.notes
    yield from _summary(record)


def _summary(record: Record) -> Iterator[str]:
    """Yield one line of counts, or nothing where nothing was read."""
    said = [s for s in record.statements if s.kind != "narrator"]
    happened = sum(event.realis in _HAPPENED for event in record.events)
    counts = (
        (len({s.speaker for s in said if s.speaker}), "speaker", "speakers"),
        (len(said), "statement", "statements"),
        (happened, "event told as happened", "events told as happened"),
        (len(record.events) - happened, "told, but not as happened", "told, but not as happened"),
        (len(record.tolls), "toll", "tolls"),
        (len(record.control), "claim of control", "claims of control"),
    )
    if any(count for count, *_ in counts):
        yield " · ".join(f"{n} {one if n == 1 else many}" for n, one, many in counts if n)


def speakers(record: Record, line: Callable[[Record, Statement], Line]) -> Iterator[Group]:
    """Yield a group for each speaker, in the order they first speak; the article itself last.

    `line` words one statement.
    """
    entities = {entity.id: entity for entity in record.entities}
    spoken: dict[str | None, list[Statement]] = {}
    for statement in record.statements:
        if statement.kind != "narrator":
            spoken.setdefault(statement.speaker, []).append(statement)
    for speaker, statements in spoken.items():
        entity = entities.get(speaker or "")
        heading = entity.name if entity else "a speaker not identified"
        heading = heading[:1].upper() + heading[1:]
        lines = tuple(line(record, statement) for statement in statements)
        yield _group(heading, _describe(entity) if entity else "", lines)
    own = [s for s in record.statements if s.kind == "narrator"]
    if own:
        lines = tuple(line(record, statement) for statement in own)
        yield _group("The article itself", "in its own voice", lines)


def _describe(entity: Entity) -> str:
    kind = "" if entity.type == "person" else entity.type.replace("_", " ")
    return " · ".join(part for part in (entity.role, kind, entity.side, entity.id) if part)


def _happenings(record: Record) -> Iterator[Group]:
    """Yield what is told as happened, what is not, and what is background."""
    now = [event for event in record.events if not event.background]
    parts = (
        ("Told as happened", "", [e for e in now if e.realis in _HAPPENED]),
        ("Told of, but not as happened", "", [e for e in now if e.realis not in _HAPPENED]),
        ("Background", "told as earlier history", [e for e in record.events if e.background]),
    )
    for heading, aside, events in parts:
        if events:
            yield _group(heading, aside, tuple(event_line(record, event) for event in events))


def _tolls(record: Record) -> Iterator[Group]:
    """Yield the tolls by the event they belong to, so that rival counts stand together."""
    events = {event.id: event for event in record.events}
    ranked = sorted(record.tolls, key=lambda t: list(events).index(t.event) if t.event else -1)
    for event_id, tolls in groupby(ranked, key=lambda toll: toll.event):
        lines = tuple(toll_line(record, toll) for toll in tolls)
        if event_id is None:
            yield _group("Not tied to one event", "", lines)
            continue
        event = events[event_id]
        where = " and ".join(p.name for p in record.places if p.id in event.places)
        when = wording.period(event.start, event.end)
        heading = ", ".join(part for part in (wording.what(event), where, when) if part)
        yield _group(heading, f"{event.id} · “{event.trigger.text}”", lines)


def _control(record: Record) -> Iterator[Group]:
    """Yield the claims place by place, with a word where two parties are said to have it."""
    for place in record.places:
        claims = [claim for claim in record.control if claim.place == place.id]
        if claims:
            rivals = {claim.holders for claim in claims if claim.status in _HAVING}
            aside = wording.coordinates(place)
            if len(rivals) > 1:
                aside += " · rival claims: more than one party is said to have it"
            lines = tuple(claim_line(record, claim) for claim in claims)
            yield _group(wording.place_name(record, place), aside, lines)


def compose_rejected(record: Record) -> Section:
    """Return what read like a fact and was kept back, each with its layer and the rule."""
    lines = tuple(
        plain_line("", f"“{item.span.text}”", [f"{item.layer}: {item.why}"])
        for item in record.rejected
    )
    note = "; ".join(record.notes) or "nothing was kept back"
    return Section("Kept back", wording.printable(note), (_group("", "", lines),) if lines else ())


def _damage(record: Record) -> Iterator[Group]:
    if record.damage:
        lines = tuple(damage_line(record, item) for item in record.damage)
        yield _group("Things harmed", "", lines)


def _disputed(record: Record) -> Iterator[Line]:
    """Yield a line for each disputed area that something of the text lies in."""
    found: dict[Dispute, list[str]] = {}
    for place in record.places:
        if place.disputed and any(m.use == "location" for m in place.mentions):
            found.setdefault(place.disputed, []).append(place.id)
    for dispute, ids in found.items():
        yield plain_line(", ".join(ids), wording.dispute(dispute), [dispute.source])


def _unsettled(record: Record) -> Iterator[Group]:
    lines = list(_disputed(record))
    lines += [
        plain_line("", f"“{item.span.text}”", [f"{item.layer}: {item.why}"])
        for item in record.unresolved
    ]
    gaps = (
        ("nobody is named as the speaker of", [
            s.id for s in record.statements if s.kind != "narrator" and s.speaker is None
        ]),
        ("no place is given for", [e.id for e in record.events if not e.places]),
        ("no date is given for", [e.id for e in record.events if e.date_basis == "none"]),
        ("no event is given for", [t.id for t in record.tolls if t.event is None]),
        ("no holder is named in", [c.id for c in record.control if not c.holders]),
    )  # fmt: skip
    lines += [plain_line("", f"{what} {', '.join(ids)}") for what, ids in gaps if ids]
    if lines:
        yield Group("", "", tuple(lines))


def _group(heading: str, aside: str, lines: tuple[Line, ...]) -> Group:
    return Group(wording.printable(heading), wording.printable(aside), lines)
