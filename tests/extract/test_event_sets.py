# ruff: noqa: T201  # the figures are what these tests are read for
"""Three sets for events as a whole: the doer is not the speaker, nothing is not something, no side.

Each prints its figure (`pytest -rP`), names what it missed, and holds a bound from the plan of the
project: single sentences may fail, the share may not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.extract.marked import Case, cases

from dateline import read
from dateline.records import Event, Record

pytestmark = pytest.mark.model

PUBLISHED = "2021-06-16"
YEAR = "2021"
HERE = Path(__file__).parent
# What one does by speaking: the speaker is rightly its actor.
BY_SPEAKING = frozenset(
    ("ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONSULT", "PROTEST")
)
LEAD = "The week was quiet.\n\n"


def read_case(case: Case) -> Record:
    return read(LEAD + case.text, PUBLISHED)


def overlaps(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def stretches(case: Case, kind: str) -> list[tuple[int, int]]:
    shift = len(LEAD)
    return [(m.start + shift, m.end + shift) for m in case.marks if m.kind == kind]


def judge(case: Case) -> tuple[bool, bool]:
    """Return whether the true actor is found, and whether a speaker is made an actor."""
    record = read_case(case)
    true, voices = stretches(case, "actor"), stretches(case, "speaker")
    spans = {e.id: [(m.start, m.end) for m in e.mentions] for e in record.entities}

    def is_one_of(entity: str, marked: list[tuple[int, int]]) -> bool:
        return any(overlaps(span, mark) for span in spans[entity] for mark in marked)

    found = confused = False
    (trigger,) = stretches(case, "event")
    for event in record.events:
        here = any(overlaps((m.start, m.end), trigger) for m in event.mentions)
        found |= here and any(is_one_of(a, true) for a in event.actors)
        confused |= event.plover not in BY_SPEAKING and any(
            is_one_of(a, voices) and not is_one_of(a, true) for a in event.actors
        )
    return found, confused


def test_the_speaker_is_not_the_actor():
    """At most one in a hundred speakers is made the actor; four true actors in five are found."""
    marked = list(cases(HERE / "speakers_and_actors.txt"))
    judged = [(case, *judge(case)) for case in marked]
    missed = [case.text for case, found, _ in judged if not found]
    confused = [case.text for case, _, wrong in judged if wrong]
    print(f"speaker taken for actor: {len(confused)} of {len(marked)}")
    print(f"true actor found: {len(marked) - len(missed)} of {len(marked)}")
    print("confused:", *confused, "missed:", *missed, sep="\n  ")
    assert len(marked) >= 120
    assert len(confused) <= 0.01 * len(marked)
    assert len(missed) <= 0.20 * len(marked)


def is_false(event: Event) -> bool:
    """Told as having happened, and not of an earlier year."""
    told = event.realis in ("actual", "ongoing")
    return told and not (event.start is not None and event.start[:4] < YEAR)


def test_sentences_without_events_have_none():
    """At most three in a hundred sentences that report no happening give one."""
    plain = list(cases(HERE / "no_events.txt"))
    wrong = [
        (case.text, [(e.trigger.text, e.plover, e.why) for e in events])
        for case in plain
        if (events := [e for e in read_case(case).events if is_false(e)])
    ]
    print(f"false events: {len(wrong)} of {len(plain)} sentences")
    print(*(f"  {text} {what}" for text, what in wrong), sep="\n")
    assert len(plain) >= 100
    assert len(wrong) <= 0.03 * len(plain)


@dataclass(frozen=True, slots=True)
class Side:
    """What a side is called, one of its towns, and one who speaks for it."""

    name: str
    adj: str
    town: str
    speaker: str


SIDES = (
    Side("Ukraine", "Ukrainian", "Izium", "Bohdan Zelenchuk"),
    Side("Russia", "Russian", "Belgorod", "Vadim Belkin"),
    Side("Armenia", "Armenian", "Goris", "Hayk Petrosyan"),
    Side("Azerbaijan", "Azerbaijani", "Ganja", "Elchin Rzayev"),
    Side("Israel", "Israeli", "Haifa", "Avi Rosen"),
    Side("Lebanon", "Lebanese", "Tyre", "Fadi Khouri"),
    Side("India", "Indian", "Amritsar", "Arjun Rathore"),
    Side("Pakistan", "Pakistani", "Sialkot", "Imran Baloch"),
    Side("Turkey", "Turkish", "Gaziantep", "Kemal Aslan"),
    Side("Syria", "Syrian", "Latakia", "Samir Haddad"),
    Side("Thailand", "Thai", "Surin", "Anan Chaiyasit"),
    Side("Cambodia", "Cambodian", "Poipet", "Rithy Chhim"),
    Side("Sudan", "Sudanese", "Kassala", "Osman Idris"),
    Side("Chad", "Chadian", "Abeche", "Mahamat Saleh"),
    Side("Eritrea", "Eritrean", "Asmara", "Yonas Tekle"),
    Side("Ethiopia", "Ethiopian", "Mekelle", "Dawit Alemu"),
    Side("Serbia", "Serbian", "Novi Pazar", "Goran Ilic"),
    Side("Kosovo", "Kosovar", "Mitrovica", "Arben Krasniqi"),
)
TEXTS = (
    "{a.adj} forces shelled {b.town} on Monday, {b.adj} officials said.",
    "{b.speaker}, a {b.adj} general, said {a.adj} troops had attacked a village near {b.town}.",
    "A {b.adj} convoy was ambushed by {a.adj} soldiers on Sunday, the army said.",
    "{a.name} denied that its troops had captured {b.town}.",
    "{b.name} accused {a.name} of bombing a hospital in {b.town}.",
    "Two civilians were killed in {a.adj} shelling of {b.town}, the mayor said.",
    "{a.adj} soldiers clashed with {b.adj} soldiers near {b.town} on Tuesday.",
    "{a.name} threatened to attack {b.town} if {b.adj} drones return.",
    "{a.adj} troops withdrew from {b.town}, {a.speaker} told reporters.",
    "The {a.adj} army said it had repelled an attack by {b.adj} troops.",
    "{a.adj} police arrested three {b.adj} journalists in {a.town}.",
    "{a.name} has imposed sanctions on {b.name}, and {b.name} condemned the move.",
    "{a.adj} warplanes struck a market in {b.town} on Friday, killing six people.",
    "{b.adj} officials condemned the {a.adj} attack on {b.town}.",
    "{b.name} said {a.adj} drones had hit a school in {b.town}, and {a.name} denied it.",
    "{a.name} plans to deploy 500 soldiers near {b.town} next month.",
    "“Our soldiers captured the bridge,” {a.adj} commander {a.speaker} said.",
)


def pairs() -> Iterator[tuple[str, Side, Side]]:
    for at in range(0, len(SIDES), 2):
        a, b = SIDES[at], SIDES[at + 1]
        for text in TEXTS:
            yield text, a, b
            yield text, a, SIDES[(at + 3) % len(SIDES)]


def structure(text: str, a: Side, b: Side) -> list[object]:
    """Return what is said to happen, every party and place by the side whose words name it."""
    filled = text.format(a=a, b=b)
    record = read(LEAD + filled, PUBLISHED)
    sides = ((a, "A"), (b, "B"))

    def side_of(names: list[str]) -> str:
        hits = {
            letter
            for side, letter in sides
            for name in names
            if re.search(rf"\b({side.adj}|{side.name}|{side.town}|{side.speaker})\b", name)
        }
        return "+".join(sorted(hits)) or "other"

    entity = {e.id: side_of([m.text for m in e.mentions]) for e in record.entities}
    place = {p.id: side_of([m.text for m in p.mentions]) for p in record.places}
    voice = {s.id: (s.kind, entity.get(s.speaker or ""), s.certainty) for s in record.statements}
    return [
        (
            e.trigger.text, e.plover, e.acled, e.realis, e.start, e.end,
            sorted(entity[k] for k in e.actors), sorted(entity[k] for k in e.targets),
            sorted(place[k] for k in e.places), [voice[k] for k in e.said_by],
        )
        for e in record.events
    ]  # fmt: skip


def test_the_same_standard_for_both_sides():
    """With the two sides' names swapped, 99 in 100 texts have the same structure."""
    tried = list(pairs())
    uneven = [
        f"{text.format(a=a, b=b)}\n     {one}\n     {other}"
        for text, a, b in tried
        if (one := structure(text, a, b)) != (other := structure(text, b, a))
    ]
    print(f"mirror: {len(tried) - len(uneven)} of {len(tried)} pairs alike")
    print(*uneven, sep="\n  ")
    assert len(tried) >= 200
    assert len(uneven) <= 0.01 * len(tried)
