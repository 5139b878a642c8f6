"""The scorers of factuality and of pronouns count as their docstrings say."""

from collections import Counter
from pathlib import Path

import pytest
from eval.factuality import COMMONEST, VALUES, score, value
from eval.pronouns import figures, read_gum


def test_a_pair_that_was_rare_counts_as_its_realis_alone() -> None:
    assert value(("negated", "CT-")) == VALUES["negated", "CT-"]
    assert ("ongoing", "PS+") not in VALUES
    assert value(("ongoing", "PS+")) == VALUES["ongoing", "CT+"]
    assert value(("never heard of", "CT+")) == COMMONEST


def test_values_lie_on_the_scale_and_a_denial_lies_below_a_fact() -> None:
    assert all(-3 <= v <= 3 for v in VALUES.values())
    assert VALUES["negated", "CT-"] < 0 < VALUES["actual", "CT+"]


def test_the_sign_of_a_gold_zero_is_not_asked_for() -> None:
    items = [(("actual", "CT+"), 3.0), (("actual", "CT+"), -3.0), (("actual", "CT+"), 0.0)]
    got = score(iter(items))
    assert got["factuality"]["sign"] == 0.5
    assert got["factuality"]["MAE"] == pytest.approx(3.0)
    assert got["counts"] == {"words": 3, "with a sign": 2}


def test_a_pronoun_left_open_is_wrong() -> None:
    assert figures(Counter(right=3, open=1))["accuracy"] == 0.75


def test_gum_gives_paragraphs_and_nested_mentions(tmp_path: Path) -> None:
    rows = [("Ida", "(person-1"), ("Marsh", "person-1)"), ("spoke", "_"), ("She", "(person-1)")]
    conllu = ["# newpar"]
    for number, (word, _) in enumerate(rows, 1):
        if word == "She":
            conllu.append("# newpar")
        conllu.append("\t".join([str(number), word, *["_"] * 8]))
    (tmp_path / "a.conllu").write_text("\n".join(conllu) + "\n", encoding="utf-8")
    conll = [f"{n}\t{word}\t{mark}" for n, (word, mark) in enumerate(rows)]
    (tmp_path / "a.conll").write_text("# begin\n" + "\n".join(conll) + "\n", encoding="utf-8")
    text, mentions = read_gum(tmp_path / "a.conllu")
    assert text == "Ida Marsh spoke\n\nShe"
    assert sorted(text[m.start : m.end] for m in mentions) == ["Ida Marsh", "She"]
    assert {m.chain for m in mentions} == {"person-1"}
