"""What is wrong with a text as it reached us."""

import pytest

from dateline.article.opening import open_article

LEAD = "Mortar rounds hit two villages south of Taiz before dawn, the governor's office said on Monday."
MORE = (
    "Three farmers were wounded, according to a nurse at the clinic in the larger of the villages."
)


def conditions(*blocks: str) -> list[tuple[str, str]]:
    article = open_article("\n\n".join(blocks))
    return [(c.kind, c.evidence[0].text) for c in article.condition]


@pytest.mark.parametrize(
    ("last", "evidence"),
    [
        ("Buses turned back at the bridge, and the gov… [+2143 chars]", "… [+2143 chars]"),
        ("Buses turned back at the bridge, and the...", "the..."),
        (MORE[:-13], "to a nurse at the clinic in the larger of"),
    ],
)
def test_a_text_that_stops_in_a_sentence_is_truncated(last, evidence):
    ((kind, shown),) = conditions(LEAD, MORE, last)
    assert kind == "truncated"
    assert shown == evidence


@pytest.mark.parametrize(
    "last",
    [
        "",
        "A. Ruiz",
        "Nobody slept that night.",
        "“We ran,” the nurse said, “and then it was quiet”",
    ],
)
def test_a_text_that_ends_is_not(last):
    assert conditions(LEAD, MORE, last) == []


def test_where_no_paragraph_ends_in_a_stop_none_is_missing():
    assert conditions(LEAD.rstrip("."), MORE.rstrip("."), LEAD.rstrip(".")) == []


def test_capitals_throughout_are_noted():
    assert conditions(LEAD.upper(), MORE.upper()) == [
        ("upper_case", "MORTAR ROUNDS HIT TWO VILLAGES SOUTH OF "),
    ]


def test_one_line_in_capitals_is_not_the_text():
    assert conditions(LEAD, "STOP THE WAR!", MORE) == []
