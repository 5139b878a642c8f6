"""Find, in the reading that holds, the facts that decisions were taken on.

A decision names a fact by its report, its layer, its words and its sort. A better reading may have
moved the ends of the words, or see another sort in them: then the fact of that layer that shares
most of its words is taken, and it shows. A fact no longer read is not found; the decision stays.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from dateline.link.reports import FactKey
from dateline.store.keys import key_text, read_key
from dateline.store.reading_back import by_ids, holds
from dateline.store.said_tables import Fact, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """Where a decided fact stands now: its key in the reading that holds, and its local id."""

    key: FactKey
    fact: str

    def moved_from(self, key: FactKey) -> bool:
        """Say whether its words or its sort are not those that were decided on."""
        return self.key != key


def attach(
    connection: Connection, keys: Iterable[FactKey], at: str | None = None
) -> Mapping[FactKey, Attached]:
    """Return key -> where that fact stands in the reading that holds; those not found are left out."""
    wanted = set(keys)
    query = (
        select(Fact.key, Fact.local_id, Reading.report_id)
        .join(Reading, Reading.id == Fact.reading_id)
        .where(holds(Reading, at))
        .order_by(Fact.key, Fact.local_id)
    )
    exact: dict[FactKey, Attached] = {}
    facts: dict[tuple[str, str], list[Attached]] = {}
    rows = by_ids(connection, query, Reading.report_id, {key.report for key in wanted})
    for text, local, _ in rows:
        found = Attached(key=read_key(text), fact=local)
        # Two facts may share their words (one verb, two days): the first stands for both.
        exact.setdefault(found.key, found)
        facts.setdefault((found.key.report, found.key.layer), []).append(found)
    out = {}
    for key in wanted:
        near = exact.get(key) or _nearest(key, facts.get((key.report, key.layer), []))
        if near is not None:
            out[key] = near
    return out


def _nearest(key: FactKey, facts: Iterable[Attached]) -> Attached | None:
    """Return the fact that shares most words with the key; of equals, one of the same sort."""
    shared = [
        (min(key.end, fact.key.end) - max(key.start, fact.key.start),
         fact.key.kind == key.kind, -fact.key.start, key_text(fact.key), fact)
        for fact in facts
    ]  # fmt: skip
    overlap = [row for row in shared if row[0] > 0]
    return max(overlap, key=lambda row: (row[1], *row[:1], row[2], row[3]))[4] if overlap else None
