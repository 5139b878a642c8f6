"""What people's decisions come to: the state of each fact, and where a new reading disagrees.

Of one person the latest word counts; of two persons who disagree neither wins, the fact is
disputed. Nothing here changes a decision or a reading: both are kept, this is how they stand.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from dateline.link.reports import FactKey
from dateline.store.attaching import Attached
from dateline.store.decisions import Decision
from dateline.store.keys import read_key
from dateline.store.values import Values

FACT = "fact:"
State = Literal["unreviewed", "accepted", "rejected", "disputed"]
FlagKind = Literal["gone", "moved", "reads_otherwise", "reads_as_corrected", "disputed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Where a decision and the reading that holds, or two people, do not agree."""

    kind: FlagKind
    decisions: tuple[int, ...]
    target: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How a fact stands with those who reviewed it.

    `corrections` is field -> value, where those who corrected the field agree; `rating` the
    credibility 1-6 (Admiralty) that was given last.
    """

    state: State = "unreviewed"
    corrections: Mapping[str, Any] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    rating: str | None = None
    flags: tuple[Flag, ...] = ()


def verdicts(
    decisions: Sequence[Decision],
    attached: Mapping[FactKey, Attached],
    now: Mapping[FactKey, Values],
) -> tuple[Mapping[FactKey, Verdict], tuple[Flag, ...]]:
    """Return the verdict on every decided fact, and the flags of those that are not read any more.

    Args:
        decisions: Those in force, in their order.
        attached: Decided key -> where the fact stands now.
        now: Key of now -> what the reading that holds says there.

    Returns:
        Key of now -> verdict; and flags of decisions whose fact is gone.
    """
    by_now: dict[FactKey, list[Decision]] = {}
    gone: list[Flag] = []
    for decision in decisions:
        if not decision.target.startswith(FACT):
            continue
        key = read_key(decision.target.removeprefix(FACT))
        if key in attached:
            by_now.setdefault(attached[key].key, []).append(decision)
        elif decision.action in ("accept", "correct"):
            gone.append(Flag(kind="gone", decisions=(decision.seq,), target=decision.target,
                             says="the new reading has no such fact"))  # fmt: skip
    return {key: _verdict(key, taken, now[key]) for key, taken in by_now.items()}, tuple(gone)


def _verdict(key: FactKey, taken: Sequence[Decision], values: Values) -> Verdict:
    last: dict[str, Decision] = {}
    corrected: dict[str, dict[str, Decision]] = {}
    rating = None
    for decision in taken:
        if decision.action in ("accept", "reject", "correct"):
            last[decision.person] = decision
        if decision.action == "correct" and decision.field is not None:
            corrected.setdefault(decision.field, {})[decision.person] = decision
        if decision.action == "rate":
            rating = str(decision.new)
    flags = list(_flags_of_reading(key, taken, values))
    rejecting = [d for d in last.values() if d.action == "reject"]
    state: State = "unreviewed"
    if last:
        state = "accepted" if not rejecting else "rejected"
        if 0 < len(rejecting) < len(last):
            state = "disputed"
            flags.append(_dispute(last.values(), "accepted by some, rejected by others"))
    corrections = {}
    for name, by_person in corrected.items():
        rivals = {repr(d.new) for d in by_person.values()}
        if len(rivals) == 1:
            corrections[name] = next(iter(by_person.values())).new
        else:
            state = "disputed"
            said = "; ".join(f"{d.person}: {d.new}" for d in by_person.values())
            flags.append(_dispute(by_person.values(), f"{name} is corrected in two ways ({said})"))
    return Verdict(state=state, corrections=corrections, people=tuple(sorted(last)),
                   rating=rating, flags=tuple(flags))  # fmt: skip


def _dispute(decisions: Iterable[Decision], says: str) -> Flag:
    all_of = sorted(decisions, key=lambda d: d.seq)
    numbers = tuple(d.seq for d in all_of)
    return Flag(kind="disputed", decisions=numbers, target=all_of[-1].target, says=says)


def _flags_of_reading(key: FactKey, taken: Sequence[Decision], values: Values) -> Iterable[Flag]:
    """Yield where the reading that holds is not what was looked at when it was decided."""
    for decision in taken:
        seen = decision.old
        if decision.action == "correct" and decision.field is not None:
            reads = values.get(decision.field)
            if reads == decision.new:
                yield Flag(kind="reads_as_corrected", decisions=(decision.seq,),
                           target=decision.target,
                           says=f"the new reading has {decision.field} as corrected: {_say(reads)}")  # fmt: skip
            elif reads != seen:
                yield Flag(kind="reads_otherwise", decisions=(decision.seq,),
                           target=decision.target,
                           says=f"{decision.field} was {_say(seen)}, corrected to "
                                f"{_say(decision.new)}; now reads {_say(reads)}")  # fmt: skip
        elif decision.action in ("accept", "reject") and isinstance(seen, dict):
            changed = [name for name in seen if values.get(name) != seen[name]]
            if changed:
                what = "; ".join(
                    f"{name} was {_say(seen[name])}, now reads {_say(values.get(name))}"
                    for name in changed
                )
                yield Flag(kind="reads_otherwise", decisions=(decision.seq,),
                           target=decision.target, says=what)  # fmt: skip
        if read_key(decision.target.removeprefix(FACT)) != key:
            yield Flag(kind="moved", decisions=(decision.seq,), target=decision.target,
                       says="the new reading takes other words, or another sort, for this fact")  # fmt: skip


def _say(value: Any) -> str:
    if value is None:
        return "unknown"
    return ", ".join(map(str, value)) or "nobody" if isinstance(value, list) else str(value)
