"""Group the happenings of many reports into incidents.

Only happenings that share a stretch of the map and a day meet (`_blocks`); each pair is compared
by `happening_pairs.score`; groups come from average linkage in an order of their own. Nothing
hangs on which report came first, and a decision of a person (same, different, rejected) is given
anew with each call, so that taking it back undoes what it did.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from dateline.link.clusters import Pair, cluster, components, ordered, reach
from dateline.link.happening_pairs import SAME, apart, score
from dateline.link.happenings import Happening, Point, happenings, picks_up
from dateline.link.incident_facts import Member, describe
from dateline.link.reports import Decisions, FactKey, Incident, Origin, PairWhy, Report

# A cell of the map is half a degree; a place reaches into the cells around it as far as this.
_CELLS_PER_DEGREE = 2
_MOST_KM = 60.0
_KM_PER_DEGREE = 111.2
# A happening of more days than this meets others by its first days only.
_MOST_DAYS = 7
# Scores below this say too little to be kept.
_KEPT = 0.2
# A weak chain through a year of shelling is cut at higher scores until its parts are this small.
_LARGEST_PART = 150
_STEP = 0.1

_Block = tuple[object, ...]
_NO_DECISIONS = Decisions()


class IncidentIndex:
    """The happenings seen so far and their incidents; `add` takes the happenings of one more."""

    def __init__(self, decisions: Decisions = _NO_DECISIONS) -> None:
        self._decisions = decisions
        self._reports: dict[str, Member] = {}
        self._happenings: dict[str, Happening] = {}
        self._by_key: dict[FactKey, str] = {}
        self._of_report: dict[str, tuple[str, ...]] = {}
        self._blocks: dict[_Block, list[str]] = defaultdict(list)
        self._scores: dict[str, dict[str, float]] = defaultdict(dict)
        self._joined: dict[str, set[str]] = defaultdict(set)
        self._leads: dict[str, str] = {}  # a mention that picks up a happening -> that one
        self._parted: set[Pair] = set()

    def add(self, report: Report) -> tuple[Incident, ...]:
        """Return the incidents that the report now belongs to; one seen before changes nothing."""
        self.enter(report)
        seen: set[str] = set()
        out: list[Incident] = []
        for id in self._of_report[report.id]:
            if id not in seen:
                near = self._near(id)
                seen |= near
                out += (
                    self._incident(group, {})
                    for group in self._groups(near)
                    if any(i.startswith(f"{report.id}/") for i in group)
                )
        return tuple(sorted(out, key=lambda i: i.events))

    def enter(self, report: Report) -> None:
        """Take a report in and leave its incidents for later."""
        if report.id in self._of_report:
            return
        self._reports[report.id] = Member.of(report, self._decisions.rejected)
        kept = [h for h in happenings(report) if h.key not in self._decisions.rejected]
        self._of_report[report.id] = tuple(h.id for h in kept)
        for happening in kept:
            self._happenings[happening.id] = happening
            self._by_key[happening.key] = happening.id
        for happening in kept:
            for other in self._meets(happening):
                found, _ = score(happening, self._happenings[other])
                if found >= _KEPT:
                    self._scores[happening.id][other] = found
                    self._scores[other][happening.id] = found
        for happening in kept:
            self._decide(happening.key)
        for leaning, leader in picks_up(kept):
            if ordered(leaning.id, leader.id) not in self._parted:
                self._joined[leaning.id].add(leader.id)
                self._joined[leader.id].add(leaning.id)
                self._leads[leaning.id] = leader.id

    def incidents(self, origins: Iterable[Origin] = ()) -> tuple[Incident, ...]:
        """Return all incidents, ordered by their first event.

        Where accounts differ, the title, place and day of an incident are those that most
        `origins` give: many copies of one dispatch have one vote.
        """
        origin = {member: o.id for o in origins for member in o.members}
        seen: set[str] = set()
        out: list[Incident] = []
        for id in sorted(self._happenings):
            if id not in seen:
                near = self._near(id)
                seen |= near
                out += (self._incident(group, origin) for group in self._groups(near))
        return tuple(sorted(out, key=lambda i: i.events))

    def _meets(self, happening: Happening) -> list[str]:
        """Return the happenings in the same blocks, and enter this one."""
        found: set[str] = set()
        for block in _blocks(happening):
            found.update(self._blocks[block])
            self._blocks[block].append(happening.id)
        found.update(self._of_report[happening.ref.report])
        return sorted(
            i for i in found if i < happening.id or not i.startswith(happening.ref.report)
        )

    def _decide(self, key: FactKey) -> None:
        """Put in what people decided on an event, as far as both sides are here."""
        for pairs, same in ((self._decisions.same, True), (self._decisions.different, False)):
            for left, right in pairs:
                if key in (left, right) and left in self._by_key and right in self._by_key:
                    a, b = self._by_key[left], self._by_key[right]
                    if same:
                        self._joined[a].add(b)
                        self._joined[b].add(a)
                    else:
                        self._parted.add(ordered(a, b))

    def _near(self, start: str) -> set[str]:
        """Return everything that likeness or a decision ties to a happening, however far."""
        return reach(start, self._tied)

    def _tied(self, id: str) -> Iterator[str]:
        yield from (o for o, found in self._scores.get(id, {}).items() if found >= SAME)
        yield from self._joined.get(id, ())

    def _groups(self, near: set[str]) -> Iterator[tuple[str, ...]]:
        joined = [(a, b) for a in near for b in self._joined.get(a, ()) if a < b]
        for part in self._parts(near, joined, SAME):
            follows = self._followers(set(part))
            part = tuple(id for id in part if id not in follows)  # noqa: PLW2901 - what is weighed
            inside = set(part)
            scores = {
                (a, b): found
                for a in part
                for b, found in self._scores.get(a, {}).items()
                if a < b and b in inside
            }
            vetoes = {
                (a, b)
                for a, b in combinations(part, 2)
                if (a, b) not in scores and apart(self._happenings[a], self._happenings[b])
            } | {pair for pair in self._parted if pair[0] in inside and pair[1] in inside}
            for group in cluster(
                part,
                scores,
                vetoes,
                joined=[pair for pair in joined if inside.issuperset(pair)],
                linkage="average",
                threshold=SAME,
            ):
                behind = (id for id, leader in follows.items() if leader in group)
                yield tuple(sorted((*group, *behind)))

    def _followers(self, inside: set[str]) -> Mapping[str, str]:
        """Return the mentions without a place or day of their own -> what they pick up.

        They go where that goes and weigh nothing: "the attack" at the end of a report would hold
        it apart from an account that does not say so again. What a person decided on is weighed.
        """
        decided = {id for pair in self._parted for id in pair}
        return {
            id: leader
            for id in inside
            if (leader := self._leads.get(id)) in inside
            and leader not in self._leads
            and not {id, leader} & decided
            and self._joined[id] == {leader}
        }

    def _parts(
        self, near: Iterable[str], joined: list[Pair], threshold: float
    ) -> Iterator[tuple[str, ...]]:
        """Yield the parts of a connected set, cut at higher scores while they are too large."""
        inside = set(near)
        if len(inside) <= _LARGEST_PART or threshold > 1:
            yield tuple(sorted(inside))
            return
        strong = [
            (a, b)
            for a in inside
            for b, found in self._scores.get(a, {}).items()
            if a < b and b in inside and found >= threshold
        ]
        tied = [pair for pair in joined if pair[0] in inside and pair[1] in inside]
        for part in components(inside, [*strong, *tied]):
            yield from self._parts(part, joined, threshold + _STEP)

    def _incident(self, group: tuple[str, ...], origin: dict[str, str]) -> Incident:
        members = [self._happenings[id] for id in group]
        why = tuple(
            PairWhy(left=a, right=b, score=found, why=self._reasons(a, b))
            for a, b in combinations(group, 2)
            if (found := self._scores.get(a, {}).get(b, 0.0)) >= SAME
            or b in self._joined.get(a, ())
        )
        return describe(members, self._reports, origin, why)

    def _reasons(self, a: str, b: str) -> tuple[str, ...]:
        if b in self._joined.get(a, ()):
            keys = {self._happenings[a].key, self._happenings[b].key}
            decided = any(keys == set(pair) for pair in self._decisions.same)
            return ("a_person_decided",) if decided else ("picks_up_the_one_happening_told",)
        return score(self._happenings[a], self._happenings[b])[1]


def group_incidents(
    reports: Iterable[Report],
    origins: Iterable[Origin] = (),
    decisions: Decisions = _NO_DECISIONS,
) -> tuple[Incident, ...]:
    """Return the incidents that the reports tell of, ordered by their first event."""
    index = IncidentIndex(decisions)
    for report in reports:
        index.enter(report)
    return index.incidents(origins)


def _blocks(happening: Happening) -> set[_Block]:
    """Return the cells of the map and days in which a happening may meet others."""
    if happening.first is None:
        return set()
    last = min(happening.last or happening.first, happening.first + _MOST_DAYS - 1)
    areas = {area for point in happening.points for area in _areas(point)}
    return {(*area, day) for area in areas for day in range(happening.first, last + 1)}


def _areas(point: Point) -> Iterator[tuple[object, ...]]:
    if point.wide:
        yield ("country", point.country)
        return
    if point.admin1 is not None:
        yield ("region", point.country, point.admin1)
    km = min(point.radius_km, _MOST_KM)
    high = km / _KM_PER_DEGREE
    wide = high / max(0.05, math.cos(math.radians(point.lat)))
    for row in range(_cell(point.lat - high), _cell(point.lat + high) + 1):
        for column in range(_cell(point.lon - wide), _cell(point.lon + wide) + 1):
            yield ("cell", row, column % (360 * _CELLS_PER_DEGREE))


def _cell(degrees: float) -> int:
    return math.floor(degrees * _CELLS_PER_DEGREE)
