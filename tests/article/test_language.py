"""A text that is not English is refused as a whole, and the record says so."""

import pytest

from dateline import read
from dateline.article.language import guess_language

SPANISH = (
    "El ejército informó el lunes de que al menos doce personas murieron en un ataque con cohetes "
    "contra el mercado de la ciudad, mientras que el gobierno negó toda responsabilidad y pidió "
    "una investigación independiente a las Naciones Unidas sobre lo ocurrido."
)
ENGLISH = (
    "The army said on Monday that at least twelve people were killed in a rocket attack on the "
    "market of the town, while the government denied that it was to blame and asked the United "
    "Nations for an inquiry into what had happened."
)


@pytest.mark.parametrize("text", [ENGLISH, ENGLISH.upper(), "Rockets hit Taiz", ""])
def test_english_in_any_case_or_too_short_to_tell(text):
    assert guess_language(text) == "en"


def test_another_language_gives_an_empty_record_with_the_reason():
    record = read(SPANISH, "2024-03-05")
    assert record.article.language == "und"
    assert not record.statements
    assert not record.tolls
    assert "English" in record.notes[0]
