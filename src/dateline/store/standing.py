"""All that people decided, as it stands against the readings and incidents that hold."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from sqlalchemy import Connection

from dateline.link.reports import Decisions, FactKey, FactRef, Incident, Report
from dateline.records import Record
from dateline.store.applied import apply_verdicts
from dateline.store.attaching import Attached, attach
from dateline.store.decisions import Decision, in_force, load_decisions
from dateline.store.keys import keyed_facts, read_key
from dateline.store.reading_back import load_reports
from dateline.store.values import Values, fact_values
from dateline.store.verdicts import FACT, Flag, State, Verdict, verdicts

INCIDENT, SOURCE, REPORT, NAME = "incident:", "source:", "report:", "name:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the archive stands with those who reviewed it.

    `verdicts` is by the fact's key in the reading that holds; `ratings` are of sources by name.
    """

    decisions: tuple[Decision, ...] = ()
    verdicts: Mapping[FactKey, Verdict] = field(default_factory=dict)
    flags: tuple[Flag, ...] = ()
    attached: Mapping[FactKey, Attached] = field(default_factory=dict)

    def decided(self, report: Report) -> Record:
        """Return the record of a report with the decisions on it applied."""
        if not any(key.report == report.id for key in self.verdicts):
            return report.record
        return apply_verdicts(report.record, report.id, self.verdicts)

    def named(self, action: str, kind: str) -> Mapping[str, Decision]:
        """Return what was decided last of each thing of a kind, by the thing's own name."""
        return {
            decision.target.removeprefix(kind): decision
            for decision in self.decisions
            if decision.action == action and decision.target.startswith(kind)
        }

    def withheld_facts(self) -> frozenset[FactRef]:
        """Return the facts, of the readings that hold, that are not to be handed out."""
        keys = map(read_key, self.named("redact", FACT))
        stand = [self.attached[key] for key in keys if key in self.attached]
        return frozenset(FactRef(at.key.report, at.key.layer, at.fact) for at in stand)

    def on_incident(self, events: Sequence[FactKey]) -> "OnIncident":
        """Return how an incident with these events stands."""
        mine = set(events)
        last: dict[str, Decision] = {}
        cleared: set[FactKey] = set()
        for decision in self.decisions:
            if not decision.target.startswith(INCIDENT) or not isinstance(decision.old, dict):
                continue
            about = self._now(decision.old.get("facts", ()))
            if not about & mine:
                continue
            if decision.action == "release":
                cleared |= about
            elif decision.action in ("accept", "reject"):
                last[decision.person] = decision
        rejecting = sum(decision.action == "reject" for decision in last.values())
        state: State = "unreviewed"
        if last:
            state = "rejected" if rejecting == len(last) else "accepted"
            if 0 < rejecting < len(last):
                state = "disputed"
        return OnIncident(
            state=state,
            people=tuple(sorted(last)),
            released=bool(mine) and mine <= cleared,
            changed_since_release=bool(mine & cleared) and not mine <= cleared,
        )

    def _now(self, keys: Sequence[str]) -> set[FactKey]:
        return {self.attached[key].key for key in map(read_key, keys) if key in self.attached}

    def for_linking(self) -> Decisions:
        """Return which events people put together and which they hold apart; the latest counts."""
        same: set[tuple[FactKey, FactKey]] = set()
        different: set[tuple[FactKey, FactKey]] = set()
        for decision in self.decisions:
            if decision.action in ("merge", "link"):
                facts = sorted(self._now(decision.new["facts"]))
                pairs = {(facts[0], other) for other in facts[1:]} if facts else set()
                same |= pairs
                different -= {pair for pair in different if pair[0] in facts and pair[1] in facts}
            elif decision.action == "split":
                left, rest = self._now(decision.new["facts"]), self._now(decision.new["from"])
                pairs = {(min(a, b), max(a, b)) for a, b in product(left, rest) if a != b}
                different |= pairs
                same -= {
                    pair for pair in same
                    if (pair[0] in left and pair[1] in rest)
                    or (pair[1] in left and pair[0] in rest)
                }  # fmt: skip
        return Decisions(same=frozenset(same), different=frozenset(different))


@dataclass(frozen=True, slots=True, kw_only=True)
class OnIncident:
    """How an incident stands: reviewed by whom, and whether a person let all of it go public."""

    state: State = "unreviewed"
    people: tuple[str, ...] = ()
    released: bool = False
    changed_since_release: bool = False


def load_standing(connection: Connection, at: str | None = None) -> Standing:
    """Return how the decisions taken (until a moment) stand against the readings of then."""
    decisions = in_force(load_decisions(connection, at))
    keys = {read_key(text) for decision in decisions for text in _keys_of(decision)}
    if not keys:
        return Standing(decisions=decisions)
    attached = attach(connection, keys, at)
    now = _values_now(connection, {a.key for a in attached.values()}, at)
    by_key, gone = verdicts(decisions, attached, now)
    flags = (*gone, *(flag for verdict in by_key.values() for flag in verdict.flags))
    return Standing(decisions=decisions, verdicts=by_key, attached=attached,
                    flags=tuple(sorted(flags, key=lambda flag: flag.decisions)))  # fmt: skip


def decided_reports(
    connection: Connection, ids: Iterable[str] | None = None, at: str | None = None
) -> tuple[Report, ...]:
    """Return the reports with what people rejected and corrected applied to their records."""
    standing = load_standing(connection, at)
    reports = load_reports(connection, ids, at)
    return tuple(replace(report, record=standing.decided(report)) for report in reports)


def _keys_of(decision: Decision) -> Sequence[str]:
    """Return every fact that a decision names."""
    own = decision.target.startswith(FACT)
    keys = [decision.target.removeprefix(FACT)] if own else []
    for part in (decision.old, decision.new):
        if isinstance(part, dict):
            keys += [*part.get("facts", ()), *part.get("from", ())]
    return keys


def _values_now(
    connection: Connection, keys: set[FactKey], at: str | None
) -> Mapping[FactKey, Values]:
    out = {}
    for report in load_reports(connection, {key.report for key in keys}, at):
        for layer, key, fact in keyed_facts(report.record, report.id):
            if key in keys:
                out[key] = fact_values(report.record, layer, fact)
    return out


def event_keys(incident: Incident, reports: Mapping[str, Report]) -> tuple[FactKey, ...]:
    """Return the keys of an incident's events, in order."""
    wanted = {(ref.report, ref.fact) for ref in incident.events}
    return tuple(
        sorted(
            key
            for id in {ref.report for ref in incident.events}
            for _, key, fact in keyed_facts(reports[id].record, id)
            if (id, fact.id) in wanted
        )
    )


def incident_states(
    incidents: Iterable[Incident],
    standing: Standing,
    load: Callable[[Iterable[str]], Sequence[Report]],
) -> Mapping[str, OnIncident]:
    """Return incident id -> how it stands; reports are loaded only where people decided at all."""
    about = [d for d in standing.decisions if d.target.startswith(INCIDENT)]
    if not about:
        return {incident.id: OnIncident() for incident in incidents}
    every = tuple(incidents)
    ids = {ref.report for incident in every for ref in incident.events}
    reports = {report.id: report for report in load(ids)}
    return {i.id: standing.on_incident(event_keys(i, reports)) for i in every}
