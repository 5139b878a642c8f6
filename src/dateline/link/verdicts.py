"""How two accounts stand to each other on one field: the written rules, one function per field.

agree: they say the same. compatible: both can be true. contradict: both cannot. Each rule returns
the verdict with its name. A side never enters a rule.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from dateline.link.accounts import Claim, Days, Held, Names
from dateline.link.happening_pairs import nearness
from dateline.link.happenings import Point
from dateline.link.reports import GridField, Verdict
from dateline.records import Toll

Ruling = tuple[Verdict, str]

# Within these, one report's word is another's finer or looser word for the same blow.
_LOOSE = frozenset(("Attack", "attack", "fighting", "Armed clash"))
_FROM_AFAR = frozenset(("Shelling/artillery/missile attack", "Air/drone strike"))
_HOLDING = frozenset(("holds", "captured", "recaptured", "occupied", "annexed"))
_LOSING = frozenset(("lost", "withdrew"))
_OPEN = frozenset(("contested", "advancing", "encircled", "imminent", "intends", "hypothetical"))


def judge(a: Claim, b: Claim) -> Ruling:
    """Return how two claims on one field stand to each other, and the rule."""
    if a.denied != b.denied:
        return "contradict", "one_voice_denies"
    return RULES[a.field](a.value, b.value)


def what(left: tuple[str, str], right: tuple[str, str]) -> Ruling:
    """Types of event: the same, a looser word, or another kind of weapon."""
    (kind_a, family_a), (kind_b, family_b) = left, right
    if kind_a == kind_b:
        return "agree", "same_type"
    if kind_a in _LOOSE or kind_b in _LOOSE:
        return "compatible", "looser_word"
    if {kind_a, kind_b} <= _FROM_AFAR:
        return "compatible", "both_from_afar"
    if family_a == family_b == "attack":
        return "contradict", "other_weapon"
    return "compatible", "two_sides_of_one_happening"


def who(left: Names, right: Names) -> Ruling:
    """Actors: names in common agree; names of another side contradict."""
    if left.words & right.words or left.sides & right.sides:
        return "agree", "same_actor"
    if not left.words or not right.words:
        return "compatible", "actor_not_named"
    return "contradict", "other_actor"


def to_whom(left: Names, right: Names) -> Ruling:
    """Targets: one blow may hit many, so other targets are compatible."""
    if left.words & right.words or set(left.names) & set(right.names):
        return "agree", "same_target"
    return "compatible", "several_may_be_hit"


def where(left: tuple[Point, ...], right: tuple[Point, ...]) -> Ruling:
    """Places: the same point, one within reach of the other, or apart."""
    near = nearness(left, right)
    if near == "same_place":
        return "agree", "same_place"
    if near:
        return "compatible", near
    return "contradict", "other_place"


def when(left: Days, right: Days) -> Ruling:
    """Days: the same, one within the other, or apart."""
    if left == right:
        return "agree", "same_days"
    if left.first <= right.last and right.first <= left.last:
        return "compatible", "days_overlap"
    return "contradict", "other_days"


def toll(left: Toll, right: Toll) -> Ruling:
    """Counts: ranges that meet are compatible: "at least 4" and 7 are, "at least 4" and 3 not."""
    if _unknown(left) or _unknown(right):
        return "compatible", "number_not_given"
    if left.min is not None and left.min == right.min:
        return "agree", "same_figure"
    if _partly(left) != _partly(right):
        return "compatible", "counts_of_other_people"
    low = max(left.min or 0, right.min or 0)
    highs = [high for high in (left.max, right.max) if high is not None]
    if not highs or low <= min(highs):
        return "compatible", "ranges_meet"
    return "contradict", "ranges_apart"


def _unknown(toll: Toll) -> bool:
    return toll.min is None and toll.max is None


def _partly(toll: Toll) -> str:
    """Return which people are counted, where it is not all of them."""
    return toll.victims if toll.victims in ("civilian", "combatant") else ""


def holder(left: Held, right: Held) -> Ruling:
    """Control: two holders of one place contradict, so do holding and losing it."""
    same = bool(left.holders.words & right.holders.words)
    if {left.status, right.status} & _OPEN:
        return "compatible", "not_settled"
    if same:
        if (left.status in _HOLDING) == (right.status in _HOLDING):
            return "agree", "same_holder"
        return "contradict", "holds_and_lost"
    if left.status in _HOLDING and right.status in _HOLDING:
        return "contradict", "two_holders"
    if left.status in _LOSING and right.status in _LOSING:
        return "contradict", "both_lost"
    return "agree", "one_holds_what_the_other_lost"


RULES: Mapping[GridField, Callable[[Any, Any], Ruling]] = MappingProxyType(
    {
        "what": what,
        "who": who,
        "to_whom": to_whom,
        "where": where,
        "when": when,
        "killed": toll,
        "injured": toll,
        "holder": holder,
    }
)

_WORST: Sequence[Verdict] = ("contradict", "compatible", "agree")


def between(left: Sequence[Claim], right: Sequence[Claim]) -> Ruling:
    """Return how two accounts stand on a field: they agree where any of their claims do.

    An account that carries two rival voices agrees with neither account that carries one of them
    only so far: the rivalry itself is told by `within`.
    """
    rulings = [judge(a, b) for a in left for b in right]
    return max(rulings, key=lambda r: (_WORST.index(r[0]), r[1]))


def within(claims: Sequence[Claim]) -> Ruling | None:
    """Return the contradiction that one account reports between two voices, None without one."""
    for number, a in enumerate(claims):
        for b in claims[number + 1 :]:
            if a.speakers and b.speakers and not a.speakers & b.speakers:
                verdict, rule = judge(a, b)
                if verdict == "contradict":
                    return verdict, rule
    return None
