"""What the grammar says of what one party does to another: features of a marked pair.

No feature is a word of the text. Cues enter by their class, prepositions and auxiliaries by what
they do; all else is where things stand: under whose verb, between the two, how far down.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline.extract.events.clauses import is_passive, is_verb
from dateline.extract.events.pair_cues import Cue, find_cues, root_of_class

# A clause further down than this from the verb of the source says little of it.
_DEEP = 3
# Of how many cues in a row the order is looked at.
_ORDERED = 3
# What a preposition before the target shows of it; any other is "other".
_LINKS = {
    "against": "against", "on": "on", "upon": "on", "at": "on", "with": "with", "to": "to",
    "toward": "to", "towards": "to", "for": "for", "from": "from", "of": "of", "in": "in",
    "into": "into", "by": "by", "between": "with", "over": "on", "after": "after",
}  # fmt: skip


def pair_features(
    sentence: Tokens, source: Tokens | None, target: Tokens | None
) -> dict[str, float]:
    """Return the features of what the source does to the target in a sentence.

    Args:
        sentence: The sentence both stand in.
        source: The words of the one who does it; None where it is not named.
        target: The words of the one it is done to; None where it is not named.
    """
    inside = frozenset(t.i for party in (source, target) if party is not None for t in party)
    cues = find_cues(sentence, inside)
    verb = _verb_of(source.root) if source is not None else sentence.root
    out: dict[str, float] = {"always": 1.0}
    for name in (
        *_of_cues(cues, verb, source, target),
        *_in_order(cues, source, verb),
        *_of_parties(source, target, verb),
        *(f"source holds {name}" for name in _within(source)),
        *(f"target holds {name}" for name in _within(target)),
    ):
        out[name] = 1.0
    return out


def _verb_of(token: Token) -> Token:
    """Return the verb a party stands under, else the top of its sentence."""
    node = token
    while node.head.i != node.i and not is_verb(node):
        node = node.head
    return node


def _depth(token: Token, verb: Token) -> int | None:
    """Return how many steps a token stands below a verb; None: it does not."""
    steps, node = 0, token
    while node.i != verb.i:
        if node.head.i == node.i:
            return None
        node, steps = node.head, steps + 1
    return steps


def _of_cues(
    cues: Sequence[Cue], verb: Token, source: Tokens | None, target: Tokens | None
) -> Iterator[str]:
    """Yield each class, with how far below the source's verb and on which side it stands."""
    over = {target.root.head.i, target.root.head.head.i} if target is not None else set()
    for cue in cues:
        depth = _depth(cue.head, verb)
        level = "away" if depth is None else str(min(depth, _DEEP))
        root = root_of_class(cue.name)
        yield f"cue {cue.name}"
        yield f"cue {cue.name} below {level}"
        yield f"root {root} below {level}"
        if cue.head.i in over:
            yield f"cue {cue.name} over target"
            yield f"root {root} over target"
        if source is not None and target is not None:
            low, high = sorted((source.start, target.start))
            side = "before" if cue.head.i < low else "between" if cue.head.i < high else "after"
            yield f"cue {cue.name} {side}"


def _in_order(cues: Sequence[Cue], source: Tokens | None, verb: Token) -> Iterator[str]:
    """Yield the first cues behind the source, one by one and each with the root of those after."""
    start = source.end if source is not None and source.start < verb.i else verb.sent.start
    behind = [c for c in cues if c.head.i >= start][: _ORDERED + 1]
    for number, cue in enumerate(behind[:_ORDERED]):
        if number == 0:
            yield f"first {cue.name}"
        elif number == 1:
            yield f"second {cue.name}"
        for later in behind[number + 1 :]:
            yield f"{cue.name} then {root_of_class(later.name) or later.name}"
    real = next((c for c in behind if root_of_class(c.name) is not None), None)
    turned = {c.name for c in behind if root_of_class(c.name) is None}
    if real is not None:
        yield f"first root {root_of_class(real.name)}"
        for name in turned:
            yield f"{name} turns {root_of_class(real.name)}"
            yield f"{name} turns {real.name}"


def _of_parties(source: Tokens | None, target: Tokens | None, verb: Token) -> Iterator[str]:
    """Yield what the two are in the grammar: subject, agent of a passive, behind "against"."""
    if is_passive(verb):
        yield "passive"
    yield f"tense {verb.tag_}"
    yield f"source is {source.root.dep_ if source is not None else 'not named'}"
    if target is None:
        yield "target is not named"
        return
    yield f"target is {target.root.dep_}"
    if target.root.dep_ == "pobj":
        yield f"target behind {_LINKS.get(target.root.head.lower_, 'other')}"
    if source is not None and any(t.lower_ == "and" for t in _between(source, target)[:2]):
        yield "target beside source"
    depth = _depth(target.root, verb)
    yield f"target below {'away' if depth is None else min(depth, _DEEP + 1)}"


def _between(source: Tokens, target: Tokens) -> list[Token]:
    first, second = sorted((source, target), key=lambda p: p.start)
    return list(source.doc[first.end : max(first.end, second.start)])


def _within(party: Tokens | None) -> set[str]:
    """Return the classes of cues inside a party's own words ("49 detentions", "a court")."""
    return {c.name for c in find_cues(party, frozenset())} if party is not None else set()
