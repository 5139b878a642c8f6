"""Answer the overview: which incidents pass the filters, where, when, and how many.

Every answer is one query over `store.shown`; none reads more rows than it gives back, except to
count. Dates compare as ISO text; what has no date passes no filter of time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    case,
    func,
    literal_column,
    or_,
    select,
    true,
)

from dateline.store.shown import WORLD, shown, shown_name

PAGE = 40
MOST_NAMES = 400
SORTS = ("newest", "oldest", "deadliest", "disputed", "learned")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is asked for; None asks nothing. `box` is west, south, east, north in degrees."""

    words: str | None = None
    type: str | None = None
    actor: str | None = None
    place: str | None = None
    country: str | None = None
    source: str | None = None
    speaker: str | None = None
    killed: int | None = None
    certainty: str | None = None
    agreement: str | None = None
    state: str | None = None
    since: str | None = None
    until: str | None = None
    known: str | None = None
    box: tuple[float, float, float, float] | None = None
    reports: tuple[str, ...] | None = None

    def without(self, *names: str) -> "Filters":
        """Return the filters with some of them left open."""
        kept = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in names}
        return Filters(**kept)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Incidents that stand in one cell of the map; `place` where all of them share one place."""

    n: int
    lat: float
    lon: float
    place: str | None
    place_key: str | None
    radius_km: float | None
    box: tuple[float, float, float, float]
    disputed: int
    area: bool = False


def conditions(filters: Filters) -> ColumnElement[bool]:
    """Return the filters as one condition on `shown_incident`."""
    c = shown.c
    parts: list[ColumnElement[bool]] = [true()]
    for column, value in (
        (c.acled, filters.type), (c.country, filters.country), (c.agreement, filters.agreement),
        (c.place_key, filters.place), (c.certainty, filters.certainty),
    ):  # fmt: skip
        if value is not None:
            parts.append(column == value)
    # What a person set aside is out of sight until it is asked for.
    parts.append(c.state != "rejected" if filters.state is None else c.state == filters.state)
    for kind, name in (
        ("actor", filters.actor), ("source", filters.source), ("speaker", filters.speaker)
    ):  # fmt: skip
        if name is not None:
            parts.append(_named(kind, (name,)))
    if filters.reports is not None:
        parts.append(_named("report", filters.reports))
    if filters.killed is not None:
        parts.append(c.killed_high >= filters.killed)
    if filters.since is not None:
        parts.append(func.coalesce(c.latest, c.earliest) >= filters.since)
    if filters.until is not None:
        # A substring, so that no index is used: half the table in the order of another column is
        # slower than all of it in its own.
        parts.append(func.substr(c.earliest, 1, 10) <= filters.until)
    if filters.known is not None:
        parts.append(func.substr(c.learned, 1, 10) <= filters.known)
    if filters.box is not None:
        parts.append(_inside(filters.box))
    return and_(*parts)


def _named(kind: str, names: Sequence[str]) -> ColumnElement[bool]:
    n = shown_name.c
    return shown.c.id.in_(select(n.incident).where(n.kind == kind, n.name.in_(names)))


def _inside(box: tuple[float, float, float, float]) -> ColumnElement[bool]:
    west, south, east, north = box
    across = (  # a box over the antimeridian has its west east of its east
        shown.c.lon.between(west, east)
        if west <= east
        else or_(shown.c.lon >= west, shown.c.lon <= east)
    )
    return and_(shown.c.lat.between(south, north), across)


def count(connection: Connection, filters: Filters) -> dict[str, int]:
    """Return how many pass, how many of them have a point, an area, no place, and no date."""
    c = shown.c
    row = connection.execute(
        select(
            func.count().label("n"),
            func.sum(case((and_(c.x.is_not(None), c.area == 0), 1), else_=0)).label("points"),
            func.sum(case((and_(c.x.is_not(None), c.area == 1), 1), else_=0)).label("areas"),
            func.sum(case((c.x.is_(None), 1), else_=0)).label("nowhere"),
            func.sum(case((c.earliest.is_(None), 1), else_=0)).label("undated"),
        ).where(conditions(filters))
    ).one()
    return {name: int(value or 0) for name, value in row._mapping.items()}  # noqa: SLF001 - SQLAlchemy's public name


def bounds(connection: Connection, filters: Filters) -> tuple[float, float, float, float] | None:
    """Return west, south, east, north of what has a place; None where nothing has."""
    c = shown.c
    west, south, east, north = connection.execute(
        select(func.min(c.lon), func.min(c.lat), func.max(c.lon), func.max(c.lat)).where(
            conditions(filters), c.x.is_not(None)
        )
    ).one()
    return None if west is None else (west, south, east, north)


def page(
    connection: Connection, filters: Filters, *, sort: str = "newest", offset: int = 0,
    limit: int = PAGE,
) -> Sequence[Row[Any]]:  # fmt: skip
    """Return one page of incidents in the order asked for."""
    c = shown.c
    order = {
        "newest": (c.earliest.desc().nulls_last(), c.id),
        "oldest": (c.earliest.asc().nulls_last(), c.id),
        "deadliest": (c.killed_high.desc().nulls_last(), c.earliest.desc().nulls_last(), c.id),
        "disputed": (
            case((c.agreement == "contradict", 0), else_=1), c.n_origins.desc(),
            c.earliest.desc().nulls_last(), c.id,
        ),
        "learned": (c.learned.desc(), c.id),
    }[sort]  # fmt: skip
    asked = select(shown).where(conditions(filters)).order_by(*order).offset(offset).limit(limit)
    return connection.execute(asked).all()


def days(connection: Connection, filters: Filters) -> list[tuple[str, int, int]]:
    """Return (ISO day, incidents, of them contradicted) for each day that has any."""
    # Written out, not bound: PostgreSQL must see that what is grouped by is what is asked for.
    day = func.substr(shown.c.earliest, literal_column("1"), literal_column("10"))
    asked = (
        select(day, func.count(), func.sum(case((shown.c.agreement == "contradict", 1), else_=0)))
        .where(conditions(filters), shown.c.earliest.is_not(None))
        .group_by(day)
        .order_by(day)
    )
    return [(str(d), int(n), int(k or 0)) for d, n, k in connection.execute(asked)]


def clusters(connection: Connection, filters: Filters, zoom: int) -> list[Cluster]:
    """Return what the map shows at a zoom: cells of 64 pixels, areas one by one apart."""
    cell = max(1, WORLD // (4 << max(0, zoom)))
    return [
        *_cells(connection, conditions(filters) & (shown.c.area == 0), cell),
        *_areas(connection, conditions(filters) & (shown.c.area == 1)),
    ]


def _cells(connection: Connection, where: ColumnElement[bool], cell: int) -> Iterator[Cluster]:
    c = shown.c
    across, down = c.x // cell, c.y // cell
    # Whether a cell holds one place is told by the least and the greatest key: counting the
    # different ones would take three times as long.
    asked = (
        select(
            func.count(), func.min(c.lat), func.max(c.lat), func.min(c.lon), func.max(c.lon),
            func.min(c.place_key), func.max(c.place_key), func.min(c.place), func.max(c.radius_km),
            func.sum(case((c.agreement == "contradict", 1), else_=0)),
        )
        .where(where, c.x.is_not(None))
        .group_by(across, down)
    )  # fmt: skip
    for n, south, north, west, east, key, last, place, radius, disputed in connection.execute(
        asked
    ):
        alone = key == last
        yield Cluster(
            n, (south + north) / 2, (west + east) / 2, place if alone else None,
            key if alone else None, radius if alone else None, (west, south, east, north),
            int(disputed or 0),
        )  # fmt: skip


def _areas(connection: Connection, where: ColumnElement[bool]) -> Iterator[Cluster]:
    c = shown.c
    asked = (
        select(
            func.count(), c.lat, c.lon, func.min(c.place), c.place_key, func.max(c.radius_km),
            func.sum(case((c.agreement == "contradict", 1), else_=0)),
        )
        .where(where, c.x.is_not(None))
        .group_by(c.place_key, c.lat, c.lon)
    )  # fmt: skip
    for n, lat, lon, place, key, radius, disputed in connection.execute(asked):
        yield Cluster(
            n, lat, lon, place, key, radius, (lon, lat, lon, lat), int(disputed or 0), area=True
        )


def choices(connection: Connection) -> dict[str, list[tuple[str, int]]]:
    """Return what each filter can be set to, with how many incidents have it."""
    c, n = shown.c, shown_name.c
    out: dict[str, list[tuple[str, int]]] = {}
    for name, column in (("type", c.acled), ("country", c.country)):
        asked = (
            select(column, func.count())
            .where(column.is_not(None), c.state != "rejected")
            .group_by(column)
            .order_by(func.count().desc(), column)
        )
        out[name] = [(str(value), int(k)) for value, k in connection.execute(asked)]
    for kind in ("actor", "source", "speaker"):
        named = (
            select(n.name, func.count())
            .where(n.kind == kind)
            .group_by(n.name)
            .order_by(func.count().desc(), n.name)
            .limit(MOST_NAMES)
        )
        out[kind] = [(str(value), int(k)) for value, k in connection.execute(named)]
    return out


def states(connection: Connection) -> dict[str, int]:
    """Return how many incidents are reported, under verification, verified and set aside."""
    asked = select(shown.c.state, func.count()).group_by(shown.c.state)
    found = {str(state): int(n) for state, n in connection.execute(asked)}
    return {state: found.get(state, 0) for state in ("reported", "under", "verified", "rejected")}
