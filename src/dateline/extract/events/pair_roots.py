"""Say what one party does to another, as a PLOVER root, where no trigger word settles it.

Triggers are words of conflict; most of what states and groups do to each other ("welcomed", "eased
the ban on", "cut ties with") has none that is safe without knowing who stands where. Given the two
parties, a linear model weighs the grammar between them and the classes of cues around
(`pair_features`); its weights are plain numbers, and `why` names what weighed most.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span as Tokens

from dateline.extract.events.pair_cues import yields
from dateline.extract.events.pair_features import pair_features
from dateline.lexicon import weights
from dateline.vocabulary import Plover

# How many of the features that spoke for the answer `why` names.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class PairRoot:
    """What the source does to the target; `score` is the model's chance that it is right."""

    root: Plover
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """The roots, and what each feature weighs for each of them, in that order."""

    roots: tuple[str, ...]
    features: Mapping[str, Sequence[float]]


@cache
def shipped() -> Scale:
    """Return the weights that ship with dateline; `learn/pair_roots.py` made them."""
    table = weights("pair_roots")
    return Scale(tuple(table["roots"]), table["features"])


def root_of_pair(sentence: Tokens, source: Tokens | None, target: Tokens | None) -> PairRoot:
    """Return the PLOVER root of what the source does to the target, as the sentence tells it.

    Args:
        sentence: The parsed sentence both stand in.
        source: The words of the one who does it; None where it is not named.
        target: The words of the one it is done to; None where it is not named.
    """
    features = pair_features(sentence, source, target)
    chances = weigh(features, shipped())
    best = max(chances, key=lambda root: chances[root])
    spoke = sorted(_speaking(features, best, shipped()), reverse=True)[:_NAMED]
    root = yields(sentence) if best == "YIELD" else best
    return PairRoot(root, chances[best], tuple(name for _, name in spoke))  # type: ignore[arg-type]  # the roots are PLOVER's


def weigh(features: Mapping[str, float], scale: Scale) -> dict[str, float]:
    """Return the chance of each root, CONCEDE and RETREAT together as YIELD."""
    sums = [0.0] * len(scale.roots)
    for name, value in features.items():
        for number, weight in enumerate(scale.features.get(name, ())):
            sums[number] += value * weight
    top = max(sums)
    powers = [math.exp(s - top) for s in sums]
    return {root: p / sum(powers) for root, p in zip(scale.roots, powers, strict=True)}


def _speaking(features: Mapping[str, float], root: str, scale: Scale) -> list[tuple[float, str]]:
    """Return the features that speak for a root above its rivals, with by how much."""
    at = scale.roots.index(root)
    return [
        (row[at] - sum(row) / len(row), name)
        for name in features
        if (row := scale.features.get(name)) and row[at] > sum(row) / len(row)
    ]
