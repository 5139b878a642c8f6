"""Read the period that runs or is told of without its name: the quarter, the end of the year."""

import re
from functools import cache

from dateline.extract.times.grammar import Moment, Rule, rule, unit_of
from dateline.extract.times.steps import around, quarter_of
from dateline.extract.times.values import Reading, lasting, shift


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules of this module, in order."""
    return (
        rule(
            "year_ago",
            r"(?:the )?year-(?:ago|earlier)(?: (?P<unit>quarter|period))?",
            year_ago,
            ("year",),
        ),
        rule(
            "year_that_ends",
            r"the (?:fiscal )?year(?= (?:ended|ending)\b)",
            year_that_ends,
            ("year",),
        ),
        rule(
            "running_period",
            r"the (?:(?:full |latest |current )?(?:fiscal )?(?P<unit>year|quarter|week|month)"
            r"(?! (?:of|before|after|that|in which))|(?:latest|current) (?P<same>period))",
            running_period,
            ("year", "quarter", "week", "month", "period"),
        ),
        rule(
            "end_of_period",
            r"(?:the )?(?P<part>end|beginning|start|middle) of (?:the|this) "
            r"(?P<unit>year|month|week)"
            r"|(?P<whole>year|month|week)(?:['’]s |-| )end(?!s|ed|ing)",
            end_of_period,
            ("year", "month", "week"),
        ),
    )


def year_ago(match: re.Match[str], moment: Moment) -> Reading | None:
    """the year-ago quarter, year-earlier results: the same period of the year before"""
    told = moment.period
    if told is not None and told.day is not None:
        return quarter_of(told.day, -1)
    day = shift(moment.published, -1, "Y") if moment.published else None
    return around(day, "Q" if match["unit"] == "quarter" else "Y")


def running_period(match: re.Match[str], moment: Moment) -> Reading | None:
    """the quarter, the latest quarter, the year: the one that is told of, or that runs"""
    unit = unit_of(match["unit"]) if match["unit"] else "Q"
    told = moment.period
    runs, latest = (f" {word} " in match[0].lower() for word in ("current", "latest"))
    if latest and told is not None and _lies_ahead(told, moment):
        told = None  # "it expects a fourth-quarter gain; in the latest quarter it had a loss"
    if unit == "Q" and not runs and told is not None and told.day is not None:
        return quarter_of(told.day, 0)
    if match["same"] and (runs or moment.period is None):
        return None  # "the latest period" is a quarter only in reports that tell by quarters
    day = moment.background or moment.published
    if unit == "Q" and day is not None and not runs:
        day = shift(day, -1, "Q")
    elif latest and day is not None:
        day = shift(day, -1, unit)
    return around(day, unit)


def _lies_ahead(told: Reading, moment: Moment) -> bool:
    """Say whether a period has not ended on the day of publication."""
    return (
        moment.published is not None
        and told.last_day is not None
        and told.last_day > moment.published
    )


def year_that_ends(match: re.Match[str], moment: Moment) -> Reading | None:  # noqa: ARG001
    """the year ended March 31, the fiscal year ending in June: it lasts one, whenever it began"""
    return lasting(1, "Y")


def end_of_period(match: re.Match[str], moment: Moment) -> Reading | None:
    """the end of the year, year-end, by month's end"""
    unit = unit_of(match["unit"] or match["whole"])
    day = moment.background or moment.published
    part = {"end": "late", "middle": "mid"}.get((match["part"] or "end").lower(), "early")
    return around(day, unit, part)
