"""What is new since a moment: reports, revisions, incidents new, changed and gone, contradictions."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.link.reports import Change, FieldVerdict, Grid, Incident, Report
from dateline.link.revisions import compare_versions
from dateline.store.decisions import Decision

if TYPE_CHECKING:
    from dateline.store.archive import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedIncident:
    """An incident as it was and as it is; `told` are the differences in words."""

    before: Incident
    now: Incident
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A field on which the accounts of a new or changed incident part."""

    incident: Incident
    verdict: FieldVerdict
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """An incident that was merged into another, split into several, or withdrawn (no successor)."""

    incident: Incident
    successors: tuple[Incident, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What came since a moment; `revisions` are (earlier, later, what changed)."""

    since: str
    reports: tuple[Report, ...]
    revisions: tuple[tuple[Report, Report, tuple[Change, ...]], ...]
    new: tuple[Incident, ...]
    changed: tuple[ChangedIncident, ...]
    gone: tuple[Gone, ...]
    contradictions: tuple[Contradiction, ...]
    decisions: tuple[Decision, ...]


def brief(archive: "Archive", since: str) -> Brief:
    """Return what came since a moment of the archive's time."""
    then = archive.as_of(since)
    before, now = then.incidents(), archive.incidents()
    # By their events and not by their ids: one that grew by an earlier event has another id.
    home = {ref: incident for incident in now for ref in incident.events}
    went_to = {
        old.id: {home[ref].id: home[ref] for ref in old.events if ref in home} for old in before
    }
    known = {id for successors in went_to.values() for id in successors}
    pairs = [
        (old, next(iter(went_to[old.id].values()))) for old in before if len(went_to[old.id]) == 1
    ]
    fed_by = Counter(new.id for _, new in pairs)
    every = {report.id: report for report in archive.reports()}
    came = tuple(report for report in every.values() if report.received > since)
    new = tuple(incident for incident in now if incident.id not in known)
    changed = tuple(
        ChangedIncident(before=old, now=new, told=told)
        for old, new in pairs
        if fed_by[new.id] == 1
        and new != old
        and (told := _told(then.grid(old), archive.grid(new), old, new))
    )
    stayed = {old.id for old, new in pairs if fed_by[new.id] == 1}
    looked_at = (*new, *(change.now for change in changed))
    return Brief(
        since=since,
        reports=came,
        revisions=tuple(
            (every[r.revises], r, compare_versions(every[r.revises].record, r.record))
            for r in came
            if r.revises in every
        ),
        new=new,
        changed=changed,
        gone=tuple(
            Gone(incident=old, successors=tuple(went_to[old.id].values()))
            for old in before
            if old.id not in stayed
        ),
        contradictions=tuple(c for i in looked_at for c in _contradictions(i, archive.grid(i))),
        decisions=tuple(d for d in archive.review.decisions() if d.at > since),
    )


def _told(old: Grid, new: Grid, before: Incident, now: Incident) -> tuple[str, ...]:
    """Return in words how an incident differs from what it was."""
    out = []
    if new.n_reports != old.n_reports:
        out.append(f"reports {old.n_reports} -> {new.n_reports}")
    if new.n_origins != old.n_origins:
        out.append(f"origins {old.n_origins} -> {new.n_origins}")
    out += [
        f"{name} {getattr(before, name)} -> {getattr(now, name)}"
        for name in ("title", "start", "end")
        if getattr(before, name) != getattr(now, name)
    ]
    ranges = [_ranges(old), _ranges(new)]
    for harm in sorted(ranges[0].keys() | ranges[1].keys()):
        first, last = (found.get(harm, "not told") for found in ranges)
        if first != last:
            out.append(f"{harm} {first} -> {last}")
    return tuple(out)


def _ranges(grid: Grid) -> Mapping[str, str]:
    return {
        toll.harm: f"{'?' if toll.low is None else toll.low} to "
        f"{'?' if toll.high is None else toll.high}"
        for toll in grid.ranges
    }


def _contradictions(incident: Incident, grid: Grid) -> Sequence[Contradiction]:
    return [
        Contradiction(
            incident=incident,
            verdict=verdict,
            values=tuple(
                dict.fromkeys(value for row in grid.rows for value in row.cells[field].values)
            ),
        )
        for field, verdict in grid.verdicts.items()
        if verdict.verdict == "contradict"
    ]
