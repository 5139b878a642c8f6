"""Places: found, resolved, and told from what only sounds like them. All texts are invented."""

from collections.abc import Callable

import pytest

from dateline import read
from dateline.article.parse import Parse
from dateline.extract.places import find_places
from dateline.gazetteer import load_gazetteer
from dateline.records import Place

pytestmark = pytest.mark.model
Parser = Callable[..., Parse]


def places(parse: Parser, text: str) -> tuple[Place, ...]:
    return find_places(parse(text), ())


def of(found: tuple[Place, ...], words: str) -> Place:
    """Return the place with a mention of these words."""
    return next(p for p in found if any(m.text == words for m in p.mentions))


def uses(found: tuple[Place, ...], words: str) -> list[str]:
    return [m.use for p in found for m in p.mentions if m.text == words]


def names(found: tuple[Place, ...]) -> set[str]:
    return {m.text for p in found for m in p.mentions}


def test_two_spellings_are_one_place(parse: Parser) -> None:
    found = places(parse, "Shells fell on Mariupol. In Marioupol the port burned.")
    assert of(found, "Mariupol").id == of(found, "Marioupol").id
    assert of(found, "Mariupol").geonames_id == 701822


def test_a_region_is_never_the_town_it_is_called_after(parse: Parser) -> None:
    found = places(
        parse, "Troops shelled villages in the Homs province. In Homs, shops stayed shut."
    )
    area, town = of(found, "Homs province"), of(found, "Homs")
    assert (area.kind, town.kind) == ("admin", "settlement")
    assert area.id != town.id


def test_a_shared_noun_makes_both_names_areas(parse: Parser) -> None:
    found = places(parse, "Fighting spread through the Homs and Hama provinces on Friday.")
    assert of(found, "Homs").kind == "admin"
    assert "admin" in {p.kind for p in found if any("Hama" in m.text for m in p.mentions)}


def test_a_name_after_the_comma_says_where(parse: Parser) -> None:
    found = places(parse, "A warehouse burned in Tripoli, Lebanon, on Sunday.")
    assert of(found, "Tripoli").country == "LB"
    assert of(places(parse, "A fire broke out in Long Beach, CA."), "Long Beach").country == "US"


def test_the_other_places_decide_between_namesakes(parse: Parser) -> None:
    text = "Convoys left Benghazi and Misrata for Tripoli. Libyan officials said Sirte was calm."
    assert of(places(parse, text), "Tripoli").country == "LY"


def test_countries_are_countries(parse: Parser) -> None:
    found = places(parse, "Envoys from the USA, China and France met in Uganda.")
    for name in ("USA", "China", "France", "Uganda"):
        assert of(found, name).kind == "country"


def test_a_name_nobody_knows_costs_nothing_else(parse: Parser) -> None:
    """One unresolvable name is kept without a point; the others stand."""
    found = places(parse, "Gunmen attacked Drovnyask, a village near Mariupol, police said.")
    assert of(found, "Mariupol").geonames_id == 701822
    unknown = [p for p in found if any(m.text == "Drovnyask" for m in p.mentions)]
    assert all(p.lat is None and p.geonames_id is None for p in unknown)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("President Daniel Cordoba spoke for an hour. Cordoba said talks would go on.", "Cordoba"),
        ("A nurse named Sydney Hollander was injured. Sydney was treated at home.", "Sydney"),
        ("Mr. Lincoln was not at home.", "Lincoln"),
        ("According to General Aldo Florence, the road is open.", "Florence"),
    ],
)
def test_a_person_called_like_a_town_is_no_place(parse: Parser, text: str, words: str) -> None:
    assert words not in names(places(parse, text))


def test_ordinary_words_are_no_places(parse: Parser) -> None:
    found = places(parse, "Police said on Monday that Major roads were open. The Bar was closed.")
    assert not {"Police", "Monday", "Major", "Bar"} & names(found)


@pytest.mark.parametrize(
    ("text", "words", "use"),
    [
        ("Kyiv said the attack had failed.", "Kyiv", "metonym"),
        ("The strike hit a depot in Kyiv.", "Kyiv", "location"),
        ("Iran denied the report.", "Iran", "metonym"),
        ("Troops crossed into Iran at dawn.", "Iran", "location"),
        ("A Geneva-based group published the list.", "Geneva", "modifier"),
        ("Researchers at Aleppo University protested.", "Aleppo", "modifier"),
        ("Moscow's demands were rejected.", "Moscow", "metonym"),
        ("Rockets landed on Basra's outskirts.", "Basra", "location"),
        ("The Kremlin rejected the offer.", "Kremlin", "metonym"),
    ],
)
def test_what_a_name_is_used_for(parse: Parser, text: str, words: str, use: str) -> None:
    assert uses(places(parse, text), words) == [use]


def test_a_nation_is_a_place_only_by_demonym(parse: Parser) -> None:
    found = places(parse, "Turkish jets bombed the hills, Afghan officials said.")
    assert uses(found, "Turkish") == ["demonym"]
    assert of(found, "Afghan").country == "AF"


def test_a_part_of_a_country_is_an_area_of_its_own(parse: Parser) -> None:
    found = places(parse, "Floods cut off villages in northern Nigeria.")
    area = of(found, "northern Nigeria")
    country = of(found, "Nigeria")
    assert area.kind == "area"
    assert area.relation == f"N of {country.id}"
    assert area.lat is not None
    assert country.lat is not None
    assert area.lat > country.lat


def test_an_unknown_place_gets_its_point_from_what_is_said(parse: Parser) -> None:
    text = "The convoy stopped at Drovnyask, 40 kilometers north of Mariupol, on Monday."
    found = places(parse, text)
    unknown = [p for p in found if any(m.text == "Drovnyask" for m in p.mentions)]
    if unknown:  # the model must take the name for a place first
        town = of(found, "Mariupol")
        assert unknown[0].relation == f"40 km N of {town.id}"
        assert unknown[0].lat is not None
        assert town.lat is not None
        assert unknown[0].lat - town.lat == pytest.approx(40 / 111.2, abs=0.01)


def test_tunnels_that_stretch_far_are_no_place(parse: Parser) -> None:
    found = places(parse, "The tunnels stretch some 200 kilometers below Mariupol.")
    assert [p.name for p in found] == ["Mariupol"]
    assert found[0].relation is None


def test_the_city_is_the_town_named_last(parse: Parser) -> None:
    found = places(parse, "Rebels entered Aleppo at night. They hold most of the city.")
    assert "the city" in {m.text for m in of(found, "Aleppo").mentions}


def test_the_dateline_is_a_place_with_its_country(parse: Parser) -> None:
    text = "Market reopens\n\nGOMA, Congo — Traders returned on Monday.\n\nPrices were high.\n"
    found = places(parse, text)
    assert of(found, "GOMA").country == "CD"
    assert "dateline" in of(found, "GOMA").why


def test_ids_count_up_and_every_place_is_mentioned(parse: Parser) -> None:
    text = "Shells fell on Mariupol and Homs. The Turkish army left northern Syria."
    found = places(parse, text)
    assert len({p.id for p in found}) == len(found)
    for place in found:
        assert place.mentions
        assert place.method == "places"
        for mention in place.mentions:
            assert text[mention.start : mention.end] == mention.text


def test_nothing_is_found_in_nothing(parse: Parser) -> None:
    assert places(parse, "") == ()
    assert places(parse, "it rained and rained.") == ()


@pytest.mark.parametrize("name", ["USA", "China", "France", "U.S", "U.S.", "UK", "DR Congo"])
def test_a_country_is_no_building_and_no_university(parse: Parser, name: str) -> None:
    """Users of other tools got a building in Riverside for "USA", a university for "China"."""
    found = places(parse, f"The delegation returned from {name} on Friday.")
    assert [p.kind for p in found] == ["country"]


def test_brackets_say_where_too(parse: Parser) -> None:
    found = places(parse, "He was born in a village (Kawumu in Uganda) and moved to Nairobi.")
    assert of(found, "Uganda").kind == "country"
    assert all(p.country == "UG" for p in found if any("Kawumu" in m.text for m in p.mentions))


def test_a_state_that_is_no_more_leaves_the_rest_intact(parse: Parser) -> None:
    found = places(parse, "Born in the Soviet Union, she lives in Lyon and works in Geneva.")
    assert of(found, "Lyon").country == "FR"
    assert of(found, "Geneva").country == "CH"


def test_a_text_reads_the_same_alone_and_after_others(parse: Parser) -> None:
    texts = ["Fire broke out in Tripoli, Lebanon.", "Convoys left Benghazi for Tripoli.", "Paris."]
    alone = [places(parse, text) for text in texts]
    assert [places(parse, text) for text in reversed(texts)] == alone[::-1]


def test_a_place_says_how_sure_its_point_is(parse: Parser) -> None:
    """The score is a chance; what stands nowhere on the map has none."""
    found = places(parse, "Shells fell on Mariupol. Gunmen held Drovnyask, a village, until dawn.")
    mariupol = of(found, "Mariupol").score
    assert mariupol is not None
    assert 0.5 < mariupol <= 1.0
    assert all(p.score is None for p in found if p.lat is None)


@pytest.mark.parametrize(
    ("text", "words", "codes"),
    [
        ("A shell hit a school in Homs.", "Homs", (1, 1)),
        ("A shell landed near Homs.", "Homs", (2, 2)),
        ("Shelling went on in the outskirts of Homs.", "Homs", (2, 2)),
        ("Rockets landed on Basra's outskirts.", "Basra", (2, 2)),
        ("The convoy was stopped north of Homs.", "Homs", (2, 2)),
        ("Fighting near Homs went on. Two people died in Homs.", "Homs", (1, 1)),
        ("Clashes broke out in the Homs province.", "Homs province", (3, 4)),
        ("Floods hit northern Nigeria.", "northern Nigeria", (3, 5)),
        ("Aid arrived in Yemen.", "Yemen", (3, 6)),
        ("A tanker was hit in the Black Sea.", "Black Sea", (3, 7)),
    ],
)
def test_the_preposition_and_the_kind_say_how_exact(
    parse: Parser, text: str, words: str, codes: tuple[int, int]
) -> None:
    place = of(places(parse, text), words)
    assert (place.geo_precision, place.where_prec) == codes


def test_what_lies_between_two_towns_is_a_place_of_its_own(parse: Parser) -> None:
    found = places(parse, "A bus was ambushed between Homs and Hama on Tuesday.")
    middle = of(found, "between Homs and Hama")
    homs, hama = of(found, "Homs"), of(found, "Hama")
    assert middle.relation == f"between {homs.id} and {hama.id}"
    assert middle.lat is not None
    assert homs.lat is not None
    assert hama.lat is not None
    assert homs.lat < middle.lat < hama.lat
    assert (middle.geo_precision, middle.where_prec) == (2, 5)


def test_a_road_is_known_by_its_two_ends(parse: Parser) -> None:
    found = places(parse, "Mines were laid along the Homs-Hama highway, drivers said.")
    road = of(found, "Homs-Hama highway")
    assert (road.kind, road.where_prec) == ("facility", 5)
    assert road.relation is not None
    assert road.relation.startswith("on the road between ")


def test_talks_between_two_capitals_are_nowhere_between_them(parse: Parser) -> None:
    found = places(
        parse, "Talks between Cairo and Khartoum failed. A match pitted Homs against Hama."
    )
    assert not [p for p in found if p.relation]


@pytest.mark.parametrize(
    "text",
    [
        "A clash broke out in the village of Banjska in Kosovo on Sunday, police said.",
        "Shells fell on Karsa, in eastern Ethiopia, on Friday.",
    ],
)
def test_no_place_lies_outside_the_country_it_is_said_to_be_in(text):
    """Bansko is in Bulgaria and Kars in Turkey: better no point than theirs."""
    record = read(text, "2024-03-05")
    assert {p.country for p in record.places} <= {None, "XK", "ET"}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The convoy reached Hama, 45 kilometers north of Homs, at noon.", "offset_agrees"),
        ("The convoy reached Hama, 300 kilometers south of Homs, at noon.", "offset_disagrees"),
    ],
)
def test_an_apposition_checks_the_place_and_says_when_it_disagrees(
    parse: Parser, text: str, rule: str
) -> None:
    """The point stays that of the gazetteer; what the text says is not dropped in silence."""
    hama = of(places(parse, text), "Hama")
    assert rule in hama.why
    assert hama.relation is None
    assert hama.lat == of(places(parse, "The convoy reached Hama."), "Hama").lat
    unsettled = [u for u in read(text).unresolved if u.layer == "places"]
    assert [u.span.text for u in unsettled] == (["Hama"] if rule == "offset_disagrees" else [])


@pytest.mark.parametrize(
    "words",
    [
        "road from Homs to Hama",
        "highway linking Homs and Hama",
        "road between Homs and Hama",
        "railway connecting Homs with Hama",
    ],
)
def test_a_road_told_by_its_two_ends_is_one_place(parse: Parser, words: str) -> None:
    found = places(parse, f"Mines were laid along the {words}, drivers said.")
    road = of(found, words)
    homs, hama = of(found, "Homs"), of(found, "Hama")
    assert road.relation == f"on the road between {homs.id} and {hama.id}"
    assert (road.kind, road.why) == ("facility", ("road_of_two",))
    assert not [p for p in found if p.relation and p is not road]


def test_a_way_told_is_no_road(parse: Parser) -> None:
    found = places(parse, "The families walked from Homs to Hama in two days.")
    assert not [p for p in found if p.relation]


@pytest.mark.parametrize("name", ["USA", "China", "France", "U.S"])
def test_a_country_alone_is_a_country(parse: Parser, name: str) -> None:
    """As whole texts too: a name with nothing around it went to buildings and universities."""
    assert [p.kind for p in places(parse, name)] == ["country"]


def test_one_name_nobody_knows_empties_no_record() -> None:
    """Users of other tools lost every place of a text to one name."""
    known = "Shells fell on Mariupol and Homs. Aid came from France."
    at = {p.name: p.geonames_id for p in read(known).places}
    for unknown in ("Drovnyask", "Drovnyask-on-Tolle", "Qwrtpsdf"):
        record = read(f"{known} Gunmen held {unknown}, a village, until dawn.")
        assert at.items() <= {p.name: p.geonames_id for p in record.places}.items()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Shells hit Bakhmut on Friday.", "Bakhmut"),
        ("Shells hit Toretsk on Friday, the army said.", "Toretsk"),
        ("Rebels hit back on Friday near Goma.", "Goma"),
    ],
)
def test_a_name_new_to_the_model_after_its_verb_is_a_place(text, name):
    """The parse takes an unknown name after "hit" for an adverb."""
    assert [p.name for p in read(text, "2023-01-10").places] == [name]


def test_another_transliteration_of_its_own_name_comes_before_an_old_name_of_elsewhere():
    """Nikopol was once called Slavyansk; Sloviansk is a town of its own."""
    first, *_ = load_gazetteer().lookup("Sloviansk")
    assert (first.name, first.match) == ("Slovyansk", "exact")
    (place,) = read("Shells hit Sloviansk. Nobody was hurt.", "2023-01-10").places
    assert place.admin1 == "Donetsk Oblast"


def test_a_sole_namesake_elsewhere_is_not_surer_for_its_sound():
    """Konna in Mali is not in the gazetteer; Conna in Ireland is called so too."""
    assert {e.match for e in load_gazetteer().lookup("Konna")} == {"alternate"}
    text = "A drone struck a boat near Konna on Monday. Soldiers patrol Mopti and Sevare in Mali."
    assert "IE" not in {p.country for p in read(text, "2024-04-02").places}
