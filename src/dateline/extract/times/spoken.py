"""Read years and decades in words, as transcripts of broadcasts have them: "nineteen ninety-six"."""

import re
from functools import cache

from dateline.extract.times.grammar import (
    Moment,
    Rule,
    count_of,
    either,
    is_capital,
    month_of,
    rule,
    word_before,
    words,
)
from dateline.extract.times.periods import PART, part_of
from dateline.extract.times.values import Reading, in_decade, in_month, in_year

# "the twenties" and "the thirties" are as often of this century, or an age.
_DECADES = {"forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
            "nineties": 90}  # fmt: skip
_CLOCK = re.compile(r" (?:hours|o['’]clock|local|GMT|UTC)\b")


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules of this module, in order."""
    w = words()
    cardinals = {word: n for word, n in w.numbers.items() if word.isalpha() and n % 1 == 0}
    ones = either(word for word, n in cardinals.items() if n < 10 and len(word) > 2)
    teens = either(word for word, n in cardinals.items() if 10 <= n < 20)
    tens = either(word for word, n in cardinals.items() if 20 <= n < 100)
    short = rf"(?:{teens}|(?:{tens})(?:[- ](?:{ones}))?)(?!-)"
    return (
        rule(
            "year_in_words",
            rf"{PART}(?:(?P<month>{w.month}),? )?"
            rf"(?:(?P<century>eighteen|nineteen|twenty) (?P<rest>{short})"
            rf"|(?P<the>the year )?two thousand(?:(?: and)? (?P<after>{ones}|{teens}))?)",
            year_in_words,
            ("eighteen", "nineteen", "twenty", "thousand"),
        ),
        rule(
            "decade_in_words",
            rf"the (?:{PART})(?P<decade>{either(_DECADES)})",
            decade_in_words,
            _DECADES,
        ),
    )


def year_in_words(match: re.Match[str], moment: Moment) -> Reading | None:  # noqa: ARG001
    """nineteen ninety-six, January nineteen ninety-seven, the year two thousand"""
    before = word_before(match)
    if before == "at" or _CLOCK.match(match.string, match.end()):
        return None  # "at nineteen thirty"
    if match["century"]:
        number = int(count_of(match["century"]) or 0) * 100 + int(count_of(match["rest"]) or 0)
    else:
        told = match["the"] or match["month"] or (match["after"] and before in ("in", "since"))
        if not told:
            return None  # "two thousand men"
        number = 2000 + int(count_of(match["after"]) or 0)
    if match["month"]:
        if not is_capital(match["month"]):
            return None
        return in_month(number, month_of(match["month"]), part=part_of(match), basis="stated")
    return in_year(number, part=part_of(match), basis="stated")


def decade_in_words(match: re.Match[str], moment: Moment) -> Reading | None:  # noqa: ARG001
    """the nineties, the early sixties: of the twentieth century"""
    return in_decade(1900 + _DECADES[match["decade"].lower()], part=part_of(match))
