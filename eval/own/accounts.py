"""Accounts of one incident by several outlets, made so that each field's verdict is known.

For each incident a relation is drawn per field - agree, compatible, contradict, silent - and
accounts are written that stand in it. Some accounts are copies of another one. Prose written by
hand, with its verdicts, is in accounts.jsonl.

Licence: CC0.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

INCIDENTS = 60
_WRITTEN = Path(__file__).with_name("accounts.jsonl")

# Two sides, and a town with its region and a second town of the same region.
WARS = (
    ("Russian forces", "Ukrainian forces", "Kupiansk", "Kharkiv", "Izium"),
    ("Ukrainian forces", "Russian forces", "Shebekino", "Belgorod", "Valuyki"),
    ("Azerbaijani forces", "Armenian forces", "Goris", "Syunik", "Sisian"),
    ("the Sudanese army", "the Rapid Support Forces", "El Fasher", "North Darfur", "Kutum"),
    ("the Rapid Support Forces", "the Sudanese army", "Omdurman", "Khartoum", "Bahri"),
    ("the Houthis", "the Saudi-led coalition", "Marib", "Marib", "Harib"),
    ("M23 rebels", "the Congolese army", "Rutshuru", "North Kivu", "Masisi"),
    ("the Myanmar military", "the Arakan Army", "Sittwe", "Rakhine", "Kyaukphyu"),
    ("Hezbollah", "Israeli forces", "Kiryat Shmona", "northern Israel", "Nahariya"),
    ("Israeli forces", "Hezbollah", "Nabatieh", "southern Lebanon", "Bint Jbeil"),
    ("al-Shabab", "the Somali army", "Baidoa", "Bay", "Dinsoor"),
    ("the Syrian army", "Hayat Tahrir al-Sham", "Saraqib", "Idlib", "Ariha"),
)
# The same blow in the words of three kinds of weapon, and a word that leaves the weapon open.
# {who} stands with its verb, or the sentence does without.
BLOWS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "shelling": (
        ("{Who} shelled {where} {when}", "{where} was shelled {when}"),
        ("{Who} fired artillery shells at {where} {when}", "Artillery shells hit {where} {when}"),
        ("{Who} bombarded {where} with artillery {when}", "Shelling hit {where} {when}"),
    ),
    "drones": (
        ("{Who} launched a drone strike on {where} {when}", "A drone strike hit {where} {when}"),
        ("{Who} struck {where} with drones {when}", "Drones struck {where} {when}"),
    ),
    "open": (
        ("{Who} attacked {where} {when}", "{where} was attacked {when}"),
        ("{Who} carried out an attack on {where} {when}", "An attack hit {where} {when}"),
    ),
    "bomb": (
        ("{Who} set off a car bomb in {where} {when}", "A car bomb exploded in {where} {when}"),
        ("A car bomb planted by {who} exploded in {where} {when}", "A car bomb went off in {where} {when}"),
    ),
}  # fmt: skip
TOLLS = (
    ("killing {killed} people", "wounding {injured}"),
    ("killing {killed} people", "injuring {injured} others"),
    ("leaving {killed} people dead", "{injured} wounded"),
)
SAYS = ("the governor said", "a hospital doctor said", "local officials said", "the mayor said", "rescue workers said", "a witness said")  # fmt: skip
HOLDS = ("{Holder} control {town}.", "{town} is held by {holder}.", "{Holder} hold {town}.")
EXTRA = (
    "Power was cut in several streets.",
    "Shops stayed closed for the rest of the day.",
    "Ambulances took the wounded to two hospitals.",
    "Smoke could be seen from far away.",
    "Families slept in the cellar of a school.",
    "Schools in the area will open again next week.",
    "The road to the north was blocked by rubble.",
    "Water had to be brought in by lorry.",
)
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
FIELDS = ("what", "who", "where", "when", "killed", "injured", "holder")


@dataclass(frozen=True, slots=True)
class Told:
    """One account: its text, when it was published, and which origin it is of."""

    text: str
    published: str
    origin: int


@dataclass(frozen=True, slots=True)
class Case:
    """One incident: its accounts, the verdict of each field, low and high of the dead if marked."""

    name: str
    accounts: tuple[Told, ...]
    verdicts: Mapping[str, str]
    killed: tuple[int | None, int | None] | None = field(default=None)

    @property
    def origins(self) -> int:
        """How many independent accounts there are."""
        return len({told.origin for told in self.accounts})


def cases(seed: int, number: int = INCIDENTS) -> list[Case]:
    """Return the generated cases of a seed and those written by hand."""
    random = Random(seed)  # noqa: S311 - a set that anyone can make again
    return [_case(random, n) for n in range(number)] + list(_written())


def _written() -> Iterator[Case]:
    for line in _WRITTEN.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Case(
            name=row["name"],
            accounts=tuple(Told(a["text"], a["published"], a["origin"]) for a in row["accounts"]),
            verdicts=row["verdicts"],
            killed=tuple(row["killed"]) if row.get("killed") else None,
        )


def _case(random: Random, number: int) -> Case:
    attacker, defender, town, region, other_town = random.choice(WARS)
    day = date(2024, 3, 4) + timedelta(days=random.randrange(200))
    origins = random.randint(3, 4)
    wanted = {
        "what": random.choice(("agree", "agree", "compatible", "contradict")),
        "who": random.choice(("agree", "contradict", "silent")),
        "where": random.choice(("agree", "agree", "compatible", "contradict")),
        "when": random.choice(("agree", "agree", "contradict")),
        "killed": random.choice(("agree", "compatible", "contradict")),
        "injured": random.choice(("agree", "compatible", "contradict", "silent")),
        "holder": random.choice(("agree", "contradict", "silent", "silent")),
    }
    kind = random.choice(("shelling", "drones", "bomb"))
    odd = random.randrange(1, origins)  # the account that differs
    killed, low_high = _figures(random, wanted["killed"], origins, odd, random.randint(5, 12))
    injured, _ = _figures(random, wanted["injured"], origins, odd, random.randint(15, 40))
    says = random.sample(SAYS, origins)
    extras = random.sample(EXTRA, origins * 2)
    told = []
    for n in range(origins):
        differs = n == odd
        blow = kind
        if differs and wanted["what"] == "compatible":
            blow = "open"
        elif differs and wanted["what"] == "contradict":
            blow = "bomb" if kind != "bomb" else "shelling"
        where = f"the town of {town}"
        if differs and wanted["where"] == "compatible":
            where = f"the {region} region" if " " not in region else region
        elif differs and wanted["where"] == "contradict":
            where = f"the town of {other_town}"
        when = day + timedelta(days=1) if differs and wanted["when"] == "contradict" else day
        who = None if wanted["who"] == "silent" else attacker
        if who and differs and wanted["who"] == "contradict":
            who = defender
        active, passive = random.choice(BLOWS[blow])
        lead = (active if who else passive).format(
            Who=_capital(who or ""), who=who, where=where, when=f"on {DAYS[when.weekday()]}"
        )
        first, second = random.choice(TOLLS)
        toll = first.format(killed=killed[n])
        if injured[n]:
            toll += " and " + second.format(injured=injured[n])
        lines = [f"{_capital(lead)}, {toll}, {says[n]}.", extras[2 * n]]
        if wanted["holder"] != "silent":
            holder = attacker if differs and wanted["holder"] == "contradict" else defender
            claim = random.choice(HOLDS).format(Holder=_capital(holder), holder=holder, town=town)
            lines.append(_agreeing(claim, holder))
        lines.append(extras[2 * n + 1])
        published = (day + timedelta(days=2)).isoformat()
        told.append(Told("\n".join(lines) + "\n", published, n))
    for _ in range(random.choice((0, 1, 1, 2))):  # copies: an own line more, or the last one less
        base = told[random.randrange(origins)]
        lines = base.text.rstrip("\n").split("\n")
        kept = [*lines, "This report was first carried by a news agency."]
        text = "\n".join(
            kept if random.random() < 0.5 else [f"News in brief from {region}", *lines]
        )
        told.append(Told(f"{text}\n", base.published, base.origin))
    unique = {account.text: account for account in told}
    verdicts = dict(wanted)
    return Case(f"made {number}", tuple(unique.values()), verdicts, low_high)


def _figures(
    random: Random, relation: str, origins: int, odd: int, base: int
) -> tuple[list[str | None], tuple[int | None, int | None] | None]:
    """Return the figure of each account in words, and low and high."""
    if relation == "silent":
        return [None] * origins, None
    same = str(base)
    row: list[str | None] = [same] * origins
    if relation == "agree":
        return row, (base, base)
    if relation == "compatible":  # "at least 4" and 7
        less = base - random.randint(1, 3)
        row[odd] = f"at least {less}"
        return row, (less, base)
    if random.random() < 0.5:  # "at least 9" and 7
        more = base + random.randint(1, 4)
        row[odd] = f"at least {more}"
        return row, (base, None)
    less = base - random.randint(1, 3)
    row[odd] = str(less)
    return row, (less, base)


def _agreeing(claim: str, holder: str) -> str:
    """Let the verb agree with a body that is one: "The Sudanese army controls the town."."""
    single = holder.rsplit(maxsplit=1)[-1] in (
        "army",
        "military",
        "coalition",
        "Hezbollah",
        "al-Shabab",
        "Army",
        "al-Sham",
    )
    if single:
        return claim.replace(" control ", " controls ").replace(" hold ", " holds ")
    return claim


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
