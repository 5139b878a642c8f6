"""Whole texts by what they tell of; and the figures of groupings."""

from eval.grouping import adjusted_rand, b_cubed
from hypothesis import given
from hypothesis import strategies as st

from dateline.link.stories import StoryStream, group_stories

QUAKE = [
    "A strong earthquake hit Qeshm island off southern Iran, injuring five people, media said.",
    "Five people were hurt when an earthquake shook the Iranian island of Qeshm, officials said.",
    "The quake damaged houses on Qeshm island in Iran; five injured people were taken to hospital.",
]
ELECTION = [
    "Voters in Turkmenistan chose a new parliament; turnout in Ashgabat was high, the commission said.",
    "The Turkmen election commission in Ashgabat praised the turnout in the vote for parliament.",
    "Parliament election held in Turkmenistan, with voters queuing in Ashgabat since morning.",
]
TEXTS = {f"t{n}": text for n, text in enumerate([*QUAKE, *ELECTION])}


def test_texts_are_grouped_by_what_they_tell_of():
    assert group_stories(TEXTS) == [("t0", "t1", "t2"), ("t3", "t4", "t5")]


def test_the_order_of_the_texts_does_not_matter():
    assert group_stories(dict(reversed(TEXTS.items()))) == group_stories(TEXTS)


def test_odd_texts_make_groups_of_their_own():
    assert group_stories({}) == []
    assert group_stories({"a": "", "b": "…", "c": "مرحبا"}) == [("a",), ("b",), ("c",)]


def test_a_stream_gives_each_text_a_number_and_keeps_it():
    stream = StoryStream()
    numbers = [stream.add(text) for text in TEXTS.values()]
    assert numbers[0] == 0
    assert len(set(numbers[:3]) & set(numbers[3:])) == 0
    assert stream.add("") == max(numbers) + 1


def test_figures_of_a_grouping_known_by_hand():
    """Two groups of two against one of four: every item's group is half right."""
    assert b_cubed("aabb", "xxxx") == {"P": 0.5, "R": 1.0, "F": 0.667}
    assert adjusted_rand("aabb", "xxyy") == 1.0
    assert adjusted_rand("aabb", "xxxx") == 0.0


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=12))
def test_figures_do_not_hang_on_the_names_of_groups(pairs):
    gold, found = zip(*pairs, strict=True)
    renamed = [f"g{n}" for n in found]
    assert b_cubed(gold, found) == b_cubed(gold, renamed)
    assert adjusted_rand(gold, found) == adjusted_rand(found, gold)
