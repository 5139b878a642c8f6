"""Find who says what, and in whose words each fact stands."""

from dateline.extract.statements.stage import find_statements
from dateline.extract.statements.voices import said_by

__all__ = ["find_statements", "said_by"]
