"""Read what names one day: dates, weekdays, yesterday, the next day."""

import re
from datetime import date

from dateline.extract.times import feasts
from dateline.extract.times.grammar import (
    DOM,
    YEAR,
    YEAR_TURNS,
    Moment,
    is_capital,
    month_of,
    words,
)
from dateline.extract.times.values import Reading, on_day, shift

# A date without a year is the nearest one, a day ahead or behind counting so many times its
# distance by the tense of the clause. News mostly tells what has been; a verb of the past still
# may set a day that is near ("was extended to 16 November").
_COSTS = {None: (3, 1), "past": (6, 1), "future": (1, 6)}
_WHICH = re.compile(
    r"(?P<which>last|next|this past|this coming|this|the previous|the following|the next|that"
    r"|the same)? ?(?P<name>[a-z]+)(?: (?P<week>last|this|next) week)?",
    re.IGNORECASE,
)
_FEAST = re.compile(
    rf"(?P<last>last )?(?P<name>.+?)(?:,? (?:in |of )?(?P<year>{YEAR}))?", re.IGNORECASE
)
_NEXT_DAY = re.compile(r"the (?:next|following) day|(?:the|a) day (?:after|later)", re.IGNORECASE)
_DAY_BEFORE = re.compile(r"the previous day|(?:the|a) day (?:before|earlier)", re.IGNORECASE)
_SAME_DAY = re.compile(r"(?:that|the) (?:very )?(?:same )?day", re.IGNORECASE)
_FROM_TODAY = {
    "today": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}


def read_day(text: str, moment: Moment) -> Reading | None:
    """Return the day that a match of `words().day` stands for; None if it is no day after all."""
    text = text.strip()
    for rule in RULES:
        reading = rule(text, moment)
        if reading is not None:
            return reading.because(rule.__name__)
    return None


def day_from_publication(text: str, moment: Moment) -> Reading | None:
    """today, yesterday, tomorrow"""
    steps = _FROM_TODAY.get(text.lower())
    if steps is None:
        return None
    return on_day(shift(moment.published, steps, "D") if moment.published else None)


def day_of_story(text: str, moment: Moment) -> Reading | None:
    """the next day, the day before, that day: counted from the last day told"""
    for pattern, steps in ((_NEXT_DAY, 1), (_DAY_BEFORE, -1), (_SAME_DAY, 0)):
        if pattern.fullmatch(text):
            start = moment.then
            if moment.focus is not None and steps > 0 and moment.focus.last_day is not None:
                start = moment.focus.last_day
            return on_day(shift(start, steps, "D") if start else None)
    return None


def day_of_week(text: str, moment: Moment) -> Reading | None:
    """Monday, last Friday, Thursday next week"""
    match = _WHICH.fullmatch(text)
    number = words().weekdays.get(match["name"].lower()) if match else None
    if match is None or number is None or not is_capital(match["name"]):
        return None
    unknown = f"XXXX-WXX-{number + 1}"
    which, week = (match["which"] or "").lower(), (match["week"] or "").lower()
    if which in ("that", "the same", "the previous", "the following", "the next"):
        return on_day(_from_story(number, which, moment), value=unknown)
    day = moment.published
    if day is None:
        return on_day(None, value=unknown)
    back, ahead = (day.weekday() - number) % 7, (number - day.weekday()) % 7
    if week:
        step = {"last": -7, "this": 0, "next": 7}[week]
        found = shift(day, step + number - day.weekday(), "D")
    elif which in ("last", "this past"):
        found = shift(day, -(back or 7), "D")
    elif which in ("next", "this coming"):
        found = shift(day, ahead or 7, "D")
    elif moment.tense == "future":
        found = shift(day, ahead, "D")
    elif which == "this":
        found = shift(day, number - day.weekday(), "D")
    else:
        found = shift(day, -back, "D")
    return on_day(found)


def _from_story(number: int, which: str, moment: Moment) -> date | None:
    day = moment.then
    if day is None:
        return None
    back, ahead = (day.weekday() - number) % 7, (number - day.weekday()) % 7
    if which == "the previous":
        return shift(day, -(back or 7), "D")
    if which in ("the following", "the next"):
        return shift(day, ahead or 7, "D")
    return shift(day, -back, "D")


def day_of_calendar(text: str, moment: Moment) -> Reading | None:
    """January 10, 2023; 10 January; Jan. 10 last year; 2023-01-10; 10.01.2023"""
    month = words().month
    found = re.search(
        rf"(?P<m>{month}) (?:the )?(?P<d>{DOM})\b|(?P<d2>{DOM}) (?:of )?(?P<m2>{month})",
        text,
        re.IGNORECASE,
    )
    if found is None:
        return _in_figures(text)
    name = found["m"] or found["m2"]
    if not is_capital(name):
        return None
    number = int(re.sub(r"\D", "", found["d"] or found["d2"]))
    rest = text[found.end() :]
    year = re.search(YEAR, rest)
    if year:
        return _dated(int(year[0]), month_of(name), number)
    unknown = f"XXXX-{month_of(name):02}-{number:02}"
    if moment.year is not None:
        return _dated(moment.year, month_of(name), number)
    if moment.published is None:
        return on_day(None, basis="stated", value=unknown)
    step = re.search(r"(this|last|next) year", rest, re.IGNORECASE)
    if step:
        steps = {"last": -1, "this": 0, "next": 1}[step[1].lower()]
        return _dated(moment.published.year + steps, month_of(name), number)
    nearest = nearest_date(month_of(name), number, moment)
    return on_day(nearest, basis="stated", value=unknown) if nearest else None


def day_of_feast(text: str, moment: Moment) -> Reading | None:
    """Christmas Day, New Year's Eve 2019"""
    match = _FEAST.fullmatch(text)
    name = match["name"].lower().replace("’", "'") if match else ""
    if match is None or not is_capital(match["name"]) or feasts.day_of(name, 2000) is None:
        return None
    if match["year"]:
        return on_day(feasts.day_of(name, int(match["year"])), basis="stated")
    now = moment.published
    if now is None:
        return on_day(None, basis="stated")
    found = [day for step in (-1, 0, 1) if (day := feasts.day_of(name, now.year + step))]
    if match["last"]:
        found = [day for day in found if day < now]
    return on_day(_nearest(found, now, moment), basis="stated")


RULES = (day_from_publication, day_of_story, day_of_week, day_of_calendar, day_of_feast)


def nearest_date(month: int, number: int, moment: Moment) -> date | None:
    """Return the date without a year that the clause most likely means, or None if there is none."""
    day = moment.published
    if day is None:
        return None
    told = moment.background
    if told is not None:
        return _next_after(told, month, number)
    found = []
    for year in (day.year - 1, day.year, day.year + 1):
        try:
            found.append(date(year, month, number))
        except ValueError:  # 29 February
            continue
    return _nearest(found, day, moment)


def _nearest(candidates: list[date], now: date, moment: Moment) -> date | None:
    ahead, back = _COSTS[moment.tense]

    def cost(day: date) -> int:
        away = (day - now).days
        return away * ahead if away > 0 else -away * back

    return min(candidates, key=cost, default=None)


def _next_after(told: date, month: int, number: int) -> date | None:
    """Return the date in the year told, or in the next one if its month is behind."""
    try:
        return date(told.year + (told.month - month >= YEAR_TURNS), month, number)
    except ValueError:
        return None


def _dated(year: int, month: int, number: int) -> Reading | None:
    try:
        return on_day(date(year, month, number), basis="stated")
    except ValueError:
        return None


def _in_figures(text: str) -> Reading | None:
    """2023-01-10; 10.01.2023 is the tenth; 10/01/2023 is not told unless one figure is over 12."""
    iso = re.search(r"(\d{4})-(\d\d)-(\d\d)$", text)
    if iso:
        return _dated(int(iso[1]), int(iso[2]), int(iso[3]))
    match = re.search(r"(\d\d?)([./])(\d\d?)\2(\d{4})$", text)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if match[2] == "." or first > 12:
        return _dated(year, second, first)
    if second > 12 or first == second:
        return _dated(year, first, second)
    return on_day(None, basis="stated", value=f"{year}-XX-XX")
