"""Find time expressions and settle them against the day of publication."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from dateline.article.parse import Parse
from dateline.article.passages import Passage
from dateline.extract.times import clock, days, periods, running, spans, spoken, steps
from dateline.extract.times.frame import LONG_PAST, is_history, year_after
from dateline.extract.times.grammar import Moment, Rule, is_capital, vocabulary, word_before, words
from dateline.extract.times.grammar import rule as pattern
from dateline.extract.times.precision import acled_time_precision, ucdp_date_prec
from dateline.extract.times.tense import tense_of
from dateline.extract.times.values import Reading, shift
from dateline.records import TimeSpan, Timex

# What joins two times into one stretch, and whether it needs a word before the first:
# "between Monday and Tuesday", "from 2019 to 2023", "mid-2016 to late 2018".
_LINK = re.compile(r" ?(?P<link>and|to|until|till|through|[-–—]) ?(?:the )?", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween (?:the )?$", re.IGNORECASE)
# What the story is told by: after these "the next day" counts from here.
_TELLING = frozenset(("day", "part_of_day", "instant", "hour", "month", "year", "week"))
# "For the nine months it lost more than a year earlier": no longer compared by the quarter.
_MONTHS_TOLD = re.compile(r"the (?:first |latest )?(?:six|nine|6|9) months", re.IGNORECASE)
# A programme's or a book's title follows its mark: "This Week".
_QUOTED = re.compile(r"(?:[\"“‘`']|'')(?:\d+ )?$")
_FROM = re.compile(r"\bfrom (?:the )?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Found:
    """A reading and where it stands in its passage."""

    start: int
    end: int
    reading: Reading


def find_times(parse: Parse) -> tuple[TimeSpan, ...]:
    """Return the time expressions in the order of the text.

    Without a publication day relative expressions keep their granularity and have no start or
    end, and say so ("no_publication_day"). Durations and sets have no granularity either.
    """
    published = date.fromisoformat(parse.article.published) if parse.article.published else None
    moment = Moment(published=published, history=is_history(parse.article.text, published))
    out: list[TimeSpan] = []
    for passage in parse.passages:
        # The year of a paragraph of background ends with it, that of a history goes on.
        moment = replace(moment, near=moment.history and moment.near)
        found, moment = _read_passage(parse, passage, moment)
        for item in _joined(passage.text, found):
            out.append(_time_span(parse, passage, item, f"t{len(out) + 1}"))
    return tuple(out)


def _read_passage(parse: Parse, passage: Passage, moment: Moment) -> tuple[list[_Found], Moment]:
    """Read one passage from left to right; the story's last day is handed on."""
    found: list[_Found] = []
    for match, rule in _candidates(passage.text):
        if found and match.start() < found[-1].end:
            continue
        start, end = _offsets(passage, match.start(), match.end())
        tense = tense_of(parse.tokens(start, end))
        year = year_after(passage.text, match.end())
        reading = rule.read(match, replace(moment, tense=tense, year=year))
        if reading is None or _in_a_name(match):
            continue
        found.append(_Found(match.start(), match.end(), reading.because(rule.name)))
        if "-Q" in reading.value and rule.name == "quarter":
            moment = replace(moment, period=reading)
        elif rule.name == "duration" and _MONTHS_TOLD.match(match[0]):
            moment = replace(moment, period=None)
        if reading.granularity in _TELLING and _tells(reading, moment) and not _looks_back(match):
            moment = replace(moment, wide=reading)
            if reading.granularity != "year":
                moment = replace(moment, focus=reading, near=True)
    return found, moment


def _tells(reading: Reading, moment: Moment) -> bool:
    """Say whether the story goes on from a reading; "now" is no part of a history."""
    if reading.day is None:
        return False
    if not moment.history or moment.published is None or reading.basis == "stated":
        return True
    return moment.published.year - reading.day.year >= LONG_PAST


def _looks_back(match: "re.Match[str]") -> bool:
    """Say whether a reading compares with the year before: the story does not go there."""
    groups = match.groupdict()
    return (groups.get("way") or "").lower() == "earlier" and groups["unit"].startswith("year")


def _candidates(text: str) -> list[tuple["re.Match[str]", Rule]]:
    """Return what the rules match, from left to right, the longest first, then by rule order."""
    known = vocabulary(text)
    found = [
        (match.start(), -match.end(), order, match, rule)
        for order, rule in enumerate(_rules())
        if not rule.needs.isdisjoint(known)
        for match in rule.pattern.finditer(text)
    ]
    return [(match, rule) for *_, match, rule in sorted(found, key=lambda row: row[:3])]


@cache
def _rules() -> tuple[Rule, ...]:
    return (
        pattern("day", words().day, _day, words().day_words),
        *clock.rules(),
        *running.rules(),
        *spoken.rules(),
        *steps.rules(),
        *periods.rules(),
        *spans.rules(),
    )


def _day(match: "re.Match[str]", moment: Moment) -> Reading | None:
    if word_before(match) in words().phrases["before_a_named_day"]:
        return None  # "Bloody Sunday"
    return days.read_day(match[0], moment)


def _in_a_name(match: "re.Match[str]") -> bool:
    """Say whether a name holds the words: "9 May Avenue", "60 Minutes", "USA Today"."""
    after = re.match(r" ([a-z]+)", match.string[match.end() :][:16].lower())
    if after and after[1] in words().phrases["after_a_named_day"]:
        return True
    head = match.string[max(0, match.start() - 12) : match.start()]
    if match[0] == "Today":
        return bool(re.search(r"\b[A-Z]{2,} $", head))
    told = [*re.findall(r"\d+ $", head), *filter(None, re.split(r"[ -]", match[0]))]
    if len(told) < 2 or not all(is_capital(word) or word[0].isdigit() for word in told):
        return False
    known = {*words().weekdays, *words().months}
    return _QUOTED.search(head) is not None and known.isdisjoint(
        w.lower().strip(".,") for w in told
    )


def _joined(text: str, found: list[_Found]) -> Iterator[_Found]:
    """Yield the readings, two that bound one stretch ("between Monday and Tuesday") as one."""
    waiting: _Found | None = None
    for item in found:
        if waiting is None:
            waiting = item
            continue
        both = _stretch(text, waiting, item)
        if both is None:
            yield waiting
            waiting = item
        else:
            yield both
            waiting = None
    if waiting is not None:
        yield waiting


def _stretch(text: str, first: _Found, second: _Found) -> _Found | None:
    """Return the stretch from one reading to the next one, if the words between say so."""
    link = _LINK.fullmatch(text, first.end, second.start)
    start, end = first.reading, second.reading
    if link is None or start.day is None or end.last_day is None:
        return None
    head, word = text[max(0, first.start - 16) : first.start], link["link"].lower()
    if word == "and":
        if not _BETWEEN.search(head):
            return None
    elif not _FROM.search(head) and start.granularity != end.granularity:
        return None
    begin, value = start.start, start.value
    clocks = start.granularity == end.granularity == "instant"
    if clocks and "day_of_story" in start.why and start.start and end.start:
        # "between 3 am and 5 am on Monday"
        begin = value = end.start[:10] + start.start[10:]
    elif start.day > end.last_day:
        # "between Sunday and Tuesday", "from November to March": the first is the one before.
        step = {"day": ("W", -1), "part_of_day": ("W", -1), "month": ("Y", -1)}
        unit, count = step.get(start.granularity or "", ("", 0))
        back = shift(start.day, count, unit) if unit else None
        if back is None or back > end.last_day:
            return None
        begin = back.isoformat()
        value = start.value.replace(start.day.isoformat(), begin).replace(
            f"{start.day:%Y-%m}", f"{back:%Y-%m}"
        )
    reading = Reading(
        value=f"{value}/{end.value}",
        granularity="range",
        start=begin,
        end=end.end,
        basis=start.basis,
        why=(*start.why, *end.why, "stretch"),
    )
    return _Found(first.start, second.end, reading)


def _offsets(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """Return the article offsets of a stretch of the passage's text."""
    return passage.origin[start], passage.origin[end - 1] + 1


def _time_span(parse: Parse, passage: Passage, item: _Found, id: str) -> TimeSpan:
    reading = item.reading
    # A night is one day's, though it ends on the next.
    last = reading.day if reading.granularity == "part_of_day" else reading.last_day
    undated = reading.granularity is not None and reading.start is None and reading.end is None
    missing = ("no_publication_day",) if undated and parse.article.published is None else ()
    return TimeSpan(
        id=id,
        span=parse.article.span(*_offsets(passage, item.start, item.end)),
        start=reading.start,
        end=reading.end,
        granularity=reading.granularity,
        basis=reading.basis,
        timex=Timex(type=reading.type, value=reading.value),
        time_precision=acled_time_precision(reading.day, last),
        date_prec=ucdp_date_prec(reading.day, last),
        method=parse.methods["times"],
        why=tuple(dict.fromkeys((*reversed(reading.why), *missing))),
    )
