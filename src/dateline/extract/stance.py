"""Weigh how sure each speaker is of what they say: certainty, polarity, hedges."""

from dateline.article.parse import Parse
from dateline.records import Statement


def weigh_statements(parse: Parse, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Return the statements with certainty and hedges, split where certainty changes inside one."""
    return statements
