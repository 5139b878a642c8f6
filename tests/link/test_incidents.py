"""Which events of different reports are one happening, in any order, and back again."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.link.made import KHARKIV, KYIV, report

from dateline import read
from dateline.link.clusters import cluster, components
from dateline.link.happening_pairs import WEIGHTS, score
from dateline.link.happenings import happenings
from dateline.link.incidents import IncidentIndex, group_incidents
from dateline.link.reports import (
    Decisions,
    Incident,
    Origin,
    Report,
    fact_key,
    fact_keys,
    report_id,
)


def groups(*reports: Report, decisions: Decisions = Decisions()) -> list[set[str]]:  # noqa: B008 - frozen
    return [{e.report for e in i.events} for i in group_incidents(reports, decisions=decisions)]


def key(report: Report):
    (happening,) = happenings(report)
    return happening.key


A = report("Russia hit the Ukrainian capital on Tuesday, the mayor said.", killed=(4, None))
B = report("Nine were killed as missiles hit Kyiv.", killed=(9, 9))
NEXT_DAY = report("Missiles hit Kyiv again on Wednesday.", day="2024-01-03")
ELSEWHERE = report("Missiles hit Kharkiv on Tuesday.", place=("Kharkiv", *KHARKIV))


def test_the_same_day_and_town_in_other_words():
    assert groups(A, B) == [{A.id, B.id}]


def test_two_days_of_one_town_stay_apart():
    assert len(groups(A, B, NEXT_DAY)) == 2


def test_two_towns_of_one_day_stay_apart():
    assert len(groups(A, ELSEWHERE)) == 2


def test_an_arrest_is_not_the_strike():
    arrest = report("Police hit a flat and held two.", acled="Arrests")
    assert len(groups(A, arrest)) == 2


def test_other_hours_of_one_day_hold_apart():
    night = report("Drones hit Kyiv before dawn.", start="2024-01-02T02:00", end="2024-01-02T04:00")
    noon = report("Missiles hit Kyiv at noon.", start="2024-01-02T12:00", end="2024-01-02T13:00")
    assert len(groups(night, noon)) == 2


def test_a_denied_event_is_in_the_incident_it_denies():
    denial = report("The army denied that it hit Kyiv on Tuesday.", realis="negated")
    assert groups(A, denial) == [{A.id, denial.id}]


def test_what_is_only_feared_is_no_incident():
    assert not groups(report("They may hit Kyiv.", realis="hypothetical"))


def test_the_country_comes_from_an_account_that_gives_it():
    """A row of a team's own table has a point and no country."""
    (place,) = B.record.places
    row = replace(
        B, record=replace(B.record, places=(replace(place, country=None, radius_km=0.1),))
    )
    (incident,) = group_incidents([A, row])
    assert (incident.place.radius_km, incident.place.country) == (0.1, "UA")


def test_a_place_that_is_on_no_map_is_not_made_good_by_another():
    """ "near Konna": a town that is not in the gazetteer is not the town told of elsewhere."""
    lost = replace(B.record.places[0], lat=None, lon=None)
    unknown = replace(B, record=replace(B.record, places=(lost,)))
    (happening,) = happenings(unknown)
    assert (happening.points, happening.leans) == ((), False)


def test_a_mention_that_picks_up_a_happening_does_not_hold_it_apart():
    """Two accounts of one shelling; one says "the attack" once more, without place or day."""
    text = "Army guns hit Kyiv on Tuesday and 13 died. Nobody had slept before the attack."
    other = report(text, killed=(13, 13))
    event = other.record.events[0]
    at = text.index("attack")
    again = replace(
        event, id="v2", trigger=other.record.article.span(at, at + 6), acled=None, places=(),
        start=None, end=None, date_basis="none",
    )  # fmt: skip
    twice = replace(other, record=replace(other.record, events=(event, again)))
    assert [h.leans for h in happenings(twice)] == [False, True]
    assert groups(A, twice) == [{A.id, twice.id}]


def test_each_pair_says_why():
    (incident,) = group_incidents([A, B])
    (pair,) = incident.why
    assert pair.score >= 0.5
    assert {"same_place", "same_day", "same_type"} <= set(pair.why)
    assert set(pair.why) <= set(WEIGHTS)


def test_a_merge_by_a_person_and_its_undoing():
    """`same` joins what rules hold apart; without it everything is as before."""
    together = Decisions(same=frozenset([(key(A), key(NEXT_DAY))]))
    assert groups(A, NEXT_DAY, decisions=together) == [{A.id, NEXT_DAY.id}]
    assert len(groups(A, NEXT_DAY)) == 2


def test_a_split_by_a_person():
    apart = Decisions(different=frozenset([(key(A), key(B))]))
    assert len(groups(A, B, decisions=apart)) == 2


def test_a_rejected_event_takes_part_in_nothing():
    assert groups(A, B, decisions=Decisions(rejected=frozenset([key(B)]))) == [{A.id}]


def test_of_two_tolls_in_the_same_words_only_the_rejected_one_goes():
    """ "killed on Monday and Tuesday": one phrase, a toll of each of two events."""
    (toll,) = B.record.tolls
    record = replace(B.record, tolls=(toll, replace(toll, id="o9")))
    twice = replace(B, record=record)
    key_of = {ref.fact: key for ref, key in fact_keys(twice).items() if ref.layer == "tolls"}
    decisions = Decisions(rejected=frozenset([key_of["o9"]]))
    (incident,) = group_incidents([A, twice], decisions=decisions)
    assert [t.fact for t in incident.tolls if t.report == B.id] == [toll.id]


def test_a_rejected_toll_is_in_no_incident():
    (toll,) = B.record.tolls
    rejected = Decisions(rejected=frozenset([fact_key(B.id, "tolls", toll)]))
    (incident,) = group_incidents([A, B], decisions=rejected)
    assert [t.report for t in incident.tolls] == [A.id]


def test_a_decision_outlives_a_new_reading():
    """It hangs on the words: new ids of a later run do not undo it."""
    event = replace(B.record.events[0], id="v7")
    again = replace(B, record=replace(B.record, events=(event,), tolls=()))
    apart = Decisions(different=frozenset([(key(A), key(B))]))
    assert len(groups(A, again, decisions=apart)) == 2


def test_a_side_is_in_no_weight():
    """The same two reports with the sides swapped score the same."""
    for name in ("Russia", "Ukraine"):
        left = report("Forces hit Kyiv on Tuesday.", actor=name)
        right = report("An army hit Kyiv on Tuesday evening.", actor=name)
        (a,), (b,) = happenings(left), happenings(right)
        assert score(a, b) == score(b, a)
        assert score(a, b)[0] == pytest.approx(score(*_pair("Armenia"))[0])


def _pair(name: str):
    left = report("Forces hit Kyiv on Tuesday.", actor=name)
    right = report("An army hit Kyiv on Tuesday evening.", actor=name)
    return happenings(left)[0], happenings(right)[0]


def test_copies_have_one_vote_on_what_the_incident_is_called():
    """Three copies that give a wide area do not outvote two accounts that name the town."""
    copies = [
        report(f"A strike hit the Kyiv area, outlet {n}.", place=("Kyiv area", 50.46, 30.53))
        for n in range(3)
    ]
    one = Origin(id="o-1", members=tuple(c.id for c in copies), kinds={})
    (incident,) = group_incidents([A, B, *copies], [one])
    assert incident.place is not None
    assert incident.place.name == "Kyiv"


MANY = [
    report(
        f"{who} hit {town[0]}, report {n}.", day=f"2024-01-0{day}", place=town, killed=(n % 5, None)
    )
    for n, (who, town, day) in enumerate(
        (who, town, day)
        for who in ("Missiles", "Drones that nobody saw", "Shells")
        for town in (("Kyiv", *KYIV), ("Kharkiv", *KHARKIV), ("Brovary", 50.51, 30.79))
        for day in (1, 2)
    )
]


@given(st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_any_order_gives_the_same_incidents(random: Random):
    shuffled = list(MANY)
    random.shuffle(shuffled)
    index = IncidentIndex()
    for one in shuffled:
        assert all(any(e.report == one.id for e in i.events) for i in index.add(one))
    assert index.incidents() == group_incidents(MANY)
    assert group_incidents([*shuffled, *MANY]) == group_incidents(MANY)


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_a_veto_always_holds_and_order_does_not_matter(data):
    """Whatever the scores: no group holds two that exclude each other; groups part the nodes."""
    nodes = [f"n{n}" for n in range(data.draw(st.integers(1, 7)))]
    pairs = [(a, b) for a in nodes for b in nodes if a < b]
    scores = {p: data.draw(st.floats(0, 1)) for p in pairs if data.draw(st.booleans())}
    vetoes = {p for p in pairs if data.draw(st.integers(0, 4)) == 0}
    linkage = data.draw(st.sampled_from(["single", "average"]))
    found = cluster(nodes, scores, vetoes, linkage=linkage, threshold=0.5)
    assert sorted(n for group in found for n in group) == nodes
    assert not any(a in g and b in g for g in found for a, b in vetoes)
    back = dict(reversed(scores.items()))
    assert cluster(nodes[::-1], back, vetoes, linkage=linkage, threshold=0.5) == found


def test_average_linkage_breaks_a_chain_that_single_linkage_keeps():
    scores = {("a", "b"): 0.6, ("b", "c"): 0.55}
    chain = cluster("abc", scores, set(), linkage="single", threshold=0.5)
    broken = cluster("abc", scores, set(), linkage="average", threshold=0.5)
    assert chain == [("a", "b", "c")]
    assert broken == [("a", "b"), ("c",)]
    assert components("abc", scores) == [("a", "b", "c")]


def test_undated_strikes_told_on_two_days_need_more_than_the_town():
    monday = report("Shells hit Kyiv.", day=None, published="2024-01-01")
    tuesday = report("A barrage hit Kyiv again.", day=None, published="2024-01-02")
    assert len(groups(monday, tuesday)) == 2
    same_day = report("A barrage hit Kyiv again.", day=None, published="2024-01-01")
    assert len(groups(monday, same_day)) == 1


@pytest.mark.model
def test_headlines_alone_are_enough():
    texts = ("Russia hits Ukrainian capital.\n", "Nine killed in strikes on Kyiv.\n")
    reports = [Report(id=report_id(t), record=read(t, "2024-01-03")) for t in texts]
    assert groups(*reports) == [{r.id for r in reports}]


@pytest.mark.model
def test_russia_hits_ukrainian_capital_and_nine_killed_in_strikes_on_kyiv():
    """Read from text: no word of the headlines in common, and the toll of a day later."""
    texts = {
        "Russia hits Ukrainian capital\n\nKYIV, Jan 3 - Russian missiles struck the Ukrainian capital"
        " on Tuesday, killing at least four people, the mayor said.\n": "2024-01-03",
        "Nine killed in strikes on Kyiv\n\nAt least nine people were killed and 58 wounded when Russian"
        " missiles hit Kyiv on Tuesday, emergency services said.\n": "2024-01-03",
        "Kyiv hit again\n\nRussian missiles hit Kyiv again on Thursday, wounding three people, the"
        " city's administration said.\n": "2024-01-05",
    }
    reports = [Report(id=report_id(t), record=read(t, day)) for t, day in texts.items()]
    found: tuple[Incident, ...] = group_incidents(reports)
    tuesday = {r.id for r in reports[:2]}
    homes = [{e.report for e in i.events} for i in found if i.start == "2024-01-02"]
    assert homes == [tuesday]
    assert not any(tuesday & {e.report for e in i.events} for i in found if i.start == "2024-01-04")
