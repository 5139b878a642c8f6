"""Find the furniture of a page: repeated headlines, promo lines, captions, credits, end marks.

Precision first: a paragraph that states a fact must stay. A whole block is furniture when one of
`RULES` says what it is; marks inside a paragraph ("[TEXT]") are cut out of it one by one.
"""

import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from functools import cache
from typing import Any

from dateline.lexicon import table
from dateline.records import Article, Furniture, Span

# Promo lines are short; a long paragraph that starts like one is read.
_LONGEST = 450
# Two headlines are one when this much of their letters agree, in order.
_SAME = 0.9
_NAMES = re.compile(r"[\w’'.-]+")
_STOPPED = re.compile(r"[.!?…][\"'”’»)\]]*$|[\"”»]$")
_COUNTER = re.compile(
    r"\(?(?:visited \d[\d,]* times?\b.*|slideshow \( ?\d+ images? ?\)|image \d+ of \d+\b.*"
    r"|page \d+(?: of \d+)?|\d+ comments?|\d+ shares?|\d+ min(?:ute)?s? read|\d{1,2}:\d\d)\)?",
    re.IGNORECASE,
)
# AP style: "In this Monday, Jan. 9, 2023, photo, ..." opens a caption.
_IN_THIS_PHOTO = re.compile(
    r"in this (?:[\w.]+,? ){0,8}(?:photo|photograph|image|picture|frame grab|file photo)\b",
    re.IGNORECASE,
)
_LAST_BRACKETS = re.compile(r"\((?P<inside>[^()]{2,120})(?:\)\.?|/|$)$")
# Where a phrase ends: at a word's end, or where a page lost its line break ("newsletterReceive").
_LABEL = re.compile(r"[^.:]{2,40}:\s")
_END = r"(?:\b|(?-i:(?=[A-Z])))"
_MEDIUM_END = re.compile(
    r"[-–—|]\s*(?:video|audio|podcast|in pictures|gallery|live)\W*$", re.IGNORECASE
)

Rule = Callable[[str], str | None]


def find_furniture(article: Article, story: list[tuple[int, int]]) -> Iterator[Furniture]:
    """Yield the furniture among the blocks below the headline, and the marks inside them."""
    text = article.text
    taken = [span for span in (article.byline, article.dateline and article.dateline.span) if span]
    mixed = not _mostly_capitals(text)
    prose = _is_punctuated(text, story)
    for number, (start, end) in enumerate(story):
        block = text[start:end]
        kind = (
            _repeats(block, article.headline, "repeated_headline")
            or _repeats(block, article.byline, "repeated_byline")
            or is_furniture(block)
            or (_shouted_line(block) if mixed and number else None)
        )
        if kind is None and prose and 0 < number < len(story) - 1:
            kind = _subheading(block, text[slice(*story[number + 1])])
        span = article.span(start, end)
        if any(span.overlaps(other) for other in taken):
            yield from _marks(article, max(s.end for s in taken if span.overlaps(s)), end)
        elif kind:
            yield Furniture(span=span, kind=kind)
        else:
            yield from _marks(article, start, end)


def is_furniture(block: str) -> str | None:
    """Return what kind of furniture a block is by its own words, or None."""
    if len(block) > _LONGEST:
        return None
    line = " ".join(block.split())
    return next((kind for rule in RULES if (kind := rule(line))), None)


def _repeats(block: str, first: Span | None, kind: str) -> str | None:
    """Say that a block is an opening line once more, perhaps with other spelling or an outlet."""
    if first is None or len(block) > 1.5 * len(first.text) + 40:
        return None
    ours, theirs = _letters(block), _letters(first.text)
    if ours == theirs:
        return kind
    # A repeat with other figures is news, and one that ends in a full stop is a sentence.
    if re.findall(r"\d+", block) != re.findall(r"\d+", first.text) or block.rstrip().endswith("."):
        return None
    if theirs and ours.startswith(theirs) and re.match(r"\s*[-–—|(]", block[len(first.text) :]):
        return kind  # "Headline - The Daily Courier"
    if len(theirs) < 20 or abs(len(ours) - len(theirs)) > 0.1 * len(theirs):
        return None
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    close = matcher.real_quick_ratio() >= _SAME and matcher.quick_ratio() >= _SAME
    return kind if close and matcher.ratio() >= _SAME else None


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


@cache
def _openings(kind: str) -> re.Pattern[str]:
    phrases = sorted(table("furniture")[kind], key=len, reverse=True)
    return re.compile(
        "|".join(re.escape(p) + (_END if p[-1].isalnum() else "") for p in phrases), re.IGNORECASE
    )


@cache
def _whole() -> dict[str, str]:
    rows: dict[str, Any] = table("furniture")["whole"]
    return {str(line): kind for kind, lines in rows.items() for line in lines}


def _is_whole(line: str) -> str | None:
    return _whole().get(line.casefold().rstrip(".")) or _whole().get(line.casefold())


def _is_counter(line: str) -> str | None:
    return "widget" if _COUNTER.fullmatch(line) else None


def _is_promo(line: str) -> str | None:
    """Say that a line speaks to the reader: "Read more: ...", "Sign up for our newsletter"."""
    found = _openings("promo").match(line) or _MEDIUM_END.search(line)
    return "promo" if found and not _reports(line) else None


def _is_caption(line: str) -> str | None:
    """Say that a line describes a picture: "Photo: ...", "In this ... photo", "... (A. Name/AP)"."""
    if _openings("caption").match(line) or _IN_THIS_PHOTO.match(line):
        return "caption"
    brackets = _LAST_BRACKETS.search(line)
    if brackets is None:
        return None
    inside = brackets["inside"]
    words = re.findall(r"[^\W\d_]+", inside)
    signed = brackets.start() == 0 or len(words) > 1 or "@" in inside
    # "(A. Name/AFP)" is names and no more; "(AFP could not reach the area)" speaks.
    signed = signed and all(
        word[0].isupper() or word in table("furniture")["credit_words"] for word in words
    )
    by = any(
        re.search(rf"\b{re.escape(w)}\b", inside) for w in table("furniture")["picture_credit"]
    )
    return "caption" if signed and by and not _reports(line[: brackets.start()]) else None


def _is_credit(line: str) -> str | None:
    if _openings("credit").match(line) and not _reports(line):
        return "credit"
    ends = line.casefold().rstrip(".")
    return "credit" if any(ends.endswith(e) for e in table("furniture")["credit_ends"]) else None


# The first that knows a line names its kind.
RULES: tuple[Rule, ...] = (
    _is_whole, _is_counter, _is_promo, _is_caption, _is_credit,
)  # fmt: skip


def _reports(line: str) -> bool:
    """Say whether a line goes on to report: it holds a quotation, or a second sentence of length."""
    sentences = re.split(r"(?<=[a-z0-9”\"])[.!?]\s+(?=[A-Z“\"])", line)
    said = any(re.search(rf"\b{cue}\b", line) for cue in table("furniture")["reporting"])
    labelled = _LABEL.match(line)
    return said and (
        len(sentences) > 1
        or bool(re.search(r"[“\"«]", line))
        or (line.endswith(".") and not labelled)
    )


def _shouted_line(block: str) -> str | None:
    """Say that a line in capitals stands in a text that is not: a link to another story."""
    words = _NAMES.findall(block)
    if len(words) < 3 or len(block) > _LONGEST or _STOPPED.search(block.rstrip("?!")):
        return None
    return "promo" if _mostly_capitals(block) else None


def _subheading(block: str, following: str) -> str | None:
    """Say that a short line without a full stop heads the paragraphs below it."""
    words = _NAMES.findall(block)
    if not 0 < len(words) <= 8 or len(block) > 60 or "\n" in block:
        return None
    # A colon inside makes it a speaker's label: "Biden: we will not wait".
    if any(char.isdigit() or char == ":" for char in block) or _STOPPED.search(
        block.rstrip("?”’\"'")
    ):
        return None
    opens = block[0].isupper() or block[0] in "‘’'“\""
    return (
        "subheading"
        if opens and block[-1] not in ",;:-–—" and len(following) > 2 * len(block)
        else None
    )


def _is_punctuated(text: str, story: list[tuple[int, int]]) -> bool:
    """Say whether paragraphs end like sentences here, so that a line that does not stands out."""
    long = [(start, end) for start, end in story if end - start > 60]
    stopped = sum(bool(_STOPPED.search(text[max(start, end - 4) : end])) for start, end in long)
    return len(long) > 2 and stopped >= 0.8 * len(long)


def _mostly_capitals(text: str) -> bool:
    upper = sum(map(str.isupper, text))
    return upper > 0 and upper >= 0.8 * (upper + sum(map(str.islower, text)))


@cache
def _mark_pattern() -> re.Pattern[str]:
    words = table("furniture")
    wire = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in words["wire_marker"])
    ends = "|".join(re.escape(w) for w in words["end_mark"])
    return re.compile(
        rf"(?P<wire_marker>\[\s?(?i:{wire})\s?\])"
        r"|(?P<subheading>(?<!=)={2,4}[^=\n]{1,80}={2,4})"
        rf"|(?P<end_mark>(?<=[.!?”\"'\s])(?:{ends})$)"
        r"|(?P<cut_mark>\[\+?\d[\d,]* (?:more )?(?:chars|characters|words)\]$)"
    )


def _marks(article: Article, start: int, end: int) -> Iterator[Furniture]:
    """Yield the marks inside a paragraph that are not the reporter's: "[TEXT]", a closing "■"."""
    for match in _mark_pattern().finditer(article.text, start, end):
        yield Furniture(span=article.span(*match.span()), kind=str(match.lastgroup))
