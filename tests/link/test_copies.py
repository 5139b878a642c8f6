"""Which texts are one dispatch, and which only look it."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from eval.copies import SEEDS, report_of, score
from eval.own.dispatches import draw_attack, draw_dispatch, page, sentences, updated
from eval.own.near_copies import near_copies
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.link.copies import CopyIndex, group_copies
from dateline.link.reports import Report, report_id
from dateline.records import Article, Condition, Record

WIRE = """Shells hit a mill in Taiz on Monday, killing at least four people and wounding 31, the governor Salim Qadri said.
“We had no warning and no siren in this street,” Qadri told Northwire by telephone.
A surgeon at Rahma Hospital, Dr Huda Nasser, said that blood was short and that 12 patients were moved to Aden.
The Bread Road Society said that its convoy of 9 lorries waited at Turba.
Judge Amin Farouk will look into the attack, the ministry in Aden said.
"""
TRANSLATED = """On Monday a mill in Taiz came under shell fire; not fewer than four persons perished and 31 got injuries, as governor Salim Qadri informed.
“There was not any siren or warning for our street,” spoke Qadri over the phone to Northwire.
According to doctor Huda Nasser, surgeon of the hospital Rahma, blood lacks, and 12 sick persons were brought to Aden.
The column of 9 trucks of the Bread Road Society stands at Turba, it is reported.
The attack will be studied by judge Amin Farouk, stated the ministry in Aden.
"""
OWN = """At least four people died in shelling that hit a mill in Taiz on Monday, doctors said.
Nabil Shaher, a baker, said he had carried two of the dead himself.
“My flour was red,” Shaher said.
The National Front blamed the army for the attack on Taiz.
Schools in the south of the city will stay shut until Sunday, teachers said.
"""


def filed(text: str, published: str | None = "2024-03-05", **more: object) -> Report:
    article = Article(id="a", sha256="", length=len(text), text=text, published=published)
    return Report(id=report_id(text), record=Record(article=article), **more)


def together(*reports: Report) -> bool:
    return len(group_copies(reports)) == 1


def test_a_cut_copy_is_one_origin():
    cut = filed("\n".join(WIRE.split("\n")[:3]), "2024-03-06")
    (origin,) = group_copies([cut, filed(WIRE)])
    assert origin.kinds == {filed(WIRE).id: "original", cut.id: "near"}
    assert "words_contained" in origin.why[0].why


def test_a_translation_is_one_origin():
    """Other words, the same names and numbers in the same order."""
    assert together(filed(WIRE), filed(TRANSLATED))


def test_a_machine_translation_is_named_so():
    report = filed(TRANSLATED)
    article = replace(report.record.article, condition=(Condition(kind="machine_translated"),))
    report = replace(report, record=replace(report.record, article=article))
    (origin,) = group_copies([report, filed(WIRE, "2024-03-04")])
    assert origin.kinds[report.id] == "translation"


def test_another_account_of_the_same_attack_is_not_a_copy():
    assert not together(filed(WIRE), filed(OWN))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("at least four", "at least seven"),
        ("wounding 31", "wounding 38"),
        ("on Monday", "on Tuesday"),
    ],
)
def test_an_update_with_new_facts_is_not_a_copy(old, new):
    """However much of the words it keeps."""
    assert not together(filed(WIRE), filed(WIRE.replace(old, new)))


def test_a_cut_copy_does_not_join_a_dispatch_to_its_update():
    """The part without the toll is contained in both, and both stay apart."""
    tail = filed("\n".join(WIRE.split("\n")[1:]))
    update = filed(WIRE.replace("at least four", "at least seven"))
    homes = {m: o.id for o in group_copies([tail, update, filed(WIRE)]) for m in o.members}
    assert homes[update.id] != homes[filed(WIRE).id]


def test_a_revision_is_the_same_origin_with_new_figures():
    """A later version of the article is no new source, and a copy of the first stays a copy."""
    first = filed(WIRE)
    later = filed(WIRE.replace("at least four", "at least seven"), "2024-03-06", revises=first.id)
    copy = filed(WIRE + "Readers can write to the newsroom.\n")
    (origin,) = group_copies([copy, later, first])
    assert origin.kinds[later.id] == "revision"


def test_a_revision_may_arrive_before_what_it_revises():
    first = filed(WIRE)
    later = filed(OWN, "2024-03-06", revises=first.id)
    index = CopyIndex()
    assert index.add(later).members == (later.id,)
    assert set(index.add(first).members) == {first.id, later.id}


def test_the_same_form_a_month_later_is_not_a_copy_but_the_same_words_are():
    assert together(filed(WIRE), replace(filed(WIRE, "2024-05-06"), id="other"))
    assert not together(
        filed(WIRE), filed(WIRE + "A line of its own stands here now.", "2024-05-06")
    )


@pytest.mark.parametrize(
    "text", ["", " \n", "!!!", "One.", "\u0000", "مرحبا بكم في المدينة القديمة"]
)
def test_odd_texts_stand_alone(text):
    assert [o.members for o in group_copies([filed(text), filed(WIRE)])]
    assert len(group_copies([filed(text), filed(WIRE)])) == 2


SOME = near_copies(3, dispatches=8)
REPORTS = [report_of(text) for text in SOME]


@given(st.randoms(use_true_random=False))
@settings(max_examples=8, deadline=None)
def test_any_order_gives_the_same_origins(random: Random):
    """One by one in any order, or all at once: origins, kinds and reasons are the same."""
    shuffled = list(REPORTS)
    random.shuffle(shuffled)
    index = CopyIndex()
    for report in shuffled:
        origin = index.add(report)
        assert report.id in origin.members
    assert index.origins() == group_copies(REPORTS)


@given(st.data())
@settings(max_examples=8, deadline=None)
def test_copies_never_raise_the_number_of_origins(data):
    """More copies of what is there, cut or with an outlet's line, add no origin."""
    before = len(group_copies(REPORTS))
    extra = []
    for _ in range(data.draw(st.integers(1, 4))):
        base = data.draw(st.sampled_from(SOME))
        line = data.draw(
            st.sampled_from(["Our newsroom follows the war.", "Read more on our pages."])
        )
        extra.append(report_of(replace(base, text=base.text + line + "\n")))
    assert len(group_copies([*REPORTS, *extra])) <= before


def test_a_second_run_changes_nothing():
    index = CopyIndex()
    for report in [*REPORTS, *REPORTS]:
        index.enter(report)
    assert index.origins() == group_copies(REPORTS)


def test_the_set_of_near_copies_merges_no_update():
    """On a seed that no rule was set on, smaller than the one the figures are of."""
    figures = score(near_copies(SEEDS["train"] + 1, dispatches=60))
    assert figures["false merges"]["updates merged"] == 0
    assert figures["near copies"]["ARI"] > 0.95


def test_an_update_made_by_the_set_has_other_figures():
    """The set does what it says: an update is the same words with a higher toll."""
    random = Random(1)  # noqa: S311 - a test needs no secrecy
    first = draw_dispatch(random, draw_attack(random, date(2024, 1, 1), 3), style=0)
    later = updated(random, first)
    assert later.attack.killed > first.attack.killed
    assert page(first, sentences(first)) != page(later, sentences(later))
