"""Group reports that carry one dispatch: an origin, however many outlets print it.

Candidates come from an index over the words (MinHash and its buckets, from rensa, with a fixed
seed) and over the sentences; `copy_pairs.judge` then compares each pair with care. What a pair
gives depends on the two texts alone, and groups are made in an order of their own, so that any
order of arrival gives the same origins.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from rensa import RMinHash, RMinHashLSH  # type: ignore[import-untyped]  # ships no types

from dateline.link.clusters import Pair, cluster, components, ordered, reach
from dateline.link.copy_pairs import COPY, MOST_DAYS_APART, Judged, judge
from dateline.link.reports import CopyKind, Origin, PairWhy, Report
from dateline.link.wording import Wording, wording

# 40 bands of 3: two texts that share 3 in 10 of their three-word runs meet in two cases of three,
# 4 in 10 nearly always.
_PERMUTATIONS, _BANDS, _SEED = 120, 40, 20240108
# The index is kept by weeks, so that a search looks only at texts of about the same time.
_DAYS_IN_BLOCK = 7
_REACH = -(-MOST_DAYS_APART // _DAYS_IN_BLOCK)
_UNDATED = -1
_NO_DAY = "9999-12-31"  # a text without a day of publication is the original of nothing dated
_CLOSEST: tuple[CopyKind, ...] = ("exact", "near", "rewrite")
# A sentence this long that stands in two texts makes them worth comparing.
_TELLING_SENTENCE = 9


class CopyIndex:
    """The reports seen so far and their origins; `add` takes one more."""

    def __init__(self) -> None:
        self._texts: dict[str, Wording] = {}
        self._reports: dict[str, tuple[str, str | None]] = {}  # day of publication, revises
        self._translated: set[str] = set()
        self._names: list[str] = []
        self._lsh: dict[tuple[int, str], RMinHashLSH] = {}
        self._sentences: dict[tuple[int, str], list[str]] = defaultdict(list)
        self._letters: dict[str, list[str]] = defaultdict(list)
        self._judged: dict[Pair, Judged] = {}
        self._links: dict[str, set[str]] = defaultdict(set)
        self._apart: dict[str, set[str]] = defaultdict(set)
        self._revised_by: dict[str, list[str]] = defaultdict(list)

    def add(self, report: Report) -> Origin:
        """Return the origin that the report now belongs to; a report seen before changes nothing."""
        self.enter(report)
        return next(o for o in self._origins_around(report.id) if report.id in o.members)

    def origins(self) -> tuple[Origin, ...]:
        """Return all origins, ordered by their first member."""
        seen: set[str] = set()
        out: list[Origin] = []
        for id in sorted(self._texts):
            if id not in seen:
                found = self._origins_around(id)
                seen.update(member for origin in found for member in origin.members)
                out += found
        return tuple(sorted(out, key=lambda o: o.members))

    def enter(self, report: Report) -> None:
        """Take a report in and leave its origin for later; one seen before changes nothing."""
        if report.id in self._texts:
            return
        text = wording(report)
        self._texts[report.id] = text
        article = report.record.article
        self._reports[report.id] = (article.published or _NO_DAY, report.revises)
        if any(c.kind == "machine_translated" for c in article.condition):
            self._translated.add(report.id)
        for other in self._candidates(text):
            found = judge(self._texts[other], text)
            if found.apart or found.score >= COPY:
                pair = ordered(report.id, other)
                self._judged[pair] = found
                side = self._apart if found.apart else self._links
                side[report.id].add(other)
                side[other].add(report.id)
        # A version and the one it revises are one article, whatever changed.
        if report.revises:
            self._revised_by[report.revises].append(report.id)
            if report.revises in self._texts:
                self._revision(report.id, report.revises)
        for later in self._revised_by[report.id]:
            self._revision(later, report.id)

    def _revision(self, later: str, earlier: str) -> None:
        pair = ordered(later, earlier)
        self._judged[pair] = Judged(1.0, ("revises",), "revision", apart=False)
        self._apart[later].discard(earlier)
        self._apart[earlier].discard(later)
        self._links[later].add(earlier)
        self._links[earlier].add(later)

    def _candidates(self, text: Wording) -> list[str]:
        """Return the reports that may be copies, and enter the text into the index."""
        number = len(self._names)
        self._names.append(text.report)
        if not text.letters:
            return []
        found = set(self._letters[text.letters])
        self._letters[text.letters].append(text.report)
        block = _UNDATED if text.day is None else text.day // _DAYS_IN_BLOCK
        blocks = self._blocks(block)
        for name, tokens in (("words", text.shingles), ("names", frozenset(text.anchors))):
            if not tokens:
                continue
            (sketch,) = RMinHash.from_token_sets([sorted(tokens)], _PERMUTATIONS, _SEED)
            for near in blocks:
                if (index := self._lsh.get((near, name))) is not None:
                    found.update(self._names[n] for n in index.query(sketch))
            home = self._lsh.setdefault((block, name), RMinHashLSH(1.0, _PERMUTATIONS, _BANDS))
            home.insert(number, sketch)
        for letters in set(_telling(text)):
            for near in blocks:
                found.update(self._sentences.get((near, letters), ()))
            self._sentences[block, letters].append(text.report)
        return sorted(found)

    def _blocks(self, block: int) -> list[int]:
        if block == _UNDATED:
            return sorted({key for key, _ in self._lsh} | {_UNDATED})
        return [_UNDATED, *range(block - _REACH, block + _REACH + 1)]

    def _origins_around(self, id: str) -> list[Origin]:
        """Return the origins of everything that copies tie to a report, however far."""
        near = reach(id, lambda node: self._links.get(node, ()))
        # Versions of one article are one node: where one of them is a copy of a text, it does not
        # matter that another has newer figures.
        versions = components(near, self._revisions(near))
        article = {member: group[0] for group in versions for member in group}
        pairs = [(a, b) for a in near for b in self._links[a] if a < b]
        linked = {ordered(article[a], article[b]) for a, b in pairs}
        groups = cluster(
            near,
            {pair: self._judged[pair].score for pair in pairs},
            {
                (a, b)
                for a in near
                for b in self._apart[a]
                if a < b and b in near and ordered(article[a], article[b]) not in linked
            },
            joined=self._revisions(near),
            linkage="single",
            threshold=COPY,
        )
        return [self._origin(group) for group in groups]

    def _revisions(self, near: set[str]) -> Iterator[Pair]:
        for id in near:
            earlier = self._reports[id][1]
            if earlier in near:
                yield id, earlier

    def _origin(self, members: tuple[str, ...]) -> Origin:
        first = min(members, key=lambda member: self._place_in_line(member, members))
        inside = set(members)
        pairs = sorted((a, b) for a in members for b in self._links[a] if a < b and b in inside)
        return Origin(
            id="o-" + hashlib.sha256(members[0].encode()).hexdigest()[:12],
            members=members,
            kinds={id: self._kind(id, first, inside) for id in members},
            why=tuple(
                PairWhy(left=a, right=b, score=found.score, why=found.why)
                for a, b in pairs
                for found in [self._judged[a, b]]
            ),
        )

    def _place_in_line(self, member: str, members: tuple[str, ...]) -> tuple[bool, str, int, str]:
        """Order the members: first versions, the earliest, the longest: copies are cut."""
        day, revises = self._reports[member]
        return revises in members, day, -len(self._texts[member].letters), member

    def _kind(self, id: str, first: str, inside: set[str]) -> CopyKind:
        """Return how a member relates to the original: by the closest comparison it has."""
        if id == first:
            return "original"
        if self._reports[id][1] in inside:
            return "revision"
        to_first = ordered(id, first)
        near = [to_first] if to_first in self._judged else [ordered(id, o) for o in self._links[id]]
        kinds = {self._judged[pair].kind for pair in near if not self._judged[pair].apart}
        kind: CopyKind = next((k for k in _CLOSEST if k in kinds), "rewrite")
        return "translation" if kind == "rewrite" and id in self._translated else kind


def group_copies(reports: Iterable[Report]) -> tuple[Origin, ...]:
    """Return the origins of the reports, ordered by their first member."""
    index = CopyIndex()
    for report in reports:
        index.enter(report)
    return index.origins()


def _telling(text: Wording) -> Iterator[str]:
    """Yield the long sentences that hold a name or a number, in letters."""
    for sentence in text.sentences:
        if len(sentence.words) >= _TELLING_SENTENCE and sentence.anchors:
            yield " ".join(sentence.words)
