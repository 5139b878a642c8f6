"""Tell the day of a feast in a year, be it fixed or moving."""

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta

from dateline.extract.times.grammar import words


def day_of(feast: str, year: int) -> date | None:
    """Return the day of a feast, named in lower case, in a year; None if it is no feast."""
    w = words()
    if not MINYEAR < year < MAXYEAR:
        return None
    if feast in w.holidays:
        return date(year, *w.holidays[feast])
    if feast in w.phrases["feasts_from_easter"]:
        return easter(year) + timedelta(days=w.phrases["feasts_from_easter"][feast])
    row = w.phrases["feasts_on_weekdays"].get(feast)
    return _on_weekday(year, *row) if row else None


def easter(year: int) -> date:
    """Return Easter Sunday of the Western churches.

    Source: the anonymous Gregorian algorithm, Meeus, Astronomical Algorithms (1991), chapter 8.

    Example:
        >>> easter(2008).isoformat(), easter(2021).isoformat()
        ('2008-03-23', '2021-04-04')
    """
    golden, (century, rest) = year % 19, divmod(year, 100)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - moon + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _on_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    if nth < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
