"""An article to its passages: what is read as one, with a map back to the source text.

Hard-wrapped lines are one paragraph; runs of space become one; upper-case text gets its case
restored for the parse. The article text itself is never touched: each code point of a passage
knows the offset it came from.
"""

from dataclasses import dataclass
from typing import Literal

from dateline.article.opening import paragraphs
from dateline.records import Article, Span

PassageKind = Literal["headline", "paragraph"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A headline or paragraph as the parser reads it.

    `start`/`end` are offsets in the article; `origin[i]` is the article offset of `text[i]`.
    """

    kind: PassageKind
    start: int
    end: int
    text: str
    origin: tuple[int, ...]


def split_passages(article: Article) -> tuple[Passage, ...]:
    """Return what is to be read, in order: headline and paragraphs, without dateline or furniture."""
    apart = [f.span for f in article.furniture]
    if article.byline:
        apart.append(article.byline)
    if article.dateline:
        apart.append(article.dateline.span)
    out = []
    for start, end in paragraphs(article.text):
        for piece_start, piece_end in _without(start, end, apart):
            is_headline = article.headline is not None and article.headline.start == piece_start
            text, origin = _clean(article.text, piece_start, piece_end)
            if text:
                out.append(
                    Passage(
                        "headline" if is_headline else "paragraph",
                        origin[0],
                        origin[-1] + 1,
                        text,
                        origin,
                    )
                )
    return tuple(out)


def _without(start: int, end: int, apart: list[Span]) -> list[tuple[int, int]]:
    """Return what is left of start..end outside the spans."""
    pieces = [(start, end)]
    for span in apart:
        pieces = [
            piece
            for a, b in pieces
            for piece in ((a, min(b, span.start)), (max(a, span.end), b))
            if piece[0] < piece[1]
        ]
    return pieces


def _clean(text: str, start: int, end: int) -> tuple[str, tuple[int, ...]]:
    """Return the stretch with runs of space as one space, and the offset of each code point."""
    kept: list[str] = []
    origin: list[int] = []
    for at in range(start, end):
        char = text[at]
        if char.isspace():
            if not kept or kept[-1] == " ":
                continue
            char = " "
        kept.append(char)
        origin.append(at)
    if kept and kept[-1] == " ":
        kept.pop()
        origin.pop()
    return "".join(kept), tuple(origin)
