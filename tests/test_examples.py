"""The examples: what is hard about each of them, and that it is read."""

import json
from pathlib import Path

import pytest

from dateline import read
from dateline.records import Record

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
TEXTS = sorted(EXAMPLES.glob("*.txt"))
HAPPENED = ("actual", "ongoing")


def known(*values: object):
    """Return a case that is not read rightly yet; when it is, this mark goes."""
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason="not read yet"))


def text_of(name: str) -> str:
    return (EXAMPLES / f"{name}.txt").read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def records() -> dict[str, Record]:
    """Return the records of all examples, each read once."""
    out = {}
    for path in TEXTS:
        meta = json.loads(path.with_suffix(".meta").read_text(encoding="utf-8"))
        out[path.stem] = read(text_of(path.stem), meta["published"])
    return out


def entity(record: Record, words: str) -> set[str]:
    return {e.id for e in record.entities if any(words in m.text for m in e.mentions)}


def place(record: Record, *names: str) -> set[str]:
    return {p.id for p in record.places if any(m.text in names for m in p.mentions)}


def speakers_of(record: Record, words: str) -> set[str | None]:
    """Return who says the statements whose content holds the words."""
    return {s.speaker for s in record.statements if any(words in c.text for c in s.content)}


def tolls(record: Record, harm: str) -> set[tuple[int | None, int | None]]:
    return {(t.min, t.max) for t in record.tolls if t.harm == harm}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_each_example_says_when_it_was_published_and_what_is_hard(path):
    meta = json.loads(path.with_suffix(".meta").read_text(encoding="utf-8"))
    assert meta["hard"]
    assert meta["published"] or "dateline" in meta["why_no_date"]
    assert path.stem.split("-")[0] in (EXAMPLES / "README.md").read_text(encoding="utf-8")


@pytest.mark.model
def test_the_dateline_gives_day_and_town(records):
    article = records["kordofan-rival-claims"].article
    assert (article.published, article.published_basis) == ("2024-05-14", "dateline")
    assert article.dateline
    assert article.dateline.place in place(records["kordofan-rival-claims"], "PORT SUDAN")


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "spellings"),
    [
        ("kordofan-rival-claims", ("Bara", "Barah")),
        ("kupiansk-nested-source", ("Kupiansk", "Kupyansk")),
        ("soum-overlapping-tolls", ("Arbinda", "Aribinda")),
    ],
)
def test_two_spellings_are_one_town(records, name, spellings):
    found = place(records[name], *spellings)
    assert len(found) == 1
    (town,) = (p for p in records[name].places if p.id in found)
    assert {m.text for m in town.mentions} >= set(spellings)
    assert town.lat is not None


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("kordofan-rival-claims", "Our units entered Bara", "The militia has fled"),
        ("kupiansk-nested-source", "There is no Russian flag", "This is an information attack"),
        ("kupiansk-nested-source", "Nobody is encircled", "The evacuation of children"),
        ("shan-broken-quotes", "They knew that it was full", "There was no battle here"),
        ("shan-broken-quotes", "Terrorists set fire", "We hold the bridge"),
        ("soum-overlapping-tolls", "We do not know whether", "Nobody tells the families"),
    ],
)
def test_both_halves_of_a_damaged_quotation_have_one_speaker(records, name, first, second):
    one, two = (speakers_of(records[name], words) for words in (first, second))
    assert one == two
    assert len(one) == 1
    assert None not in one


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "words", "speaker"),
    [
        ("kordofan-rival-claims", "14 bodies", "health ministry"),
        ("kordofan-rival-claims", "some of the dead were probably", "health ministry"),
        ("kordofan-rival-claims", "Both sides appear", "Hala Mirghani"),
        known("kupiansk-nested-source", "the most difficult situation", "General Staff"),
        ("kupiansk-nested-source", "killing a married couple", "prosecutor"),
        ("kupiansk-nested-source", "likely gained a foothold", "British military intelligence"),
        ("shan-broken-quotes", "seven civilians were killed", "Ta'ang National Liberation Army"),
        ("shan-broken-quotes", "the true number could be twice", "Sai Hseng"),
        ("soum-overlapping-tolls", "had been repelled", "general staff"),
        ("soum-overlapping-tolls", "eight people were injured", "health worker"),
        ("short-denial", "at least six people were killed", "Espérance Lukusa"),
        ("short-two-strikes", "11 people", "Hamra Relief Fund"),
    ],
)
def test_who_says_it(records, name, words, speaker):
    record = records[name]
    assert speakers_of(record, words) == entity(record, speaker)


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "harm", "counts"),
    [
        ("kordofan-rival-claims", "killed", {(9, None), (14, 14)}),
        ("shan-broken-quotes", "killed", {(7, 7)}),
        known("soum-overlapping-tolls", "killed", {(12, None), (17, 17), (50, 50)}),
        ("soum-overlapping-tolls", "missing", {(31, 31)}),
        ("short-denial", "killed", {(6, None)}),
        ("short-two-strikes", "injured", {(11, 11)}),
    ],
)
def test_every_voice_has_its_own_toll(records, name, harm, counts):
    assert counts <= tolls(records[name], harm)


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("kordofan-rival-claims", {9 + 14, 12, 34, 60, 30_000, 40_000}),
        ("kupiansk-nested-source", {2 + 6, 11, 61, 27_000}),
        ("shan-broken-quotes", {7 + 21, 11, 90}),
        ("soum-overlapping-tolls", {12 + 4, 12 + 17, 6, 9, 35, 90}),
        ("short-two-strikes", {3, 11}),
    ],
)
def test_no_killed_are_a_sum_or_a_measure(records, name, numbers):
    """No 7 + 21, and no inhabitants, days, kilometres, ages, lorries, pounds."""
    assert not numbers & {t.min for t in records[name].tolls if t.harm == "killed"}


@pytest.mark.model
def test_two_strikes_on_two_days_are_two(records):
    record = records["short-two-strikes"]
    days = {(e.start or "")[:10] for e in record.events if e.realis in HAPPENED}
    assert {"2024-03-05", "2024-03-07"} <= days


@pytest.mark.model
def test_the_deniers_fired_at_nobody(records):
    record = records["short-denial"]
    assert not [e for e in record.events if e.realis in HAPPENED and "fired" in e.trigger.text]
    assert any(s.certainty == "CT-" for s in record.statements)


@pytest.mark.model
def test_rival_claims_to_one_town_both_stand(records):
    record = records["kordofan-rival-claims"]
    town = place(record, "Bara")
    voices = {
        s.speaker
        for claim in record.control
        if claim.place in town
        for s in record.statements
        if s.id in claim.said_by
    }
    assert len(voices) >= 2


@pytest.mark.model
def test_repeated_headlines_are_furniture(records):
    for name in (path.stem for path in TEXTS if not path.stem.startswith("short")):
        kinds = [f.kind for f in records[name].article.furniture]
        assert "repeated_headline" in kinds, name
