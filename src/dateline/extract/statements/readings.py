"""A cue with its speaker, seen in its sentence: where it begins, ends, and what bounds its content."""

from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from dateline.extract.statements.cues import Cue
from dateline.extract.statements.sources import Source
from dateline.extract.statements.speaker_phrases import is_mark

# Half-open, of token indices.
Range = tuple[int, int]

_STOPS = frozenset({",", ";", ":", "—", "–", "-", "--", "...", "…"})
# What may stand between a cue and its clause without being part of either.
_CONNECTIVES = frozenset({"but", "and", "or", "so", "yet", "however", "meanwhile", "also"})
# Participles that name a source.
CITING = frozenset({"citing", "quoting"})
# What joins a clause about the time of a speech to it.
_BESIDE = frozenset({"after", "as", "before", "when", "while"})
# Participles of the main speaker whatever the parse hangs them on: "..., adding that Q".
_ADDITIVE = frozenset(
    {"add", "note", "stress", "insist", "explain", "warn", "emphasize", "emphasise"}
)


@dataclass(frozen=True, slots=True)
class Content:
    """The token ranges a cue attributes, in order, and the rule that found them."""

    ranges: tuple[Range, ...]
    why: str


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A cue, who speaks by it, and the other cues of its sentence."""

    cue: Cue
    source: Source | None
    others: tuple["Reading", ...]

    @property
    def start(self) -> int:
        """Where the attribution begins: the speaker or the cue, whichever comes first."""
        source = self.source
        if source is None or source.shared or source.phrase.start > self.cue.start:
            return self.cue.start
        return source.phrase.start

    @property
    def end(self) -> int:
        """Where the attribution ends: after the cue, or after an inverted speaker."""
        source = self.source
        if source is None or source.shared or source.phrase.end < self.cue.end:
            return self.cue.end
        return source.phrase.end

    @property
    def trails(self) -> bool:
        """Whether the attribution stands apart after what it attributes: ", X said on Monday."."""
        cue, source = self.cue, self.source
        if cue.kind != "verb" or source is None or source.shared:
            return False
        sent = cue.token.sent
        if self.start <= sent.start + 1 or not stands_apart(sent, self.start):
            return False
        if "that" not in cue.frames and not is_mark(sent.doc[self.start - 1]):
            return False  # "The outage in the south continued on Sunday, according to ..."
        return not any(t.dep_ == "nsubj" for t in sent.doc[self.end : sent.end])

    @property
    def resumes(self) -> bool:
        """Whether the cue goes on for the speaker before: "X said P and warned that Q"."""
        cue = self.cue
        if cue.kind != "verb" or not cue.start or (self.source and not self.source.shared):
            return False
        before = cue.token.nbor(-1)
        if cue.token.tag_ == "VBG":
            after_stop = before.text == "," or before.is_quote
            return after_stop and cue.token.lemma_ in _ADDITIVE
        joined = before.lower_ in ("and", "but") and cue.token.tag_ in ("VBD", "VBZ", "VBP", "VBN")
        return joined and cue.child("ccomp") is not None


def end_after(reading: Reading, comp: Token) -> int:
    """Return where content that follows its cue ends: at the next cue, or with its clause."""
    cue = reading.cue
    sent = cue.token.sent
    joined = cue.token.dep_ == "conj" and cue.token.head.dep_ == "ROOT"
    root = cue.token.dep_ == "ROOT" or joined
    end = sent.end if root else max(cue.token.right_edge.i, comp.right_edge.i) + 1
    end = min(end, sent.end)
    for child in cue.token.children:
        if child.i > comp.i and (_breaks_off(child) or _is_beside(child, comp)):
            end = min(end, child.left_edge.i)
    for token in sent.doc[comp.i + 1 : end]:
        if token.lower_ in CITING and token.nbor(-1).text == ",":
            end = int(token.i)  # "said P, citing two envoys": where it is from, not what it says
            break
    for other in reading.others:
        starts = other.start
        if not comp.i < starts < end:
            continue
        if other.resumes or other.trails or not comp.is_ancestor(other.cue.token):
            end = starts
    return end


def _breaks_off(child: Token) -> bool:
    """Say whether a dependent of the cue begins something of its own: "and left the room"."""
    if child.dep_ == "conj":
        return not is_that_clause(child)
    if child.dep_ != "cc":
        return False
    joined = next((c for c in child.head.children if c.dep_ == "conj" and c.i > child.i), None)
    return joined is not None and not is_that_clause(joined)


def _is_beside(child: Token, comp: Token) -> bool:
    """Say whether a clause tells of the speech, not in it: "announced P, just as Q"."""
    if child.dep_ != "advcl" or child.left_edge.i <= comp.right_edge.i:
        return False
    return any(c.dep_ in ("mark", "advmod") and c.lower_ in _BESIDE for c in child.children)


def is_that_clause(verb: Token) -> bool:
    """Say whether a clause begins with "that"."""
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children)


def is_clause(tokens: Tokens) -> bool:
    """Say whether a stretch holds a finite verb with a subject."""
    return any(t.dep_ in ("nsubj", "nsubjpass", "expl") and t.head.i < tokens.end for t in tokens)


def stands_apart(sent: Tokens, start: int) -> bool:
    """Say whether a comma or a mark stands before an attribution."""
    before = sent.doc[start - 1]
    return before.text in _STOPS or is_mark(before) or before.text in ".?!"


def trimmed(doc: Doc, ranges: list[Range]) -> tuple[Range, ...]:
    """Return the ranges without stops and connectives at their edges; empty ones are left out."""
    out = []
    for first, last in ranges:
        start, end = first, last
        while start < end and _is_edge(doc[start], leading=True):
            start += 1
        while end > start and _is_edge(doc[end - 1], leading=False):
            end -= 1
        if start < end:
            out.append((start, end))
    return tuple(out)


def _is_edge(token: Token, *, leading: bool) -> bool:
    if token.is_space or token.text in _STOPS or token.text == ".":
        return True
    if leading and token.text in ("?", "!"):
        return True
    if leading and token.lower_ == "that" and token.dep_ == "mark":
        return True
    return token.dep_ == "cc" or (leading and token.lower_ in _CONNECTIVES and token.dep_ != "conj")
