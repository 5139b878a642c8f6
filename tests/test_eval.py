"""The scorers count as they say: pairing, whole records, the gate."""

import itertools
import random

import pytest
from eval.gate import compare, figures
from eval.pairing import best_pairs
from eval.record import LAYERS, Comparison, sum_up


@pytest.mark.parametrize("seed", range(25))
def test_no_pairing_is_heavier(seed):
    """Against every permutation of small random tables."""
    rng = random.Random(seed)  # noqa: S311 - a test needs no secrecy
    rows, columns = rng.randint(1, 5), rng.randint(1, 5)
    weights = {
        (i, j): rng.randint(1, 9) / 4
        for i in range(rows)
        for j in range(columns)
        if rng.random() < 0.7
    }
    longer = max(rows, columns)
    best = max(
        sum(weights.get((i, j), 0.0) for i, j in enumerate(order))
        for order in itertools.permutations(range(longer))
    )
    pairs = best_pairs(weights)
    assert sum(weights[pair] for pair in pairs) == pytest.approx(best)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)


TEXT = "Osric Vane said that seven people were probably killed in Velden on Monday."


def span(words: str) -> dict:
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words), "text": words}


def record() -> dict:
    return {
        "entities": [
            {"id": "a", "type": "person", "name": "Osric Vane", "mentions": [span("Osric Vane")]}
        ],
        "places": [
            {"id": "p", "name": "Velden", "geonames_id": 1, "lat": 46.6, "lon": 14.0,
             "kind": "settlement", "mentions": [span("Velden")]}
        ],
        "times": [
            {"id": "t", "span": span("Monday"), "start": "2024-05-13", "end": "2024-05-13",
             "granularity": "day"}
        ],
        "statements": [
            {"id": "s", "kind": "indirect", "speaker": "a", "certainty": "PR+",
             "content": [span("seven people were probably killed in Velden on Monday")]}
        ],
        "events": [
            {"id": "v", "trigger": span("killed"), "plover": "ASSAULT", "acled": None,
             "actors": [], "targets": [], "places": ["p"], "start": "2024-05-13",
             "end": "2024-05-13", "date_basis": "relative", "realis": "actual"}
        ],
        "tolls": [
            {"id": "k", "span": span("seven people were probably killed"), "harm": "killed",
             "min": 7, "max": 7, "victims": "unknown", "children": False}
        ],
        "control": [
            {"id": "c", "span": span("in Velden"), "place": "p", "holders": ["a"],
             "status": "holds"}
        ],
    }  # fmt: skip


def score(gold: dict, found: dict) -> dict:
    return sum_up([Comparison(gold, found).counts])


def test_a_record_agrees_with_itself():
    for name, values in score(record(), record()).items():
        assert values["F1"] == 1.0, name


def test_nothing_found_is_nothing_right():
    empty = {layer: [] for layer in record()}
    figures = score(record(), empty)
    assert set(figures) == set(LAYERS)
    assert figures["tolls"]["R"] == 0.0
    assert figures["tolls"]["P"] is None


def test_an_open_range_is_another_toll_and_a_far_town_another_place():
    found = record()
    found["tolls"][0]["max"] = None
    found["places"][0] |= {"geonames_id": 2, "lat": 48.0}
    figures = score(record(), found)
    assert figures["tolls"]["F1"] == 0.0
    assert figures["places"]["F1"] == 0.0
    assert figures["events"]["F1"] == 1.0
    assert figures["events+place"]["F1"] == 0.0


def test_what_the_gold_accepts_or_calls_uncertain_is_not_held_against_a_record():
    gold, found = record(), record()
    gold["tolls"][0]["accept"] = [{"min": 6}]
    found["tolls"][0]["min"] = 6
    found["events"].append({**found["events"][0], "id": "w", "trigger": span("said"),
                            "plover": "CONSULT"})  # fmt: skip
    gold["uncertain"] = [{"span": span("said"), "layer": "events", "why": "a saying"}]
    figures = score(gold, found)
    assert figures["tolls"]["F1"] == 1.0
    assert figures["events"]["F1"] == 1.0


def test_a_pronoun_does_not_carry_an_entity():
    found = record()
    found["entities"][0] |= {"name": "he", "mentions": [{"start": 0, "end": 2, "text": "He"}]}
    assert score(record(), found)["statements+speaker"]["F1"] == 0.0


def test_the_gate_sees_a_fall_and_another_corpus():
    floors = {"record": {"corpus": "ab", "floors": {"layers.tolls.F1": 0.7}}}
    now = {"record": {"corpus": "ab", "figures": {"layers": {"tolls": {"F1": 0.6}}}}}
    assert dict(figures(now["record"]["figures"])) == {"layers.tolls.F1": 0.6}
    assert len(list(compare(now, floors))) == 1
    now["record"]["figures"]["layers"]["tolls"]["F1"] = 0.8
    assert not list(compare(now, floors))
    now["record"]["corpus"] = "cd"
    assert len(list(compare(now, floors))) == 1
