"""Find the people, bodies and groups the text names or describes, one entity each."""

from dateline.article.parse import Parse
from dateline.records import Entity


def find_entities(parse: Parse) -> tuple[Entity, ...]:
    """Return the entities in the order of their first mention."""
    return ()
