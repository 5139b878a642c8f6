"""What people decided: append a decision to the chain, read the chain, check it.

Each decision carries the hash of the one before it, and its own over everything it says: whoever
changes, inserts, takes out or swaps one breaks every hash after it. A tail cut off shows only
against a hash noted elsewhere: a release notes one, and `head` is there to be written down.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, insert, select

from dateline.errors import BadInput
from dateline.store import decided_tables as decided
from dateline.store.columns import canonical
from dateline.store.text_tables import RawFile
from dateline.store.text_tables import Report as Text

Action = Literal[
    "accept", "reject", "correct", "merge", "split", "link", "rate", "redact", "release", "undo",
]  # fmt: skip
# What the first decision carries as the hash of the one before it.
BEGINNING = "0" * 64
_CHAINED = (
    "seq", "decided_at", "person", "action", "target", "field", "old_value", "new_value", "reason",
    "undoes", "prev_sha256",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision: who, when, what about, why.

    `target` names content ("fact:…", "incident:…", "source:…", "report:…", "name:…"); `old` is
    what stood there when it was decided, `new` what the person puts in its place.
    """

    seq: int
    at: str
    person: str
    action: Action
    target: str
    field: str | None = None
    old: Any = None
    new: Any = None
    reason: str
    undoes: int | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What checking the chain found: how long it is, its last hash, and every fault."""

    decisions: int
    head: str
    faults: tuple[str, ...] = ()


def append_decision(
    connection: Connection,
    *,
    at: str,
    person: str,
    action: Action,
    target: str,
    reason: str,
    field: str | None = None,
    old: Any = None,
    new: Any = None,
    undoes: int | None = None,
) -> Decision:
    """Append a decision to the chain, inside the caller's transaction, and return it.

    Raises:
        BadInput: Nobody is named, or no reason is given.
    """
    person, reason = person.strip(), reason.strip()
    if not person or not reason:
        raise BadInput("a decision needs the name of who decides, and a reason (--by, --reason)")
    last = connection.execute(
        select(decided.Decision.seq, decided.Decision.sha256)
        .order_by(decided.Decision.seq.desc())
        .limit(1)
    ).one_or_none()
    row = {
        "seq": last.seq + 1 if last else 1,
        "decided_at": at,
        "person": person,
        "action": action,
        "target": target,
        "field": field,
        "old_value": None if old is None else canonical(old),
        "new_value": None if new is None else canonical(new),
        "reason": reason,
        "undoes": undoes,
        "prev_sha256": last.sha256 if last else BEGINNING,
    }
    row["sha256"] = _hash(row)
    connection.execute(insert(decided.Decision), row)
    return _decision(row)


def load_decisions(connection: Connection, at: str | None = None) -> tuple[Decision, ...]:
    """Return the decisions taken (until a moment), in their order."""
    query = select(*decided.Decision.__table__.columns).order_by(decided.Decision.seq)
    if at is not None:
        query = query.where(decided.Decision.decided_at <= at)
    return tuple(_decision(row) for row in connection.execute(query).mappings())


def in_force(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that no later decision has undone; to undo an undoing brings it back."""
    undone: set[int] = set()
    for decision in reversed(decisions):
        if decision.undoes is not None and decision.seq not in undone:
            undone.add(decision.undoes)
    return tuple(d for d in decisions if d.seq not in undone and d.action != "undo")


def verify_chain(connection: Connection, noted: Iterable[str] = ()) -> Verified:
    """Check every hash of the chain, of the releases and of the texts.

    Args:
        connection: To the archive.
        noted: Hashes of decisions that were written down earlier; each must still be in the chain.
    """
    rows = (
        connection.execute(
            select(*decided.Decision.__table__.columns).order_by(decided.Decision.seq)
        )
        .mappings()
        .all()
    )
    faults = list(_chain_faults(rows))
    hashes = [BEGINNING, *(row["sha256"] for row in rows)]
    faults += [f"{sha}: noted earlier, is not in the chain" for sha in noted if sha not in hashes]
    faults += _release_faults(connection, hashes)
    faults += _text_faults(connection)
    return Verified(decisions=len(rows), head=hashes[-1], faults=tuple(faults))


def _chain_faults(rows: Sequence[Any]) -> Iterator[str]:
    before = BEGINNING
    for number, row in enumerate(rows, start=1):
        if row["seq"] != number:
            yield f"decision {number}: is missing, or another stands in its place ({row['seq']})"
            return
        if row["prev_sha256"] != before:
            yield f"decision {number}: does not follow the one before it"
        if row["sha256"] != _hash(row):
            yield f"decision {number}: was changed after it was taken"
        before = row["sha256"]


def _release_faults(connection: Connection, hashes: Sequence[str]) -> Iterator[str]:
    for release in connection.execute(select(*decided.Release.__table__.columns)):
        name = release.name
        if not 0 <= release.decisions < len(hashes):
            yield f"release {name}: was made after {release.decisions} decisions, some are missing"
        elif hashes[release.decisions] != release.decisions_head:
            yield f"release {name}: the decisions before it are no longer the same"
        if hashlib.sha256(release.manifest.encode()).hexdigest() != release.manifest_sha256:
            yield f"release {name}: its manifest was changed"
            continue
        listed = {file["name"]: file["sha256"] for file in json.loads(release.manifest)["files"]}
        files = connection.execute(
            select(decided.ReleaseFile.name, decided.ReleaseFile.bytes).where(
                decided.ReleaseFile.release == name
            )
        )
        kept = {file.name: hashlib.sha256(file.bytes).hexdigest() for file in files}
        for file in sorted(listed.keys() | kept.keys()):
            if listed.get(file) != kept.get(file):
                yield f"release {name}: {file} is not what its manifest says"


def _text_faults(connection: Connection) -> Iterator[str]:
    for sha, content in connection.execute(select(RawFile.sha256, RawFile.bytes)):
        if hashlib.sha256(content).hexdigest() != sha:
            yield f"raw file {sha[:16]}: its bytes were changed"
    for id, sha, text in connection.execute(select(Text.id, Text.sha256, Text.text)):
        if hashlib.sha256(text.encode()).hexdigest() != sha:
            yield f"report {id}: its text was changed"


def _hash(row: Any) -> str:
    return hashlib.sha256(canonical({name: row[name] for name in _CHAINED}).encode()).hexdigest()


def _decision(row: Any) -> Decision:
    return Decision(
        seq=row["seq"],
        at=row["decided_at"],
        person=row["person"],
        action=row["action"],
        target=row["target"],
        field=row["field"],
        old=None if row["old_value"] is None else json.loads(row["old_value"]),
        new=None if row["new_value"] is None else json.loads(row["new_value"]),
        reason=row["reason"],
        undoes=row["undoes"],
        sha256=row["sha256"],
    )
