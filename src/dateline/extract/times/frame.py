"""Tell which year dates without one belong to: by the date they are joined to, or by the text."""

import re
from datetime import date
from functools import cache

from dateline.extract.times.grammar import DOM, YEAR, either, words

# A text is a history when it names at least so many years long past, and so many for each word
# that points from the publication day ("yesterday", a bare weekday). Histories of wars in a
# corpus of 22 have 7 to 114 such years and at most 7 pointing words; of 348 news reports one.
_YEARS = 6
_YEARS_PER_POINTER = 4
LONG_PAST = 2


@cache
def _year() -> "re.Pattern[str]":
    return re.compile(rf"(?<![\w$.,/-]){YEAR}(?!\w|[.,]\d)")


@cache
def _pointer() -> "re.Pattern[str]":
    w = words()
    weekday = rf"(?<!, ){w.weekday}(?!,? (?:the )?\d|,? {w.month})"
    return re.compile(rf"\b(?:{either(w.phrases['pointers'])}|{weekday})\b", re.IGNORECASE)


@cache
def _joined_date() -> "re.Pattern[str]":
    dated = rf"(?:{DOM} )?{words().month}(?: {DOM})?,? (?P<year>{YEAR})"
    return re.compile(
        rf"(?:,? (?:and|or|to|until|till|through) | ?[-–—/] ?)(?:the )?{dated}(?!\w)", re.IGNORECASE
    )


def is_history(text: str, published: date | None) -> bool:
    """Say whether a text tells of years long past and not of the days before publication."""
    if published is None:
        return False
    past = sum(published.year - int(m[0]) >= LONG_PAST for m in _year().finditer(text))
    if past < _YEARS:
        return False
    return past >= _YEARS_PER_POINTER * len(_pointer().findall(text))


def year_after(text: str, end: int) -> int | None:
    """Return the year of the date joined to one that ends here: "April and June 1955"."""
    match = _joined_date().match(text, end)
    return int(match["year"]) if match else None
