"""Group whole texts by what they tell of, from their words alone.

This looks at documents, `incidents` at happenings inside them: it needs no record, works on any
subject, and says which texts are worth reading side by side. A text is a weighted set of stems and
of pairs of neighbouring stems; rare ones and names weigh more (tf-idf). Two texts are as alike as
their own words and the texts nearest to each make them (`_smoothed`).

Constants were set on the development topics of ECB+ (same-event documents) and on news_cluster;
`eval/ecbplus.py` and `eval/news_cluster.py` score them.
"""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from dateline import lexicon
from dateline.link.clusters import Pair, cluster
from dateline.link.wording import STEM, tokens
from dateline.spelling import fold_name

_NAME = 2.0  # a word with a capital inside a sentence counts as if it stood there twice
# In more than this share of the texts a word tells nothing apart.
_COMMON = 0.2
_FEW_TEXTS = 3
_NEIGHBOURS = 5
# Half of a likeness is the texts' own words, half the company they keep.
_COMPANY = 0.5
SAME_STORY = 0.14
# On arrival there is no company yet: the mean over the nearest texts of a story must reach this.
SAME_ON_ARRIVAL = 0.09
_NEAREST = 3

Vector = Mapping[str, float]


def group_stories(texts: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Return the groups of texts that tell of one thing, each in order, by first member.

    Args:
        texts: id -> text.
    """
    order = sorted(texts)
    counts = [terms(texts[id]) for id in order]
    seen = Counter(term for row in counts for term in row)
    vectors = [_vector(row, seen, len(order), known_twice=True) for row in counts]
    alike = _smoothed(_products(vectors))
    scores: dict[Pair, float] = {
        (order[a], order[b]): value
        for a, row in enumerate(alike)
        for b, value in row.items()
        if a < b
    }
    return cluster(order, scores, set(), linkage="average", threshold=SAME_STORY)


class StoryStream:
    """Assigns each text to a story as it arrives, and never goes back on it."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._story: list[int] = []

    def add(self, text: str) -> int:
        """Return the number of the story that the text joins or opens."""
        row = terms(text)
        self._seen.update(row.keys())
        number = len(self._story)
        vector = _vector(row, self._seen, number + 1, known_twice=False)
        alike: dict[int, float] = defaultdict(float)
        for term, weight in vector.items():
            for other, its in self._postings[term]:
                alike[other] += weight * its
            self._postings[term].append((number, weight))
        by_story: dict[int, list[float]] = defaultdict(list)
        for other, value in alike.items():
            by_story[self._story[other]].append(value)
        sizes = Counter(self._story)
        best, story = 0.0, -1
        for candidate, values in sorted(by_story.items()):
            nearest = min(_NEAREST, sizes[candidate])
            mean = sum(heapq.nlargest(nearest, values)) / nearest
            if mean > best:
                best, story = mean, candidate
        self._story.append(story if best >= SAME_ON_ARRIVAL else max(self._story, default=-1) + 1)
        return self._story[-1]


def terms(text: str) -> Mapping[str, float]:
    """Return the stems of a text and the pairs that follow each other, with their counts."""
    out: dict[str, float] = defaultdict(float)
    small = lexicon.words("function_words")
    before = ""
    for number, token in enumerate(tokens(text)):
        word = fold_name(token)
        if word in small or (len(word) < 2 and not word.isdigit()):
            before = ""
            continue
        stem = word[:STEM]
        named = number > 0 and token[0].isupper() and not token.isupper()
        out[stem] += _NAME if named else 1.0
        if before:
            out[f"{before} {stem}"] += 1
        before = stem
    return out


def _vector(
    row: Mapping[str, float], seen: Mapping[str, int], texts: int, *, known_twice: bool
) -> Vector:
    """Return the tf-idf weights of a text, of length 1; words found everywhere are left out."""
    most = max(_FEW_TEXTS, _COMMON * texts)
    weights = {
        term: (1 + math.log(count)) * math.log((texts + 1) / (seen[term] + 0.5))
        for term, count in row.items()
        if seen[term] <= most and not (known_twice and seen[term] < 2)
    }
    length = math.sqrt(sum(w * w for w in weights.values())) or 1.0
    return {term: w / length for term, w in weights.items()}


def _products(vectors: Sequence[Vector]) -> list[dict[int, float]]:
    """Return, of each vector, its products with those that share a term, itself left out."""
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    out: list[dict[int, float]] = [defaultdict(float) for _ in vectors]
    for number, vector in enumerate(vectors):
        for term, weight in vector.items():
            for other, its in postings[term]:
                out[number][other] += weight * its
            postings[term].append((number, weight))
    for number, row in enumerate(out):
        for other, value in row.items():
            if other < number:
                out[other][number] = value
    return [dict(row) for row in out]


def _smoothed(alike: Sequence[Mapping[int, float]]) -> list[dict[int, float]]:
    """Return likeness that also counts the company two texts keep: their nearest texts in common.

    Two accounts of one event may share few words and yet both be near the same third; two similar
    events of one kind share many words and no neighbours.
    """
    company: list[Vector] = []
    for number, row in enumerate(alike):
        near = heapq.nlargest(_NEIGHBOURS, row.items(), key=lambda item: (item[1], -item[0]))
        own = {str(number): 1.0, **{str(other): value for other, value in near}}
        length = math.sqrt(sum(v * v for v in own.values()))
        company.append({other: value / length for other, value in own.items()})
    together = _products(company)
    return [
        {
            other: _COMPANY * together[n].get(other, 0.0) + (1 - _COMPANY) * row.get(other, 0.0)
            for other in sorted({*row, *together[n]})
        }
        for n, row in enumerate(alike)
    ]
