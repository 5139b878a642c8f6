"""What holds for every text, tried on many: spans slice, reading is repeatable, layout is layout."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dateline
from dateline.article.casing import restore_case
from dateline.article.layout import paragraphs
from dateline.article.opening import open_article
from dateline.article.passages import split_passages
from dateline.article.quotations import find_quotations

# Pieces of dispatches, put together in any order: more likely to meet a rule than random letters.
PIECES = (
    "Two men were killed in Taiz on Monday, the governor said. ",
    "“We ran,” she said. ", '"It was dark', " [TEXT] ", "TAIZ, Yemen (AP) — ", "CALI, 3 JUN 91 (EFE) -- ",
    "THE ARMY [DENIED] IT (FMLN). ", "Read more: what we know", "■", "\n", "\n\n", "\r\n", " ", "\t", "\u200f", "\ufeff",
    "\u00a0", "😀", "--", "—", "'", "”", "(", "]", "...", "3 May 2021", "By Ana Ruiz", "AFP", "U.S. ", "died.The ", "İ", "a",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=14).map("".join)
LETTERS = TEXTS.filter(lambda text: "\x00" not in text and text.isprintable() is not None).map(
    lambda text: text.encode("utf-8", "ignore").decode().replace("\x00", "")
)
few = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
many = settings(max_examples=200, deadline=None)


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every span of a record's plain form, however deep."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys() and isinstance(value["text"], str):
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


@many
@given(LETTERS)
def test_an_opening_lies_in_its_text(text):
    article = open_article(text)
    parts = [article.headline, article.byline, *(f.span for f in article.furniture)]
    parts += [e for c in article.condition for e in c.evidence]
    if article.dateline:
        parts += [article.dateline.span, article.dateline.town, *article.dateline.regions]
    for span in parts:
        assert span is None or (span.text == text[span.start : span.end] and span.text)


@many
@given(LETTERS)
def test_paragraphs_are_in_order_and_hold_everything_seen(text):
    last, held = 0, []
    for start, end in paragraphs(text):
        assert last <= start < end
        held.append(text[start:end])
        last = end
    assert "".join("".join(held).split()) in "".join(text.split()) or len(held) > 1
    seen = [char for char in text if char.isalnum()]
    assert [char for block in held for char in block if char.isalnum()] == seen


@many
@given(LETTERS)
def test_a_passage_maps_back_to_the_article(text):
    article = open_article(text)
    last = -1
    for passage in split_passages(article):
        assert len(passage.origin) == len(passage.text) > 0
        assert list(passage.origin) == sorted(passage.origin)
        assert (passage.start, passage.end) == (passage.origin[0], passage.origin[-1] + 1)
        assert passage.start > last
        last = passage.end - 1
        for char, at in zip(passage.text, passage.origin, strict=True):
            assert char in " —" or char == text[at] or char.upper() == text[at].upper()


@many
@given(LETTERS)
def test_quotations_lie_in_order(text):
    article = open_article(text)
    last = 0
    for quotation in find_quotations(article, split_passages(article)):
        assert last <= quotation.start < quotation.end <= len(text)
        last = quotation.end


@many
@given(st.text(max_size=60), st.booleans())
def test_restoring_case_moves_nothing(text, headline):
    assert len(restore_case(text.upper(), {}, headline=headline)) == len(text.upper())


@pytest.mark.model
@few
@given(LETTERS)
def test_every_span_of_a_record_slices_to_its_words(text):
    record = dateline.read(text, "2021-05-04")
    for span in spans(record.to_dict()):
        assert span["text"] == text[span["start"] : span["end"]]


@pytest.mark.model
@few
@given(st.lists(LETTERS, max_size=3))
def test_reading_is_repeatable_and_a_batch_is_its_parts(batch):
    one_by_one = [dateline.read(text, "2021-05-04").to_json() for text in batch]
    together = dateline.read_many((text, "2021-05-04") for text in batch)
    assert [record.to_json() for record in together] == one_by_one


STORY = (
    "Shells hit market in Taiz\n\nTAIZ, Yemen (AP) — Two men were killed by shelling in Taiz on "
    "Monday, the governor said.\n\n“We saw smoke,” a witness told The Courier. “Then we ran.”\n"
)


@pytest.mark.model
@pytest.mark.parametrize(
    "again",
    [
        pytest.param(STORY.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(STORY.replace("\n\n", "\n \n\n"), id="more blank lines"),
        pytest.param(STORY.replace(" ", "  "), id="two spaces"),
        pytest.param(STORY.replace(" ", "\u00a0"), id="hard spaces"),
        pytest.param("\ufeff" + STORY + "\n\n", id="BOM"),
    ],
)
def test_layout_changes_no_fact(again):
    """The same words with other spaces between them give the same facts in other places."""

    def facts(text: str) -> list[tuple[str, ...]]:
        record = dateline.read(text, "2021-05-04")
        shape = lambda span: " ".join(span.text.split())  # noqa: E731
        return [
            ("toll", *(f"{shape(t.span)} {t.min} {t.max}" for t in record.tolls)),
            ("said", *(f"{shape(c)} {s.speaker}" for s in record.statements for c in s.content)),
            ("event", *(f"{shape(e.trigger)} {e.start} {e.places}" for e in record.events)),
            ("who", *(" ".join(e.name.split()) for e in record.entities)),
        ]

    assert facts(again) == facts(STORY)
