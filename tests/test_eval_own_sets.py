"""The scorers of the own sets count as they say, and run where there are no corpora."""

import json

import pytest
from eval import __main__ as command
from eval import own_sets
from eval.coverage import coverage
from eval.marked import unmark
from hypothesis import given
from hypothesis import strategies as st


def test_the_surest_rows_come_first():
    """Shares are of the best by score; the last share is all of them."""
    rows = [(0.9, True), (0.8, True), (0.7, False), (0.1, False), (0.2, False)]
    figures = coverage(rows)
    assert figures["best 30%"] == 1.0
    assert figures["best 100%"] == 0.4


def test_rows_of_one_score_count_in_equal_parts():
    """The order of equals must not decide a figure."""
    rows = [(0.5, True), (0.5, False)]
    assert coverage(rows)["best 50%"] == coverage(rows[::-1])["best 50%"] == 0.5


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_shares_are_shares_and_do_not_depend_on_order(rows):
    figures = coverage(rows)
    assert all(0 <= value <= 1 for key, value in figures.items() if key != "rows")
    assert coverage(rows[::-1]) == pytest.approx(figures)


def test_a_score_that_means_what_it_says_has_no_error():
    """Of rows with 0.75, three in four are right."""
    assert coverage([(0.75, n != 0) for n in range(4)])["calibration_error"] == 0
    assert coverage([(1.0, False)])["calibration_error"] == 1


def test_no_rows_have_no_shares():
    assert coverage([]) == {"rows": 0}


def test_bounds_of_a_mark():
    """n is both bounds; what is left out is open."""
    (mark,) = unmark("[up to six men](toll harm=killed max=6)")[1]
    assert own_sets.bounds(mark) == ("killed", None, 6)
    (mark,) = unmark("[six men](toll harm=killed n=6)")[1]
    assert own_sets.bounds(mark) == ("killed", 6, 6)


def test_every_set_has_the_size_that_was_asked_for():
    """Tolls 150, claims 100, speakers 200, negatives 150, rows 50."""
    marks = {
        name: sum(len(case.marks) for case in own_sets.load(name)) for name in ("tolls", "control")
    }
    assert marks["tolls"] >= 150
    assert marks["control"] >= 100
    assert len(own_sets.load("speakers_and_actors")) >= 200
    assert len(own_sets.load("no_events")) >= 150
    assert len(own_sets.load("rows")) >= 50


@pytest.mark.parametrize("name", ["speakers_and_actors", "no_events", "rows", "control", "tolls"])
def test_no_sentence_stands_in_a_set_twice(name):
    texts = [case.text for case in own_sets.load(name)]
    assert len(set(texts)) == len(texts)


@pytest.mark.model
def test_a_miss_and_a_find_are_counted(monkeypatch):
    """A sentence read rightly is a hit; one that gives what is not marked lowers precision."""
    lines = (
        "Police [arrested nine students](toll harm=arrested n=9) in Tarvik.",
        "Police arrested nine students in Tarvik.",
        "[Nobody is counted here](toll harm=killed n=3).",
    )
    cases = [
        own_sets.Case(str(n), *unmark(line), known_failure=False) for n, line in enumerate(lines)
    ]
    monkeypatch.setattr(own_sets, "load", lambda _: cases)
    figures, wrong = own_sets.tolls()
    assert (figures["hits"], figures["gold"], figures["predicted"]) == (1, 2, 2)
    assert [kind for kind, _ in wrong] == ["look-alike taken", "missed"]


def test_the_own_sets_need_no_corpora(monkeypatch, tmp_path, capsys):
    """Without a folder the own sets are scored, and figures kept from before stay."""
    monkeypatch.setattr(own_sets, "SCORES", {"tolls": lambda: ({"F1": 0.5}, [("missed", "x")])})
    out = tmp_path / "dev.json"
    out.write_text(json.dumps({"scores": {"record": {"figures": {}}}}), encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["eval", "--out", str(out)])
    assert command.main() == 0
    scores = json.loads(out.read_text(encoding="utf-8"))["scores"]
    assert scores["own_sets"]["figures"]["errors"] == {"tolls: missed": ["x"]}
    assert "record" in scores
    assert "tolls: missed" in capsys.readouterr().out


def test_a_corpus_without_its_folder_is_refused(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["eval", "--only", "record"])
    with pytest.raises(SystemExit):
        command.main()
    assert "--corpora DIR" in capsys.readouterr().err
