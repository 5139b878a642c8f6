"""Days put into bars: the timeline, drawn on the server so that it is there without a script."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

# More bars than this cannot be told apart on a laptop's screen.
MOST_BARS = 130
WIDTH, HEIGHT, FOOT = 1000, 84, 18
# Up to this share of the incidents is left out in front where the rest then fills less than this
# share of the time.
FEW, SQUEEZED = 0.15, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: its days, both included, and where it stands in the drawing."""

    since: str
    until: str
    n: int
    disputed: int
    x: float
    width: float
    height: float
    disputed_height: float
    chosen: bool
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A named point on the axis."""

    x: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The bars, what one stands for, and the axis."""

    unit: str
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    most: int
    since: str
    until: str
    earlier: int = 0
    width: int = WIDTH
    height: int = HEIGHT
    foot: int = FOOT


def draw_timeline(
    days: Sequence[tuple[str, int, int]], since: str | None, until: str | None
) -> Timeline | None:
    """Return the timeline of (day, incidents, of them contradicted); None where there is no day."""
    all_known = [(date.fromisoformat(day), n, k) for day, n, k in days if _is_day(day)]
    if not all_known:
        return None
    known = all_known
    early = _early(known)
    known = known[early:]
    earlier = sum(n for _, n, _ in all_known[:early])
    first, last = known[0][0], known[-1][0]
    unit, starts = _bins(first, last)
    counts = [[0, 0] for _ in starts]
    at = 0
    for day, n, k in known:
        while at + 1 < len(starts) and starts[at + 1] <= day:
            at += 1
        counts[at][0] += n
        counts[at][1] += k
    most = max(n for n, _ in counts)
    step = WIDTH / len(starts)
    bars = []
    for number, (start, (n, k)) in enumerate(zip(starts, counts, strict=True)):
        end = starts[number + 1] - timedelta(1) if number + 1 < len(starts) else _end(unit, start)
        bars.append(
            Bar(
                since=start.isoformat(), until=end.isoformat(), n=n, disputed=k,
                x=round(number * step, 2), width=round(step * 0.84, 2),
                height=round(HEIGHT * n / most, 2), disputed_height=round(HEIGHT * k / most, 2),
                chosen=(since is None or end.isoformat() >= since)
                and (until is None or start.isoformat() <= until),
                title=f"{_label(unit, start)}: {n:,}"
                + (f", {k:,} with accounts that contradict" if k else ""),
            )
        )  # fmt: skip
    return Timeline(
        unit=unit, bars=tuple(bars), ticks=tuple(_ticks(starts, step)), most=most,
        since=bars[0].since, until=bars[-1].until, earlier=earlier,
    )  # fmt: skip


def _early(known: Sequence[tuple[date, int, int]]) -> int:
    """Return how many days to leave out in front: a few old ones must not squeeze all the rest.

    Reports tell of earlier years in passing; those days are counted in words instead.
    """
    total = sum(n for _, n, _ in known)
    seen = 0
    for number, (day, n, _) in enumerate(known):
        if seen > total * FEW:
            return 0
        rest = (known[-1][0] - day).days + 1
        if number and rest < (known[-1][0] - known[0][0]).days * SQUEEZED:
            return number
        seen += n
    return 0


def _is_day(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _bins(first: date, last: date) -> tuple[str, list[date]]:
    """Return the finest unit that keeps the bars few, and the day on which each bar begins."""
    span = (last - first).days + 1
    if span <= MOST_BARS:
        padded = max(span, 14)
        return "day", [first + timedelta(n) for n in range(padded)]
    if span <= MOST_BARS * 7:
        monday = first - timedelta(first.weekday())
        return "week", [monday + timedelta(7 * n) for n in range(((last - monday).days) // 7 + 1)]
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months <= MOST_BARS:
        base = first.year * 12 + first.month - 1
        return "month", [date((base + n) // 12, (base + n) % 12 + 1, 1) for n in range(months)]
    return "year", [date(year, 1, 1) for year in range(first.year, last.year + 1)]


def _end(unit: str, start: date) -> date:
    if unit == "day":
        return start
    if unit == "week":
        return start + timedelta(6)
    if unit == "month":
        return (start.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
    return date(start.year, 12, 31)


def _label(unit: str, start: date) -> str:
    return {
        "day": f"{start:%a} {start.day} {start:%b %Y}",
        "week": f"week of {start.day} {start:%b %Y}",
        "month": f"{start:%B %Y}",
        "year": f"{start.year}",
    }[unit]


def _ticks(starts: Iterable[date], step: float) -> list[Tick]:
    """Return a tick where a month or a year begins, as many as have room."""
    ticks: list[Tick] = []
    seen: date | None = None
    room = 64.0
    for number, start in enumerate(starts):
        fresh = seen is None or (start.year, start.month) != (seen.year, seen.month)
        if fresh and (not ticks or number * step - ticks[-1].x >= room):
            year = seen is None or start.year != seen.year or start.month == 1
            ticks.append(
                Tick(x=round(number * step, 2), text=f"{start:%b %Y}" if year else f"{start:%b}")
            )
        seen = start
    return ticks
