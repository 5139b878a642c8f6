"""Choose which place of the gazetteer each name means, from the whole article at once.

One name has one sense in an article. The candidates of a name, and the answer "none of them", are
weighed by a logistic model over a few explainable features (`features.py`); its weights are plain
numbers that `learn/places.py` fitted. Each round knows what the one before made of the other names.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp, log
from types import MappingProxyType

from dateline.distances import chord_km, unit_vector
from dateline.errors import BadLexicon
from dateline.extract.places.features import AROUND, OWN, Candidate
from dateline.extract.places.surroundings import Chances, Sense, Surroundings
from dateline.gazetteer import GazetteerEntry
from dateline.lexicon import weights

# Candidates of one name that are weighed among the others, best by themselves first.
MOST_CANDIDATES = 30
ROUNDS = 3
# A point this near the right one is right, as geoparsing counts: the score is the chance of that.
HIT_KM = 161.0
# A country said to hold a name is taken at its word from this chance on.
SURE_HOLDER = 0.5
# What a feature must add to be given as a reason.
LEAST_GAIN = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranker:
    """The fitted numbers. `none` and `none_sure` weigh the answer "none of the candidates".

    `outlet` weighs a place in the country of the outlet, where that is given.

    The score is 1 / (1 + exp(-(slope * logit(chance) + intercept))); below `least` a name is left
    unresolved.
    """

    features: Mapping[str, float]
    none: float
    none_sure: float
    slope: float
    intercept: float
    least: float
    outlet: float = 0.0


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry with the calibrated chance that its point is right, and what raised it."""

    score: float
    entry: GazetteerEntry
    why: tuple[str, ...]


Choices = Mapping[str, tuple[Choice, ...]]


@cache
def load_ranker() -> Ranker:
    """Return the packaged weights.

    Raises:
        BadLexicon: The weights are missing, damaged, or for other features than these.
    """
    facts = weights("places")
    try:
        ranker = Ranker(
            features=MappingProxyType({k: float(v) for k, v in facts["features"].items()}),
            **{
                k: float(facts[k])
                for k in ("none", "none_sure", "slope", "intercept", "least", "outlet")
            },
        )
    except (KeyError, TypeError, ValueError, AttributeError) as err:
        raise BadLexicon(f"weights 'places': {err!r}; reinstall dateline") from err
    if set(ranker.features) != {*OWN, *AROUND}:
        wrong = set(ranker.features) ^ {*OWN, *AROUND}
        raise BadLexicon(
            f"weights 'places' are for other features ({', '.join(sorted(wrong))}); "
            "run `python learn/places.py`, or reinstall dateline"
        )
    return ranker


def resolve(
    senses: Iterable[Sense],
    demonyms: Mapping[str, int],
    ranker: Ranker | None = None,
    *,
    outlet: str | None = None,
) -> Choices:
    """Return the candidates of each sense, best first; a name the gazetteer lacks has none.

    Args:
        senses: The names of one article.
        demonyms: ISO code -> how often the article names that nation's people or things.
        ranker: The weights; None takes the packaged ones.
        outlet: ISO code of the country that the article was published in; None: unknown.
    """
    ranker = ranker or load_ranker()
    senses = tuple(senses)
    empty = Surroundings((), {}, {})
    alone = {sense.key: _alone(sense, empty, ranker) for sense in senses}
    around, chances = empty, first_guess(senses)
    for _ in range(ROUNDS):
        around = Surroundings(senses, chances, demonyms, outlet)
        chances = {
            sense.key: tuple(
                sorted(
                    zip(
                        softmax(
                            [
                                own + _gain(Candidate(entry, sense, largest, around), ranker)
                                for own, entry in kept
                            ],
                            ranker.none + ranker.none_sure * sense.sure,
                        ),
                        (entry for _, entry in kept),
                        strict=True,
                    ),
                    key=lambda pair: (-pair[0], pair[1].number),
                )
            )
            for sense in senses
            for largest, kept in (alone[sense.key],)
        }
    named = _countries_named(senses, chances, demonyms)
    return {
        sense.key: tuple(
            Choice(
                calibrated(near(chances[sense.key], entry), ranker),
                entry,
                _why(Candidate(entry, sense, alone[sense.key][0], around), ranker),
            )
            for _, entry in chances[sense.key][:5]
            if not _elsewhere(entry, sense, named, chances)
        )
        for sense in senses
    }


def _countries_named(
    senses: tuple[Sense, ...], chances: Chances, demonyms: Mapping[str, int]
) -> frozenset[str | None]:
    """Return the countries the article names, by themselves, their people or a place spelled so."""
    best = [chances[sense.key][0] for sense in senses if chances[sense.key]]
    spelled = (e.country for chance, e in best if e.match != "sound" and chance >= SURE_HOLDER)
    return frozenset((*demonyms, *spelled))


def _elsewhere(
    entry: GazetteerEntry, sense: Sense, named: frozenset[str | None], chances: Chances
) -> bool:
    """Say whether the text itself puts the name somewhere else than this entry.

    "The village of Karsa, in Ethiopia" is not Kars in Turkey: a place that only sounds alike must
    lie in a country the article names, and no place lies outside the country it is said to be in.
    """
    if entry.kind == "country":
        return False  # "the USA, China and France": a list, no holders
    if entry.match == "sound" and named and entry.country not in named:
        return True
    holders = [chances[key][0] for key in sense.containers if chances.get(key)]
    said = {e.country for chance, e in holders if chance >= SURE_HOLDER and e.kind == "country"}
    return bool(said) and entry.country not in said


def first_guess(senses: tuple[Sense, ...]) -> Chances:
    """Return the chances before anything is weighed: each next entry of the look-up half as likely."""
    return {
        sense.key: tuple((0.5 ** (n + 1), e) for n, e in enumerate(sense.entries[:6]))
        for sense in senses
    }


def largest_of(sense: Sense) -> int:
    """Return the largest population among the towns and areas of the name."""
    towns = (e.population for e in sense.entries if e.kind in ("settlement", "admin"))
    return max(towns, default=0)


def softmax(utilities: list[float], none: float) -> list[float]:
    """Return the chance of each candidate beside the answer "none of them"."""
    top = max([*utilities, none])
    parts = [exp(u - top) for u in utilities]
    total = sum(parts) + exp(none - top)
    return [part / total for part in parts]


def near(chances: Iterable[tuple[float, GazetteerEntry]], entry: GazetteerEntry) -> float:
    """Return the chance of all candidates that lie within HIT_KM of the entry, itself included."""
    if entry.lat is None or entry.lon is None:
        return sum(chance for chance, other in chances if other.number == entry.number)
    at = unit_vector(entry.lat, entry.lon)
    return sum(
        chance
        for chance, other in chances
        if other.number == entry.number
        or (
            other.lat is not None
            and other.lon is not None
            and chord_km(at, unit_vector(other.lat, other.lon)) <= HIT_KM
        )
    )


def calibrated(chance: float, ranker: Ranker) -> float:
    """Return how often a choice of this chance is right."""
    chance = min(max(chance, 1e-6), 1 - 1e-6)
    return 1 / (1 + exp(-(ranker.slope * log(chance / (1 - chance)) + ranker.intercept)))


def _alone(
    sense: Sense, empty: Surroundings, ranker: Ranker
) -> tuple[int, list[tuple[float, GazetteerEntry]]]:
    """Return the largest population of the name and its best candidates by themselves."""
    largest = largest_of(sense)
    scored = [
        (
            sum(
                ranker.features[n] * f(Candidate(e, sense, largest, empty)) for n, f in OWN.items()
            ),
            e,
        )
        for e in sense.entries
    ]
    scored.sort(key=lambda pair: (-pair[0], pair[1].number))
    return largest, scored[:MOST_CANDIDATES]


def _gain(candidate: Candidate, ranker: Ranker) -> float:
    around = sum(ranker.features[name] * feature(candidate) for name, feature in AROUND.items())
    return around + ranker.outlet * candidate.around.at_home(candidate.entry)


def _why(candidate: Candidate, ranker: Ranker) -> tuple[str, ...]:
    """Return the match of the name and the features that raised the candidate."""
    raised = (
        name
        for name, feature in (*OWN.items(), *AROUND.items())
        if ranker.features[name] > 0 and ranker.features[name] * feature(candidate) >= LEAST_GAIN
    )
    home = ("country_of_outlet",) if candidate.around.at_home(candidate.entry) else ()
    return tuple(dict.fromkeys((f"name_{candidate.entry.match}", *raised, *home)))
