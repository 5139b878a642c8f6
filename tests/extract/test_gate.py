"""The gate: what reports no conflict gives no current events, and no dispatch is turned away."""

from pathlib import Path

import pytest

from dateline import read
from dateline.cli import main
from dateline.contract import check_record

LINES = [
    line.split(" | ")
    for line in Path(__file__).with_name("gate.txt").read_text(encoding="utf-8").splitlines()
    if " | " in line
]
PASTS = ("history", "obituary")


@pytest.mark.model
@pytest.mark.parametrize(("subject", "text"), LINES, ids=range(len(LINES)))
def test_only_reports_of_conflict_give_current_events(subject, text):
    """A subject without conflict gives no event but one with a date of its own past."""
    record = read(text, published="2023-05-04")
    check_record(record)
    if subject == "-":
        assert record.rejected == ()
        assert record.events or record.tolls
        return
    current = [e for e in record.events if subject not in PASTS or e.date_basis == "none"]
    assert current == []
    assert {r.why for r in record.rejected} <= {f"subject_{subject}"}


@pytest.mark.model
def test_what_is_kept_back_is_named_with_its_reason():
    """A reader can see which words were taken for an event, and why they gave none."""
    record = read(
        "Rovers attacked from the first minute of the match. The striker fired a penalty at the "
        "goalkeeper, and the league leaders retreated. The coach was pleased.",
        published="2023-05-04",
    )
    assert record.events == ()
    assert {r.layer for r in record.rejected} == {"events"}
    assert {r.why for r in record.rejected} == {"subject_sport"}
    assert all(r.span.text in record.article.text for r in record.rejected)
    (note,) = record.notes
    assert "sport" in note


@pytest.mark.model
def test_the_toll_of_a_crash_is_kept_without_an_event():
    """A crash is no event of conflict, yet its dead are counted."""
    record = read(
        "A bus plunged into a ravine near Cusco, killing 14 passengers. The driver was arrested. "
        "The road has been closed since the crash.",
        published="2023-05-04",
    )
    assert record.events == ()
    assert [(t.min, t.event) for t in record.tolls] == [(14, None)]


@pytest.mark.model
def test_the_command_lists_what_was_kept_back(tmp_path, capsys):
    """`dateline read --rejected` names the words and the reason."""
    path = tmp_path / "match.txt"
    path.write_text(
        "Rovers attacked from the first minute of the match. The striker fired a penalty at the "
        "goalkeeper. The coach was pleased.",
        encoding="utf-8",
    )
    assert main(["read", str(path), "--rejected"]) == 0
    printed = capsys.readouterr().out
    assert "attacked" in printed
    assert "subject_sport" in printed
