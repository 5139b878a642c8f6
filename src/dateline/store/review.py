"""Review: what a named person decides about what was read and compared, and takes back.

Every verb takes who decides (`by`) and why (`reason`), and appends one decision. Targets are ids as
`dateline show` prints them: a fact REPORT/v1, an incident i-…, a report, `source:NAME` (an outlet
or a speaker), `name:FULL NAME` (a person).
"""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from dateline.errors import BadInput
from dateline.link.reports import Incident, Report
from dateline.store.database import Database
from dateline.store.decisions import (
    Action,
    Decision,
    Verified,
    append_decision,
    in_force,
    load_decisions,
    verify_chain,
)
from dateline.store.keys import key_text, keyed_facts
from dateline.store.standing import (
    INCIDENT,
    NAME,
    REPORT,
    SOURCE,
    Standing,
    event_keys,
    load_standing,
)
from dateline.store.values import check_value, fact_values
from dateline.store.verdicts import FACT

_SOURCE_GRADES = frozenset("ABCDEF")
_ITEM_GRADES = frozenset("123456")


class Reviewed(Protocol):
    """What a review needs of the archive it is about."""

    database: Database
    at: str | None

    def report(self, id: str) -> Report:
        """Return one report."""

    def reports(self, ids: Sequence[str]) -> tuple[Report, ...]:
        """Return the reports with these ids."""

    def incident(self, id: str) -> Incident:
        """Return one incident."""


class Review:
    """The decisions on an archive: take one, take it back, read them, check them."""

    def __init__(self, archive: Any, clock: Callable[[], str]) -> None:
        self._archive: Reviewed = archive
        self._clock = clock

    def accept(self, target: str, *, by: str, reason: str) -> Decision:
        """Accept a fact or an incident as it is read now."""
        return self._judge("accept", target, by, reason)

    def reject(self, target: str, *, by: str, reason: str) -> Decision:
        """Reject a fact or an incident: it takes no part in anything any more."""
        return self._judge("reject", target, by, reason)

    def correct(self, target: str, field: str, value: Any, *, by: str, reason: str) -> Decision:
        """Give a field of a fact another value; what was read stays beside it.

        Raises:
            BadInput: There is no such fact or field, or it cannot hold the value.
        """
        key, layer, values = self._fact(target)
        standing = self.standing()
        read = {k: v for k, v in standing.verdicts.items() if key_text(k) == key}
        beside = {**values, **(next(iter(read.values())).corrections if read else {})}
        value = check_value(layer, field, value, beside)
        return self._append(
            "correct", FACT + key, by, reason, field=field, old=values[field], new=value
        )

    def merge(self, incidents: Sequence[str], *, by: str, reason: str) -> Decision:
        """Say that two incidents or more are one happening."""
        if len(set(incidents)) < 2:
            raise BadInput("give two incidents or more to merge")
        found = [self._archive.incident(id) for id in incidents]
        keys = [self._keys(incident) for incident in found]
        return self._append(
            "merge", INCIDENT + found[0].id, by, reason,
            old={"incidents": [incident.id for incident in found]},
            new={"facts": sorted({key for some in keys for key in some})},
        )  # fmt: skip

    def split(self, incident: str, facts: Sequence[str], *, by: str, reason: str) -> Decision:
        """Say that some facts of an incident are of another happening."""
        whole = self._archive.incident(incident)
        keys = set(self._keys(whole))
        apart = {self._fact(fact)[0] for fact in facts}
        if not apart or not apart < keys:
            raise BadInput(
                f"{whole.id}: give some of its events, not all: "
                + ", ".join(f"{ref.report}/{ref.fact}" for ref in whole.events)
            )
        return self._append(
            "split", INCIDENT + whole.id, by, reason,
            new={"facts": sorted(apart), "from": sorted(keys - apart)},
        )  # fmt: skip

    def link(self, facts: Sequence[str], *, by: str, reason: str) -> Decision:
        """Say that facts of several reports are of one happening."""
        keys = sorted({self._fact(fact)[0] for fact in facts})
        if len(keys) < 2:
            raise BadInput("give two facts or more to link, e.g. 3f2a…/v1 77bc…/v2")
        return self._append("link", FACT + keys[0], by, reason, new={"facts": keys})

    def rate(self, target: str, grade: str, *, by: str, reason: str) -> Decision:
        """Rate a source A to F, or a report, fact or incident 1 to 6 (Admiralty).

        The two are judged apart; F and 6 mean that it cannot be judged, not that it is middling.

        Source: Admiralty scale, as in MISP's taxonomies.
        """
        grade = grade.upper()
        of_source = target.startswith(SOURCE)
        if grade not in (_SOURCE_GRADES if of_source else _ITEM_GRADES):
            expected = "A to F, for how reliable it is" if of_source else "1 to 6, for how credible"
            raise BadInput(f"{target}: {grade!r} is no grade for it; expected {expected}")
        text, old = self._target(target)
        return self._append("rate", text, by, reason, old=old, new=grade)

    def redact(self, target: str, *, by: str, reason: str) -> Decision:
        """Withhold a name, a fact, or a whole report from everything handed out."""
        text, old = self._target(target)
        if not text.startswith((FACT, NAME, REPORT)):
            raise BadInput(f"{target}: withhold name:FULL NAME, a report, or a fact (REPORT/v1)")
        return self._append("redact", text, by, reason, old=old)

    def release(self, target: str, *, by: str, reason: str) -> Decision:
        """Let an incident be published, or the name of a person or place be shown."""
        text, old = self._target(target)
        if not text.startswith((INCIDENT, NAME)):
            raise BadInput(f"{target}: release an incident (i-…), or name:FULL NAME")
        return self._append("release", text, by, reason, old=old)

    def undo(self, seq: int, *, by: str, reason: str) -> Decision:
        """Take a decision back, by a new one; it stays in the chain.

        Raises:
            BadInput: There is no such decision, or it is not in force.
        """
        with self._archive.database.reads() as connection:
            decisions = load_decisions(connection)
        named = next((d for d in decisions if d.seq == seq), None)
        if named is None:
            raise BadInput(f"{seq}: no such decision; `dateline review list` shows them")
        undone = {d.undoes for d in decisions if d.action == "undo"}
        holds = {d.seq for d in in_force(decisions)} | {
            d.seq for d in decisions if d.action == "undo" and d.seq not in undone
        }
        if seq not in holds:
            raise BadInput(f"{seq}: is already undone")
        return self._append("undo", named.target, by, reason, undoes=seq)

    def decisions(self) -> tuple[Decision, ...]:
        """Return every decision, also those undone, in their order."""
        with self._archive.database.reads() as connection:
            return load_decisions(connection, self._archive.at)

    def standing(self) -> Standing:
        """Return how the decisions in force stand against what is read now."""
        with self._archive.database.reads() as connection:
            return load_standing(connection, self._archive.at)

    def verify(self, noted: Sequence[str] = ()) -> Verified:
        """Check the chain, the releases and the texts against their hashes."""
        with self._archive.database.reads() as connection:
            return verify_chain(connection, noted)

    def _judge(self, action: Action, target: str, by: str, reason: str) -> Decision:
        text, old = self._target(target)
        if not text.startswith((FACT, INCIDENT)):
            raise BadInput(f"{target}: give a fact (REPORT/v1) or an incident (i-…) to {action}")
        return self._append(action, text, by, reason, old=old)

    def _target(self, target: str) -> tuple[str, Any]:
        """Return the target as the chain names it, and what stands there now."""
        for kind in (SOURCE, NAME):
            if target.startswith(kind):
                name = target.removeprefix(kind).strip()
                if not name:
                    raise BadInput(f"{target}: name whom or what it is about")
                return kind + name, None
        if target.startswith("i-"):
            incident = self._archive.incident(target)
            return INCIDENT + incident.id, {
                "title": incident.title,
                "facts": list(self._keys(incident)),
            }
        if "/" in target:
            key, _, values = self._fact(target)
            return FACT + key, dict(values)
        return REPORT + self._archive.report(target.removeprefix(REPORT)).id, None

    def _fact(self, target: str) -> tuple[str, str, Any]:
        """Return the key, the layer and the values of a fact REPORT/v1."""
        id, _, local = target.partition("/")
        report = self._archive.report(id)
        for layer, key, fact in keyed_facts(report.record, report.id):
            if fact.id == local:
                return key_text(key), layer, fact_values(report.record, layer, fact)
        raise BadInput(f"{target}: no such fact; `dateline show {id}` lists them")

    def _keys(self, incident: Incident) -> tuple[str, ...]:
        ids = sorted({ref.report for ref in incident.events})
        reports = {report.id: report for report in self._archive.reports(ids)}
        return tuple(key_text(key) for key in event_keys(incident, reports))

    def _append(self, action: Action, target: str, by: str, reason: str, **more: Any) -> Decision:
        if self._archive.at is not None:
            raise BadInput(f"this is the archive as of {self._archive.at}; decide in that of now")
        with self._archive.database.writes() as connection:
            return append_decision(connection, at=self._clock(), person=by, action=action,
                                   target=target, reason=reason, **more)  # fmt: skip
