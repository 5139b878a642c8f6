"""Find what a cue attributes, by the grammar of its sentence: clause, object, infinitive.

Content is given as half-open ranges of token indices. Quotations are added afterwards.
"""

from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from dateline.extract.cues import Cue
from dateline.extract.sources import Source, is_passive

Range = tuple[int, int]

_CLAUSE = frozenset({"ccomp", "parataxis"})
_STOPS = frozenset({",", ";", ":", "—", "–", "-", "--", "...", "…"})
# What may stand between a cue and its clause without being part of either.
_CONNECTIVES = frozenset({"but", "and", "or", "so", "yet", "however", "meanwhile", "also"})


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


def find_content(reading: Reading) -> Content | None:
    """Return what the cue attributes outside quotation links, None for nothing."""
    for rule in RULES:
        content = rule(reading)
        if content is not None and content.ranges:
            return content
    return None


def sentence_around(reading: Reading) -> Content | None:
    """Read "according to X" and "as X said": all of the clause but the phrase itself."""
    cue = reading.cue
    if cue.kind == "according":
        hole = (cue.start, reading.end)
        why = "clause_of_according_to"
    elif cue.kind == "as_clause":
        hole = (cue.token.left_edge.i, cue.token.right_edge.i + 1)
        why = "clause_of_as_x_said"
    else:
        return None
    sent = cue.token.sent
    hole = (hole[0], _to_comma(sent, hole[1], trailing=hole[0] > sent.start + 2))
    start, end = _clause_bounds(reading, hole)
    return Content(_trimmed(sent.doc, [(start, hole[0]), (hole[1], end)]), why)


def clause_of_adverb(reading: Reading) -> Content | None:
    """Read "reportedly": the clause of the verb it stands by."""
    if reading.cue.kind != "adverb":
        return None
    verb = reading.cue.token.head
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    start = subject.left_edge.i if subject is not None else verb.left_edge.i
    end = verb.right_edge.i + 1
    at = reading.cue.token.i
    return Content(_trimmed(verb.doc, [(start, at), (at + 1, end)]), "clause_of_adverb")


def clause_of_noun(reading: Reading) -> Content | None:
    """Read "the claim that P": the clause."""
    if reading.cue.kind != "noun":
        return None
    for child in reading.cue.token.children:
        if child.i > reading.cue.token.i and child.left_edge.lower_ == "that":
            start, end = child.left_edge.i + 1, child.right_edge.i + 1
            return Content(_trimmed(child.doc, [(start, end)]), "clause_of_noun")
    return None


def clause_after(reading: Reading) -> Content | None:
    """Read "X said (that) P": from the clause to the end of the sentence or the next cue."""
    cue = reading.cue
    if cue.kind != "verb" or "that" not in cue.frames:
        return None
    clause = next(
        (c for c in cue.token.children if c.dep_ in _CLAUSE and c.i > reading.end - 1), None
    )
    if clause is None:
        return None
    start = max(_first_of(clause), reading.end)
    return Content(_trimmed(clause.doc, [(start, _end_after(reading, clause))]), "clause_after_cue")


def clause_before(reading: Reading) -> Content | None:
    """Read "P, X said" and "P, X said, and Q": the sentence without the attribution."""
    cue = reading.cue
    token = cue.token
    if cue.kind != "verb" or not cue.frames & {"that", "quote"}:
        return None
    sent = token.sent
    start = reading.start
    if start <= sent.start + 1 or not _stands_apart(sent, start):
        return None
    if token.tag_ == "VBG" or (reading.source is not None and reading.source.shared):
        return None
    head = next((c for c in token.children if c.dep_ in _CLAUSE and c.i < start), None)
    inserted = token.dep_ in ("parataxis", "ccomp", "dep", "advcl", "conj", "relcl", "acl", "appos")
    if head is None and not (inserted or token.dep_ == "ROOT"):
        return None
    if head is None and not _is_clause(sent.doc[sent.start : start]):
        return None
    first = head.left_edge.i if head is not None else sent.start
    first = sent.start if first - sent.start < 6 else first
    ranges = [(max(first, _last_cue_end(reading)), start)]
    tail = _tail(reading)
    if tail is not None:
        ranges.append(tail)
    return Content(_trimmed(sent.doc, ranges), "clause_before_cue")


def infinitive(reading: Reading) -> Content | None:
    """Read "X urged residents to leave", "X vowed to fight on"."""
    cue = reading.cue
    if cue.kind != "verb" or "to" not in cue.frames:
        return None
    comp = next(
        (
            c
            for c in cue.token.children
            if c.dep_ in ("xcomp", "ccomp", "advcl")
            and c.i > cue.token.i
            and any(g.lower_ == "to" for g in c.children)
        ),
        None,
    )
    if comp is None:
        return None
    return Content(_trimmed(comp.doc, [(reading.end, _end_after(reading, comp))]), "infinitive")


def named_as(reading: Reading) -> Content | None:
    """Read "X described the raid as brutal", "X accused the army of looting"."""
    cue = reading.cue
    if cue.kind != "verb" or "as" not in cue.frames:
        return None
    last = None
    for child in cue.token.children:
        if child.i >= reading.end and child.dep_ in (
            "dobj", "oprd", "prep", "ccomp", "xcomp", "attr", "acomp", "pobj",
        ):  # fmt: skip
            last = child
            if child.dep_ != "prep":
                continue
    if last is None:
        return None
    return Content(_trimmed(last.doc, [(reading.end, _end_after(reading, last))]), "named_as")


def object_of_cue(reading: Reading) -> Content | None:
    """Read "X confirmed the attack", "the charge was denied by X"."""
    cue = reading.cue
    if cue.kind != "verb" or "np" not in cue.frames:
        return None
    if is_passive(cue.token):
        subject = cue.child("nsubjpass")
        if subject is None or reading.source is None:
            return None
        return Content(
            _trimmed(subject.doc, [(subject.left_edge.i, subject.right_edge.i + 1)]),
            "subject_of_passive",
        )
    for child in cue.token.children:
        if child.i >= cue.end and child.dep_ in ("dobj", "pobj"):
            return _object(reading, child)
        if child.dep_ == "prep" and child.i < cue.end:
            for deeper in child.children:
                if deeper.dep_ in ("pobj", "pcomp"):
                    return _object(reading, deeper)
    return None


def after_preposition(reading: Reading) -> Content | None:
    """Read "X warned of famine", "X concurred with this account"."""
    cue = reading.cue
    if cue.kind != "verb":
        return None
    for child in cue.token.children:
        if (
            child.dep_ == "prep"
            and child.i >= cue.end
            and child.lower_ in cue.frames - {"to", "as"}
        ):
            end = _end_after(reading, child)
            return Content(_trimmed(child.doc, [(child.i + 1, end)]), "after_preposition")
    return None


RULES = (
    sentence_around,
    clause_of_adverb,
    clause_of_noun,
    named_as,
    infinitive,
    clause_after,
    clause_before,
    object_of_cue,
    after_preposition,
)


def _object(reading: Reading, noun: Token) -> Content | None:
    if noun.pos_ == "PRON" and noun.right_edge.i == noun.i:
        return None
    end = min(_end_after(reading, noun), noun.right_edge.i + 1)
    return Content(_trimmed(noun.doc, [(noun.left_edge.i, end)]), "object_of_cue")


def _first_of(clause: Token) -> int:
    """Return the first token of a clause after its "that"."""
    first: Token = clause.left_edge
    for token in clause.doc[first.i : clause.i + 1]:
        if token.dep_ == "mark" and token.lower_ in ("that", "as"):
            return int(token.i) + 1
        if not (token.is_punct or token.is_quote):
            break
    return int(first.i)


def _end_after(reading: Reading, comp: Token) -> int:
    """Return where content that follows its cue ends: at the next cue, or with its clause."""
    cue = reading.cue
    sent = cue.token.sent
    joined = cue.token.dep_ == "conj" and cue.token.head.dep_ == "ROOT"
    root = cue.token.dep_ == "ROOT" or joined
    end = sent.end if root else max(cue.token.right_edge.i, comp.right_edge.i) + 1
    end = min(end, sent.end)
    for child in cue.token.children:
        if child.i > comp.i and _breaks_off(child):
            end = min(end, child.left_edge.i)
    for other in reading.others:
        starts = other.start
        if comp.i < starts < end and not comp.is_ancestor(other.cue.token):
            end = starts
    return end


def _breaks_off(child: Token) -> bool:
    """Say whether a dependent of the cue begins something of its own: "and left the room"."""
    if child.dep_ == "conj":
        return not any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)
    return child.dep_ == "cc" and any(
        c.dep_ == "conj" and c.i > child.i for c in child.head.children
    )


def _stands_apart(sent: Tokens, start: int) -> bool:
    """Say whether a comma or a mark stands before an attribution."""
    before = sent.doc[start - 1]
    return before.text in _STOPS or before.is_quote or before.text in ".?!"


def _is_clause(tokens: Tokens) -> bool:
    """Say whether a stretch holds a finite verb with a subject."""
    return any(t.dep_ in ("nsubj", "nsubjpass", "expl") and t.head.i < tokens.end for t in tokens)


def _last_cue_end(reading: Reading) -> int:
    """Return where an attribution before this one in the sentence ends."""
    ends = [o.end for o in reading.others if o.end <= reading.start and o.cue.kind == "verb"]
    sent = reading.cue.token.sent
    return max((e for e in ends if reading.start - e > 2), default=sent.start)


def _tail(reading: Reading) -> Range | None:
    """Return what goes on after an inserted attribution: "..., X said, and Q"."""
    sent = reading.cue.token.sent
    doc = sent.doc
    comma = next((i for i in range(reading.end, sent.end) if doc[i].text == ","), None)
    if comma is None or comma + 2 >= sent.end or comma - reading.end > 8:
        return None
    following = doc[comma + 1]
    if any(o.start >= comma and o.start <= comma + 2 for o in reading.others):
        return None
    if following.dep_ == "cc" or following.lower_ in ("that", "as", "which", "who"):
        if following.lower_ == "as" and doc[comma + 2].lower_ != "well":
            return None
        stop = min((o.start for o in reading.others if o.start > comma), default=sent.end)
        return (comma + 1, stop)
    return None


def _to_comma(sent: Tokens, end: int, *, trailing: bool) -> int:
    """Return the index after the comma that closes an inserted phrase."""
    for token in sent.doc[end : sent.end]:
        if token.text == ",":
            return int(token.i) + 1
        if trailing and token.dep_ in ("nsubj", "nsubjpass"):
            return end
    return sent.end if trailing else end


def _clause_bounds(reading: Reading, hole: Range) -> Range:
    """Return the bounds of the clause around an inserted phrase."""
    sent = reading.cue.token.sent
    start, end = sent.start, sent.end
    for other in reading.others:
        if other.cue.kind != "verb":
            continue
        if other.end <= hole[0] and other.cue.token.i < hole[0]:
            start = max(start, other.end)
        elif other.start >= hole[1] and other.cue.token.tag_ == "VBG":
            end = min(end, other.start)
    return start, end


def _trimmed(doc: Doc, ranges: list[Range]) -> tuple[Range, ...]:
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
