"""Read periods that have a name: months, seasons, quarters, years, decades, centuries."""

import re
from functools import cache

from dateline.extract.times.grammar import (
    DIGITS,
    YEAR,
    YEAR_TURNS,
    Moment,
    Rule,
    is_capital,
    month_of,
    rule,
    word_before,
    words,
)
from dateline.extract.times.values import (
    Reading,
    between,
    in_century,
    in_decade,
    in_month,
    in_months,
    in_year,
)

PART = r"(?:(?:the )?(?P<part>early|late|mid|beginning of|start of|middle of|end of)[- ]?(?:in )?)?"
_BEFORE_CHRIST = r"(?:BCE?|B\.C\.(?:E\.)?|B\.C)"
_PART_NAMES = {
    "beginning of": "early",
    "start of": "early",
    "middle of": "mid",
    "end of": "late",
}
_DETERMINERS = frozenset(("a", "an", "the", "its", "his", "her", "their", "our", "s"))
_NAME = re.compile(r" [A-Z][a-z]")
_WHICH_YEAR = {"last": -1, "this": 0, "the": 0, "next": 1}
# A month ahead ("the December vote", said in November) is meant when it is this many times nearer
# than the one behind and no verb of the past says otherwise.
_AHEAD_COSTS = 3
# After a bare figure: a counted noun, so that the figure is no year ("2015 fighters").
_COUNTED = re.compile(r" (?:[a-z]+ )?(?:[a-z]+s|people|men|women|children|km|percent)\b")
_HELD = re.compile(r"(?:\b(?:the|that|this|his|her|its|their|an?)|\w['’]s|,) $", re.IGNORECASE)


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules of this module, in order."""
    w = words()
    return (
        rule(
            "month_of_year",
            rf"{PART}(?P<month>{w.month})(?:,? (?:of )?(?P<year>{YEAR})"
            r"|,? (?:of )?(?P<which>this|last|next|that|the same) year)",
            month_of_year,
            w.months,
        ),
        rule(
            "month", rf"{PART}(?:(?P<which>last|this|next) )?(?P<month>{w.month})", month, w.months
        ),
        rule(
            "season",
            rf"(?:(?P<which>last|this|next|this past|the|that) )?{PART}(?P<season>{w.season})"
            rf"(?:,? (?:of |in )?(?P<year>{YEAR}))?",
            season,
            w.seasons,
        ),
        rule(
            "quarter",
            rf"(?:(?:the )?(?P<year2>{YEAR}) |(?P<of>this|last|next) year['’]s |the (?!\w+-))?"
            rf"(?:fiscal[- ])?(?P<n>{w.ordinal})[- ](?P<unit>quarter|half)"
            rf"(?: of (?:(?P<year>{YEAR})|(?P<which>this|last|next|the) year))?",
            quarter,
            ("quarter", "half"),
        ),
        rule(
            "decade",
            rf"(?:the )?(?:{PART})(?P<year>(?:1[5-9]|20)\d0|['’`]\d0)['’]?s",
            decade,
            (DIGITS,),
        ),
        rule(
            "century",
            r"(?:the )?(?:(?:early|late) )?(?P<n>\d\d?)(?:st|nd|rd|th) century",
            century,
            ("century",),
        ),
        rule(
            "year_before_christ",
            rf"{PART}(?:(?P<month>{w.month}) )?(?P<year>\d{{1,4}})"
            rf"(?: {_BEFORE_CHRIST}|(?= ?(?:[-–]|to|and) ?\d{{1,4}} {_BEFORE_CHRIST}))",
            year_before_christ,
            ("b", "bc", "bce"),
        ),
        rule(
            "year_span",
            rf"(?P<first>{YEAR})[-–/](?P<last>{YEAR}|\d\d)(?![-–/]?\d)",
            year_span,
            (DIGITS,),
        ),
        rule("year", rf"{PART}(?:fiscal )?(?P<year>{YEAR})", year, (DIGITS,)),
    )


def month_of_year(match: re.Match[str], moment: Moment) -> Reading | None:
    """February 2023, late May of 1990, June this year"""
    if not is_capital(match["month"]):
        return None
    number, part = month_of(match["month"]), part_of(match)
    if match["year"]:
        return in_month(int(match["year"]), number, part=part, basis="stated")
    which = match["which"].lower()
    if which in ("that", "the same"):
        told = moment.wide.day if moment.wide else None
        return in_month(told.year if told else None, number, part=part, basis="relative")
    now = moment.published
    of = now.year + _WHICH_YEAR[which] if now else None
    return in_month(of, number, part=part, basis="relative")


def month(match: re.Match[str], moment: Moment) -> Reading | None:
    """September, last May, early January: without its year"""
    name, which = match["month"], (match["which"] or "").lower()
    if not is_capital(name):
        return None
    number, part = month_of(name), part_of(match)
    before = word_before(match)
    # "an August vote", but not "the March" of some crowd at the end of a clause
    owned = before in _DETERMINERS and re.match(r" [a-z]", match.string[match.end() :][:2])
    led = which or part or owned or before in words().phrases["before_a_name"]
    if name.rstrip(".") == name and len(name) <= 4 and _NAME.match(match.string, match.end()):
        return None  # a person called Jan, "the May government"
    if not led and (number in words().ambiguous_months or len(name.rstrip(".")) <= 3):
        return None
    now = moment.published
    if moment.year is not None and not which:
        return in_month(moment.year, number, part=part, basis="stated").because("year_after")
    if now is None:
        return in_month(None, number, basis="stated")
    told = moment.background
    if told is not None and not which:
        of = told.year + (told.month - number >= YEAR_TURNS)
        return in_month(of, number, part=part, basis="stated").because("month_of_background")
    back, ahead = (now.month - number) % 12, (number - now.month) % 12
    if which == "this":
        steps = number - now.month
    elif which == "last":
        steps = -(back or 12)
    elif which == "next" or moment.tense == "future":
        steps = ahead
    elif moment.tense is None and ahead * _AHEAD_COSTS < back:
        steps = ahead
    else:
        steps = -back
    of = now.year + (now.month - 1 + steps) // 12
    why = "month_ahead" if steps > 0 else "latest_month"
    return in_month(of, number, part=part, basis="stated").because(why)


def season(match: re.Match[str], moment: Moment) -> Reading | None:
    """last winter, this spring, the summer of 2014"""
    name, which = match["season"].lower(), (match["which"] or "").lower()
    code, first, months = words().seasons[name]
    if match["year"]:
        year = int(match["year"])
        return in_months(year, first, months, code=code, granularity="season", basis="stated")
    if which in ("", "the", "that"):
        before, phrases = word_before(match), words().phrases
        led = before in phrases["before_a_name"] or before in phrases["before_a_season"]
        bare = which == "" and not part_of(match) and name in ("spring", "fall")
        led = (led and before != "of") or bool(part_of(match))
        # "the fall of the town", "a spring"
        if bare or not led or match.string[match.end() :].lower().startswith(" of"):
            return None
    now = moment.published
    if now is None:
        return in_months(None, first, months, code=code, granularity="season")
    told = moment.background
    if told is not None and which in ("", "the", "that"):
        of = told.year + (first + months <= told.month)
        return in_months(of, first, months, code=code, granularity="season")
    of = now.year if now.month >= first else now.year - 1
    running = 0 <= (now.month - first) % 12 < months
    if which == "last" and running:
        of -= 1
    elif which == "next" or (not running and which != "last" and moment.tense == "future"):
        of += 1
    elif which == "this" and not (name == "winter" and running):
        of = now.year
    return in_months(of, first, months, code=code, granularity="season")


def quarter(match: re.Match[str], moment: Moment) -> Reading | None:
    """the third quarter, the first half of 2019"""
    number, is_half = words().ordinals[match["n"].lower()], match["unit"].lower() == "half"
    year = match["year"] or match["year2"]
    which = (match["which"] or match["of"] or "").lower()
    if is_half and (number > 2 or not (year or which)):
        return None  # "the second half" of a match
    months = 6 if is_half else 3
    first = (number - 1) * months + 1
    now = moment.published
    of: int | None = None
    if year:
        of = int(year)
    elif now is not None:
        ahead = first > now.month and moment.tense != "future"
        of = now.year + _WHICH_YEAR.get(which, -1 if ahead else 0)
    return in_months(
        of,
        first,
        months,
        code=f"{'H' if is_half else 'Q'}{number}",
        granularity="range",
        basis="stated" if year else "relative",
    )


def decade(match: re.Match[str], moment: Moment) -> Reading | None:  # noqa: ARG001
    """the 1990s, the early '80s"""
    digits = re.sub(r"\D", "", match["year"])
    if len(digits) == 2:
        digits = ("20" if digits < "30" else "19") + digits
    return in_decade(int(digits), part=part_of(match))


def century(match: re.Match[str], moment: Moment) -> Reading | None:  # noqa: ARG001
    """the 19th century"""
    number = int(match["n"])
    return in_century(number) if 1 <= number <= 30 else None


def year_before_christ(match: re.Match[str], moment: Moment) -> Reading | None:  # noqa: ARG001
    """480 BC, August 480 B.C.: listed, but no calendar of ours reaches there"""
    month = f"-{month_of(match['month']):02}" if match["month"] else ""
    value = f"BC{int(match['year']):04}{month}"
    return Reading(value=value, granularity="month" if month else "year", basis="stated")


def year_span(match: re.Match[str], moment: Moment) -> Reading | None:  # noqa: ARG001
    """2005-2006, 2016-17"""
    first = int(match["first"])
    last = (
        int(match["last"]) if len(match["last"]) == 4 else first // 100 * 100 + int(match["last"])
    )
    if not first < last <= first + 60:
        return None
    start, end = in_year(first, basis="stated"), in_year(last, basis="stated")
    return between(start.day, end.last_day, value=f"{first}/{last}", basis="stated")


def year(match: re.Match[str], moment: Moment) -> Reading | None:  # noqa: ARG001
    """2014, early 1989, the end of 2013"""
    head, tail = match.string[: match.start()][-1:], match.string[match.end() :][:2]
    if (head in "$€£¥#/:.," and head) or re.match(r"[.,:]\d|[%-]\w", tail):
        return None
    part = part_of(match)
    fiscal = "fiscal " in match[0].lower()
    led = part or fiscal or word_before(match) in words().phrases["before_a_year"]
    number = int(match["year"])
    if not led and not _alone(match, number):
        return None
    return in_year(number, part=part, basis="stated")


def _alone(match: re.Match[str], number: int) -> bool:
    """Say whether a bare figure reads as a year: in living memory, before no counted noun."""
    if not 1900 < number < 2050:
        return False
    tail = match.string[match.end() :][:24]
    held = bool(_HELD.search(match.string[: match.start()][-16:]))
    if number % 1000 == 0:
        return held and _NAME.match(tail) is not None  # "the 2000 Olympics", not "some 2000 men"
    return held or not _COUNTED.match(tail)


def part_of(match: re.Match[str]) -> str:
    """Return early, mid or late, or ""."""
    part = (match.groupdict().get("part") or "").lower()
    return _PART_NAMES.get(part, part)
