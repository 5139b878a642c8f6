"""Things by their id, or by the first characters of it."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import aliased

from dateline.errors import BadInput
from dateline.store import compared_tables as compared
from dateline.store.columns import AnySelect
from dateline.store.said_tables import Fact
from dateline.store.text_tables import Report

_LEAST = 4  # characters of an id that may stand for it


def reports_named(id: str, at: str | None) -> AnySelect:
    """Return the query for the ids of reports that begin so; two are enough to know."""
    query = select(Report.id).where(Report.id.startswith(id, autoescape=True))
    if at is not None:
        query = query.where(Report.received <= at)
    return query.order_by(Report.id).limit(2)


def incidents_named(id: str) -> AnySelect:
    """Return the query for the incidents whose id begins so."""
    return select(compared.Incident).where(compared.Incident.id.startswith(id, autoescape=True))


def successors_of(id: str) -> AnySelect:
    """Return the query for the incidents that hold events of one which had this id before.

    Events are known by their words, so that a later reading of a report finds them too.
    """
    old, new = aliased(Fact), aliased(Fact)
    member = aliased(compared.IncidentFact)
    holds = (
        select(member.incident_version)
        .join(new, new.id == member.fact_id)
        .join(old, (old.key == new.key) & (old.layer == "events"))
        .join(compared.IncidentFact, compared.IncidentFact.fact_id == old.id)
        .join(
            compared.Incident,
            compared.Incident.version_id == compared.IncidentFact.incident_version,
        )
        .where(compared.Incident.id.startswith(id, autoescape=True))
    )
    return select(compared.Incident).where(compared.Incident.version_id.in_(holds))


def the_one(what: str, id: str, found: Sequence[str]) -> str:
    """Return the one id that was found.

    Raises:
        BadInput: There is none, there are several, or too little of the id was given.
    """
    if id in found:
        return id
    if len(found) > 1:
        listed = ", ".join(found[:2])
        raise BadInput(f"{id}: more than one {what} begins so ({listed}, …); give more of the id")
    if not found or len(id) < _LEAST:
        raise BadInput(
            f"{id}: no such {what}; `dateline search` and `dateline incidents` list what there is"
        )
    return found[0]
