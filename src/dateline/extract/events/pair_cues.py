"""Find the cues of what one party does to another: words of `lexicons/pair_cues.yaml`, by class."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline.errors import BadLexicon
from dateline.extract.events.kinds import lemmas
from dateline.lexicon import table

# How many words "~" may stand for.
_GAP = 4
_PARTS = {"v": frozenset(("VERB", "AUX")), "n": frozenset(("NOUN", "PROPN"))}


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue where it stands: the class it is of and the token the grammar hangs on."""

    name: str
    head: Token


@dataclass(frozen=True, slots=True)
class _Form:
    """One cue of the lexicon: the lemmas after the first, which may be of one part of speech."""

    rest: tuple[str, ...]
    parts: frozenset[str] | None
    name: str


@cache
def _forms() -> Mapping[str, tuple[_Form, ...]]:
    """Return first lemma -> its cues, the longest first."""
    forms: dict[str, list[_Form]] = {}
    for name, row in table("pair_cues").items():
        for cue in row["cues"]:
            words, _, part = cue.partition("/")
            if part and part not in _PARTS:
                raise BadLexicon(
                    f"pair_cues, class {name!r}: {cue!r} has no part of speech {part!r}"
                )
            first, *rest = words.split()
            forms.setdefault(first, []).append(_Form(tuple(rest), _PARTS.get(part), name))
    return {
        first: tuple(sorted(some, key=lambda f: (-len(f.rest), "~" in f.rest)))
        for first, some in forms.items()
    }


@cache
def root_of_class(name: str) -> str | None:
    """Return the PLOVER root that a class of cues mostly speaks for, or None."""
    root: str | None = table("pair_cues")[name]["root"]
    return root


def yields(sentence: Tokens) -> str:
    """Return which of PLOVER's two ways to yield a sentence tells of: the one with more cues.

    Source: PLOVER 0.8: to give back, release, withdraw or cease fire is RETREAT; to ease, allow or
    give in is CONCEDE.
    """
    kinds = [table("pair_cues")[c.name].get("yield") for c in find_cues(sentence, frozenset())]
    return "RETREAT" if kinds.count("RETREAT") >= kinds.count("CONCEDE") else "CONCEDE"


def find_cues(sentence: Tokens, leave_out: frozenset[int]) -> tuple[Cue, ...]:
    """Return the cues of a sentence in order; the longest at a word, all classes of that length.

    Args:
        sentence: The sentence.
        leave_out: Indices of tokens that are no cues: the names of the parties.
    """
    found: list[Cue] = []
    taken: set[int] = set()
    for token in sentence:
        if token.i in taken or token.i in leave_out:
            continue
        longest = None
        for form in (f for lemma in lemmas(token) for f in _forms().get(lemma, ())):
            if longest is not None and len(form.rest) < longest:
                continue
            if form.parts is not None and token.pos_ not in form.parts:
                continue
            matched = _match(token, form.rest, sentence.end)
            if matched is None:
                continue
            longest = len(form.rest)
            taken.update(matched)
            if not any(c.head.i == token.i and c.name == form.name for c in found):
                found.append(Cue(form.name, token))
    return tuple(found)


def _match(token: Token, rest: tuple[str, ...], stop: int) -> tuple[int, ...] | None:
    """Return the indices of the words of a cue that begins at a token, or None."""
    at, matched, gap = token.i + 1, [token.i], False
    for want in rest:
        if want == "~":
            gap = True
            continue
        reach = range(at, min(at + (_GAP if gap else 0) + 1, stop))
        hit = next((i for i in reach if want in lemmas(token.doc[i])), None)
        if hit is None:
            return None
        matched.append(hit)
        at, gap = hit + 1, False
    return tuple(matched)
