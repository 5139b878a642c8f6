"""A time that only measures a superlative dates nothing."""

import pytest

from dateline import read

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The attack was the largest since December.", None),
        ("The attack on Kyiv was the worst in 10 years.", None),
        ("The attack on the hospital was the first since 2019.", None),
        ("Rebels attacked the base in the deadliest assault since March.", None),
        ("Rockets hit Kyiv on Monday for the first time since December.", "2024-03-11"),
        # Turned round: a time of its own, beside no superlative or as the month of the first.
        ("Rebels have shelled the town since December.", "2023-12-01"),
        ("The largest base has been shelled since December.", "2023-12-01"),
        ("The first attack in March hit the town.", "2024-03-01"),
    ],
)
def test_since_when_none_was_like_it_is_not_when_it_was(text, day):
    (event,) = read(text, "2024-03-15").events
    assert event.start == day
