"""Make a release: freeze the exports of this moment, and say what changed since the last one.

What is frozen is the archive as of the moment of freezing, so the same archive gives the same bytes
again at any later time: `check_release` does that and compares.
"""

import csv
import hashlib
import io
import json
from collections.abc import Mapping, Sequence

from dateline.errors import BadInput
from dateline.store.archive import Archive
from dateline.store.releases import (
    INCIDENTS,
    Freezing,
    Release,
    ReleaseChange,
    changes_between,
    freeze,
    last_release,
    load_release,
    release_files,
)
from dateline.version import own_version
from dateline.write.export import export_parts
from dateline.write.flat_csv import cell
from dateline.write.public import NOTE, Audience

_FILES = {INCIDENTS: "jsonl", "claims.csv": "csv", "incidents.geojson": "geojson"}
CHANGES = "changes.csv"


def make_release(
    archive: Archive, name: str, *, by: str, reason: str, audience: Audience = "public"
) -> Release:
    """Freeze a release and return it.

    A public one holds what people released; an internal one all that they did not reject. Names
    are withheld from both.

    Raises:
        BadInput: The name is taken, nobody or no reason is named, or nothing was released.
    """
    archive.compare()
    at = archive.now()
    with archive.database.reads() as connection:
        before = last_release(connection)
        old = release_files(connection, before.name) if before else {}
    files = _exports(archive, at, audience)
    if audience == "public" and files[INCIDENTS].count(b"\n") == 1:
        raise BadInput(
            f"{name}: no incident has been released yet; `dateline review release i-…` releases "
            "one, --internal freezes all that was not rejected"
        )
    since = [d for d in archive.review.decisions() if d.seq > (before.decisions if before else 0)]
    changes = changes_between(old.get(INCIDENTS), files[INCIDENTS], since)
    files[CHANGES] = _table(changes)
    freezing = Freezing(name=name, at=at, person=by, reason=reason, audience=audience,
                        software=f"dateline {own_version()}")  # fmt: skip
    with archive.database.writes() as connection:
        return freeze(connection, freezing, files, changes, NOTE)


def check_release(archive: Archive, name: str) -> Mapping[str, bool]:
    """Return file -> whether the archive of that moment still gives the frozen bytes."""
    with archive.database.reads() as connection:
        release = load_release(connection, name)
        frozen = release_files(connection, name)
    audience: Audience = "internal" if release.audience == "internal" else "public"
    made = _exports(archive, release.at, audience)
    return {
        file: hashlib.sha256(made[file]).digest() == hashlib.sha256(frozen[file]).digest()
        for file in sorted(made)
    }


def _exports(archive: Archive, at: str, audience: Audience) -> dict[str, bytes]:
    then = archive.as_of(at)
    released = audience == "public"
    return {
        file: "".join(export_parts(then, form, released_only=released)).encode()
        for file, form in _FILES.items()
    }


def _table(changes: Sequence[ReleaseChange]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("incident", "change", "fields", "reason", "successors"))
    for change in changes:
        fields = json.dumps(change.fields, ensure_ascii=False) if change.fields else None
        row = (change.incident, change.change, fields, change.reason, list(change.successors))
        writer.writerow(map(cell, row))
    return out.getvalue().encode()
