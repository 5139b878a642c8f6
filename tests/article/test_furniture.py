"""What belongs to the page is kept apart; what states a fact never is."""

import pytest

from dateline.article.furniture import is_furniture
from dateline.article.opening import open_article

HEADLINE = "Mortars hit two villages south of Taiz"
LEAD = "Mortar rounds hit two villages south of Taiz before dawn, the governor's office said on Monday."
MORE = (
    "Three farmers were wounded, according to a nurse at the clinic in the larger of the villages."
)
LAST = "The road to the port stayed closed all day, and buses turned back at the bridge."


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Read more: What we know about the shelling", "promo"),
        ("Sign up for our newsletter", "promo"),
        ("Have an opinion on this story?", "promo"),
        ("Daily newsletterReceive the day's news every morning", "promo"),
        ("Share this", "promo"),
        ("Inside the ruined market – video", "promo"),
        ("Advertisement", "advertisement"),
        ("Slideshow ( 4 images )", "widget"),
        ("Expand", "widget"),
        ("(MORE)", "end_mark"),
        ("■", "end_mark"),
        ("FILE PHOTO: A soldier stands at a checkpoint near Taiz.", "caption"),
        ("In this Monday, May 3, 2021 photo, traders clear the market in Taiz.", "caption"),
        ("Traders clear the market in Taiz (A. Hadi/AFP)", "caption"),
        ("(AFP)", "caption"),
        ("© 2021 The Courier. All rights reserved.", "credit"),
        ("Reporting by Ana Ruiz; Editing by Omar Said", "credit"),
        ("Omar Said in Sanaa contributed to this report.", "credit"),
    ],
)
def test_a_line_of_the_page_has_its_kind(line, kind):
    assert is_furniture(line) == kind


@pytest.mark.parametrize(
    "line",
    [
        "Readers in Taiz said the shelling went on all night.",
        "Watching from the hill, Salim Hadi saw four men fall.",
        "Photos from the scene showed six bodies on the road.",
        "Sources in the army said ten men had died.",
        "Read more than once on state radio, the statement blamed the rebels.",
        "Follow-up strikes killed two medics, the hospital said.",
        "The ministry's figures could not be checked (AFP could not reach the area).",
        "Sign language was used to warn them, the teacher told The Courier.",
        "Share prices fell after the attack.",
        "Two men were shot at the gate (one of them later died).",
        "More from the same unit surrendered at noon, the army said.",
    ],
)
def test_a_line_that_states_a_fact_is_read(line):
    assert is_furniture(line) is None


def kinds(*blocks: str) -> dict[str, str]:
    return {f.span.text: f.kind for f in open_article("\n\n".join(blocks)).furniture}


@pytest.mark.parametrize(
    "again",
    [
        HEADLINE,
        HEADLINE.upper(),
        "Mortars hit two villages south of Taizz",
        f"{HEADLINE} - The Daily Courier",
    ],
)
def test_the_headline_repeated_is_furniture(again):
    assert kinds(HEADLINE, LEAD, MORE, again) == {again: "repeated_headline"}


@pytest.mark.parametrize(
    ("headline", "again"),
    [
        ("Mortars kill 3 in villages south of Taiz", "Mortars kill 5 in villages south of Taiz"),
        (HEADLINE, "Mortars hit two villages in the south of Taiz."),
        (HEADLINE, f"{HEADLINE}, and a third round fell on the road to the port, he said."),
    ],
)
def test_news_that_is_like_the_headline_is_no_repeat(headline, again):
    assert again not in kinds(headline, LEAD, MORE, again)


def test_a_short_line_between_paragraphs_is_a_subheading():
    assert kinds(HEADLINE, LEAD, MORE, "A night of fear", LAST) == {"A night of fear": "subheading"}


@pytest.mark.parametrize("line", ["Four dead in Ibb: 2 men, 2 women", "Salim Hadi: we heard it"])
def test_a_short_line_with_figures_or_a_speaker_is_read(line):
    assert kinds(HEADLINE, LEAD, MORE, line, LAST) == {}


def test_where_paragraphs_have_no_full_stops_a_short_line_may_be_one():
    """Messages from a channel: each line reports."""
    bare = [block.rstrip(".") for block in (LEAD, MORE, LAST)]
    assert kinds(HEADLINE, bare[0], "Shelling in Ibb", *bare[1:]) == {}


def test_a_line_in_capitals_in_a_text_that_is_not_is_a_link():
    link = "WHAT THE REBELS WANT IN TAIZ"
    assert kinds(HEADLINE, LEAD, link, MORE) == {link: "promo"}


def test_a_sentence_in_capitals_is_read():
    assert kinds(HEADLINE, LEAD, "THEY SHOT AT EVERYTHING THAT MOVED.", MORE) == {}


def test_marks_inside_a_paragraph_are_cut_out_one_by_one():
    text = "CALI, 3 JUN 91 (EFE) -- [TEXT] TWO MEN [WORDS INDISTINCT] DIED. [SIC] THE ARMY DENIED IT. ■"
    marks = open_article(text).furniture
    assert [mark.span.text for mark in marks] == ["[TEXT]", "[WORDS INDISTINCT]", "[SIC]", "■"]


def test_brackets_of_the_text_itself_stay():
    assert open_article("HE TOLD THE MINISTRY OF DEFENSE [MOD] THAT TWO MEN DIED.").furniture == ()
