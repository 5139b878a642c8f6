"""A likelihood word is a range only for a speaker who is bound to a scale of such words."""

import pytest

from dateline.extract.mentions import find_entities
from dateline.extract.stance import weigh_statements
from dateline.extract.statements import find_statements
from dateline.lexicon import table

pytestmark = pytest.mark.model


@pytest.fixture
def scales(parse):
    """Return a function text -> [(scale, term, low, high) or None] of the attributed statements."""

    def run(text: str) -> list[tuple[str, str, int, int] | None]:
        parsed = parse(text)
        found, entities = find_statements(parsed, find_entities(parsed), ())
        return [
            (y.scale, y.term.text, y.low, y.high) if (y := s.yardstick) else None
            for s in weigh_statements(parsed, found, entities)
            if s.kind != "narrator"
        ]

    return run


CASES = [
    (
        "The UK Ministry of Defence said the bridge had likely been mined.",
        ("PHIA", "likely", 55, 75),
    ),
    (
        "There is a realistic possibility that the dam will break, British defence intelligence said.",
        ("PHIA", "realistic possibility", 40, 50),
    ),
    (
        "Britain's Defence Ministry said it was highly unlikely that the rebels would return.",
        ("PHIA", "highly unlikely", 10, 20),
    ),
    (
        "U.S. intelligence agencies assess that the raid was almost certainly planned.",
        ("ICD203", "almost certainly", 95, 99),
    ),
    ("The CIA said the rebels would very likely attack.", ("ICD203", "very likely", 80, 95)),
    # Nobody has bound these to a scale.
    ("The Velden Institute said the bridge had likely been mined.", None),
    ("The French army said the rebels would very likely attack.", None),
    # Bound to a scale, and not on it.
    ("The UK Ministry of Defence said it was not likely that the rebels had left.", None),
    ("The UK Ministry of Defence said the likely successor had left the town.", None),
    ("The UK Ministry of Defence said the bridge had been mined.", None),
]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[c[0] for c in CASES])
def test_a_likelihood_word_is_read_on_the_scale_of_its_speaker(scales, text, wanted) -> None:
    assert scales(text) == [wanted]


def test_a_pronoun_is_bound_as_its_speaker_is(scales) -> None:
    text = (
        "The UK Ministry of Defence said the bridge was gone. It said the mill had probably burned."
    )
    assert scales(text) == [None, ("PHIA", "probably", 55, 75)]


def test_the_bands_are_ranges_of_per_cent_and_the_stronger_word_says_more() -> None:
    for name, row in table("yardsticks").items():
        assert all(0 <= low < high <= 100 for low, high in row["terms"].values()), name
        assert set(row["against"]) <= set(row["terms"])
        assert row["terms"]["likely"] < row["terms"]["highly likely"]
        assert row["terms"]["highly likely"] < row["terms"]["almost certain"]
        assert row["terms"]["unlikely"] < row["terms"]["likely"]
