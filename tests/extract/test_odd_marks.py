"""Odd quotation marks: dropped, doubled, swapped, moved. No crash, and no harm to the neighbours.

`python -m bench.odd_marks` runs ten thousand of these mutants.
"""

import pytest
from bench.odd_marks import PARAGRAPHS, bound, harmed, said

pytestmark = pytest.mark.model

# Mutants read in the quick test, and in the slow one.
FEW, MUTANTS = 40, 300


def test_odd_marks_change_only_their_own_paragraph(parse):
    assert list(harmed(parse, range(FEW))) == []


@pytest.mark.slow
def test_odd_marks_change_only_their_own_paragraph_hundreds_of_times(parse):
    assert list(harmed(parse, range(FEW, MUTANTS))) == []


def test_a_quotation_of_the_paragraph_before_is_nobodys_here(parse):
    """Mutant 62, that showed it: a lost opening mark gave the quotation to the next paragraph."""
    before = "The mayor said the raid was a crime against the whole town”."
    beside, _ = said(parse, [before, PARAGRAPHS[3]])
    alone, _ = said(parse, [PARAGRAPHS[3]])
    assert beside[1] == alone[0]


def test_a_quotation_carried_over_binds_its_paragraphs(parse):
    """Whoever breaks the first of them has touched the second."""
    text = [
        "“We lost the hill,” Colonel Ivo Brandt said.",
        "“Then we lost the town.”",
        "It rained.",
    ]
    _, together = said(parse, text)
    assert bound(0, together) == {0, 1}
    assert bound(2, together) == {2}
