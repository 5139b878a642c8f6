"""Low and high of one harm from the counts that independent origins give. Nothing is ever added.

The rules, in order; those that fired are named in the range:

1. A side's count of its enemy's losses, and a running total over other incidents, are left out.
2. Of one origin the latest count of the same people holds; earlier ones are superseded.
3. A count of some of the harmed (civilians only, children, "two of the dead") bounds the whole
   from below; it never stands for it where somebody counts the whole.
4. Low is the lowest count of the whole, lifted to the largest part; high the highest.
5. "At least n" leaves the high open where nobody gives n or more outright.

Source: the practice of casualty recorders (Iraq Body Count, Airwars, Every Casualty): a range over
sources, count origins and not articles, guard against counting twice before anything else.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from dateline.link.reports import TollRange
from dateline.vocabulary import Harm, Victims


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One count of people harmed, as one origin gives it.

    `voice`: whom the origin cites; two voices it cites do not supersede each other. `day` is when it was given (ordinal), `order` its place among counts of that day. `part`: it
    counts some of those harmed ("three of them children").
    """

    origin: str
    voice: str = ""
    harm: Harm
    min: int | None
    max: int | None
    victims: Victims = "unknown"
    day: int = 0
    order: int = 0
    part: bool = False
    party: bool = False
    running: bool = False


def toll_range(harm: Harm, counts: Iterable[Count], best_rule: str | None = None) -> TollRange:
    """Return the range of one harm over the counts of one incident.

    Args:
        harm: Counts of other harms are ignored.
        counts: In any order; the same count twice is one.
        best_rule: A name in BEST_RULES; without one there is no best figure.
    """
    given = sorted(
        {c for c in counts if c.harm == harm and (c.min is not None or c.max is not None)},
        key=_key,
    )
    fired: list[str] = []
    kept = [c for c in given if not c.party and not c.running]
    if any(c.party for c in given):
        fired.append("party_claims_left_out")
    if any(c.running for c in given):
        fired.append("running_totals_left_out")
    latest = _latest(kept)
    figures = {(c.min, c.max) for c in latest}
    if any((c.min, c.max) not in figures for c in kept):
        fired.append("later_count_supersedes")
    wholes = [c for c in latest if not _is_part(c, latest)]
    parts = [c for c in latest if _is_part(c, latest)]
    largest_part = max((c.min for c in parts if c.min is not None), default=None)
    if parts:
        fired.append("parts_are_not_added")
    if not wholes:
        low = largest_part
        return TollRange(harm=harm, low=low, high=None, rules=tuple(fired))
    lows = [c.min for c in wholes if c.min is not None]
    low = min(lows, default=None)
    if largest_part is not None and (low is None or low < largest_part):
        low = largest_part
        fired.append("largest_part_lifts_low")
    closed = [c.max for c in wholes if c.max is not None]
    high = max(closed, default=None)
    floor = max([*lows, *([largest_part] if largest_part is not None else [])], default=0)
    if high is None or floor > high:  # "at least 9", and nobody says 9 or more outright
        high = None
        fired.append("at_least_leaves_high_open")
    fired.append("lowest_and_highest_of_independent_origins")
    best = BEST_RULES[best_rule](wholes) if best_rule else None
    return TollRange(
        harm=harm,
        low=low,
        high=high,
        rules=tuple(fired),
        best=best,
        best_rule=best_rule if best is not None else None,
    )


def _key(count: Count) -> tuple[object, ...]:
    return (
        count.origin, count.voice, count.day, count.order, count.victims, count.part,
        -1 if count.min is None else count.min, -1 if count.max is None else count.max,
    )  # fmt: skip


def _latest(counts: Sequence[Count]) -> list[Count]:
    """Return, of each origin, the latest count of the same people."""
    last: dict[tuple[str, str, bool, str], Count] = {}
    for count in counts:  # in order of time
        who = count.victims if count.part or count.victims in ("civilian", "combatant") else "all"
        last[count.origin, count.voice, count.part, who] = count
    return list(last.values())


def _is_part(count: Count, counts: Sequence[Count]) -> bool:
    """Say whether a count is of some of the harmed only, seen beside the others."""
    if count.part:
        return True
    if count.victims not in ("civilian", "combatant"):
        return False
    others = {c.victims for c in counts if not c.part} - {count.victims}
    return bool(others)


def most_origins(wholes: Sequence[Count]) -> int | None:
    """Return the figure that most origins give; none where two are equally common."""
    votes: dict[int, set[str]] = {}
    for count in wholes:
        if count.min is not None:
            votes.setdefault(count.min, set()).add(count.origin)
    ranked = sorted(votes, key=lambda n: -len(votes[n]))
    if not ranked or (len(ranked) > 1 and len(votes[ranked[0]]) == len(votes[ranked[1]])):
        return None
    return ranked[0]


def latest_count(wholes: Sequence[Count]) -> int | None:
    """Return the figure of the latest count; none where two of that moment differ."""
    when = max(((c.day, c.order) for c in wholes), default=None)
    last = {c.min for c in wholes if (c.day, c.order) == when}
    return last.pop() if len(last) == 1 else None


BEST_RULES: Mapping[str, Callable[[Sequence[Count]], int | None]] = MappingProxyType(
    {"most_origins": most_origins, "latest_count": latest_count}
)
