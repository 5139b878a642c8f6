"""Times: spans without their preposition, settled against the day of publication."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

PUBLISHED = "2021-06-16"  # a Wednesday

# id, text with the expression in brackets, start, end, TIMEX3 value
CASES = [
    ("weekday-same-day", "Rebels left the town on [Wednesday].", "2021-06-16", "2021-06-16", "2021-06-16"),
    ("weekday-back", "Shells fell on [Thursday].", "2021-06-10", "2021-06-10", "2021-06-10"),
    ("weekday-ahead", "The envoys will meet on [Friday].", "2021-06-18", "2021-06-18", "2021-06-18"),
    ("last-weekday", "It began [last Wednesday].", "2021-06-09", "2021-06-09", "2021-06-09"),
    ("weekday-evening", "A depot burned on [Monday evening].", "2021-06-14T18:00", "2021-06-14T23:59", "2021-06-14TEV"),
    ("night", "A bridge fell on [Sunday night].", "2021-06-13T20:00", "2021-06-14T04:00", "2021-06-13TNI"),
    ("early-on", "The raid came [early on Tuesday].", "2021-06-15T00:00", "2021-06-15T08:00", "2021-06-15"),
    ("overnight-into", "A depot burned [overnight into Tuesday].", "2021-06-14T20:00", "2021-06-15T04:00", "2021-06-14TNI"),
    ("night-of-two-days", "A depot burned on [the night of 3 to 4 May].", "2021-05-03T20:00", "2021-05-04T04:00", "2021-05-03TNI"),
    ("between-hours", "It burned between [3am and 5am on Monday].", "2021-06-14T03:00", "2021-06-14T05:00", "2021-06-14T03:00/2021-06-14T05:00"),
    ("past-hours", "In [the past 24 hours] two villages were shelled.", "2021-06-15", "2021-06-16", "PT24H"),
    ("date-ahead", "The vote is scheduled for [October 15].", "2021-10-15", "2021-10-15", "2021-10-15"),
    ("yesterday", "The column was hit [yesterday].", "2021-06-15", "2021-06-15", "2021-06-15"),
    ("month-behind", "They took the port in [September].", "2020-09-01", "2020-09-30", "2020-09"),
    ("month-ahead", "A vote will be held in [September].", "2021-09-01", "2021-09-30", "2021-09"),
    ("may-is-a-month", "The siege began in [May].", "2021-05-01", "2021-05-31", "2021-05"),
    ("month-year", "He was jailed in [March 2014].", "2014-03-01", "2014-03-31", "2014-03"),
    ("date-us", "It was signed on [June 3, 2019].", "2019-06-03", "2019-06-03", "2019-06-03"),
    ("date-uk", "It was signed on [3 June].", "2021-06-03", "2021-06-03", "2021-06-03"),
    ("late-year", "Protests began in [late 2013].", "2013-10-01", "2013-12-31", "2013"),
    ("decade", "The war of [the 1990s] is not over.", "1990-01-01", "1999-12-31", "199"),
    ("months-ago", "The raid [three months ago] failed.", "2021-03-01", "2021-03-31", "2021-03"),
    ("half-months-ago", "The raid [4.5 months ago] failed.", "2021-01-18", "2021-02-15", "2021-02"),
    ("recent-days", "They moved in [recent days].", "2021-06-09", "2021-06-16", "PAST_REF"),
    ("last-week", "It was agreed [last week].", "2021-06-07", "2021-06-13", "2021-W23"),
    ("between-weekdays", "Six died between [Monday and Tuesday].", "2021-06-14", "2021-06-15", "2021-06-14/2021-06-15"),
    ("day-span", "He stayed from [3 to 5 May].", "2021-05-03", "2021-05-05", "2021-05-03/2021-05-05"),
    # the dash with spaces left an empty word behind, and the reading stopped there
    ("dash-with-spaces", "Raids hit the town on [5 - 6 May].", "2021-05-05", "2021-05-06", "2021-05-05/2021-05-06"),
    ("dash-and-year", "The siege ran [10 - 12 March 2003].", "2003-03-10", "2003-03-12", "2003-03-10/2003-03-12"),
    ("now", "The road is [now] closed.", "2021-06-16", "2021-06-16", "PRESENT_REF"),
    ("clock", "The blast came at [6:40 pm on Monday].", "2021-06-14T18:40", "2021-06-14T18:40", "2021-06-14T18:40"),
    ("duration", "They fought for [40 minutes].", None, None, "PT40M"),
    ("set", "Trucks arrive [every day].", None, None, "P1D"),
    ("since-weekday", "The road has been shut since [Monday].", "2021-06-14", "2021-06-14", "2021-06-14"),
    ("last-winter", "The mill was shelled [last winter].", "2020-12-01", "2021-02-28", "2020-WI"),
    ("season-year", "The pact of [the summer of 2014] failed.", "2014-06-01", "2014-08-31", "2014-SU"),
    ("early-decade", "It was built in [the early 1990s].", "1990-01-01", "1993-12-31", "199"),
    ("feast", "A truce began on [Easter Sunday].", "2021-04-04", "2021-04-04", "2021-04-04"),
    ("feast-of-a-year", "A truce held on [Good Friday in 2008].", "2008-03-21", "2008-03-21", "2008-03-21"),
    ("feast-on-a-weekday", "He was freed [last Thanksgiving].", "2020-11-26", "2020-11-26", "2020-11-26"),
    ("until-ahead", "The trial was put off until [Friday].", "2021-06-18", "2021-06-18", "2021-06-18"),
    ("is-to", "The court is to resume work on [Monday].", "2021-06-21", "2021-06-21", "2021-06-21"),
    ("had-been-due", "It had been due to end on [Monday].", "2021-06-14", "2021-06-14", "2021-06-14"),
    ("month-after-tense", "The rules will be voted on in [August].", "2021-08-01", "2021-08-31", "2021-08"),
    ("end-of-year", "The base will close at [the end of the year].", "2021-10-01", "2021-12-31", "2021"),
    ("quarter-of-year", "Exports fell in [last year's third quarter].", "2020-07-01", "2020-09-30", "2020-Q3"),
    ("next-few-days", "More will come in [the next few days].", "2021-06-17", None, "PXD"),
    ("recent-years", "Floods were rare in [recent years].", None, None, "PAST_REF"),
    ("first-months", "It lost money in [the first nine months].", None, None, "P9M"),
    ("long-before", "The walls were built in [480 BC].", None, None, "BC0480"),
    ("year-of-the-joined-month", "It grew between [April and June 1955].", "1955-04-01", "1955-06-30", "1955-04/1955-06"),
    ("years-joined", "She led it from [2014 to 2016].", "2014-01-01", "2016-12-31", "2014/2016"),
    ("year-in-words", "The bridge fell in [nineteen ninety-six].", "1996-01-01", "1996-12-31", "1996"),
    ("month-and-year-in-words", "It opened in [March nineteen seventy-nine].", "1979-03-01", "1979-03-31", "1979-03"),
    ("year-two-thousand", "They feared [the year two thousand].", "2000-01-01", "2000-12-31", "2000"),
    ("decade-in-words", "Crime fell through [the nineties].", "1990-01-01", "1999-12-31", "199"),
    ("fiscal-year", "It beat [fiscal 1989] sales by far.", "1989-01-01", "1989-12-31", "1989"),
    ("year-that-ends", "It lost money in [the year] ended by the flood.", None, None, "P1Y"),
    ("year-that-is-due", "They sold bonds due [2023].", "2023-01-01", "2023-12-31", "2023"),
    ("year-of-the-games", "He ran at the [2000] Olympics.", "2000-01-01", "2000-12-31", "2000"),
    ("over-the-summer", "The mill stood idle over [the summer].", "2021-06-01", "2021-08-31", "2021-SU"),
    ("until-in-the-past", "Until [Tuesday] they had not crossed.", "2021-06-15", "2021-06-15", "2021-06-15"),
    ("by-a-month-ahead", "The firm will double its flights by [November].", "2021-11-01", "2021-11-30", "2021-11"),
    ("part-after-by", "By [mid-afternoon] the hill was lost.", "2021-06-16T12:00", "2021-06-16T18:00", "2021-06-16TAF"),
    ("near-term", "Nobody expects peace in [the near term].", None, None, "FUTURE_REF"),
    ("rate", "The town took 300 shells [a day].", None, None, "P1D"),
    ("rate-of-money", "The road costs $2.5 million [a year] to keep.", None, None, "P1Y"),
    ("quarters-of-losses", "It earned money after [several quarters] of losses.", None, None, "PXQ"),
    ("months-ago", "The pact of [10.5 months ago] failed.", "2020-07-18", "2020-08-15", "2020-08"),
    ("year-held", "The [2014] pact failed.", "2014-01-01", "2014-12-31", "2014"),
]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "start", "end", "value"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_one_expression(parse, text, start, end, value):
    """The span is what the brackets hold; the dates count from a Wednesday."""
    from dateline.extract.times import find_times

    first, last = text.index("["), text.index("]") - 1
    bare = text.replace("[", "").replace("]", "")
    (found,) = find_times(parse(bare, PUBLISHED))
    assert (found.span.start, found.span.end) == (first, last)
    assert (found.start, found.end, found.timex.value) == (start, end, value)
    assert found.why


# Look-alikes: no time at all.
LOOK_ALIKES = [
    "He may march on the port.",
    "A 7-year-old girl ran.",
    "The fall of the town was near.",
    "Some 2000 fighters left.",
    "They crossed 4 July Avenue.",
    "Flight 1705 was late.",
    "They marked the second anniversary of the raid.",
    "The dam holds three-quarters of the water.",
    'He was a guest on "60 Minutes" and hummed.',
    'A guest of "This Week" agreed.',
    "He told USA Today that he had slept.",
    "They held their annual meeting.",
    "Some two thousand men left.",
    "The hall holds two thousand and five singers.",
    "The latest period of the poet is dull.",
    "They bought twenty fifty-seat buses.",
]


@pytest.mark.model
@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_look_alikes_are_no_times(parse, text):
    from dateline.extract.times import find_times

    assert find_times(parse(text, PUBLISHED)) == ()


@pytest.mark.model
def test_without_publication_day_relative_times_have_no_date(parse):
    """Unknown is null; what is stated is still known."""
    from dateline.extract.times import find_times

    day, stated = find_times(parse("It fell on Monday, as in 2014 before.", None))
    assert (day.start, day.end, day.granularity) == (None, None, "day")
    assert stated.start == "2014-01-01"


@pytest.mark.model
def test_no_publication_day_is_said(parse):
    """A day counted from nothing names what is missing; one that is stated does not."""
    from dateline.extract.times import find_times

    day, stated = find_times(parse("It fell on Monday, as in 2014 before.", None))
    assert "no_publication_day" in day.why
    assert "no_publication_day" not in stated.why


# text, ACLED time_precision, UCDP date_prec
PRECISIONS = [
    ("It fell on Monday.", 1, 1),
    ("It fell on Sunday night.", 1, 1),
    ("It fell between Monday and Tuesday.", 2, 2),
    ("It fell last week.", 2, 3),
    ("It fell in May.", 3, 4),
    ("It fell in 2014.", None, 5),
    ("It fell in the 1990s.", None, None),
    ("It was recently rebuilt.", None, None),
    ("They fought for three days.", None, None),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "acled", "ucdp"), PRECISIONS, ids=[c[0] for c in PRECISIONS])
def test_precision_codes_follow_from_the_days(parse, text, acled, ucdp):
    from dateline.extract.times import find_times

    (found,) = find_times(parse(text, PUBLISHED))
    assert (found.time_precision, found.date_prec) == (acled, ucdp)


HISTORY = (
    "The league was founded in 1871. War broke out in April 1874 and lasted until 1876. In 1875 "
    "the coast was lost. The hills fell in March 1876.\n\nIn {month} the envoys met. A truce of "
    "1877 failed. The last fort gave up in 1878.\n\nThe museum{tail}."
)


@pytest.mark.model
@pytest.mark.parametrize(("month", "year"), [("June", 1876), ("February", 1876)])
def test_a_history_goes_on_in_the_year_told(parse, month, year):
    """Across paragraphs, where nothing points from the day of publication."""
    from dateline.extract.times import find_times

    text = HISTORY.format(month=month, tail=" is small")
    found = {t.span.text: t for t in find_times(parse(text, PUBLISHED))}
    assert found[month].start is not None
    assert found[month].start.startswith(f"{year}-")


@pytest.mark.model
def test_news_about_old_years_is_no_history(parse):
    from dateline.extract.times import find_times

    text = HISTORY.format(month="June", tail=" opened on Monday and closed yesterday")
    found = {t.span.text: t for t in find_times(parse(text, PUBLISHED))}
    assert found["June"].start == "2021-06-01"


@pytest.mark.model
def test_year_of_background_ends_with_its_paragraph(parse):
    from dateline.extract.times import find_times

    text = "He was held on 3 May 2014. In July he fled.\n\nIn April he came back."
    _, july, april = find_times(parse(text, PUBLISHED))
    assert (july.start, april.start) == ("2014-07-01", "2021-04-01")


@pytest.mark.model
def test_a_year_earlier_is_the_same_quarter(parse):
    """Each comparison counts from the quarter told, never from the last comparison."""
    from dateline.extract.times import find_times

    text = "In the first quarter it lost more than a year earlier. Sales fell from a year earlier."
    quarter, *before = find_times(parse(text, PUBLISHED))
    assert quarter.timex.value == "2021-Q1"
    assert [t.timex.value for t in before] == ["2020-Q1", "2020-Q1"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("For the third quarter it earned less than a year earlier.", ["2020-Q3", "2019-Q3"]),
        ("It won in the third quarter. For the nine months it lost more than a year earlier.",
         ["2020-Q3", "P9M", "2020"]),
        ("In the first quarter it won. Sales in the latest period rose.", ["2021-Q1", "2021-Q1"]),
        ("It will win in the fourth quarter. In the latest quarter it lost.", ["2021-Q4", "2021-Q1"]),
        ("It won in the first quarter. The current quarter began well.", ["2021-Q1", "2021-Q2"]),
    ],
)  # fmt: skip
def test_periods_of_business_follow_the_one_told(parse, text, values):
    """A period still ahead is never the latest one; the current one runs on publication day."""
    from dateline.extract.times import find_times

    assert [t.timex.value for t in find_times(parse(text, PUBLISHED))] == values


@pytest.mark.model
def test_durations_and_sets_have_no_days(parse):
    """How long and how often are kept apart from when: no start, no end, no granularity."""
    from dateline.extract.times import find_times

    text = "For two weeks, every night and twice a week, 40 shells a day fell. It fell on Monday."
    _, drought = find_times(parse("In 2014 a year of drought began.", PUBLISHED))
    assert drought.timex.type == "DURATION"
    *apart, monday = find_times(parse(text, PUBLISHED))
    assert [t.timex.type for t in apart] == ["DURATION", "SET", "SET", "SET"]
    assert all((t.start, t.end, t.granularity, t.time_precision) == (None,) * 4 for t in apart)
    assert monday.start == "2021-06-14"


PIECES = st.sampled_from(
    "Monday May 31 February 29 2023 2024 0001 99999999999999999999 days years ago later earlier "
    "between and from to early late mid last next this the of week month century decade 1990s "
    "noon midnight nineteen ninety-six thousand two nineties fiscal period ended 25:61 10:30 pm 2330 hours a several half few past in on by until since "
    "tomorrow yesterday overnight third quarter winter - – , . 'night 12/13/2014 30.02.2019".split()
)


@pytest.mark.model
@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    words=st.lists(PIECES, max_size=24),
    day=st.sampled_from([None, "2024-02-29", "0001-01-01", "9999-12-31"]),
)
def test_whatever_the_words_spans_lie_in_the_text_and_dates_in_order(parse, words, day):
    """Text never raises, and no range ends before it starts."""
    from dateline.extract.times import find_times

    parsed = parse(" ".join(words), day)
    last = 0
    for found in find_times(parsed):
        assert last <= found.span.start < found.span.end
        assert parsed.article.text[found.span.start : found.span.end] == found.span.text
        assert not (found.start and found.end) or found.start[:10] <= found.end[:10]
        last = found.span.end


@pytest.mark.model
def test_a_later_day_counts_from_the_story(parse):
    from dateline.extract.times import find_times

    first, second = find_times(parse("Police came on 3 May. A week later they left.", PUBLISHED))
    assert first.start == "2021-05-03"
    assert second.start == "2021-05-10"
