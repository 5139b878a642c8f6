"""Make a gazetteer of one's own from a GeoNames dump on disk; it adds to the packaged one.

A dump (allCountries.zip, UA.zip, or the .txt inside) is read line by line and never unpacked, so no
name inside an archive is ever used as a path. Rows are staged in a database beside the target: an
install that was interrupted goes on where it stopped. The finished file takes its place at once, or
not at all.
"""

import json
import logging
import os
import sqlite3
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import IO

from dateline.errors import BadInput
from dateline.gazetteer import (
    ENTRIES_PER_BLOCK,
    MAGIC,
    NAMES_PER_BLOCK,
    EntryKind,
    Gazetteer,
    fold_name,
    sound_key,
)

log = logging.getLogger(__name__)

NAME = "gazetteer.bin"
# One transaction, and one word of progress, for so many rows.
BATCH = 50_000
COLUMNS = 19
_KINDS: dict[EntryKind, str] = {
    "country": "0", "admin": "1", "settlement": "2", "facility": "3", "natural": "4", "area": "5",
}  # fmt: skip
# GeoNames feature class -> kind. Roads (R) and undersea features (U) are left out.
_CLASSES: Mapping[str, EntryKind] = {
    "P": "settlement", "S": "facility", "T": "natural", "H": "natural", "V": "natural", "L": "area",
}  # fmt: skip
Row = list[str]
_SCHEMA = """
create table if not exists facts (name text primary key, value text);
create table if not exists entries (number integer primary key, line text);
create table if not exists names (key text, spelling text, number integer);
"""


def install(
    dump: Path, folder: Path, packaged: Gazetteer, say: Callable[[str], None] = log.info
) -> Path:
    """Read the dump into `folder` and return the file made; what is packaged already is left out.

    Args:
        dump: A .zip or .txt of the GeoNames export.
        folder: The user's data folder; made where it is missing.
        packaged: The gazetteer that the new one adds to.
        say: Takes one line of progress.

    Raises:
        BadInput: The dump is missing, damaged, or no GeoNames export.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stage = folder / "gazetteer.staging.sqlite"
    known: set[int] = set()
    areas: dict[int, int] = {}
    for entry in packaged.entries():
        if entry.geonames_id is not None:
            known.add(entry.geonames_id)
            if entry.kind == "admin":
                areas[entry.geonames_id] = entry.number
    with closing(sqlite3.connect(stage)) as base:
        base.executescript(_SCHEMA)
        _start(base, dump)
        _stage(base, dump, known, areas, say)
        say("packing")
        made = folder / f"{NAME}.part"
        with made.open("wb") as out:
            _pack(base, packaged, dump.name, out)
            out.flush()
            os.fsync(out.fileno())
    Gazetteer(
        made.read_bytes(), source=str(made), base=packaged
    )  # it opens, or it is not put there
    made.replace(folder / NAME)
    stage.unlink()
    return folder / NAME


def _start(base: sqlite3.Connection, dump: Path) -> None:
    """Begin anew unless what is staged comes from this very dump."""
    try:
        size, changed = dump.stat().st_size, dump.stat().st_mtime_ns
    except OSError as err:
        raise BadInput(f"{dump}: cannot be read ({err.strerror}); give a GeoNames dump") from err
    identity = f"{dump.name} {size} {changed}"
    if _fact(base, "dump") != identity:
        for name in ("facts", "entries", "names"):
            base.execute(f"delete from {name}")  # noqa: S608  # the three names above
        base.execute("insert into facts values ('dump', ?)", (identity,))
        base.commit()


def _fact(base: sqlite3.Connection, name: str) -> str:
    row = base.execute("select value from facts where name = ?", (name,)).fetchone()
    return str(row[0]) if row else ""


def _stage(
    base: sqlite3.Connection,
    dump: Path,
    known: set[int],
    areas: Mapping[int, int],
    say: Callable[[str], None],
) -> None:
    """Put the rows into the database, from where the last run stopped."""
    codes: dict[str, int] = {}
    for row in _rows(dump):  # the divisions first: towns say by code which one they lie in
        if row[6] == "A" and row[7] in ("ADM1", "ADM2") and int(row[0]) in areas:
            parts = row[10:12] if row[7] == "ADM2" else row[10:11]
            codes[".".join((row[8], *parts))] = areas[int(row[0])]
    done = int(_fact(base, "rows") or 0)
    number = int(_fact(base, "kept") or 0)
    if done:
        say(f"going on after {done:,} rows")
    rows = islice(_rows(dump), done, None)
    while batch := list(islice(rows, BATCH)):
        for row in batch:
            kind = _CLASSES.get(row[6])
            if kind is None or int(row[0]) in known:
                continue
            base.execute("insert into entries values (?, ?)", (number, _line(row, kind, codes)))
            base.executemany(
                "insert into names values (?, ?, ?)",
                [(sound_key(name), name, number) for name in _names(row)],
            )
            number += 1
        done += len(batch)
        for name, value in (("rows", done), ("kept", number)):
            base.execute("insert or replace into facts values (?, ?)", (name, str(value)))
        base.commit()
        say(f"{done:,} rows read, {number:,} places kept")
    if not done:
        raise BadInput(f"{dump}: holds no places; give a dump such as UA.zip of GeoNames")


def _rows(dump: Path) -> Iterator[Row]:
    """Yield the rows of the dump, checked.

    Raises:
        BadInput: A row is not one of GeoNames, or the archive is damaged.
    """
    try:
        with _opened(dump) as lines:
            for count, line in enumerate(lines, 1):
                row = line.decode("utf-8").rstrip("\r\n").split("\t")
                if len(row) != COLUMNS or not row[0].isdigit():
                    raise BadInput(
                        f"{dump}, line {count}: has {len(row)} columns, a GeoNames dump has "
                        f"{COLUMNS}; give allCountries.zip or the file of a country, e.g. UA.zip"
                    )
                float(row[4]), float(row[5]), int(row[14] or 0)
                yield row
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as err:
        raise BadInput(f"{dump}: cannot be read ({err}); download it again") from err
    except ValueError as err:
        raise BadInput(f"{dump}, line {count}: {err}; is it a GeoNames dump?") from err


@contextmanager
def _opened(dump: Path) -> Iterator[IO[bytes]]:
    """Open the text of the dump; inside an archive, the one .txt that is no readme."""
    if not zipfile.is_zipfile(dump):
        with dump.open("rb") as lines:
            yield lines
        return
    with zipfile.ZipFile(dump) as archive:
        inside = [
            i for i in archive.infolist()
            if i.filename.endswith(".txt") and "readme" not in i.filename.lower()
        ]  # fmt: skip
        if len(inside) != 1:
            raise BadInput(f"{dump}: holds {len(inside)} tables, a GeoNames dump has one")
        with archive.open(inside[0]) as lines:
            yield lines


def _line(row: Row, kind: EntryKind, codes: Mapping[str, int]) -> str:
    """Return the stored line of an entry, in the order Gazetteer reads it."""
    first = codes.get(f"{row[8]}.{row[10]}", "")
    second = codes.get(f"{row[8]}.{row[10]}.{row[11]}", "")
    population = row[14] if int(row[14] or 0) else ""
    capital = "1" if row[7] == "PPLC" else ""
    fields = (
        row[0],
        row[1],
        _KINDS[kind],
        9,
        row[8],
        first,
        second,
        row[4],
        row[5],
        population,
        "",
    )
    return "\t".join((*map(str, fields), capital))


def _names(row: Row) -> set[str]:
    """Return the folded names that English text can have: those in Latin script."""
    names = {row[1], row[2], *row[3].split(",")}
    folded = {fold_name(n) for n in names if 2 < len(n) <= 50 and _is_latin(n)}
    return {f for f in folded if len(f) > 1 and "\t" not in f and ":" not in f}


def _is_latin(name: str) -> bool:
    return all(not c.isalpha() or c.isascii() or "LATIN" in unicodedata.name(c, "") for c in name)


def _pack(base: sqlite3.Connection, packaged: Gazetteer, source: str, out: IO[bytes]) -> None:
    """Write the file: magic, one line of facts, the index, the blocks."""
    base.execute("create index if not exists by_key on names (key, spelling, number)")
    first_keys: list[str] = []
    names = list(_blocks(_name_lines(base), NAMES_PER_BLOCK, first_keys))
    lines = (str(line) for (line,) in base.execute("select line from entries order by number"))
    entries = list(_blocks(lines, ENTRIES_PER_BLOCK, []))
    index = {
        "first_keys": first_keys,
        "name_blocks": [len(b) for b in names],
        "entry_blocks": [len(b) for b in entries],
    }
    packed = zlib.compress(json.dumps(index, ensure_ascii=False).encode(), 9)
    facts = {
        "entries": base.execute("select count(*) from entries").fetchone()[0],
        "first_level": [0, 0],
        "capitals": {},
        "names": base.execute("select count(*) from names").fetchone()[0],
        "sources": {"geonames": source},
        "adds_to": packaged.fingerprint,
        "licence": "GeoNames (geonames.org), CC BY 4.0",
        "index_bytes": len(packed),
        "body_bytes": sum(map(len, names)) + sum(map(len, entries)),
    }
    out.write(MAGIC + json.dumps(facts, ensure_ascii=False).encode() + b"\n" + packed)
    for block in (*names, *entries):
        out.write(block)


def _name_lines(base: sqlite3.Connection) -> Iterator[str]:
    """Yield "key<TAB>spelling:numbers..." for each key, in the order the look-up bisects."""
    key, spellings = None, dict[str, list[str]]()
    for next_key, spelling, number in base.execute(
        "select key, spelling, number from names order by key, spelling, number"
    ):
        if next_key != key and key is not None:
            yield _name_line(key, spellings)
            spellings = {}
        key = str(next_key)
        spellings.setdefault(str(spelling), []).append(str(number))
    if key is not None:
        yield _name_line(key, spellings)


def _name_line(key: str, spellings: Mapping[str, list[str]]) -> str:
    parts = (
        f"{'' if spelling == key else spelling}:{','.join(numbers)}"
        for spelling, numbers in spellings.items()
    )
    return "\t".join((key, *parts))


def _blocks(lines: Iterator[str], size: int, firsts: list[str]) -> Iterator[bytes]:
    while block := list(islice(lines, size)):
        firsts.append(block[0].partition("\t")[0])
        yield zlib.compress("\n".join(block).encode(), 9)
