"""Find counts of people harmed, as ranges, each with the voice that gives it."""

from dateline.article.parse import Parse
from dateline.records import Entity, Event, Statement, TimeSpan, Toll


def find_tolls(
    parse: Parse,
    entities: tuple[Entity, ...],
    times: tuple[TimeSpan, ...],
    statements: tuple[Statement, ...],
    events: tuple[Event, ...],
) -> tuple[Toll, ...]:
    """Return the tolls in the order of the text."""
    return ()
