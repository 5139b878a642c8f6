"""Write variants of dispatches of our own that have one set of difficulties in many guises.

A variant draws its war, towns, persons, sexes, weekdays, figures, cue verbs, defects of quotation
marks and order of paragraphs from a seeded generator, so that variant n is always the same text.
What has to be found is marked in the templates of twin_texts: `<s6:words>` is the stretch s6.
"""

import random
import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests import twin_texts as texts

FORMS = 48


@dataclass(slots=True)
class Variant:
    """A text, its day of publication, where the marked stretches stand, and what was drawn."""

    number: int
    text: str
    published: date
    marks: dict[str, list[tuple[int, int]]]
    drawn: dict[str, object] = field(default_factory=dict)


def variant(number: int) -> Variant:
    """Return variant `number`, always the same."""
    rng = random.Random(number)  # noqa: S311 - a test needs no secrecy
    world = texts.WORLDS[number % len(texts.WORLDS)]
    drawn = _draw(rng, world)
    blocks = [
        _pick(rng, texts.CHIEF) + "\n\n" + _pick(rng, texts.INSIDE),
        _pick(rng, texts.GOVERNOR),
        _pick(rng, texts.MEDIC),
        _pick(rng, texts.RIVAL) + "\n\n" + _pick(rng, texts.MINISTRY),
        _pick(rng, texts.SYSTEMS),
        _pick(rng, texts.TOLL),
        _pick(rng, texts.PORT),
        _pick(rng, texts.PAST),
    ]
    rng.shuffle(blocks)
    headline = _pick(rng, texts.HEADLINE)
    whole = (f"<head:{headline}>", _pick(rng, texts.LEDE), *blocks, f"<again:{headline}>")
    template = _unquote(rng, "\n\n".join(whole))
    text, marks = place_marks(template.format_map({**world, **drawn}))
    return Variant(number, _typeset(rng, text), drawn["published"], marks, {**world, **drawn})


def _pick(rng: random.Random, choices: tuple[str, ...]) -> str:
    return rng.choice(choices)


def _draw(rng: random.Random, world: dict) -> dict:
    published = date(2021, 1, 1) + timedelta(days=rng.randrange(1400))
    second = published - timedelta(days=rng.choice((0, 0, 1, 2)))
    first = second - timedelta(days=1)
    months_ago = rng.randint(2, 10)
    month = (published.year * 12 + published.month - 1) - months_ago
    low, many = rng.sample(range(2, 20), 2), rng.randint(20, 60)
    out = {
        "published": published,
        "day1": first,
        "day2": second,
        "d1": first.strftime("%A"),
        "d2": second.strftime("%A"),
        "month_start": date(month // 12, month % 12 + 1, 1),
        "month": date(month // 12, month % 12 + 1, 1).strftime("%B"),
        "said": rng.choice(("said", "stated", "reported", "announced")),
        "added": rng.choice(("added", "explained", "noted")),
        "cautioned": rng.choice(("warned", "cautioned", "conceded")),
        "probably": rng.choice(("probably", "likely")),
        "hurt": rng.choice(("injured", "wounded", "hurt")),
        "foreign": rng.choice(texts.FOREIGN),
        "count1": low[0],
        "n1": rng.choice((str(low[0]), texts.WORDS[low[0] - 2])),
        "count2": many,
        "n2": str(many),
        "count3": low[1],
        "n3": rng.choice((str(low[1]), texts.WORDS[low[1] - 2])),
        "age": rng.choice([n for n in range(2, 16) if n != low[1]]),
        "child": rng.choice(("girl", "boy", "child")),
        "he": rng.choice(("He", "She", "It")),
    }
    out["he_small"] = out["he"].lower()
    persons = list(world["names"])
    rng.shuffle(persons)
    female = world["names"][1::2]
    for role, person in zip(("chief", "gov", "head", "port"), persons, strict=True):
        given, last, other = person.rsplit(" ", 2)
        she = person in female
        out |= {
            role: f"{given} {last}",
            f"{role}_last": last,
            f"{role}_second": other,
            f"{role}_mr": rng.choice(("Ms.", "Mrs.")) if she else "Mr.",
            f"{role}_he": "She" if she else "He",
        }
    out |= {"medic": "Robin Aldous", "xmin": "Casimir Strand", "xmin_last": "Strand"}
    return out


def place_marks(template: str) -> tuple[str, dict[str, list[tuple[int, int]]]]:
    """Return the text without marks, and where each marked stretch stands; marks may nest."""
    out: list[str] = []
    at = 0
    opened: list[tuple[str, int]] = []
    marks: dict[str, list[tuple[int, int]]] = {}
    for part in re.split(r"(<\w+:|>)", template):
        if part == ">":
            name, start = opened.pop()
            marks.setdefault(name, []).append((start, at))
        elif re.fullmatch(r"<\w+:", part):
            opened.append((part[1:-1], at))
        else:
            out.append(part)
            at += len(part)
    return "".join(out), marks


def _unquote(rng: random.Random, template: str) -> str:
    """Give the second halves of quotations the marks they should have, or fewer."""
    for half in ("q4b", "q5b"):
        defect = rng.choice(("no opening", "no opening", "no closing", "none"))
        if defect != "no opening":
            template = template.replace(f"<{half}:", f"“<{half}:")
        if defect == "no closing":
            at = template.index("”", template.index(f"<{half}:"))
            template = template[:at] + template[at + 1 :]
    return template


def _typeset(rng: random.Random, text: str) -> str:
    """Return the text, length unchanged, as another newsroom sets it."""
    if rng.random() < 0.3:
        text = text.replace("“", '"').replace("”", '"').replace("’", "'")
    if rng.random() < 0.15:  # hard-wrapped lines
        text = re.sub(r"([^\n]{60,72}) ", "\\1\n", text)
    return text
