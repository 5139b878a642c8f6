"""Read a dateline: the town, region, agency and date that a report says it was filed with.

"KYIV, Ukraine -", "LOME, Togo, May 9 (Panapress) --", "OSLO (NORWAY), 4 JUN 91 (NTB) -- [TEXT]",
"Kyiv, Jan. 10 /Ukrinform/.", "(CNN) --", and the line "Friday, August 21, 2015" alone.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from dateline.gazetteer import load_gazetteer
from dateline.lexicon import table
from dateline.records import Article, Dateline, Span

# Two-digit years: "89" is 1989, "23" is 2023. Nobody filed by wire before 1950.
_PIVOT = 50
# A dateline is short: the dash must come within this many characters.
_REACH = 140

# " at 14:05 GMT+3, Friday": what may follow the day on a line of its own.
_CLOCK = 25
# The names of a list with commas: "Gaza City, Gaza Strip".
_NAMES = re.compile(r"[^\s,][^,]*[^\s,]")


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledOn:
    """A calendar day as an opening writes it; `year` is None where it leaves the year out."""

    year: int | None
    month: int
    day: int

    def iso(self, published: str | None = None) -> str | None:
        """Return the ISO day; a missing year is the last one that is not after `published`."""
        year = self.year
        if year is None:
            if published is None:
                return None
            # A paper may carry tomorrow's date, so one day later is still the same year.
            latest = date.fromisoformat(published) + timedelta(days=1)
            year = latest.year - ((self.month, self.day) > (latest.month, latest.day))
        try:
            return date(year, self.month, self.day).isoformat()
        except ValueError:
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A dateline that was read, with its day still as written."""

    line: Dateline
    on: FiledOn | None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    names = table("time_names")
    month = "(?:" + "|".join(sorted(names["months"], key=len, reverse=True)) + r")\b\.?"
    weekday = "(?:" + "|".join(sorted(names["weekdays"], key=len, reverse=True)) + r")\b\.?,?\s+"
    day = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:])"
    year = r"(?:(?:19|20)\d\d|['’]?\d\d)(?![\d:])"
    day_words = (
        rf"(?:{weekday})?(?:{month}\s+{day}(?:,?\s+(?:19|20)\d\d\b)?|{day}\s+{month}(?:,?\s+{year})?"
        r"|(?:19|20)\d\d-[01]\d-[0-3]\d|[0-3]?\d\.[01]?\d\.(?:19|20)\d\d)"
    )
    capital = r"(?-i:[^\W\d_a-z])[\w'’‘`.-]*"
    more = (
        rf"[ \t]+(?!{month}\s+\d)(?:{capital}|(?:al|and|d[eou]l?|de\s+l[ao]s?|el|la|of|on|the)\b)"
    )
    name = rf"(?!{month}\s+\d){capital}(?:{more}){{0,4}}"
    dash = r"(?:—|–|―|-{2,}|(?<=[\s)/])-(?!-))"
    head = rf"""
        (?P<town>{name}(?:/{name})?)
        (?:\s*\((?P<bracketed>[^()\d]{{2,30}})\)(?=\s*[,.]\s*\d|\s*\())?
        (?P<regions>(?:\s*,\s*{name}){{0,2}})
        (?:[\s,.;]*(?P<date>{day_words}))?
        (?:[\s,.;]*(?:\((?P<agency>[^()]{{2,60}})\)|/(?P<slashed>[^/\n]{{2,40}})/))?
        (?:[\s.,]*(?P<dash>{dash})(?=[\s"“'‘\[(]|[^\W\d_])|(?P<colon>:)(?=\s)|(?P<stop>\.)(?=\s))
    """
    flags = re.IGNORECASE | re.VERBOSE
    return {
        "head": re.compile(head, flags),
        "agency": re.compile(rf"\((?P<agency>[^()\s][^()]{{1,40}})\)\s*{dash}", re.IGNORECASE),
        "day": re.compile(day_words, re.IGNORECASE),
        "parts": re.compile(rf"(?P<month>{month})|(?P<number>\d+)", re.IGNORECASE),
    }


def find_dateline(article: Article, start: int, end: int) -> Filed | None:
    """Return the dateline that a block starts with, or None."""
    text = article.text
    alone = _patterns()["agency"].match(text, start, min(end, start + _REACH))
    if alone and _is_agency(alone["agency"]):
        line = Dateline(span=article.span(*alone.span()), agency=_tidy(alone["agency"]))
        return Filed(line=line, on=None)
    match = _patterns()["head"].match(text, start, min(end, start + _REACH))
    if match is None or not _believable(match, _after(text, match.end(), end)):
        return None
    town_start = match.start("town") + _leading(match["town"])
    regions = [
        article.span(match.start("regions") + m.start(), match.start("regions") + m.end())
        for m in _NAMES.finditer(match["regions"] or "")
    ]
    if match["bracketed"]:
        regions.insert(0, article.span(*match.span("bracketed")))
    agency = match["agency"] or match["slashed"]
    if agency is None and regions and _is_agency(regions[-1].text):
        agency = regions.pop().text
    line = Dateline(
        span=article.span(start, match.end()),
        agency=_tidy(agency) if agency else None,
        town=_town(article, town_start, match.end("town")),
        regions=tuple(regions),
    )
    return Filed(line=line, on=read_day(match["date"]) if match["date"] else None)


def find_day_line(article: Article, start: int, end: int) -> Filed | None:
    """Return the dateline of a block that is a calendar day and nothing else, or None."""
    match = _patterns()["day"].fullmatch(article.text, start, end)
    on = read_day(match.group()) if match else None
    return Filed(line=Dateline(span=article.span(start, end)), on=on) if on else None


def find_town_line(article: Article, start: int, end: int) -> Filed | None:
    """Return the dateline of a block that is a town and nothing else ("Yaounde,"), or None."""
    text = article.text[start:end].rstrip(",:. -–—")
    names = [name.strip() for name in text.split(",")]
    if not 2 < len(text) <= 60 or len(names) > 3 or not all(name[:1].isupper() for name in names):
        return None
    if not all(load_gazetteer().lookup(name, sound=False) for name in names):
        return None
    where = [article.span(start + m.start(), start + m.end()) for m in _NAMES.finditer(text)]
    line = Dateline(span=article.span(start, end), town=where[0], regions=tuple(where[1:]))
    return Filed(line=line, on=None)


def find_day(text: str) -> FiledOn | None:
    """Return the day that a line starts with, where little more than a clock time follows."""
    match = _patterns()["day"].match(text)
    return read_day(match.group()) if match and len(text) - match.end() < _CLOCK else None


def read_day(words: str) -> FiledOn | None:
    """Return the day written as in a dateline, or None where it is no day of the calendar.

    Example:
        >>> read_day("23 NOV 89")
        FiledOn(year=1989, month=11, day=23)
        >>> read_day("Friday, Aug. 21")
        FiledOn(year=None, month=8, day=21)
    """
    months: Any = table("time_names")["months"]
    month, numbers = None, []
    for part in _patterns()["parts"].finditer(words):
        if part["number"]:
            numbers.append(int(part["number"]))
        elif month is None:
            month = int(months[part["month"].casefold().rstrip(".")])
    year: int | None = None
    if month is not None and numbers:
        day, *rest = numbers
        year = rest[0] if rest else None
    elif len(numbers) == 3:
        year, month, day = numbers if numbers[0] > 31 else reversed(numbers)
    else:
        return None
    if year is not None and year < 100:
        year += 1900 if year >= _PIVOT else 2000
    try:
        date(year or 2000, month, day)  # 2000 has a 29 February
    except ValueError:
        return None
    return FiledOn(year=year, month=month, day=day)


def _believable(match: re.Match[str], after: str) -> bool:
    """Say whether what looks like a dateline is one, and not "Breaking news - ..."."""
    town = match["town"]
    if town.casefold() in table("opening")["not_towns"] and not match["date"]:
        return False
    if match["stop"]:
        return match["slashed"] is not None
    if match["agency"] or match["slashed"]:
        return (
            match["date"] is not None
            or town.isupper()
            or _is_agency(_agency(match))
            or _known(match)
        )
    if match["date"]:
        return not after[:1].islower()
    if after[:1].islower() or len(town.split()) > 4:
        return False
    shouted = after[:12].isupper()
    if match["colon"] or (match["dash"] or "").strip() == "-":
        return town.isupper() and not shouted and _known(match)
    return (town.isupper() and not shouted and bool(match["regions"])) or _known(match)


def _known(match: re.Match[str]) -> bool:
    """Say whether the gazetteer has the town, or the region after it."""
    town = match["town"][_leading(match["town"]) :]
    places = load_gazetteer()
    names = [*town.split("/"), *(match["regions"] or "").split(",")]
    if town.casefold() in table("opening")["towns"]:
        return True
    return any(places.lookup(name.strip(), sound=town.isupper()) for name in names if name.strip())


def _agency(match: re.Match[str]) -> str:
    return str(match["agency"] or match["slashed"] or "")


def _is_agency(name: str) -> bool:
    known = {agency.casefold() for agency in table("opening")["agencies"]}
    return _tidy(name).casefold() in known


def _tidy(agency: str) -> str:
    """Return the agency with its spaces in order: "ACAN - EFE" is ACAN-EFE."""
    return re.sub(r"\s*-\s*", "-", " ".join(agency.split()))


def _town(article: Article, start: int, end: int) -> Span | None:
    """Return the town, unless the words say that there is none ("CLANDESTINE")."""
    end -= article.text[end - 1] == "."  # "KYIV. January 10"
    span = article.span(start, end)
    return None if span.text.casefold() in table("opening")["not_towns"] else span


def _leading(town: str) -> int:
    """Return how many characters stand before the name: "NEAR KUPIANSK" -> 5."""
    first, _, rest = town.partition(" ")
    return len(first) + 1 if rest and first.casefold() in table("opening")["before_town"] else 0


def _after(text: str, at: int, end: int) -> str:
    """Return the start of what follows, without brackets of the agency and quotation marks."""
    return re.sub(r"^(?:\s|\[[^\]]*\]|[\"“‘'«])+", "", text[at : min(end, at + 80)])
