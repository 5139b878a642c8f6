"""Who says what and how sure, on sentences marked up in place (`statements.txt`)."""

from pathlib import Path

import pytest
from eval.marked import Case, cases

from dateline.extract.mentions import find_entities
from dateline.extract.stance import weigh_statements
from dateline.extract.statements import find_statements

pytestmark = pytest.mark.model

CASES = tuple(cases(Path(__file__).with_name("statements.txt")))


def problems(parse, case: Case) -> list[str]:
    """Return what is read otherwise than marked."""
    parsed = parse(case.text)
    found, entities = find_statements(parsed, find_entities(parsed), ())
    names = {entity.id: entity.name for entity in entities}
    said = [s for s in weigh_statements(parsed, found) if s.kind != "narrator"]
    out = [] if case.marks else [f"read: {s.content[0].text}" for s in said]
    for mark in case.marks:
        marked = case.text[mark.start : mark.end]
        same = [s for s in said if any(_bare(c.text) == _bare(marked) for c in s.content)]
        if not same:
            out.append(f"not read: {marked} (but {[c.text for s in said for c in s.content]})")
            continue
        one = same[-1]
        speaker = names.get(one.speaker or "", "-")
        if mark.values["by"] not in speaker:
            out.append(f"{marked}: by {speaker}")
        if one.certainty != mark.values["certainty"]:
            out.append(f"{marked}: {one.certainty}")
        if "via" in mark.values and mark.values["via"] not in " ".join(names[v] for v in one.via):
            out.append(f"{marked}: via {[names[v] for v in one.via]}")
    return out


def _bare(text: str) -> str:
    return text.removeprefix("that ").removeprefix("to ").strip(" ,.“”").lower()


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(c, marks=pytest.mark.xfail(strict=True, reason="not read yet"), id=c.id)
        if c.known_failure
        else pytest.param(c, id=c.id)
        for c in CASES
    ],
)
def test_a_marked_sentence_is_read_as_marked(parse, case: Case) -> None:
    assert problems(parse, case) == []


def test_the_set_is_large_enough_to_say_something() -> None:
    assert len(CASES) >= 110
    assert sum(not c.known_failure for c in CASES) >= 0.85 * len(CASES)
