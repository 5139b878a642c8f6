"""Invented dispatches on attacks, and what newsrooms do with them: cut, edit, translate, update.

Everything is drawn from a seed. Names of persons, streets and hospitals are invented; towns are
real, so that the texts can also be read for places. Two accounts of one attack by two agencies
share its facts and none of its sentences; a copy shares the sentences.

Licence: CC0.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

TOWNS = (
    ("Taiz", "Yemen"), ("Marib", "Yemen"), ("Hodeidah", "Yemen"), ("Kharkiv", "Ukraine"),
    ("Belgorod", "Russia"), ("Donetsk", "Ukraine"), ("Kherson", "Ukraine"), ("Idlib", "Syria"),
    ("Aleppo", "Syria"), ("Homs", "Syria"), ("El Fasher", "Sudan"), ("Omdurman", "Sudan"),
    ("Goma", "Congo"), ("Bunia", "Congo"), ("Gao", "Mali"), ("Mopti", "Mali"),
    ("Maiduguri", "Nigeria"), ("Baidoa", "Somalia"), ("Kismayo", "Somalia"), ("Lashio", "Myanmar"),
    ("Loikaw", "Myanmar"), ("Mekelle", "Ethiopia"), ("Gondar", "Ethiopia"), ("Djibo", "Burkina Faso"),
    ("Kunduz", "Afghanistan"), ("Quetta", "Pakistan"), ("Mosul", "Iraq"), ("Kirkuk", "Iraq"),
    ("Sderot", "Israel"), ("Rafah", "Gaza Strip"), ("Tyre", "Lebanon"), ("Arauca", "Colombia"),
)  # fmt: skip
AGENCIES = (
    "Northwire",
    "Meridian Press",
    "Atlas News Agency",
    "Continental Dispatch",
    "Harbour Wire",
)
FIRST = "Samir Layla Omar Nadia Pavel Irina Taras Oksana Amadou Fatou Kofi Ama Min Thiri Jorge Lucia Tesfaye Selam Yusuf Halima".split()
LAST = "Darwazi Koteba Rummani Velchenko Antimov Dovhanych Sangarel Kourouba Lwinmaung Arbelaez Gebrehana Warsamow Qaderi Ferhado Tamimzai Bourgali Nassorov Hadiyev Okonjala Mbekiru".split()
STREETS = "Cedar Foundry Mill Station Orchard Lantern Saddlers Granary Tannery Lighthouse".split()
PLACES_HIT = (
    "a market",
    "a bakery",
    "a school",
    "a bus station",
    "a block of flats",
    "a clinic",
    "a grain store",
    "a mosque",
)
WEAPONS = ("rockets", "shells", "drones", "mortar rounds")
NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen".split()
)
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

# The sentences of a dispatch, by slot: three agencies' ways to put it, then how a machine
# translation of it reads. `killed` and `injured` come as words.
SLOTS: Mapping[str, tuple[str, str, str, str]] = {
    "lead": (
        "{Weapon} hit {hit} in {town} on {day}, killing at least {killed} people and wounding {injured}, {role} {speaker} said.",
        "At least {killed} people died and {injured} were hurt when {weapon} slammed into {hit} in {town} on {day}, according to {role} {speaker}.",
        "An attack with {weapon} on {hit} in the town of {town} left at least {killed} dead and {injured} injured on {day}, said {speaker}, the {role}.",
        "In the town {town} on {day} {weapon} fell upon {hit}; not fewer than {killed} persons perished, {injured} received injuries, as {role} {speaker} informed.",
    ),
    "quote": (
        "“{quote},” {speaker} said by telephone from {street} Street.",
        "Speaking on {street} Street, {speaker} told {agency}: “{quote}.”",
        "“{quote},” the {role}, {speaker}, told reporters near {street} Street.",
        "“{quote_mt},” said {speaker} over the phone, being on the street {street}.",
    ),
    "detail": (
        "The first blast came shortly after {hour}, when the street was full, residents said.",
        "Residents said that the building was struck soon after {hour}, at its busiest.",
        "It happened just past {hour} as people were queuing outside, two residents said.",
        "According to inhabitants the first explosion sounded a little later than {hour}, at a time of many people.",
    ),
    "hospital": (
        "Doctors at {hospital} Hospital said they were short of blood and had sent some patients on to the capital.",
        "{hospital} Hospital ran out of blood by evening, a surgeon there said, and moved patients to the capital.",
        "Some of the wounded were driven to the capital because {hospital} Hospital lacked blood, medics said.",
        "Physicians of the hospital {hospital} declared a lack of blood; part of the patients was directed to the capital.",
    ),
    "denial": (
        "{enemy} denied that it had fired on the town and blamed {other}.",
        "A statement by {enemy} rejected the accusation, saying {other} was behind the attack.",
        "{enemy} said it had carried out no attack there and pointed at {other}.",
        "{enemy} refuted the firing at the town and laid the guilt on {other}.",
    ),
    "witness": (
        "“{cry},” said {witness}, who sells fruit across the road.",
        "{witness}, a fruit seller, said: “{cry}.”",
        "A fruit seller who gave his name as {witness} said: “{cry}.”",
        "“{cry_mt},” told {witness}, a seller of fruits opposite.",
    ),
    "damage": (
        "The roof caved in and two water tanks were destroyed, a local journalist reported.",
        "A local reporter saw a collapsed roof and two wrecked water tanks.",
        "Two water tanks were destroyed and the roof fell in, said a reporter at the scene.",
        "By data of a local journalist the roof fell down and two reservoirs for water are destroyed.",
    ),
    "context": (
        "{town} has changed hands twice since the war began and is cut off from the north of {country}.",
        "The town, which both sides have held in turn, lies on the only road to the north of {country}.",
        "Fighting around {town} has blocked the main road to the north of {country} for months.",
        "Since the beginning of the war {town} passed from hands to hands twice and it is cut from the north of {country}.",
    ),
    "aid": (
        "The {charity} said its convoy would wait at the edge of town until the shelling stopped.",
        "A convoy of the {charity} was held up outside the town, the group said.",
        "The {charity} has suspended deliveries to the town until it is safe, it said.",
        "The convoy of the {charity} will stand at the border of the town until the end of the firing, the organisation reported.",
    ),
    "investigation": (
        "A commission led by Judge {judge} will look into the attack.",
        "Judge {judge} has been named to head an inquiry.",
        "The government put Judge {judge} in charge of an inquiry.",
        "A commission under the guidance of judge {judge} will study the attack.",
    ),
}  # fmt: skip
QUOTES = (
    ("There was no soldier anywhere near this place, only people buying bread", "No soldier was close to here, only the people who bought bread"),
    ("We are pulling them out with our bare hands because the digger has no fuel", "We extract them with bare hands as the excavator is without fuel"),
    ("They waited until the street was full and then they fired again", "They waited for the street to fill and fired once more"),
    ("I have buried three neighbours this month and nobody asks who did it", "This month I buried three neighbours and no one asks about the guilty"),
    ("The siren did not work and nobody had told us to leave", "The siren was not working and to leave was told by nobody"),
    ("Whoever gave this order knew what stood on that corner", "The one who gave this order knew what is on this corner"),
    ("We counted the bags of flour first and then we counted the dead", "First the bags of flour were counted by us, after that the dead"),
    ("If the road stays closed we shall have no bandages by Friday", "If the road remains closed we will have no dressings till Friday"),
)  # fmt: skip
CRIES = (
    ("I only heard the whistle and then everything was dust", "I heard just a whistle and after it all was dust"),
    ("My shop window flew over my head", "The window of my shop flew above my head"),
    ("We lay on the floor until the smoke was gone", "We were lying on the floor until smoke disappeared"),
    ("The children were asking whether it was thunder", "Children asked if this is thunder"),
)  # fmt: skip
HEADLINES = ("{town} hit, {killed} dead", "{Weapon} strike {town}", "Deadly attack on {hit} in {town}", "{killed} killed as {weapon} hit {town}", "Blood runs short after {town} attack", "Inquiry into {town} attack")  # fmt: skip
ROLES = (
    "mayor",
    "regional governor",
    "police chief",
    "head of the ambulance service",
    "army spokesman",
)
CHARITIES = (
    "Palmyra Relief Fund",
    "Open Wells Trust",
    "Northern Medical Corps",
    "Bread Road Society",
)
SIDES = ("The army", "The National Front", "The northern command", "The rebel council")


@dataclass(frozen=True, slots=True)
class Attack:
    """What happened, as far as any account of it could know."""

    town: str
    country: str
    day: date
    hit: str
    weapon: str
    killed: int
    injured: int
    hour: str


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One agency's account: its facts and the order and wording of its sentences."""

    attack: Attack
    agency: str
    style: int
    slots: tuple[str, ...]
    facts: Mapping[str, str]
    headline: str
    published: date


def draw_attack(random: Random, start: date, days: int) -> Attack:
    """Return an attack on some day of the period."""
    town, country = random.choice(TOWNS)
    return Attack(
        town=town,
        country=country,
        day=start + timedelta(days=random.randrange(days)),
        hit=random.choice(PLACES_HIT),
        weapon=random.choice(WEAPONS),
        killed=random.randint(2, 13),
        injured=random.randint(15, 60),
        hour=f"{random.randint(1, 11)} {random.choice(('a.m.', 'p.m.'))}",
    )


def draw_dispatch(random: Random, attack: Attack, *, style: int) -> Dispatch:
    """Return an agency's own account of an attack: its own sources, quotations and order."""
    quote, cry = random.choice(QUOTES), random.choice(CRIES)
    enemy, other = random.sample(SIDES, 2)
    rest = [slot for slot in SLOTS if slot not in ("lead", "quote")]
    chosen = random.sample(rest, random.randint(4, len(rest)))
    facts = {
        "speaker": _person(random), "witness": _person(random), "judge": random.choice(LAST),
        "role": random.choice(ROLES), "street": random.choice(STREETS), "hospital": random.choice(LAST),
        "charity": random.choice(CHARITIES), "quote": quote[0], "quote_mt": quote[1],
        "cry": cry[0], "cry_mt": cry[1], "enemy": enemy, "other": other[0].lower() + other[1:],
    }  # fmt: skip
    return Dispatch(
        attack=attack,
        agency=AGENCIES[style],
        style=style % 3,
        slots=("lead", "quote", *chosen),
        facts=facts,
        headline=random.choice(HEADLINES),
        published=attack.day + timedelta(days=random.randint(0, 1)),
    )


def _person(random: Random) -> str:
    return f"{random.choice(FIRST)} {random.choice(LAST)}"


def fields(dispatch: Dispatch) -> dict[str, str]:
    """Return what the sentences are filled with."""
    a = dispatch.attack
    return {
        **dispatch.facts,
        "agency": dispatch.agency,
        "town": a.town,
        "country": a.country,
        "day": DAYS[a.day.weekday()],
        "hit": a.hit,
        "weapon": a.weapon,
        "Weapon": a.weapon.capitalize(),
        "killed": number_words(a.killed),
        "injured": str(a.injured),
        "hour": a.hour,
    }


def number_words(number: int) -> str:
    """Return a small number as news writes it."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def sentences(dispatch: Dispatch, *, translated: bool = False) -> list[str]:
    """Return the dispatch's sentences in order, one a paragraph."""
    filled = fields(dispatch)
    return [
        SLOTS[slot][3 if translated else dispatch.style].format(**filled) for slot in dispatch.slots
    ]


def page(dispatch: Dispatch, body: Sequence[str], *, headline: str | None = None) -> str:
    """Return the text as an outlet prints it: headline, dateline of the agency, paragraphs."""
    title = (headline or dispatch.headline).format(**fields(dispatch))
    title = title[0].upper() + title[1:]
    filed = f"{dispatch.attack.town.upper()}, {dispatch.published:%B} {dispatch.published.day} ({dispatch.agency}) — "
    return "\n\n".join([title, filed + body[0], *body[1:]]) + "\n"


def updated(random: Random, dispatch: Dispatch) -> Dispatch:
    """Return a later account in the same words with new facts: a higher toll, perhaps a new day."""
    more = replace(
        dispatch.attack,
        killed=dispatch.attack.killed + random.randint(1, 5),
        injured=dispatch.attack.injured + random.randint(3, 20),
    )
    agency = random.choice([a for a in AGENCIES if a != dispatch.agency])
    return replace(
        dispatch,
        attack=more,
        agency=agency,
        published=dispatch.published + timedelta(days=1),
    )
