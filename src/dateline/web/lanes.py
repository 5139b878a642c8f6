"""Claims of control drawn as lanes: one party a lane, one claim a mark, nothing in between."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateline.store.pages import Claim
from dateline.write import wording

WIDTH = 1000
# Statuses that say that the party has the place at that time.
HAVING = frozenset(("holds", "captured", "recaptured", "occupied", "annexed"))
MOST_LANES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneMark:
    """One claim: where it stands, whether it says that the party has the place, how sure."""

    x: float
    has: bool
    cert: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """The claims on one party."""

    holder: str
    marks: tuple[LaneMark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanes:
    """All lanes, and the days on which they begin and end."""

    rows: tuple[Lane, ...]
    first: str
    last: str


def draw_lanes(claims: Sequence[Claim]) -> Lanes | None:
    """Return the lanes of the claims that have a day and a party; None where there are none."""
    dated = [claim for claim in claims if claim.day and claim.holders]
    if not dated:
        return None
    days = [date.fromisoformat((claim.day or "")[:10]) for claim in dated]
    first, last = min(days), max(days)
    span = max(1, (last - first).days)
    lanes: dict[str, list[LaneMark]] = {}
    names: dict[str, str] = {}
    for claim, day in zip(dated, days, strict=True):
        mark = LaneMark(
            x=round(8 + (WIDTH - 16) * (day - first).days / span, 1),
            has=claim.status in HAVING and claim.certainty in ("CT+", "PR+"),
            cert=claim.certainty[:2].lower(),
            title=f"{wording.day(day.isoformat())}: {wording.STATUS[claim.status]}, "
            f"{wording.certainty(claim.certainty)}; says "
            f"{', '.join(claim.speakers) or 'the article itself'}",
        )
        for holder in claim.holders:
            # One party, however a sentence begins: "Government forces", "the government forces".
            lane = names.setdefault(holder.casefold().removeprefix("the "), holder)
            lanes.setdefault(lane, []).append(mark)
    ranked = sorted(lanes.items(), key=lambda item: (-len(item[1]), item[0]))[:MOST_LANES]
    return Lanes(
        rows=tuple(Lane(holder=holder, marks=tuple(marks)) for holder, marks in ranked),
        first=first.isoformat(),
        last=last.isoformat(),
    )
