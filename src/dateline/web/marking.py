"""Cut an article into pieces, each with every fact whose words cover it.

Facts overlap freely: a statement holds an event, a toll holds a number, two events share a
trigger. A piece is a run of text in which the set of covering marks does not change, so that each
layer can be drawn and switched by itself.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.records import Record, Span

# Outermost first: what usually covers the other comes first.
LAYERS = ("statements", "control", "events", "tolls", "damage", "places", "times")


@dataclass(frozen=True, slots=True)
class Mark:
    """The words of one part of one fact."""

    start: int
    end: int
    layer: str
    fact: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under one set of marks; `opens` are the facts whose words begin here."""

    text: str
    start: int
    marks: tuple[Mark, ...] = ()
    opens: tuple[str, ...] = ()

    @property
    def facts(self) -> tuple[str, ...]:
        """The ids of the facts over this piece, each once, the innermost first."""
        return tuple(dict.fromkeys(mark.fact for mark in reversed(self.marks)))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the article as published; `kind` is "text", "headline", "byline" or "furniture"."""

    start: int
    kind: str
    pieces: tuple[Piece, ...]


def marks_of(record: Record) -> tuple[Mark, ...]:
    """Return the marks of every fact of a record, in the order of the text."""
    marks = {
        Mark(span.start, span.end, layer, fact, part)
        for layer, fact, part, span in _parts(record)
        if span.start < span.end
    }
    return tuple(sorted(marks, key=lambda m: (m.start, -m.end, LAYERS.index(m.layer), m.fact)))


def _parts(record: Record) -> Iterator[tuple[str, str, str, Span]]:
    for s in record.statements:
        if s.kind == "narrator":  # the article's own voice is the whole rest: no mark
            continue
        for part, spans in (
            ("content", s.content),
            ("cue", (s.cue,)),
            ("speaker", (s.speaker_span,)),
            ("hedge", s.hedges),
        ):
            yield from (("statements", s.id, part, span) for span in spans if span is not None)
    for e in record.events:
        yield "events", e.id, "trigger", e.trigger
    for toll in record.tolls:
        yield "tolls", toll.id, "", toll.span
    for claim in record.control:
        yield "control", claim.id, "", claim.span
    for item in record.damage:
        yield "damage", item.id, "", item.span
    for place in record.places:
        yield from (("places", place.id, m.use, m) for m in place.mentions if m.use == "location")
    for time in record.times:
        yield "times", time.id, "", time.span


def cut(text: str, marks: tuple[Mark, ...], start: int = 0) -> tuple[Piece, ...]:
    """Return the pieces of a stretch of text that begins at `start`; joined they are the text.

    Example:
        >>> marks = (Mark(0, 8, "statements", "s1"), Mark(4, 8, "places", "p1"))
        >>> [(piece.text, piece.facts) for piece in cut("hit Bara today", marks)]
        [('hit ', ('s1',)), ('Bara', ('p1', 's1')), (' today', ())]
    """
    end = start + len(text)
    inside = [m for m in marks if m.start < end and m.end > start]
    bounds = sorted({start, end, *(p for m in inside for p in (m.start, m.end) if start < p < end)})
    opening: dict[int, list[Mark]] = {}
    for mark in inside:
        opening.setdefault(max(mark.start, start), []).append(mark)
    active: list[Mark] = []
    pieces = []
    for left, right in itertools.pairwise(bounds):
        active = [m for m in active if m.end > left]
        fresh = opening.get(left, [])
        active += fresh
        active.sort(key=lambda m: (LAYERS.index(m.layer), -(m.end - m.start), m.fact))
        opens = tuple(dict.fromkeys(m.fact for m in fresh if m.start == left))
        pieces.append(Piece(text[left - start : right - start], left, tuple(active), opens))
    return tuple(pieces)


def paragraphs(record: Record) -> tuple[Paragraph, ...]:
    """Return the article line by line, marked; blank lines are left out, nothing else is."""
    article = record.article
    marks = marks_of(record)
    kinds = [(f.span, "furniture") for f in article.furniture]
    kinds += [(span, "headline") for span in (article.headline,) if span]
    kinds += [(span, "byline") for span in (article.byline,) if span]
    out = []
    at = first = 0
    for line in article.text.splitlines(keepends=True):
        end = at + len(line)
        if line.strip():
            while first < len(marks) and marks[first].end <= at and marks[first].start < at:
                first += 1
            near = tuple(itertools.takewhile(lambda m, end=end: m.start < end, marks[first:]))  # type: ignore[misc]
            body = line.rstrip("\r\n")
            kind = next(
                (k for span, k in kinds if span.start < at + len(body) and at < span.end), "text"
            )
            out.append(Paragraph(at, kind, cut(body, near, at)))
        at = end
    return tuple(out)
