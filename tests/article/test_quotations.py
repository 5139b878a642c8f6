"""Quotation marks as texts really have them: curly, straight, nested, lost, turned, misplaced."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.article.opening import open_article
from dateline.article.passages import split_passages
from dateline.article.quotations import Quotation, find_quotations


def quotations(text: str) -> list[tuple[str, str | None]]:
    return [(text[q.start : q.end], q.repair) for q in read(text)]


def read(text: str) -> tuple[Quotation, ...]:
    article = open_article(text)
    return find_quotations(article, split_passages(article))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We hold the pass,” Orr said. “It is quiet.”", ["We hold the pass,", "It is quiet."]),
        ('"We hold the pass," Orr said. "It is quiet."', ["We hold the pass,", "It is quiet."]),
        ("''We hold the pass,'' Orr said.", ["We hold the pass,"]),
        ('""We hold the pass,"" Orr said.', ["We hold the pass,"]),
        ("«We hold the pass», Orr said.", ["We hold the pass"]),
        ("„We hold the pass“, Orr said.", ["We hold the pass"]),
        ("'We hold the pass,' Orr said. 'We won't go.'", ["We hold the pass,", "We won't go."]),
        ("‘We hold the pass,’ Orr said.", ["We hold the pass,"]),
        ("“She told us ‘go home’ and left,” Orr said.", ["She told us ‘go home’ and left,"]),
        ("“She wrote “go home” and left,” Orr said.", ["She wrote “go home” and left,"]),
    ],
)
def test_marks_of_every_make_are_read(text: str, expected: list[str]) -> None:
    """Curly, straight, typewriter, doubled, guillemets, low, single, nested."""
    assert [words for words, _ in quotations(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The rebels' camp and the soldiers' tents weren't found.",
        "In the '90s the town's mill closed.",
        'A 12" gun was silent.',
        "“”",
        '"',
        "”””",
        "",
    ],
)
def test_apostrophes_inches_and_lone_marks_quote_nothing(text: str) -> None:
    assert quotations(text) == []


def test_missing_opening_mark_takes_the_sentence_after_the_attribution() -> None:
    text = "“The bridge is gone,” Orr said in a video. Nothing is left of it.” Then he left."
    assert quotations(text) == [
        ("The bridge is gone,", None),
        ("Nothing is left of it.", "missing_opening"),
    ]


def test_missing_opening_mark_of_the_first_quotation() -> None:
    assert quotations("The bridge is gone,” Orr said.") == [
        ("The bridge is gone,", "missing_opening")
    ]
    assert quotations("Orr wrote: The bridge is gone.”") == [
        ("The bridge is gone.", "missing_opening")
    ]


def test_missing_closing_mark_ends_at_the_attribution() -> None:
    text = "“The bridge is gone for good, Orr said. The army left at dawn."
    assert quotations(text) == [("The bridge is gone for good", "missing_closing")]


def test_marks_that_enclose_the_attribution_are_two_halves() -> None:
    text = "“The bridge is gone and the mill too, added Ms. Orr. This is what loss is.”"
    assert quotations(text) == [
        ("The bridge is gone and the mill too", "encloses_attribution"),
        ("This is what loss is.", "encloses_attribution"),
    ]


def test_reported_speech_inside_a_quotation_is_left_alone() -> None:
    text = "“I asked the guard, he said no, and we went,” Orr told reporters."
    assert quotations(text) == [("I asked the guard, he said no, and we went,", None)]


def test_a_quotation_carried_over_a_paragraph_continues() -> None:
    text = "“We lost the hill.\n\n“Then we lost the town,” Orr said."
    first, second = read(text)
    assert first.repair is None
    assert not first.continues
    assert second.continues


def test_a_word_or_two_inside_a_sentence_is_a_scare_quote() -> None:
    scare, title, utterance = read(
        "The “peace talks” ended, “The Long Road Home” was shown, and “we are tired of it,” he said."
    )
    assert scare.scare
    assert title.scare
    assert not utterance.scare


MARKS = st.sampled_from("\"“”„«»‘’'` \n,.:aB")


@given(st.text(MARKS, max_size=60))
def test_any_muddle_of_marks_gives_quotations_inside_the_text(text: str) -> None:
    """Never a crash; in order, apart from each other, never empty."""
    found = read(text)
    for quotation in found:
        assert 0 <= quotation.start < quotation.end <= len(text)
    for left, right in pairwise(found):
        assert left.end <= right.start
