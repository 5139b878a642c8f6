"""Read sentences with their two sides swapped: the same standard for all sides.

Each sentence has two sides in lettered slots. It is read with the sides one way and the other way
round; by slot, both records must say the same of every event.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

PUBLISHED = "2021-06-16"
# A first paragraph is a lead, which is read otherwise; the sentences speak of the body of a report.
LEAD = "The week was quiet.\n\n"


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
    """Yield each sentence with two pairs of sides for each side that leads."""
    for at in range(0, len(SIDES), 2):
        a, b = SIDES[at], SIDES[at + 1]
        for text in TEXTS:
            yield text, a, b
            yield text, a, SIDES[(at + 3) % len(SIDES)]


def structure(text: str, a: Side, b: Side) -> list[object]:
    """Return what is said to happen, every party and place by the side whose words name it."""
    from dateline import read

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


def uneven() -> tuple[int, list[str]]:
    """Return how many pairs were read, and those that are not the mirror image of each other."""
    tried = list(pairs())
    return len(tried), [
        f"{text.format(a=a, b=b)}\n     {one}\n     {other}"
        for text, a, b in tried
        if (one := structure(text, a, b)) != (other := structure(text, b, a))
    ]
