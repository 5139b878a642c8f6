"""Find what happened: trigger, type, who to whom, where, when, and whether it is a fact."""

from dateline.article.parse import Parse
from dateline.records import Entity, Event, Place, Statement, TimeSpan


def find_events(
    parse: Parse,
    entities: tuple[Entity, ...],
    places: tuple[Place, ...],
    times: tuple[TimeSpan, ...],
    statements: tuple[Statement, ...],
) -> tuple[tuple[Event, ...], tuple[Entity, ...]]:
    """Return the events in the order of the text, and the entities with those they needed."""
    return (), entities
