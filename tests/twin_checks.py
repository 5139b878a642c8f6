"""What has to hold of the record of every variant: small named checks against the marks."""

import math
import re
from collections.abc import Callable
from functools import partial

from tests.twins import Variant

from dateline.records import Record, Span

Check = Callable[["Twin"], bool]
HAPPENED = ("actual", "ongoing")
SHELLING = "Shelling/artillery/missile attack"


class Twin:
    """A variant and what was read in it."""

    def __init__(self, variant: Variant, record: Record) -> None:
        """Note which marked person or body each entity of the record is."""
        self.v, self.record, self.drawn = variant, record, variant.drawn
        self.entities = {entity.id: entity for entity in record.entities}
        self.who = {entity.id: self._who(entity.mentions) for entity in record.entities}
        self.speaker = {s.id: self.who.get(s.speaker or "") for s in record.statements}

    def _who(self, mentions: tuple[Span, ...]) -> str | None:
        """Return the name of the mark that the mentions overlap most, or None."""
        best: tuple[float, str | None] = (0.0, None)
        for name, spans in self.v.marks.items():
            if name.startswith("E_"):
                shared = sum(share(m, span) for m in mentions for span in spans)
                best = max(best, (shared, name), key=lambda pair: pair[0])
        return best[1]

    def over(self, spans: tuple[Span, ...] | Span, *marks: str) -> bool:
        """Say whether any of the spans overlaps any of the marks."""
        spans = spans if isinstance(spans, tuple) else (spans,)
        stretches = [at for mark in marks for at in self.v.marks.get(mark, [])]
        return any(s.start < end and start < s.end for s in spans for start, end in stretches)

    def statements(self, *marks: str):
        return [s for s in self.record.statements if self.over(s.content, *marks)]

    def tolls(self, *marks: str):
        return [t for t in self.record.tolls if self.over(t.span, *marks)]

    def times(self, *marks: str):
        return [t for t in self.record.times if self.over(t.span, *marks)]

    def events(self, *marks: str):
        return [e for e in self.record.events if self.over(e.trigger, *marks)]

    def places(self, mark: str):
        return [p for p in self.record.places if self.over(p.mentions, mark)]

    def control(self, mark: str):
        named = {place.id for place in self.places(mark)}
        return [claim for claim in self.record.control if claim.place in named]

    def said_by(self, claim, who: str) -> bool:
        return any(self.speaker.get(key) == who for key in claim.said_by)


def share(span: Span, at: tuple[int, int]) -> float:
    """Return what a span and a stretch share over what they cover."""
    shared = min(span.end, at[1]) - max(span.start, at[0])
    return shared / (max(span.end, at[1]) - min(span.start, at[0])) if shared > 0 else 0.0


def on_day(time, day) -> bool:
    return (time.start or "")[:10] == (time.end or "")[:10] == day.isoformat()


def two_spellings_are_one_place(t: Twin) -> bool:
    towns = [p for p in t.places("pA") if p.kind == "settlement"]
    spelled = {m.text for p in towns for m in p.mentions}
    return len(towns) == 1 and {t.drawn["a1"], t.drawn["a2"]} <= {
        name for name in (t.drawn["a1"], t.drawn["a2"]) if any(name in s for s in spelled)
    }


def the_place_is_where_it_is(mark: str, t: Twin) -> bool:
    lat, lon = t.drawn["at"][mark[1].lower()]
    return any(
        p.lat is not None
        and p.lon is not None
        and math.hypot(p.lat - lat, (p.lon - lon) * math.cos(math.radians(lat))) < 0.4
        for p in t.places(mark)
    )


def two_spellings_are_one_person(t: Twin) -> bool:
    ids = {
        e.id
        for e in t.record.entities
        for at in t.v.marks["E_CHIEF"]
        if any(share(m, at) > 0.5 for m in e.mentions)
    }
    both = all(
        any(share(m, at) > 0.5 for e in t.record.entities for m in e.mentions)
        for at in t.v.marks["E_CHIEF"]
    )
    return both and len(ids) == 1


def a_weekday_is_its_day(mark: str, day: str, t: Twin) -> bool:
    for at in t.v.marks[mark]:
        found = [x for x in t.record.times if x.span.start < at[1] and at[0] < x.span.end]
        if not found or not all(on_day(x, t.drawn[day]) for x in found):
            return False
    return True


def between_has_two_ends(t: Twin) -> bool:
    return any(
        (x.start or "")[:10] == t.drawn["day1"].isoformat()
        and (x.end or "")[:10] == t.drawn["day2"].isoformat()
        for x in t.times("tr")
    )


def a_month_is_the_last_one(t: Twin) -> bool:
    return any((x.start or "")[:10] == t.drawn["month_start"].isoformat() for x in t.times("tm"))


def said_by(mark: str, who: str, t: Twin) -> bool:
    """Every statement over the mark, and at least one, has this speaker."""
    found = t.statements(mark)
    return bool(found) and all(t.speaker[s.id] == who for s in found)


def no_person_speaks_for_the_ministry(t: Twin) -> bool:
    return not any(
        s.speaker and t.entities[s.speaker].type == "person" for s in t.statements("s9", "s10")
    )


def the_ministry_is_one_source(t: Twin) -> bool:
    return len({s.speaker for s in t.statements("s7", "s8", "s9", "s10")}) == 1


def certainty(mark: str, code: str, t: Twin) -> bool:
    found = t.statements(mark)
    return bool(found) and all(s.certainty == code for s in found)


def the_attribution_is_not_content(t: Twin) -> bool:
    return not t.statements("x3")


def both_halves_are_one_statement(mark: str, t: Twin) -> bool:
    first = {s.id for s in t.statements(f"{mark}a")}
    second = {s.id for s in t.statements(f"{mark}b")}
    return first == second and len(first) == 1


def killed(t: Twin) -> bool:
    return any(
        (k.harm, k.min, k.max, k.victims) == ("killed", t.drawn["count1"], None, "civilian")
        for k in t.tolls("k1")
    )


def injured(t: Twin) -> bool:
    return any(
        (k.harm, k.min, k.victims) == ("injured", t.drawn["count2"], "civilian")
        for k in t.tolls("k2")
    )


def a_child_is_within_its_toll(t: Twin) -> bool:
    n = t.drawn["count3"]
    return any((k.harm, k.min, k.max, k.children) == ("injured", n, n, True) for k in t.tolls("k3"))


def two_days_are_two_attacks(day: str, t: Twin) -> bool:
    port = {p.id for p in t.places("pD")}
    wanted = t.drawn[day].isoformat()
    return any(
        port & set(e.places)
        and (e.start or "")[:10] == (e.end or "")[:10] == wanted
        and e.realis in HAPPENED
        and e.acled == SHELLING
        for e in t.events("e1", "k3")
    )


def nearly_taken_is_not_taken(t: Twin) -> bool:
    taken = ("captured", "recaptured", "occupied", "annexed")
    return not any(
        c.status in taken or (c.status == "holds" and c.certainty == "CT+") for c in t.control("pB")
    )


def the_ministry_says_they_hold_most(t: Twin) -> bool:
    return any(
        (c.status, c.certainty) == ("holds", "PR+")
        and re.search("most", c.extent or "")
        and t.said_by(c, "E_MIN")
        for c in t.control("pB")
    )


def the_head_says_it_is_imminent(t: Twin) -> bool:
    return any(c.status == "imminent" and t.said_by(c, "E_HEAD") for c in t.control("pB"))


def tolls_are_never_added(t: Twin) -> bool:
    one, two, three = (t.drawn[f"count{n}"] for n in (1, 2, 3))
    sums = {one + two, two + three, one + three, one + two + three} - {one, two, three}
    return not any(k.min in sums for k in t.record.tolls)


def injured_are_not_killed(t: Twin) -> bool:
    return not any(k.harm == "killed" for k in t.tolls("k3", "k4", "e1"))


def nothing_happens_in_a_capital(t: Twin) -> bool:
    capitals = {p.id for p in t.record.places if p.name in (t.drawn["capital"], t.drawn["xcap"])}
    return not any(capitals & set(e.places) for e in t.record.events)


def control_systems_hold_no_town(t: Twin) -> bool:
    return not any(t.over(c.span, "c1") for c in t.record.control)


def what_is_planned_has_not_happened(t: Twin) -> bool:
    return not any(e.realis in HAPPENED for e in t.events("s6", "h6", "h7", "s9"))


def bystanders_never_speak(t: Twin) -> bool:
    return "E_SILENT" not in t.speaker.values()


def an_age_is_no_toll(t: Twin) -> bool:
    return not any(k.min == t.drawn["age"] for k in t.tolls("k4"))


def measures_are_no_tolls(t: Twin) -> bool:
    return not t.tolls("no")


def the_repeated_headline_says_nothing(t: Twin) -> bool:
    return not (
        t.statements("again")
        or t.tolls("again")
        or t.events("again")
        or any(t.over(c.span, "again") for c in t.record.control)
    )


def a_region_is_no_town(t: Twin) -> bool:
    return not any(p.kind == "settlement" for p in t.places("r2"))


def _named(check: Callable[..., bool], *args: str) -> tuple[str, Check]:
    return " ".join((check.__name__, *args)), partial(check, *args)


CHECKS: tuple[tuple[str, Check], ...] = (
    _named(two_spellings_are_one_place),
    _named(the_place_is_where_it_is, "pA"),
    _named(the_place_is_where_it_is, "pD"),
    _named(two_spellings_are_one_person),
    _named(a_weekday_is_its_day, "t1", "day1"),
    _named(a_weekday_is_its_day, "t2", "day2"),
    _named(between_has_two_ends),
    _named(a_month_is_the_last_one),
    _named(said_by, "s6", "E_HEAD"),
    _named(said_by, "s9", "E_MIN"),
    _named(said_by, "s10", "E_MIN"),
    _named(no_person_speaks_for_the_ministry),
    _named(the_ministry_is_one_source),
    _named(certainty, "s7", "CT+"),
    _named(certainty, "s8", "PR+"),
    _named(the_attribution_is_not_content),
    _named(both_halves_are_one_statement, "q3"),
    _named(said_by, "q3a", "E_CHIEF"),
    _named(both_halves_are_one_statement, "q4"),
    _named(said_by, "q4a", "E_GOV"),
    _named(both_halves_are_one_statement, "q5"),
    _named(said_by, "q5a", "E_MED"),
    _named(killed),
    _named(injured),
    _named(a_child_is_within_its_toll),
    _named(two_days_are_two_attacks, "day1"),
    _named(two_days_are_two_attacks, "day2"),
    _named(nearly_taken_is_not_taken),
    _named(the_ministry_says_they_hold_most),
    _named(the_head_says_it_is_imminent),
    _named(tolls_are_never_added),
    _named(injured_are_not_killed),
    _named(nothing_happens_in_a_capital),
    _named(control_systems_hold_no_town),
    _named(what_is_planned_has_not_happened),
    _named(bystanders_never_speak),
    _named(an_age_is_no_toll),
    _named(measures_are_no_tolls),
    _named(the_repeated_headline_says_nothing),
    _named(a_region_is_no_town),
)
