"""Datelines as agencies write them, and openings that only look like one."""

import pytest

from dateline.article.opening import open_article

STORY = "Two shells hit the market on Monday, the council said.\n\nNobody was hurt, it added."
CAPITALS = "THE ARMY SAID TWO REBELS WERE KILLED.\n\nTHE REBELS DENIED IT."


@pytest.mark.parametrize(
    ("opening", "town", "regions", "agency", "date"),
    [
        ("KUPIANSK, Ukraine —", "KUPIANSK", ["Ukraine"], None, None),
        ("TAIZ, Yemen, Oct. 9 (Reuters) -", "TAIZ", ["Yemen"], "Reuters", "2019-10-09"),
        ("BEIRUT (AP) —", "BEIRUT", [], "AP", None),
        ("GAZA CITY, Gaza Strip (AFP) -", "GAZA CITY", ["Gaza Strip"], "AFP", None),
        ("Odesa, Oct. 9 /Ukrinform/.", "Odesa", [], "Ukrinform", "2019-10-09"),
        ("MINSK, 9 October (Agency X) –", "MINSK", [], "Agency X", "2019-10-09"),
        ("MAIDUGURI, Nigeria, 7 July 2018 (IRIN) -", "MAIDUGURI", ["Nigeria"], "IRIN", "2018-07-07"),
        ("KYIV. October 9 (Interfax-Ukraine) –", "KYIV", [], "Interfax-Ukraine", "2019-10-09"),
        ("NEAR KREMINNA, Ukraine —", "KREMINNA", ["Ukraine"], None, None),
        ("DAMASCUS, SANA –", "DAMASCUS", [], "SANA", None),
        ("Khartoum, Sudan –", "Khartoum", ["Sudan"], None, None),
        ("N'DJAMENA, Chad (AP) —", "N'DJAMENA", ["Chad"], "AP", None),
        ("(CNN) --", None, [], "CNN", None),
        ("JERUSALEM:", "JERUSALEM", [], None, None),
    ],
)  # fmt: skip
def test_a_dateline_is_read(opening, town, regions, agency, date):
    line = open_article(f"{opening} {STORY}", published="2019-10-10").dateline
    assert line is not None
    assert line.span.text == opening
    assert (line.town and line.town.text) == town
    assert [region.text for region in line.regions] == regions
    assert (line.agency, line.date) == (agency, date)


@pytest.mark.parametrize(
    ("opening", "town", "regions", "agency", "date"),
    [
        ("OSLO (NORWAY), 4 JUN 91 (NTB) --", "OSLO", ["NORWAY"], "NTB", "1991-06-04"),
        ("CALI, 30 JUN 90 (ACAN - EFE) --", "CALI", [], "ACAN-EFE", "1990-06-30"),
        ("CLANDESTINE, 1 MAY 89 (RADIO X) --", None, [], "RADIO X", "1989-05-01"),
    ],
)
def test_a_dispatch_in_capitals_begins_with_its_dateline(opening, town, regions, agency, date):
    article = open_article(f"   {opening} [TEXT] {CAPITALS}")
    line = article.dateline
    assert line is not None
    assert article.headline is None
    assert line.span.text == opening
    assert (line.town and line.town.text) == town
    assert [region.text for region in line.regions] == regions
    assert (line.agency, line.date, article.published) == (agency, date, date)
    assert [mark.span.text for mark in article.furniture] == ["[TEXT]"]


@pytest.mark.parametrize(
    "opening",
    [
        "BREAKING —",
        "UPDATE 2 -",
        "Monday —",
        "Officials:",
        "Russia — which denied it —",
        "The attack — the worst in years —",
        "By Monday, four towns — none of them large — had",
    ],
)
def test_a_dash_does_not_make_a_dateline(opening):
    assert open_article(f"{opening} {STORY}").dateline is None


def test_words_between_dashes_in_capitals_are_no_dateline():
    assert open_article(f"THE ARMY -- WHICH LOST TWO MEN -- SAID SO. {CAPITALS}").dateline is None


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Friday, August 21, 2020", "2020-08-21"),
        ("21 August 2020", "2020-08-21"),
        ("2020-08-21", "2020-08-21"),
        ("21.08.2020", "2020-08-21"),
    ],
)
def test_a_line_that_is_a_day_dates_the_article(line, published):
    article = open_article(f"Shells hit market\n\n{line}\n\n{STORY}")
    assert (article.published, article.published_basis) == (published, "dateline")
    assert article.dateline is not None
    assert article.dateline.span.text == line


def test_a_day_without_its_year_dates_nothing():
    article = open_article(f"TAIZ, Yemen, Oct. 9 (Reuters) - {STORY}")
    assert article.published is None
    assert article.dateline is not None
    assert article.dateline.date is None


def test_a_missing_year_is_that_of_the_last_such_day():
    article = open_article(f"TAIZ, Yemen, Dec. 30 (Reuters) - {STORY}", published="2020-01-02")
    assert article.dateline is not None
    assert article.dateline.date == "2019-12-30"


def test_the_day_given_is_kept():
    article = open_article(f"CALI, 30 JUN 90 (EFE) -- {CAPITALS}", published="1990-07-02")
    assert (article.published, article.published_basis) == ("1990-07-02", "given")
