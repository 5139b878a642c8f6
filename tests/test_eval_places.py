"""The scoring of places: errors by kind, and a score that is held to what it says."""

import pytest
from eval.calibration import calibration_error
from eval.places import figures, score
from eval.toponyms import Toponym
from hypothesis import given
from hypothesis import strategies as st

from dateline.records import Place, PlaceMention

HOMS, LYON = (34.73, 36.71), (45.75, 4.85)


def place(
    name: str, start: int, at: tuple[float, float] | None, score: float | None = 0.9
) -> Place:
    mention = PlaceMention(start=start, end=start + len(name), text=name)
    lat, lon = at or (None, None)
    return Place(id=f"p{start}", name=name, lat=lat, lon=lon, mentions=(mention,), score=score)


def toponym(name: str, start: int, at: tuple[float, float]) -> Toponym:
    return Toponym(start, start + len(name), name, at, None)


def test_errors_are_counted_by_kind():
    gold = [
        toponym("Homs", 0, HOMS),  # right
        toponym("Lyon", 10, LYON),  # put elsewhere, and the gazetteer has it
        toponym("Qwrtpsdf", 20, LYON),  # put elsewhere, and the gazetteer lacks it
        toponym("Hama", 40, (35.13, 36.75)),  # found, without a point, though it is known
        toponym("Drovnyask", 50, HOMS),  # found, without a point, and not known
        toponym("Aleppo", 60, (36.2, 37.16)),  # never found
    ]
    found = (
        place("Homs", 0, HOMS),
        place("Lyon", 10, HOMS, score=0.3),
        place("Qwrtpsdf", 20, HOMS, score=0.6),
        place("Hama", 40, None, score=None),
        place("Drovnyask", 50, None, score=None),
        place("Velden", 80, HOMS),  # no place, says the gold
    )
    answers: list[tuple[float, bool]] = []
    counts, errors = score(gold, found, demonyms=False, answers=answers)
    assert counts == {
        "gold": 6, "predicted": 4, "hit": 1, "wrong_candidate": 1, "no_candidate": 1,
        "not_a_location": 1, "not_resolved": 2, "not_resolved_had_right": 1, "not_found": 1,
    }  # fmt: skip
    assert len(errors) == 6
    assert answers == [(0.9, True), (0.3, False), (0.6, False)]
    assert (figures(counts)["P"], figures(counts)["R"]) == (0.25, 0.167)


def test_a_score_that_keeps_its_word_has_no_error():
    assert calibration_error([(0.75, True)] * 3 + [(0.75, False)]) == pytest.approx(0.0)
    assert calibration_error([(0.95, False)] * 4) == pytest.approx(0.95)
    assert calibration_error([]) == 0.0


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans())))
def test_a_calibration_error_is_a_share_and_blind_to_order(answers):
    error = calibration_error(answers)
    assert 0.0 <= error <= 1.0
    assert calibration_error(answers[::-1]) == pytest.approx(error, abs=1e-4)
