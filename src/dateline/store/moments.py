"""A day or time that a person gives, as a moment of the archive's own time."""

from datetime import UTC, date, datetime, time

from dateline.errors import BadInput
from dateline.store.columns import stamp


def end_of(when: str | date) -> str:
    """Return the last moment of what was given: of a day its last, in UTC.

    Raises:
        BadInput: It is neither a day nor a time.

    Example:
        >>> end_of("2024-03-08"), end_of("2024-03-08T12:00:00+02:00")
        ('2024-03-08T23:59:59.999999Z', '2024-03-08T10:00:00.000000Z')
    """
    return _moment(when, time.max)


def start_of(when: str | date) -> str:
    """Return the first moment of what was given.

    Raises:
        BadInput: It is neither a day nor a time.
    """
    return _moment(when, time.min)


def day(given: str) -> str:
    """Return a day that a person gives.

    Raises:
        BadInput: It is none.
    """
    return _moment(given, time.min)[:10]


def _moment(when: str | date, of_day: time) -> str:
    if isinstance(when, str):
        try:
            # A bare day is a day; fromisoformat of datetime would take it for midnight.
            when = date.fromisoformat(when) if len(when) <= 10 else datetime.fromisoformat(when)
        except ValueError as err:
            raise BadInput(
                f"{when!r} is no day or time; give YYYY-MM-DD, or YYYY-MM-DDTHH:MM:SSZ"
            ) from err
    if not isinstance(when, datetime):
        when = datetime.combine(when, of_day)
    return stamp(when if when.tzinfo else when.replace(tzinfo=UTC))
