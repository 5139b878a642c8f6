"""The scoring of times: a stretch counts as its two ends, errors are counted by kind."""

from collections import Counter

import pytest
from eval.times import KINDS, Timex, compare, documents, ends_apart, evaluate, figures


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("He stayed from 3 to 5 May.", [("3", "2021-05-03"), ("5 May", "2021-05-05")]),
        ("She led it from 2014 to 2016.", [("2014", "2014"), ("2016", "2016")]),
        ("They fell between Monday and Tuesday.", [("Monday", "2021-06-14"), ("Tuesday", "2021-06-15")]),
        ("It fell on Monday.", [("Monday", "2021-06-14")]),
    ],
)  # fmt: skip
def test_a_stretch_counts_as_its_two_ends(parse, text, ends):
    found = ends_apart(parse(text, "2021-06-16"))
    assert [(t.text, t.value) for t in found] == ends
    assert all(text[t.start : t.end] == t.text for t in found)


def timex(text, words, type="DATE", value="2021"):
    start = text.index(words)
    return Timex(start, start + len(words), words, type, value)


def test_errors_are_counted_by_kind():
    """A hit may be wrong in extent, type and value at once."""
    text = "It fell on Monday, for two days, in 2021."
    gold = [timex(text, "Monday"), timex(text, "two days", "DURATION", "P2D")]
    found = [timex(text, "on Monday", "TIME", "2020"), timex(text, "2021")]
    counts: Counter[str] = Counter()
    kinds = [kind for kind, _ in compare(text, gold, found, counts)]
    assert kinds == ["wrong_extent", "wrong_type", "wrong_value", "missed", "spurious"]
    counts.update(kinds)
    result = figures(counts)
    assert (result["relaxed F"], result["strict F"], result["value F"]) == (0.5, 0.0, 0.0)
    assert {kind: result[kind] for kind in KINDS} == dict.fromkeys(KINDS, 1)


def test_offsets_are_those_of_the_text_without_its_tags(tmp_path):
    (tmp_path / "a.tml").write_text(
        '<TimeML><DCT><TIMEX3 value="2021-06-16" functionInDocument="CREATION_TIME">x</TIMEX3></DCT>'
        '<TEXT>It <EVENT>fell</EVENT> on <TIMEX3 type="DATE" value="2021-06-14">Monday</TIMEX3>.'
        "</TEXT></TimeML>"
    )
    ((text, day, gold),) = documents(tmp_path)
    assert (text, day) == ("It fell on Monday.", "2021-06-16")
    assert text[gold[0].start : gold[0].end] == "Monday"


@pytest.mark.model
def test_two_corpora_are_scored_as_one_too(tmp_path):
    """The pooled figures count documents of both, and are no mean of two F."""
    text = (
        '<TimeML><DCT><TIMEX3 value="2021-06-16" functionInDocument="CREATION_TIME">x</TIMEX3></DCT>'
        "<TEXT>{}</TEXT></TimeML>"
    )
    gold = '<TIMEX3 type="DATE" value="{}">{}</TIMEX3>'
    texts = {
        "TimeBank": "It fell on " + gold.format("2021-06-14", "Monday") + ".",
        "AQUAINT": "It fell in " + gold.format("2019", "2014") + ", not in May 2015.",
    }
    for name, body in texts.items():
        (tmp_path / "times" / name).mkdir(parents=True)
        (tmp_path / "times" / name / "a.tml").write_text(text.format(body))
    found = evaluate(tmp_path, "dev")
    assert found is not None
    pooled = found["TimeBank+AQUAINT"]
    assert (pooled["gold"], pooled["found"]) == (2, 3)
    assert (pooled["relaxed F"], pooled["value F"]) == (0.8, 0.4)
    assert (pooled["wrong_value"], pooled["spurious"], pooled["missed"]) == (1, 1, 0)
