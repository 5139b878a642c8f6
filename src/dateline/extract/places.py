"""Find the places the text names and put them on the map."""

from dateline.article.parse import Parse
from dateline.records import Entity, Place


def find_places(parse: Parse, entities: tuple[Entity, ...]) -> tuple[Place, ...]:
    """Return the places in the order of their first mention (the dateline's town among them)."""
    return ()
