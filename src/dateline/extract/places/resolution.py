"""Choose which place of the gazetteer each name means, from the whole article at once.

One name has one sense in an article. A candidate's score is a sum of explainable terms: how the
name matches, how known the place is, what the text says of it ("Donetsk region", "Springfield,
Ohio"), and how well it agrees with the other places. Later rounds know what earlier ones chose.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import asin, cos, exp, log10, radians, sin, sqrt

from dateline.gazetteer import GazetteerEntry

EARTH_KM = 6371.0
# Candidates of one name that are weighed at all, best prior first.
MOST_CANDIDATES = 30
# Candidates of each other name that are asked for agreement, and how much each later one counts.
MOST_WITNESSES = 3
WITNESS_DECAY = 0.5
ROUNDS = 2
# Places nearer than about this to another place of the article are what a report is about.
NEAR_KM = 120.0

COUNTRY_PRIOR = 9.0
REVIEWED_PRIOR = 7.0
# A place whose population the gazetteer does not give is taken for a village of this size.
UNKNOWN_POPULATION = 800
ALTERNATE_COST = 1.2
SOUND_COST = 1.5
SMALL_AREA_COST = 1.5
CAPITAL_GAIN = 1.25
CUE_GAIN = 4.0
# "Kherson" is the town, not the region called after it, unless the words say so.
TWIN_COST = 1.5
CONTAINER_GAIN = 5.0
SAME_COUNTRY_GAIN = 2.5
SAME_AREA_GAIN = 2.0
NEAR_GAIN = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """A name of the article and what its mentions say of it, to be given one entry.

    `cue` is the kind its words claim; `containers` are the keys of names after a comma.
    """

    key: str
    entries: tuple[GazetteerEntry, ...]
    cue: str | None
    count: int
    containers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry with its score and the terms that raised it."""

    score: float
    entry: GazetteerEntry
    why: tuple[str, ...]


Choices = Mapping[str, tuple[Choice, ...]]


def resolve(senses: Iterable[Sense], demonyms: Counter[str]) -> Choices:
    """Return the candidates of each sense, best first; a name the gazetteer lacks has none.

    Args:
        senses: The names of one article.
        demonyms: ISO code -> how often the article names that nation's people or things.
    """
    senses = tuple(senses)
    chosen = {
        sense.key: _ranked(_prior(entry, sense) for entry in sense.entries) for sense in senses
    }
    for _ in range(ROUNDS):
        context = _Context(senses, chosen, demonyms)
        chosen = {
            sense.key: _ranked(
                _sum(
                    _prior(choice.entry, sense),
                    _containment(choice.entry, sense, chosen),
                    context.agreement(choice.entry, sense.key),
                )
                for choice in chosen[sense.key]
            )
            for sense in senses
        }
    return chosen


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the great-circle distance of two (latitude, longitude) points in degrees."""
    lat_a, lat_b = radians(a[0]), radians(b[0])
    half = sin((lat_a - lat_b) / 2) ** 2
    half += cos(lat_a) * cos(lat_b) * sin(radians(a[1] - b[1]) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def _ranked(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    ordered = sorted(choices, key=lambda c: (-c.score, c.entry.number))
    return tuple(ordered[:MOST_CANDIDATES])


def _sum(prior: Choice, *terms: tuple[float, tuple[str, ...]]) -> Choice:
    score = prior.score + sum(gain for gain, _ in terms)
    return Choice(score, prior.entry, (*prior.why, *(w for _, why in terms for w in why)))


def _prior(entry: GazetteerEntry, sense: Sense) -> Choice:
    """Score a candidate by itself: kind, size, match of the name, and the cue of its mentions."""
    why = [f"name_{entry.match}"]
    if entry.kind == "country":
        score = COUNTRY_PRIOR
    elif entry.kind in ("area", "natural", "facility"):
        score = REVIEWED_PRIOR
    else:
        score = log10((entry.population or UNKNOWN_POPULATION) + 30)
        if entry.level >= 2 and entry.kind == "admin":
            score -= SMALL_AREA_COST
        if entry.match != "exact":
            score -= SOUND_COST if entry.match == "sound" else ALTERNATE_COST
    if entry.capital:
        score += CAPITAL_GAIN
        why.append("capital")
    gain = _cue_gain(entry, sense.cue)
    if sense.cue is None and _has_town(entry, sense.entries):
        gain -= TWIN_COST
    if gain > 0:
        why.append(f"said_{sense.cue}")
    return Choice(score + gain, entry, tuple(why))


def _cue_gain(entry: GazetteerEntry, cue: str | None) -> float:
    """Weigh what the words claim: an area is never taken for the town of its name."""
    if cue is None:
        return 0.0
    if cue == "settlement":
        return CUE_GAIN if entry.kind == "settlement" else -CUE_GAIN
    if entry.kind in ("admin", "area"):
        fits = entry.kind == "area" or (entry.level >= 2) == (cue == "small_admin")
        return CUE_GAIN if fits else CUE_GAIN - 1.5
    return -CUE_GAIN


def _has_town(area: GazetteerEntry, entries: tuple[GazetteerEntry, ...]) -> bool:
    """Say whether a town of the same name lies in the area and is no mere village in it."""
    return area.kind == "admin" and any(
        e.kind == "settlement"
        and area.number in (e.admin1, e.admin2)
        and e.population * 20 >= area.population
        for e in entries
    )


def _containment(
    entry: GazetteerEntry, sense: Sense, chosen: Choices
) -> tuple[float, tuple[str, ...]]:
    """Reward an entry that lies in the area named after its comma."""
    for key in sense.containers:
        for choice in chosen.get(key, ())[:4]:
            if lies_in(entry, choice.entry):
                return CONTAINER_GAIN, ("inside_named_area",)
    return 0.0, ()


def lies_in(entry: GazetteerEntry, area: GazetteerEntry) -> bool:
    """Say whether the gazetteer puts the entry inside the area."""
    if area.kind == "country":
        return entry.country == area.country and entry.kind != "country"
    if area.kind == "admin":
        return area.number in (entry.admin1, entry.admin2) and entry.number != area.number
    return False


class _Context:
    """What the other names of the article say: countries, first-level areas, points."""

    def __init__(self, senses: tuple[Sense, ...], chosen: Choices, demonyms: Counter[str]) -> None:
        self._countries: Counter[str] = Counter()
        self._areas: Counter[int] = Counter()
        self._parts: dict[str, tuple[str | None, int | None, float]] = {}
        self._points: dict[str, list[tuple[float, tuple[float, float]]]] = {}
        for country, count in demonyms.items():
            self._countries[country] += min(count, 3)
        for sense in senses:
            best = next(iter(chosen[sense.key]), None)
            if best is None:
                continue
            weight = min(sense.count, 3) * _sureness(chosen[sense.key])
            entry = best.entry
            area = entry.number if entry.kind == "admin" and entry.level == 1 else entry.admin1
            self._parts[sense.key] = (entry.country, area, weight)
            if entry.country:
                self._countries[entry.country] += weight
            if area is not None:
                self._areas[area] += weight
            if entry.kind != "country":
                self._points[sense.key] = [
                    (WITNESS_DECAY**rank, (c.entry.lat, c.entry.lon))
                    for rank, c in enumerate(chosen[sense.key][:MOST_WITNESSES])
                    if c.entry.lat is not None and c.entry.lon is not None
                ]

    def agreement(self, entry: GazetteerEntry, key: str) -> tuple[float, tuple[str, ...]]:
        """Return how well the entry fits the other names, itself left out."""
        own_country, own_area, own = self._parts.get(key, (None, None, 0.0))
        gain, why = 0.0, []
        total = sum(self._countries.values()) - (own if own_country else 0.0)
        if entry.country and total > 0:
            share = self._countries[entry.country] - (own if own_country == entry.country else 0.0)
            # A lone other name says little: the share of one in one is no proof.
            part = share / (total + 1.0)
            gain += SAME_COUNTRY_GAIN * part
            if part > 0.3:
                why.append("country_of_others")
        area = entry.number if entry.kind == "admin" and entry.level == 1 else entry.admin1
        total = sum(self._areas.values()) - (own if own_area is not None else 0.0)
        if area is not None and total > 0:
            share = self._areas[area] - (own if own_area == area else 0.0)
            part = share / (total + 1.0)
            gain += SAME_AREA_GAIN * part
            if part > 0.3:
                why.append("area_of_others")
        near = self._nearness(entry, key)
        if near > 0.3:
            why.append("near_others")
        return gain + NEAR_GAIN * near, tuple(why)

    def _nearness(self, entry: GazetteerEntry, key: str) -> float:
        """Return 0..1: how near the nearest other places are; two neighbours are enough."""
        if entry.lat is None or entry.lon is None or entry.kind == "country":
            return 0.0
        at = (entry.lat, entry.lon)
        reached = sorted(
            (
                max(
                    (weight * exp(-distance_km(at, point) / NEAR_KM) for weight, point in points),
                    default=0.0,
                )
                for other, points in self._points.items()
                if other != key
            ),
            reverse=True,
        )
        return min(1.0, sum(reached[:3]) / 1.5)


def _sureness(choices: tuple[Choice, ...]) -> float:
    """Return 0.3..1: how far the best candidate is ahead of the next of another country."""
    best = choices[0]
    rival = next((c for c in choices[1:] if c.entry.country != best.entry.country), None)
    if rival is None:
        return 1.0
    return max(0.3, min(1.0, (best.score - rival.score) / 2.0))
