"""An article to its passages: what is read as one, with a map back to the source text.

Hard-wrapped lines are one paragraph; runs of space become one; marks that take no space go; a
space lost between two sentences comes back; upper-case text gets its case restored for the parse.
The article text itself is never touched: each code point of a passage knows where it came from.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal
from unicodedata import category

from dateline.article.casing import restore_case, seen_forms
from dateline.article.layout import paragraphs
from dateline.records import Article, Span

PassageKind = Literal["headline", "paragraph"]

# The parser's memory grows with the length of what it reads at once (about 1 MB per 100 words),
# and no paragraph of a report is this long: beyond it a passage ends at a sentence's end, else at
# a space, else anywhere.
LONGEST_PASSAGE = 10_000
_SENTENCE_END = re.compile(r"[.!?][\"'”’»)\]]*\s")
_CLOSED = re.compile(r"[.!?…][\"'”’»)\]]*$")
# "killed.The army said": scraped and translated pages lose the space after a full stop. Two
# letters before it and a lower-case word after it: neither "U.S.A" nor "www.Example" nor "3.Corps".
_LOST_SPACE = re.compile(
    r"(?<=[^\W\d_A-Z][^\W\d_A-Z][.!?])(?=[\"“‘]?[A-Z][^\W\d_A-Z]*\s)|(?<=[.!?][\"”])(?=[\"“]?[A-Z][^\W\d_A-Z]*\s)"
)
# "LEFT-\nWING": a word broken at its hyphen by the end of a line.
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_]-)[ \t]*\r?\n[ \t]*(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Passage:
    """A headline or paragraph as the parser reads it.

    `start`/`end` are offsets in the article; `origin[i]` is the article offset of `text[i]`, never
    falling; a space that the article lacks has the offset of the character before it.
    """

    kind: PassageKind
    start: int
    end: int
    text: str
    origin: tuple[int, ...]


def split_passages(article: Article) -> tuple[Passage, ...]:
    """Return what is to be read, in order: headline and paragraphs, without dateline or furniture."""
    apart = [f.span for f in article.furniture]
    apart += [span for span in (article.byline, article.dateline and article.dateline.span) if span]
    apart.sort(key=lambda span: span.start)
    found = list(_passages(article, apart))
    seen = seen_forms([p.text for p in found if p.kind == "paragraph"])
    # A text that is nothing but its headline tells what it tells there: read as a paragraph, so
    # that its events count, but its Capitals On Every Word are those of a headline.
    alone = len(found) == 1 and not _CLOSED.search(found[0].text)
    return tuple(
        replace(p, text=restore_case(p.text, seen, headline=alone or p.kind == "headline"))
        for p in found
    )


def _passages(article: Article, apart: list[Span]) -> Iterator[Passage]:
    headline = article.headline
    next_apart = 0
    for start, end in _blocks(article):
        while next_apart < len(apart) and apart[next_apart].end <= start:
            next_apart += 1
        last = next_apart
        while last < len(apart) and apart[last].start < end:
            last += 1
        text, origin = _clean(article.text, _without(start, end, apart[next_apart:last]))
        kind: PassageKind = (
            "headline" if headline and headline.start <= start < headline.end else "paragraph"
        )
        for first, last in _cuts(text):
            if first < last:
                yield Passage(
                    kind, origin[first], origin[last - 1] + 1, text[first:last], origin[first:last]
                )


def _blocks(article: Article) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs; a headline that runs into the story is a block of its own."""
    headline = article.headline
    for start, end in paragraphs(article.text):
        if headline and start <= headline.start and headline.end < end:
            yield start, headline.end
            yield headline.end, end
        else:
            yield start, end


def _without(start: int, end: int, apart: list[Span]) -> Iterator[tuple[int, int]]:
    """Yield what is left of start..end outside the spans, which are in order."""
    for span in apart:
        if start < span.start:
            yield start, span.start
        start = max(start, span.end)
    if start < end:
        yield start, end


def _clean(text: str, pieces: Iterator[tuple[int, int]]) -> tuple[str, tuple[int, ...]]:
    """Return the pieces as one line of text, and the article offset of each code point."""
    kept: list[str] = []
    origin: list[int] = []

    def space(at: int) -> None:
        if kept and kept[-1] != " ":
            kept.append(" ")
            origin.append(at)

    for start, end in pieces:
        lost = {match.start() for match in _LOST_SPACE.finditer(text, start, end)}
        broken = {at for m in _BROKEN_WORD.finditer(text, start, end) for at in range(*m.span())}
        for at in range(start, end):
            char = text[at]
            if at in lost and kept:
                space(origin[-1])
            if char.isspace():
                if at not in broken:
                    space(at)
            elif char != "\ufeff" and category(char) not in ("Cc", "Cf"):
                kept.append("—" if char == "―" else char)
                origin.append(at)
    while kept and kept[-1] == " ":
        kept.pop()
        origin.pop()
    return "".join(kept), tuple(origin)


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    """Yield first and last of the stretches that a text is read in, none over the limit."""
    first = 0
    while len(text) - first > LONGEST_PASSAGE:
        limit = first + LONGEST_PASSAGE
        half = first + LONGEST_PASSAGE // 2
        ends = [match.end() for match in _SENTENCE_END.finditer(text, half, limit)]
        cut = ends[-1] if ends else text.rfind(" ", half, limit) + 1 or limit
        yield first, cut - (text[cut - 1] == " ")
        first = cut
    yield first, len(text)
