"""Write a release as a site of files: read-only, without scripts of others, from its frozen bytes.

It is drawn from the release's own JSON lines and nothing else. What was withheld from those - names,
points of sensitive places, texts - cannot come back here.
"""

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from dateline.errors import BadInput
from dateline.store.archive import Archive
from dateline.store.releases import INCIDENTS, Release, last_release, load_release, release_files
from dateline.store.shown import AREA_KM
from dateline.web.app import BASEMAP, STATIC, leaflet_folder
from dateline.web.links import Links, place_key
from dateline.web.overview_page import country_name, range_text
from dateline.web.render import draw
from dateline.web.timeline import Timeline, draw_timeline
from dateline.write.public import NOTE

_LEAFLET = ("leaflet.js", "leaflet.css")
_STATIC = ("page.css", "page.js", "theme.js", "overview.js", "map.js", "icon.svg")
# The names of the grid's fields in a release, in the order of its columns.
COLUMNS: Mapping[str, str] = {
    "what": "What",
    "who": "Who",
    "to_whom": "To whom",
    "where": "Where",
    "when": "When",
    "killed": "Killed",
    "injured": "Injured",
    "holder": "Held by",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePage:
    """What the templates of the site show."""

    release: Release
    rows: Sequence[Mapping[str, Any]]
    timeline: Timeline | None
    links: Links
    note: str = NOTE

    @property
    def bounds(self) -> tuple[float, float, float, float] | None:
        """West, south, east, north of what has a point."""
        placed = [row for row in self.rows if row["lat"] is not None]
        if not placed:
            return None
        lats, lons = [row["lat"] for row in placed], [row["lon"] for row in placed]
        return min(lons), min(lats), max(lons), max(lats)

    def range(self, low: int | None, high: int | None) -> str:
        """Return a range in figures."""
        return range_text(low, high)

    def country(self, code: str | None) -> str:
        """Return a country by its code."""
        return country_name(code) if code else ""


def export_site(archive: Archive, folder: Path, name: str | None = None) -> str:
    """Write the site of a release (None: the last one) into a folder; say what is in it.

    Raises:
        BadInput: There is no release, or the folder holds something already.
    """
    with archive.database.reads() as connection:
        release = load_release(connection, name) if name else last_release(connection)
        if release is None:
            raise BadInput(
                "there is no release yet: release incidents with `dateline review release i-…`, "
                "then freeze them with `dateline release make NAME`"
            )
        lines = release_files(connection, release.name)[INCIDENTS].decode().splitlines()
    incidents = [json.loads(line) for line in lines[1:]]
    _make(folder)
    try:
        _write(folder, release, incidents)
    except OSError as err:
        raise BadInput(f"{folder}: cannot be written ({err.strerror})") from err
    return f"{folder}: {len(incidents)} incidents of release {release.name}; open index.html"


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        full = any(folder.iterdir())
    except OSError as err:
        raise BadInput(f"{folder}: cannot be made ({err.strerror})") from err
    if full:
        raise BadInput(f"{folder}: is not empty; a site is written into an empty folder")


def _write(folder: Path, release: Release, incidents: Sequence[Mapping[str, Any]]) -> None:
    for part in ("static", "leaflet", "incident"):
        (folder / part).mkdir()
    for name in _STATIC:
        shutil.copyfile(STATIC / name, folder / "static" / name)
    for name in _LEAFLET:
        shutil.copyfile(leaflet_folder() / name, folder / "leaflet" / name)
    (folder / "basemap.json").write_bytes(BASEMAP.read_bytes())
    clusters = [_cluster(group) for group in _by_place(incidents)]
    _json(folder / "map.json", {"clusters": clusters})
    _json(folder / "incidents.json", {"note": NOTE, "incidents": list(incidents)})
    links = Links("", frozen=True)
    newest = sorted(incidents, key=lambda i: (i["earliest"] or "", i["incident"]), reverse=True)
    page = SitePage(release=release, rows=newest, timeline=_timeline(incidents), links=links)
    _page(folder / "index.html", "site_index.html", "", page=page)
    for incident in incidents:
        above = SitePage(release=release, rows=(), timeline=None, links=Links("../", frozen=True))
        path = folder / "incident" / f"{incident['incident']}.html"
        columns = {
            key: text for key, text in COLUMNS.items()
            if any(account.get(key) for account in incident["accounts"])
        }  # fmt: skip
        _page(
            path, "site_incident.html", "../", page=above, incident=incident, columns=columns,
            carriers=_carriers(incident),
        )  # fmt: skip


def _page(path: Path, template: str, root: str, **context: Any) -> None:
    frame = {
        "nav": [{"text": "Overview", "href": "index.html", "here": root == "", "count": 0}],
        "root": root,
        "home": "index.html",
        "frozen": True,
        "token": "",
        "view": None,
    }
    path.write_text(draw(template, frame | context), encoding="utf-8")


def _json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def _by_place(incidents: Sequence[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    places: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for incident in incidents:
        if incident["lat"] is not None:
            at = (incident["lat"], incident["lon"], incident["place"])
            places.setdefault(at, []).append(incident)
    return list(places.values())


def _cluster(group: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    one = group[0]
    lat, lon = one["lat"], one["lon"]
    radius = max((i["radius_km"] or 0.0 for i in group), default=0.0) or None
    return {
        "n": len(group), "lat": lat, "lon": lon, "place": one["place"],
        "place_key": place_key(one["country"], one["place"] or ""), "radius_km": radius,
        "area": (radius or 0.0) >= AREA_KM, "box": [lon, lat, lon, lat],
        "disputed": sum(bool(i["contradicted"]) for i in group),
    }  # fmt: skip


def _timeline(incidents: Sequence[Mapping[str, Any]]) -> Timeline | None:
    days: dict[str, list[int]] = {}
    for incident in incidents:
        if incident["earliest"]:
            tally = days.setdefault(
                date.fromisoformat(incident["earliest"][:10]).isoformat(), [0, 0]
            )
            tally[0] += 1
            tally[1] += bool(incident["contradicted"])
    return draw_timeline([(day, n, k) for day, (n, k) in sorted(days.items())], None, None)


def _carriers(incident: Mapping[str, Any]) -> Mapping[str, tuple[SimpleNamespace, ...]]:
    """Return report -> the outlet and address that its claims name."""
    found: dict[str, SimpleNamespace] = {}
    for claim in incident["claims"]:
        url = claim["url"] or ""
        safe = url if url.startswith(("http://", "https://")) else ""
        found.setdefault(
            claim["report"],
            SimpleNamespace(
                outlet=claim["outlet"] or "outlet not known", url=safe, day=claim["published"]
            ),
        )
    return {
        account["origin"]: tuple(found[id] for id in account["reports"] if id in found)
        for account in incident["accounts"]
    }
