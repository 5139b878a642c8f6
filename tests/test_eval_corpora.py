"""The scorers of the event corpora: what counts as right, on cases of our own."""

import json
from collections import Counter, defaultdict

import pytest
from eval import cameo_ner, case2021, gvdb, hrdsattack, muc4, plover_sentences, wikievents
from eval.classes import confusions, figures_of_classes
from learn.pair_roots import fit

from dateline.extract.events.pair_roots import weigh
from dateline.vocabulary import ACLED


def test_macro_f_counts_each_class_the_same():
    gold, found = ["a"] * 8 + ["b"] * 2, ["a"] * 10
    result = figures_of_classes(gold, found)
    assert result["all"] == {
        "macro F": 0.4444, "weighted F": 0.7111, "accuracy": 0.8, "cases": 10,
    }  # fmt: skip
    assert confusions(gold, found) == {"b read as a": 2}


def test_a_class_nobody_reads_is_no_error_of_arithmetic():
    assert figures_of_classes(["a"], [None])["all"]["macro F"] == 0.0
    assert figures_of_classes([], [])["all"]["macro F"] is None


def test_every_label_of_the_snippets_is_a_type_of_acled():
    assert set(case2021.LABELS.values()) <= ACLED


def test_marks_are_taken_out_of_a_pair(tmp_path):
    file = tmp_path / "train.tsv"
    file.write_text(
        "sentence_id\tmarked_sentence\tgold_root\n"
        "1\t<s>Osteria</s> praised <t>Veldmark</t> and <t>Hollen</t>.\tSUPPORT\n"
    )
    (pair,) = plover_sentences.read_pairs(file)
    assert pair.text == "Osteria praised Veldmark and Hollen."
    assert pair.text[slice(*pair.source)] == "Osteria"
    assert pair.text[slice(*pair.target)] == "Veldmark"


def test_no_sentence_is_typed_by_weights_that_saw_it():
    """Each fold leaves out its own, and together they leave out all."""
    roots = ["A"] * 12 + ["B"] * 7
    left_out = []
    for inside, outside in plover_sentences.folds(roots):
        assert not set(inside) & set(outside)
        assert len(inside) + len(outside) == len(roots)
        left_out += outside
    assert sorted(left_out) == list(range(len(roots)))


def test_the_fit_learns_what_tells_roots_apart():
    rows = [{"always": 1.0, "cue a": 1.0}] * 6 + [{"always": 1.0, "cue b": 1.0}] * 6
    scale = fit(rows, ["A"] * 6 + ["B"] * 6)
    assert weigh({"always": 1.0, "cue a": 1.0}, scale)["A"] > 0.6
    assert weigh({"always": 1.0, "cue b": 1.0}, scale)["B"] > 0.6
    assert "cue c" not in scale.features


def incident(**values):
    base = {"date": ["02 FEB 90"], "location": ["PERU: LIMA (CITY)"], "type": ["BOMBING"],
            "perp_org": [], "confidence": [], "killed": [], "injured": []}  # fmt: skip
    return base | values


def reading(**values):
    base = {"type": "BOMBING", "days": ("1990-02-02", "1990-02-02"), "places": [("PE", {"Lima"})],
            "perpetrators": [], "killed": None, "injured": None, "trigger": "BOMB"}  # fmt: skip
    return base | values


def row(number, *, optional=False, numeric=True):
    return {"who": ["X"], "number": number, "numeric": numeric, "optional": optional}


@pytest.mark.parametrize(
    ("rows", "right"),
    [
        ([row("2")], {2}),
        ([row("2"), row("6")], {8}),
        ([row("6 / 4"), row("1")], {7, 5}),
        ([row("2"), row("1", optional=True)], {2, 3}),
    ],
)
def test_the_dead_of_an_incident_are_added_up(rows, right):
    assert muc4.totals(rows) == right


def test_numbers_that_are_no_numbers_are_not_scored():
    wanted = incident(killed=[row("PLURAL", numeric=False)])
    assert not muc4.filled("killed", wanted)
    assert muc4.agrees("killed", wanted, reading(killed=3)) is None


@pytest.mark.parametrize(
    ("gold", "days", "same"),
    [
        ("02 FEB 90", ("1990-02-02", "1990-02-02"), True),
        ("01 FEB 90 - 03 FEB 90", ("1990-02-02", "1990-02-02"), True),
        ("- 04 FEB 90", (None, "1990-02-04"), True),
        ("- 04 FEB 90", (None, "1990-02-05"), False),
        ("(02 FEB 90) / (03 FEB 90)", ("1990-02-03", "1990-02-03"), True),
        ("02 FEB 90", ("1990-02-02", "1990-02-28"), False),
        ("02 FEB 90", None, False),
    ],
)
def test_days_of_an_incident(gold, days, same):
    assert muc4.agrees("date", incident(date=[gold]), reading(days=days)) is same


@pytest.mark.parametrize(
    ("spot", "places", "same"),
    [
        ("PERU: LIMA (CITY)", [("PE", {"Lima"})], True),
        ("PERU: LIMA (CITY): OLD TOWN (NEIGHBORHOOD)", [("PE", {"Lima"})], False),
        ("PERU", [("PE", {"Lima"})], True),
        ("PERU", [("CL", {"Lima"})], False),
        ("PERU: LIMA (CITY)", [], False),
    ],
)
def test_places_of_an_incident(spot, places, same):
    assert muc4.agrees("place", incident(location=[spot]), reading(places=places)) is same


def test_incidents_are_paired_and_slots_counted():
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    gold = [incident(killed=[row("2")]), incident(type=["ATTACK"], location=["CHILE"])]
    errors = muc4.score(gold, [reading(killed=3)], tally)
    figures = muc4.figures(tally)
    assert figures["templates"]["P"] == 1.0
    assert figures["templates"]["R"] == 0.5
    assert figures["killed"]["exact"] == 0.0
    assert sum(e["slot"] == "killed" for e in errors) == 1


def test_the_parts_of_a_day_that_the_gold_gives_must_be_right():
    gold = {"year": "2021.0", "month": "02", "date": None}
    assert hrdsattack.right("date", gold, {"date": "2021-02-26"}) is True
    assert hrdsattack.right("date", gold, {"date": "2021-03-26"}) is False
    assert hrdsattack.right("year", gold, {"date": "2021-03-26"}) is True
    assert (
        hrdsattack.right("date", {"year": None, "month": None, "date": None}, {"date": "2021"})
        is None
    )


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "code"),
    [("USA", "US"), ("People's Republic of China", "CN"), ("Hong Kong", "CN"), ("Texas", None), ("None", None)],
)  # fmt: skip
def test_countries_by_the_names_coders_use(name, code):
    assert hrdsattack.country_of(name) == code


def test_spans_of_words_with_marks(tmp_path):
    file = tmp_path / "train.txt"
    file.write_text("Osterian B-S\ntroops I-S\nshelled O\nHollen B-T\n\nNobody O\ncame O\n")
    (one, spans), (two, none) = cameo_ner.sentences(file)
    assert one == "Osterian troops shelled Hollen"
    assert [one[a:b] for a, b in spans["S"]] == ["Osterian troops"]
    assert [one[a:b] for a, b in spans["T"]] == ["Hollen"]
    assert two == "Nobody came"
    assert not none["S"]


def test_a_text_joined_from_its_words():
    document = {"full_text": [["Man", "shot"], ["He", "was", "28", ",", "police", "said", "."]]}
    assert gvdb.text_of(document) == "Man shot\n\nHe was 28, police said."


@pytest.mark.model
def test_a_trigger_and_its_arguments_are_counted():
    words = [["Rebels", 0, 6], ["shelled", 7, 14], ["soldiers", 15, 23], [".", 23, 24]]
    document = {
        "sentences": [[words, "Rebels shelled soldiers."]],
        "entity_mentions": [
            {"id": "1", "start": 0, "end": 1}, {"id": "2", "start": 2, "end": 3},
        ],
        "event_mentions": [{
            "event_type": "Conflict.Attack.Unspecified", "trigger": {"start": 1, "end": 2},
            "arguments": [{"entity_id": "1", "role": "Attacker"}, {"entity_id": "2", "role": "Target"}],
        }],
    }  # fmt: skip
    counts: Counter[str] = Counter()
    wikievents.compare(json.loads(json.dumps(document)), counts)
    assert counts["trigger hits"] == 1
    assert counts["argument hits"] == counts["argument gold"] == 2
