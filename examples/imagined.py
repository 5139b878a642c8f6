# ruff: noqa: D103, INP001, T201 - a script, not a part of the package
"""Write an imagined press: short reports by invented outlets about invented incidents.

`python examples/imagined.py FOLDER [--incidents 80] [--seed 7]` writes one JSON Lines file that
`dateline ingest` reads. Towns are real, so that they stand on a map; every person, armed group,
body, outlet and incident is invented. The reports copy, contradict and update one another as a real press does. It
fills the page for a first look, for its pictures and for the tests that drive a browser.
"""

import argparse
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

FIRST_DAY = date(2024, 1, 8)
DAYS = 120


@dataclass(frozen=True)
class Theatre:
    """A country at war as the imagined press sees it: towns, two sides, and who speaks."""

    country: str
    towns: tuple[str, ...]
    army: str
    rebels: str
    officials: tuple[str, ...]
    rebel_voices: tuple[str, ...]
    medics: str
    monitors: str


THEATRES = (
    Theatre("Sudan", ("El Obeid", "Bara", "Umm Ruwaba", "Nyala", "El Fasher"),
            "the army", "the Western Column",
            ("Brigadier Hatim Awadalla", "the governor's office"), ("Colonel Adam Tirab",),
            "the doctors' committee", "the Kordofan Rights Watch group"),
    Theatre("Myanmar", ("Lashio", "Hsipaw", "Taunggyi", "Loikaw", "Myitkyina"),
            "the military", "the Hill Districts Army",
            ("Major Kyaw Zin Lat", "the township office"), ("spokesman Tar Aik Mong",),
            "a clinic run by volunteers", "the Hill Villages Network"),
    Theatre("Yemen", ("Taiz", "Marib", "Hodeidah", "Mocha", "Dhale"),
            "government troops", "tribal fighters",
            ("Deputy governor Walid Shamsan", "the local council"), ("Sheikh Yahya Murtada",),
            "the Thawra hospital", "the Hamra Relief Fund"),
    Theatre("Mali", ("Gao", "Menaka", "Ansongo", "Mopti", "Timbuktu"),
            "the army", "armed men on motorcycles",
            ("Captain Seydou Kanoute", "the mayor's office"), ("Preacher Amadou Kelly",),
            "the district health centre", "the Niger Bend Observatory"),
    Theatre("the Democratic Republic of Congo", ("Goma", "Butembo", "Beni", "Masisi", "Rutshuru"),
            "the army", "the Lake Front rebels",
            ("Lieutenant Aristide Mbusa", "the provincial government"),
            ("rebel spokesman Victor Ruhanga",),
            "the general hospital", "the Virunga Civil Forum"),
    Theatre("Syria", ("Idlib", "Saraqib", "Jisr al-Shughur", "Manbij", "Raqqa"),
            "government forces", "opposition fighters",
            ("Colonel Haidar Sallum", "the provincial council"), ("Commander Anas Barakat",),
            "the civil defence", "the Orontes Documentation Centre"),
    Theatre("Colombia", ("Tumaco", "Buenaventura", "Popayan", "Arauca", "Corinto"),
            "the army", "the Southern Bloc guerrillas",
            ("Colonel Efrain Lucumi", "the mayor's office"), ("guerrilla leader Jairo Quenan",),
            "the municipal hospital", "the Pacific Defenders Network"),
    Theatre("Somalia", ("Beledweyne", "Kismayo", "Baidoa", "Galkayo", "Jowhar"),
            "government forces", "clan militia",
            ("General Warsame Dirie", "the regional administration"), ("elder Nur Hassan Gedi",),
            "the De Martino clinic", "the Shabelle Civic Forum"),
    Theatre("Iraq", ("Kirkuk", "Baqubah", "Tal Afar", "Samarra", "Hawija"),
            "the army", "a local militia",
            ("Brigadier Salam al-Obaidi", "the governor"), ("militia leader Karrar Hamid",),
            "the teaching hospital", "the Two Rivers Monitor"),
)  # fmt: skip
OUTLETS = (
    "Savanna Wire", "The Northern Courier", "Harbour Dispatch", "Frontier Post", "Meridian News",
    "The Daily Lantern", "Radio Estuary", "Crossroads Agency", "The Evening Ledger",
    "Plateau Journal",
)  # fmt: skip
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True)
class Incident:
    """What is imagined to have happened; the reports tell of it, not always alike."""

    number: int
    kind: str
    theatre: Theatre
    town: str
    day: date
    killed: int
    injured: int


def imagine(number: int, chance: random.Random) -> Incident:
    theatre = chance.choice(THEATRES)
    killed = chance.choice((0, 1, 1, 2, 2, 3, 4, 5, 6, 8, 11, 17))
    return Incident(
        number=number,
        kind=chance.choice(("shelling", "shelling", "drone", "clash", "mine", "raid", "capture",
                            "protest", "abduction")),
        theatre=theatre,
        town=chance.choice(theatre.towns),
        day=FIRST_DAY + timedelta(days=chance.randrange(DAYS)),
        killed=killed,
        injured=killed * chance.choice((1, 2, 3)) + chance.randrange(4),
    )  # fmt: skip


def spelled(n: int) -> str:
    return NUMBERS[n] if n < len(NUMBERS) else str(n)


def people(n: int, noun: str = "people") -> str:
    if n == 1:
        return {"people": "one person", "civilians": "one civilian"}[noun]
    return f"{spelled(n)} {noun}"


def harm(i: Incident, chance: random.Random, *, least: bool = False) -> str:
    """Return who was hurt, as a clause: "killing four people and wounding nine"."""
    about = "at least " if least else ""
    if not i.killed:
        return f"wounding {about}{people(max(i.injured, 2))}"
    noun = chance.choice(("people", "civilians"))
    clause = f"killing {about}{people(i.killed, noun)}"
    return f"{clause} and wounding {spelled(i.injured)}" if i.injured else clause


def opening(i: Incident, chance: random.Random, *, least: bool = False) -> str:
    day, t = f"on {i.day:%A}", i.theatre
    hurt = harm(i, chance, least=least)
    part = chance.choice(("a market", "a residential district", "a school", "the bus station",
                          "homes near the river", "a bakery"))  # fmt: skip
    told = {
        "shelling": (
            f"Artillery fire struck {part} in {i.town} {day}, {hurt}",
            f"Shells fired by {t.rebels} hit {part} in {i.town} {day}, {hurt}",
            f"Rockets landed on {part} in {i.town} {day}, {hurt}",
        ),
        "drone": (
            f"A drone attack on {part} in {i.town} {day} left casualties, {hurt}",
            f"A drone launched by {t.rebels} struck {part} in {i.town} {day}, {hurt}",
        ),
        "clash": (
            f"Fighting between {t.army} and {t.rebels} broke out in {i.town} {day}, {hurt}",
            f"{cap(t.army)} clashed with {t.rebels} on the edge of {i.town} {day}, {hurt}",
        ),
        "mine": (
            f"A roadside bomb exploded near {i.town} {day}, {hurt}",
            f"A landmine blew up under a minibus outside {i.town} {day}, {hurt}",
        ),
        "raid": (
            f"Gunmen attacked a village outside {i.town} {day}, {hurt}",
            f"{cap(t.rebels)} attacked {part} in {i.town} {day}, {hurt}",
        ),
        "capture": (
            f"{cap(t.rebels)} captured {i.town} {day} after heavy fighting with {t.army}",
            f"{cap(t.army)} recaptured {i.town} {day}",
        ),
        "protest": (
            f"Police fired tear gas at protesters in {i.town} {day}, {hurt}",
            f"Hundreds of people protested in {i.town} {day} against food prices",
        ),
        "abduction": (
            f"Gunmen abducted {people(max(2, i.killed))} from a village near {i.town} {day}",
            f"{cap(t.rebels)} abducted {people(max(2, i.killed))} on the road to {i.town} {day}",
        ),
    }[i.kind]
    return told[(i.number + chance.randrange(2)) % len(told)]


def cap(text: str) -> str:
    return text[:1].upper() + text[1:]


def quotation(i: Incident, chance: random.Random, *, side: str) -> str:
    t = i.theatre
    voices = {"army": t.officials, "rebels": t.rebel_voices, "medics": (t.medics,),
              "monitors": (t.monitors,)}[side]  # fmt: skip
    voice = chance.choice(voices)
    figure = people(i.killed, "civilians") if i.killed else "nobody"
    said = {
        "army": (
            f'"Our units answered the fire and hold their positions in {i.town}," {voice} said.',
            f"{cap(voice)} said that {t.rebels} were behind the attack.",
            f'"This was an attack on people who had nowhere else to go," {voice} told reporters.',
            f'"The situation in {i.town} is calm now," {voice} told state television.',
            f"{cap(voice)} blamed {t.rebels} and promised an investigation.",
        ),
        "rebels": (
            f"{cap(voice)} denied that {t.rebels} had carried out the attack.",
            f'"We did not enter {i.town} that day," {voice} said on Telegram.',
            f'"We had no men near {i.town}," {voice} told a local radio station.',
            f"{cap(voice)} claimed that {t.army} had probably staged the attack.",
            f"{cap(voice)} put the number of dead at {spelled(max(1, i.killed // 2))}.",
        ),
        "medics": (
            f"{cap(t.medics)} said that {figure} had been killed.",
            f"According to {t.medics}, {spelled(max(1, i.injured))} wounded people were treated.",
            f'"We are out of blood and of dressings," a surgeon at {t.medics} said.',
        ),
        "monitors": (
            f"{cap(t.monitors)} said that it had not been able to verify the figures.",
            f"{cap(t.monitors)} said that the attackers may have come from the north.",
            f"{cap(t.monitors)} called for an independent inquiry.",
            f"{cap(t.monitors)} warned that the attack could be followed by others.",
        ),
    }[side]
    return chance.choice(said)


def control(i: Incident, chance: random.Random) -> str:
    t = i.theatre
    return chance.choice((
        f"{cap(chance.choice(t.rebel_voices))} said that {t.rebels} now control {i.town}.",
        f"{cap(chance.choice(t.officials))} said that {t.army} still holds {i.town}.",
        f"{cap(t.rebels)} have been advancing on {i.town} for a week.",
        f"{cap(t.army)} withdrew from {i.town}, {t.monitors} said.",
    ))  # fmt: skip


BACKGROUND = (
    "Telephone lines to the area have been cut for several days.",
    "Neither account could be checked independently.",
    "Schools in the district have been closed since the beginning of the month.",
    "Aid workers said that roads were blocked and that supplies were running out.",
    "Residents said that they had spent the night in cellars.",
    "The market had reopened only last week, after a truce agreed by elders.",
    "A journalist on the spot saw burnt-out shops and a damaged clinic.",
    "Families buried the dead the same evening, residents said.",
    "Traders said that prices of flour and fuel had doubled.",
    "A nearby school and a water tower were damaged.",
    "More than 2,000 people have fled the area since the start of the year, the United Nations says.",
)


def headline(i: Incident, chance: random.Random) -> str:
    plain = {
        "shelling": f"Shelling hits {i.town}", "drone": f"Drone strike in {i.town}",
        "clash": f"Fighting flares in {i.town}", "mine": f"Blast near {i.town}",
        "raid": f"Gunmen attack village near {i.town}", "capture": f"Rival claims over {i.town}",
        "protest": f"Protest in {i.town}", "abduction": f"Villagers abducted near {i.town}",
    }[i.kind]  # fmt: skip
    deadly = i.killed and i.kind not in ("capture", "protest", "abduction")
    dead = f", {spelled(i.killed)} reported dead"
    return plain + dead if deadly and chance.random() < 0.5 else plain


def story(i: Incident, chance: random.Random, published: date, *, kind: str) -> str:
    """Return one report: "first", "rival" or "update"."""
    t = i.theatre
    filed = f"{i.town.upper()}, {published:%-d %B %Y} — " if chance.random() < 0.7 else ""
    if kind == "update":
        more = chance.randrange(1, 4)
        first = (
            f"The number of people killed in the attack on {i.town} on {i.day:%A} has risen to "
            f"{spelled(i.killed + more)}, {t.medics} said."
        )
        rest = [quotation(i, chance, side="monitors"), chance.choice(BACKGROUND)]
    elif kind == "rival":
        first = f"{opening(i, chance, least=True)}, {t.monitors} said."
        rest = [quotation(i, chance, side="rebels"), quotation(i, chance, side="army")]
    else:
        first = f"{opening(i, chance)}, {chance.choice((*t.officials, t.medics))} said."
        rest = [
            quotation(i, chance, side=s) for s in chance.sample(("army", "rebels", "medics"), 2)
        ]
    if i.kind in ("capture", "clash"):
        rest.append(control(i, chance))
        if chance.random() < 0.6:
            rest.append(control(i, chance))
    rest += chance.sample(BACKGROUND, 2)
    paragraphs = [f"{filed}{first}", *dict.fromkeys(rest)]
    place = f"{i.town} lies in {t.country}."
    return "\n\n".join([headline(i, chance), *paragraphs, place])


def copied(text: str, chance: random.Random) -> str:
    """Return the story as another outlet prints it: another headline, the end cut."""
    head, *body = text.split("\n\n")
    kept = body[: max(2, len(body) - chance.randrange(2))]
    return "\n\n".join([chance.choice((head, f"{head}, officials say")), *kept])


def press(incidents: int, seed: int) -> Iterator[dict[str, str]]:
    """Yield the reports in the order in which they were published."""
    chance = random.Random(seed)  # noqa: S311 - the same press every time, no secret
    reports = []
    for number in range(incidents):
        i = imagine(number, chance)
        outlets = chance.sample(OUTLETS, 5)
        wanted = ["first", *chance.sample(("copy", "copy", "rival", "rival", "update"),
                                          chance.choice((0, 1, 1, 2, 2, 3, 4)))]  # fmt: skip
        first = ""
        for kind, outlet in zip(wanted, outlets, strict=False):
            if kind == "update" and (not i.killed or i.kind in ("protest", "abduction", "capture")):
                continue
            published = i.day + timedelta(days={"first": 0, "copy": 0}.get(kind, 1))
            text = (
                copied(first, chance) if kind == "copy" else story(i, chance, published, kind=kind)
            )
            first = first or text
            slug = f"{i.town}-{number}-{kind}".lower().replace(" ", "-")
            site = outlet.lower().removeprefix("the ").replace(" ", "-")
            reports.append({
                "title": text.partition("\n")[0], "text": text, "outlet": outlet,
                "url": f"https://{site}.example/{published:%Y/%m/%d}/{slug}",
                "published": published.isoformat(),
            })  # fmt: skip
    yield from sorted(reports, key=lambda report: (report["published"], report["url"]))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--incidents", type=int, default=80)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(r, ensure_ascii=False) for r in press(args.incidents, args.seed)]
    path = args.folder / "imagined.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path}: {len(lines)} reports")
    return 0


if __name__ == "__main__":
    sys.exit(main())
