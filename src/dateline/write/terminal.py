"""Draw a report in a terminal: as wide as it is, without colours where there are none.

In a pipe it is plain text of 80 columns (or COLUMNS); NO_COLOR is kept. What comes from the
article is only ever drawn as text, never read as markup.
"""

from collections.abc import Iterator
from typing import IO

from rich.console import Group as Stack
from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dateline.records import Record
from dateline.write.console import print_parts
from dateline.write.lines import Line
from dateline.write.report import Group, Report, Section, compose_rejected, compose_report
from dateline.write.statements import compose_statements
from dateline.write.trace import Part, trace_fact


def print_report(record: Record, *, hint: str = "", file: IO[str] | None = None) -> None:
    """Print the report of a record; `hint` is the last line, how to trace a fact."""
    print_parts(_report(compose_report(record), hint), file)


def print_statements(record: Record, *, hint: str = "", file: IO[str] | None = None) -> None:
    """Print who says what, with all that is known of each statement."""
    print_parts(_report(compose_statements(record), hint), file)


def print_rejected(record: Record, *, file: IO[str] | None = None) -> None:
    """Print what read like a fact and was kept back because of what the article is about."""
    print_parts(_section(compose_rejected(record)), file)


def print_trace(record: Record, id: str, *, file: IO[str] | None = None) -> None:
    """Print where one fact comes from.

    Raises:
        BadInput: The record has no such id.
    """
    print_parts(_trace(trace_fact(record, id)), file)


def _report(report: Report, hint: str) -> Iterator[RenderableType]:
    yield Text(report.title, style="bold")
    for line in report.filed:
        yield Text(line, style="dim")
    for section in report.sections:
        yield from _section(section)
    if hint:
        yield Text()
        yield Text(hint, style="dim")


def _section(section: Section) -> Iterator[RenderableType]:
    yield Text()
    yield Rule(Text(section.title.upper(), style="bold"), align="left", style="dim")
    if section.note:
        yield Text(section.note, style="italic dim")
    for group in section.groups:
        yield from _group(group)


def _group(group: Group) -> Iterator[RenderableType]:
    if group.heading:
        heading = Text(group.heading, style="bold cyan")
        if group.aside:
            heading.append(f"  {group.aside}", style="not bold dim")
        yield Stack(Text(), heading)
    width = max((len(line.id) for line in group.lines), default=0)
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", style="magenta", no_wrap=True, min_width=width)
    table.add_column(overflow="fold")
    for line in group.lines:
        table.add_row(Text(line.id), _line(line))
    yield Padding(table, (0, 0, 0, 1))


def _line(line: Line) -> Text:
    text = Text()
    for piece in line.words:
        text.append(piece.text, style="underline yellow" if piece.kind == "hedge" else "")
    if line.facts:
        text.append("\n")
        text.append(" · ".join(line.facts), style="dim")
    return text


def _trace(parts: tuple[Part, ...]) -> Iterator[RenderableType]:
    for number, part in enumerate(parts):
        if number:
            yield Text()
        yield Text(part.title, style="bold")
        table = Table.grid(padding=(0, 2))
        table.add_column(style="cyan", no_wrap=True)
        table.add_column(overflow="fold")
        for label, value in part.rows:
            table.add_row(Text(label), Text(value))
        yield Padding(table, (0, 0, 0, 2))
