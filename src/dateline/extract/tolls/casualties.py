"""Counted people and the harm they came to, sentence by sentence: what the tolls are made of.

Joins headcounts to harms, lets those listed together share one harm, and leaves out what has not
happened: plans, fears, conditions, denials.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline import lexicon
from dateline.extract.tolls.figures import toll_figure
from dateline.extract.tolls.happened import happened
from dateline.extract.tolls.harm import Hit, harms
from dateline.extract.tolls.headcounts import Headcount, casualty_of, find_headcounts, lemma
from dateline.extract.tolls.staged import is_staged
from dateline.extract.tolls.uncounted import uncounted_harm

# Those set free were held, but the sentence counts the free.
FREED = frozenset(
    ["free", "release", "rescue", "liberate", "exchange", "swap", "recover", "return"]
)
# "no casualties were reported" says what nobody said, not that nobody was hurt.
REPORTED = frozenset(["report", "confirm", "announce", "know", "record"])


# What these rules find of the first in a list holds for all of it; a participle is only its own.
OF_THE_WHOLE = frozenset(
    ["passive_subject", "subject", "object", "nominal", "state", "claimed_lives"]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualty:
    """People counted and harmed; `start`/`end` are token indexes from the first word to the last.

    `part_of`: index (in the same tuple) of the total this one is a part of, or None.
    """

    count: Headcount
    hit: Hit
    start: int
    end: int
    part_of: int | None = None


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(lexicon.table("harm")[kind])


def find_casualties(sentence: Tokens) -> tuple[Casualty, ...]:
    """Return the casualties of a sentence in the order of their counts."""
    counts = tuple(c for c in find_headcounts(sentence) if not _named(c))
    counts = tuple(sorted((*counts, *uncounted_harm(sentence, counts)), key=lambda c: c.start))
    hits: list[tuple[Hit, ...]] = [_own_harms(count) for count in counts]
    hits = _shared(counts, hits)
    found = [
        _casualty(count, hit, counts)
        for count, some in zip(counts, hits, strict=True)
        for hit in some
        if happened(count, hit) and not is_staged(hit.word)
    ]
    return _with_parts(counts, tuple(found))


def _casualty(count: Headcount, hit: Hit, counts: tuple[Headcount, ...]) -> Casualty:
    """Return people and harm with their words; another count of the list is left outside."""
    start, end = min(count.start, hit.word.i), max(count.end, hit.last + 1)
    if hit.why == "toll_before":
        start, end = count.start, count.end
    if hit.why.endswith("+list") and any(
        c is not count and start <= c.start and c.end <= end for c in counts
    ):
        start, end = count.start, count.end
    return Casualty(count=count, hit=hit, start=start, end=end)


def _named(count: Headcount) -> bool:
    """Say whether the one counted is a named person: "a soldier, Ivan Holm", "one, Ann Vik, 20"."""
    if count.quantity.max != 1 or count.quantity.min != 1:
        return False
    noun = count.noun or count.tops[0]
    if any(t.dep_ == "appos" and t.pos_ == "PROPN" for t in noun.children):
        return True
    if any(t.lower_ in ("named", "called", "identified", "known") for t in noun.children):
        return any(t.pos_ == "PROPN" for t in noun.subtree if t.i > noun.i)
    after = noun.doc[noun.i + 1 : noun.i + 3]
    return count.quantity.single and len(after) > 0 and after[0].ent_type_ == "PERSON"


def _own_harms(count: Headcount) -> tuple[Hit, ...]:
    """Return the harms said of these people themselves."""
    if _included(count):
        return ()
    toll = toll_figure(count)
    if toll is not None:
        return (toll,)
    if count.noun is not None and count.casualties is not None:
        return _counted_casualties(count)
    return harms(count) or _harms_of_list(count)


def _harms_of_list(count: Headcount) -> tuple[Hit, ...]:
    """Return the harm of the one the list begins with: "the murder of a judge and two guards"."""
    first = count.tops[0]
    while first.dep_ == "conj" and first.head.pos_ in ("NOUN", "PROPN"):
        first = first.head
    if first.i == count.tops[0].i:
        return ()
    found = harms(replace(count, tops=(first,)))
    return tuple(replace(h, why=_listed(h.why)) for h in found if h.why in OF_THE_WHOLE)


def _included(count: Headcount) -> bool:
    """Say whether the people are named as part of a count: "15 people, including two children"."""
    for top in count.tops:
        head = top
        while head.dep_ == "conj":
            head = head.head
        if head.dep_ in ("pobj", "dobj", "pcomp") and head.head.lower_ in _words("including"):
            return True
    doc = count.tops[0].doc
    if _of_them(count):
        # "14 people, four of them children, were killed"; but "four of them were killed" counts
        return count.tops[0].dep_ not in ("nsubj", "nsubjpass", "dobj")
    before = [t.lower_ for t in doc[max(0, count.start - 2) : count.start]]
    # "among them a girl"; but "among whom 12 died" counts
    return (before[-1:] and before[-1] in _words("including")) or before == ["among", "them"]


def _of_them(count: Headcount) -> bool:
    """Say whether the count is a part of those just counted: "two of them", "one of whom"."""
    after = [t.lower_ for t in count.tops[0].doc[count.end : count.end + 2]]
    return after in (["of", "them"], ["of", "whom"])


def _counted_casualties(count: Headcount) -> tuple[Hit, ...]:
    """Return the harm of "27 casualties", "six bodies", "20 hostages", unless it is not a count."""
    noun = count.noun or count.tops[0]
    if lemma(_ruler(noun)) in FREED and count.casualties != "killed":
        return ()
    if count.quantity.max == 0 and lemma(noun.head) in REPORTED:
        return ()
    said = [hit for hit in harms(count) if hit.harm != count.casualties]
    own = Hit(harm=count.casualties, word=noun, last=noun.i, why="casualty_noun")  # type: ignore[arg-type]  # lexicon keys are harms
    joint, second = [*noun.doc[noun.i + 1 : noun.i + 3], None, None][:2]
    if count.quantity.vague and joint is not None and joint.lower_ == "and" and second is not None:
        other = casualty_of(second)  # "an unknown number of dead and wounded"
        if other is not None and other != count.casualties:
            return own, replace(own, harm=other, word=second, last=second.i)  # type: ignore[arg-type]  # lexicon keys are harms
    # "two prisoners of war were killed": what the sentence says goes before what the noun says.
    return tuple(said) if said and said[0].why.endswith(("subject", "object")) else (own,)


def _ruler(noun: Token) -> Token:
    """Return the verb or noun whose object these are: "freed 20", "the release of the 20"."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of":
        return noun.head.head
    return noun.head


def _shared(counts: tuple[Headcount, ...], hits: list[tuple[Hit, ...]]) -> list[tuple[Hit, ...]]:
    """Let people listed together share their harm: "a soldier and two boys were killed"."""
    roots = [_list_root(count) for count in counts]
    out = list(hits)
    for i, count in enumerate(counts):
        if out[i] or _of_them(count) or (count.noun is None and count.quantity.vague):
            continue
        if i and out[i - 1] and _as_well(count):
            out[i] = tuple(replace(h, why=_listed(h.why)) for h in out[i - 1])
            continue
        # From the nearest member of the list: "eight women and four men injured".
        mates = sorted(
            (abs(i - j), j)
            for j in range(len(counts))
            if j != i
            and out[j]
            and (roots[j] == roots[i] or _adjoin(counts[min(i, j)], counts[max(i, j)]))
        )
        if (
            not mates
            and count.noun is None
            and i
            and out[i - 1]
            and _repeats(counts[i - 1], out[i - 1], count)
        ):
            out[i] = tuple(replace(h, why=_listed(h.why)) for h in out[i - 1])
        elif mates and not _included(count) and not _included(counts[mates[0][1]]):
            out[i] = tuple(replace(h, why=_listed(h.why)) for h in out[mates[0][1]])
    return out


def _repeats(before: Headcount, hits: tuple[Hit, ...], count: Headcount) -> bool:
    """Say whether the verb is left out the second time: "three died in Osten and two more in Varle"."""
    doc = count.tops[0].doc
    gap = doc[max(before.end, *(h.last + 1 for h in hits)) : count.start]
    if not len(gap) or gap[-1].lower_ not in ("and", ",") or count.end >= len(doc):
        return False
    after = doc[count.end]
    return after.pos_ in ("ADP", "PUNCT") and not any(t.pos_ in ("VERB", "AUX") for t in gap)


def _as_well(count: Headcount) -> bool:
    """Say whether they are added to those before: "a guard died, as well as six gunmen"."""
    before = [t.lower_ for t in count.tops[0].doc[max(0, count.start - 3) : count.start]]
    return before == ["as", "well", "as"] and count.tops[0].dep_ in ("conj", "pobj")


def _listed(why: str) -> str:
    return why if why.endswith("+list") else f"{why}+list"


def _adjoin(left: Headcount, right: Headcount) -> bool:
    """Say whether only a comma or "and" lies between two counts, whatever the parse made of them."""
    if left.end > right.start or left.noun is None or right.noun is None:
        return False
    between = [t.lower_ for t in left.tops[0].doc[left.end : right.start]]
    return between in ([","], ["and"], [",", "and"]) and not _tells_of(right.noun, left.noun)


def _tells_of(teller: Token, told: Token) -> bool:
    """Say whether one is the subject of a verb that the other's clause hangs below: "..., a doctor said"."""
    verb = teller.head
    if teller.dep_ != "nsubj" or verb.pos_ != "VERB" or verb.i < teller.i:
        return False
    return any(above.i == verb.i for above in told.ancestors)


def _list_root(count: Headcount) -> int:
    """Return the token that a list of people hangs on, or the people themselves."""
    top = count.tops[0]
    while top.dep_ in ("conj", "appos") and top.head.pos_ in (
        "NOUN",
        "PROPN",
        "NUM",
        "PRON",
        "ADJ",
    ):
        top = top.head
    return top.i


def _with_parts(counts: tuple[Headcount, ...], found: tuple[Casualty, ...]) -> tuple[Casualty, ...]:
    """Add the parts of a total that are listed after it and come to the same number.

    "Eight people were hurt: five nurses and three guards."
    """
    out = list(found)
    for number, total in enumerate(found):
        size = total.count.quantity.min
        if size is None or size < 2 or size != total.count.quantity.max:
            continue
        parts = list(_parts_after(counts, found, total, size))
        for part in parts:
            known = next((i for i, c in enumerate(out) if c.count is part), None)
            if known is not None:
                out[known] = replace(out[known], part_of=number)
            else:
                hit = replace(total.hit, word=part.tops[0], last=part.end - 1, why="part_of_total")
                out.append(
                    Casualty(count=part, hit=hit, start=part.start, end=part.end, part_of=number)
                )
    return tuple(out)


def _parts_after(
    counts: tuple[Headcount, ...], found: tuple[Casualty, ...], total: Casualty, size: int
) -> Iterator[Headcount]:
    """Yield the exact counts straight after the total if they sum to it."""
    parts: list[Headcount] = []
    left = size
    for count in counts:
        if count.start < total.end or left == 0:
            continue
        value = count.quantity.min
        of_other_harm = any(c.count is count and c.hit.harm != total.hit.harm for c in found)
        if value is None or value != count.quantity.max or not 0 < value <= left or of_other_harm:
            return
        parts.append(count)
        left -= value
    if left == 0 and len(parts) > 1:
        yield from parts
