"""A place as a page: who is said to hold it, how its name is written, what happened there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row

from dateline.store import overview
from dateline.store.overview import PAGE, Filters
from dateline.store.pages import Claim, claims_on, place_of, variants_of
from dateline.web.lanes import Lanes, draw_lanes
from dateline.web.links import Links, read_place_key
from dateline.web.overview_page import country_name, range_text
from dateline.web.tellings import Told, claims_told
from dateline.web.view import View
from dateline.write import wording


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePage:
    """Everything the template of a place shows."""

    name: str
    filed: tuple[str, ...]
    variants: Sequence[tuple[str, int]]
    claims: tuple[Claim, ...]
    told: tuple[Told, ...]
    lanes: Lanes | None
    rows: Sequence[Row[Any]]
    total: int
    overview_url: str
    links: Links

    def status(self, code: str) -> str:
        """Return a status of control in words."""
        return wording.STATUS[code]

    def range(self, low: int | None, high: int | None) -> str:
        """Return a range in figures."""
        return range_text(low, high)


def compose_place(connection: Connection, key: str, links: Links) -> PlacePage | None:
    """Return the page of a place; None where no report names it."""
    country, name = read_place_key(key)
    found = place_of(connection, country, name)
    if found is None:
        return None
    filters = Filters(place=key)
    claims = claims_on(connection, country, name)
    view = View(place=key)
    return PlacePage(
        name=name,
        filed=tuple(_filed(found)),
        variants=variants_of(connection, country, name),
        claims=claims,
        told=claims_told(claims),
        lanes=draw_lanes(claims),
        rows=overview.page(connection, filters, limit=PAGE),
        total=overview.count(connection, filters)["n"],
        overview_url=links.overview(view.query()),
        links=links,
    )


def _filed(found: Row[Any]) -> list[str]:
    lines = [wording.PLACE_KIND[found.kind]]
    lies = [found.admin1, country_name(found.country) if found.country else None]
    if any(lies):
        lines.append(", ".join(part for part in lies if part))
    if found.sensitive:
        lines.append("a sensitive place: its position is kept back")
    elif found.lat is not None:
        reach = f" ± {found.radius_km:,.0f} km" if found.radius_km else ""
        lines.append(f"{found.lat:.2f}, {found.lon:.2f}{reach}")
    else:
        lines.append("not on the map")
    return lines
