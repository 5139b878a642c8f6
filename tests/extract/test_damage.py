"""Harm to things: what, where, how far, in whose words, and what must never count."""

from pathlib import Path

import pytest
from eval.marked import cases

from dateline import read

CASES = tuple(cases(Path(__file__).with_name("damage.txt")))


@pytest.mark.model
@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=case.id,
            marks=pytest.mark.xfail(reason="known failure") if case.known_failure else (),
        )
        for case in CASES
    ],
)
def test_marked_damage(case):
    """Every marked thing is found with its place, and nothing else is."""
    record = read(case.text, published="2023-05-04")
    names = {p.id: p.name for p in record.places}
    assert len(record.damage) == len(case.marks), [d.span.text for d in record.damage]
    for mark, item in zip(case.marks, record.damage, strict=True):
        assert item.object.split()[-1] in mark.values["object"].split("|")
        assert item.span.start < mark.end
        assert mark.start < item.span.end
        if mark.values["place"] == "-":
            assert item.place is None
        else:
            assert item.place is not None
            assert mark.values["place"] in names[item.place]
        assert mark.values.get("extent", "") in (item.extent or "")


@pytest.mark.model
def test_damage_belongs_to_its_voice():
    """The one who says that the bridge was destroyed is kept with it."""
    record = read(
        "The shelling destroyed a bridge in Homs, Mayor Abdi Warsame said.", published="2023-05-04"
    )
    (item,) = record.damage
    speakers = {s.id: s.speaker for s in record.statements}
    (voice,) = item.said_by
    assert any(e.id == speakers[voice] and "Warsame" in e.name for e in record.entities)


@pytest.mark.model
def test_what_a_voice_denies_is_no_damage():
    """A denial says that nothing was destroyed."""
    record = read(
        '"Our planes did not damage the hospital," the army said.', published="2023-05-04"
    )
    assert record.damage == ()
