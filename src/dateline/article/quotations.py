"""Find what stands inside quotation marks, and mend marks that are missing or misplaced.

Quotations are found paragraph by paragraph on characters alone, since broken marks also break the
parse. What was wrong is kept as `repair`; the text and its offsets stay as they are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from dateline.article.marks import Mark, double_marks, single_pairs
from dateline.article.passages import Passage
from dateline.lexicon import words
from dateline.records import Article

# Quoted words of this number or fewer, not a sentence by their own stop, are a scare quote.
SCARE_WORDS = 3
# A title ("The Long Road Home") is longer, but capitalised throughout.
TITLE_WORDS = 6

_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St|Lt))(?<!\bMrs|\bGen|\bCol|\bSgt)[.!?] +"
)
_NAME = (
    r"(?:(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Capt|Sgt|Maj)\.? )?[A-Z][\w’'-]+(?: (?:al-|de |van )?[A-Z][\w’'-]+){0,4}"
    r"|[Hh]e|[Ss]he|[Tt]hey|[Tt]he [a-z]+(?: [a-z]+)?"
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words: `start`/`end` are article offsets inside the marks.

    `repair` names what was wrong with the marks (None: nothing): missing_opening,
    missing_closing, encloses_attribution, turned_mark. `scare` says that the quotation is a word
    or two inside a sentence, so not an utterance by itself; `continues`, that it carries on the
    quotation before it, over a paragraph break.
    """

    start: int
    end: int
    repair: str | None = None
    scare: bool = False
    continues: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """A quotation in the making: `start`/`end` index the text of one passage."""

    start: int
    end: int
    repair: str | None = None
    closed: bool = True
    continues: bool = False


def find_quotations(
    article: Article,  # noqa: ARG001  # offsets come with the passages; all stages take it
    passages: tuple[Passage, ...],
) -> tuple[Quotation, ...]:
    """Return the quotations in the order of the text; none crosses a passage."""
    out: list[Quotation] = []
    carried = False
    for number, passage in enumerate(passages):
        following = passages[number + 1] if number + 1 < len(passages) else None
        pieces = _pieces(passage.text, carried=carried)
        carried = bool(pieces) and not pieces[-1].closed and _takes_up(following)
        if pieces and not pieces[-1].closed and not carried:
            pieces[-1:] = _unclosed(passage.text, pieces[-1])
        for piece in pieces:
            for mended in _attribution_out(passage.text, piece, pieces):
                start, end = _trim(passage.text, mended.start, mended.end)
                if start < end:
                    out.append(_quotation(passage, replace(mended, start=start, end=end)))
    return tuple(out)


def _quotation(passage: Passage, piece: _Piece) -> Quotation:
    quoted = passage.text[piece.start : piece.end]
    return Quotation(
        start=passage.origin[piece.start],
        end=passage.origin[piece.end - 1] + 1,
        repair=piece.repair,
        scare=_is_scare(quoted),
        continues=piece.continues,
    )


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_scare(quoted: str) -> bool:
    """Say whether quoted words are too few, or a title: no utterance of their own."""
    tokens = quoted.split()
    if not tokens or quoted[-1] in ".,!?…":
        return not any(c.isalnum() for c in quoted)
    if len(tokens) <= SCARE_WORDS:
        return True
    longer = [t for t in tokens if len(t) > 3]
    return (
        len(tokens) <= TITLE_WORDS and not quoted.isupper() and all(t[0].isupper() for t in longer)
    )


def _pieces(text: str, *, carried: bool) -> list[_Piece]:
    """Return the outermost quotations of one passage; the last one may be left open."""
    marks = double_marks(text)
    pieces: list[_Piece] = []
    open_marks: list[Mark] = []
    carried = carried and bool(marks)
    if carried and marks[0].role == "close":
        pieces.append(_Piece(0, marks[0].start, "missing_opening", continues=True))
        marks = marks[1:]
        carried = False
    for number, mark in enumerate(marks):
        role = mark.role or ("close" if open_marks else "open")
        if role == "open" and open_marks and not _nests(mark, open_marks, marks[number + 1 :]):
            pieces.append(_cut_before(text, open_marks[0], mark))
            open_marks = [mark]
        elif role == "open":
            open_marks.append(mark)
        elif open_marks:
            first = open_marks[0]
            open_marks.pop()
            if not open_marks:
                turned = "turned_mark" if first.turned or mark.turned else None
                follows = carried and not pieces and not text[: first.start].strip()
                pieces.append(_Piece(first.end, mark.start, turned, continues=follows))
        else:
            pieces.extend(_opened_before(text, mark, pieces))
    if open_marks:
        follows = carried and not pieces and not text[: open_marks[0].start].strip()
        pieces.append(_Piece(open_marks[0].end, len(text), closed=False, continues=follows))
    singles = [
        _Piece(a, b)
        for start, end in _between(pieces, len(text))
        for a, b in single_pairs(text, start, end)
    ]
    return sorted([*pieces, *singles], key=lambda piece: piece.start)


def _between(pieces: list[_Piece], length: int) -> Iterator[tuple[int, int]]:
    at = 0
    for piece in pieces:
        yield at, max(at, piece.start)
        at = piece.end
    yield at, length


def _nests(mark: Mark, open_marks: list[Mark], rest: list[Mark]) -> bool:
    """Say whether an opening mark inside a quotation has a closing mark of its own."""
    if mark.family != open_marks[-1].family:
        return True
    depth = len(open_marks) + 1
    for later in rest:
        depth += 1 if later.role == "open" else -1
        if depth == 0:
            return True
    return False


def _cut_before(text: str, first: Mark, second: Mark) -> _Piece:
    """Return the quotation of a mark that is never closed, with another opening after it."""
    attribution = _attribution(text, first.end, second.start)
    if attribution:
        return _Piece(first.end, attribution[0], "missing_closing")
    return _Piece(first.end, second.start, "missing_closing")


def _opened_before(text: str, close: Mark, pieces: list[_Piece]) -> list[_Piece]:
    """Return the quotation that a closing mark without an opening one ends, if there is room."""
    floor = pieces[-1].end + 1 if pieces else 0
    stretch = text[floor : close.start]
    if len(stretch.split()) < 2:
        return []
    if pieces:
        # “A,” X said on the radio. B without its opening mark.”
        end = _SENTENCE_END.search(text, floor, close.start)
        broken = _ends_attribution().search(text, floor, close.start)
        start = end.end() if end else broken.end() if broken else None
        return [] if start is None else [_Piece(start, close.start, "missing_opening")]
    start = 0
    for end in _SENTENCE_END.finditer(text, 0, close.start):
        if end.end() < close.start and _speaks(text[start : end.start()]):
            start = end.end()
    lead = _leads_in().search(text, start, close.start)
    return [_Piece(lead.end() if lead else start, close.start, "missing_opening")]


def _unclosed(text: str, piece: _Piece) -> list[_Piece]:
    """Return the quotation whose closing mark is missing: up to its attribution or the end."""
    attribution = _attribution(text, piece.start, piece.end)
    end = attribution[0] if attribution else piece.end
    return [replace(piece, end=end, closed=True, repair="missing_closing")]


def _attribution_out(text: str, piece: _Piece, pieces: list[_Piece]) -> list[_Piece]:
    """Return the piece, or its two halves where the marks wrongly enclose the attribution.

    “The bridge is gone, added Ms. Orr. Nothing is left.” - only where nobody is named outside the
    marks, else the words inside are a quotation in a quotation.
    """
    attribution = _attribution(text, piece.start, piece.end)
    if attribution is None or piece.repair == "missing_closing":
        return [piece]
    later = min((p.start for p in pieces if p.start > piece.end), default=len(text))
    earlier = max((p.end for p in pieces if p.end < piece.start), default=0)
    if _speaks(text[piece.end : later]) or _speaks(text[earlier : piece.start]):
        return [piece]
    start, end = attribution
    halves = [replace(piece, end=start, repair="encloses_attribution")]
    if any(c.isalnum() for c in text[end : piece.end]):
        halves.append(replace(piece, start=end, repair="encloses_attribution", continues=False))
    return halves


def _takes_up(following: Passage | None) -> bool:
    """Say whether the next paragraph carries on a quotation left open.

    It opens with a mark again, as print does, or its first mark is one that closes.
    """
    if following is None or following.kind == "headline":
        return False
    marks = double_marks(following.text)
    if not marks:
        return False
    return marks[0].start == 0 or marks[0].role == "close"


def _attribution(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where a short attribution stands in text[start:end], stops on both sides included."""
    found = _inside().search(text, start, end)
    return (found.start(), found.end()) if found else None


def _speaks(text: str) -> bool:
    """Say whether a form of a speech verb stands in the text."""
    return _form().search(text) is not None


@cache
def _forms() -> str:
    return "|".join(sorted(map(re.escape, words("attribution_forms")), key=len, reverse=True))


@cache
def _form() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_forms()}|according to|saying|adding)\b", re.IGNORECASE)


@cache
def _inside() -> re.Pattern[str]:
    """Match ", added Ms. Orr. " and ", she said, ": attributions between stops."""
    name = rf"(?!(?:We|You|It|This|That|These|There|What|God)\b)(?:{_NAME})"
    said = rf"(?:(?:also|later|then) )?(?:{_forms()})"
    return re.compile(
        rf"(?:, *|(?<=[?!]) +)(?:{said} {name}|{name} {said})"
        r"(?: (?:on |late |early )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?[.,] *"
    )


@cache
def _ends_attribution() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_forms()})\b[^.,]*, +", re.IGNORECASE)


@cache
def _leads_in() -> re.Pattern[str]:
    """Match what stands before a quotation in its sentence: "X said: ", "X said that "."""
    return re.compile(rf"(?:\b(?:{_forms()})\b(?:[,:]| that)?|:) +(?=\S)", re.IGNORECASE)
