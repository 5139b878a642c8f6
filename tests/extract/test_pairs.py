"""Who does what to whom in any clause: sentences of our own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.extract.events.pairs import find_pair

CASES = [
    ("The Osterian parliament criticised the Veldmark government.",
     "The Osterian parliament", "the Veldmark government", "ACCUSE"),
    ("Officials said the rebels had attacked the army in Hollen.",
     "the rebels", "the army", "ASSAULT"),
    ("The Osterian air force carried out strikes on the rebels.",
     "The Osterian air force", "the rebels", "ASSAULT"),
    ("Anna Berg was released by the rebels on Monday.", "the rebels", "Anna Berg", "RETREAT"),
    ("The minister agreed to hold talks with the rebels on 14 January.",
     "The minister", "the rebels", "AGREE"),
    pytest.param("The minister will hold talks with the rebels on 14 January.",
                 "The minister", "the rebels", "AGREE",
                 marks=pytest.mark.xfail(strict=True, reason="'will' weighs less than the talks")),
]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(("text", "source", "target", "root"), CASES)
def test_the_pair_of_a_sentence(parse, text, source, target, root):
    pair = find_pair(parse(text).doc[:])
    assert pair is not None
    assert pair.target is not None
    assert (pair.source.text, pair.target.text, pair.root.root) == (source, target, root)


@pytest.mark.model
@pytest.mark.parametrize("text", ["Grain prices rose by three percent.", "On Monday.", "Hollen"])
def test_nobody_does_anything(parse, text):
    assert find_pair(parse(text).doc[:]) is None


@pytest.mark.model
def test_whom_it_is_done_to_may_not_be_told(parse):
    pair = find_pair(parse("The farmers marched.").doc[:])
    assert pair is not None
    assert pair.target is None
    assert pair.root.root == "PROTEST"


@pytest.mark.model
@settings(max_examples=30, deadline=None)
@given(words=st.lists(st.sampled_from(
    "the rebels army said that attacked of on with , and Hollen minister talks to was by not".split()
), min_size=1, max_size=14))  # fmt: skip
def test_any_words_give_a_pair_of_their_own_or_none(parse, words):
    """Source and target are words of the sentence and never the same ones."""
    pair = find_pair(parse(" ".join(words)).doc[:])
    if pair is not None and pair.target is not None:
        assert pair.source.root.i != pair.target.root.i
        assert 0 < pair.root.score <= 1
