"""Variants of dispatches with one set of difficulties: what holds of one text holds of its twins."""

from collections import Counter

import pytest
from tests.twin_checks import CHECKS, Twin
from tests.twins import FORMS, variant

PASSING = 0.90


def results() -> dict[tuple[int, str], bool]:
    """Return whether each check holds of each variant."""
    from dateline import read

    out = {}
    for number in range(FORMS):
        drawn = variant(number)
        twin = Twin(drawn, read(drawn.text, drawn.published))
        out |= {(number, name): bool(check(twin)) for name, check in CHECKS}
    return out


def summary(held: dict[tuple[int, str], bool]) -> str:
    """Return the share that holds, and how often each check failed."""
    failed = Counter(name for (_, name), ok in held.items() if not ok)
    whole = FORMS - len({number for (number, _), ok in held.items() if not ok})
    share = sum(held.values()) / len(held)
    head = f"{share:.1%} of {len(held)} checks hold; all of them in {whole} of {FORMS} variants"
    return "\n".join((head, *(f"{count:4} x {name}" for name, count in failed.most_common())))


def test_a_variant_is_always_the_same_text():
    assert variant(7) == variant(7)
    assert len({variant(number).text for number in range(FORMS)}) == FORMS >= 40


@pytest.mark.model
@pytest.mark.slow
def test_nine_in_ten_checks_hold_of_the_twins():
    held = results()
    assert sum(held.values()) / len(held) >= PASSING, summary(held)
