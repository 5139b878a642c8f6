"""How well a grouping of items meets the gold one: B-cubed and the adjusted Rand index.

Source: Bagga and Baldwin 1998 (B-cubed); Hubert and Arabie 1985 (adjusted Rand index).
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from math import comb


def b_cubed(gold: Sequence[Hashable], found: Sequence[Hashable]) -> dict[str, float]:
    """Return P, R and F, each item counted once."""
    right: dict[Hashable, set[int]] = defaultdict(set)
    ours: dict[Hashable, set[int]] = defaultdict(set)
    for n, (g, f) in enumerate(zip(gold, found, strict=True)):
        right[g].add(n)
        ours[f].add(n)
    total = len(gold) or 1
    pairs = list(zip(gold, found, strict=True))
    precision = sum(len(right[g] & ours[f]) / len(ours[f]) for g, f in pairs) / total
    recall = sum(len(right[g] & ours[f]) / len(right[g]) for g, f in pairs) / total
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"P": round(precision, 3), "R": round(recall, 3), "F": round(f1, 3)}


def adjusted_rand(gold: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    """Return the adjusted Rand index: 1 is the same grouping, 0 what chance would give."""
    both = Counter(zip(gold, found, strict=True))
    index = sum(comb(n, 2) for n in both.values())
    a = sum(comb(n, 2) for n in Counter(gold).values())
    b = sum(comb(n, 2) for n in Counter(found).values())
    expected = a * b / (comb(len(gold), 2) or 1)
    most = (a + b) / 2
    return round((index - expected) / (most - expected), 3) if most != expected else 1.0


def grouping(gold: Sequence[Hashable], found: Sequence[Hashable]) -> dict[str, float]:
    """Return all figures of a grouping."""
    sizes = {"groups": len(set(found)), "gold groups": len(set(gold)), "items": len(gold)}
    return {**b_cubed(gold, found), "ARI": adjusted_rand(gold, found), **sizes}
