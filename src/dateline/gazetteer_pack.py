"""Pack what an install staged into the blocks that the look-up bisects."""

import json
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import IO

from dateline.gazetteer import ENTRIES_PER_BLOCK, MAGIC, NAMES_PER_BLOCK, Gazetteer


def pack(staged: sqlite3.Connection, packaged: Gazetteer, source: str, out: IO[bytes]) -> None:
    """Write the file: magic, one line of facts, the index, the blocks.

    Args:
        staged: The tables `entries` and `names` of an install.
        packaged: The gazetteer that the file adds to.
        source: The dumps it is made from.
        out: Where the bytes go.
    """
    staged.execute("create index if not exists by_key on names (key, spelling, number)")
    first_keys: list[str] = []
    names = list(_blocks(_name_lines(staged), NAMES_PER_BLOCK, first_keys))
    lines = (str(line) for (line,) in staged.execute("select line from entries order by number"))
    entries = list(_blocks(lines, ENTRIES_PER_BLOCK, []))
    index = {
        "first_keys": first_keys,
        "name_blocks": [len(b) for b in names],
        "entry_blocks": [len(b) for b in entries],
    }
    packed = zlib.compress(json.dumps(index, ensure_ascii=False).encode(), 9)
    facts = {
        "entries": staged.execute("select count(*) from entries").fetchone()[0],
        "first_level": [0, 0],
        "capitals": {},
        "names": staged.execute("select count(*) from names").fetchone()[0],
        "sources": {"geonames": source},
        "adds_to": packaged.fingerprint,
        "licence": "GeoNames (geonames.org), CC BY 4.0",
        "index_bytes": len(packed),
        "body_bytes": sum(map(len, names)) + sum(map(len, entries)),
    }
    out.write(MAGIC + json.dumps(facts, ensure_ascii=False).encode() + b"\n" + packed)
    for block in (*names, *entries):
        out.write(block)


def _name_lines(staged: sqlite3.Connection) -> Iterator[str]:
    """Yield "key<TAB>spelling:numbers..." for each key, in the order the look-up bisects."""
    key, spellings = None, dict[str, list[str]]()
    for next_key, spelling, number in staged.execute(
        "select distinct key, spelling, number from names order by key, spelling, number"
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
