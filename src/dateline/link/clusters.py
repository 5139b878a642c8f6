"""Groups from scored pairs, the same whatever order the pairs came in.

Two linkages: *single* for copies (a cut copy of the first half and one of the second half are both
copies of the whole) and *average* for happenings (a chain of weak likenesses is no likeness). A
veto always holds: two members that exclude each other never end up in one group.
"""

import heapq
import operator
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Literal

Pair = tuple[str, str]


def ordered(a: str, b: str) -> Pair:
    """Return the pair with its smaller member first."""
    return (a, b) if a <= b else (b, a)


def components(nodes: Iterable[str], pairs: Iterable[Pair]) -> list[tuple[str, ...]]:
    """Return the connected groups, each in order, ordered by their first member."""
    near: dict[str, list[str]] = {node: [] for node in nodes}
    for a, b in pairs:
        near[a].append(b)
        near[b].append(a)
    seen: set[str] = set()
    out = []
    for start in sorted(near):
        if start not in seen:
            group = reach(start, near.__getitem__)
            seen |= group
            out.append(tuple(sorted(group)))
    return out


def reach(start: str, near: Callable[[str], Iterable[str]]) -> set[str]:
    """Return everything that can be reached from one node."""
    seen = {start}
    todo = [start]
    while todo:
        for other in near(todo.pop()):
            if other not in seen:
                seen.add(other)
                todo.append(other)
    return seen


def cluster(
    nodes: Iterable[str],
    scores: Mapping[Pair, float],
    vetoes: AbstractSet[Pair],
    *,
    joined: Iterable[Pair] = (),
    linkage: Literal["single", "average"],
    threshold: float,
) -> list[tuple[str, ...]]:
    """Return the groups that agglomeration gives, each in order, ordered by first member.

    The best pair of groups is joined until none reaches the threshold; equal scores go by the
    groups' first members, so nothing hangs on the order of the input. A pair without a score
    counts 0 in an average. What `joined` names is one group from the start, vetoes or not.
    """
    groups: dict[str, list[str]] = {group[0]: list(group) for group in components(nodes, joined)}
    home = {node: first for first, group in groups.items() for node in group}
    grown = operator.add if linkage == "average" else max
    # Between groups, by their first members: the sum (average) or the best (single) of the scores.
    links: dict[str, dict[str, float]] = {node: {} for node in groups}
    apart: dict[str, set[str]] = {node: set() for node in groups}
    for (left, right), score in sorted(scores.items()):
        a, b = home[left], home[right]
        if a != b:
            links[a][b] = links[b][a] = grown(links[a].get(b, 0.0), score)
    for left, right in vetoes:
        a, b = home[left], home[right]
        if a != b:
            apart[a].add(b)
            apart[b].add(a)

    def strength(a: str, b: str) -> float:
        score = links[a][b]
        return score / (len(groups[a]) * len(groups[b])) if linkage == "average" else score

    heap = [
        (-now, a, b)
        for a, near in links.items()
        for b in near
        if a < b and (now := strength(a, b)) >= threshold
    ]
    heapq.heapify(heap)
    while heap:
        minus, a, b = heapq.heappop(heap)
        if a not in groups or b not in groups or b in apart[a]:
            continue
        if b not in links[a] or -minus != strength(a, b):
            continue  # an older state of the two groups
        groups[a] += groups.pop(b)
        for other in apart.pop(b):
            apart[other].discard(b)
            apart[other].add(a)
            apart[a].add(other)
        for other, score in links.pop(b).items():
            del links[other][b]
            if other == a:
                continue
            links[a][other] = links[other][a] = grown(links[a].get(other, 0.0), score)
        for other in links[a]:
            if (now := strength(a, other)) >= threshold and other not in apart[a]:
                heapq.heappush(heap, (-now, *ordered(a, other)))
    return sorted(tuple(sorted(group)) for group in groups.values())
