"""Simulated streams of counts on one attack, with the truth that none of the sources knows.

An attack kills some civilians and some fighters. Bodies are found over days; each origin counts
what was found when it asked. Origins differ in what they count: everybody, civilians only, "at
least", children among the dead, the dead of the whole month. Outlets copy one another. A side
exaggerates the losses of its enemy. Now and then an origin errs.

Licence: CC0.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from dateline.link.ledger import Count

STREAMS = 500
_ERRS = 0.04  # an origin's count is off by a body or two
_STOPS_EARLY = 0.5  # an origin does not come back once all bodies are found


@dataclass(frozen=True, slots=True)
class Stream:
    """The counts as they came, and how many were killed."""

    truth: int
    counts: tuple[Count, ...]


def streams(seed: int, number: int = STREAMS) -> Iterator[Stream]:
    """Yield the streams of a seed."""
    random = Random(seed)  # noqa: S311 - a set that anyone can make again
    for _ in range(number):
        yield _stream(random)


def _stream(random: Random) -> Stream:
    civilians = random.randint(1, 40)
    fighters = random.choice((0, 0, 0, random.randint(1, 15)))
    truth = civilians + fighters
    days = random.randint(1, 6)
    # How much of the truth is known on each day; all of it on the last.
    known = [*sorted(random.uniform(0.2, 1.0) for _ in range(days - 1)), 1.0]
    counts: list[Count] = []
    origins = random.randint(2, 6)
    for number in range(origins):
        # Somebody stays until the end: a stream is judged once it has settled.
        stays = number == 0 or random.random() > _STOPS_EARLY
        last = days - 1 if stays else random.randrange(days)
        asked = sorted({last, *(random.randrange(last + 1) for _ in range(random.randint(0, 2)))})
        narrow = number > 0 and fighters and random.random() < 0.25
        for day in asked:
            whole = civilians if narrow else truth
            counts += _counted(
                random,
                Count(
                    origin=f"o{number}",
                    harm="killed",
                    min=max(1, round(whole * known[day])),
                    max=None,
                    victims="civilian" if narrow else random.choice(("unknown", "mixed")),
                    day=day,
                ),
            )
    counts += _noise(random, truth, fighters, days)
    random.shuffle(counts)
    return Stream(truth=truth, counts=tuple(counts))


def _counted(random: Random, count: Count) -> Iterator[Count]:
    """Yield a count as it is put in words, a part of it at times, and copies."""
    number = count.min or 1
    if random.random() < _ERRS:
        number = max(1, number + random.choice((-2, -1, 1, 2)))
    way = random.random()
    if way < 0.4:
        put = replace(count, min=number, max=None)  # "at least 7"
    elif way < 0.5:
        put = replace(count, min=number, max=number + random.randint(1, 4))  # "7 to 9"
    else:
        put = replace(count, min=number, max=number)
    yield put
    if number > 2 and random.random() < 0.3:  # "among them two children"
        children = random.randint(1, number - 1)
        yield replace(count, min=children, max=children, part=True, order=1)
    for _ in range(random.choice((0, 0, 1, 3))):
        yield put  # another outlet prints it: one origin


def _noise(random: Random, truth: int, fighters: int, days: int) -> Iterator[Count]:
    day = random.randrange(days)
    if random.random() < 0.3:  # "bringing to 240 the number killed since January"
        total = truth + random.randint(50, 900)
        yield Count(
            origin="o0", harm="killed", min=total, max=total, day=day, order=2, running=True
        )
    if random.random() < 0.3:  # "we eliminated 60 of their fighters"
        claim = fighters * random.randint(2, 9) + random.randint(5, 60)
        yield Count(
            origin="side",
            harm="killed",
            min=claim,
            max=claim,
            victims="combatant",
            day=day,
            party=True,
        )
    if random.random() < 0.2:
        yield Count(origin="o1", harm="injured", min=truth * 3, max=truth * 3, day=day)
