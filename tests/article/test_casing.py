"""Text in capitals gets its case back, letter by letter in place."""

import pytest

from dateline.article.casing import is_shouted, restore_case, seen_forms


@pytest.mark.parametrize(
    "sentence",
    [
        "The army said that two policemen were killed in Cali on Monday.",
        "President Patricio Aylwin met Colonel Juan de la Rosa in San Miguel.",
        "Guerrillas of the Farabundo Marti National Liberation Front (FMLN) attacked.",
        "A spokesman for the Ministry of Foreign Affairs told AFP that he had no news.",
        "The U.S. Embassy in El Salvador denied it. The UN said so too.",
        "He carried an AK-47 and fled in a UH-1H helicopter on 8 May.",
        "They may leave; they march at dawn.",
        '"We will not leave," General O\'Brien said. "They ran," he added.',
        "The National Police found the body near La Paz, 20 km from the capital.",
        "Gen. Hamid Gul's men left-wing or not, could not say. Dr. Naim said he didn't know.",
        "Vice President Carlos Lemos flew to New York.",
        "Soldiers in South Sudan crossed the river, he told us.",
        "The Red Cross and the United Nations sent food.",
    ],
)
def test_case_is_restored(sentence):
    shouted = sentence.upper()
    assert is_shouted(shouted)
    assert restore_case(shouted, {}) == sentence


def test_an_acronym_set_in_brackets_is_one_everywhere():
    texts = ["THE ARMED FORCES PRESS COMMITTEE (COPREFA) DENIED IT.", "TODAY COPREFA SAID MORE."]
    seen = seen_forms(texts)
    assert [restore_case(text, seen) for text in texts] == [
        "The Armed Forces Press Committee (COPREFA) denied it.",
        "Today COPREFA said more.",
    ]


def test_letters_before_their_own_words_are_an_acronym():
    """The letters keep the order of the language they come from."""
    text = "DAS [ADMINISTRATIVE DEPARTMENT OF SECURITY] AGENTS LEFT."
    restored = restore_case(text, seen_forms([text]))
    assert restored == "DAS [Administrative Department of Security] agents left."


@pytest.mark.parametrize(
    "text",
    [
        "The UN said so.",
        "NATO",
        "Die İstanbul Straße",
        "",
        "“Ukraine’s army,” he said",
    ],
)
def test_text_with_its_case_is_left_alone(text):
    assert restore_case(text, {}) == text


def test_a_headline_in_title_case_takes_the_case_of_the_story():
    seen = seen_forms(["On Monday the army left Taiz, and the White House said so to Saba."])
    headline = "Army Forces Rebels to Leave Taiz, White House Says"
    assert restore_case(headline, seen, headline=True) == (
        "Army forces rebels to leave Taiz, White House says"
    )
    assert restore_case(headline, seen) == headline


def test_the_first_words_of_a_story_may_be_in_capitals():
    text = "TWO MEN were shot in Taiz."
    assert restore_case(text, {}) == "Two men were shot in Taiz."


@pytest.mark.parametrize("text", ["İSTANBUL'DA ŞİDDET ARTTI", "STRAẞE ŒUVRE ΣΟΦΟΣ ДОНЕЦК ﬁ NUR"])
def test_every_code_point_stays_in_its_place(text):
    restored = restore_case(text, {})
    assert len(restored) == len(text)
    assert restored.casefold()[:3] == text.casefold()[:3]
