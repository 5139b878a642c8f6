"""Who is said to hold, take, lose or aim at a place, and what only sounds like it."""

from pathlib import Path

import pytest
from eval.marked import cases

import dateline
from dateline.pipeline import read
from dateline.records import Record

CASES = tuple(cases(Path(__file__).with_name("control.txt")))


def told(record: Record) -> list[tuple[str, str, frozenset[str]]]:
    """Return place, status and holders of each claim, as names."""
    names = {e.id: " ".join((e.name, *(m.text for m in e.mentions))) for e in record.entities}
    places = {p.id: " ".join((p.name, *(m.text for m in p.mentions))) for p in record.places}
    return [
        (places[c.place], c.status, frozenset(names[h] for h in c.holders)) for c in record.control
    ]


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
def test_marked_control(case):
    """Every marked claim is found with its place, status and holders, and nothing else is."""
    record = read(case.text, published="2023-05-04")
    claims = told(record)
    assert len(claims) == len(case.marks), claims
    for mark in case.marks:
        by = [] if mark.values["by"] == "-" else mark.values["by"].split(",")
        number, (_, _, holders) = next(
            (n, claim)
            for n, claim in enumerate(claims)
            if mark.values["place"] in claim[0] and claim[1] == mark.values["status"]
        )
        assert len(holders) == len(by), holders
        assert all(any(word in name for name in holders) for word in by), holders
        claim = record.control[number]
        assert claim.certainty == mark.values.get("certainty", claim.certainty)
        assert mark.values.get("extent", "") in (claim.extent or "")


@pytest.mark.model
def test_a_claim_belongs_to_its_voice():
    """The one who says that the town fell is kept with the claim."""
    record = read(
        "Rebels captured Aden on Monday, Mayor Abdi Warsame said.", published="2023-05-04"
    )
    (claim,) = record.control
    speakers = {s.id: s.speaker for s in record.statements}
    (voice,) = claim.said_by
    assert any(e.id == speakers[voice] and "Warsame" in e.name for e in record.entities)


@pytest.mark.model
def test_one_voice_that_repeats_itself_makes_one_claim():
    """The same claim in the same voice is one claim; another voice's is another."""
    text = (
        "The rebels captured Aden, Mayor Abdi Warsame said. The road is closed. "
        "The rebels captured Aden, Mayor Warsame said. The rebels captured Aden, a doctor said."
    )
    claims = read(text, published="2023-05-04").control
    assert sorted(len(c.said_by) for c in claims) == [1, 2]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Loikaw, a town held by the Myanmar military, was hit.", ["holds"]),
        ("Rebels attacked Goma, a city controlled by the army.", ["holds"]),
        ("Rebels attacked Goma, a city of traders.", []),
    ],
)
def test_what_is_said_beside_the_name_is_said_of_the_place(text, claims):
    """In apposition: "Loikaw, a town held by"."""
    record = dateline.read(text, "2021-06-16")
    assert [claim.status for claim in record.control] == claims
    assert all(claim.place == record.places[0].id for claim in record.control)
