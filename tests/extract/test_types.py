"""The tables of types: closed lists agree, and every mode is one of its type."""

import pytest

from dateline import read
from dateline.lexicon import table
from dateline.vocabulary import ACLED


def test_the_table_of_acled_types_is_the_closed_list():
    """Twenty-five sub-event types in six event types, the flags as the code book has them."""
    rows = table("acled_types")
    assert set(rows) == ACLED
    assert len({row["event_type"] for row in rows.values()}) == 6
    assert sum(row["demonstration"] == "1" for row in rows.values()) == 4
    strategic = [r for r in rows.values() if r["event_type"] == "Strategic developments"]
    assert not any(row["political_violence"] for row in strategic)


def test_every_mode_is_one_of_its_type():
    """Of the triggers, of the weapons, and of the table of types."""
    modes = table("plover_modes")
    used = {(row["plover"], row["mode"]) for row in table("event_triggers").values()}
    used |= {(row["plover"], row["mode"]) for row in table("acled_types").values()}
    used |= {("ASSAULT", row["mode"]) for row in table("weapons").values()}
    wrong = {(p, m) for p, m in used if p is not None and m is not None and m not in modes[p]}
    assert wrong == set()


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Rebels clashed with soldiers near Gao.", "firearms"),
        ("Jets struck a camp near Gao.", "aerial"),
        ("Malian soldiers recaptured Gao.", "seize"),
        ("The foreign minister of Chad visited Mali on Monday.", "visit"),
        ("The presidents of Chad and Mali had a phone call on Monday.", "phone"),
        ("The ministers of Chad and Mali held talks on Monday.", None),
    ],
)
def test_modes_are_told_where_the_words_or_the_type_give_them(text, mode):
    """What neither gives stays null."""
    (event,) = read(f"The week was quiet.\n\n{text}", "2021-06-16").events
    assert event.mode == mode
