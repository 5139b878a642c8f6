"""Articles that were never written: names drawn from the gazetteer as reports draw them.

No corpus of local news has an open licence, and one of international news alone teaches that the
largest place of a name is meant. So a report is imagined: it has a centre; most of its places lie
near it, some in its country, a few anywhere; large ones are named more often. What the text knows of
a place (its name, what stands after the comma) is kept, which entry was meant is the answer.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.distances import distance_km
from dateline.extract.places.surroundings import Sense
from dateline.extract.places.words import place_words
from dateline.gazetteer import Gazetteer, GazetteerEntry, fold_name

# How much more often a large place is named: its population to this power.
NEARBY_POWER, FAR_POWER = 0.35, 0.7
LOCAL_SHARE = 0.6
REACH_KM = 120.0
# How often the meant village is not in the gazetteer though another of its name is.
UNKNOWN_SHARE = 0.1
# How often "Town, Area" is written, another of its names, and "X province" for an area.
COMMA_SHARE = 0.15
OTHER_NAME_SHARE = 0.12
CUE_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Imagined:
    """The senses of an imagined report, and the entry that each means (None: one not known).

    `country` is that of the report's centre.
    """

    senses: tuple[Sense, ...]
    demonyms: Counter[str]
    meant: dict[str, GazetteerEntry | None]
    country: str


class Draw:
    """Draws places from the gazetteer, the same for the same seed."""

    def __init__(self, gazetteer: Gazetteer, seed: int) -> None:
        self._dice = random.Random(seed)  # noqa: S311  # nothing secret: repeatable is the point
        self._gazetteer = gazetteer
        self._in_area: dict[int, list[GazetteerEntry]] = defaultdict(list)
        self._in_country: dict[str, list[GazetteerEntry]] = defaultdict(list)
        self._countries = []
        self._towns = []
        for entry in gazetteer.entries():
            if entry.kind == "country" and entry.country:
                self._countries.append(entry)
            elif entry.kind == "settlement" and entry.country and entry.admin1 is not None:
                self._towns.append(entry)
                self._in_area[entry.admin1].append(entry)
                self._in_country[entry.country].append(entry)
        self._regions = [e for e in gazetteer.entries() if e.kind in ("area", "natural")]
        self._other: dict[int, list[str]] = defaultdict(list)
        for name, numbers in gazetteer.names():
            for number in numbers:
                self._other[number].append(name)
        self._weights = [(t.population or 500) ** 0.5 for t in self._towns]
        self._far = [(t.population or 500) ** FAR_POWER for t in self._towns]

    def articles(self, number: int) -> Iterator[Imagined]:
        """Yield so many imagined reports."""
        for _ in range(number):
            yield self._article()

    def _article(self) -> Imagined:
        dice = self._dice
        centre = dice.choices(self._towns, self._weights)[0]
        local = dice.random() < LOCAL_SHARE
        meant: list[tuple[GazetteerEntry, bool]] = [(centre, False)] if local else []
        for _ in range(dice.randint(2, 12)):
            entry = self._near(centre) if local else self._country_wide(centre)
            meant.append((entry, dice.random() < COMMA_SHARE))
        demonyms = Counter({str(centre.country): 2} if dice.random() < 0.4 else {})
        senses: dict[str, Sense] = {}
        answers: dict[str, GazetteerEntry | None] = {}
        for entry, comma in meant:
            key, cue = self._called(entry)
            if key in senses:
                continue
            containers: tuple[str, ...] = ()
            if comma and entry.admin1 is not None:
                area = self._gazetteer.entry(entry.admin1)
                containers = (fold_name(area.name),)
                if containers[0] not in senses:
                    senses[containers[0]] = self._sense(area, (), unknown=False)
                    answers[containers[0]] = area
            unknown = (
                entry.kind == "settlement"
                and entry.population < 5_000
                and dice.random() < UNKNOWN_SHARE
            )
            senses[key] = self._sense(entry, containers, unknown=unknown, name=key, cue=cue)
            answers[key] = None if unknown else entry
        return Imagined(tuple(senses.values()), demonyms, answers, str(centre.country))

    def _called(self, entry: GazetteerEntry) -> tuple[str, str | None]:
        """Return how the report calls a place, and the kind that its words claim."""
        dice, name = self._dice, fold_name(entry.name)
        if entry.kind == "admin":
            noun = name.rpartition(" ")[2] in place_words().admin_nouns
            bare = name.rpartition(" ")[0] if noun else name
            if dice.random() < CUE_SHARE:
                return bare, "admin"
            return name if dice.random() < 0.5 else bare, None
        if dice.random() < OTHER_NAME_SHARE:
            name = dice.choice(self._other[entry.number] or [name])
        return name, "settlement" if dice.random() < 0.05 and entry.kind == "settlement" else None

    def _sense(
        self,
        entry: GazetteerEntry,
        containers: tuple[str, ...],
        *,
        unknown: bool,
        name: str = "",
        cue: str | None = None,
    ) -> Sense:
        key = name or fold_name(entry.name)
        entries = self._gazetteer.lookup(key)
        if unknown and entry.lat is not None and entry.lon is not None:
            at = (entry.lat, entry.lon)
            entries = tuple(
                e for e in entries
                if e.lat is None or e.lon is None or distance_km(at, (e.lat, e.lon)) > REACH_KM
            )  # fmt: skip
        return Sense(
            key=key, name=key, entries=entries, cue=cue, count=self._dice.randint(1, 2),
            containers=containers, sure=self._dice.uniform(1.0, 5.0),
        )  # fmt: skip

    def _near(self, centre: GazetteerEntry) -> GazetteerEntry:
        """Return a place of a local report: mostly near, else of the country or the world."""
        where = self._dice.random()
        if where < 0.60 and centre.admin1 is not None:
            at = (float(centre.lat or 0), float(centre.lon or 0))
            near = [
                t for t in self._in_area[centre.admin1]
                if distance_km(at, (float(t.lat or 0), float(t.lon or 0))) < REACH_KM
            ]  # fmt: skip
            return self._by_size(near, NEARBY_POWER)
        if where < 0.72 and centre.admin1 is not None:
            return self._gazetteer.entry(centre.admin1)
        if where < 0.86:
            return self._by_size(self._in_country[str(centre.country)], FAR_POWER)
        return self._anywhere()

    def _country_wide(self, centre: GazetteerEntry) -> GazetteerEntry:
        """Return a place of a report on a country."""
        where = self._dice.random()
        if where < 0.2:
            capital = self._gazetteer.capital_of(str(centre.country))
            if capital is not None:
                return capital
        if where < 0.55:
            return self._by_size(self._in_country[str(centre.country)], FAR_POWER)
        if where < 0.65 and centre.admin1 is not None:
            return self._gazetteer.entry(centre.admin1)
        return self._anywhere()

    def _anywhere(self) -> GazetteerEntry:
        where = self._dice.random()
        if where < 0.5:
            return self._by_size(self._countries, 0.5)
        if where < 0.65:
            country = self._by_size(self._countries, 0.5)
            return self._gazetteer.capital_of(str(country.country)) or country
        if where < 0.75:
            return self._dice.choice(self._regions)
        return self._dice.choices(self._towns, self._far)[0]

    def _by_size(self, places: list[GazetteerEntry], power: float) -> GazetteerEntry:
        return self._dice.choices(places, [(p.population or 500) ** power for p in places])[0]
