"""The PolNeAR scorer pairs contents by overlap, joins by cue, and leaves nested statements out."""

from eval.statements import HALF, join_by_cue, paired, quoted_letters

from dateline.records import Span, Statement

TEXT = "Ida Marsh said Omar Reyes had told her the mill burned, the bridge fell."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), text=words)


def statement(id: str, speaker: str, cue: str, *content: str) -> Statement:
    return Statement(
        id=id,
        kind="indirect",
        speaker=None,
        speaker_span=span(speaker),
        cue=span(cue),
        content=tuple(map(span, content)),
    )


def test_contents_are_paired_best_first_and_once() -> None:
    gold = [frozenset(range(10)), frozenset(range(20, 30))]
    found = [frozenset(range(6)), frozenset(range(9)), frozenset(range(29, 60))]
    assert paired(gold, found, HALF) == [(0, 1)]


def test_statements_that_share_a_cue_are_one_prediction() -> None:
    parts = (
        statement("s1", "Ida Marsh", "said", "the mill burned"),
        statement("s2", "Ida Marsh", "said", "the bridge fell"),
    )
    assert len(join_by_cue(TEXT, parts)) == 1


def test_a_statement_inside_another_is_left_out() -> None:
    outer = statement("s1", "Ida Marsh", "said", "Omar Reyes had told her the mill burned")
    inner = statement("s2", "Omar Reyes", "told", "the mill burned")
    [only] = join_by_cue(TEXT, (outer, inner))
    assert TEXT.index("Omar") in only.content


def test_a_quotation_left_open_runs_to_the_end_of_its_line() -> None:
    text = "She said “we go\nThey went"
    assert text.index("go") in quoted_letters(text)
    assert text.index("went") not in quoted_letters(text)
