"""Which lines are one paragraph: told by blank lines, indents and line lengths."""

import pytest

from dateline.article.layout import paragraphs

LONG = (
    "Gunmen stopped a bus on the road to Marib at dawn and took nine passengers away, the "
    "governor's office said, and nobody has been heard of since then."
)


def read(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("One.\n\nTwo.", ["One.", "Two."], id="blank line"),
        pytest.param("One.\r\n\r\nTwo.", ["One.", "Two."], id="CRLF"),
        pytest.param("One.\n \t\nTwo.", ["One.", "Two."], id="a line of spaces is blank"),
        pytest.param("\ufeffOne.\n\n\u200f\n\nTwo.\u200e", ["One.", "Two."], id="unseen marks"),
        pytest.param(f"{LONG}\n{LONG}", [LONG, LONG], id="a line wider than any wrap"),
        pytest.param("Short one\n" + LONG, ["Short one", LONG], id="headline without blank line"),
        pytest.param("", [], id="empty"),
        pytest.param(" \n\ufeff\n", [], id="nothing seen"),
    ],
)
def test_paragraphs(text, expected):
    assert read(text) == expected


def test_hard_wrapped_lines_are_one_paragraph():
    """A line that could not take the next word goes on below."""
    text = (
        "Gunmen stopped a bus on the road to Marib at dawn and took nine\n"
        "passengers away, the governor's office said. They left the driver\n"
        "behind.\n"
    )
    assert len(read(text)) == 1


def test_an_indent_opens_a_paragraph_without_a_blank_line():
    text = (
        "   GUNMEN STOPPED A BUS ON THE ROAD TO MARIB AT DAWN AND TOOK NINE\n"
        "PASSENGERS AWAY, THE GOVERNOR SAID.\n"
        "   THE DRIVER WAS LEFT BEHIND AND WALKED TO A POLICE POST, HE ADDED.\n"
    )
    assert [p[:10] for p in read(text)] == ["GUNMEN STO", "THE DRIVER"]


def test_short_lines_that_end_like_sentences_are_paragraphs():
    text = "Gunmen stopped a bus.\nNine people were taken.\nThe driver was left behind.\n"
    assert len(read(text)) == 3
