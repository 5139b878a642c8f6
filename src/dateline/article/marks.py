"""Read the quotation marks of a passage: which open, which close, which are only apostrophes."""

import re
from dataclasses import dataclass
from typing import Literal

Role = Literal["open", "close"]
Family = Literal["double", "guillemet", "single"]

# '' and `` are typewriter double marks; a run of one mark ("" or ““) is one mark typed twice.
_DOUBLE = re.compile(r"''|``|[\"“”„‟«»]")
_RUN = re.compile(r"(?:''){1,2}|``|\"{1,3}|“{1,3}|[”]{1,3}|[„‟]{1,2}|«{1,2}|»{1,2}")
_SINGLE = re.compile(r"(?<!')'(?!')|[‘’‹›]")
_BEFORE_OPEN = frozenset(" ([{—–-―/:…")
_AFTER_CLOSE = frozenset(" )]}.,;:!?—–-―/…'’”»")
# 'Tis, the '90s, rock 'n' roll: an apostrophe that stands for letters left out.
_ELISION = re.compile(r"\d\ds?\b|(?:tis|twas|em|til|cause|n|bout|round)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark of a passage: `start`/`end` index its text.

    `turned` says that the sign points the other way than its place in the sentence.
    """

    start: int
    end: int
    family: Family
    role: Role | None
    turned: bool = False


def double_marks(text: str) -> list[Mark]:
    """Return the double marks in order; `role` None where only the marks before it can tell."""
    marks: list[Mark] = []
    for found in _RUN.finditer(text):
        start, end = found.span()
        if found[0] == '"' and start and text[start - 1].isdigit() and _is_inch(text, end, marks):
            continue
        family: Family = "guillemet" if found[0][0] in "«»" else "double"
        role, turned = _role(found[0][0], text, start, end)
        marks.append(Mark(start, end, family, role, turned))
    return marks


def single_pairs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return start and end, inside the marks, of what single marks quote in text[start:end]."""
    pairs = []
    at = start
    while opening := _next_single_open(text, at, end):
        close = _single_close(text, opening, end)
        if close is None:
            at = opening
            continue
        pairs.append((opening, close))
        at = close + 1
    return pairs


def has_double_mark(text: str) -> bool:
    """Say whether any double quotation mark stands in the text."""
    return _DOUBLE.search(text) is not None


def _role(sign: str, text: str, start: int, end: int) -> tuple[Role | None, bool]:
    """Return what the mark does by its shape and its place, and whether the two disagree."""
    place = _place(text, start, end)
    shape: Role | None = None
    if sign in "“„‟«`":
        shape = "open"
    elif sign in "”»":
        shape = "close"
    if shape is None:
        return place, False
    if place is not None and place != shape:
        return place, True
    return shape, False


def _place(text: str, start: int, end: int) -> Role | None:
    """Return open or close by the neighbours of text[start:end], None if they do not tell."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    may_open = before in _BEFORE_OPEN and not after.isspace()
    may_close = not before.isspace() and after in _AFTER_CLOSE
    if may_open == may_close:
        return None
    return "open" if may_open else "close"


def _is_inch(text: str, end: int, before: list[Mark]) -> bool:
    """Say whether a straight mark after a digit is a measure (a 12" gun), not a closing mark."""
    opened = sum(m.role == "open" for m in before) > sum(m.role == "close" for m in before)
    return not opened and (end == len(text) or text[end] in " ,.)")


def _next_single_open(text: str, at: int, end: int) -> int | None:
    """Return the index after the next single mark that can open a quotation."""
    for found in _SINGLE.finditer(text, at, end):
        before = text[found.start() - 1] if found.start() else " "
        after = text[found.end()] if found.end() < len(text) else " "
        if before not in _BEFORE_OPEN and found[0] != "‘":
            continue
        if after.isspace() or _ELISION.match(text, found.end()):
            continue
        return found.end()
    return None


def _single_close(text: str, opening: int, end: int) -> int | None:
    """Return the index of the single mark that closes what opens at `opening`."""
    possible = None
    for found in _SINGLE.finditer(text, opening, end):
        at = found.start()
        after = text[found.end()] if found.end() < len(text) else " "
        if found[0] == "‘" or at == opening or after.isalnum():
            continue
        if text[at - 1] in ".,!?…" or after in ".,;:)":
            return at
        if text[at - 1].isspace():
            continue
        # "the rebels' camp": the plural's apostrophe, unless nothing better comes.
        if text[at - 1] in "sS" and possible is None:
            possible = at
            continue
        return at
    return possible
