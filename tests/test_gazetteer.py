"""The packaged gazetteer: what names find, and what a broken file says."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.errors import BadLexicon
from dateline.gazetteer import MAGIC, Gazetteer, fold_name, load_gazetteer, sound_key
from dateline.write.gazetteer import describe, places_of


def first(name: str) -> tuple[str, str | None, str]:
    entry = load_gazetteer().lookup(name)[0]
    return entry.name, entry.country, entry.kind


@pytest.mark.parametrize(
    ("name", "geonames_id"),
    [
        ("Mariupol", 701822),
        ("Homs", 169577),
        ("Ḩimş", 169577),
        ("Mosul", 99072),
        ("Timbuktu", 2449067),
        ("Tombouctou", 2449067),
    ],
)
def test_other_spellings_find_the_same_place(name: str, geonames_id: int) -> None:
    """Case, marks and alternate names do not matter."""
    assert geonames_id in {e.geonames_id for e in load_gazetteer().lookup(name)}
    assert load_gazetteer().lookup(name.upper()) == load_gazetteer().lookup(name)


def test_a_spelling_nobody_listed_is_found_by_its_sound_and_says_so() -> None:
    """The transliteration key is the weakest match, reported as such, and can be refused."""
    found = load_gazetteer().lookup("Zaporizhia")
    assert found
    assert {e.match for e in found} == {"sound"}
    assert load_gazetteer().lookup("Zaporizhia", sound=False) == ()


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("USA", "US"), ("U.S.", "US"), ("China", "CN"), ("France", "FR"), ("UK", "GB"),
        ("Burma", "MM"), ("DR Congo", "CD"), ("Republic of Moldova", "MD"),
    ],
)  # fmt: skip
def test_a_country_is_a_country(name: str, country: str) -> None:
    """No building, university or village of that name is taken before the country."""
    kinds = [e for e in load_gazetteer().lookup(name) if e.kind == "country"]
    assert [e.country for e in kinds] == [country]


def test_a_country_is_shown_at_a_label_point_not_at_its_capital() -> None:
    gazetteer = load_gazetteer()
    country = next(e for e in gazetteer.lookup("Algeria") if e.kind == "country")
    capital = gazetteer.capital_of("DZ")
    assert capital is not None
    assert country.lat is not None
    assert capital.lat is not None
    assert capital.name == "Algiers"
    assert abs(country.lat - capital.lat) > 5


def test_an_area_and_the_town_it_is_called_after_are_two_entries() -> None:
    """The area is found by its bare name and by "X Governorate", with a point of its own."""
    gazetteer = load_gazetteer()
    kinds = {e.kind for e in gazetteer.lookup("Homs") if e.country == "SY"}
    assert kinds == {"settlement", "admin"}
    area = gazetteer.lookup("Homs Governorate")[0]
    assert (area.kind, area.level, area.country) == ("admin", 1, "SY")
    assert area.lat is not None


def test_regions_and_seas_that_news_names_are_there() -> None:
    assert first("Sahel") == ("Sahel", None, "area")
    assert first("Levant")[2] == "area"
    assert first("Black Sea") == ("Black Sea", None, "natural")
    assert first("Euphrates")[2] == "natural"


def test_a_town_knows_the_areas_it_lies_in() -> None:
    gazetteer = load_gazetteer()
    town = next(e for e in gazetteer.lookup("Mariupol") if e.geonames_id == 701822)
    assert town.admin1 is not None
    assert gazetteer.entry(town.admin1).name == "Donetsk Oblast"


def test_a_name_of_nothing_finds_nothing() -> None:
    assert load_gazetteer().lookup("") == ()
    assert load_gazetteer().lookup("’ -") == ()
    assert load_gazetteer().lookup("Qwrtpsdfgh") == ()


@pytest.mark.parametrize(
    "raw", [b"", b"nonsense", MAGIC, MAGIC + b"{}\n", MAGIC + b'{"index_bytes": 9}\nx']
)
def test_a_damaged_file_is_a_loud_error_that_says_what_to_do(raw: bytes) -> None:
    with pytest.raises(BadLexicon, match="reinstall"):
        Gazetteer(raw, source="gazetteer.bin")


@given(st.text(max_size=40))
@example("𝝖")  # a letter that has a lower case only once it is decomposed
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold_name(fold_name(name)) == fold_name(name)


@given(st.text(max_size=40))
def test_any_text_can_be_looked_up(name: str) -> None:
    for entry in load_gazetteer().lookup(name):
        assert entry.name


@pytest.mark.parametrize(
    ("one", "other"),
    [("Mykolayiv", "Mikolaiv"), ("Khan Shaykhun", "Han Shaikhun"), ("Chernihov", "Chernihiv"),
     ("al-Raqqa", "el Raqa"), ("Luhansky", "Luhanskyi")],
)  # fmt: skip
def test_transliterations_of_one_name_share_a_sound(one: str, other: str) -> None:
    assert sound_key(fold_name(one)) == sound_key(fold_name(other))


def test_a_missing_gazetteer_is_a_loud_error_with_the_way_to_mend_it(monkeypatch, tmp_path) -> None:
    """Never silent empty results."""
    monkeypatch.setattr("dateline.gazetteer.files", lambda _: tmp_path)
    load_gazetteer.cache_clear()
    try:
        with pytest.raises(BadLexicon, match="reinstall"):
            load_gazetteer()
    finally:
        load_gazetteer.cache_clear()


def test_a_file_damaged_in_the_middle_is_found_out_when_read() -> None:
    raw = bytearray(Path(load_gazetteer().source).read_bytes())
    for at in range(len(raw) // 4, len(raw), 5_000):
        raw[at] ^= 0xFF

    def read() -> None:
        broken = Gazetteer(bytes(raw), source="gazetteer.bin")
        for name in ("Homs", "Mosul", "Goma", "Kyiv", "Aden", "Paris", "Lima"):
            broken.lookup(name)

    with pytest.raises(BadLexicon, match="damaged"):
        read()


def test_every_name_leads_to_its_entries() -> None:
    gazetteer = load_gazetteer()
    name, numbers = next(iter(gazetteer.names()))
    assert set(numbers) == {e.number for e in gazetteer.lookup(name)}


def test_what_it_holds_and_what_a_name_can_mean_are_told_in_words() -> None:
    gazetteer = load_gazetteer()
    assert any("CC BY 4.0" in line for line in describe(gazetteer))
    assert "Mopti" in next(places_of(gazetteer, "Mopti"))
    assert "no place" in next(places_of(gazetteer, "Qwrtpsdfgh"))
