"""Find who does what to whom in any clause, and type it: for what has no trigger word.

The parties are read from the grammar of the clause alone (subject and object, or the object of a
preposition that points at somebody), the type by `pair_roots`. Nothing of this enters a record:
without a trigger a type is a guess with a score, of use for a table of who does what to whom
(PLOVER, CAMEO), not for a fact.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline.extract.events.clauses import (
    agents,
    children,
    is_verb,
    objects_of,
    patients,
)
from dateline.extract.events.kinds import is_party, steering
from dateline.extract.events.pair_roots import PairRoot, root_of_pair
from dateline.lexicon import table

# Prepositions that point at whom it is done to, the surest first.
_TOWARDS = ("against", "with", "on", "to", "at", "from", "for", "into", "over", "in")
# Prepositions that go on with a name or description: "bastion in the country".
_JOINED = frozenset(("of", "in", "to"))
_NOBODY = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "QUANTITY"))
# How far below the verb whom it is done to may stand: "launched an attack on X".
_DEEP = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """Words of the one who does it and of the one it is done to (None: not told), and what."""

    source: Tokens
    target: Tokens | None
    root: PairRoot


def find_pair(sentence: Tokens) -> Pair | None:
    """Return the first clause of a sentence in which a party does something, or None.

    What is only said to be so ("officials said") is no doing: the clause said is read instead.
    """
    for verb in _clauses(sentence):
        source = next((t for t in agents(verb) if is_party(t)), None)
        if source is None:
            continue
        who = phrase(source)
        target = next((t for t in _targets(verb) if t.i != source.i and t.sent == verb.sent), None)
        whom = phrase(target) if target is not None else None
        return Pair(who, whom, root_of_pair(sentence, who, whom))
    return None


def _clauses(sentence: Tokens) -> Iterator[Token]:
    """Yield the verbs in order; those of saying that carry a clause with a doer last."""
    verbs = [t for t in sentence if is_verb(t) and t.dep_ not in ("aux", "auxpass")]
    saying = [v for v in verbs if _only_says(v)]
    yield from (v for v in verbs if v not in saying)
    yield from saying


def _only_says(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    told = any(c.dep_ in ("ccomp", "parataxis") for c in verb.children) or verb.dep_ == "parataxis"
    return told and (lemma in steering("saying") or lemma in table("pair_cues")["announce"]["cues"])


def _targets(verb: Token) -> Iterator[Token]:
    """Yield those it may be done to, the likeliest first: people and bodies before things."""
    reach = [verb, *(c for c in children(verb, "xcomp", "prt", "acomp"))]
    direct = [t for node in reach for t in patients(node)]
    things = [*direct, *(t for node in direct for t in _below(node))]
    towards = [t for node in (*reach, *things) for t in objects_of(node, *_TOWARDS)]
    found = [t for t in (*direct, *towards) if t.ent_type_ not in _NOBODY]
    yield from (t for t in found if is_party(t))
    yield from (t for t in found if _names_somebody(t))
    yield from direct


def _below(token: Token, depth: int = 0) -> Iterator[Token]:
    """Yield the nouns that hang on a thing by prepositions: "talks with", "an attack on"."""
    if depth < _DEEP:
        for child in children(token, "prep"):
            for noun in children(child, "pobj"):
                yield noun
                yield from _below(noun, depth + 1)


def _names_somebody(token: Token) -> bool:
    return any(
        c.pos_ in ("PROPN", "NOUN") and is_party(c) for c in children(token, "poss", "compound")
    )


def phrase(head: Token) -> Tokens:
    """Return a noun with what stands before it, its "of" or "in", and the name that follows it.

    "Two members of the council", "the envoy to Osteria, Anna Berg".
    """
    end = head.i + 1
    for child in head.rights:
        joined = child.dep_ == "prep" and child.lower_ in _JOINED and child.i == end
        named = child.dep_ == "appos" and child.pos_ == "PROPN" and child.left_edge.i <= end + 1
        if joined or named:
            end = child.right_edge.i + 1
    return head.doc[_start(head) : end]


def _start(head: Token) -> int:
    before: Iterable[Token] = (c for c in head.children if c.i < head.i and c.dep_ != "prep")
    return min((c.left_edge.i for c in before), default=head.i)
