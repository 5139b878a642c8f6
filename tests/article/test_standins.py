"""Every nation is read alike: which side is which never enters the parse."""

import pytest

from dateline import read
from dateline.article.model import load_model
from dateline.article.standins import parse_alike
from dateline.gazetteer import load_gazetteer
from dateline.lexicon import table

pytestmark = pytest.mark.model

NATIONS = [iso2 for iso2 in table("nations") if iso2 in table("countries")]


def parsed(text):
    (doc,) = parse_alike([text], load_model().nlp)
    return doc


def test_the_words_stay_as_written():
    text = "Sudanese forces shelled El Fasher; Sudan's army denied it, and Khartoum said nothing."
    doc = parsed(text)
    assert doc.text == text
    assert [t.lemma_ for t in doc if t.text in ("Sudanese", "Khartoum")] == ["Sudanese", "Khartoum"]


@pytest.mark.parametrize("pair", [("Russian", "Ukrainian"), ("Indian", "Pakistani")])
def test_sides_swapped_give_one_parse(pair):
    """The first nation named sits in the first seat, whichever it is."""
    one, other = (
        [(t.dep_, t.tag_, t.head.i, t.ent_type_) for t in parsed(f"{a} troops hit {b} positions.")]
        for a, b in (pair, pair[::-1])
    )
    assert one == other


def test_a_surname_is_no_nation():
    """ "Claire Jordan" keeps her name for the parse."""
    doc = parsed("On Monday Claire Jordan spoke in Amman.")
    assert [e.label_ for e in doc.ents if "Jordan" in e.text] == ["PERSON"]


def test_every_country_and_capital_can_speak():
    """Of all nations, a handful at most may be misread, and none for its side's sake."""
    gazetteer = load_gazetteer()
    mute = []
    for iso2 in NATIONS:
        capital = gazetteer.capital_of(iso2)
        for name in (table("countries")[iso2]["name"], capital.name if capital else None):
            if name is None:
                continue
            record = read(f"{name} denied on Monday that it had shelled the border.", "2024-03-12")
            types = {e.id: e.type for e in record.entities}
            speakers = [types[s.speaker] for s in record.statements if s.speaker]
            if "state" not in speakers:
                mute.append(name)
    assert len(mute) <= 3, mute
