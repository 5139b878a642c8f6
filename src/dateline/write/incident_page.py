"""One incident in a terminal: every account beside the others, and where they part."""

from collections.abc import Iterator, Mapping

from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dateline.link.reports import Grid, GridField, Incident, Origin, Report, TollRange
from dateline.store.standing import OnIncident
from dateline.write import wording
from dateline.write.listing import said_of

_FIELD: Mapping[GridField, str] = {
    "what": "what",
    "who": "by whom",
    "to_whom": "against whom",
    "where": "where",
    "when": "when",
    "killed": "killed",
    "injured": "injured",
    "holder": "who holds it",
}
# Of one account; the report shows the rest.
_MOST_SPANS = 3
_STYLE = {"contradict": "bold red", "agree": "green", "compatible": "green", "silent": "dim"}


def incident_page(
    incident: Incident, grid: Grid, reports: Mapping[str, Report], state: OnIncident
) -> Iterator[RenderableType]:
    """Yield the incident: what it is, the grid field by field, the ranges, the reports."""
    yield Text(wording.printable(incident.title), style="bold")
    yield Text(incident.id, style="magenta")
    yield Text(_where_and_when(incident), style="dim")
    one = "report" if grid.n_reports == 1 else "reports"
    independent = "origin" if grid.n_origins == 1 else "independent origins"
    yield Text(
        f"{grid.n_reports} {one} of {grid.n_origins} {independent} · {said_of(state)}", style="dim"
    )
    yield from (Text(wording.printable(note), style="dim") for note in grid.notes)
    for field, verdict in grid.verdicts.items():
        accounts = [(row, row.cells[field]) for row in grid.rows if row.cells[field].values]
        if not accounts:
            continue
        yield Text()
        heading = Text(_FIELD[field].upper(), style="bold")
        heading.append(f"  {verdict.verdict}", style=_STYLE[verdict.verdict])
        heading.append(f" · {verdict.rule.replace('_', ' ')}", style="not bold dim")
        yield heading
        table = Table.grid(padding=(0, 2))
        table.add_column(overflow="fold")
        table.add_column(overflow="fold")
        for row, cell in accounts:
            said = Text(wording.printable("; ".join(cell.values)))
            if cell.party:
                said.append(" (a side's own word)", style="yellow")
            if cell.superseded:
                earlier = wording.printable("; ".join(cell.superseded))
                said.append(f" (earlier: {earlier})", style="dim")
            table.add_row(Text(_outlets(row.reports, reports), style="cyan"), said)
            for id, span in cell.spans[:_MOST_SPANS]:
                words = Text(f"“{wording.printable(span.text)}”", style="dim")
                words.append(f"  {id}:{span.start}", style="dim magenta")
                table.add_row(Text(), words)
        yield Padding(table, (0, 0, 0, 1))
    yield from _ranges(grid.ranges)
    yield Text()
    yield Rule(Text("REPORTS", style="bold"), align="left", style="dim")
    for ref in incident.events:
        report = reports[ref.report]
        line = Text(f" {ref.report}/{ref.fact}", style="magenta")
        headline = report.record.article.headline
        line.append(f"  {wording.printable(headline.text if headline else 'no headline')}")
        yield line


def origin_page(origin: Origin, reports: Mapping[str, Report]) -> Iterator[RenderableType]:
    """Yield an origin: the reports that carry one dispatch, and why they are taken for copies."""
    yield Text(f"One dispatch, carried {len(origin.members)} times", style="bold")
    yield Text(origin.id, style="magenta")
    table = Table.grid(padding=(0, 2))
    for id in origin.members:
        headline = reports[id].record.article.headline
        table.add_row(
            Text(id, style="magenta"),
            Text(origin.kinds[id]),
            Text(wording.printable(reports[id].outlet or "outlet not known"), style="cyan"),
            Text(wording.printable(headline.text if headline else "no headline")),
        )
    yield Padding(table, (1, 0, 0, 1))
    for pair in origin.why:
        reasons = ", ".join(reason.replace("_", " ") for reason in pair.why)
        yield Text(f" {pair.left} and {pair.right}: {pair.score:.2f}, {reasons}", style="dim")


def _ranges(ranges: tuple[TollRange, ...]) -> Iterator[RenderableType]:
    for toll in ranges:
        low = "unknown" if toll.low is None else f"{toll.low:,}"
        high = "open" if toll.high is None else f"{toll.high:,}"
        rules = ", ".join(rule.replace("_", " ") for rule in toll.rules)
        yield Text()
        line = Text(f"{toll.harm}: {low} to {high}", style="bold")
        line.append(f" over independent origins · {rules}", style="not bold dim")
        yield line


def _where_and_when(incident: Incident) -> str:
    when = wording.period(incident.start, incident.end)
    spot = incident.place
    if spot is None:
        return f"{when} · no place is given"
    where = spot.name
    if spot.lat is not None and spot.lon is not None:
        where += f" ({wording.point(spot.lat, spot.lon, spot.radius_km)})"
    return wording.printable(f"{when} · {where}")


def _outlets(ids: tuple[str, ...], reports: Mapping[str, Report]) -> str:
    return wording.printable(", ".join(dict.fromkeys(reports[id].outlet or id for id in ids)))
