"""Which thing is meant and how it is called: through its pieces, and whether arms did it."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline.extract.damage.words import Harmed, kind_of, lemma, words
from dateline.extract.events.clauses import agents, children, is_verb, objects_of
from dateline.extract.events.kinds import is_armed, is_weapon, lemmas, steering

# "the roof of part of the school": so many links lead to a thing at most.
DEPTH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A thing, its kind, and the words that name it, with its number: "dozens of homes"."""

    token: Token
    kind: str
    phrase: Tokens


def find_things(harmed: Harmed) -> Iterator[Thing]:
    """Yield the things a saying speaks of, each once."""
    seen = set()
    for top in harmed.what:
        for token in (top,) if harmed.why == "cut" else _things(top, depth=0):
            kind = kind_of(token) or ("power" if harmed.why == "cut" else None)
            if token.i in seen or kind is None or _is_of_people(token):
                continue
            seen.add(token.i)
            yield Thing(token=token, kind=kind, phrase=_phrase(top, token, harmed))


def _things(token: Token, *, depth: int) -> Iterator[Token]:
    """Yield the token if it names a thing, else the things it is a piece or number of."""
    if kind_of(token) is not None:
        yield token
        return
    number = token.pos_ == "NUM" or bool(set(lemmas(token)) & words("pieces"))
    if depth < DEPTH and number:
        for noun in objects_of(token, "of", "in"):
            yield from _things(noun, depth=depth + 1)
        for owner in children(token, "poss"):
            yield from _things(owner, depth=depth + 1)


def _is_of_people(token: Token) -> bool:
    """Say whether the noun only qualifies the next, or names its people: "the home side"."""
    after = token.nbor() if token.i + 1 < token.sent.end else None
    return token.dep_ in ("compound", "nmod", "poss") and not (after and after.tag_ == "POS")


def _phrase(top: Token, token: Token, harmed: Harmed) -> Tokens:
    """Return the words from the number to the thing, without an article."""
    doc = token.doc
    first = min(top.left_edge.i, token.left_edge.i, token.i)
    own = {w.i for w in harmed.words}
    while first < token.i and (doc[first].pos_ in ("DET", "PUNCT") or first in own):
        first += 1
    if any(i in own for i in range(first, token.i)):
        first = token.i
    return doc[first : token.i + 1]


def is_by_arms(harmed: Harmed) -> bool:
    """Say whether nothing but arms can have done it, as far as the sentence tells.

    Storms, accidents and scandals damage too; words like "collapsed" need arms beside them.
    """
    sentence = harmed.head.sent
    armed = any(_is_of_arms(t) for t in sentence)
    who = agents(harmed.head) if is_verb(harmed.head) else tuple(objects_of(harmed.head, "by"))
    around = _around(harmed)
    if any(lemma(t) in words("abstract") for t in who) and not any(_is_of_arms(t) for t in who):
        return False
    if any(_is_mishap(t) for t in (*who, *around)) and not armed:
        return False
    if lemma(harmed.head) in words("clears") and not armed and _makes_room(harmed.head):
        return False
    return armed or not harmed.weak


def _is_of_arms(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN") and (is_armed(token) or is_weapon(token))


def _is_mishap(token: Token) -> bool:
    return any(
        form in steering("natural") or form in words("mishaps") or form in words("fires")
        for form in lemmas(token)
    )


def _around(harmed: Harmed) -> Iterator[Token]:
    """Yield the nouns of the clause that may say how it came about: "in a crash", "when it"."""
    node = harmed.head
    while not is_verb(node) and node.head.i != node.i:
        node = node.head
    top = node
    while top.dep_ in ("conj", "advcl", "xcomp", "acl", "relcl") and top.head.i != top.i:
        top = top.head
    yield from (t for t in top.subtree if t.pos_ in ("NOUN", "PROPN"))


def _makes_room(verb: Token) -> bool:
    return any(lemma(t) in words("makes_room") for t in verb.subtree if t.i > verb.i)
