"""The outlet's country: it decides where nothing else does, and nothing where it is not given."""

import pytest

from dateline import Options, read
from dateline.errors import BadInput

TEXT = "A bus overturned near Birmingham on Monday, police said."


def country_of(record, words):
    return next(p.country for p in record.places if any(m.text == words for m in p.mentions))


@pytest.mark.model
def test_a_paper_names_its_own_towns_without_the_country():
    at = {code: read(TEXT, options=Options(outlet_country=code)) for code in ("US", "us", "GB")}
    assert country_of(at["US"], "Birmingham") == country_of(at["us"], "Birmingham") == "US"
    assert country_of(at["GB"], "Birmingham") == "GB"
    place = next(p for p in at["US"].places if p.country == "US")
    assert "country_of_outlet" in place.why
    assert at["US"].methods[place.method].options["outlet_country"] == "US"


@pytest.mark.model
def test_what_the_text_says_outweighs_the_outlet():
    text = "A bus overturned near Birmingham, England. It came from London. Paris was calm."
    record = read(text, options=Options(outlet_country="US"))
    assert country_of(record, "Birmingham") == "GB"
    assert country_of(record, "Paris") == "FR"


@pytest.mark.model
def test_an_outlet_not_given_weighs_nothing():
    record = read(TEXT)
    assert not any("country_of_outlet" in p.why for p in record.places)
    assert country_of(record, "Birmingham") == "GB"


@pytest.mark.model
def test_a_country_named_is_no_place_at_home():
    """An American paper that writes of Mexico means the country, not a town in Missouri."""
    record = read("Mexico and Jordan sent aid.", options=Options(outlet_country="US"))
    assert {p.country for p in record.places} == {"MX", "JO"}


@pytest.mark.parametrize("code", ["", "U", "USA", "XX", "Kenya"])
def test_what_is_no_country_is_refused_in_words(code):
    with pytest.raises(BadInput, match="ISO 3166-1 code"):
        read(TEXT, options=Options(outlet_country=code))
