"""Headline, byline and the day that a page gives."""

import pytest

from dateline.article.opening import open_article

STORY = (
    "Two shells hit the market in Taiz on Monday, the council said, and a third fell into a field "
    "outside the town without doing harm.\n\n"
    "Nobody was hurt, it added."
)


@pytest.mark.parametrize(
    "headline",
    [
        "Shells hit market in Taiz",
        "SHELLS HIT MARKET IN TAIZ",
        "Roundup: Shells hit market, council says",
        "Who shelled the market in Taiz?",
        "Shells Hit Market in Taiz.",
        "‘We ran,’ says trader after shells hit market",
    ],
)
@pytest.mark.parametrize("gap", ["\n\n", "\n", "\r\n\r\n"])
def test_a_headline_is_the_first_block_that_is_no_sentence(headline, gap):
    article = open_article(f"{headline}{gap}{STORY}")
    assert article.headline is not None
    assert article.headline.text == headline


@pytest.mark.parametrize(
    "first",
    [
        "Two shells hit the market in Taiz on Monday.",
        "By Ana Ruiz",
        "TAIZ, Yemen (AP) — Two shells hit the market on Monday",
        "Traders clear the market in Taiz (A. Hadi/AFP)",
        "Monday, May 3, 2021",
    ],
)
def test_a_text_may_start_without_a_headline(first):
    assert open_article(f"{first}\n\n{STORY}").headline is None


def test_a_single_paragraph_is_the_story():
    assert open_article("Two shells hit the market in Taiz").headline is None


def test_a_headline_that_runs_into_the_dateline_ends_before_it():
    """Scraped pages lose the line break between the two."""
    article = open_article(f"Shells Hit Market in SouthTAIZ, Yemen (AP) — {STORY}")
    assert article.headline is not None
    assert article.headline.text == "Shells Hit Market in South"
    assert article.dateline is not None
    assert article.dateline.span.text == "TAIZ, Yemen (AP) —"


@pytest.mark.parametrize(
    "byline",
    [
        "By Ana Ruiz",
        "By ANA RUIZ",
        "By Ana Ruiz and Omar Said, Associated Press",
        "By Ana de la Cruz in Beirut and Omar Said in Sanaa for The Courier",
        "Written by Ana Ruiz, Middle East correspondent",
        "Ana Ruiz in Beirut",
        "Agence France-Presse",
    ],
)
def test_a_byline_is_read(byline):
    article = open_article(f"Shells hit market\n\n{byline}\n\nTAIZ, Yemen (AP) — {STORY}")
    assert article.byline is not None
    assert article.byline.text == byline
    assert article.dateline is not None


@pytest.mark.parametrize("line", ["By Monday evening, the army had left.", "By noon all was quiet"])
def test_by_alone_makes_no_byline(line):
    assert open_article(f"Shells hit market\n\n{line}\n\n{STORY}").byline is None


def test_initials_sign_the_last_line():
    article = open_article(f"Shells hit market\n\n{STORY}\n\nar/os (AFP, Reuters)")
    assert article.byline is not None
    assert article.byline.text == "ar/os (AFP, Reuters)"


@pytest.mark.parametrize(
    "line", ["Published: 3 December 2018, 14:05 GMT", "Last updated on December 3, 2018"]
)
def test_a_label_of_the_page_dates_the_article(line):
    article = open_article(f"Shells hit market\n\n{line}\n\n{STORY}")
    assert (article.published, article.published_basis) == ("2018-12-03", "metadata")
    assert [f.kind for f in article.furniture] == ["metadata"]


def test_a_sentence_about_a_label_dates_nothing():
    line = "Updated figures of 3 December 2018 put the dead at nine, the council said on Monday."
    assert open_article(f"Shells hit market\n\n{line}\n\n{STORY}").published is None
