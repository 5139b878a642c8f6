"""Cutting a text into pieces loses nothing and marks exactly what was read."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from dateline.records import Article, Event, Record, Span, Statement
from dateline.web.marking import LAYERS, Mark, cut, paragraphs

TEXT = st.text(min_size=1, max_size=60)


@st.composite
def marked(draw):
    text = draw(TEXT)
    marks = []
    for number in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        marks.append(Mark(start, end, draw(st.sampled_from(LAYERS)), f"f{number}"))
    return text, tuple(sorted(marks, key=lambda m: (m.start, -m.end)))


@given(marked())
def test_the_pieces_are_the_text_and_each_mark_covers_its_words(case):
    text, marks = case
    pieces = cut(text, marks)
    assert "".join(piece.text for piece in pieces) == text
    for mark in marks:
        covered = "".join(piece.text for piece in pieces if mark in piece.marks)
        assert covered == text[mark.start : mark.end]
    opened = [fact for piece in pieces for fact in piece.opens]
    assert sorted(opened) == sorted(mark.fact for mark in marks)


@given(marked(), st.integers(0, 500))
def test_an_offset_moves_pieces_and_marks_alike(case, offset):
    text, marks = case
    moved = tuple(Mark(m.start + offset, m.end + offset, m.layer, m.fact) for m in marks)
    here = [(p.text, p.facts) for p in cut(text, marks)]
    assert [(p.text, p.facts) for p in cut(text, moved, offset)] == here


@given(marked())
def test_a_piece_ends_only_where_a_mark_does(case):
    text, marks = case
    for left, right in itertools.pairwise(cut(text, marks)):
        assert left.marks != right.marks or right.opens


def event(article: Article, id: str, start: int, end: int) -> Event:
    return Event(
        id=id, trigger=article.span(start, end), plover="ASSAULT", acled=None, actors=(),
        targets=(), places=(), start=None, end=None, date_basis="none", realis="actual",
        said_by=(),
    )  # fmt: skip


def test_events_that_share_a_trigger_share_a_piece():
    text = "Shells hit Bara.\n\nNobody spoke."
    article = Article(id="a", sha256="0" * 64, length=len(text), text=text)
    said = Statement(id="s1", kind="indirect", speaker=None, speaker_span=None, cue=None,
                     content=(article.span(0, 15),))  # fmt: skip
    record = Record(
        article=article, statements=(said,),
        events=(event(article, "v1", 7, 10), event(article, "v2", 7, 10)),
    )  # fmt: skip
    first, second = paragraphs(record)
    (piece,) = [p for p in first.pieces if "v1" in p.facts]
    assert piece.text == "hit"
    assert set(piece.facts) == {"v1", "v2", "s1"}
    assert [p.text for p in second.pieces] == ["Nobody spoke."]


def test_a_mark_over_several_lines_shows_in_each():
    text = "“We stand.\n\nWe stay.” He left."
    article = Article(id="a", sha256="0" * 64, length=len(text), text=text)
    said = Statement(id="s1", kind="direct", speaker=None, speaker_span=None, cue=None,
                     content=(Span(start=1, end=20, text=text[1:20]),))  # fmt: skip
    lines = paragraphs(Record(article=article, statements=(said,)))
    assert ["".join(p.text for p in line.pieces if p.marks) for line in lines] == [
        "We stand.",
        "We stay.",
    ]


def test_a_long_document_is_cut_whole():
    """30,000 words with a mark on every tenth: nothing is lost on the way."""
    words = [f"word{n}" for n in range(30_000)]
    text = "\n\n".join(" ".join(words[n : n + 60]) for n in range(0, len(words), 60))
    article = Article(id="a", sha256="0" * 64, length=len(text), text=text)
    starts = [at for at in range(0, len(text), 70) if text[at : at + 1].strip()]
    record = Record(
        article=article,
        events=tuple(event(article, f"v{n}", at, at + 1) for n, at in enumerate(starts)),
    )
    lines = paragraphs(record)
    assert "\n\n".join("".join(p.text for p in line.pieces) for line in lines) == text
    assert sum(bool(p.marks) for line in lines for p in line.pieces) == len(starts)
