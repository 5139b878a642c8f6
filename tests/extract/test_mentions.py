"""Who is named: one entity however it is spelled, and never two people under one name."""

from collections.abc import Callable

import pytest

from dateline.article.parse import Parse
from dateline.extract.mentions import EntityBook, find_entities
from dateline.records import Entity

pytestmark = pytest.mark.model


@pytest.fixture
def entities(parse: Callable[..., Parse]) -> Callable[[str], dict[str, Entity]]:
    """Return a function text -> {name: entity}."""
    return lambda text: {e.name: e for e in find_entities(parse(text))}


def surfaces(entity: Entity) -> list[str]:
    return [m.text for m in entity.mentions]


def test_one_person_in_two_spellings(entities):
    """A surname is compared by sound, so a transliteration does not make a second person."""
    found = entities(
        "Syrian Foreign Minister Khaled Mansoor spoke on Friday. “We will hold,” added Mr. Mansour."
    )
    assert surfaces(found["Khaled Mansoor"]) == ["Khaled Mansoor", "Mansour"]
    assert found["Khaled Mansoor"].role == "Syrian Foreign Minister"
    assert found["Khaled Mansoor"].side == "Syria"


def test_different_given_names_are_two_people(entities):
    found = entities("Omar Haddad met Salim Haddad in Aleppo. Omar Haddad left early.")
    assert len([n for n in found if "Haddad" in n]) == 2


def test_a_town_the_model_takes_for_a_person_is_no_person(entities):
    """The gazetteer knows the town; nobody of that name was given in full."""
    found = entities("Troops entered Kupiansk on Monday. Kupiansk was quiet by evening.")
    assert not [e for e in found.values() if e.type == "person"]


def test_apposition_is_the_same_entity(entities):
    found = entities("Ibrahim Diallo, the governor of the northern region, said the road was cut.")
    diallo = found["Ibrahim Diallo"]
    assert diallo.role == "governor of the northern region"
    assert len(diallo.mentions) == 2


def test_the_forces_of_one_state_are_one(entities):
    found = entities(
        "Ethiopian troops entered Mekelle. The Ethiopian army shelled a ridge. "
        "Ethiopian forces then withdrew. Eritrean forces stayed."
    )
    forces = [e for e in found.values() if e.type == "armed_actor"]
    assert sorted(len(e.mentions) for e in forces) == [1, 3]


def test_a_capital_as_subject_stands_for_its_state(entities):
    found = entities("Sudan rejected the offer. Khartoum accused its neighbours of lying.")
    assert surfaces(found["Sudan"]) == ["Sudan", "Khartoum"]


def test_a_country_where_something_happens_is_no_actor(entities):
    found = entities("Fighting went on in Libya for a third week.")
    assert "Libya" not in found


def test_known_bodies_go_by_all_their_names(entities):
    found = entities("ISIS claimed the attack. The Islamic State has said so before.")
    assert found["Islamic State"].type == "armed_actor"
    assert len(found["Islamic State"].mentions) == 2


def test_the_ministry_is_the_ministry_named_before(entities):
    found = entities("The Malian Ministry of Defence denied it. The ministry gave no figures.")
    assert "The ministry" in surfaces(found["Malian Ministry of Defence"])


def test_book_enters_a_phrase_once(parse):
    text = "A bakery on the corner was hit."
    reading = parse(text)
    book = EntityBook(reading, (), method="test")
    phrase = reading.doc[0:2]
    first = book.enter(phrase, type="group", why="test")
    assert book.enter(phrase, type="group", why="test") == first
    assert book.of(reading.doc[1]) == first
    assert [e.id for e in book.entities] == ["e1"]


def test_a_given_name_makes_a_person_of_what_the_model_takes_for_a_body(entities):
    """The list of given names knows what the small model never met."""
    found = entities("Nilufar Karimova said the bridge was open. Karimova gave no details.")
    assert found["Nilufar Karimova"].type == "person"
    assert len(found["Nilufar Karimova"].mentions) == 2


def test_one_surname_and_another_given_name_is_somebody_else(entities):
    """Not even by way of the bare surname in between."""
    found = entities(
        "Mehmet Aydin spoke first. Aydin left at noon. Then Kemal Aydin took the floor."
    )
    assert {"Mehmet Aydin", "Kemal Aydin"} <= set(found)


def test_other_vowels_are_another_spelling(entities):
    """A surname respelled with other vowels stays one person; its feminine is another's."""
    found = entities("Reza Moradi spoke on Friday. “We will wait,” added Mr. Mouradi.")
    assert surfaces(found["Reza Moradi"]) == ["Reza Moradi", "Mouradi"]
    found = entities("Ivan Petrov met Anna Petrova in Sofia.")
    assert {"Ivan Petrov", "Anna Petrova"} <= set(found)


@pytest.mark.parametrize(
    ("text", "name", "acronym"),
    [
        (
            "The Alliance of Free Farmers (AFF) took the town. The AFF said it would stay.",
            "Alliance of Free Farmers",
            "AFF",
        ),
        (
            "The World Food Programme (WFP) said the road was open. WFP added that it rained.",
            "World Food Programme",
            "WFP",
        ),
        (
            "Trucks of the Northern Relief Union (NRU) left. The NRU said two men were hurt.",
            "Northern Relief Union",
            "NRU",
        ),
    ],
)
def test_a_body_goes_by_its_acronym(entities, text: str, name: str, acronym: str):
    found = entities(text)
    assert [s for s in surfaces(found[name]) if s.endswith(acronym)]
    assert acronym not in found


def test_three_transliterations_of_a_surname_are_one_person(entities):
    """Also where the model takes one of them for a body."""
    found = entities(
        "President Volodymyr Zelensky spoke on Friday. Zelenskyy said the road was open. "
        "“We will wait,” Zelenskiy added."
    )
    assert surfaces(found["Volodymyr Zelensky"]) == ["Volodymyr Zelensky", "Zelenskyy", "Zelenskiy"]


def test_a_surname_that_sounds_alike_does_not_join_two_given_names(entities):
    found = entities("Olena Petrenko left. Then Oleksandr Petrenco took the floor.")
    assert len([e for e in found.values() if e.type == "person"]) == 2


def test_a_town_in_two_transliterations_is_one_place(parse):
    from dateline.extract.places import find_places

    text = "Fighting went on in Bakhmut on Friday. Troops left the town of Bakhmout at night."
    [place] = find_places(parse(text), ())
    assert [m.text for m in place.mentions] == ["Bakhmut", "Bakhmout"]


def test_who_holds_an_office_somewhere_is_named_after_the_town(entities):
    """The model hangs the name on the town it follows."""
    found = entities("The mayor of Velden, Ida Marsh, said the bridge was gone.")
    assert surfaces(found["Ida Marsh"]) == ["The mayor", "Ida Marsh"]
