"""A team's own table of incidents as reports of the archive: one row, one account.

A row becomes a short text, "field: value" line by line, and a record whose every fact points at the
cell it comes from. So the table stands beside what the press says: it is linked, compared, reviewed
and exported like any other account, and its bytes are kept.
"""

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from dateline.article.intake import MAX_BYTES
from dateline.contract import check_record
from dateline.errors import BadInput
from dateline.link.reports import report_id
from dateline.records import Article, Entity, Event, Method, Place, PlaceMention, Record, Span, Toll
from dateline.store.columns import canonical
from dateline.store.database import Database
from dateline.store.filing import TABLE_ROW, Found
from dateline.store.finding import Refused
from dateline.store.ingest import Clock, Ingested, Reader, file_found
from dateline.version import own_version
from dateline.vocabulary import ACLED

# field -> what a person is told about it.
FIELDS: Mapping[str, str] = {
    "id": "the team's own number of the incident",
    "title": "a line of words about it",
    "date": "the day, where there is only one",
    "start": "its first day",
    "end": "its last day",
    "place": "the name of where it happened",
    "lat": "latitude in degrees",
    "lon": "longitude in degrees",
    "country": "ISO 3166-1 code of two letters",
    "kind": "ACLED's sub-event type",
    "actor": "who did it",
    "target": "to whom",
    "killed": "how many were killed, where there is one figure",
    "killed_min": "at least so many killed",
    "killed_max": "at most so many killed",
    "injured": "how many were injured, where there is one figure",
    "injured_min": "at least so many injured",
    "injured_max": "at most so many injured",
}
_TABLE_BYTES = 100 * MAX_BYTES
_METHOD = "table"
# The cell that stands for the event, the most telling one there is.
_TELLING = ("kind", "title", "date", "start", "place", "id")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMap:
    """Which column holds which field, and what holds for the whole table.

    `dates` is how days are written ("%d/%m/%Y"), None is ISO; `outlet` the name under which its rows
    are filed; `kind` the ACLED type of rows that give none.
    """

    columns: Mapping[str, str]
    dates: str | None = None
    outlet: str | None = None
    kind: str | None = None


def bring_in(database: Database, path: Path, given: TableMap, clock: Clock) -> Ingested:
    """File every row of a table, in one transaction; return what became of them.

    Raises:
        BadInput: The file is no table, or has not the columns that are named.
    """
    rows = list(read_table(path, given))
    taken = [row for row in rows if not isinstance(row, Refused)]
    records = {found.text: record for found, record in taken}
    reader = Reader(read=lambda text, _: records[text], software=f"dateline {own_version()}",
                    clock=clock)  # fmt: skip
    done = file_found(database, [found for found, _ in taken], reader)
    done.refused += [row for row in rows if isinstance(row, Refused)]
    return done


def read_table(path: Path, given: TableMap) -> Iterator[tuple[Found, Record] | Refused]:
    """Yield each row as a find and its record, or why it cannot be taken.

    Raises:
        BadInput: The file is no CSV in UTF-8, or has none of the columns that are named.
    """
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as err:
        raise BadInput(f"{path}: cannot be read ({err.strerror}); give a CSV file") from err
    except UnicodeDecodeError as err:
        raise BadInput(f"{path}: is not UTF-8; save the table as CSV in UTF-8") from err
    if len(raw) > _TABLE_BYTES:
        raise BadInput(f"{path}: more than {_TABLE_BYTES:,} bytes; split the table")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    columns = _columns(path, rows.fieldnames or (), given)
    for row in rows:
        number = rows.line_num
        where = f"{path}:{number}"
        try:
            values = {f: (row.get(c) or "").strip() for f, c in columns.items()}
            yield _row(path, number, {f: v for f, v in values.items() if v}, given, row)
        except BadInput as err:
            yield Refused(where, str(err))


def _columns(path: Path, header: Any, given: TableMap) -> Mapping[str, str]:
    """Return field -> column: as given, else a column of the field's own name."""
    unknown = [field for field in given.columns if field not in FIELDS]
    missing = [column for column in given.columns.values() if column not in header]
    if unknown or missing:
        fault = f"no field {unknown[0]!r}" if unknown else f"no column {missing[0]!r}"
        raise BadInput(
            f"{path}: there is {fault}; fields are {', '.join(FIELDS)}; "
            f"its columns are {', '.join(header) or 'none'}"
        )
    same = {name: name for name in FIELDS if name in header}
    out = {**same, **given.columns}
    if not {"date", "start", "place", "lat"} & out.keys():
        raise BadInput(
            f"{path}: say at least which column holds the day or the place, e.g. "
            f"--map date=COLUMN --map place=COLUMN; its columns are {', '.join(header) or 'none'}"
        )
    return out


def _row(
    path: Path, number: int, values: Mapping[str, str], given: TableMap, row: Mapping[Any, Any]
) -> tuple[Found, Record]:
    if not values:
        raise BadInput("an empty row")
    lines = [f"{field}: {values[field]}" for field in FIELDS if field in values]
    text = "\n".join(lines) + "\n"
    cells: dict[str, Span] = {}
    at = 0
    for line in lines:
        field, _, value = line.partition(": ")
        start = at + len(field) + 2
        cells[field] = Span(start=start, end=start + len(value), text=value)
        at += len(line) + 1
    record = _record(text, cells, given)
    check_record(record)
    raw = canonical({key: value for key, value in row.items() if isinstance(key, str)}).encode()
    found = Found(raw=raw, text=text, name=f"{path.name}:{number}",
                  outlet=given.outlet or path.stem, text_from=TABLE_ROW)  # fmt: skip
    return found, record


def _record(text: str, cells: Mapping[str, Span], given: TableMap) -> Record:
    digest = hashlib.sha256(text.encode()).hexdigest()
    by: dict[str, Any] = {"method": _METHOD, "why": ("cell_of_a_table",)}
    first, last = _days(cells, given.dates)
    places = tuple(_places(cells, by))
    people = tuple(
        Entity(id=id, type="group", name=cells[field].text, mentions=(cells[field],), **by)
        for id, field in (("e1", "actor"), ("e2", "target"))
        if field in cells
    )
    kind = cells["kind"].text if "kind" in cells else given.kind
    if kind is not None and kind not in ACLED:
        known = "; ".join(sorted(ACLED))
        raise BadInput(f"kind: {kind!r} is no sub-event type of ACLED; those are: {known}")
    ids = {entity.id for entity in people}
    trigger = next((cells[name] for name in _TELLING if name in cells), next(iter(cells.values())))  # fmt: skip
    event = Event(
        id="v1", trigger=trigger, acled=kind, plover=None,
        actors=("e1",) if "e1" in ids else (), targets=("e2",) if "e2" in ids else (),
        places=tuple(place.id for place in places), start=first, end=last,
        date_basis="stated" if first else "none", realis="actual", said_by=(), **by,
    )  # fmt: skip
    article = Article(id=report_id(text), sha256=digest, length=len(text), text=text,
                      headline=cells.get("title"), published_basis="unknown")  # fmt: skip
    method = Method(stage=_METHOD, version="1", lexicons={}, model=None,
                    options={"columns": dict(given.columns), "dates": given.dates, "kind": given.kind})  # fmt: skip
    return Record(article=article, entities=people, places=places, events=(event,),
                  tolls=tuple(_tolls(cells, by)), methods={_METHOD: method})  # fmt: skip


def _days(cells: Mapping[str, Span], form: str | None) -> tuple[str | None, str | None]:
    def day(field: str) -> str | None:
        if field not in cells:
            return None
        written = cells[field].text
        try:
            read = datetime.strptime(written, form) if form else date.fromisoformat(written[:10])  # noqa: DTZ007 - a day has no zone
        except ValueError as err:
            raise BadInput(
                f"{field}: {written!r} is no day written {form or 'YYYY-MM-DD'} (see --dates)"
            ) from err
        return read.strftime("%Y-%m-%d")

    first, last = day("start") or day("date"), day("end") or day("date")
    first, last = first or last, last or first
    if first and last and first > last:
        raise BadInput(f"end: {last} is before {first}")
    return first, last


def _places(cells: Mapping[str, Span], by: Mapping[str, Any]) -> Iterator[Place]:
    named = cells.get("place") or cells.get("lat")
    if named is None:
        return
    lat, lon = _number(cells, "lat", 90), _number(cells, "lon", 180)
    if (lat is None) != (lon is None):
        raise BadInput("lat, lon: one without the other")
    country = cells["country"].text.upper() if "country" in cells else None
    mention = PlaceMention(start=named.start, end=named.end, text=named.text)
    yield Place(id="p1", name=named.text if "place" in cells else f"{lat}, {lon}", lat=lat, lon=lon,
                country=country, mentions=(mention,), **by)  # fmt: skip


def _number(cells: Mapping[str, Span], field: str, limit: int) -> float | None:
    if field not in cells:
        return None
    try:
        value = float(cells[field].text)
    except ValueError as err:
        raise BadInput(f"{field}: {cells[field].text!r} is no number of degrees") from err
    if not -limit <= value <= limit:
        raise BadInput(f"{field}: {value} is not between -{limit} and {limit} degrees")
    return value


def _tolls(cells: Mapping[str, Span], by: Mapping[str, Any]) -> Iterator[Toll]:
    harms: tuple[Literal["killed", "injured"], ...] = ("killed", "injured")
    for number, harm in enumerate(harms, start=1):
        found = [field for field in (harm, f"{harm}_min", f"{harm}_max") if field in cells]
        if not found:
            continue
        low, high = _count(cells, f"{harm}_min"), _count(cells, f"{harm}_max")
        one = _count(cells, harm)
        low, high = (one if low is None else low), (one if high is None else high)
        if low is not None and high is not None and low > high:
            raise BadInput(f"{harm}: min {low} is above max {high}")
        yield Toll(id=f"o{number}", span=cells[found[0]], event="v1", harm=harm, min=low, max=high,
                   victims="unknown", children=False, said_by=(), **by)  # fmt: skip


def _count(cells: Mapping[str, Span], field: str) -> int | None:
    if field not in cells:
        return None
    written = cells[field].text.replace(",", "").removesuffix(".0")
    if not written.isdigit():
        raise BadInput(f"{field}: {cells[field].text!r} is no count of people; leave it empty")
    return int(written)
