"""Calendar arithmetic: what stretch of days a reading of a time expression stands for.

Everything here works on days and never on words. A `None` day means that the expression is
relative and nobody knows to what: the reading then keeps its granularity and has no start or end.
"""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Literal, TypeGuard

from dateline.vocabulary import Granularity, TimeBasis

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
# Early, middle and late thirds of a month start here; news that says "late May" is no more exact.
_THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
# Of a year: months. Of a decade: years.
_YEAR_PARTS = {"early": (1, 3), "mid": (5, 8), "late": (10, 12)}
_DECADE_PARTS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an expression stands for; `start`/`end` are ISO days or local date-times, inclusive."""

    type: TimexType = "DATE"
    value: str
    granularity: Granularity | None = None
    start: str | None = None
    end: str | None = None
    basis: TimeBasis = "relative"
    why: tuple[str, ...] = ()

    @property
    def day(self) -> date | None:
        """The first day of the reading, if it is known."""
        return date.fromisoformat(self.start[:10]) if self.start else None

    @property
    def last_day(self) -> date | None:
        """The last day of the reading, if it is known."""
        return date.fromisoformat(self.end[:10]) if self.end else None

    def because(self, *names: str) -> "Reading":
        """Return the reading with further rule names."""
        return replace(self, why=(*self.why, *names))


def shift(day: date, count: float, unit: str) -> date | None:
    """Return the day `count` units (D W M Q Y E C) away, or None where the calendar ends."""
    months = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}.get(unit)
    try:
        if months is None:
            return day + timedelta(days=round(count * {"D": 1, "W": 7}.get(unit, 0)))
        whole, rest = divmod(count * months, 1)
        index = day.year * 12 + day.month - 1 + int(whole)
        year, month = divmod(index, 12)
        last = monthrange(year, month + 1)[1]
        return date(year, month + 1, min(day.day, last)) + timedelta(days=round(rest * last))
    except (ValueError, OverflowError):
        return None


def _on_calendar(year: int | None) -> TypeGuard[int]:
    """Say whether a year is known and one that a date can have, as can the decade after it."""
    return year is not None and MINYEAR <= year < MAXYEAR - 10


def on_day(
    day: date | None, *, basis: TimeBasis = "relative", value: str = "XXXX-XX-XX"
) -> Reading:
    """Read one day; `value` stands in where the day is not known."""
    if day is None:
        return Reading(value=value, granularity="day", basis=basis)
    iso = day.isoformat()
    return Reading(value=iso, granularity="day", start=iso, end=iso, basis=basis)


def in_week(day: date | None) -> Reading:
    """Read the Monday-to-Sunday week of a day."""
    if day is None:
        return Reading(value="XXXX-WXX", granularity="week")
    year, week, weekday = day.isocalendar()
    first = shift(day, 1 - weekday, "D")
    last = shift(day, 7 - weekday, "D")
    return between(first, last, value=f"{year:04}-W{week:02}", granularity="week")


def on_weekend(day: date | None) -> Reading:
    """Read the Saturday and Sunday of a day's week."""
    week = in_week(day)
    if week.day is None:
        return replace(week, value="XXXX-WXX-WE", granularity="range")
    return between(
        shift(week.day, 5, "D"), week.last_day, value=f"{week.value}-WE", granularity="range"
    )


def in_month(year: int | None, month: int, *, part: str = "", basis: TimeBasis) -> Reading:
    """Read a month, or its early, middle or late third."""
    if not _on_calendar(year):
        return Reading(value=f"XXXX-{month:02}", granularity="month", basis=basis)
    first, last = _THIRDS.get(part, (1, 31))
    last = min(last, monthrange(year, month)[1])
    return between(
        date(year, month, first),
        date(year, month, last),
        value=f"{year:04}-{month:02}",
        granularity="range" if part else "month",
        basis=basis,
    )


def in_year(year: int | None, *, part: str = "", basis: TimeBasis) -> Reading:
    """Read a year, or its early, middle or late months."""
    if not _on_calendar(year):
        return Reading(value="XXXX", granularity="year", basis=basis)
    first, last = _YEAR_PARTS.get(part, (1, 12))
    return between(
        date(year, first, 1),
        date(year, last, monthrange(year, last)[1]),
        value=f"{year:04}",
        granularity="range" if part else "year",
        basis=basis,
    )


def in_decade(year: int, *, part: str = "") -> Reading:
    """Read the ten years that start with `year`, or their early, middle or late years."""
    if not _on_calendar(year):
        return Reading(value="XXX", granularity="range")
    first, last = _DECADE_PARTS.get(part, (0, 9))
    return between(
        date(year + first, 1, 1),
        date(year + last, 12, 31),
        value=f"{year // 10:03}",
        granularity="range",
        basis="stated",
    )


def in_century(number: int) -> Reading:
    """Read the n-th century (the 19th is 1801 to 1900)."""
    return between(
        date(100 * number - 99, 1, 1),
        date(100 * number, 12, 31),
        value=f"{number - 1:02}",
        granularity="range",
        basis="stated",
    )


def in_months(
    year: int | None,
    first: int,
    months: int,
    *,
    code: str,
    granularity: Granularity,
    basis: TimeBasis = "relative",
) -> Reading:
    """Read a season, quarter or half: `months` months from month `first` of the year."""
    if not _on_calendar(year):
        return Reading(value=f"XXXX-{code}", granularity=granularity, basis=basis)
    start = date(year, first, 1)
    after = shift(start, months, "M")
    return between(
        start,
        shift(after, -1, "D") if after else None,
        value=f"{year:04}-{code}",
        granularity=granularity,
        basis=basis,
    )


def in_part(
    day: date | None, part: tuple[str, str, str, int], *, value: str = "XXXX-XX-XX"
) -> Reading:
    """Read a part of a day: (TIMEX3 code, first hour, last moment, days later)."""
    code, first, last, later = part
    if day is None:
        return Reading(type="TIME", value=f"{value}T{code}", granularity="part_of_day")
    end = shift(day, later, "D")
    return Reading(
        type="TIME",
        value=f"{day.isoformat()}T{code}",
        granularity="part_of_day",
        start=f"{day.isoformat()}T{first}",
        end=f"{end.isoformat()}T{last}" if end else None,
    )


def at_time(day: date | None, hour: int, minute: int, *, zone: str = "") -> Reading:
    """Read a moment by the clock; `zone` is "Z" for GMT and UTC."""
    clock = f"{hour:02}:{minute:02}"
    if day is None:
        return Reading(type="TIME", value=f"XXXX-XX-XXT{clock}{zone}", granularity="instant")
    moment = f"{day.isoformat()}T{clock}"
    return Reading(
        type="TIME", value=f"{moment}{zone}", granularity="instant", start=moment, end=moment
    )


def between(
    first: date | None,
    last: date | None,
    *,
    value: str,
    granularity: Granularity = "range",
    basis: TimeBasis = "relative",
    type: TimexType = "DATE",
) -> Reading:
    """Read the days from `first` to `last`, either of them open when None."""
    return Reading(
        type=type,
        value=value,
        granularity=granularity,
        start=first.isoformat() if first else None,
        end=last.isoformat() if last else None,
        basis=basis,
    )


def lasting(count: float | None, unit: str) -> Reading:
    """Read a duration: so many units, or an unknown number of them (PXD)."""
    return Reading(type="DURATION", value=duration(count, unit))


def duration(count: float | None, unit: str) -> str:
    """Return the TIMEX3 value of a duration.

    Example:
        >>> duration(10, "Y"), duration(None, "TH"), duration(2, "E"), duration(1.5, "Y")
        ('P10Y', 'PTXH', 'P20Y', 'P1Y6M')
    """
    if unit in ("E", "C") and count is not None:
        count, unit = count * (10 if unit == "E" else 100), "Y"
    if count is None:
        return f"P{unit[:-1]}X{unit[-1]}"
    whole, rest = divmod(count, 1)
    half = {"Y": "6M", "TH": "30M", "TM": "30S"}.get(unit)
    if rest == 0.5 and half:
        number = f"{int(whole)}{unit[-1]}" if whole else ""
        return f"P{unit[:-1]}{number}{half}"
    return f"P{unit[:-1]}{count:g}{unit[-1]}"
