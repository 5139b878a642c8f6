"""Run a migration's SQL: blocks between blank lines, some for one kind of database only."""

import re
from importlib.resources import files

from alembic import op

# The names that the two databases have for the same thing.
_WORDS = {
    "sqlite": {"{int}": "INTEGER", "{real}": "REAL", "{bytes}": "BLOB", "{strict}": " STRICT"},
    "postgresql": {
        "{int}": "BIGINT",
        "{real}": "DOUBLE PRECISION",
        "{bytes}": "BYTEA",
        "{strict}": "",
    },
}


def run_script(name: str) -> None:
    """Run the blocks of one SQL file that are meant for this database."""
    connection = op.get_bind()
    dialect = connection.dialect.name
    source = (files("dateline.store") / "migrations" / name).read_text(encoding="utf-8")
    for statement in statements(source, dialect):
        connection.exec_driver_sql(statement)


def statements(source: str, dialect: str) -> list[str]:
    """Return the statements of an SQL file for one kind of database, in order."""
    for word, meaning in _WORDS[dialect].items():
        source = source.replace(word, meaning)
    out = []
    for block in re.split(r"\n\s*\n", source):
        lines = [line for line in block.splitlines() if line.strip()]
        if not lines or (lines[0].startswith("-- ") and len(lines) == 1):
            continue
        only = lines[0].removeprefix("-- ") if lines[0].startswith("-- ") else dialect
        if only == dialect:
            out.append("\n".join(line for line in lines if not line.startswith("-- ")))
    return out
