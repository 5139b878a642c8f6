"""Read a GeoNames export line by line: places (19 columns) or their alternate names (8 or 10).

An archive is read in place and never unpacked, so no name inside it is ever used as a path. Every
row is checked; what is damaged or no export of GeoNames is refused in words.
"""

import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Literal

from dateline.errors import BadInput
from dateline.gazetteer import EntryKind, fold_name

DumpKind = Literal["places", "names"]
Row = list[str]
_PLACE_COLUMNS = 19
# alternateNames has 8 columns, alternateNamesV2 two more: from when and until when.
_NAME_COLUMNS = (8, 10)
_KINDS: dict[EntryKind, str] = {
    "country": "0", "admin": "1", "settlement": "2", "facility": "3", "natural": "4", "area": "5",
}  # fmt: skip
# GeoNames feature class -> kind. Roads (R) and undersea features (U) are left out.
_CLASSES: Mapping[str, EntryKind] = {
    "P": "settlement", "S": "facility", "T": "natural", "H": "natural", "V": "natural", "L": "area",
}  # fmt: skip
# In the column of the language: what is no name that a text has.
_NO_LANGUAGE = frozenset(
    ("abbr", "faac", "iata", "icao", "link", "phon", "post", "tcid", "unlc", "wkdt")
)
_BESIDE_THE_TABLE = ("readme", "iso-languagecodes")


def kind_of(dump: Path) -> DumpKind:
    """Say what the first row of a dump holds: places, or names of places.

    Raises:
        BadInput: It is missing, empty, damaged, or no GeoNames export.
    """
    for count, row in _rows(dump):
        if len(row) in _NAME_COLUMNS and row[1].isdigit():
            return "names"
        _check_place(dump, count, row)
        return "places"
    raise BadInput(f"{dump}: holds no places; give a dump such as UA.zip of GeoNames")


def place_rows(dump: Path) -> Iterator[Row]:
    """Yield the rows of a dump of places, checked.

    Raises:
        BadInput: A row is not one of GeoNames, or the archive is damaged.
    """
    for count, row in _rows(dump):
        _check_place(dump, count, row)
        yield row


def name_rows(dump: Path) -> Iterator[Row]:
    """Yield the rows of a dump of alternate names, checked.

    Raises:
        BadInput: A row is not one of GeoNames, or the archive is damaged.
    """
    for count, row in _rows(dump):
        if len(row) not in _NAME_COLUMNS or not (row[0].isdigit() and row[1].isdigit()):
            raise BadInput(
                f"{dump}, line {count}: is no row of alternate names; download "
                "alternateNamesV2.zip again"
            )
        yield row


def _check_place(dump: Path, count: int, row: Row) -> None:
    if len(row) != _PLACE_COLUMNS or not row[0].isdigit():
        raise BadInput(
            f"{dump}, line {count}: has {len(row)} columns, a GeoNames dump has {_PLACE_COLUMNS} "
            "(alternate names 8 or 10); give allCountries.zip, the file of a country, e.g. UA.zip, "
            "or alternateNamesV2.zip"
        )
    try:
        float(row[4]), float(row[5]), int(row[14] or 0)
    except ValueError as err:
        raise BadInput(f"{dump}, line {count}: {err}; is it a GeoNames dump?") from err


def _rows(dump: Path) -> Iterator[tuple[int, Row]]:
    """Yield (line number, columns) of each line."""
    count = 0
    try:
        with _opened(dump) as lines:
            for count, line in enumerate(lines, 1):  # named in the message below
                yield count, line.decode("utf-8").rstrip("\r\n").split("\t")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as err:
        raise BadInput(f"{dump}: cannot be read ({err}); download it again") from err
    except UnicodeDecodeError as err:
        raise BadInput(f"{dump}, line {count}: {err}; is it a GeoNames dump?") from err


@contextmanager
def _opened(dump: Path) -> Iterator[IO[bytes]]:
    """Open the text of the dump; inside an archive, the one table that is no readme."""
    if not zipfile.is_zipfile(dump):
        with dump.open("rb") as lines:
            yield lines
        return
    with zipfile.ZipFile(dump) as archive:
        inside = [
            i for i in archive.infolist()
            if i.filename.endswith(".txt")
            and not any(word in i.filename.lower() for word in _BESIDE_THE_TABLE)
        ]  # fmt: skip
        if len(inside) != 1:
            raise BadInput(f"{dump}: holds {len(inside)} tables, a GeoNames dump has one")
        with archive.open(inside[0]) as lines:
            yield lines


def entry_kind(row: Row) -> EntryKind | None:
    """Return the kind of a row of places; None for what the gazetteer leaves out."""
    return _CLASSES.get(row[6])


def entry_line(row: Row, kind: EntryKind, codes: Mapping[str, int]) -> str:
    """Return the stored line of an entry, in the order Gazetteer reads it.

    Args:
        row: A row of places.
        kind: Its kind.
        codes: "UA.05" or "UA.05.2301" -> entry number of that division.
    """
    first = codes.get(f"{row[8]}.{row[10]}", "")
    second = codes.get(f"{row[8]}.{row[10]}.{row[11]}", "")
    population = row[14] if int(row[14] or 0) else ""
    capital = "1" if row[7] == "PPLC" else ""
    fields = (
        row[0], row[1], _KINDS[kind], 9, row[8], first, second, row[4], row[5], population, "",
    )  # fmt: skip
    return "\t".join((*map(str, fields), capital))


def names_of(row: Row) -> set[str]:
    """Return the folded names of a row of places that English text can have."""
    return {folded for n in (row[1], row[2], *row[3].split(",")) if (folded := _usable(n))}


def alternate_of(row: Row) -> str:
    """Return the folded name of a row of alternate names, or "" where no text has it.

    Colloquial names ("Big Apple") are left out; historical ones ("Stalingrad") are names too.
    """
    colloquial = row[6] == "1"
    return "" if colloquial or row[2] in _NO_LANGUAGE else _usable(row[3])


def _usable(name: str) -> str:
    """Return a name folded if it is in Latin script and no code, else ""."""
    if not 2 < len(name) <= 50 or not _is_latin(name):
        return ""
    folded = fold_name(name)
    return folded if len(folded) > 1 and "\t" not in folded and ":" not in folded else ""


def _is_latin(name: str) -> bool:
    return all(not c.isalpha() or c.isascii() or "LATIN" in unicodedata.name(c, "") for c in name)
