"""The shape of a text: its lines, and which of them are one paragraph.

Texts come with blank lines between paragraphs, with one paragraph on each line, hard-wrapped at a
fixed width, or hard-wrapped with an indented first line and no blank lines. Line lengths decide.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import quantiles

# What str.splitlines() breaks at; a form feed or a Unicode separator ends a line too.
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Trimmed off a line's ends: marks that take no space. White space is what str.isspace() says.
UNSEEN = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\xad"

# Nobody hard-wraps wider than this: a text with longer lines has one paragraph on each.
WIDEST_WRAP = 132
# Where most lines end like sentences, each line is a paragraph; of wrapped lines few do.
_STOPPED = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_MOSTLY = 0.7
# A new line that starts further in than the one above by this many columns opens a paragraph.
_INDENT = 2
# A wrapped line is this full at least, unless a paragraph ends there.
_FULL = 0.65


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: trimmed offsets, its indent in columns, and what stands above."""

    start: int
    end: int
    indent: int
    after_blank: bool


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each paragraph, trimmed, in order.

    Example:
        >>> [slice(*p) for p in paragraphs("One line.\\n\\nTwo\\nlines.")]
        [slice(0, 9, None), slice(11, 21, None)]
    """
    lines = list(_lines(text))
    width = _width(lines)
    block: list[Line] = []
    for line in lines:
        if line.after_blank and block:
            yield from _split(text, block, width)
            block = []
        block.append(line)
    if block:
        yield from _split(text, block, width)


def _lines(text: str) -> Iterator[Line]:
    above = 0  # where the line above ended, blank or not
    blank = False
    for match in _LINE.finditer(text):
        first, end = match.span()
        blank = blank or len(_BREAK.findall(text, above, first)) > 1
        above = end
        start = first
        while start < end and _unseen(text[start]):
            start += 1
        while start < end and _unseen(text[end - 1]):
            end -= 1
        if start == end:
            blank = True
            continue
        indent = len(text[first:start].expandtabs())
        yield Line(start, end, indent, after_blank=blank)
        blank = False


def _unseen(char: str) -> bool:
    return char.isspace() or char in UNSEEN


def _width(lines: list[Line]) -> int | None:
    """Return the column at which the text is wrapped, or None where it is not."""
    lengths = [line.end - line.start for line in lines]
    if len(lengths) < 2 or max(lengths) > WIDEST_WRAP:
        return None
    # The longest line may be one that would not break; one in ten are within its reach.
    return max(30, round(quantiles(lengths, n=10)[-1])) if len(lengths) > 9 else max(lengths)


def _split(text: str, block: list[Line], width: int | None) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs of lines that no blank line parts."""
    stopped = [bool(_STOPPED.search(text[line.start : line.end])) for line in block]
    each = width is None or (len(block) > 2 and sum(stopped) >= _MOSTLY * len(block))
    start = block[0].start
    for above, line, stop in zip(block, block[1:], stopped, strict=False):
        if each or _opens(text, above, line, stopped=stop, width=width or 0):
            yield start, above.end
            start = line.start
    yield start, block[-1].end


def _opens(text: str, above: Line, line: Line, *, stopped: bool, width: int) -> bool:
    """Say whether `line` opens a paragraph although the text is wrapped."""
    if text[above.end - 2 : above.end - 1].isalpha() and text[above.end - 1] == "-":
        return False  # "LEFT-" and "WING"
    if line.indent >= above.indent + _INDENT:
        return True
    length = above.end - above.start
    first = text[line.start : line.end].split(maxsplit=1)[0]
    had_room = length + 1 + len(first) <= width
    return had_room and (
        length < _FULL * width or (stopped and length + 1 + len(first) < width - 5)
    )
