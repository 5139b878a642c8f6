"""Read times that are no place on the calendar: now, recently, durations, sets; and day spans."""

import re
from collections.abc import Iterable
from functools import cache

from dateline.extract.times.days import read_day
from dateline.extract.times.grammar import (
    DIGITS,
    DOM,
    YEAR,
    Moment,
    Rule,
    count_of,
    either,
    is_capital,
    month_of,
    rule,
    unit_of,
    word_before,
    words,
)
from dateline.extract.times.values import Reading, between, duration, lasting, on_day

# "an additional year", "two more weeks": words between the figure and the unit.
_BETWEEN = (
    r"(?:(?:more|consecutive|straight|full|whole|additional|further|extra|long|other|trading"
    r"|working|or so) )?"
)
# "the first nine months", "the six months ended in June"
_THE = r"(?:the (?:(?:first|last|final|latest) )?)?"
# "a second man", "a quarter of the town"
_NOT_ALONE = re.compile(r"(?:second|quarter)", re.IGNORECASE)
# Before "a day": so many of something, so that the day is each day.
_COUNTED = re.compile(
    r"(?<![\d,.])(?!(?:19|20)\d\d )[\d,.]*\d(?: (?:million|billion|thousand))?(?: [a-z]+s)? $"
)
_OLD = re.compile(r"[- ]olds?\b|[- ]of[- ]age\b", re.IGNORECASE)


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules of this module, in order."""
    w = words()
    phrases = w.phrases
    amount = rf"{w.about}(?:(?P<n>{w.number})|(?P<vague>{w.vague}))"
    plural = r"(?:minutes|hours|days|nights|weeks|months|years|decades|centuries)"
    return (
        rule(
            "day_span",
            rf"(?P<first>{DOM}) ?(?P<link>[-–/]|to|and|through|until) ?(?:the )?"
            rf"(?P<last>{DOM}) (?:of )?(?P<month>{w.month})(?:,? (?P<year>{YEAR}))?",
            day_span,
            (DIGITS,),
        ),
        rule(
            "day_span",
            rf"(?P<month>{w.month}) (?P<first>{DOM}) ?(?P<link>[-–]|to|and|through|until) ?"
            rf"(?P<last>{DOM})(?![:.,]?\d)(?:,? (?P<year>{YEAR}))?",
            day_span,
            (DIGITS,),
        ),
        rule("now", either(phrases["now"]), now, _first_words(phrases["now"])),
        rule(
            "past_reference", either(phrases["past"]), past_reference, _first_words(phrases["past"])
        ),
        rule(
            "future_reference",
            either(phrases["future"]),
            future_reference,
            _first_words(phrases["future"]),
        ),
        rule(
            "current", either(phrases["present_adjective"]), current, phrases["present_adjective"]
        ),
        rule("set_word", either(phrases["sets"]), set_word, phrases["sets"]),
        rule(
            "set_of_days",
            rf"(?:every|each|per) (?:other |single )?(?P<unit>{w.unit}|{w.weekday}|{w.month})",
            set_of_days,
            ("every", "each", "per"),
        ),
        rule(
            "set_of_days",
            rf"(?P<unit>{w.weekday})s(?: {w.part}s)?",
            set_of_days,
            [f"{day}s" for day in w.weekdays],
        ),
        rule(
            "set_times",
            rf"(?:once|twice|(?:{w.number}|{w.vague}) times) (?:a|an|per|every|each) (?P<unit>{w.unit})",
            set_times,
            ("once", "twice", "times"),
        ),
        rule(
            "rate",
            r"(?:a|an) (?P<unit>day|night|week|month|year)(?! (?:ago|earlier|later|before|after|or)\b)",
            rate,
            ("day", "night", "week", "month", "year"),
        ),
        rule(
            "duration",
            rf"{_THE}{amount}[- ]{_BETWEEN}(?P<unit>{w.unit})(?P<half> and a half)?"
            r"(?:[- ]long| or (?:so|more)| period\b| ahead)?",
            length,
            w.unit_words,
        ),
        rule(
            "duration",
            rf"(?:the (?:first|early) |{w.about})(?P<unit>{plural})(?:[- ]long)?|(?P<long>day|week|month|year)[- ]long",
            bare_length,
            w.unit_words,
        ),
    )


def _first_words(phrases: Iterable[str]) -> set[str]:
    return {phrase.split()[0] for phrase in phrases}


def day_span(match: re.Match[str], moment: Moment) -> Reading | None:
    """3-5 May, January 10 and 11, from 28 to 30 June 2021"""
    first, last = (int(re.sub(r"\D", "", match[name])) for name in ("first", "last"))
    if not is_capital(match["month"]) or not first < last:
        return None
    if match["link"].lower() == "and" and last != first + 1:
        # "between 3 and 9 May" spans, "on 3 and 9 May" are two days.
        if word_before(match) != "between":
            return None
    tail = f" {match['year']}" if match["year"] else ""
    start, end = (
        read_day(f"{number} {match['month'].rstrip('.')}{tail}", moment) for number in (first, last)
    )
    if start is None or end is None:
        return None
    return between(start.day, end.last_day, value=f"{start.value}/{end.value}", basis="stated")


def now(match: re.Match[str], moment: Moment) -> Reading | None:
    """now, currently, at the moment"""
    if match.string[match.end() : match.end() + 1] == "-":
        return None  # "the now-defunct"
    day = moment.published
    if day is None:
        return Reading(value="PRESENT_REF", basis="publication")
    reading = on_day(day, basis="publication")
    return Reading(
        value="PRESENT_REF", granularity="day", start=reading.start, end=reading.end,
        basis="publication",
    )  # fmt: skip


def past_reference(match: re.Match[str], moment: Moment) -> Reading | None:  # noqa: ARG001
    """recently, the past"""
    if match[0].lower() == "the past" and word_before(match) not in ("in", "from", "of", "to"):
        return None
    return Reading(value="PAST_REF")


def future_reference(match: re.Match[str], moment: Moment) -> Reading | None:  # noqa: ARG001
    """soon, the future"""
    if re.match(r" (?:after|before)\b", match.string[match.end() :]):
        return None  # "shortly after the blast"
    return Reading(value="FUTURE_REF")


def current(match: re.Match[str], moment: Moment) -> Reading | None:  # noqa: ARG001
    """the current talks"""
    return Reading(value="PRESENT_REF", basis="publication")


def set_word(match: re.Match[str], moment: Moment) -> Reading | None:  # noqa: ARG001
    """daily, annual"""
    if is_capital(match[0]) and match.string[match.end() + 1 : match.end() + 2].isupper():
        return None  # the name of a newspaper
    return Reading(type="SET", value=words().phrases["sets"][match[0].lower()])


def set_of_days(match: re.Match[str], moment: Moment) -> Reading | None:  # noqa: ARG001
    """every day, each Thursday, Fridays, per month"""
    name = match["unit"]
    number = words().weekdays.get(name.lower())
    if number is not None:
        return Reading(type="SET", value=f"XXXX-WXX-{number + 1}") if is_capital(name) else None
    if name.lower().rstrip(".") in words().months:
        return Reading(type="SET", value=f"XXXX-{month_of(name):02}") if is_capital(name) else None
    return Reading(type="SET", value=duration(1, unit_of(name)))


def set_times(match: re.Match[str], moment: Moment) -> Reading | None:  # noqa: ARG001
    """twice a week, five times per year"""
    return Reading(type="SET", value=duration(1, unit_of(match["unit"])))


def rate(match: re.Match[str], moment: Moment) -> Reading | None:  # noqa: ARG001
    """300 shells a day, $2 million a year: how much in each"""
    if not _COUNTED.search(match.string[max(0, match.start() - 40) : match.start()]):
        return None
    return Reading(type="SET", value=duration(1, unit_of(match["unit"])))


def length(match: re.Match[str], moment: Moment) -> Reading | None:  # noqa: ARG001
    """two hours, a 10-year war, more than a month, several weeks"""
    if _OLD.match(match.string, match.end()):
        return None
    if match.string.startswith(("-earlier", "-ago"), match.end()):
        return None  # "a year-earlier loss" is the loss of the year before
    unit, amount = match["unit"].lower(), (match["n"] or "").lower()
    if _NOT_ALONE.fullmatch(unit) and not amount.isdigit():
        return None
    if unit == "quarters" and match["n"] and match.string.startswith(" of", match.end()):
        return None  # "three-quarters of the town"; but "several quarters of losses"
    count = count_of(amount) if amount else None
    if count is not None and count != 1 and " " in match[0] and not unit.endswith("s"):
        # "five year" is told as such, "the 1988 quarter" is not.
        if _NOT_ALONE.fullmatch(unit) or count >= 1000:
            return None
    if count is not None and match["half"]:
        count += 0.5
    return lasting(count, unit_of(unit))


def bare_length(match: re.Match[str], moment: Moment) -> Reading | None:  # noqa: ARG001
    """weeks, for years, a day-long siege"""
    if _OLD.match(match.string, match.end()):
        return None
    if match["long"]:
        return lasting(1, unit_of(match["long"]))
    return lasting(None, unit_of(match["unit"]))
