"""Find who is said to hold, take, lose or aim at a place."""

from dateline.article.parse import Parse
from dateline.records import ControlClaim, Entity, Place, Statement, TimeSpan


def find_control(
    parse: Parse,
    entities: tuple[Entity, ...],
    places: tuple[Place, ...],
    times: tuple[TimeSpan, ...],
    statements: tuple[Statement, ...],
) -> tuple[tuple[ControlClaim, ...], tuple[Entity, ...]]:
    """Return the claims of control in the order of the text, and the entities with new holders."""
    return (), entities
