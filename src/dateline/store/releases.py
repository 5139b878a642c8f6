"""Releases: a named export, frozen with its manifest, and what changed since the one before.

The files are kept byte for byte. What changed is told from the frozen files of the two releases,
by the claims that each incident holds: an incident whose claims are now in another was merged, one
whose claims are in several was split, one whose claims are nowhere was withdrawn.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, insert, select

from dateline.errors import BadInput
from dateline.store import decided_tables as decided
from dateline.store.columns import canonical
from dateline.store.decisions import BEGINNING, Decision

ChangeKind = Literal["new", "changed", "merged", "split", "withdrawn"]
# Of an incident's row in the frozen file: what a change is told of.
_TOLD = (
    "title", "acled", "plover", "place", "country", "lat", "lon", "radius_km", "earliest", "latest",
    "reports", "origins", "review", "killed_low", "killed_high", "injured_low", "injured_high",
    "contradicted",
)  # fmt: skip
INCIDENTS = "incidents.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseChange:
    """What became of one incident since the release before.

    `fields` is field -> [before, now]; `successors` the incidents that now hold its claims.
    """

    incident: str
    change: ChangeKind
    fields: Mapping[str, Any]
    reason: str | None = None
    successors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A frozen release; `manifest` lists its files with their hashes."""

    name: str
    at: str
    person: str
    reason: str
    audience: str
    previous: str | None
    decisions: int
    manifest: Mapping[str, Any]
    manifest_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Freezing:
    """Who freezes what, when, for whom."""

    name: str
    at: str
    person: str
    reason: str
    audience: str
    software: str


def freeze(
    connection: Connection,
    freezing: Freezing,
    files: Mapping[str, bytes],
    changes: Sequence[ReleaseChange],
    note: str,
) -> Release:
    """Keep the files under a name, in the caller's transaction, and return the release.

    Raises:
        BadInput: The name is taken, or nobody is named, or no reason is given.
    """
    name = freezing.name.strip()
    if not name or not freezing.person.strip() or not freezing.reason.strip():
        raise BadInput("a release needs a name, who makes it, and a reason (--by, --reason)")
    if connection.scalar(select(decided.Release.name).where(decided.Release.name == name)):
        raise BadInput(f"{name}: a release of this name is frozen already; give another name")
    count, head = _chain(connection, freezing.at)
    before = last_release(connection)
    # Who made it and why stays inside: the files may go far.
    manifest = {
        "name": name,
        "frozen": freezing.at,
        "audience": freezing.audience,
        "software": freezing.software,
        "previous": before.name if before else None,
        "decisions": count,
        "decisions_head": head,
        "note": note,
        "files": [
            {"name": file, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
            for file, content in sorted(files.items())
        ],
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    connection.execute(
        insert(decided.Release),
        {"name": name, "frozen_at": freezing.at, "person": freezing.person,
         "reason": freezing.reason, "audience": freezing.audience,
         "previous": before.name if before else None, "decisions": count, "decisions_head": head,
         "manifest": text, "manifest_sha256": hashlib.sha256(text.encode()).hexdigest()},
    )  # fmt: skip
    for file, content in files.items():
        kept = {"release": name, "name": file, "sha256": hashlib.sha256(content).hexdigest(),
               "bytes": content}  # fmt: skip
        connection.execute(insert(decided.ReleaseFile), kept)
    for change in changes:
        told = {"release": name, "incident_id": change.incident, "change": change.change,
               "fields": canonical(change.fields), "reason": change.reason,
               "successor": " ".join(change.successors) or None}  # fmt: skip
        connection.execute(insert(decided.ReleaseChange), told)
    return load_release(connection, name)


def _chain(connection: Connection, at: str) -> tuple[int, str]:
    """Return how many decisions there were at a moment, and the hash of the last."""
    last = connection.execute(
        select(decided.Decision.seq, decided.Decision.sha256)
        .where(decided.Decision.decided_at <= at)
        .order_by(decided.Decision.seq.desc())
        .limit(1)
    ).one_or_none()
    return (last.seq, last.sha256) if last else (0, BEGINNING)


def load_releases(connection: Connection) -> tuple[Release, ...]:
    """Return all releases, the oldest first."""
    rows = connection.execute(
        select(*decided.Release.__table__.columns).order_by(
            decided.Release.frozen_at, decided.Release.name
        )
    )
    return tuple(
        Release(name=row.name, at=row.frozen_at, person=row.person, reason=row.reason,
                audience=row.audience, previous=row.previous, decisions=row.decisions,
                manifest=json.loads(row.manifest), manifest_sha256=row.manifest_sha256)
        for row in rows
    )  # fmt: skip


def load_release(connection: Connection, name: str) -> Release:
    """Return one release.

    Raises:
        BadInput: There is none of this name.
    """
    for release in load_releases(connection):
        if release.name == name:
            return release
    raise BadInput(f"{name}: no such release; `dateline release list` shows them")


def last_release(connection: Connection) -> Release | None:
    """Return the release made last."""
    releases = load_releases(connection)
    return releases[-1] if releases else None


def release_files(connection: Connection, name: str) -> Mapping[str, bytes]:
    """Return the frozen files of a release by name, and its manifest."""
    release = load_release(connection, name)
    rows = connection.execute(
        select(decided.ReleaseFile.name, decided.ReleaseFile.bytes)
        .where(decided.ReleaseFile.release == name)
        .order_by(decided.ReleaseFile.name)
    )
    manifest = connection.scalar(
        select(decided.Release.manifest).where(decided.Release.name == release.name)
    )
    return {**{row.name: bytes(row.bytes) for row in rows}, "MANIFEST.json": str(manifest).encode()}


def load_changes(connection: Connection, name: str) -> tuple[ReleaseChange, ...]:
    """Return what changed with a release, in the order of kind and incident."""
    load_release(connection, name)
    table = decided.ReleaseChange
    rows = connection.execute(
        select(*table.__table__.columns)
        .where(table.release == name)
        .order_by(table.change, table.incident_id)
    )
    return tuple(
        ReleaseChange(incident=row.incident_id, change=row.change, fields=json.loads(row.fields),
                      reason=row.reason, successors=tuple((row.successor or "").split()))
        for row in rows
    )  # fmt: skip


def changes_between(
    before: bytes | None, now: bytes, since: Iterable[Decision]
) -> tuple[ReleaseChange, ...]:
    """Return what became of each incident between two frozen files of incidents.

    Args:
        before: The incidents of the release before; None: this is the first.
        now: The incidents of this release.
        since: The decisions taken in between, which give the reasons.
    """
    old, new = _incidents(before or b""), _incidents(now)
    home = {claim: id for id, row in new.items() for claim in row["claims"]}
    came_from = {claim: id for id, row in old.items() for claim in row["claims"]}
    reasons = list(since)
    went = {id: sorted({home[c] for c in row["claims"] if c in home}) for id, row in old.items()}
    fed_by = Counter(successor for successors in went.values() for successor in successors)
    out = []
    for id, row in old.items():
        went_to = went[id]
        # An incident that grew by an earlier event has another id; it is the same one still.
        grown = len(went_to) == 1 and went_to[0] not in old and fed_by[went_to[0]] == 1
        reason = _reason(reasons, {id, *row["claims"]})
        if not went_to:
            out.append(ReleaseChange(incident=id, change="withdrawn", fields={},
                                     reason=reason or "no longer read so"))  # fmt: skip
        elif len(went_to) > 1:
            out.append(ReleaseChange(incident=id, change="split", fields={},
                                     reason=reason or "compared anew",
                                     successors=tuple(went_to)))  # fmt: skip
        elif went_to != [id] and not grown:
            out.append(ReleaseChange(incident=id, change="merged", fields={},
                                     reason=reason or "compared anew",
                                     successors=tuple(went_to)))  # fmt: skip
        elif (fields := _differences(row["told"], new[went_to[0]]["told"])) or grown:
            out.append(ReleaseChange(incident=id, change="changed", fields=fields, reason=reason,
                                     successors=tuple(went_to) if grown else ()))  # fmt: skip
    out += [
        ReleaseChange(incident=id, change="new", fields={})
        for id, row in new.items()
        if id not in old and not any(claim in came_from for claim in row["claims"])
    ]
    return tuple(sorted(out, key=lambda change: (change.change, change.incident)))


def _incidents(content: bytes) -> dict[str, dict[str, Any]]:
    rows = map(json.loads, content.decode().splitlines()[1:])
    return {
        row["incident"]: {
            # Events, since each is in one incident; a claim of control may stand in several.
            "claims": {c["claim"] for c in row["claims"] if c["layer"] == "events"},
            "told": {name: row[name] for name in _TOLD},
        }
        for row in rows
    }


def _differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    return {name: [old[name], new[name]] for name in _TOLD if old[name] != new[name]}


def _reason(decisions: Iterable[Decision], about: set[str]) -> str | None:
    """Return which decisions touched an incident. Their reasons stay inside: they may name people."""
    numbers = []
    for decision in decisions:
        named = {decision.target.partition(":")[2]}
        for part in (decision.old, decision.new):
            if isinstance(part, dict):
                named.update(part.get("facts", ()), part.get("from", ()), part.get("incidents", ()))
        if named & about:
            numbers.append(str(decision.seq))
    if not numbers:
        return None
    return f"decided by a reviewer (decision {', '.join(numbers)})"
