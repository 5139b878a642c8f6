"""Put a report into the archive: its bytes, its text, where it was found, what was read in it.

Filing the same thing twice adds nothing. A new reading that differs from the one that holds closes
it and takes its place; the old one stays, for who asks what was known before.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, exists, func, insert, select, update

from dateline.link.reports import report_id
from dateline.records import Record
from dateline.store.columns import Base, canonical
from dateline.store.said_rows import rows_of_record
from dateline.store.said_tables import MethodSet, Reading
from dateline.store.text_tables import Filing, RawFile, Report

# How the text of a row of a table lies in its bytes; it is no text to read.
TABLE_ROW = "csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A text as it was found: its bytes, the text in them, and where.

    `text_from` says how the text lies in the bytes: "utf-8" (all of it) or "jsonl:text".
    `published` is the day its publisher gives, `retrieved` the UTC time it was collected.
    """

    raw: bytes
    text: str
    name: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    retrieved: str | None = None
    text_from: str = "utf-8"

    @property
    def report(self) -> str:
        """The id of the report with this text."""
        return report_id(self.text)

    @property
    def sha256(self) -> str:
        """The hash of the bytes."""
        return hashlib.sha256(self.raw).hexdigest()

    @property
    def filing(self) -> str:
        """The id of this find: the same bytes at the same place are the same filing."""
        what = [self.report, self.sha256, self.url, self.outlet, self.published, self.retrieved]
        return hashlib.sha256(canonical(what).encode()).hexdigest()[:16]


def is_filed(connection: Connection, found: Found) -> bool:
    """Say whether this very find is in the archive, with a reading of its text."""
    return bool(
        connection.scalar(
            select(
                exists().where(Filing.id == found.filing)
                & exists().where(Reading.report_id == found.report)
            )
        )
    )


def has_reading(connection: Connection, report: str) -> bool:
    """Say whether the text has been read before, wherever it was found."""
    return bool(connection.scalar(select(exists().where(Reading.report_id == report))))


def file_text(connection: Connection, found: Found, now: str, tool: str) -> None:
    """Keep the bytes, the text and the place it was found, where they are not kept yet."""
    _add(connection, RawFile, {"sha256": found.sha256, "bytes": found.raw,
                               "length": len(found.raw)}, "sha256")  # fmt: skip
    digest = hashlib.sha256(found.text.encode()).hexdigest()
    _add(connection, Report, {"id": found.report, "sha256": digest, "text": found.text,
                              "length": len(found.text), "received": now}, "id")  # fmt: skip
    filing = {
        "id": found.filing,
        "report_id": found.report,
        "raw_sha256": found.sha256,
        "name": found.name,
        "url": found.url,
        "outlet": found.outlet,
        "published": found.published,
        "retrieved": found.retrieved,
        "received": now,
        "tool": tool,
        "text_from": found.text_from,
    }
    _add(connection, Filing, filing, "id")


def file_reading(connection: Connection, record: Record, now: str, software: str) -> bool:
    """Keep what was read in a report that is filed; False where the reading that holds is equal."""
    report = report_id(record.article.text)
    plain = record.to_dict()
    methods = canonical(plain.pop("methods"))
    whole = canonical(plain)
    digest = hashlib.sha256(whole.encode()).hexdigest()
    methods_digest = hashlib.sha256(methods.encode()).hexdigest()
    holds = connection.execute(
        select(Reading.id, Reading.record_sha256, Reading.methods_sha256).where(
            Reading.report_id == report, Reading.known_until.is_(None)
        )
    ).one_or_none()
    if holds is not None:
        if (holds.record_sha256, holds.methods_sha256) == (digest, methods_digest):
            return False
        connection.execute(update(Reading).where(Reading.id == holds.id).values(known_until=now))
    number = 1 + (
        connection.scalar(
            select(func.count()).select_from(Reading).where(Reading.report_id == report)
        )
        or 0
    )
    _add(connection, MethodSet, {"sha256": methods_digest, "methods": methods}, "sha256")
    reading = f"{report}.{number}"
    article = record.article
    row = {
        "id": reading,
        "report_id": report,
        "record": whole,
        "record_sha256": digest,
        "methods_sha256": methods_digest,
        "software": software,
        "language": article.language,
        "headline": article.headline.text if article.headline else None,
        "byline": article.byline.text if article.byline else None,
        "filed_from": article.dateline.span.text if article.dateline else None,
        "published": article.published,
        "published_basis": article.published_basis,
        "known_from": now,
        "known_until": None,
    }
    connection.execute(insert(Reading), row)
    for table, rows in rows_of_record(record, reading, report):
        connection.execute(insert(table), rows)
    return True


def _add(connection: Connection, model: type[Base], row: Mapping[str, Any], key: str) -> None:
    """Insert a row unless one of its key is there; the rows never change, so either is right."""
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - for the type checker
    if connection.scalar(select(exists().where(table.c[key] == row[key]))):
        return
    connection.execute(insert(table), row)
