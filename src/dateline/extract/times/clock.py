"""Read parts of the day and times by the clock, with or without their day."""

import re
from datetime import date
from functools import cache

from dateline.extract.times.days import read_day
from dateline.extract.times.grammar import (
    DIGITS,
    DOM,
    Moment,
    Rule,
    either,
    rule,
    word_before,
    words,
)
from dateline.extract.times.values import Reading, at_time, in_part, shift

_ZONE = (
    r"(?: ?\(?(?P<zone>local time|local|hours|GMT|UTC|CET|CEST|EET|EST|EDT|ET|[A-Z][a-z]+ time)"
    r"(?:\)(?= (?:on )?\w))?)?"
)
_HOUR = (
    r"(?:(?P<word>noon|midday|midnight)"
    r"|(?P<h12>1[0-2]|0?[1-9])(?:[:.](?P<m12>[0-5]\d))? ?(?P<half>[ap]\.? ?m\b\.?)"
    r"|(?P<h24>[01]?\d|2[0-3])[:](?P<m24>[0-5]\d)(?::[0-5]\d)?"
    r"|(?P<military>(?:[01]\d|2[0-3])[0-5]\d)"
    r"|(?P<clock>1[0-2]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r" o['’]clock)"
)
# "at 0230", "since 1705": bare figures are a time of day after these, beside a day, or before a
# zone; a figure that could be a year of living memory ("since 2014") only after "at".
_BEFORE_CLOCK = re.compile(
    r"\b(?:at|since|around|about|until|till|from|by|between|and|to|before|after) $", re.IGNORECASE
)


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules of this module, in order."""
    w = words()
    day, part = w.day, w.part
    parts = {"overnight", *(word for name in w.parts for word in name.split())}
    near = (
        r"(?:(?:around|about|approximately|shortly after|shortly before|just after|just before) )?"
    )
    return (
        rule(
            "clock_time",
            rf"(?:(?P<before>{day}),? (?:at )?)?{near}{_HOUR}{_ZONE}"
            rf"(?:(?: \([^()]{{0,24}}\))?,? (?:on )?(?P<after>(?:(?:last|this) (?:night|evening|morning))|{day}))?",
            clock_time,
            (DIGITS, "noon", "midday", "midnight", "clock"),
        ),
        rule(
            "part_of_a_day",
            rf"(?:(?P<early>early|late|mid)[- ](?:on )?)?(?P<day>{day}),? "
            rf"(?:(?P<early2>early|late) )?(?:in the )?(?P<part>{part})",
            part_of_a_day,
            parts,
        ),
        rule(
            "part_of_a_day",
            rf"(?:the )?(?:(?P<early>early|late|mid)[- ])?(?:in the )?(?P<part>{part}|overnight)"
            rf"(?: hours)? (?:of |on |from |into )?(?P<day>{day})",
            part_of_a_day,
            parts,
        ),
        rule(
            "night_between",
            rf"(?:the )?night (?:of |from |between )(?:{DOM}|{day})(?: to | and | into | ?[-–/] ?)"
            rf"(?:the )?(?P<day>{day})",
            night_between,
            ("night",),
        ),
        rule(
            "early_on_a_day",
            rf"(?P<early>early|late) (?:on )?(?P<day>{day})",
            early_on_a_day,
            ("early", "late"),
        ),
        rule(
            "earlier_on_a_day",
            rf"(?:earlier|later) (?:on )?(?P<day>{day})",
            earlier_on_a_day,
            ("earlier", "later"),
        ),
        rule(
            "part_of_this_day",
            rf"(?:(?P<early>early|late|later|earlier|mid) )?(?P<which>this|last|that|the same"
            rf"|the next|the following|the previous|the) (?P<part>{part}|overnight)",
            part_of_this_day,
            parts,
        ),
        rule("tonight", r"(?:later )?tonight", tonight, ("tonight",)),
        rule("overnight", r"overnight", overnight, ("overnight",)),
        rule(
            "part_alone",
            rf"(?:(?:(?P<early>early|late) )?in the (?P<part>{part})"
            rf"|(?P<early2>early|mid|late)[- ](?P<part2>{part}))"
            r"(?=[.,;]|$| (?:on|in|at|and|when|as|after|before|to|by|the|it|they|he|she|we)\b)",
            part_alone,
            parts,
        ),
        rule(
            "nights_ago",
            rf"(?P<n>{either(n for n, v in w.numbers.items() if v <= 9)}|\d) nights ago",
            nights_ago,
            ("nights",),
        ),
    )


def clock_time(match: re.Match[str], moment: Moment) -> Reading | None:
    """10:30 pm, 0230 GMT, noon on 9 December, midnight last night"""
    figures = match["military"] or match["h24"]
    if figures and not match["zone"] and not match["before"] and not match["after"]:
        before = _BEFORE_CLOCK.search(match.string[max(0, match.start() - 12) : match.start()])
        if before is None or (figures[:2] in ("19", "20") and before[0].lower() != "at "):
            return None
        if match.string[match.end() : match.end() + 1] in ("-", "–", "/"):
            return None
    if match["zone"] == "hours" and not (match["military"] or match["h24"]):
        return None
    hour, minute = _clock(match)
    day, why = moment.here, "day_of_story"
    named = match["before"] or match["after"]
    if named:
        if named.lower().startswith(("last ", "this ")) and not named[5:6].isupper():
            day = moment.published
            if named.lower().startswith("last ") and hour >= 12 and day:
                day = shift(day, -1, "D")
            why = "day_from_publication"
        else:
            reading = read_day(named, moment)
            if reading is None:
                return None
            day, why = reading.day, reading.why[0]
            if day and (match["word"] or "").lower() == "midnight":
                day = shift(day, 1, "D")  # "midnight on Saturday" ends the Saturday
    zone = "Z" if (match["zone"] or "").upper() in ("GMT", "UTC") else ""
    return at_time(day, hour, minute, zone=zone).because("clock_time", why)


def _clock(match: re.Match[str]) -> tuple[int, int]:
    word = (match["word"] or "").lower()
    if word:
        return (0, 0) if word == "midnight" else (12, 0)
    if match["h12"]:
        hour = int(match["h12"]) % 12 + (12 if match["half"].lower().startswith("p") else 0)
        return hour, int(match["m12"] or 0)
    if match["h24"]:
        return int(match["h24"]), int(match["m24"])
    if match["military"]:
        return int(match["military"][:2]), int(match["military"][2:])
    named = match["clock"].lower()
    return int(words().numbers.get(named, 0) or named), 0


def part_of_a_day(match: re.Match[str], moment: Moment) -> Reading | None:
    """Monday evening, early Sunday morning, the night of 3 May, overnight on Tuesday"""
    reading = read_day(match["day"], moment)
    if reading is None:
        return None
    groups = match.groupdict()
    early = groups["early"] or groups.get("early2")
    day, part = reading.day, match["part"].lower()
    if part == "overnight":
        part, day = "night", shift(day, -1, "D") if day else None
    return _part(part, early, day, reading.value).because("part_of_a_day", *reading.why)


def night_between(match: re.Match[str], moment: Moment) -> Reading | None:
    """the night of 3 to 4 May, the night from Monday to Tuesday"""
    reading = read_day(match["day"], moment)
    if reading is None:
        return None
    before = shift(reading.day, -1, "D") if reading.day else None
    return _part("night", None, before, reading.value).because(*reading.why)


def early_on_a_day(match: re.Match[str], moment: Moment) -> Reading | None:
    """early on Tuesday, late Monday: a part of the day, whose TIMEX3 value is the day's"""
    reading = read_day(match["day"], moment)
    if reading is None or reading.type != "DATE":
        return None
    part = "early morning" if match["early"].lower() == "early" else "evening"
    window = in_part(reading.day, words().parts[part])
    return Reading(
        value=reading.value,
        granularity="part_of_day",
        start=window.start,
        end=window.end,
        basis=reading.basis,
        why=("early_on_a_day", *reading.why),
    )


def earlier_on_a_day(match: re.Match[str], moment: Moment) -> Reading | None:
    """later on Saturday, earlier that day"""
    reading = read_day(match["day"], moment)
    return reading.because("earlier_on_a_day") if reading else None


def part_of_this_day(match: re.Match[str], moment: Moment) -> Reading | None:
    """this morning, last night, that evening, the next morning"""
    which, part = match["which"].lower(), match["part"].lower()
    if part == "overnight":
        return None
    steps = {"the next": 1, "the following": 1, "the previous": -1}.get(which, 0)
    if which in ("this", "last"):
        day = moment.published
        steps = -1 if which == "last" else 0
    elif which == "the":
        alone = re.match(
            r"[.,;]|$| (?:and|but|when|after|before)\b", match.string[match.end() :][:8]
        )
        if not moment.near or not (match["early"] or alone):
            return None
        day = moment.here
    else:
        day = moment.then
    return _part(part, match["early"], shift(day, steps, "D") if day else None).because(
        "part_of_this_day"
    )


def tonight(match: re.Match[str], moment: Moment) -> Reading | None:  # noqa: ARG001
    """tonight"""
    return _part("night", None, moment.published).because("tonight")


def overnight(match: re.Match[str], moment: Moment) -> Reading | None:  # noqa: ARG001
    """overnight: the night into the day of the story, or of publication"""
    day = moment.here
    return _part("night", None, shift(day, -1, "D") if day else None).because("overnight")


def part_alone(match: re.Match[str], moment: Moment) -> Reading | None:
    """early in the morning, in the evening, by mid-afternoon"""
    if match["part2"] and word_before(match) not in words().phrases["before_a_name"]:
        return None
    part, early = match["part"] or match["part2"], match["early"] or match["early2"]
    return _part(part.lower(), early, moment.here).because("part_alone")


def nights_ago(match: re.Match[str], moment: Moment) -> Reading | None:
    """two nights ago"""
    count = words().numbers.get(match["n"].lower())
    steps = int(count if count is not None else match["n"])
    day = moment.published
    return _part("night", None, shift(day, -steps, "D") if day else None).because("nights_ago")


def _part(part: str, early: str | None, day: date | None, value: str = "XXXX-XX-XX") -> Reading:
    window = words().parts[part]
    if part == "morning" and (early or "").lower() == "early":
        window = words().parts["early morning"]
    return in_part(day, window, value=value)
