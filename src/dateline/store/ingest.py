"""Take in texts: skip what is there, read the rest, keep each batch whole.

A batch is one transaction, begun only when everything in it has been read: a process killed at any
moment has kept every batch that was finished, and the next run reads only what is missing.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, func, select

from dateline.link.reports import report_id
from dateline.records import Record
from dateline.store.database import Database
from dateline.store.filing import TABLE_ROW, Found, file_reading, file_text, has_reading, is_filed
from dateline.store.finding import Refused, find_texts
from dateline.store.text_tables import Filing, Report

log = logging.getLogger(__name__)

# Reading takes a fifth of a second: a batch is a few seconds of work, which is all a kill can lose.
BATCH = 16

Read = Callable[[str, str | None], Record]
Clock = Callable[[], str]
Progress = Callable[[int], None]


@dataclass(slots=True, kw_only=True)
class Ingested:
    """What became of the texts found: counts, and each that was refused with the reason."""

    read: int = 0
    again: int = 0
    known: int = 0
    refused: list[Refused] = field(default_factory=list)

    @property
    def found(self) -> int:
        """How many texts there were."""
        return self.read + self.again + self.known + len(self.refused)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What reads a text, under which name, and what tells the time."""

    read: Read
    software: str
    clock: Clock


def ingest(
    database: Database,
    paths: Iterable[Path],
    reader: Reader,
    progress: Progress = lambda _: None,
    batch: int = BATCH,
) -> Ingested:
    """Bring what lies at the paths into the archive; return what became of it.

    `progress` is called with the number of bytes of input dealt with, after each batch.
    """
    done = Ingested()
    for found, size in _batches(find_texts(paths), batch):
        done.refused += [item for item in found if isinstance(item, Refused)]
        texts = [item for item in found if isinstance(item, Found)]
        _take_in(database, texts, reader, done)
        progress(size)
    return done


def file_found(database: Database, found: Iterable[Found], reader: Reader) -> Ingested:
    """Bring texts that are at hand into the archive, in one transaction."""
    done = Ingested()
    _take_in(database, list(found), reader, done)
    return done


def read_again(database: Database, reader: Reader, batch: int = BATCH) -> int:
    """Read every report anew; return how many now read otherwise. A batch is one transaction.

    Rows of a table that was brought in are no text to read, and stay as they are.
    """
    with database.reads() as connection:
        texts_only = select(Filing.report_id).where(Filing.text_from != TABLE_ROW).distinct()
        ids = sorted(connection.scalars(texts_only))
        days = _days(connection, ids)
    changed = 0
    for start in range(0, len(ids), batch):
        some = ids[start : start + batch]
        with database.reads() as connection:
            texts = connection.scalars(select(Report.text).where(Report.id.in_(some))).all()
        records = [reader.read(text, days[report_id(text)]) for text in texts]
        with database.writes() as connection:
            now = reader.clock()
            changed += sum(
                file_reading(connection, record, now, reader.software) for record in records
            )
    return changed


def _take_in(database: Database, texts: list[Found], reader: Reader, done: Ingested) -> None:
    with database.reads() as connection:
        new = [item for item in texts if not is_filed(connection, item)]
        days = _days(connection, {item.report for item in new})
        read_before = {id for id in days if has_reading(connection, id)}
    done.known += len(texts) - len(new)
    before = dict(days)
    for item in new:
        days[item.report] = _earlier(days[item.report], item.published)
    # A text is read once, however often it is found; again only where an earlier day of
    # publication became known, from which "on Monday" counts.
    texts_of = {item.report: item.text for item in new}
    records = {
        id: reader.read(text, days[id])
        for id, text in texts_of.items()
        if id not in read_before or days[id] != before[id]
    }
    if not new:
        return
    with database.writes() as connection:
        now = reader.clock()
        for item in new:
            file_text(connection, item, now, reader.software)
        for record in records.values():
            file_reading(connection, record, now, reader.software)
    fresh = len(texts_of.keys() - read_before)
    done.read += fresh
    done.again += len(new) - fresh
    log.info("batch: %s texts, %s read", len(texts), len(records))


def _days(connection: Connection, reports: Iterable[str]) -> dict[str, str | None]:
    """Return the earliest day of publication that the archive has for each report."""
    days: dict[str, str | None] = dict.fromkeys(reports)
    rows = connection.execute(
        select(Filing.report_id, func.min(Filing.published))
        .where(Filing.report_id.in_(days))
        .group_by(Filing.report_id)
    )
    days.update((report, day) for report, day in rows)
    return days


def _earlier(left: str | None, right: str | None) -> str | None:
    return min((day for day in (left, right) if day), default=None)


def _batches(
    items: Iterable[tuple[Found | Refused, int]], size: int
) -> Iterator[tuple[list[Found | Refused], int]]:
    """Yield the items in groups, each with its bytes of input."""
    group: list[Found | Refused] = []
    total = 0
    for item, length in items:
        group.append(item)
        total += length
        if len(group) == size:
            yield group, total
            group, total = [], 0
    if group:
        yield group, total
