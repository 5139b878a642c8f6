"""What an archive holds, as lists in a terminal: incidents, reports found, decisions, flags."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.link.reports import Incident
from dateline.store.decisions import Decision
from dateline.store.queries import Hit
from dateline.store.releases import ReleaseChange
from dateline.store.reviewers import ReviewersAgreement
from dateline.store.standing import OnIncident
from dateline.store.verdicts import Flag
from dateline.write import wording

_NOTHING = Text("nothing found", style="dim")


def list_incidents(
    incidents: Sequence[Incident], states: Mapping[str, OnIncident]
) -> Iterator[RenderableType]:
    """Yield a line for each incident: what, where and when, by how many reports, how reviewed."""
    if not incidents:
        yield _NOTHING
        return
    table = _table("id", "as told", "reports", "review")
    for incident in incidents:
        table.add_row(
            Text(incident.id, style="magenta"),
            Text(wording.printable(incident.title)),
            Text(str(len({ref.report for ref in incident.events}))),
            Text(said_of(states.get(incident.id, OnIncident()))),
        )
    yield table
    yield Text(f"{len(incidents)} incidents, as told; dateline confirms nothing", style="dim")


def said_of(state: OnIncident) -> str:
    """Return in words how an incident stands with those who reviewed it."""
    words: list[str] = [] if state.state == "unreviewed" else [state.state]
    if state.released:
        words.append("released")
    if state.changed_since_release:
        words.append("changed since its release")
    return ", ".join(words) or "not reviewed"


def list_hits(hits: Sequence[Hit]) -> Iterator[RenderableType]:
    """Yield each report found, with the words around what was asked for."""
    if not hits:
        yield _NOTHING
    for number, hit in enumerate(hits):
        if number:
            yield Text()
        heading = Text(hit.report, style="magenta")
        heading.append(f"  {wording.printable(hit.headline or 'no headline')}", style="bold")
        about = [hit.outlet or "outlet not known"]
        if hit.published:
            about.append(wording.day(hit.published))
        yield heading
        yield Text(wording.printable(" · ".join(about)), style="dim")
        yield Padding(Text(wording.printable(hit.snippet).strip()), (0, 0, 0, 2))


def list_decisions(
    decisions: Sequence[Decision], in_force: Iterable[int], flags: Sequence[Flag]
) -> Iterator[RenderableType]:
    """Yield each decision with who, when and why, and the flags under those they are about."""
    if not decisions:
        yield Text("no decisions yet", style="dim")
        return
    holds = set(in_force)
    table = _table("no", "decided", "by", "what", "about")
    for decision in decisions:
        what = Text(decision.action)
        if decision.undoes is not None:
            what.append(f" {decision.undoes}")
        elif decision.field is not None:
            what.append(f" {decision.field}: {_value(decision.old)} -> {_value(decision.new)}")
        elif isinstance(decision.new, str):
            what.append(f" {decision.new}")
        if decision.action != "undo" and decision.seq not in holds:
            what.append(" (undone)", style="dim")
        about = Text(wording.printable(decision.target))
        about.append(f"\n{wording.printable(decision.reason)}", style="dim")
        for flag in flags:
            if decision.seq in flag.decisions:
                about.append(f"\n! {wording.printable(flag.says)}", style="yellow")
        at = decision.at[:16].replace("T", " ")
        table.add_row(Text(str(decision.seq), style="magenta"), Text(at),
                      Text(wording.printable(decision.person)), what, about)  # fmt: skip
    yield table


def list_changes(changes: Sequence[ReleaseChange]) -> Iterator[RenderableType]:
    """Yield what became of each incident between two releases."""
    if not changes:
        yield Text("nothing changed", style="dim")
        return
    table = _table("incident", "change", "what")
    for change in changes:
        told = [
            f"{name}: {_value(old)} -> {_value(new)}" for name, (old, new) in change.fields.items()
        ]
        if change.successors:
            told.append(f"now {', '.join(change.successors)}")
        if change.reason:
            told.append(change.reason)
        table.add_row(Text(change.incident, style="magenta"), Text(change.change),
                      Text("\n".join(told)))  # fmt: skip
    yield table


def list_agreement(found: ReviewersAgreement) -> Iterator[RenderableType]:
    """Yield how far the reviewers agree, all of them and two by two."""
    alpha = "cannot be told" if found.alpha is None else f"{found.alpha:.3f}"
    yield Text(f"Krippendorff's alpha over verdicts: {alpha}", style="bold")
    yield Text(f"{found.facts} facts judged, {found.judged_by_two} by two people", style="dim")
    if not found.pairs:
        return
    yield Text()
    table = _table("reviewers", "both judged", "same verdict", "F1 of accepted words")
    for pair in found.pairs:
        table.add_row(
            Text(wording.printable(f"{pair.left}, {pair.right}")),
            Text(str(pair.both)),
            Text(str(pair.same)),
            Text("-" if pair.span_f1 is None else f"{pair.span_f1:.3f}"),
        )
    yield table


def _value(value: object) -> str:
    return "unknown" if value is None else wording.printable(str(value))


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold dim")
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column in ("id", "no"))
    return table
