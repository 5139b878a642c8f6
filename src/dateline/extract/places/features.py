"""What speaks for and against each candidate of a name: small features, each a named number.

None looks at the words of the name itself, so that weights learned in one corpus hold in another.
The ranker multiplies them with the weights of `_data/weights/places.json`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import log10

from dateline.extract.places.surroundings import Sense, Surroundings
from dateline.gazetteer import GazetteerEntry

# A place whose population the gazetteer does not give is taken for a village of this size.
UNKNOWN_POPULATION = 800
_TOWNS = frozenset({"settlement", "admin"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One entry a name may mean, with what the features look at."""

    entry: GazetteerEntry
    sense: Sense
    largest: int  # the largest population among the name's towns and areas
    around: Surroundings

    @property
    def is_town(self) -> bool:
        """Whether it is a town or area, which a population tells apart from its namesakes."""
        return self.entry.kind in _TOWNS


Feature = Callable[[Candidate], float]


def _country(c: Candidate) -> float:
    return float(c.entry.kind == "country")


def _region(c: Candidate) -> float:
    """A region, sea, river or facility of the reviewed table."""
    return float(c.entry.kind in ("area", "natural", "facility"))


def _first_area(c: Candidate) -> float:
    return float(c.entry.kind == "admin" and c.entry.level == 1)


def _small_area(c: Candidate) -> float:
    return float(c.entry.kind == "admin" and c.entry.level >= 2)


def _size(population: int) -> float:
    return log10((population or UNKNOWN_POPULATION) + 30)


def _population(c: Candidate) -> float:
    return _size(c.entry.population) - 4.0 if c.is_town else 0.0


def _population_unknown(c: Candidate) -> float:
    return float(c.is_town and not c.entry.population)


def _smaller_than_namesake(c: Candidate) -> float:
    return _size(c.largest) - _size(c.entry.population) if c.is_town else 0.0


def _largest_of_name(c: Candidate) -> float:
    return float(c.is_town and c.entry.population >= c.largest > 0)


def _name_alternate(c: Candidate) -> float:
    return float(c.entry.kind == "settlement" and c.entry.match == "alternate")


def _large_by_other_name(c: Candidate) -> float:
    """Large places have well-known names in English: "Raqqa" for "Ar Raqqah"."""
    return _name_alternate(c) * max(0.0, _population(c))


def _area_by_other_name(c: Candidate) -> float:
    """Most areas are called by less than their name: "Homs" for "Homs Governorate"."""
    return float(c.entry.kind == "admin" and c.entry.match == "alternate")


def _name_sound(c: Candidate) -> float:
    return float(c.entry.match == "sound")


def _capital(c: Candidate) -> float:
    return float(c.entry.capital)


def _said_settlement(c: Candidate) -> float:
    """ "the city of X": a town."""
    return float(c.sense.cue == "settlement" and c.entry.kind == "settlement")


def _said_area(c: Candidate) -> float:
    """ "X province", "X district": an area of that level."""
    if c.sense.cue not in ("admin", "small_admin") or c.entry.kind not in ("admin", "area"):
        return 0.0
    return float(c.entry.kind == "area" or (c.entry.level >= 2) == (c.sense.cue == "small_admin"))


def _said_area_of_other_level(c: Candidate) -> float:
    claimed = c.sense.cue in ("admin", "small_admin") and c.entry.kind == "admin"
    return float(claimed and not _said_area(c))


def _said_otherwise(c: Candidate) -> float:
    """ "X province" is no town, "the city of X" no province."""
    if c.sense.cue in ("admin", "small_admin"):
        return float(c.entry.kind not in ("admin", "area"))
    return float(c.sense.cue == "settlement" and c.entry.kind != "settlement")


def _area_called_after_town(c: Candidate) -> float:
    """ "Kherson" is the town, not the region called after it, unless the words say so."""
    if c.sense.cue is not None or c.entry.kind != "admin":
        return 0.0
    return float(
        any(
            e.kind == "settlement"
            and c.entry.number in (e.admin1, e.admin2)
            and e.population * 20 >= c.entry.population
            for e in c.sense.entries
        )
    )


def _inside_named_area(c: Candidate) -> float:
    """ "Troy, Ohio": it lies in what is named after the comma."""
    return c.around.inside(c.entry, c.sense)


def _outside_named_area(c: Candidate) -> float:
    """It does not lie in what is named after the comma."""
    return float(bool(c.sense.containers)) - c.around.inside(c.entry, c.sense)


def _holds_named_place(c: Candidate) -> float:
    """It stands after the comma of a place that lies in it."""
    return c.around.holds(c.entry, c.sense)


def _country_of_others(c: Candidate) -> float:
    return c.around.country_share(c.entry, c.sense)


def _nation_of_adjectives(c: Candidate) -> float:
    """Its people or things are named: "Libyan officials"."""
    return c.around.nation_share(c.entry)


def _area_of_others(c: Candidate) -> float:
    return c.around.area_share(c.entry, c.sense)


def _near_others(c: Candidate) -> float:
    return c.around.nearness(c.entry, c.sense)


def _named_by_longer_form(c: Candidate) -> float:
    """ "Homs province" beside "Homs" takes the area, so that the bare name means the town."""
    return c.around.named_otherwise(c.entry, c.sense)


def _large_and_alone(c: Candidate) -> float:
    """Size counts for more where hardly another place is named."""
    return _population(c) / (1.0 + c.around.others)


def _named(*rules: Feature) -> Mapping[str, Feature]:
    return {rule.__name__.strip("_"): rule for rule in rules}


# What a candidate is by itself, and what the words around its name say of it.
OWN = _named(
    _country,
    _region,
    _first_area,
    _small_area,
    _population,
    _population_unknown,
    _smaller_than_namesake,
    _largest_of_name,
    _name_alternate,
    _large_by_other_name,
    _area_by_other_name,
    _name_sound,
    _capital,
    _said_settlement,
    _said_area,
    _said_area_of_other_level,
    _said_otherwise,
    _area_called_after_town,
)
# How it fits the other places of the article.
AROUND = _named(
    _inside_named_area,
    _outside_named_area,
    _holds_named_place,
    _country_of_others,
    _nation_of_adjectives,
    _area_of_others,
    _near_others,
    _named_by_longer_form,
    _large_and_alone,
)
FEATURES: Mapping[str, Feature] = {**OWN, **AROUND}
