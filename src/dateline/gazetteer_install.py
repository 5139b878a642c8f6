"""Make a gazetteer of one's own from GeoNames exports on disk; it adds to the packaged one.

A dump of places (allCountries.zip, UA.zip) adds entries; one of alternate names
(alternateNamesV2.zip) adds names to the entries already known, packaged or installed. Each install
adds to what was installed before. Rows are staged in a database beside the target: an install that
was interrupted goes on where it stopped. The finished file takes its place at once, or not at all.
"""

import logging
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import chain, islice
from pathlib import Path

from dateline.errors import BadInput, BadLexicon
from dateline.gazetteer import Gazetteer, sound_key
from dateline.gazetteer_dump import (
    Row,
    alternate_of,
    entry_kind,
    entry_line,
    kind_of,
    name_rows,
    names_of,
    place_rows,
)
from dateline.gazetteer_pack import pack

log = logging.getLogger(__name__)

NAME = "gazetteer.bin"
# One transaction, and one word of progress, for so many rows.
BATCH = 50_000
_SCHEMA = """
create table if not exists facts (name text primary key, value text);
create table if not exists entries (number integer primary key, line text);
create table if not exists names (key text, spelling text, number integer);
"""
Say = Callable[[str], None]


def install(dump: Path, folder: Path, packaged: Gazetteer, say: Say = log.info) -> Path:
    """Read the dump into `folder` and return the file made; what is known already is left out.

    Args:
        dump: A .zip or .txt of the GeoNames export: places, or alternate names.
        folder: The user's data folder; made where it is missing.
        packaged: The gazetteer that the new one adds to.
        say: Takes one line of progress.

    Raises:
        BadInput: The dump is missing, damaged, or no GeoNames export.
    """
    identity = _identity(dump)
    kind = kind_of(dump)
    folder.mkdir(parents=True, exist_ok=True)
    before = _installed(folder / NAME, packaged, say)
    adds_to = f"{packaged.fingerprint} {before.fingerprint if before else ''}"
    stage = folder / "gazetteer.staging.sqlite"
    with closing(sqlite3.connect(stage)) as base:
        base.executescript(_SCHEMA)
        _start(base, f"{identity} {adds_to}", before)
        (_stage_places if kind == "places" else _stage_names)(base, dump, packaged, say)
        say("packing")
        made = folder / f"{NAME}.part"
        sources = dict.fromkeys((*_sources(before), dump.name))
        with made.open("wb") as out:
            pack(base, packaged, ", ".join(sources), out)
            out.flush()
            os.fsync(out.fileno())
    Gazetteer(
        made.read_bytes(), source=str(made), base=packaged
    )  # it opens, or it is not put there
    made.replace(folder / NAME)
    stage.unlink()
    return folder / NAME


def _identity(dump: Path) -> str:
    try:
        facts = dump.stat()
    except OSError as err:
        raise BadInput(f"{dump}: cannot be read ({err.strerror}); give a GeoNames dump") from err
    return f"{dump.name} {facts.st_size} {facts.st_mtime_ns}"


def _installed(path: Path, packaged: Gazetteer, say: Say) -> Gazetteer | None:
    """Return what was installed before; None where nothing was, or for another dateline."""
    if not path.is_file():
        return None
    try:
        return Gazetteer(path.read_bytes(), source=str(path), base=packaged)
    except BadLexicon as err:
        say(f"beginning anew: {err}")
        return None


def _sources(before: Gazetteer | None) -> list[str]:
    named = before.info["sources"] if before is not None else {}
    return str(named["geonames"]).split(", ") if isinstance(named, dict) and named else []


def _start(base: sqlite3.Connection, identity: str, before: Gazetteer | None) -> None:
    """Begin with what is installed, unless what is staged comes from this very dump."""
    if _fact(base, "dump") == identity:
        return
    for name in ("facts", "entries", "names"):
        base.execute(f"delete from {name}")  # noqa: S608  # the three names above
    if before is not None:
        base.executemany("insert into entries values (?, ?)", enumerate(before.lines()))
        base.executemany(
            "insert into names values (?, ?, ?)",
            ((sound_key(name), name, n) for name, numbers in before.names() for n in numbers),
        )
    kept = base.execute("select count(*) from entries").fetchone()[0]
    base.executemany(
        "insert into facts values (?, ?)",
        [("dump", identity), ("first", str(kept)), ("kept", str(kept))],
    )
    base.commit()


def _fact(base: sqlite3.Connection, name: str) -> str:
    row = base.execute("select value from facts where name = ?", (name,)).fetchone()
    return str(row[0]) if row else ""


def _stage_places(base: sqlite3.Connection, dump: Path, packaged: Gazetteer, say: Say) -> None:
    """Put the places into the database, from where the last run stopped."""
    first, number = int(_fact(base, "first")), int(_fact(base, "kept"))
    known = _numbers(base, packaged, below=first)
    codes: dict[str, int] = {}
    for row in place_rows(dump):  # the divisions first: towns say by code which one they lie in
        if row[6] == "A" and row[7] in ("ADM1", "ADM2") and known.get(int(row[0]), 0) < 0:
            parts = row[10:12] if row[7] == "ADM2" else row[10:11]
            codes[".".join((row[8], *parts))] = -known[int(row[0])] - 1
    for batch in _batches(base, place_rows(dump), say):
        for row in batch:
            kind = entry_kind(row)
            if kind is None or int(row[0]) in known:
                continue
            base.execute(
                "insert into entries values (?, ?)", (number, entry_line(row, kind, codes))
            )
            base.executemany(
                "insert into names values (?, ?, ?)",
                [(sound_key(name), name, number) for name in names_of(row)],
            )
            number += 1
        _done(base, len(batch), number)
        say(f"{int(_fact(base, 'rows')):,} rows read, {number - first:,} places kept")


def _stage_names(base: sqlite3.Connection, dump: Path, packaged: Gazetteer, say: Say) -> None:
    """Put the names of known places into the database, from where the last run stopped."""
    number = int(_fact(base, "kept"))
    known = _numbers(base, packaged, below=number)
    packaged_names = {name: frozenset(numbers) for name, numbers in packaged.names()}
    kept = int(_fact(base, "names") or 0)
    for batch in _batches(base, name_rows(dump), say):
        for row in batch:
            entry, name = known.get(int(row[1])), alternate_of(row)
            if entry is None or not name:
                continue
            if entry < 0 and -entry - 1 in packaged_names.get(name, frozenset()):
                continue
            base.execute("insert into names values (?, ?, ?)", (sound_key(name), name, entry))
            kept += 1
        base.execute("insert or replace into facts values ('names', ?)", (str(kept),))
        _done(base, len(batch), number)
        say(f"{int(_fact(base, 'rows')):,} rows read, {kept:,} names kept")


def _numbers(base: sqlite3.Connection, packaged: Gazetteer, *, below: int) -> dict[int, int]:
    """Return GeoNames id -> number stored with a name, of what was known before this dump."""
    own = base.execute("select number, line from entries where number < ?", (below,))
    lines = chain(own, ((-number - 1, line) for number, line in enumerate(packaged.lines())))
    ids = ((number, line.partition("\t")[0]) for number, line in lines)
    return {int(id): number for number, id in ids if id}


def _batches(base: sqlite3.Connection, rows: Iterator[Row], say: Say) -> Iterator[list[Row]]:
    done = int(_fact(base, "rows") or 0)
    if done:
        say(f"going on after {done:,} rows")
    rest = islice(rows, done, None)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _done(base: sqlite3.Connection, rows: int, kept: int) -> None:
    """Note how far the install has come, and keep what is staged so far."""
    done = int(_fact(base, "rows") or 0) + rows
    for name, value in (("rows", done), ("kept", kept)):
        base.execute("insert or replace into facts values (?, ?)", (name, str(value)))
    base.commit()
