"""What people have decided, as the page needs it: the verdict on each fact, the state of incidents.

The last decision on a thing counts; one that was undone does not. Accepting a fact says that the
text was read rightly. That an incident is under verification, or verified, is another decision,
which only a person takes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from dateline.store import compared_tables as compared
from dateline.store.attaching import attach
from dateline.store.decisions import Decision, in_force, load_decisions
from dateline.store.keys import key_text, read_key
from dateline.store.said_tables import Fact

VERIFICATION = "verification"
FACT, INCIDENT = "fact:", "incident:"
_ON_FACTS = ("accept", "reject", "correct")
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Verdicts by the key of a fact, verification by the id of an incident."""

    verdicts: Mapping[str, str]
    verification: Mapping[str, str]
    incidents: frozenset[str]


def reviewed(connection: Connection) -> Reviewed:
    """Return what stands now."""
    verdicts: dict[str, str] = {}
    taken = in_force(load_decisions(connection))
    verification = verifications(taken)
    for decision in taken:
        if decision.action in _ON_FACTS and decision.target.startswith(FACT):
            verdicts[decision.target.removeprefix(FACT)] = decision.action
    now = attach(connection, map(read_key, verdicts))
    verdicts = {key_text(found.key): verdicts[key_text(key)] for key, found in sorted(now.items())}
    touched = _incidents_of(connection, verdicts) | verification.keys()
    return Reviewed(verdicts, verification, frozenset(touched))


def verifications(decisions: Iterable[Decision]) -> Mapping[str, str]:
    """Return incident -> reported, under or verified, as it was decided last."""
    return {
        decision.target.removeprefix(INCIDENT): str(decision.new or "reported")
        for decision in decisions
        if decision.field == VERIFICATION
    }


def keys_of(connection: Connection, version: str) -> Sequence[str]:
    """Return the keys of the facts of a version of an incident."""
    query = (
        select(Fact.key)
        .join(compared.IncidentFact, compared.IncidentFact.fact_id == Fact.id)
        .where(compared.IncidentFact.incident_version == version)
    )
    return connection.scalars(query).all()


def _incidents_of(connection: Connection, keys: Mapping[str, str]) -> set[str]:
    wanted = sorted(keys)
    found: set[str] = set()
    for start in range(0, len(wanted), _AT_ONCE):
        query = (
            select(compared.Incident.id)
            .join(
                compared.IncidentFact,
                compared.IncidentFact.incident_version == compared.Incident.version_id,
            )
            .join(Fact, Fact.id == compared.IncidentFact.fact_id)
            .where(compared.Incident.known_until.is_(None))
            .where(Fact.key.in_(wanted[start : start + _AT_ONCE]))
        )
        found |= set(connection.scalars(query))
    return found
