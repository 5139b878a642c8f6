"""The same standard for all sides: swap them in a text, and its record is the mirror image.

A text has two sides in lettered slots. It is read with the sides one way and the other way round;
by slot, both records must say the same: types, who does what to whom, where, when, certainties.
"""

from dataclasses import dataclass

import pytest
from tests.twins import place_marks

from dateline import read
from dateline.records import Record, Span

pytestmark = pytest.mark.model


@dataclass(frozen=True, slots=True)
class Side:
    """What a side is called, one of its towns, and two who speak for it."""

    name: str
    adj: str
    town: str
    speaker: str
    general: str


SIDES = {
    "Ukraine": Side("Ukraine", "Ukrainian", "Izium", "Iryna Lavrynenko", "Bohdan Zelenchuk"),
    "Russia": Side("Russia", "Russian", "Belgorod", "Irina Sorokina", "Vadim Belkin"),
    "Armenia": Side("Armenia", "Armenian", "Goris", "Anahit Grigoryan", "Hayk Petrosyan"),
    "Azerbaijan": Side("Azerbaijan", "Azerbaijani", "Ganja", "Leyla Huseynova", "Elchin Rzayev"),
    "Israel": Side("Israel", "Israeli", "Haifa", "Tamar Levin", "Avi Rosen"),
    "Lebanon": Side("Lebanon", "Lebanese", "Tyre", "Rania Abboud", "Fadi Khouri"),
    "India": Side("India", "Indian", "Amritsar", "Kavita Menon", "Arjun Rathore"),
    "Pakistan": Side("Pakistan", "Pakistani", "Sialkot", "Sana Qureshi", "Imran Baloch"),
    "Turkey": Side("Turkey", "Turkish", "Gaziantep", "Elif Demir", "Kemal Aslan"),
    "Syria": Side("Syria", "Syrian", "Latakia", "Rima Daoud", "Samir Haddad"),
    "Thailand": Side("Thailand", "Thai", "Surin", "Malee Srisai", "Anan Chaiyasit"),
    "Cambodia": Side("Cambodia", "Cambodian", "Poipet", "Bopha Samnang", "Rithy Chhim"),
}
PAIRS = [tuple(SIDES)[n : n + 2] for n in range(0, len(SIDES), 2)]

TEXTS = {
    "shelling": (
        "GENEVA — <A_forces:{a.adj} forces> shelled <B_town:{b.town}> on Monday, killing at least "
        "four civilians, <B_officials:{b.adj} officials> said.\n\n“They fired at the market,” said "
        "<B_speaker:{b.speaker}>, a spokeswoman for the {b.adj} army. “It was deliberate.”\n\n"
        "<A_ministry:{a.name}'s defence ministry> denied that its troops had fired on {b.town}."
    ),
    "claims": (
        "<A_general:{a.general}>, {a.adj} General, said on Tuesday that <A_forces:{a.adj} forces> "
        "had captured <B_town:{b.town}>.\n\n<B_speaker:{b.speaker}>, a spokeswoman for the {b.adj} "
        "army, said <B_forces:{b.adj} forces> still hold the town. She added that {a.adj} troops "
        "had probably lost 40 soldiers."
    ),
    "threats": (
        "<A_speaker:{a.speaker}>, a spokeswoman for the {a.adj} government, warned that "
        "<A_forces:{a.adj} troops> may enter <B_town:{b.town}> within days.\n\nIf <B_forces:{b.adj} "
        "drones> strike <A_town:{a.town}> again, she said, the town will be bombed.\n\n"
        "<B_general:{b.general}>, a {b.adj} general, said two soldiers were wounded near "
        "{b.town} on Sunday."
    ),
}


def signature(record: Record, marks: dict[str, list[tuple[int, int]]]) -> dict[str, list]:
    """Return what the record says with every entity and place named by its slot."""

    def slot(mentions: tuple[Span, ...]) -> str:
        hits = {
            name
            for name, stretches in marks.items()
            for start, end in stretches
            if any(m.start < end and start < m.end for m in mentions)
        }
        return "+".join(sorted(hits)) or "another"

    entities = {e.id: slot(e.mentions) for e in record.entities}
    places = {p.id: slot(p.mentions) for p in record.places}
    voice = {s.id: (s.kind, entities.get(s.speaker or "")) for s in record.statements}
    return {
        "statements": [
            (s.kind, entities.get(s.speaker or ""), s.certainty, s.cue and s.cue.text)
            for s in record.statements
        ],
        "events": [
            (
                e.plover, e.acled, e.realis, e.start, e.date_basis,
                sorted(entities[key] for key in e.actors),
                sorted(entities[key] for key in e.targets),
                sorted(places[key] for key in e.places),
                [voice[key] for key in e.said_by],
            )
            for e in record.events
        ],
        "tolls": [(t.harm, t.min, t.max, t.victims, [voice[k] for k in t.said_by])
                  for t in record.tolls],
        "control": [
            (c.status, c.certainty, places[c.place], sorted(entities[k] for k in c.holders),
             [voice[k] for k in c.said_by])
            for c in record.control
        ],
    }  # fmt: skip


def read_with(template: str, a: Side, b: Side) -> dict[str, list]:
    text, marks = place_marks(template.format(a=a, b=b))
    return signature(read(text, "2024-05-16"), marks)


# Nations are parsed alike (decision 0006), towns and people are not: with other towns in it the
# parser hangs "If ... strike Surin again, she said, the town will be bombed" together otherwise.
UNEVEN = {("Thailand", "threats")}
CASES = [
    pytest.param(
        text, pair, id=f"{'-'.join(pair)}-{text}",
        marks=pytest.mark.xfail(strict=True, reason="the parse depends on towns' names")
        if (pair[0], text) in UNEVEN else (),
    )
    for pair in PAIRS
    for text in TEXTS
]  # fmt: skip


@pytest.mark.parametrize(("text", "pair"), CASES)
def test_a_text_with_its_sides_swapped_has_a_mirrored_record(text, pair):
    a, b = (SIDES[name] for name in pair)
    one, other = read_with(TEXTS[text], a, b), read_with(TEXTS[text], b, a)
    for layer, facts in one.items():
        assert facts == other[layer], layer


@pytest.mark.parametrize("text", TEXTS)
def test_the_mirrored_texts_say_something(text):
    """An empty record would be its own mirror image."""
    read_so = read_with(TEXTS[text], SIDES["Armenia"], SIDES["Azerbaijan"])
    assert sum(kind != "narrator" for kind, *_ in read_so["statements"]) >= 2
    assert read_so["events"]
