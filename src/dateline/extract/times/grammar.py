"""The words and the pieces of pattern that every rule for times is made of."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from dateline.extract.times.values import Reading
from dateline.lexicon import table

Tense = Literal["past", "future"]
# Words before an expression that may bear on it: never more than this many characters back.
_LOOK_BACK = 24
_DAILY = ("day", "part_of_day", "instant")
# A day told in an earlier paragraph still holds for "at 10 pm" if it is this near publication.
_NEWS_DAYS = 7
# "In December ... in January": in a story told year by year the year turns where a date would
# lie this many months back; a shorter step back is one of the telling ("by August, as in June").
YEAR_TURNS = 8
# "... in May 2014. In July, ..." goes on in 2014 when that is at least so many years back.
_BACKGROUND_YEARS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What an expression is settled against.

    `focus` is the last expression before it that tells a day, week or month, `wide` the last that
    tells a year; `tense` is that of the clause, None where no verb tells. `period` is the
    quarter that a report on business tells of; `year` is the one of a date joined to this one ("April and June 1955"); `history` holds when the whole text tells of
    years long past.
    """

    published: date | None
    focus: Reading | None = None
    wide: Reading | None = None
    near: bool = False
    tense: Tense | None = None
    period: Reading | None = None
    year: int | None = None
    history: bool = False

    @property
    def here(self) -> date | None:
        """The day the story is at: the last one told if it is news, else that of publication."""
        day = self.focus.day if self.focus else None
        if day is None or self.focus is None or self.focus.granularity not in _DAILY:
            return self.published
        old = self.published is not None and abs((self.published - day).days) > _NEWS_DAYS
        return self.published if old and not self.near else day

    @property
    def background(self) -> date | None:
        """The day a paragraph of background is at: two years or more before publication.

        In a news report a bare year ("founded in 1998") tells of no more than its clause.
        """
        told = self.focus
        if self.history:
            return self.wide.day if self.wide else None
        if (
            self.tense == "future"
            or not self.near
            or self.published is None
            or told is None
            or told is not self.wide
        ):
            return None
        old = told.day is not None and self.published.year - told.day.year >= _BACKGROUND_YEARS
        return told.day if old else None

    @property
    def then(self) -> date | None:
        """The day a narrative step starts from: the focus, else the day of publication."""
        return self.focus.day if self.focus and self.focus.day else self.published

    @property
    def then_or_year(self) -> date | None:
        """The day a step of years starts from: the last expression that tells a year."""
        return self.wide.day if self.wide and self.wide.day else self.published


DIGITS = "0"
_WORD = re.compile(r"[a-z]+")
_FIGURE = re.compile(r"\d")

Resolver = Callable[["re.Match[str]", Moment], Reading | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what reads its matches; None means that the match is no time after all.

    The pattern can match only where one of the words `needs` stands, in lower case; DIGITS is any
    figure. Most rules are passed over so: looking for the words costs a tenth of the pattern.
    """

    name: str
    pattern: "re.Pattern[str]"
    read: Resolver
    needs: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The lexicon as look-up tables, and as alternatives ready for a pattern (no groups)."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    parts: Mapping[str, tuple[str, str, str, int]]
    seasons: Mapping[str, tuple[str, int, int]]
    units: Mapping[str, str]
    numbers: Mapping[str, float]
    ordinals: Mapping[str, int]
    holidays: Mapping[str, tuple[int, int]]
    phrases: Mapping[str, Any]
    ambiguous_months: frozenset[int]
    number: str
    vague: str
    about: str
    unit: str
    month: str
    weekday: str
    part: str
    season: str
    ordinal: str
    day: str
    unit_words: frozenset[str]
    day_words: frozenset[str]


@cache
def words() -> Words:
    """Return the words of time, loaded once."""
    names, phrases = table("time_names"), table("time_phrases")
    cardinals: Mapping[str, float] = table("numbers")["cardinals"]
    numbers = {**cardinals, **names["numbers"]}
    tens = [word for word, n in cardinals.items() if n >= 20]
    ones = [word for word, n in cardinals.items() if n < 10]
    number = "|".join(
        (
            r"\d{1,3}(?:,\d{3})+",
            r"\d+ \d/\d",
            r"\d+(?:[.]\d+)?",
            f"(?:{either(tens)})[- ](?:{either(ones)})",
            either(numbers),
        )
    )
    weekday = either(names["weekdays"])
    # "Sept. 3" keeps its dot; "in May." does not.
    short = [
        name for name in names["months"] if len(name) <= 4 and name not in ("may", "june", "july")
    ]
    month = rf"(?:(?:{either(short)})\b\.?|{either(set(names['months']) - set(short))})"
    return Words(
        months=names["months"],
        weekdays=names["weekdays"],
        parts={word: tuple(row) for word, row in names["parts"].items()},
        seasons={word: tuple(row) for word, row in names["seasons"].items()},
        units=names["units"],
        numbers=numbers,
        ordinals=names["ordinals"],
        holidays={word: tuple(row) for word, row in phrases["holidays"].items()},
        phrases=phrases,
        ambiguous_months=frozenset(names["months_ambiguous"]),
        number=f"(?:{number})",
        vague=f"(?:{either(names['amounts_vague'])})",
        about=f"(?:(?:{either(phrases['approximate'])}) )?",
        unit=r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|quarters?|years?"
        r"|decades?|centur(?:y|ies))",
        month=month,
        weekday=f"(?:{weekday})",
        part=f"(?:{either(names['parts'])})",
        season=f"(?:{either(names['seasons'])})",
        ordinal=f"(?:{either(names['ordinals'])})",
        day=_day(f"(?:{weekday})", month, either(_feasts(phrases))),
        unit_words=frozenset(
            form for unit in names["units"] for form in (unit, f"{unit}s", f"{unit[:-1]}ies")
        ),
        day_words=frozenset(
            (
                *names["weekdays"],
                *names["months"],
                *(word for feast in _feasts(phrases) for word in feast.split()),
                *("day", "today", "yesterday", "tomorrow", DIGITS),
            )
        ),
    )


# Days of the month and years, as figures.
DOM = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_YEAR_OF = rf"(?:,? (?:of )?{YEAR}|,? (?:of )?(?:this|last|next) year)?"


def _day(weekday: str, month: str, holidays: str) -> str:
    """Return the pattern of everything that names one day; `days` reads what it matches."""
    month_day = rf"{month} (?:the )?{DOM}(?![\d:,.]*\d){_YEAR_OF}"
    day_month = rf"(?:the (?=\d+[a-z]))?{DOM} (?:of )?{month}{_YEAR_OF}"
    dated = rf"{month_day}|{day_month}|{YEAR}-\d\d-\d\d|\d\d?[./]\d\d?[./]{YEAR}(?![\d/])"
    which = "last|next|this|this past|this coming|the previous|the following|the next|that|the same"
    return (
        rf"(?:(?:{weekday},? ?(?:the )?)?(?:{dated})"
        rf"|(?:(?:{which}) )?{weekday}(?: (?:last|this|next) week)?"
        r"|the day before yesterday|the day after tomorrow|yesterday|today|tomorrow"
        r"|(?:that|the) (?:very )?same day|that (?:very )?day|the (?:next|following|previous) day"
        rf"|(?:the|a) day (?:(?:before|after)(?=[.,;]|$)|earlier|later)"
        rf"|(?:last )?(?:{holidays})(?:,? (?:in |of )?{YEAR})?)"
    )


def _feasts(phrases: Mapping[str, Any]) -> list[str]:
    return [
        *phrases["holidays"],
        *phrases["feasts_from_easter"],
        *phrases["feasts_on_weekdays"],
    ]


def either(options: Iterable[str]) -> str:
    """Return the alternatives of a pattern, longest first, spaces as they stand."""
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(options, key=_longest))


def _longest(word: str) -> tuple[int, str]:
    return -len(word), word


def rule(name: str, pattern: str, read: Resolver, needs: Iterable[str]) -> Rule:
    """Return a rule; the pattern ignores case and matches whole words."""
    whole = re.compile(rf"(?<![\w'’-])(?:{pattern})(?![\w])", re.IGNORECASE)
    return Rule(name, whole, read, frozenset(needs))


def vocabulary(text: str) -> set[str]:
    """Return the words of a text in lower case, and DIGITS if it holds a figure."""
    found = set(_WORD.findall(text.lower()))
    if _FIGURE.search(text):
        found.add(DIGITS)
    return found


def count_of(text: str | None) -> float | None:
    """Return the number that an amount stands for; None where it is vague ("several").

    Example:
        >>> count_of("twenty-one"), count_of("2 1/2"), count_of("a"), count_of("several")
        (21, 2.5, 1, None)
    """
    if not text:
        return None
    text = text.lower().strip()
    numbers = words().numbers
    if text in numbers:
        return numbers[text]
    halves = re.fullmatch(r"(\d+) (\d)/(\d)", text)
    if halves and halves[3] != "0":
        return int(halves[1]) + int(halves[2]) / int(halves[3])
    if re.fullmatch(r"[\d,]+(?:\.\d+)?", text):
        value = float(text.replace(",", ""))
        return value if value % 1 else int(value)
    parts = re.split(r"[- ]", text)
    if len(parts) == 2 and all(part in numbers for part in parts):
        return numbers[parts[0]] + numbers[parts[1]]
    return None


def unit_of(text: str) -> str:
    """Return the TIMEX3 unit of a word, in the singular or plural."""
    word = text.lower()
    singular = "century" if word == "centuries" else word.removesuffix("s")
    return words().units[singular]


def month_of(text: str) -> int:
    """Return the number of a month's name, with or without its dot."""
    return words().months[text.lower().rstrip(".")]


def word_before(match: "re.Match[str]") -> str:
    """Return the word before a match, in lower case, or ""."""
    head = match.string[max(0, match.start() - _LOOK_BACK) : match.start()].lower().rstrip(" -")
    found = re.search(r"[\w’']+$", head)
    return found[0] if found else ""


def is_capital(name: str) -> bool:
    """Say whether a name of the calendar is written as one: "March", not "march"."""
    return name[:1].isupper()
