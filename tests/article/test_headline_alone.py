"""A text that is nothing but its headline is read, not taken for its writer's line."""

import pytest

from dateline import read
from dateline.article.opening import open_article


@pytest.mark.model
@pytest.mark.parametrize(
    "text", ["Rebels Hit Back in Goma", "Rebels hit back in Goma", "REBELS HIT BACK IN GOMA"]
)
def test_a_headline_alone_tells_its_event(text):
    record = read(text, "2024-03-15")
    assert not record.notes
    assert [(e.plover, len(e.actors)) for e in record.events] == [("ASSAULT", 1)]
    assert [p.name for p in record.places] == ["Goma"]


def test_a_writer_alone_is_no_text():
    article = open_article("By Ana Ruiz in Beirut")
    assert article.byline is not None


def test_a_writer_under_the_headline_needs_no_by():
    article = open_article(
        "Rebels hit Goma\n\nAna Ruiz in Beirut\n\nRebels attacked Goma on Monday."
    )
    assert article.byline is not None
    assert article.byline.text == "Ana Ruiz in Beirut"
