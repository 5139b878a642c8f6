"""Whose words a fact stands in."""

from dateline.records import Span, Statement


def said_by(statements: tuple[Statement, ...], span: Span) -> tuple[str, ...]:
    """Return the ids of the statements whose content covers the start of `span`, innermost only."""
    around = [
        (c.end - c.start, s.id)
        for s in statements
        for c in s.content
        if c.start <= span.start < c.end
    ]
    return tuple(id for size, id in around if size == min(around)[0])
