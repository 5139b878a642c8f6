"""Write the archive out in a format that others read: jsonl, csv or geojson."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, get_args

from dateline.errors import BadInput
from dateline.link.reports import Incident
from dateline.store.archive import Archive
from dateline.write.flat_csv import csv_lines
from dateline.write.geojson import geojson_parts
from dateline.write.jsonl import jsonl_lines
from dateline.write.public import Audience, public_incidents

Format = Literal["jsonl", "csv", "geojson"]
FORMATS: tuple[Format, ...] = get_args(Format)


def export_parts(
    archive: Archive,
    form: str,
    incidents: Iterable[Incident] | None = None,
    *,
    audience: Audience = "public",
    released_only: bool = False,
) -> Iterator[str]:
    """Yield the text of an export, part by part; the same archive gives the same text.

    Raises:
        BadInput: There is no such format.
    """
    if form not in FORMATS:
        raise BadInput(f"{form}: no such format; expected {', '.join(FORMATS)}")
    chosen = archive.incidents() if incidents is None else incidents
    rows = public_incidents(archive, chosen, audience=audience, released_only=released_only)
    if form == "csv":
        return csv_lines(rows)
    return (jsonl_lines if form == "jsonl" else geojson_parts)(rows, audience)


def write_export(path: Path, parts: Iterable[str]) -> None:
    """Write the parts to a file, which is there whole or not at all.

    Raises:
        BadInput: It cannot be written.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("w", encoding="utf-8", newline="") as stream:
            stream.writelines(parts)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except OSError as err:
        raise BadInput(f"{path}: cannot be written ({err.strerror}); give another path") from err
    finally:
        beside.unlink(missing_ok=True)
