"""Statements answer one another: denied, agreed with, said again, made to depend on."""

import pytest

from dateline.extract.mentions import find_entities
from dateline.extract.stance import weigh_statements
from dateline.extract.statements import find_statements
from dateline.records import Statement

pytestmark = pytest.mark.model


@pytest.fixture
def said(parse):
    """Return a function text -> its attributed statements."""

    def run(text: str) -> list[Statement]:
        parsed = parse(text)
        found, entities = find_statements(parsed, find_entities(parsed), ())
        return [s for s in weigh_statements(parsed, found, entities) if s.kind != "narrator"]

    return run


ANSWERS = [
    ("The rebels said the army had burned the mill. The army denied this.", "denies"),
    ("The rebels said the army had burned the mill. The army rejected the claim.", "denies"),
    ("The council said the dam was unsafe. The union agreed with this view.", "agrees"),
    (
        "The mayor said four guards drowned near Velden. The mayor said again four guards drowned near Velden.",
        "repeats",
    ),
    (
        "The army said it would leave the port. The rebels said they would sign if the army left the port.",
        "conditional_on",
    ),
    (
        "The rebels said the army would leave. In that case, the rebels said, they would free the men.",
        "conditional_on",
    ),
]


@pytest.mark.parametrize(("text", "type"), ANSWERS, ids=[c[0] for c in ANSWERS])
def test_the_last_statement_is_related_to_the_first(said, text: str, type: str) -> None:
    first, *_, last = said(text)
    assert [(r.type, r.to) for r in last.relations] == [(type, first.id)]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said the road would open. The union said the road would shut if it rained.",
        "The mayor said the bridge was gone. The union said the mill had burned.",
        "The army denied that its men had fired. The rebels said they had left.",
    ],
)
def test_statements_beside_each_other_are_not_related_for_that(said, text: str) -> None:
    assert [r for s in said(text) for r in s.relations] == []


CONDITIONS = [
    ("The union said people would starve if no aid came.", "if no aid came"),
    ("If the drones come back, the mayor said, the town will burn.", "If the drones come back"),
    ("The union said that unless aid came people would starve.", "unless aid came"),
    ("The nurse said it looked as if they had won.", None),
    ("The mayor said the mill would open even if it rained.", None),
    ("The mayor was asked if the road was open.", None),
]


@pytest.mark.parametrize(("text", "condition"), CONDITIONS, ids=[c[0] for c in CONDITIONS])
def test_the_condition_of_a_statement_is_its_if_clause(said, text: str, condition) -> None:
    found = [s.condition.text for s in said(text) if s.condition]
    assert found == ([condition] if condition else [])


def test_what_is_put_under_a_condition_is_as_sure_before_it_as_after_it(said) -> None:
    """The side of the attribution that the if-clause stands on decides nothing."""
    before = said("If the drones come back, the mayor said, the town will be bombed.")
    after = said("The town will be bombed if the drones come back, the mayor said.")
    assert [s.certainty for s in before] == [s.certainty for s in after] == ["CT+"]
