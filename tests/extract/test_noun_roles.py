"""Who suffers what a noun names, where the verb beside it tells who was killed or hurt."""

import pytest

from dateline import read


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "A car bomb killed Anna Berg in Hollen on Monday.",
        "Anna Berg died in Hollen as a result of an attack.",
        "Police investigate the attack that killed Anna Berg in Hollen.",
    ],
)
def test_those_whom_it_kills_suffer_it(text):
    record = read(text)
    names = {e.id: e.name for e in record.entities}
    assert ["Anna Berg"] in [[names[t] for t in v.targets] for v in record.events]


@pytest.mark.model
def test_what_only_counts_them_is_nobody():
    record = read("The raid on Hollen killed 30 others and wounded dozens.")
    names = {e.id: e.name for e in record.entities}
    assert not {names[t] for v in record.events for t in v.targets} & {"30 others", "dozens"}


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "acled"),
    [
        ("Two suicide bombers killed six guards in Hollen.", "Suicide bomb"),
        ("Up to seven missiles were fired at Hollen from the hills.",
         "Shelling/artillery/missile attack"),
    ],
)  # fmt: skip
def test_the_means_decide_the_type(text, acled):
    assert acled in {v.acled for v in read(text).events}
