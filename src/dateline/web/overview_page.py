"""The overview as a page: counts, one page of the list, the timeline, what can be chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row
from starlette.requests import Request
from starlette.responses import HTMLResponse

from dateline.errors import BadInput
from dateline.lexicon import table
from dateline.store import overview
from dateline.store.overview import PAGE, Filters
from dateline.web.links import Links
from dateline.web.render import draw, page
from dateline.web.timeline import Timeline, draw_timeline
from dateline.web.view import (
    AGREEMENTS,
    CERTAINTIES,
    SORT_NAMES,
    STATES,
    TOLLS,
    View,
    read_view,
)

NAMES: Mapping[str, str] = {
    "q": "words",
    "type": "type",
    "actor": "involves",
    "place": "place",
    "country": "country",
    "source": "source",
    "speaker": "said by",
    "killed": "killed",
    "certainty": "certainty",
    "agreement": "",
    "state": "review",
    "since": "from",
    "until": "until",
    "known": "as known on",
    "box": "map",
}
# The filters that are always in sight; the others open under them.
FIRST = ("type", "country", "actor", "agreement")
# How many reports a search for words may hold an incident to.
MOST_HITS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A select of the filters."""

    name: str
    label: str
    value: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewPage:
    """Everything the template of the overview shows."""

    view: View
    counts: Mapping[str, int]
    known_total: int
    rows: Sequence[Row[Any]]
    timeline: Timeline | None
    bounds: tuple[float, float, float, float] | None
    choices: tuple[Choice, ...]
    kept: Mapping[str, str]
    sorts: Mapping[str, str]
    names: Mapping[str, str]
    links: Links
    map_url: str
    archive_name: str

    @property
    def first_choices(self) -> tuple[str, ...]:
        """The filters that are always in sight."""
        return FIRST

    @property
    def more_open(self) -> bool:
        """True where one of the other filters is set."""
        other = {name for name, _ in self.view.active} - {*FIRST, "since", "until", "box", "q"}
        return bool(other - {"place", "speaker"}) or self.view.sort != "newest"

    @property
    def first(self) -> int:
        """The number of the first row shown."""
        return (self.view.page - 1) * PAGE + 1

    @property
    def last(self) -> int:
        """The number of the last row shown."""
        return self.first + len(self.rows) - 1

    def incident_url(self, id: str) -> str:
        """Return where an incident is shown."""
        return self.links.incident(id)

    def place_url(self, key: str) -> str:
        """Return where a place is shown."""
        return self.links.place(key)

    def range(self, low: int | None, high: int | None) -> str:
        """Return a range of people in figures; unknown is nothing, never 0."""
        return range_text(low, high)

    def shown(self, name: str, value: str) -> str:
        """Return the value of a filter in words."""
        if name == "country":
            return country_name(value)
        if name == "killed":
            return f"{value} or more"
        return value.partition("/")[2] if name == "place" else value


def range_text(low: int | None, high: int | None) -> str:
    """Return a range in figures.

    Example:
        >>> range_text(2, 5), range_text(4, None), range_text(3, 3), range_text(None, None)
        ('2–5', '4+', '3', '')
    """
    if low is None and high is None:
        return ""
    if high is None:
        return f"{low:,}+"
    if low is None or low == high:
        return f"{high:,}" if low == high else f"≤ {high:,}"
    return f"{low:,}–{high:,}"


def country_name(code: str) -> str:
    """Return a country by its ISO code."""
    row = table("countries").get(code)
    return str(row["name"]) if row else code


def filters_of(request: Request, view: View) -> tuple[View, Filters]:
    """Return the filters of a view, with its words looked up in the reports."""
    filters = view.filters
    if view.q:
        try:
            hits = request.app.state.archive.search(view.q, limit=MOST_HITS)
        except BadInput as err:
            return replace(view, problems=(*view.problems, str(err))), replace(filters, reports=())
        filters = replace(filters, reports=tuple(hit.report for hit in hits))
    return view, filters


def show_overview(request: Request) -> HTMLResponse:
    """Answer the overview, or only what filters change of it."""
    view, filters = filters_of(request, read_view(request.query_params))
    with request.app.state.archive.database.reads() as connection:
        shown = compose_overview(
            connection, view, filters, Links(), choose=request.app.state.choices(connection),
            archive_name=request.app.state.archive_name,
        )  # fmt: skip
    if "x-fragment" in request.headers:
        return HTMLResponse(
            draw("overview_results.html", {"page": shown, "root": "/", "frozen": False})
        )
    return page(request, "overview.html", page=shown, view=view)


def compose_overview(
    connection: Connection, view: View, filters: Filters, links: Links, *,
    choose: Mapping[str, list[tuple[str, int]]], archive_name: str,
) -> OverviewPage:  # fmt: skip
    """Return the overview of a view."""
    counts = overview.count(connection, filters)
    last = max(1, -(-counts["n"] // PAGE))
    view = replace(view, page=min(view.page, last))
    rows = overview.page(connection, filters, sort=view.sort, offset=(view.page - 1) * PAGE)
    days = overview.days(connection, filters.without("since", "until"))
    return OverviewPage(
        view=view,
        counts=counts,
        known_total=sum(n for state, n in overview.states(connection).items() if state != "rejected"),
        rows=rows,
        bounds=overview.bounds(connection, filters) if view.map is None else None,
        timeline=draw_timeline(days, view.since, view.until),
        choices=_choices(view, choose),
        kept={
            "place": view.place or "", "speaker": view.speaker or "", "map": view.map or "",
            "box": ",".join(f"{side:g}" for side in view.box) if view.box else "",
        },
        sorts=SORT_NAMES,
        names=NAMES,
        links=links,
        map_url=f"{links.root}map.json" if links.frozen else f"{links.root}api/map",
        archive_name=archive_name,
    )  # fmt: skip


def _choices(view: View, known: Mapping[str, list[tuple[str, int]]]) -> tuple[Choice, ...]:
    def counted(name: str) -> tuple[tuple[str, str], ...]:
        options = [(value, f"{value} ({n:,})") for value, n in known.get(name, [])]
        if name == "country":
            options = [(v, f"{country_name(v)} ({n:,})") for v, n in known.get(name, [])]
        chosen = getattr(view, name)
        if chosen and chosen not in {value for value, _ in options}:
            options.append((chosen, chosen))
        return tuple(options)

    fixed = (
        ("killed", "Killed, as claimed", TOLLS),
        ("agreement", "Accounts", AGREEMENTS),
        ("certainty", "Certainty", CERTAINTIES),
        ("state", "Review", STATES),
    )
    return (
        Choice(name="type", label="Type", value=view.type or "", options=counted("type")),
        Choice(name="country", label="Country", value=view.country or "", options=counted("country")),
        Choice(name="actor", label="Involves", value=view.actor or "", options=counted("actor")),
        Choice(name="source", label="Source", value=view.source or "", options=counted("source")),
        *(
            Choice(
                name=name, label=label, value=str(getattr(view, name) or ""),
                options=tuple(values.items()),
            )
            for name, label, values in fixed
        ),
    )  # fmt: skip
