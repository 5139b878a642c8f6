"""What is new since a moment: reports, revisions, incidents new, changed and gone, contradictions."""

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
class Brief:
    """What came since a moment.

    `revisions` are (earlier, later, what changed); `gone` incidents are merged, split or withdrawn.
    """

    since: str
    reports: tuple[Report, ...]
    revisions: tuple[tuple[Report, Report, tuple[Change, ...]], ...]
    new: tuple[Incident, ...]
    changed: tuple[ChangedIncident, ...]
    gone: tuple[Incident, ...]
    contradictions: tuple[Contradiction, ...]
    decisions: tuple[Decision, ...]


def brief(archive: "Archive", since: str) -> Brief:
    """Return what came since a moment of the archive's time."""
    then = archive.as_of(since)
    before = {incident.id: incident for incident in then.incidents()}
    now = {incident.id: incident for incident in archive.incidents()}
    every = {report.id: report for report in archive.reports()}
    came = tuple(report for report in every.values() if report.received > since)
    new = tuple(incident for id, incident in now.items() if id not in before)
    changed = tuple(
        ChangedIncident(before=before[id], now=incident, told=told)
        for id, incident in now.items()
        if id in before
        and incident != before[id]
        and (told := _told(then.grid(before[id]), archive.grid(incident), before[id], incident))
    )
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
        gone=tuple(incident for id, incident in before.items() if id not in now),
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
