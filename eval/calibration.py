"""Measure whether a score means what it says: of all answers given .8, eight in ten are right."""

from collections.abc import Iterable

BINS = 10


def calibration_error(answers: Iterable[tuple[float, bool]]) -> float:
    """Return the expected calibration error over ten equal bins; 0 where there is no answer.

    Args:
        answers: The score of each answer, 0 to 1, and whether the answer is right.

    Source: Naeini, Cooper and Hauskrecht 2015, Obtaining well calibrated probabilities using
    Bayesian binning, section "Experiments" (ECE).

    Example:
        >>> calibration_error([(1.0, True), (1.0, True), (0.5, True), (0.5, False)])
        0.0
        >>> calibration_error([(0.9, False)])
        0.9
    """
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for score, right in answers:
        bins[min(BINS - 1, int(score * BINS))].append((score, right))
    every = sum(map(len, bins))
    gaps = (abs(sum(score for score, _ in b) - sum(right for _, right in b)) for b in bins)
    return round(sum(gaps) / max(1, every), 4)
