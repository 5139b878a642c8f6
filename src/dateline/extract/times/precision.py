"""Say how exactly a time is known, in the codes of the two data sets that researchers compare."""

from datetime import date

_WEEK, _MONTH, _YEAR = 7, 31, 366


def acled_time_precision(first: date | None, last: date | None) -> int | None:
    """Return ACLED's time_precision: 1 the day, 2 within a week, 3 within a month.

    None where an end is not known or the stretch is longer than a month: ACLED codes no such event.

    Source: ACLED Codebook (2024), "Time precision"; as 2 stands there for a week or weekend and 3
    for a month.

    Example:
        >>> day = date(2021, 6, 14)
        >>> [acled_time_precision(day, date(2021, 6, last)) for last in (14, 20, 30)]
        [1, 2, 3]
    """
    days = _days(first, last)
    if days is None or days > _MONTH:
        return None
    return 1 if days == 1 else 2 if days <= _WEEK else 3


def ucdp_date_prec(first: date | None, last: date | None) -> int | None:
    """Return UCDP's date_prec: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 a year.

    None where an end is not known or the stretch is longer than a year.

    Source: UCDP GED Codebook 23.1, "date_prec"; 4 holds 8 to 31 days.

    Example:
        >>> day = date(2021, 6, 14)
        >>> [ucdp_date_prec(day, date(2021, 6, last)) for last in (14, 15, 20, 30)]
        [1, 2, 3, 4]
    """
    days = _days(first, last)
    if days is None or days > _YEAR:
        return None
    if days < _WEEK:
        return 1 if days == 1 else 2
    return 3 if days == _WEEK else 4 if days <= _MONTH else 5


def _days(first: date | None, last: date | None) -> int | None:
    if first is None or last is None or last < first:
        return None
    return (last - first).days + 1
