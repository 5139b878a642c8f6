"""300 dispatches with what newsrooms made of them, and look-alikes that are no copies.

Copies: cut, edited, re-headlined, translated. Look-alikes: another agency's own account of the
same attack, an update with new facts in the same words, the same form filled in about another
attack (same agency, other town or other day).

Licence: CC0.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from eval.own.dispatches import (
    AGENCIES,
    CHARITIES,
    HEADLINES,
    NUMBERS,
    Dispatch,
    draw_attack,
    draw_dispatch,
    page,
    sentences,
    updated,
)

DISPATCHES = 300
_START, _DAYS = date(2024, 1, 8), 240
# What a sub-editor changes without changing a fact.
_SWAPS = (
    ("at least", "no fewer than"), ("At least", "No fewer than"), (" said", " stated"), ("wounding", "injuring"),
    ("killing", "leaving dead"), ("according to", "in the words of"), ("shortly after", "soon after"),
    ("residents", "people living nearby"), ("Residents", "People living nearby"), ("people", "persons"),
    ("denied that it had", "denied having"), ("told reporters", "told the press"), ("look into", "examine"),
    ("destroyed", "wrecked"), ("for months", "for many months"), ("the capital", "the capital city"),
)  # fmt: skip
_LOCAL = (
    "Our newspaper has followed the war closely since it began.",
    "Readers can send photographs to the newsroom.",
    "The embassy here has advised citizens to register before they travel.",
)


@dataclass(frozen=True, slots=True)
class Filed:
    """One text of the set: which origin it is of, and what was done to make it."""

    text: str
    published: date
    origin: str
    made: str


def near_copies(seed: int, dispatches: int = DISPATCHES) -> list[Filed]:
    """Return the texts of a seed in an order that says nothing."""
    random = Random(seed)  # noqa: S311 - a set that anyone can make again
    out: list[Filed] = []
    for number in range(dispatches):
        attack = draw_attack(random, _START, _DAYS)
        style = random.randrange(3)
        dispatch = draw_dispatch(random, attack, style=style)
        origin = f"d{number}"
        body = sentences(dispatch)
        out.append(Filed(page(dispatch, body), dispatch.published, origin, "dispatch"))
        for copy in range(random.randint(0, 4)):
            made, text = _copied(random, dispatch, body)
            later = dispatch.published + timedelta(days=random.randint(0, 2))
            if made != "exact" or copy == 0:
                out.append(Filed(text, later, origin, made))
        out += _look_alikes(random, dispatch, origin)
    unique = {filed.text: filed for filed in out}
    shuffled = list(unique.values())
    random.shuffle(shuffled)
    return shuffled


def _copied(random: Random, dispatch: Dispatch, body: Sequence[str]) -> tuple[str, str]:
    """Return what was done, and the text."""
    made = random.choice(("cut", "edited", "re-headlined", "translated", "edited and cut"))
    headline = random.choice(HEADLINES)
    if made == "cut":
        return made, page(dispatch, body[: random.randint(2, len(body))], headline=headline)
    if made == "re-headlined":
        return made, page(dispatch, [*body, random.choice(_LOCAL)], headline=headline)
    if made == "translated":
        return made, page(dispatch, sentences(dispatch, translated=True), headline=headline)
    kept = list(body if made == "edited" else body[: random.randint(3, len(body))])
    return made, page(dispatch, _edited(random, kept), headline=headline)


def _edited(random: Random, body: list[str]) -> list[str]:
    out = []
    for sentence in body:
        changed = sentence
        for old, new in random.sample(_SWAPS, 8):
            changed = changed.replace(old, new, 1)
        if random.random() < 0.3:  # figures for words: style books differ
            for number, word in enumerate(NUMBERS[2:11], 2):
                changed = changed.replace(f" {word} ", f" {number} ")
        out.append(changed)
    if len(out) > 3 and random.random() < 0.5:
        at = random.randrange(1, len(out) - 1)
        out[at], out[at + 1] = out[at + 1], out[at]
    return out


def _look_alikes(random: Random, dispatch: Dispatch, origin: str) -> Iterator[Filed]:
    attack = dispatch.attack
    if random.random() < 0.4:  # the same attack, told by another agency
        style = random.choice([n for n in range(3) if n != dispatch.style])
        other = draw_dispatch(random, attack, style=style)
        yield Filed(
            page(other, sentences(other)), other.published, f"{origin}-other", "own account"
        )
    if random.random() < 0.4:
        new = updated(random, dispatch)
        body = sentences(new)
        if random.random() < 0.5:
            body = body[: random.randint(3, len(body))]
        if random.random() < 0.5:
            body.insert(
                1, f"Rescuers found more bodies overnight, the {random.choice(CHARITIES)} said."
            )
        yield Filed(page(new, body), new.published, f"{origin}-update", "update")
    if random.random() < 0.3:  # the same form about the next attack on the town
        again = replace(
            attack,
            day=attack.day + timedelta(days=random.randint(1, 3)),
            killed=attack.killed + random.choice((-1, 1, 2)),
            injured=attack.injured + random.choice((-4, 3, 7)),
        )
        form = replace(dispatch, attack=again, published=again.day + timedelta(days=1))
        yield Filed(page(form, sentences(form)), form.published, f"{origin}-again", "next attack")
    if random.random() < 0.3:  # and about another town
        elsewhere = draw_attack(random, dispatch.published, 5)
        if elsewhere.town != attack.town:
            form = replace(
                draw_dispatch(random, elsewhere, style=AGENCIES.index(dispatch.agency)),
                slots=dispatch.slots,
            )
            yield Filed(
                page(form, sentences(form)), form.published, f"{origin}-elsewhere", "other town"
            )
