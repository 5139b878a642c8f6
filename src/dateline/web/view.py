"""The state of the overview, which its address holds whole: filters, order, page, map.

A value that cannot be read is left out and said so; an address somebody typed or shortened still
opens.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from dateline.store.overview import SORTS, Filters

LONGEST_VALUE = 200
STATES: Mapping[str, str] = {
    "reported": "reported",
    "under": "under verification",
    "verified": "verified by a person",
    "rejected": "set aside by a person",
}
AGREEMENTS: Mapping[str, str] = {
    "contradict": "accounts contradict",
    "compatible": "accounts are compatible",
    "agree": "accounts agree",
    "single": "one account only",
}
CERTAINTIES: Mapping[str, str] = {
    "CT+": "somebody is certain",
    "PR+": "probable at most",
    "PS+": "possible at most",
    "Uu": "nobody commits themselves",
    "CT-": "denied",
}
TOLLS: Mapping[str, str] = {"1": "1 or more", "5": "5 or more", "10": "10 or more", "50": "50+"}
SORT_NAMES: Mapping[str, str] = {
    "newest": "newest first",
    "oldest": "oldest first",
    "deadliest": "most killed, as claimed",
    "disputed": "contradicted first",
    "learned": "latest to reach us",
}
_TEXTS = ("q", "type", "actor", "place", "country", "source", "speaker")
_CLOSED: Mapping[str, Mapping[str, str]] = {
    "certainty": CERTAINTIES,
    "agreement": AGREEMENTS,
    "state": STATES,
}
_DAYS = ("since", "until", "known")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What the overview shows now."""

    q: str | None = None
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
    sort: str = "newest"
    page: int = 1
    map: str | None = None
    problems: tuple[str, ...] = ()

    @property
    def filters(self) -> Filters:
        """The filters alone; the words of `q` are looked up by the caller."""
        return Filters(
            words=self.q, type=self.type, actor=self.actor, place=self.place,
            country=self.country, source=self.source, speaker=self.speaker, killed=self.killed,
            certainty=self.certainty, agreement=self.agreement, state=self.state,
            since=self.since, until=self.until, known=self.known, box=self.box,
        )  # fmt: skip

    @property
    def active(self) -> tuple[tuple[str, str], ...]:
        """The filters that are set, as (name, value in words)."""
        names = (*_TEXTS, "killed", *_CLOSED, *_DAYS)
        return tuple(
            (name, str(_CLOSED.get(name, {}).get(value, value)))
            for name in names
            if (value := getattr(self, name)) is not None
        ) + ((("box", "this part of the map"),) if self.box else ())

    def query(self, **changes: object) -> str:
        """Return the address's query for this view with some values changed; None leaves out."""
        values: dict[str, object] = {
            "killed": self.killed, "sort": self.sort if self.sort != "newest" else None,
            "page": self.page if self.page > 1 else None, "map": self.map,
            "box": ",".join(f"{side:g}" for side in self.box) if self.box else None,
            **{name: getattr(self, name) for name in (*_TEXTS, *_CLOSED, *_DAYS)},
        }  # fmt: skip
        if changes and "page" not in changes:
            values["page"] = None
        values |= changes
        kept = {key: value for key, value in values.items() if value not in (None, "")}
        return f"?{urlencode(kept)}" if kept else "?"


def read_view(params: Mapping[str, str]) -> View:
    """Return the view that an address asks for."""
    values: dict[str, object] = {}
    problems = []
    for name in _TEXTS:
        if text := params.get(name, "").strip()[:LONGEST_VALUE]:
            values[name] = text
    for name, known in _CLOSED.items():
        if given := params.get(name):
            if given in known:
                values[name] = given
            else:
                problems.append(f"{name}: {given!r} is none of {', '.join(known)}")
    for name in _DAYS:
        if given := params.get(name):
            try:
                values[name] = date.fromisoformat(given).isoformat()
            except ValueError:
                problems.append(f"{name}: {given!r} is not a day; write 2024-03-08")
    for name, least in (("killed", 0), ("page", 1)):
        if given := params.get(name):
            if given.isascii() and given.isdecimal() and least <= int(given) < 10**6:
                values[name] = int(given)
            else:
                problems.append(f"{name}: {given!r} is not a number")
    if (given := params.get("sort")) and given in SORTS:
        values["sort"] = given
    if given := params.get("box"):
        try:
            values["box"] = _box(given)
        except ValueError:
            problems.append("box: expected west,south,east,north in degrees")
    if (given := params.get("map")) and _is_position(given):
        values["map"] = given
    view = View(problems=tuple(problem[:LONGEST_VALUE] for problem in problems))
    return replace(view, **values)  # type: ignore[arg-type]  # each was read by its own rule above


def _box(given: str) -> tuple[float, float, float, float]:
    west, south, east, north = (float(part) for part in given.split(","))
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise ValueError(given)
    return west, south, east, north


def _is_position(given: str) -> bool:
    try:
        lat, lon, zoom = (float(part) for part in given.split(","))
    except ValueError:
        return False
    return abs(lat) <= 90 and abs(lon) <= 540 and 0 <= zoom <= 20
