"""Group reports that carry one dispatch: an origin, however many outlets print it.

Candidates come from an index over the words (MinHash and its buckets, from rensa, with a fixed
seed) and over the sentences; `copy_pairs.judge` then compares each pair with care. What a pair
gives depends on the two texts alone, and groups are made in an order of their own, so that any
order of arrival gives the same origins.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rensa import RMinHash, RMinHashLSH  # type: ignore[import-untyped]  # ships no types

from dateline.link.clusters import Pair, cluster, components, ordered, reach
from dateline.link.copy_pairs import COPY, Judged, judge
from dateline.link.reports import CopyKind, Origin, PairWhy, Report
from dateline.link.wording import Wording, body, wording

# Bands of 5 over the words (texts that share 7 in 10 three-word runs meet in nineteen cases of
# twenty) and of 4 over names and numbers (6 in 10 of them: as often). Cut copies also meet by whole
# sentences.
_PERMUTATIONS, _SEED = 80, 20240108
_BANDS = {"words": 16, "names": 20}
# Republishing happens within days; much the same words a month later are another day's routine
# report. The very same words are a copy whenever they come.
_MOST_DAYS_APART = 10
# The index is kept by weeks, so that a search looks only at texts of about the same time.
_DAYS_IN_BLOCK = 7
_REACH = -(-_MOST_DAYS_APART // _DAYS_IN_BLOCK)
_UNDATED = -1
_WORDINGS = 4096
_NO_DAY = "9999-12-31"  # a text without a day of publication is the original of nothing dated
_CLOSEST: tuple[CopyKind, ...] = ("exact", "near", "rewrite")
# A sentence this long that stands in two texts makes them worth comparing.
_TELLING_SENTENCE = 9


@dataclass(frozen=True, slots=True)
class _Text:
    """What is kept of a report."""

    body: str
    published: str
    day: int | None
    revises: str | None
    translated: bool


class CopyIndex:
    """The reports seen so far and their origins; `add` takes one more."""

    def __init__(self) -> None:
        self._texts: dict[str, _Text] = {}
        # Wordings are large and quickly made again: only those of late are kept.
        self._wording = lru_cache(maxsize=_WORDINGS)(self._worded)
        self._names: list[str] = []
        self._lsh: dict[tuple[int, str], RMinHashLSH] = {}
        self._sentences: dict[int, tuple[str, ...]] = {}
        self._letters: dict[int, list[str]] = defaultdict(list)
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
        article = report.record.article
        published = article.published
        self._texts[report.id] = text = _Text(
            body=body(report.record),
            published=published or _NO_DAY,
            day=date.fromisoformat(published).toordinal() if published else None,
            revises=report.revises,
            translated=any(c.kind == "machine_translated" for c in article.condition),
        )
        words = self._wording(report.id)
        for other in self._candidates(report.id, text, words):
            found = judge(self._wording(other), words)
            if found.apart or found.score >= COPY:
                self._judged[ordered(report.id, other)] = found
                side = self._apart if found.apart else self._links
                side[report.id].add(other)
                side[other].add(report.id)
        # A version and the one it revises are one article, whatever changed.
        if report.revises:
            self._revised_by[report.revises].append(report.id)
            if report.revises in self._texts:
                self._revision(report.id, report.revises)
        for later in self._revised_by.get(report.id, ()):
            self._revision(later, report.id)

    def _worded(self, id: str) -> Wording:
        return wording(self._texts[id].body)

    def _revision(self, later: str, earlier: str) -> None:
        pair = ordered(later, earlier)
        self._judged[pair] = Judged(1.0, ("revises",), "revision", apart=False)
        self._apart[later].discard(earlier)
        self._apart[earlier].discard(later)
        self._links[later].add(earlier)
        self._links[earlier].add(later)

    def _candidates(self, id: str, text: _Text, words: Wording) -> list[str]:
        """Return the reports that may be copies, and enter the text into the index."""
        if not words.letters:
            return []
        number = len(self._names)
        self._names.append(id)
        same = self._letters[_digest(words.letters)]
        block = _UNDATED if text.day is None else text.day // _DAYS_IN_BLOCK
        blocks = self._blocks(block)
        found: set[str] = set()
        for name, tokens in (("words", words.shingles), ("names", frozenset(words.anchors))):
            if not tokens:
                continue
            sketch = RMinHash(_PERMUTATIONS, _SEED)
            sketch.update(sorted(tokens))
            for near in blocks:
                if (index := self._lsh.get((near, name))) is not None:
                    found.update(self._names[n] for n in index.query(sketch))
            home = self._lsh.get((block, name))
            if home is None:
                home = self._lsh[block, name] = RMinHashLSH(1.0, _PERMUTATIONS, _BANDS[name])
            home.insert(number, sketch)
        for letters in set(_telling(words)):
            for near in blocks:
                found.update(self._sentences.get(_digest(f"{near} {letters}"), ()))
            here = _digest(f"{block} {letters}")
            self._sentences[here] = (*self._sentences.get(here, ()), id)
        found = {other for other in found if self._near_in_time(text, self._texts[other])}
        found.update(same)
        same.append(id)
        return sorted(found - {id})

    @staticmethod
    def _near_in_time(a: _Text, b: _Text) -> bool:
        return a.day is None or b.day is None or abs(a.day - b.day) <= _MOST_DAYS_APART

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
            earlier = self._texts[id].revises
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
        text = self._texts[member]
        return text.revises in members, text.published, -len(text.body), member

    def _kind(self, id: str, first: str, inside: set[str]) -> CopyKind:
        """Return how a member relates to the original: by the closest comparison it has."""
        if id == first:
            return "original"
        if self._texts[id].revises in inside:
            return "revision"
        to_first = ordered(id, first)
        near = [to_first] if to_first in self._judged else [ordered(id, o) for o in self._links[id]]
        kinds = {self._judged[pair].kind for pair in near if not self._judged[pair].apart}
        kind: CopyKind = next((k for k in _CLOSEST if k in kinds), "rewrite")
        return "translation" if kind == "rewrite" and self._texts[id].translated else kind


def group_copies(reports: Iterable[Report]) -> tuple[Origin, ...]:
    """Return the origins of the reports, ordered by their first member."""
    index = CopyIndex()
    # In order of time, so that the wordings that are compared are mostly at hand.
    for report in sorted(reports, key=lambda r: (r.record.article.published or "", r.id)):
        index.enter(report)
    return index.origins()


def _digest(letters: str) -> int:
    return int.from_bytes(hashlib.blake2b(letters.encode(), digest_size=8).digest())


def _telling(text: Wording) -> Iterator[str]:
    """Yield the long sentences that hold a name or a number, in letters."""
    for sentence in text.sentences:
        if len(sentence.words) >= _TELLING_SENTENCE and sentence.anchors:
            yield " ".join(sentence.words)
