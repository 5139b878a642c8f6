"""Number expressions: what is counted from where to where ("at least four", "dozens", "10 to 15").

A quantity is a run of tokens and its bounds. Whether it counts people is for others to say.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline import lexicon
from dateline.extract.tolls.frames import is_change

Bounds = tuple[int | None, int | None]

DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
GROUP = re.compile(r"\d{3}")  # "473 400": thousands set apart by a space
CURRENCY = frozenset("$€£¥₹₽₴")
HYPHENS = frozenset("-–—")
# Stand before a number and change nothing about it: "the four", "another three", "all 20".
NEUTRAL = frozenset(
    ["the", "another", "other", "additional", "further", "these", "those", "all", "his", "their"]
)
# "four-man crew", "2-year-old", "12%": the number measures, it does not count.
MEASURES = frozenset(["%", "percent", "per", "percentage", "th", "nd", "rd", "st"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """Bounds of a count; `start`/`end` are token indexes in the document, half-open.

    `core` is the token that carries the number. `vague`: counted by nobody ("several").
    `single`: no number at all, only an article ("a soldier").
    """

    min: int | None
    max: int | None
    start: int
    end: int
    core: Token
    vague: bool = False
    single: bool = False
    why: str = "number"


@cache
def _qualifiers() -> Mapping[tuple[str, ...], str]:
    """Return the words of each qualifier -> the kind of bound it makes."""
    rows = lexicon.table("numbers")
    return {
        tuple(phrase.split()): kind
        for kind in ("about", "fewer_than", "up_to", "more_than", "at_least")
        for phrase in rows[kind]
    }


@cache
def _phrases(key: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in lexicon.table("numbers")[key])


def find_quantities(sentence: Tokens) -> tuple[Quantity, ...]:
    """Return the quantities of a sentence in order; none overlaps another."""
    out: list[Quantity] = []
    tokens = list(sentence)
    at = 0
    while at < len(tokens):
        found = _counted(tokens, at) or _uncounted(tokens, at) or _article(tokens, at)
        if found is None:
            at += 1
            continue
        while (
            out and out[-1].end > found.start
        ):  # "several" of "several hundred", "a" of "a total of"
            out.pop()
        out.append(found)
        at = found.end - tokens[0].i
    return tuple(out)


def _counted(tokens: list[Token], at: int) -> Quantity | None:
    """Return the quantity whose number starts at `at`, with its qualifiers."""
    number = _number(tokens, at)
    if number is None or _measures(tokens, at, number[1]):
        return None
    low, end, is_open = number
    high = low
    between = at > 0 and tokens[at - 1].lower_ == "between"
    other = None if is_change(tokens, at) else _range_end(tokens, end, between=between)
    if other is not None:
        bound, end, is_open = other
        # "20 to 30,000": the thousands are said once.
        if low < 1000 <= bound and bound % 1000 == 0 and low * 1000 <= bound:
            low *= 1000
        if bound < low:
            return None
        high = bound
    core = tokens[end - 1]
    kind, start = _qualified(tokens, at - between)
    for after, sort in (("or_more", "at_least"), ("or_so", "about")):
        if _ends_with(tokens, end, _phrases(after)):
            kind, end = kind or sort, end + 2
    if tokens[at].text.endswith("+"):
        kind = "at_least"
    bounds = _bound(kind, low, None if is_open else high)
    return Quantity(
        min=bounds[0], max=bounds[1], start=tokens[start].i, end=tokens[end - 1].i + 1,
        core=core, why=kind or ("vague_plural" if is_open else "number"),
    )  # fmt: skip


def _bound(kind: str | None, low: int, high: int | None) -> Bounds:
    """Return the bounds of low..high (None: open) under a qualifier.

    >>> _bound("more_than", 100, 100), _bound("up_to", 20, 20), _bound("about", 7, 7)
    ((101, None), (None, 20), (7, 7))
    """
    if kind == "at_least":
        return low, None
    if kind == "more_than":
        return low + 1, None
    if kind == "up_to":
        return None, high
    if kind == "fewer_than":
        return None, None if high is None else high - 1
    return low, high


def _measures(tokens: list[Token], at: int, end: int) -> bool:
    """Say whether the number is part of a measure: "2-year-old", "12 %", "$ 30", "No. 4"."""
    before = tokens[at - 1] if at else None
    after = tokens[end] if end < len(tokens) else None
    if before is not None:
        if before.text in CURRENCY or before.lower_ in ("no.", "number", "article", "resolution"):
            return True
        if before.text in HYPHENS and not before.whitespace_ and at > 1:
            return not tokens[at - 2].like_num and not tokens[at - 2].whitespace_
    if after is None:
        return False
    if after.text in HYPHENS and not tokens[end - 1].whitespace_:
        return not (end + 1 < len(tokens) and tokens[end + 1].like_num) and not after.whitespace_
    return after.lower_ in MEASURES


def _range_end(tokens: list[Token], at: int, *, between: bool) -> tuple[int, int, bool] | None:
    """Return the upper number of a range that goes on at `at`: "to 80", "- 15", "or three"."""
    if at + 1 >= len(tokens):
        return None
    joint = tokens[at].lower_
    if joint in ("to", "or") or joint in HYPHENS or (between and joint == "and"):
        return _number(tokens, at + 1)
    return None


def _qualified(tokens: list[Token], at: int) -> tuple[str | None, int]:
    """Return the bound made by the words before `at`, and where those words start."""
    kind = None
    for _ in range(4):
        for length in (4, 3, 2, 1):
            words = tuple(t.lower_ for t in tokens[max(0, at - length) : at])
            if len(words) == length and words in _qualifiers():
                # "at least about 40": the bound counts, not the looseness.
                kind = _qualifiers()[words] if kind in (None, "about") else kind
                at -= length
                break
        else:
            if at and (tokens[at - 1].lower_ in NEUTRAL or tokens[at - 1].lower_ == "between"):
                at -= 1
            else:
                break
    return kind, at


def _number(tokens: list[Token], at: int) -> tuple[int, int, bool] | None:
    """Return value, end and openness of the number that starts at `at`."""
    for read in (_vague_plural, _article_and_scale, _digits, _spelled):
        found = read(tokens, at)
        if found is not None:
            return found
    return None


def _vague_plural(tokens: list[Token], at: int) -> tuple[int, int, bool] | None:
    """Read "dozens", "tens of thousands"; its value is the least it can mean."""
    rows = lexicon.table("numbers")
    if (value := rows["vague"].get(tokens[at].lower_)) is None:
        return None
    if at + 2 < len(tokens) and tokens[at + 1].lower_ == "of":
        times = rows["scales"].get(tokens[at + 2].lower_.removesuffix("s"))
        if times is not None and tokens[at + 2].lower_.endswith("s"):
            base = {"tens": 20, "dozens": 24}.get(tokens[at].lower_, value)
            return base * times, at + 3, True
    return None if tokens[at].lower_ == "tens" else (value, at + 1, True)


def _article_and_scale(tokens: list[Token], at: int) -> tuple[int, int, bool] | None:
    """Read "a dozen", "half a dozen", "a couple of", "several hundred"."""
    rows = lexicon.table("numbers")
    words = [t.lower_ for t in tokens[at : at + 3]]
    if words[:2] in (["half", "a"], ["half", "-"]) and len(words) == 3:
        scale = rows["scales"].get(words[2])
        return (scale // 2, at + 3, False) if scale else None
    if len(words) < 2:
        return None
    if words[0] in ("a", "one") and words[1] in rows["pairs"]:
        return 2, at + 2, False
    scale = rows["scales"].get(words[1])
    if words[0] == "a" and scale and words[1] != "score":
        return scale, at + 2, False
    if words[0] in rows["several"] and scale:
        return 2 * scale, at + 2, True
    return None


def _digits(tokens: list[Token], at: int) -> tuple[int, int, bool] | None:
    """Read "3,200", "473 400", "1.2 million", "20+"."""
    text = tokens[at].text.removesuffix("+")
    if not DIGITS.fullmatch(text):
        return None
    value = float(text.replace(",", ""))
    end = at + 1
    while (
        end < len(tokens)
        and value < 1000
        and GROUP.fullmatch(tokens[end].text)
        and tokens[end - 1].whitespace_
        and "," not in text
    ):
        value = value * 1000 + int(tokens[end].text)
        end += 1
    return _scaled(tokens, end, value)


def _spelled(tokens: list[Token], at: int) -> tuple[int, int, bool] | None:
    """Read "twenty-five", "two hundred and six"; a scale word needs a number before it."""
    cardinals = lexicon.table("numbers")["cardinals"]
    value = cardinals.get(tokens[at].lower_)
    if value is None:
        return None
    end = at + 1
    if value >= 20 and end + 1 < len(tokens) and tokens[end].text in HYPHENS:
        unit = cardinals.get(tokens[end + 1].lower_)
        if unit is not None and unit < 10:
            value, end = value + unit, end + 2
    found = _scaled(tokens, end, float(value))
    if found is None or found[0] < 100:
        return found
    total, end, _ = found
    rest = end + 1 if end < len(tokens) and tokens[end].lower_ == "and" else end
    if rest < len(tokens):
        more = _spelled(tokens, rest)
        if more is not None and more[0] < 100:
            return total + more[0], more[1], False
    return found


def _scaled(tokens: list[Token], at: int, value: float) -> tuple[int, int, bool] | None:
    """Multiply by the scale words at `at`; a fraction of a person is no count."""
    scales = lexicon.table("numbers")["scales"]
    while at < len(tokens) and tokens[at].lower_ in scales and tokens[at].lower_ != "score":
        value *= scales[tokens[at].lower_]
        at += 1
    return (int(value), at, False) if value == int(value) else None


def _ends_with(tokens: list[Token], at: int, phrases: frozenset[tuple[str, ...]]) -> bool:
    return tuple(t.lower_ for t in tokens[at : at + 2]) in phrases


def _uncounted(tokens: list[Token], at: int) -> Quantity | None:
    """Return "no one", "several", "an unknown number of": nobody, or nobody has counted."""
    for key, none in (("none", True), ("unquantified", False)):
        for phrase in _phrases(key):
            words = tuple(t.lower_ for t in tokens[at : at + len(phrase)])
            if words == phrase:
                if at and tokens[at - 1].lower_ in ("as", "how", "so", "too", "not"):
                    return None
                end = at + len(phrase)
                last = tokens[end - 1]
                core = tokens[end - 2] if last.lower_ == "of" else last
                return Quantity(
                    min=0 if none else None, max=0 if none else None, start=tokens[at].i,
                    end=last.i + 1, core=core, vague=not none, why="none" if none else "unquantified",
                )  # fmt: skip
    return None


def _article(tokens: list[Token], at: int) -> Quantity | None:
    """Return the one of "a soldier" and the nought of "no soldiers"; what follows is unseen."""
    token = tokens[at]
    if token.lower_ not in ("a", "an", "another", "no") or token.dep_ not in ("det", "neg"):
        return None
    count = 0 if token.lower_ == "no" else 1
    return Quantity(
        min=count, max=count, start=token.i, end=token.i + 1, core=token,
        single=count == 1, why="article" if count else "none",
    )  # fmt: skip
