"""A record as HTML for a notebook cell: the same report, every word of it escaped."""

from html import escape

from dateline.records import Record
from dateline.write.lines import Line
from dateline.write.report import Group, Section, compose_report


def record_html(record: Record) -> str:
    """Return the report of a record as one self-contained piece of HTML, without scripts."""
    report = compose_report(record)
    filed = "<br>".join(_safe(line) for line in report.filed)
    sections = "".join(_section(section) for section in report.sections)
    return (
        f'<div class="dateline-record"><h3 dir="auto">{_safe(report.title)}</h3>'
        f"<p><small>{filed}</small></p>{sections}</div>"
    )


def _section(section: Section) -> str:
    note = f"<p><em>{_safe(section.note)}</em></p>" if section.note else ""
    groups = "".join(_group(group) for group in section.groups)
    return f"<details open><summary><b>{_safe(section.title)}</b></summary>{note}{groups}</details>"


def _group(group: Group) -> str:
    aside = f" <small>{_safe(group.aside)}</small>" if group.aside else ""
    heading = f"<p><b>{_safe(group.heading)}</b>{aside}</p>" if group.heading else ""
    rows = "".join(_row(line) for line in group.lines)
    return f"{heading}<table>{rows}</table>"


def _row(line: Line) -> str:
    words = "".join(
        f"<u>{_safe(piece.text)}</u>" if piece.kind == "hedge" else _safe(piece.text)
        for piece in line.words
    )
    facts = " · ".join(_safe(fact) for fact in line.facts)
    return (
        f'<tr><td style="vertical-align:top"><code>{_safe(line.id)}</code></td>'
        f'<td style="text-align:left">{words}<br><small>{facts}</small></td></tr>'
    )


def _safe(text: str) -> str:
    # A dollar sign would open a formula in some notebooks.
    return escape(text).replace("$", "&#36;")
