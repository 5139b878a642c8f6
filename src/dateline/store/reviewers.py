"""How far reviewers agree: Krippendorff's alpha over verdicts, F1 over the words they accept.

Low agreement is a finding about the rules of review, or about what is hard to read, before it is
one about people.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from dateline.link.reports import FactKey
from dateline.store.decisions import Decision
from dateline.store.keys import read_key
from dateline.store.verdicts import FACT

_JUDGING = {"accept": "accepted", "reject": "rejected", "correct": "accepted"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PairAgreement:
    """Two reviewers: how many facts both judged, and the F1 of the words that they accepted."""

    left: str
    right: str
    both: int
    same: int
    span_f1: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewersAgreement:
    """`alpha` is None where no fact was judged by two people, or all gave one and the same verdict."""

    alpha: float | None
    facts: int
    judged_by_two: int
    pairs: tuple[PairAgreement, ...] = ()


def reviewers_agreement(decisions: Sequence[Decision]) -> ReviewersAgreement:
    """Return how far those agree whose decisions are in force; of one person the last counts."""
    judged: dict[str, dict[FactKey, str]] = {}
    for decision in decisions:
        verdict = _JUDGING.get(decision.action)
        if verdict is not None and decision.target.startswith(FACT):
            key = read_key(decision.target.removeprefix(FACT))
            judged.setdefault(decision.person, {})[key] = verdict
    units: dict[FactKey, list[str]] = {}
    for verdicts in judged.values():
        for key, verdict in verdicts.items():
            units.setdefault(key, []).append(verdict)
    return ReviewersAgreement(
        alpha=krippendorff_alpha(units.values()),
        facts=len(units),
        judged_by_two=sum(len(values) > 1 for values in units.values()),
        pairs=tuple(
            _pair(left, right, judged[left], judged[right])
            for left, right in combinations(sorted(judged), 2)
        ),
    )


def krippendorff_alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Return Krippendorff's alpha for nominal values; each unit holds what it was given.

    Units with fewer than two values cannot agree or disagree and are left out. None: no unit is
    left, or there was no variation that could have been disagreed about.

    Source: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section C: nominal
    data, any number of observers, missing data.

    Example:
        >>> round(krippendorff_alpha([["a", "a"], ["b", "b"], ["a", "b"], ["b"]]), 3)
        0.444
    """
    coincidences: Counter[tuple[Hashable, Hashable]] = Counter()
    for values in units:
        if len(values) > 1:
            for pair in permutations(values, 2):
                coincidences[pair] += 1 / (len(values) - 1)  # type: ignore[assignment]  # a weight
    totals: Counter[Hashable] = Counter()
    for (left, _), weight in coincidences.items():
        totals[left] += weight
    n = sum(totals.values())
    observed = sum(weight for (left, right), weight in coincidences.items() if left != right)
    expected = n * n - sum(total * total for total in totals.values())
    if not expected:
        return None
    return 1 - (n - 1) * observed / expected


def _pair(
    left: str, right: str, a: Mapping[FactKey, str], b: Mapping[FactKey, str]
) -> PairAgreement:
    """Compare two reviewers on the reports that both reviewed."""
    shared = {key.report for key in a} & {key.report for key in b}
    mine, theirs = _accepted(a, shared), _accepted(b, shared)
    both = a.keys() & b.keys()
    return PairAgreement(
        left=left,
        right=right,
        both=len(both),
        same=sum(a[key] == b[key] for key in both),
        span_f1=span_f1(mine, theirs) if mine or theirs else None,
    )


def _accepted(judged: Mapping[FactKey, str], reports: set[str]) -> list[FactKey]:
    return [
        key for key, verdict in judged.items() if verdict == "accepted" and key.report in reports
    ]


def span_f1(left: Iterable[FactKey], right: Iterable[FactKey]) -> float:
    """Return the F1 of two sets of words, by characters: of one layer, in one report.

    Example:
        >>> a = FactKey("r", "tolls", 0, 10, "killed")
        >>> span_f1([a], [a]), span_f1([a], [a._replace(start=5)])
        (1.0, 0.6666666666666666)
    """
    mine, theirs = _characters(left), _characters(right)
    return 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine or theirs else 0.0


def _characters(keys: Iterable[FactKey]) -> set[tuple[str, str, int]]:
    return {(key.report, key.layer, at) for key in keys for at in range(key.start, key.end)}
