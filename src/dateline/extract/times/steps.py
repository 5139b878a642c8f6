"""Read times as steps: last week, the past two months, 10 days ago, a year later."""

import re
from datetime import date
from functools import cache

from dateline.extract.times.days import read_day
from dateline.extract.times.grammar import Moment, Rule, count_of, rule, unit_of, words
from dateline.extract.times.periods import PART, part_of
from dateline.extract.times.values import (
    Reading,
    between,
    duration,
    in_century,
    in_decade,
    in_month,
    in_months,
    in_week,
    in_year,
    on_day,
    on_weekend,
    shift,
)

_STEPS = {
    "last": -1,
    "previous": -1,
    "past": -1,
    "this": 0,
    "current": 0,
    "same": 0,
    "that": 0,
    "next": 1,
    "following": 1,
    "coming": 1,
}
# These count from the story ("the following week"), the others from the publication day.
_OF_STORY = {"previous", "following", "same", "that"}
_BACK = ("earlier", "previously", "before")
_YEARS = {"year", "decade", "century"}
# "recent days" and "the past few days" reach back about a week.
_VAGUE_DAYS = 7
# "10.5 months ago": half a unit is as exact as the figure; in days.
_HALF = {"W": 3, "M": 14, "Y": 182}


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules of this module, in order."""
    w = words()
    amount = rf"{w.about}(?:(?P<n>{w.number})|(?P<vague>{w.vague}))"
    return (
        rule(
            "calendar_step",
            rf"(?:(?P<later>earlier|later) )?(?:(?:the )?{PART})?(?P<the>the )?"
            r"(?P<which>last|next|this past|this coming|this|previous|following|current|that|same"
            r"|coming) (?P<unit>weekend|week|month|quarter|year|decade|century)",
            calendar_step,
            {"weekend", *w.unit_words},
        ),
        rule("weekend", r"the weekend", weekend, ("weekend",)),
        rule(
            "rolling_window",
            rf"(?:the |this |these )?(?P<which>past|last|previous|next|coming|recent) "
            rf"(?:{amount} )?(?:more )?(?P<unit>{w.unit})",
            rolling_window,
            ("past", "last", "previous", "next", "coming", "recent"),
        ),
        rule("ago", rf"{amount}[- ](?P<unit>{w.unit})(?: or (?:so|more))? ago", ago, ("ago",)),
        rule("ago", rf"(?P<unit>{w.unit}) ago", ago, ("ago",)),
        rule(
            "from_a_day",
            rf"{amount} (?P<unit>{w.unit}) (?P<way>before|after|from) (?P<day>{w.day})",
            from_a_day,
            ("before", "after", "from"),
        ),
        rule(
            "story_step",
            rf"{amount}(?P<join>[- ])(?P<unit>{w.unit})(?P=join)"
            r"(?P<way>earlier|later|previously|(?:before|after)(?=[.,;]|$))",
            story_step,
            (*_BACK, "later", "after"),
        ),
        rule(
            "story_step",
            rf"(?P<unit>{w.unit})[- ](?P<way>earlier|later)",
            story_step,
            (*_BACK, "later", "after"),
        ),
    )


def calendar_step(match: re.Match[str], moment: Moment) -> Reading | None:
    """last week, next month, this year, late last year, earlier this month"""
    which = match["which"].lower().split()[-1]
    unit = match["unit"].lower()
    if match["the"] and which in ("last", "next", "coming") and unit != "weekend":
        return _window(-1 if which == "last" else 1, 1, unit_of(unit), moment)
    start = moment.published
    if which in _OF_STORY:
        start = moment.then_or_year if unit in _YEARS else moment.then
    if unit == "weekend":
        return _weekend(which, start, moment)
    day = shift(start, _STEPS[which], unit_of(unit)) if start else None
    reading = around(day, unit_of(unit), part_of(match))
    later = (match["later"] or "").lower()
    if not later or which != "this" or moment.published is None:
        return reading
    today = moment.published
    first, last = (today, reading.last_day) if later == "later" else (reading.day, today)
    granularity = reading.granularity or "range"
    return between(first, last, value=reading.value, granularity=granularity).because(later)


def weekend(match: re.Match[str], moment: Moment) -> Reading | None:  # noqa: ARG001
    """the weekend"""
    return _weekend("the", moment.published, moment)


def _weekend(which: str, now: date | None, moment: Moment) -> Reading:
    """Read the weekend just past, or the one at hand when the clause looks ahead."""
    if now is None:
        return on_weekend(None)
    inside = now.weekday() >= 5
    weeks = 0 if inside or moment.tense == "future" else -1
    if which == "this" and now.weekday() == 4 and moment.tense != "past":
        weeks = 0
    elif which in ("next", "coming", "following"):
        weeks = 1 if inside else 0
    elif which in ("last", "previous", "past"):
        weeks = -1
    return on_weekend(shift(now, weeks, "W"))


def around(day: date | None, unit: str, part: str = "") -> Reading:
    """Read the day, week, month, quarter, year .. of the calendar that a day lies in."""
    if unit == "D":
        return on_day(day)
    if unit == "W":
        return in_week(day)
    if day is None:
        value = {"M": "XXXX-XX", "Q": "XXXX-QX", "E": "XXX", "C": "XX"}.get(unit, "XXXX")
        known = {"M": "month", "Y": "year"}
        return Reading(
            value=value,
            granularity="month" if unit == "M" else "year" if unit in known else "range",
        )
    if unit == "M":
        return in_month(day.year, day.month, part=part, basis="relative")
    if unit == "Q":
        number = (day.month - 1) // 3
        return in_months(day.year, number * 3 + 1, 3, code=f"Q{number + 1}", granularity="range")
    if unit == "Y":
        return in_year(day.year, part=part, basis="relative")
    if unit == "E":
        return in_decade(day.year // 10 * 10, part=part)
    return in_century((day.year - 1) // 100 + 1)


def rolling_window(match: re.Match[str], moment: Moment) -> Reading | None:
    """the past week, the last two months, the coming days, recent days"""
    which, amount = match["which"].lower(), match["n"]
    way = 1 if which in ("next", "coming") else -1
    led = match[0].lower().startswith(("the ", "this ", "these "))
    if amount and amount.lower() in ("a", "an"):
        return None  # "will last a month"
    if amount or match["vague"]:
        vague = bool(match["vague"])
        return _window(way, count_of(amount), unit_of(match["unit"]), moment, vague=vague)
    if match["unit"].lower().endswith("s"):
        if which == "recent" and unit_of(match["unit"]) != "D":
            return Reading(value="PAST_REF")  # "recent years"
        return _window(way, None, unit_of(match["unit"]), moment)
    if which == "recent" or not led:
        return None  # "last week" is a week of the calendar
    return _window(way, 1, unit_of(match["unit"]), moment)


def _window(
    way: int, count: float | None, unit: str, moment: Moment, *, vague: bool = False
) -> Reading:
    """Read a stretch that ends, or starts, on the publication day.

    Without a count it has an amount all the same when `vague` ("the next few days").
    """
    now, value = moment.published, duration(count, unit)
    hours = unit == "TH"
    if count is None and way > 0:
        if unit == "D" and now is not None:
            now = shift(now, 1, "D")  # "the coming days" do not hold today
        return between(now, None, value=value if vague else "FUTURE_REF")
    if (count is None and unit != "D") or (unit.startswith("T") and not hours):
        return Reading(type="DURATION", value=value)
    if hours and count is not None:
        if count < 24 or now is None:
            return Reading(type="DURATION", value=value)
        count, unit = count / 24, "D"
    elif count == 1 and unit == "D":
        return on_day(shift(now, way, "D") if now else None)
    length = _VAGUE_DAYS if count is None else count
    other = shift(now, way * length, unit) if now else None
    first, last = (other, now) if way < 0 else (now, other)
    if count is None:
        return between(first, last, value="PAST_REF")
    week = (count, unit) == (1, "W")
    return between(
        first, last, value=value, granularity="week" if week else "range", type="DURATION"
    )


def ago(match: re.Match[str], moment: Moment) -> Reading | None:
    """two days ago, 10 years ago, 3.5 months ago"""
    count, unit = count_of(match.groupdict().get("n")), unit_of(match["unit"])
    if count is None:
        return Reading(value="PAST_REF")
    now, told = moment.published, moment.period
    if (count, unit) == (1, "Y") and told is not None and told.day is not None:
        return quarter_of(told.day, -1)  # "a share, against $1.20 a year ago"
    if unit.startswith("T"):
        return Reading(value="PAST_REF") if count >= 24 else on_day(now)
    day = shift(now, -count, unit) if now else None
    if count % 1 and day is not None and unit in _HALF:
        slack = _HALF[unit]
        return between(shift(day, -slack, "D"), shift(day, slack, "D"), value=f"{day:%Y-%m}")
    return around(day, unit)


def from_a_day(match: re.Match[str], moment: Moment) -> Reading | None:
    """three days after 5 May, a week from Monday"""
    reading = read_day(match["day"], moment)
    count, unit = count_of(match["n"]), unit_of(match["unit"])
    if reading is None or count is None or unit.startswith("T"):
        return None
    way = -1 if match["way"].lower() == "before" else 1
    return on_day(shift(reading.day, way * count, unit) if reading.day else None).because(
        *reading.why
    )


def story_step(match: re.Match[str], moment: Moment) -> Reading | None:
    """two days earlier, a week later: counted from the last day told"""
    count, unit = count_of(match.groupdict().get("n")), unit_of(match["unit"])
    if count is None:
        return Reading(value="PAST_REF" if match["way"].lower() in _BACK else "FUTURE_REF")
    told = moment.period
    if (count, unit) == (1, "Y") and told is not None and told.day is not None:
        if match["way"].lower() in _BACK:
            return quarter_of(told.day, -1)  # "$2 million, from $3 million a year earlier"
    if unit.startswith("T"):
        return Reading(type="DURATION", value=duration(count, unit))
    way = -1 if match["way"].lower() in _BACK else 1
    start = moment.then
    if unit in ("Y", "E", "C"):
        start = moment.then_or_year
    if way > 0 and moment.focus is not None and moment.focus.last_day is not None and unit == "D":
        start = moment.focus.last_day
    day = shift(start, way * count, unit) if start else None
    told_by_day = moment.focus is not None and moment.focus.granularity == "day"
    return on_day(day) if unit == "W" and told_by_day else around(day, unit)


def quarter_of(day: date, years: int) -> Reading:
    """Read the quarter that a day lies in, so many years on."""
    number = (day.month - 1) // 3
    return in_months(
        day.year + years, number * 3 + 1, 3, code=f"Q{number + 1}", granularity="range"
    )
