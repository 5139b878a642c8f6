"""What is read as one, and where each letter of it came from."""

import pytest

from dateline.article.opening import open_article
from dateline.article.passages import LONGEST_PASSAGE, Passage, split_passages


def passages(text: str) -> tuple[Passage, ...]:
    return split_passages(open_article(text))


def texts(text: str) -> list[str]:
    return [passage.text for passage in passages(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Two men\ndied in\r\nTaiz.", "Two men died in Taiz.", id="wrapped lines"),
        pytest.param("Two\u00a0men\tdied.", "Two men died.", id="hard spaces and tabs"),
        pytest.param("\ufeffTwo m\u200ben d\u00adied.", "Two men died.", id="marks without width"),
        pytest.param("\u202aTwo men\u202c died\u200f.", "Two men died.", id="marks of direction"),
        pytest.param("A LEFT-\nWING GROUP LEFT.", "A left-wing group left.", id="broken word"),
        pytest.param("Two died.The army fled.", "Two died. The army fled.", id="lost space"),
        pytest.param("See www.Taiz.org or U.S.A. now.", "See www.Taiz.org or U.S.A. now.", id="no loss"),
        pytest.param("Saleh ― a baker ― fled.", "Saleh — a baker — fled.", id="another dash"),
    ],
)  # fmt: skip
def test_a_paragraph_is_read_as_one_clean_line(text, expected):
    assert texts(text) == [expected]


def test_each_letter_knows_where_it_came_from():
    text = "\ufeff  THE  REBELS\r\nLEFT.[TEXT] Two\u200b died.The army fled."
    for passage in passages(text):
        assert len(passage.origin) == len(passage.text)
        assert list(passage.origin) == sorted(passage.origin)
        for char, at in zip(passage.text, passage.origin, strict=True):
            assert char == " " or char.casefold() == text[at].casefold()


def test_headline_dateline_byline_and_furniture_are_kept_apart():
    text = (
        "Shells hit market\n\nBy Ana Ruiz\n\nTAIZ, Yemen (AP) — Two men died on Monday.\n\n"
        "Read more: What the rebels want\n\nShells hit market"
    )
    found = passages(text)
    assert [(p.kind, p.text) for p in found] == [
        ("headline", "Shells hit market"),
        ("paragraph", "Two men died on Monday."),
    ]
    assert text[found[1].start : found[1].end] == "Two men died on Monday."


def test_a_mark_inside_a_sentence_does_not_break_it():
    assert texts("CALI, 3 JUN 91 (EFE) -- [TEXT] TWO MEN [WORDS INDISTINCT] DIED.") == [
        "Two men died."
    ]


def test_a_headline_that_runs_into_the_story_is_a_passage_of_its_own():
    found = passages("Shells Hit Market in SouthTAIZ, Yemen (AP) — Two men died.\n\nNobody knew.")
    assert [(p.kind, p.text) for p in found] == [
        ("headline", "Shells hit market in south"),
        ("paragraph", "Two men died."),
        ("paragraph", "Nobody knew."),
    ]


@pytest.mark.parametrize(
    ("unit", "ends"),
    [("Two men died. ", "."), ("word ", "d"), ("x", "x")],
    ids=["at a sentence's end", "at a space", "anywhere"],
)
def test_a_very_long_paragraph_is_read_in_parts(unit, ends):
    text = (unit * (3 * LONGEST_PASSAGE // len(unit))).strip()
    found = passages(text)
    assert len(found) > 2
    assert all(len(p.text) <= LONGEST_PASSAGE and p.text.endswith(ends) for p in found)
    assert sum(len(p.text.replace(" ", "")) for p in found) == len(text.replace(" ", ""))
