"""Say whether two texts are one dispatch: exact, near, rewritten or translated copies.

A copy repeats; an update adds. Both share most of their words, so likeness alone cannot tell them
apart: what was counted and when it happened must not differ. A rule that holds two texts apart
(`APART`) beats every likeness.
"""

from collections.abc import Callable
from dataclasses import dataclass

from dateline.link.reports import CopyKind
from dateline.link.wording import Sentence, Wording

# Two sentences say the same when they share this part of their meaning words (Dice).
_ALIGNED = 0.5
# One text is a copy of the other from this score on; see LIKENESS.
COPY = 0.5
_FEW_NAMES = 3
_LEAST = 10  # words: a shorter text is a copy of the same words only
_BRIEF = 45  # words: a headline and two or three sentences
_FEW_ANCHORS = 8
_FEW_LATER = 4
# A copy names whom the dispatch names, apart from an outlet's own line or a name respelled.
_NAMES_IN_COMMON = 0.7


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two texts share. Shares are of the shorter text, so that a cut copy has them all."""

    contained: float  # three-word runs of the shorter text found in the longer
    aligned: float  # its words in sentences that the longer text has too
    in_order: float  # names and numbers of the text that has fewer, found in the same order
    names: float
    numbers: float
    quotes: int  # quotations with the same words
    pairs: tuple[tuple[Sentence, Sentence], ...]  # aligned sentences
    brief: bool  # too short to tell a copy by its sentences: all leads on one attack are alike


@dataclass(frozen=True, slots=True)
class Judged:
    """The score of a pair (0: held apart), the names of the reasons, and the kind of copy."""

    score: float
    why: tuple[str, ...]
    kind: CopyKind
    apart: bool


_TOO_SHORT = Judged(0.0, ("too_short_to_tell",), "rewrite", apart=False)
_OTHER_NAMES = Judged(0.0, ("other_names",), "rewrite", apart=False)


def judge(a: Wording, b: Wording) -> Judged:
    """Return how surely two texts are one dispatch, and why; the same both ways."""
    if a.letters == b.letters:
        return Judged(1.0, ("same_letters",), "exact", apart=False)
    if min(len(a.shingles), len(b.shingles)) < _LEAST:
        return _TOO_SHORT
    if _other_names(a, b):  # most pairs that meet end here, before anything costly
        return _OTHER_NAMES
    short, long = sorted((a, b), key=lambda w: (len(w.shingles), w.letters))
    found = compare(short, long)
    held = tuple(name for name, rule in APART if rule(short, long, found))
    ways = {name: value for name, rule in LIKENESS if (value := rule(found)) > 0}
    score = max(ways.values(), default=0.0)
    if held:
        return Judged(0.0, held, "rewrite", apart=score >= COPY)
    kind: CopyKind = "near" if found.contained >= 0.5 else "rewrite"
    return Judged(round(score, 4), tuple(sorted(ways)), kind, apart=False)


def compare(short: Wording, long: Wording) -> Comparison:
    """Return what the shorter text shares with the longer."""
    pairs: list[tuple[Sentence, Sentence]] = []
    words = aligned = 0
    for sentence in short.sentences:
        words += len(sentence.words)
        if (same := _same_sentence(sentence, long.sentences)) is not None:
            pairs.append((sentence, same))
            aligned += len(sentence.words)
    names = len(short.names & long.names) / len(short.names) if short.names else 0.0
    either = short.numbers | long.numbers
    return Comparison(
        contained=len(short.shingles & long.shingles) / (len(short.shingles) or 1),
        aligned=aligned / (words or 1),
        in_order=_in_order(short, long),
        names=names if len(short.names) >= _FEW_NAMES else 0.0,
        numbers=len(short.numbers & long.numbers) / len(either) if either else 1.0,
        quotes=len(short.quotes & long.quotes),
        pairs=tuple(pairs),
        brief=len(short.shingles) < _BRIEF,
    )


def _same_sentence(sentence: Sentence, others: tuple[Sentence, ...]) -> Sentence | None:
    """Return the sentence that shares most words, None where none shares enough."""
    best, top = None, _ALIGNED
    for other in others:
        total = len(sentence.stems) + len(other.stems)
        dice = 2 * len(sentence.stems & other.stems) / total if total else 0.0
        if dice >= top and (best is None or dice > top):
            best, top = other, dice
    return best


def _in_order(short: Wording, long: Wording) -> float:
    """Return the longest common run of names and numbers, gaps allowed, over the shorter list.

    Two reporters name the same people and count the same dead, most of all in their first lines;
    only a copy goes on to do so in one order.
    """
    a, b = short.anchors, long.anchors
    if min(len(a), len(b)) < _FEW_ANCHORS or len(_later(short) & _later(long)) < _FEW_LATER:
        return 0.0
    row = [0] * (len(b) + 1)
    for x in a:
        before = 0
        for n, y in enumerate(b, 1):
            above = row[n]
            row[n] = before + 1 if x == y else max(above, row[n - 1])
            before = above
    return row[-1] / min(len(a), len(b))


def _later(text: Wording) -> frozenset[str]:
    """Return the names and numbers that come only after the headline and the lead."""
    first = {anchor for sentence in text.sentences[:2] for anchor in sentence.anchors}
    return frozenset(text.anchors) - first


# What makes two texts one dispatch, each way on its own; the best one counts. Values are the
# score where the share is whole; below `from`, the way says nothing.
def _way(share: float, start: float, full: float) -> float:
    """Rise from COPY at `start` to 1 at `full`; 0 below."""
    if share < start:
        return 0.0
    return COPY + (1 - COPY) * min(1.0, (share - start) / (full - start))


LIKENESS: tuple[tuple[str, Callable[[Comparison], float]], ...] = (
    ("words_contained", lambda c: _way(c.contained, 0.8 if c.brief else 0.6, 0.9)),
    (
        "sentences_aligned",
        lambda c: _way(c.aligned, 0.75, 1.0) if c.contained >= 0.3 and not c.brief else 0.0,
    ),
    ("names_and_numbers_in_order", lambda c: _way(c.in_order, 0.75, 1.0)),
    (
        "quotations_and_sentences",
        lambda c: _way(c.aligned, 0.6, 1.0) if c.quotes >= 2 and c.names >= 0.6 else 0.0,
    ),
)


def _other_toll(short: Wording, long: Wording, found: Comparison) -> bool:
    """Both count the dead (or hurt), and in no figure the same: "4 killed", "7 killed"."""
    del found
    for harm in ("killed", "injured"):
        a, b = _counts(short, harm), _counts(long, harm)
        if a and b and not a & b:
            return True
    return False


def _counts(text: Wording, harm: str) -> frozenset[float]:
    return frozenset[float]().union(*(s.numbers for s in text.sentences if harm in s.harms))


def _changed_toll(short: Wording, long: Wording, found: Comparison) -> bool:
    """One sentence on people harmed stands in both, with another figure."""
    del short, long
    return any(
        a.numbers - b.numbers and b.numbers - a.numbers for a, b in found.pairs if a.harms & b.harms
    )


def _other_day(short: Wording, long: Wording, found: Comparison) -> bool:
    """One sentence stands in both, with another weekday."""
    del short, long
    return any(
        _weekdays(a) and _weekdays(b) and not _weekdays(a) & _weekdays(b) for a, b in found.pairs
    )


def _weekdays(sentence: Sentence) -> frozenset[str]:
    return frozenset(d for d in sentence.days if d.startswith("day"))


def _changed_figures(short: Wording, long: Wording, found: Comparison) -> bool:
    """The same form filled in anew: half of the sentences with figures have others."""
    del short, long
    both = [(a, b) for a, b in found.pairs if a.numbers and b.numbers]
    changed = [1 for a, b in both if not a.numbers & b.numbers]
    return len(changed) >= 2 and len(changed) * 2 >= len(both)


def _other_names(a: Wording, b: Wording) -> bool:
    """The same form about other people and places: a third of the names are its own."""
    fewer = min(len(a.names), len(b.names))
    return fewer >= _FEW_NAMES and len(a.names & b.names) < _NAMES_IN_COMMON * fewer


def _other_figures(short: Wording, long: Wording, found: Comparison) -> bool:
    """Most figures of the text that has fewer of them are its own."""
    del found
    fewer = min(len(short.numbers), len(long.numbers))
    return fewer >= 2 and len(short.numbers & long.numbers) < 0.5 * fewer


APART: tuple[tuple[str, Callable[[Wording, Wording, Comparison], bool]], ...] = (
    ("other_toll", _other_toll),
    ("changed_toll", _changed_toll),
    ("other_day", _other_day),
    ("changed_figures", _changed_figures),
    ("other_figures", _other_figures),
)
