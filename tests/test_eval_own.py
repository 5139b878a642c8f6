"""The sets made for dateline are what they say, and their scorers count as they say."""

from collections import Counter

import pytest
from eval.agreement import VERDICTS, macro_f1
from eval.own.accounts import FIELDS, cases
from eval.own.near_copies import near_copies


def test_macro_f1_known_by_hand():
    """One of two right in each class that the gold has."""
    pairs = [("agree", "agree"), ("agree", "silent"), ("silent", "silent"), ("silent", "agree")]
    assert macro_f1(pairs) == 0.5
    assert macro_f1([("agree", "contradict")]) == 0.0


def test_every_case_is_marked_whole():
    sample = cases(1)
    assert len(sample) >= 40
    for case in sample:
        assert set(case.verdicts) == set(FIELDS)
        assert set(case.verdicts.values()) <= set(VERDICTS)
        assert 2 <= case.origins <= len(case.accounts)
        assert len({told.text for told in case.accounts}) == len(case.accounts)


def test_every_verdict_is_asked_for_often():
    asked = Counter(verdict for case in cases(1) for verdict in case.verdicts.values())
    assert min(asked[verdict] for verdict in VERDICTS) >= 30


@pytest.mark.parametrize("seed", [1, 2])
def test_a_seed_makes_the_same_set_again(seed):
    assert near_copies(seed, 20) == near_copies(seed, 20)
    assert cases(seed) == cases(seed)


def test_the_near_copies_hold_all_that_is_asked_for():
    sample = near_copies(1)
    made = Counter(filed.made for filed in sample)
    assert made["dispatch"] >= 295
    for kind in ("cut", "edited", "translated", "re-headlined"):
        assert made[kind] >= 50
    for look_alike in ("own account", "update", "next attack", "other town"):
        assert made[look_alike] >= 50
    per_origin = Counter(filed.origin for filed in sample)
    assert max(per_origin.values()) == 5
    assert min(per_origin.values()) == 1
