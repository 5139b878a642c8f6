"""Say how right the surest rows are: risk against coverage, and whether scores mean what they say."""

from collections.abc import Iterable
from typing import Any

SHARES = (0.1, 0.2, 0.3, 0.5, 0.7, 1.0)
_BINS = 10


def coverage(rows: Iterable[tuple[float, bool]]) -> dict[str, Any]:
    """Return the share of rows that are right among the best 10 %, 20 % ... by score.

    `calibration_error` is the expected one over ten equal bins; rows of one score count in part.
    """
    ranked = sorted(rows, key=lambda row: -row[0])
    if not ranked:
        return {"rows": 0}
    out: dict[str, Any] = {"rows": len(ranked)}
    for share in SHARES:
        out[f"best {share:.0%}"] = round(_right_among(ranked, share * len(ranked)), 3)
    out["calibration_error"] = round(_error(ranked), 3)
    return out


def _right_among(ranked: list[tuple[float, bool]], count: float) -> float:
    """Return the share right of the first `count`; ties with the last are taken in equal parts."""
    last = ranked[min(len(ranked), max(1, round(count))) - 1][0]
    above = [right for score, right in ranked if score > last]
    level = [right for score, right in ranked if score == last]
    places = max(1, round(count)) - len(above)
    return (sum(above) + places * sum(level) / len(level)) / (len(above) + places)


def _error(ranked: list[tuple[float, bool]]) -> float:
    bins: dict[int, list[tuple[float, bool]]] = {}
    for score, right in ranked:
        bins.setdefault(min(int(score * _BINS), _BINS - 1), []).append((score, right))
    return sum(abs(sum(score - right for score, right in some)) for some in bins.values()) / len(
        ranked
    )
