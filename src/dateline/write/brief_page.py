"""What is new, and what changed between two versions of an article, in a terminal."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dateline.link.reports import Change, Incident, Report
from dateline.records import Span
from dateline.store.briefing import Brief
from dateline.write import wording

_LONGEST_WORDS = 160


def brief_page(found: Brief) -> Iterator[RenderableType]:
    """Yield what came since a moment, what needs a look first."""
    yield Text(f"Since {found.since[:16].replace('T', ' ')} UTC", style="bold")
    counts = (
        (len(found.reports), "new reports"),
        (len(found.new), "new incidents"),
        (len(found.changed), "changed"),
        (len(found.gone), "merged, split or withdrawn"),
        (len(found.contradictions), "contradictions"),
        (len(found.decisions), "decisions"),
    )
    yield Text(" · ".join(f"{count} {name}" for count, name in counts), style="dim")
    if found.contradictions:
        yield from _heading("contradicted")
        for item in found.contradictions:
            yield _line(item.incident)
            rule = item.verdict.rule.replace("_", " ")
            said = f"{item.verdict.field.replace('_', ' ')}: {' | '.join(item.values)} · {rule}"
            yield Padding(Text(wording.printable(said)), (0, 0, 0, 2))
    if found.changed:
        yield from _heading("changed")
        for change in found.changed:
            yield _line(change.now)
            for told in change.told:
                yield Padding(Text(wording.printable(told)), (0, 0, 0, 2))
    if found.revisions:
        yield from _heading("later versions of articles")
        for earlier, later, changes in found.revisions:
            yield Text(f"{earlier.id} -> {later.id}  {_headline(later)}", style="magenta")
            yield from diff_page(changes)
    if found.new:
        yield from _heading("new")
        yield from map(_line, found.new)
    if found.gone:
        yield from _heading("merged, split or withdrawn")
        for gone in found.gone:
            line = _line(gone.incident)
            names = ", ".join(successor.id for successor in gone.successors)
            line.append(f" -> {names}" if names else " (withdrawn)", style="dim")
            yield line


def diff_page(changes: Sequence[Change]) -> Iterator[RenderableType]:
    """Yield what changed from one version to the next, in facts, with the words of both."""
    if not changes:
        yield Text("  no fact changed", style="dim")
        return
    table = Table.grid(padding=(0, 2))
    table.add_column(overflow="fold")
    table.add_column(overflow="fold")
    for change in changes:
        table.add_row(Text(change.layer, style="dim"), Text(change.why, style="bold"))
        for mark, words, style in (
            ("-", change.words_old, "red"),
            ("+", change.words_new, "green"),
        ):
            if words is not None:
                table.add_row(Text(), Text(f"{mark} “{_cut(words)}”", style=style))
    yield Padding(table, (0, 0, 0, 2))


def _heading(title: str) -> Iterator[RenderableType]:
    yield Text()
    yield Rule(Text(title.upper(), style="bold"), align="left", style="dim")


def _line(incident: Incident) -> Text:
    line = Text(f"{incident.id}  ", style="magenta")
    line.append(wording.printable(incident.title), style="default")
    return line


def _headline(report: Report) -> str:
    headline = report.record.article.headline
    return wording.printable(headline.text if headline else "no headline")


def _cut(words: Span) -> str:
    shown = wording.printable(words.text)
    return shown if len(shown) <= _LONGEST_WORDS else f"{shown[:_LONGEST_WORDS]} …"
