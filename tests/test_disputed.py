"""Disputed areas: who governs, who claims, as data; every side in the same words."""

import re

import pytest

from dateline import read
from dateline.disputed import dispute_of
from dateline.gazetteer import load_gazetteer
from dateline.lexicon import table
from dateline.write.gazetteer import places_of
from dateline.write.report import compose_report
from dateline.write.trace import trace_fact

ROWS = table("disputed")


@pytest.fixture(scope="module")
def every_id() -> set[int]:
    ids = (line.partition("\t")[0] for line in load_gazetteer().lines())
    return {int(id) for id in ids if id}


def of(name: str, *, country: str | None = None):
    found = load_gazetteer().lookup(name)
    entry = next(e for e in found if country is None or e.country == country)
    return dispute_of(entry, load_gazetteer())


@pytest.mark.parametrize("area", ROWS)
def test_every_row_is_found_in_the_gazetteer_and_says_where_it_is_from(area, every_id):
    """Each id, and each region that has none, is an entry; codes are countries; dates are dates."""
    row, gazetteer = ROWS[area], load_gazetteer()
    known = {e.geonames_id for e in gazetteer.lookup(area)}
    ids = {int(id) for id in (row["geonames_ids"] or "").split("|") if id}
    if ids:
        assert ids <= every_id
    else:
        assert None in known
    for who in (*row["governed_by"].split("|"), *row["claimed_by"].split("|")):
        assert who in table("countries") or len(who) > 2
    assert row["since"] is None or re.fullmatch(r"\d{4}(-\d\d)?", row["since"])
    assert row["source"]


@pytest.mark.parametrize("area", ROWS)
def test_parties_stand_in_alphabetical_order(area):
    """So that the order says nothing for one of them."""
    for column in ("governed_by", "claimed_by"):
        parties = ROWS[area][column].split("|")
        assert parties == sorted(parties, key=lambda who: (len(who) > 2, who))


def test_a_town_has_the_dispute_of_the_area_it_lies_in():
    for town, country, area in (
        ("Simferopol", "UA", "Crimea"),
        ("Mariupol", "UA", "Donetsk Oblast"),
        ("Pristina", "XK", "Kosovo"),
        ("Taipei", "TW", "Taiwan"),
        ("Muzaffarabad", "PK", "Azad Kashmir"),
        ("Hargeisa", "SO", "Somaliland"),
        ("Nablus", "PS", "West Bank"),
        ("Rafah", "PS", "Gaza Strip"),
        ("Kyrenia", "CY", "Northern Cyprus"),
        ("Stepanakert", "AZ", "Nagorno-Karabakh"),
    ):
        found = of(town, country=country)
        assert found is not None, town
        assert found.area == area


def test_what_is_not_disputed_says_nothing():
    for name in ("Ukraine", "Kyiv", "Moscow", "Belgrade", "Lyon", "Cyprus", "Nicosia", "Las Anod"):
        assert of(name) is None


def test_the_command_shows_who_governs_and_who_claims():
    lines = list(places_of(load_gazetteer(), "Golan Heights"))
    assert lines[1].strip() == (
        "disputed  Golan Heights: governed by Israel since 1967-06; claimed by Israel and Syria; "
        "a United Nations force watches the line of 1974 (UN Security Council resolution 497 (1981))"
    )
    kashmir = list(places_of(load_gazetteer(), "Kashmir"))[1]
    assert "governed by China, India and Pakistan since 1947" in kashmir
    assert len(list(places_of(load_gazetteer(), "Lyon"))) == len(load_gazetteer().lookup("Lyon"))


@pytest.mark.model
def test_the_record_the_report_and_the_trace_say_it():
    record = read("Shells fell on Mariupol on Monday. Aid reached Lyon.", "2023-01-10")
    place = next(p for p in record.places if p.name == "Mariupol")
    assert place.disputed is not None
    assert (place.disputed.governed_by, place.disputed.claimed_by) == (("RU", "UA"),) * 2
    assert all(p.disputed is None for p in record.places if p.name == "Lyon")
    assert '"disputed": {' in record.to_json()
    words = "Donetsk Oblast: governed by Russia and Ukraine; claimed by"
    assert any(words in str(section) for section in compose_report(record).sections)
    assert any(words in value for part in trace_fact(record, place.id) for _, value in part.rows)
