"""Figures of a choice among classes: F of each, macro and weighted, and what is taken for what."""

from collections import Counter
from collections.abc import Sequence
from typing import Any


def figures_of_classes(
    gold: Sequence[str], found: Sequence[str | None], classes: Sequence[str] | None = None
) -> dict[str, Any]:
    """Return macro F, weighted F, accuracy and P, R, F of each class.

    Args:
        gold: The right class of each case.
        found: The class read; None where none was.
        classes: Those that count, so that cases of others only cost precision; None: all of the gold.

    Example:
        >>> figures_of_classes(["a", "a", "b"], ["a", "b", "b"])["all"]["macro F"]
        0.6667
    """
    classes = sorted(set(gold)) if classes is None else classes
    right = Counter(g for g, f in zip(gold, found, strict=True) if g == f)
    wanted, read = Counter(gold), Counter(found)
    each: dict[str, dict[str, float]] = {}
    exact: dict[str, float] = {}
    for name in classes:
        precision = right[name] / read[name] if read[name] else 0.0
        recall = right[name] / wanted[name] if wanted[name] else 0.0
        both = precision + recall
        exact[name] = 2 * precision * recall / both if both else 0.0
        each[name] = {
            "P": round(precision, 4),
            "R": round(recall, 4),
            "F": round(exact[name], 4),
            "gold": wanted[name],
        }
    counted = sum(wanted[name] for name in classes)
    weighted = sum(exact[name] * wanted[name] for name in classes)
    return {
        "all": {
            "macro F": round(sum(exact.values()) / len(exact), 4) if exact else None,
            "weighted F": round(weighted / counted, 4) if counted else None,
            "accuracy": round(sum(right[n] for n in classes) / counted, 4) if counted else None,
            "cases": counted,
        },
        "classes": each,
    }


def confusions(gold: Sequence[str], found: Sequence[str | None], most: int = 15) -> dict[str, int]:
    """Return the commonest errors, as "A read as B" -> how often.

    Example:
        >>> confusions(["a", "a", "b"], ["a", "b", None])
        {'a read as b': 1, 'b read as nothing': 1}
    """
    pairs = Counter(
        f"{g} read as {f or 'nothing'}" for g, f in zip(gold, found, strict=True) if g != f
    )
    return dict(sorted(pairs.most_common(), key=lambda item: (-item[1], item[0]))[:most])
