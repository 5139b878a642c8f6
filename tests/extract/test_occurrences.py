"""Where and when "the incident took place" is where and when the happening before it was."""

import pytest

from dateline import read
from dateline.records import Event, Record

pytestmark = pytest.mark.model

LEAD = "The week was quiet.\n\n"


def first(text: str) -> tuple[Record, Event]:
    record = read(LEAD + text, "2021-06-16")
    return record, record.events[0]


def names(record: Record, event: Event) -> list[str]:
    return [p.name for p in record.places if p.id in event.places]


def test_the_place_of_the_incident_is_that_of_the_event():
    """The sentence after tells where and on what day; the rules say so."""
    record, event = first("Rebels shot two guards. The incident took place in Goma on Monday.")
    assert names(record, event) == ["Goma"]
    assert event.start == "2021-06-14"
    assert {"place_of_occurrence", "time_of_occurrence"} <= set(event.why)


def test_what_an_event_says_of_itself_is_not_overruled():
    """A place of its own stays, whatever is told of an incident."""
    record, event = first("Rebels shot two guards in Aden. The incident occurred in Goma.")
    assert names(record, event) == ["Aden"]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shot two guards. The attack could take place in Goma.",
        "Rebels shot two guards. The attack did not take place in Goma.",
        "Rebels shot two guards. The festival took place in Goma.",
        "Rebels shot two guards. Another incident occurred in Goma.",
    ],
)
def test_what_tells_of_something_else_fills_nothing(text):
    """Plans, denials, other things and other incidents have places of their own."""
    record, event = first(text)
    assert names(record, event) == []
