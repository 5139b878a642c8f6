"""Counts of people harmed: bounds, voices, and what must never count."""

from pathlib import Path

import pytest
from eval.marked import Mark, cases

from dateline.extract.tolls import find_tolls
from dateline.extract.tolls.quantities import find_quantities
from dateline.records import Entity, Span, Statement

CASES = tuple(cases(Path(__file__).with_name("tolls.txt")))


def wanted(mark: Mark) -> tuple[str, int | None, int | None]:
    """Return harm, minimum and maximum of a mark."""
    values = mark.values
    bound = {key: int(values[key]) for key in ("n", "min", "max") if key in values}
    exact = bound.get("n")
    return values["harm"], bound.get("min", exact), bound.get("max", exact)


@pytest.mark.model
@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=case.id,
            marks=pytest.mark.xfail(reason="known failure") if case.known_failure else (),
        )
        for case in CASES
    ],
)
def test_marked_tolls(case, parse):
    """Every marked count is found with its bounds, and nothing else is."""
    # A lead may introduce a person it goes on to name; the cases speak of the body of a report.
    lead = "The front was quiet.\n\n"
    found = find_tolls(parse(lead + case.text), (), (), (), ())
    got = sorted((t.harm, t.min, t.max) for t in found)
    assert sorted(map(repr, got)) == sorted(repr(wanted(mark)) for mark in case.marks)
    for mark in case.marks:
        toll = next(
            t
            for t in found
            if (t.harm, t.min, t.max) == wanted(mark)
            and t.span.start < mark.end + len(lead)
            and mark.start + len(lead) < t.span.end
        )
        assert toll.victims == mark.values.get("victims", toll.victims)
        assert toll.unquantified == ("vague" in mark.values)
        assert toll.implied == ("implied" in mark.values)
        assert toll.children or "children" not in mark.values


@pytest.mark.model
@pytest.mark.parametrize(
    ("words", "bounds"),
    [
        ("at least 15 men", (15, None)),
        ("more than a dozen men", (13, None)),
        ("up to 473 400 men", (None, 473400)),
        ("70 to 80,000 men", (70000, 80000)),
        ("twenty-five men", (25, 25)),
        ("hundreds of thousands of men", (200000, None)),
        ("20 or more men", (20, None)),
    ],
)
def test_bounds(words, bounds, parse):
    """The qualifier decides which end of a count is open."""
    (quantity,) = find_quantities(parse(f"They saw {words}.").doc[:])
    assert (quantity.min, quantity.max) == bounds


def statement(id: str, span: Span, speaker: str | None = None) -> Statement:
    return Statement(
        id=id, kind="indirect", speaker=speaker, speaker_span=None, cue=None, content=(span,)
    )


@pytest.mark.model
def test_a_count_belongs_to_the_voice_that_gives_it(parse):
    """Two voices count the same dead differently: two tolls, and no sum."""
    text = "Dana Oyelu said 12 people died. The army said 30 people died."
    read = parse(text)
    voices = tuple(
        statement(f"s{n}", read.article.span(text.index(words), text.index(words) + len(words)))
        for n, words in enumerate(("12 people died", "30 people died"), 1)
    )
    first, second = find_tolls(read, (), (), voices, ())
    assert (first.min, first.said_by) == (12, ("s1",))
    assert (second.min, second.said_by) == (30, ("s2",))


@pytest.mark.model
def test_a_party_that_counts_its_enemy_is_marked(parse):
    """An armed actor on the other side's dead is an interested party."""
    text = "The Norrland army said that 40 Zembian soldiers were killed."
    read = parse(text)
    army = Entity(
        id="e1", type="armed_actor", name="Norrland army", mentions=(read.article.span(4, 17),)
    )
    content = read.article.span(text.index("40"), len(text) - 1)
    (toll,) = find_tolls(read, (army,), (), (statement("s1", content, "e1"),), ())
    assert toll.interested_party
    assert toll.victims == "combatant"


@pytest.mark.model
def test_a_running_total_may_contain_a_day_and_is_never_added(parse):
    """The war's dead and Tuesday's dead are two tolls, related."""
    read = parse("Six people were killed on Tuesday. Some 900 people have been killed since May.")
    day, total = find_tolls(read, (), (), (), ())
    assert total.aggregated
    assert not day.aggregated
    assert [(r.type, r.to) for r in total.relations] == [("may_contain", day.id)]


@pytest.mark.model
def test_parts_of_a_total_say_so(parse):
    """Parts that come to the total just named are part of it."""
    read = parse("Nine people were hurt: six civilians and three soldiers.")
    total, civilians, soldiers = find_tolls(read, (), (), (), ())
    assert {r.type for toll in (civilians, soldiers) for r in toll.relations} == {"part_of"}
    assert {r.to for toll in (civilians, soldiers) for r in toll.relations} == {total.id}


@pytest.mark.model
def test_a_lead_introduces_a_person_and_counts_nobody(parse):
    """The first paragraph's "a journalist was detained" is an event about someone soon named."""
    assert find_tolls(parse("A journalist was detained in Oreva."), (), (), (), ()) == ()


@pytest.mark.model
def test_harm_that_nobody_counted_is_kept_without_a_number(parse):
    """Casualties that a report only mentions are a toll without bounds; denied ones are none."""
    (toll,) = find_tolls(
        parse("The week was quiet. Injuries were reported in Oreva."), (), (), (), ()
    )
    assert toll.unquantified
    assert (toll.min, toll.max) == (None, None)
    for said in ("No injuries were reported.", "Deaths from malaria were reported."):
        assert find_tolls(parse(f"The week was quiet. {said}"), (), (), (), ()) == ()


@pytest.mark.model
def test_the_buried_are_dead_only_where_they_are_laid_to_rest(parse):
    """A burial implies deaths; to lie under rubble does not."""
    lead = "The week was quiet.\n\n"
    (toll,) = find_tolls(parse(f"{lead}Twelve miners were buried on Friday."), (), (), (), ())
    assert toll.implied
    assert find_tolls(parse(f"{lead}Twelve miners were buried under rubble."), (), (), (), ()) == ()


@pytest.mark.model
def test_another_three_are_not_among_those_before(parse):
    """People told of as further ones are disjoint from those just counted."""
    read = parse("The shell killed six people. Another three people were killed in Varle.")
    first, further = find_tolls(read, (), (), (), ())
    assert [(r.type, r.to) for r in further.relations] == [("disjoint", first.id)]


@pytest.mark.model
def test_a_newer_figure_supersedes_the_older_one_beside_it(parse):
    """A toll that rose keeps both figures and says which replaces which."""
    read = parse("The death toll rose to 44 from 40 on Sunday.")
    tolls = {t.min: t for t in find_tolls(read, (), (), (), ())}
    assert [(r.type, r.to) for r in tolls[44].relations] == [("supersedes", tolls[40].id)]
    assert tolls[40].relations == ()
