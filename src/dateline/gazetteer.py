"""Names to places on the map, offline: the packaged gazetteer, opened lazily and read in blocks.

The file holds two sorted tables of compressed blocks. Names: sound key -> spellings -> entry
numbers. Entries: one line each. A look-up decompresses one block of names and the blocks of the
entries it found, so opening costs milliseconds and memory stays small.
"""

import hashlib
import json
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Literal, get_args

from dateline.errors import BadLexicon
from dateline.spelling import fold_name, sound_key

__all__ = [
    "ENTRIES_PER_BLOCK",
    "MAGIC",
    "NAMES_PER_BLOCK",
    "EntryKind",
    "Gazetteer",
    "GazetteerEntry",
    "MatchKind",
    "fold_name",
    "load_gazetteer",
    "sound_key",
]

MAGIC = b"dateline-gazetteer/1\n"
NAMES_PER_BLOCK = 64
ENTRIES_PER_BLOCK = 128

EntryKind = Literal["country", "admin", "settlement", "facility", "natural", "area"]
# exact: the entry's own name, in any transliteration; alternate: another name of it, spelled the same; sound: only the
# transliteration key agrees (Mykolayiv ~ Mykolaiv), weakest.
MatchKind = Literal["exact", "alternate", "sound"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerEntry:
    """A place of the gazetteer; `lat`/`lon` WGS 84, null where the sources give no point.

    `admin1` and `admin2` are entry numbers of the areas it lies in, `reach_km` how far from the
    point the place may extend, `match` how the looked-up name agrees with it.
    """

    number: int
    geonames_id: int | None
    name: str
    kind: EntryKind
    level: int  # 0 country; 1, 2 ... administrative level of an area; 9 otherwise
    country: str | None
    admin1: int | None
    admin2: int | None
    lat: float | None
    lon: float | None
    population: int
    reach_km: float | None
    capital: bool
    match: MatchKind = "exact"


class Gazetteer:
    """Read-only look-up of place names in a packaged gazetteer file."""

    def __init__(self, raw: bytes, *, source: str, base: "Gazetteer | None" = None) -> None:
        """Open the bytes of a gazetteer file; `source` names it in error messages.

        `base`: the gazetteer this one adds to; its entries keep their numbers and come first.

        Raises:
            BadLexicon: The bytes are no gazetteer, cut short, or of another version.
        """
        self.source = source
        # What mends a damaged file: the packaged one, or one of the user's own.
        self._mend = "reinstall dateline" if base is None else "install the dump again"
        if not raw.startswith(MAGIC):
            raise BadLexicon(f"{source}: is not a dateline gazetteer; {self._mend}")
        try:
            end = raw.index(b"\n", len(MAGIC))
            self.info: dict[str, object] = json.loads(raw[len(MAGIC) : end])
            sizes = self.info["index_bytes"], self.info["body_bytes"]
            index_bytes, body_bytes = (int(str(n)) for n in sizes)
            body = end + 1 + index_bytes
            if len(raw) != body + body_bytes:
                raise ValueError(f"{len(raw)} bytes, {body + body_bytes} expected")
            index = json.loads(zlib.decompress(raw[end + 1 : body]))
        except (ValueError, KeyError, zlib.error) as err:
            raise BadLexicon(f"{source}: the gazetteer is damaged ({err}); {self._mend}") from err
        self.base = base
        self._offset = int(str(base.info["entries"])) if base is not None else 0
        if base is not None and self.info.get("adds_to") != base.fingerprint:
            raise BadLexicon(
                f"{source}: was made for another version of dateline; install the dump again"
            )
        self._raw = memoryview(raw)
        self._first: list[str] = index["first_keys"]
        self._name_blocks = _absolute(index["name_blocks"], body)
        self._entry_blocks = _absolute(index["entry_blocks"], self._name_blocks[-1])
        self._names = lru_cache(maxsize=1024)(self._read_names)
        self._lines = lru_cache(maxsize=512)(self._read_lines)
        self.lookup = lru_cache(maxsize=4096)(self._lookup)
        self.entry = lru_cache(maxsize=8192)(self._entry)

    def _lookup(self, name: str, *, sound: bool = True) -> tuple[GazetteerEntry, ...]:
        """Return the entries a name can mean, spelled alike first, then larger ones first.

        Entries that agree only in sound are given when no entry is spelled so, and `sound`.
        """
        found = [*self._own(name, sound=sound)]
        if self.base is not None:
            found += self.base.lookup(name, sound=sound)
            found = list({e.number: e for e in found}.values())  # a name added twice is one
            if any(e.match != "sound" for e in found):
                found = [e for e in found if e.match != "sound"]
        order = get_args(MatchKind).index
        # Countries and the reviewed regions come before towns and areas of their name.
        towns = ("settlement", "admin")
        found.sort(
            key=lambda e: (order(e.match), e.kind in towns, -e.population, e.level, e.number)
        )
        return tuple(found)

    @property
    def fingerprint(self) -> str:
        """The first 12 hex digits of the SHA-256 of the file."""
        return hashlib.sha256(self._raw).hexdigest()[:12]

    def _own(self, name: str, *, sound: bool) -> Iterator[GazetteerEntry]:
        """Yield the entries of this file alone."""
        folded = fold_name(name)
        key = sound_key(folded)
        at = bisect_right(self._first, key) - 1
        stored = self._names(at).get(key) if at >= 0 and folded else None
        spellings = _spellings(stored, key) if stored is not None else {}
        if folded in spellings:
            for number in spellings[folded]:
                entry = self.entry(self._absolute(number), "alternate")
                own = fold_name(entry.name)
                # "Sloviansk" is Slovyansk itself, and only once, long ago, Nikopol; but where no
                # other place is called so, "Konna" is no surer to be Conna in Ireland for its sound.
                exact = own == folded or (len(spellings[folded]) > 1 and sound_key(own) == key)
                yield self.entry(entry.number, "exact") if exact else entry
        elif sound:
            for number in {n for numbers in spellings.values() for n in numbers}:
                yield self.entry(self._absolute(number), "sound")

    def _absolute(self, number: int) -> int:
        """Return the entry number of one stored with a name: below 0 an entry of the base."""
        return number + self._offset if number >= 0 else -number - 1

    def _entry(self, number: int, match: MatchKind = "exact") -> GazetteerEntry:
        """Return the entry of this number."""
        if self.base is not None and number < self._offset:
            return self.base.entry(number, match)
        own = number - self._offset
        line = self._lines(own // ENTRIES_PER_BLOCK)[own % ENTRIES_PER_BLOCK]
        gid, name, kind, level, country, admin1, admin2, lat, lon, population, reach, capital = (
            line.split("\t")
        )
        return GazetteerEntry(
            number=number,
            geonames_id=int(gid) if gid else None,
            name=name,
            kind=get_args(EntryKind)[int(kind)],
            level=int(level),
            country=country or None,
            admin1=int(admin1) if admin1 else None,
            admin2=int(admin2) if admin2 else None,
            lat=float(lat) if lat else None,
            lon=float(lon) if lon else None,
            population=int(population or 0),
            reach_km=float(reach) if reach else None,
            capital=capital == "1",
            match=match,
        )

    def entries(self) -> Iterator[GazetteerEntry]:
        """Yield every entry, in order of number."""
        if self.base is not None:
            yield from self.base.entries()
        for number in range(int(str(self.info["entries"]))):
            yield self.entry(number + self._offset)

    def lines(self) -> Iterator[str]:
        """Yield the stored line of each entry of this file alone, in order."""
        for block in range(len(self._entry_blocks) - 1):
            yield from self._read_lines(block)

    def names(self) -> Iterator[tuple[str, list[int]]]:
        """Yield every folded name of this file with the numbers stored for it.

        `number` counts this file's entries from 0; `-number - 1` is an entry of the base.
        """
        for block in range(len(self._first)):
            for key, stored in self._read_names(block).items():
                yield from _spellings(stored, key).items()

    def capital_of(self, country: str) -> GazetteerEntry | None:
        """Return the capital of a country, by its ISO code."""
        if self.base is not None:
            return self.base.capital_of(country)
        capitals = self.info["capitals"]
        number = capitals.get(country) if isinstance(capitals, dict) else None
        return self.entry(int(number)) if number is not None else None

    def area_points(self, country: str) -> tuple[tuple[float, float], ...]:
        """Return the points of the first-level areas of a country."""
        if self.base is not None:
            return self.base.area_points(country)
        return self._area_points().get(country, ())

    @cache  # noqa: B019  # one gazetteer lives as long as the process
    def _area_points(self) -> dict[str, tuple[tuple[float, float], ...]]:
        out: dict[str, list[tuple[float, float]]] = {}
        bounds = self.info["first_level"]
        start, stop = bounds if isinstance(bounds, list) else (0, 0)
        for number in range(int(start), int(stop)):
            entry = self.entry(number)
            if entry.country and entry.lat is not None and entry.lon is not None:
                out.setdefault(entry.country, []).append((entry.lat, entry.lon))
        return {country: tuple(points) for country, points in out.items()}

    def _read_names(self, block: int) -> dict[str, str]:
        """Return key -> its spellings and entry numbers, as stored."""
        lines = self._block(self._name_blocks, block)
        return {key: rest for key, _, rest in (line.partition("\t") for line in lines)}

    def _read_lines(self, block: int) -> list[str]:
        return self._block(self._entry_blocks, block)

    def _block(self, blocks: list[int], number: int) -> list[str]:
        try:
            raw = zlib.decompress(self._raw[blocks[number] : blocks[number + 1]])
        except (IndexError, zlib.error) as err:
            raise BadLexicon(
                f"{self.source}: the gazetteer is damaged ({err}); {self._mend}"
            ) from err
        return raw.decode("utf-8").split("\n")


def _spellings(stored: str, key: str) -> dict[str, list[int]]:
    """Read "spelling:numbers" fields; the spelling that is its own key is left out."""
    out = {}
    for part in stored.split("\t"):
        spelling, _, numbers = part.rpartition(":")
        out[spelling or key] = [int(n) for n in numbers.split(",")]
    return out


def _absolute(sizes: Iterable[int], start: int) -> list[int]:
    """Turn block sizes into offsets, with the end of the last block as the final one."""
    offsets = [start]
    for size in sizes:
        offsets.append(offsets[-1] + size)
    return offsets


@cache
def load_gazetteer(added: str | None = None) -> Gazetteer:
    """Return the packaged gazetteer, opened once; with `added`, that file of one's own on top.

    Raises:
        BadLexicon: The file is missing or damaged; the message says how to mend it.
    """
    if added is not None:
        try:
            own = Path(added).read_bytes()
        except OSError as err:
            raise BadLexicon(
                f"{added}: cannot be read ({err.strerror}); install the dump again"
            ) from err
        return Gazetteer(own, source=added, base=load_gazetteer())
    path = files("dateline") / "_data" / "gazetteer.bin"
    try:
        raw = path.read_bytes()
    except FileNotFoundError as err:
        raise BadLexicon(
            f"{path}: the gazetteer is missing; reinstall dateline, or in a checkout run "
            "`python tools/build_gazetteer.py`"
        ) from err
    return Gazetteer(raw, source=str(path))
