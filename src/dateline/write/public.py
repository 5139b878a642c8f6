"""Incidents and claims as they may be handed out: every string has passed through redaction.

The writers of each format get these and nothing else, so that none of them can let a name through.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from dateline.link.reports import FactKey, FactRef, Grid, Incident, Report
from dateline.records import ControlClaim, Event, Place, Record, Toll
from dateline.store.archive import Archive
from dateline.store.keys import key_text, keyed_facts
from dateline.store.review_states import verifications
from dateline.store.standing import OnIncident, Standing
from dateline.write.redaction import Redaction, redaction_of

# What goes with every count that leaves the archive.
NOTE = (
    "Claims as reported, not confirmed; a count is a reported minimum, and true figures may be "
    "considerably higher. Unknown is empty, never 0. Private persons' names are withheld and "
    "sensitive places moved, unless this file says otherwise."
)
# A quotation beyond this is the publisher's text, not a citation of it.
LONGEST_QUOTE = 300

Audience = Literal["public", "internal"]
Claim = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicIncident:
    """An incident, its grid in words, and each claim in it, as they may be handed out."""

    summary: Mapping[str, Any]
    accounts: tuple[Mapping[str, Any], ...]
    claims: tuple[Claim, ...]


def public_incidents(
    archive: Archive,
    incidents: Iterable[Incident],
    *,
    audience: Audience = "public",
    released_only: bool = False,
) -> Iterator[PublicIncident]:
    """Yield the incidents as they may be handed out; those that people rejected are left out.

    Args:
        archive: Of now, or of a day.
        incidents: Which, in which order.
        audience: "internal" shows the names and points that the public is not shown.
        released_only: Only those that a person released, as they were when released.
    """
    standing = archive.review.standing()
    states = archive.states(chosen := tuple(incidents))
    wanted = [i for i in chosen if _may_go(states[i.id], released_only=released_only)]
    # Names are collected over the whole archive, not over what is asked for: what is withheld
    # must not hang on the question.
    every = archive.reports(decided=True)
    redaction = redaction_of(every, standing, names_too=audience == "internal")
    by_id = {report.id: report for report in every}
    origins = {id: origin.id for origin in archive.origins() for id in origin.members}
    for incident in wanted:
        shown = _without_withheld(incident, redaction, standing)
        if not shown.events:
            continue
        whole = _Incident(shown, by_id, origins, states[incident.id], standing, redaction)
        grid = archive.grid(shown)
        yield PublicIncident(
            summary=whole.summary(grid),
            accounts=tuple(whole.accounts(grid)),
            claims=tuple(whole.claims()),
        )


def _without_withheld(incident: Incident, redaction: Redaction, standing: Standing) -> Incident:
    """Return the incident without the reports and facts that are kept back."""
    if redaction.names_too:
        return incident
    facts = standing.withheld_facts()

    def left(refs: tuple[FactRef, ...]) -> tuple[FactRef, ...]:
        return tuple(r for r in refs if r not in facts and not redaction.withholds_report(r.report))

    return replace(incident, events=left(incident.events), tolls=left(incident.tolls),
                   control=left(incident.control))  # fmt: skip


def _may_go(state: OnIncident, *, released_only: bool) -> bool:
    if state.state == "rejected":
        return False
    return state.released or not released_only


class _Incident:
    """One incident on its way out."""

    def __init__(
        self,
        incident: Incident,
        reports: Mapping[str, Report],
        origins: Mapping[str, str],
        state: OnIncident,
        standing: Standing,
        redaction: Redaction,
    ) -> None:
        self.incident = incident
        self.origins = origins
        self.state = state
        self.standing = standing
        self.hide = redaction
        ids = sorted({ref.report for ref in (*incident.events, *incident.tolls, *incident.control)})
        self.reports = {id: reports[id] for id in ids}

    def summary(self, grid: Grid) -> Mapping[str, Any]:
        """Return the incident in one row."""
        incident, spot = self.incident, self.incident.place
        ranges = {toll.harm: toll for toll in grid.ranges}
        lat, lon, radius = self._spot()
        row: dict[str, Any] = {
            "incident": incident.id,
            "title": self.hide.text(incident.title),
            "acled": incident.acled,
            "plover": incident.plover,
            "place": self.hide.text(spot.name) if spot else None,
            "country": spot.country if spot else None,
            "lat": lat,
            "lon": lon,
            "radius_km": radius,
            "earliest": incident.start,
            "latest": incident.end,
            "date_basis": incident.date_basis,
            "reports": len(self.reports),
            "origins": len({self.origins.get(id, id) for id in self.reports}),
            "verification": verifications(self.standing.decisions).get(incident.id, "reported"),
            "review": self.state.state,
            "released": self.state.released,
        }
        for harm in ("killed", "injured"):
            row[f"{harm}_low"] = ranges[harm].low if harm in ranges else None
            row[f"{harm}_high"] = ranges[harm].high if harm in ranges else None
            row[f"{harm}_rule"] = " ".join(ranges[harm].rules) if harm in ranges else None
        row["contradicted"] = sorted(
            field for field, verdict in grid.verdicts.items() if verdict.verdict == "contradict"
        )
        return row

    def accounts(self, grid: Grid) -> Iterator[Mapping[str, Any]]:
        """Yield what each origin says, field by field."""
        for row in grid.rows:
            cells: dict[str, Any] = {
                name: [self._hidden(value, row.reports) for value in cell.values]
                for name, cell in row.cells.items()
                if cell.values
            }
            yield {"origin": row.origin, "reports": list(row.reports), **cells}

    def claims(self) -> Iterator[Claim]:
        """Yield a row for each fact of the incident, in each report that tells it."""
        incident = self.incident
        wanted = {*incident.events, *incident.tolls, *incident.control}
        for id, report in self.reports.items():
            for layer, key, fact in keyed_facts(report.record, id):
                if FactRef(id, layer, fact.id) in wanted:  # type: ignore[arg-type]  # layers of records are wider
                    yield self._claim(report, key, fact)

    def _claim(self, report: Report, key: FactKey, fact: Any) -> Claim:
        record = report.record
        verdict = self.standing.verdicts.get(key)
        span = fact.trigger if isinstance(fact, Event) else fact.span
        return {
            "incident": self.incident.id,
            "claim": key_text(key),
            "layer": key.layer,
            "report": report.id,
            "origin": self.origins.get(report.id, report.id),
            "outlet": report.outlet,
            "url": self.hide.address(report.url),
            "published": record.article.published,
            "received": report.received,
            **self._said_by(report, fact),
            **self._what(report, fact),
            **self._where_and_when(record, fact),
            "words": self._quote(span.text, report.id),
            "span_start": span.start,
            "span_end": span.end,
            "review": verdict.state if verdict else "unreviewed",
            "corrected": sorted(verdict.corrections) if verdict else [],
            "credibility": verdict.rating if verdict else None,
            "why": list(fact.why),
            "method": fact.method,
        }

    def _said_by(self, report: Report, fact: Any) -> Claim:
        entities = {entity.id: entity for entity in report.record.entities}
        said = [s for s in report.record.statements if s.id in fact.said_by]
        speakers = [
            self.hide.person(report, entities[s.speaker]) for s in said if s.speaker is not None
        ]
        return {
            "speaker": list(dict.fromkeys(speaker.name for speaker in speakers)),
            "speaker_withheld": any(speaker.withheld for speaker in speakers),
            "certainty": list(dict.fromkeys(s.certainty for s in said)),
            "statement": self._quote(
                " … ".join(span.text for s in said for span in s.content), report.id
            ),
        }

    def _what(self, report: Report, fact: Any) -> Claim:
        event = fact if isinstance(fact, Event) else None
        toll = fact if isinstance(fact, Toll) else None
        claim = fact if isinstance(fact, ControlClaim) else None
        return {
            "acled": event.acled if event else None,
            "plover": event.plover if event else None,
            "realis": event.realis if event else None,
            "actors": self._people(report, event.actors if event else ()),
            "targets": self._people(report, event.targets if event else ()),
            "harm": toll.harm if toll else None,
            "min": toll.min if toll else None,
            "max": toll.max if toll else None,
            "victims": toll.victims if toll else None,
            "children": toll.children if toll else None,
            "interested_party": toll.interested_party if toll else None,
            "running_total": toll.aggregated if toll else None,
            "control": claim.status if claim else None,
            "holders": self._people(report, claim.holders if claim else ()),
        }

    def _where_and_when(self, record: Record, fact: Any) -> Claim:
        event = fact if isinstance(fact, Event) else None
        if isinstance(fact, Toll):
            event = next((e for e in record.events if e.id == fact.event), None)
        ids = (fact.place,) if isinstance(fact, ControlClaim) else event.places if event else ()
        place = next((p for p in record.places if p.id in ids), None)
        lat, lon, radius = self.hide.point(place) if place else (None, None, None)
        return {
            "place": self.hide.text(place.name) if place else None,
            "admin1": place.admin1 if place else None,
            "country": place.country if place else None,
            "lat": lat,
            "lon": lon,
            "radius_km": radius,
            "earliest": event.start if event else None,
            "latest": event.end if event else None,
            "date_basis": event.date_basis if event else None,
        }

    def _people(self, report: Report, ids: Sequence[str]) -> list[str]:
        entities = {entity.id: entity for entity in report.record.entities}
        return [self.hide.person(report, entities[id]).name for id in ids]

    def _hidden(self, value: str, reports: Sequence[str]) -> str | None:
        """Return a value of a cell, which several reports may have given."""
        out: str | None = value
        for id in reports:
            out = self.hide.text(out, id)
        return out

    def _quote(self, words: str, report: str) -> str | None:
        shown = self.hide.text(words, report)
        if shown is None or len(shown) <= LONGEST_QUOTE:
            return shown or None
        return shown[:LONGEST_QUOTE].rstrip() + " …"

    def _spot(self) -> tuple[float | None, float | None, float | None]:
        """Return the incident's point, moved where one of its places is a sensitive one."""
        spot = self.incident.place
        if spot is None or spot.lat is None or spot.lon is None:
            return None, None, None
        places: list[Place] = []
        for id in {ref.report for ref in self.incident.events} & self.reports.keys():
            record = self.reports[id].record
            mine = {ref.fact for ref in self.incident.events if ref.report == id}
            ids = {place for event in record.events if event.id in mine for place in event.places}
            places += [place for place in record.places if place.id in ids]
        near = Place(id="", name=spot.name, lat=spot.lat, lon=spot.lon, radius_km=spot.radius_km,
                     mentions=(),
                     sensitive=any(p.lat == spot.lat and self.hide.withholds_point(p)
                                   for p in places))  # fmt: skip
        return self.hide.point(near)
