"""What the other names of an article say of one: their countries, areas, points, containment."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from math import exp

from dateline.distances import Vector, chord_km, unit_vector
from dateline.gazetteer import GazetteerEntry

# Places nearer than about this to another place of the article are what a report is about.
NEAR_KM = 120.0
# Beyond this many times NEAR_KM the gain is under 1 %.
FAR = 5.0
# Candidates of each other name that are asked.
MOST_WITNESSES = 4
# A name that is repeated says more, up to this many times.
MOST_COUNTED = 3
# A candidate of what follows the comma is asked for containment from this chance on.
LEAST_CHANCE = 0.02
DATELINE = "dateline "


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """A name of the article and what its mentions say of it, to be given one entry.

    `cue` is the kind its words claim; `containers` are the keys of names after a comma; `sure` is
    how sure the finder is that the name is a place; `name` is the folded name, which two senses of
    one article may share ("Homs", "Homs province").
    """

    key: str
    name: str
    entries: tuple[GazetteerEntry, ...]
    cue: str | None
    count: int
    containers: tuple[str, ...]
    sure: float = 1.0


# Key of a sense -> (chance, entry) of each candidate, best first.
Chances = Mapping[str, tuple[tuple[float, GazetteerEntry], ...]]


class Surroundings:
    """The places of an article as far as they are known, asked about one candidate at a time."""

    def __init__(
        self,
        senses: tuple[Sense, ...],
        chances: Chances,
        demonyms: Mapping[str, int],
        outlet: str | None = None,
    ) -> None:
        """Gather the mass of countries and areas, and the points.

        Args:
            senses: The names of the article.
            chances: What each of them may mean.
            demonyms: ISO code -> how often the article names that nation's people or things.
            outlet: ISO code of the country that the article was published in; None: unknown.
        """
        self._chances = chances
        self._outlet = outlet
        self._countries: defaultdict[str, float] = defaultdict(float)
        self._areas: defaultdict[int, float] = defaultdict(float)
        self._own_countries: dict[str, defaultdict[str, float]] = {}
        self._own_areas: dict[str, defaultdict[int, float]] = {}
        self._points: list[tuple[str, float, Vector]] = []
        self._held: dict[str, list[str]] = {}
        self._namesakes: dict[str, list[str]] = {}
        self._nations = {iso: min(n, MOST_COUNTED) for iso, n in demonyms.items()}
        self.others = max(0, len(senses) - 1)
        for sense in senses:
            self._add(sense)
        self._country_total = sum(self._countries.values())
        self._area_total = sum(self._areas.values())
        self._nation_total = sum(self._nations.values())

    def _add(self, sense: Sense) -> None:
        weight = min(sense.count, MOST_COUNTED)
        countries: defaultdict[str, float] = defaultdict(float)
        areas: defaultdict[int, float] = defaultdict(float)
        for chance, entry in self._chances[sense.key][:MOST_WITNESSES]:
            if entry.country:
                countries[entry.country] += weight * chance
            area = first_area(entry)
            if area is not None:
                areas[area] += weight * chance
            if entry.kind != "country" and entry.lat is not None and entry.lon is not None:
                self._points.append((sense.key, chance, unit_vector(entry.lat, entry.lon)))
        self._own_countries[sense.key], self._own_areas[sense.key] = countries, areas
        for country, mass in countries.items():
            self._countries[country] += mass
        for number, mass in areas.items():
            self._areas[number] += mass
        self._namesakes.setdefault(sense.name, []).append(sense.key)
        for container in sense.containers:
            self._held.setdefault(container, []).append(sense.key)

    def country_share(self, entry: GazetteerEntry, sense: Sense) -> float:
        """Return which part of the other names lies in the country of the entry."""
        own = self._own_countries[sense.key]
        # A lone other name says little: the share of one in one is no proof.
        total = self._country_total - sum(own.values()) + 1.0
        if not entry.country:
            return 0.0
        return (self._countries.get(entry.country, 0.0) - own.get(entry.country, 0.0)) / total

    def nation_share(self, entry: GazetteerEntry) -> float:
        """Return which part of the nations named by adjective is that of the entry."""
        if not entry.country:
            return 0.0
        return self._nations.get(entry.country, 0) / (self._nation_total + 1.0)

    def at_home(self, entry: GazetteerEntry) -> float:
        """Return 1 for a place in the country of the outlet, which names its own by half."""
        return float(
            self._outlet is not None and entry.kind != "country" and entry.country == self._outlet
        )

    def area_share(self, entry: GazetteerEntry, sense: Sense) -> float:
        """Return which part of the other names lies in the first-level area of the entry."""
        area = first_area(entry)
        if area is None:
            return 0.0
        own = self._own_areas[sense.key]
        return (self._areas.get(area, 0.0) - own.get(area, 0.0)) / (
            self._area_total - sum(own.values()) + 1.0
        )

    def nearness(self, entry: GazetteerEntry, sense: Sense) -> float:
        """Return 0..1: how near the nearest other places are; two neighbours are enough."""
        if entry.lat is None or entry.lon is None or entry.kind == "country":
            return 0.0
        at = unit_vector(entry.lat, entry.lon)
        best: dict[str, float] = {}
        for key, chance, point in self._points:
            if key == sense.key:
                continue
            km = chord_km(at, point)
            if km < FAR * NEAR_KM:
                best[key] = max(best.get(key, 0.0), chance * exp(-km / NEAR_KM))
        return min(1.0, sum(sorted(best.values(), reverse=True)[:3]) / 1.5)

    def inside(self, entry: GazetteerEntry, sense: Sense) -> float:
        """Return 1 where the entry lies in what is named after its comma."""
        return float(
            any(
                lies_in(entry, area)
                for key in sense.containers
                for chance, area in self._chances.get(key, ())[:MOST_WITNESSES]
                if chance >= LEAST_CHANCE
            )
        )

    def holds(self, entry: GazetteerEntry, sense: Sense) -> float:
        """Return the best chance of a place in the entry whose comma it stands after."""
        return max(
            (
                sum(chance for chance, inner in self._chances[key] if lies_in(inner, entry))
                for key in self._held.get(sense.key, ())
            ),
            default=0.0,
        )

    def named_otherwise(self, entry: GazetteerEntry, sense: Sense) -> float:
        """Return the chance that the name with other words around it means the entry."""
        if sense.key.startswith(DATELINE):
            return 0.0
        return max(
            (
                chance
                for key in self._namesakes.get(sense.name, ())
                if key != sense.key and not key.startswith(DATELINE)
                for chance, other in self._chances[key]
                if other.number == entry.number
            ),
            default=0.0,
        )


def first_area(entry: GazetteerEntry) -> int | None:
    """Return the number of the first-level area the entry is or lies in."""
    return entry.number if entry.kind == "admin" and entry.level == 1 else entry.admin1


def lies_in(entry: GazetteerEntry, area: GazetteerEntry) -> bool:
    """Say whether the gazetteer puts the entry inside the area."""
    if area.kind == "country":
        return entry.country == area.country and entry.kind != "country"
    if area.kind == "admin":
        return area.number in (entry.admin1, entry.admin2) and entry.number != area.number
    return False
