"""Find who says what: content, cue and speaker of each attribution, and the article's own voice."""

from dateline.article.parse import Parse
from dateline.records import Entity, Span, Statement, TimeSpan


def find_statements(
    parse: Parse, entities: tuple[Entity, ...], times: tuple[TimeSpan, ...]
) -> tuple[tuple[Statement, ...], tuple[Entity, ...]]:
    """Return the statements in the order of the text, and the entities with speakers resolved."""
    return (), entities


def said_by(statements: tuple[Statement, ...], span: Span) -> tuple[str, ...]:
    """Return the ids of the statements whose content covers the start of `span`."""
    return tuple(s.id for s in statements if any(c.start <= span.start < c.end for c in s.content))
