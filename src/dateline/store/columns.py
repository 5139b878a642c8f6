"""What every table of the archive has in common: its types, its names, its refusals.

SQLite keeps its tables STRICT, so there are only text, whole numbers, reals and bytes; PostgreSQL
gets the same columns. Times of the archive's own clock are UTC text of one width, which sorts.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    REAL,
    BigInteger,
    CheckConstraint,
    Dialect,
    Double,
    Integer,
    LargeBinary,
    MetaData,
    Select,
    Text,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

# A query whatever it selects.
AnySelect = Select[*tuple[Any, ...]]


class Flag(TypeDecorator[bool]):
    """True and false as 1 and 0: a STRICT table of SQLite has no other type for them."""

    impl = BigInteger().with_variant(Integer(), "sqlite")
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Return what the database keeps."""
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Return what the program sees."""
        return None if value is None else bool(value)


class Base(DeclarativeBase):
    """The root of all tables; constraints get names, so that a migration can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it from the class
        str: Text(),
        int: BigInteger().with_variant(Integer(), "sqlite"),
        float: Double().with_variant(REAL(), "sqlite"),
        bytes: LargeBinary(),
        bool: Flag(),
    }


class Known:
    """When the archive learnt a row, and when another row took its place; null: it still holds."""

    known_from: Mapped[str]
    known_until: Mapped[str | None]


class Words:
    """A stretch of the text: code points, half-open; triggers hold it against the text itself."""

    span_start: Mapped[int]
    span_end: Mapped[int]
    words: Mapped[str]


def text_key() -> Mapped[str]:
    """Return a primary key of text."""
    return mapped_column(primary_key=True)


def strict(*constraints: Any) -> tuple[Any, ...]:
    """Return the table arguments that every table has, after its own constraints."""
    return (*constraints, {"sqlite_strict": True})


def one_of(column: str, values: Sequence[str], *, optional: bool = False) -> CheckConstraint:
    """Return the rule that a column holds one of a closed list."""
    listed = ", ".join(f"'{value}'" for value in sorted(values))
    rule = f"{column} IN ({listed})"
    return CheckConstraint(f"{column} IS NULL OR {rule}" if optional else rule, name=f"{column}_is")


def ordered(low: str, high: str) -> CheckConstraint:
    """Return the rule that a range does not end before it begins; an open end is null."""
    rule = f"{low} IS NULL OR {high} IS NULL OR {low} <= {high}"
    return CheckConstraint(rule, name=f"{low}_to_{high}")


def ordered_days() -> CheckConstraint:
    """Return the rule that a time does not end before the day on which it begins."""
    rule = "substr(earliest, 1, 10) <= substr(latest, 1, 10)"
    return CheckConstraint(
        f"earliest IS NULL OR latest IS NULL OR {rule}", name="earliest_to_latest"
    )


def utc_now() -> str:
    """Return the time as the archive writes it."""
    return stamp(datetime.now(UTC))


def stamp(at: datetime) -> str:
    """Return a time in UTC, always of the same width, so that text sorts as time does.

    Example:
        >>> stamp(datetime(2024, 3, 8, 6, 30, tzinfo=UTC))
        '2024-03-08T06:30:00.000000Z'
    """
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def canonical(value: Any) -> str:
    """Return JSON that is the same for the same value, whatever order its keys came in."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
