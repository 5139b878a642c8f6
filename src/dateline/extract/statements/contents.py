"""Find what a cue attributes, by the grammar of its sentence.

Content is given as half-open ranges of token indices. Quotations are added afterwards.
"""

from spacy.tokens import Token

from dateline.extract.statements.around import sentence_around
from dateline.extract.statements.complements import (
    after_preposition,
    figure_put,
    gerund,
    infinitive,
    named_as,
    object_of_cue,
    passive_report,
)
from dateline.extract.statements.nouns import may_hold_views
from dateline.extract.statements.readings import (
    Content,
    Range,
    Reading,
    end_after,
    is_clause,
    is_that_clause,
    stands_apart,
    trimmed,
)
from dateline.extract.statements.sources import is_passive

_CLAUSE = frozenset({"ccomp", "parataxis"})
_BREAKS = frozenset({",", ";", ":", "—", "–", "--"})
# "told the state news agency in an interview on Monday that": hearer and setting, in tokens.
_LONGEST_HEARER = 12
_CONNECTIVE = frozenset({"but", "and"})
# What goes on with the content after an attribution inserted in it: "P, X said, because Q".
_GOES_ON = frozenset({"as", "because", "for", "if", "including", "since", "that", "unless", "with"})
# Reports, polls and pictures can say, show or suggest; views are held by people and bodies only.
_SPOKEN = frozenset({"neutral", "confirm", "assess", "admit", "warn", "allege"})
# "The case was dismissed", "told to leave": nobody is quoted for it.
_ACCUSES = frozenset({"allege", "describe"})
_NEEDS_SPEAKER = frozenset(
    {"clause_of_adjective", "named_as", "infinitive", "gerund", "object_of_cue", "figure_put"}
)
_ANYBODY = frozenset(
    {
        "clause_after_cue",
        "clause_around_cue",
        "clause_before_cue",
        "clause_of_according_to",
        "clause_of_as_x_said",
        "clause_of_noun",
        "rest_of_sentence",
    }
)


def find_content(reading: Reading) -> Content | None:
    """Return what the cue attributes outside quotation links, None for nothing."""
    source = reading.source
    for rule in RULES:
        content = rule(reading)
        if content is None or not content.ranges:
            continue
        if source is None and content.why in _NEEDS_SPEAKER and reading.cue.cls not in _ACCUSES:
            return None
        views = content.why not in _ANYBODY or reading.cue.cls not in _SPOKEN
        if views and source is not None and not may_hold_views(source.head):
            return None
        return content
    return None


def clause_of_adverb(reading: Reading) -> Content | None:
    """Read "reportedly": the clause of the verb it stands by."""
    if reading.cue.kind != "adverb":
        return None
    verb = reading.cue.token.head
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    start = subject.left_edge.i if subject is not None else verb.left_edge.i
    end = verb.right_edge.i + 1
    at = reading.cue.token.i
    return Content(trimmed(verb.doc, [(start, at), (at + 1, end)]), "clause_of_adverb")


def clause_of_noun(reading: Reading) -> Content | None:
    """Read "the claim that P": the clause."""
    if reading.cue.kind != "noun":
        return None
    for child in reading.cue.token.children:
        if child.i > reading.cue.token.i and child.left_edge.lower_ == "that":
            start, end = child.left_edge.i + 1, child.right_edge.i + 1
            return Content(trimmed(child.doc, [(start, end)]), "clause_of_noun")
    return None


def clause_of_adjective(reading: Reading) -> Content | None:
    """Read "X is confident that P", "X made it clear that P": the clause."""
    cue = reading.cue
    if cue.kind != "adjective":
        return None
    for clause in (*cue.token.children, *cue.token.head.children):
        if clause.dep_ in _CLAUSE and clause.i > cue.token.i and is_that_clause(clause):
            start, end = _first_of(clause), clause.right_edge.i + 1
            return Content(trimmed(clause.doc, [(start, end)]), "clause_of_adjective")
    return None


def clause_after(reading: Reading) -> Content | None:
    """Read "X said (that) P": from the clause to the end of the sentence or the next cue."""
    cue = reading.cue
    if cue.kind != "verb":
        return None
    clause = next(
        (c for c in cue.token.children if c.dep_ in _CLAUSE and c.i > reading.end - 1), None
    )
    if clause is None or not ("that" in cue.frames or is_that_clause(clause)):
        return None
    start = max(_first_of(clause), reading.end)
    return Content(trimmed(clause.doc, [(start, end_after(reading, clause))]), "clause_after_cue")


def clause_around(reading: Reading) -> Content | None:
    """Read "If P, X said, Q" and "In the south, X said, Q": both sides of the attribution."""
    cue = reading.cue
    source = reading.source
    if cue.kind != "verb" or "that" not in cue.frames or source is None or source.shared:
        return None
    sent = cue.token.sent
    doc = sent.doc
    if reading.end + 1 >= sent.end or doc[reading.end].text != ",":
        return None
    if reading.start <= sent.start + 1 or not stands_apart(sent, reading.start):
        return None
    opening = next((t for t in sent if t.lower_ not in _CONNECTIVE), sent[0])
    inserted = opening.pos_ in ("ADP", "SCONJ") and is_clause(doc[reading.end : sent.end])
    if not (inserted or _parts_subject(reading)):
        return None
    ranges = [(sent.start, reading.start), (reading.end, sent.end)]
    return Content(trimmed(doc, ranges), "clause_around_cue")


def clause_before(reading: Reading) -> Content | None:
    """Read "P, X said" and "P, X said, and Q": the sentence without the attribution."""
    cue = reading.cue
    token = cue.token
    if cue.kind != "verb" or "that" not in cue.frames:
        return None
    sent = token.sent
    start = reading.start
    if start <= sent.start + 1 or not stands_apart(sent, start):
        return None
    if token.tag_ == "VBG" and reading.source is None:
        return None
    if reading.source is not None and reading.source.shared:
        return None
    head = next((c for c in token.children if c.dep_ in _CLAUSE and c.i < start), None)
    inserted = token.dep_ in ("parataxis", "ccomp", "dep", "advcl", "conj", "relcl", "acl", "appos")
    if head is None and not (inserted or token.dep_ == "ROOT"):
        return None
    if head is None and not is_clause(sent.doc[sent.start : start]):
        return None
    ranges = [(_last_cue_end(reading), start)]
    tail = _tail(reading)
    if tail is not None:
        ranges.append(tail)
    return Content(trimmed(sent.doc, ranges), "clause_before_cue")


def rest_of_sentence(reading: Reading) -> Content | None:
    """Read "X said P" where the parse does not join P to the cue."""
    cue = reading.cue
    if cue.kind != "verb" or "that" not in cue.frames or reading.trails:
        return None
    if reading.source is None or is_passive(cue.token) or cue.cls == "think":
        return None
    sent = cue.token.sent
    end = min((o.start for o in reading.others if o.start >= reading.end), default=sent.end)
    start = _after_hearer(reading, end)
    rest = sent.doc[start:end]
    # "said its letter called for ...", read as if it said its letter.
    misread = cue.child("dobj") is not None and cue.token.lemma_ == "say"
    if not is_clause(rest) and not (misread and any(t.tag_[:2] == "VB" for t in rest)):
        return None
    return Content(trimmed(sent.doc, [(start, end)]), "rest_of_sentence")


def _parts_subject(reading: Reading) -> bool:
    """Say whether the attribution parts a subject from its verb: "The road, X said, was shut"."""
    sent, doc = reading.cue.token.sent, reading.cue.token.doc
    verb = doc[reading.end + 1]
    finite = verb.tag_ in ("VBD", "VBZ", "VBP", "MD")
    return finite and not any(
        t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in doc[sent.start : reading.start]
    )


RULES = (
    sentence_around,
    clause_of_adverb,
    clause_of_noun,
    clause_of_adjective,
    named_as,
    passive_report,
    infinitive,
    figure_put,
    clause_around,
    clause_after,
    clause_before,
    gerund,
    object_of_cue,
    after_preposition,
    rest_of_sentence,
)


def _after_hearer(reading: Reading, end: int) -> int:
    """Return where content begins that the parse did not join: after "told the radio that"."""
    doc = reading.cue.token.doc
    for token in doc[reading.end : min(end, reading.end + _LONGEST_HEARER)]:
        if token.lower_ == "that" and token.tag_ in ("IN", "WDT", "DT"):
            return int(token.i) + 1
        if token.text in _BREAKS or token.pos_ in ("VERB", "AUX"):
            break
    return reading.end


def _first_of(clause: Token) -> int:
    """Return the first token of a clause after its "that"."""
    that = next((c for c in clause.children if c.dep_ == "mark" and c.lower_ == "that"), None)
    if that is not None and that.i < clause.i:
        return int(that.i) + 1  # "reported, citing the police, that two boats had sunk"
    first: Token = clause.left_edge
    for token in clause.doc[first.i : clause.i + 1]:
        if token.dep_ == "mark" and token.lower_ in ("that", "as"):
            return int(token.i) + 1
        if not (token.is_punct or token.is_quote):
            break
    return int(first.i)


def _last_cue_end(reading: Reading) -> int:
    """Return where an attribution before this one in the sentence ends."""
    sent = reading.cue.token.sent
    ends = [
        other.end
        for other in reading.others
        if other.trails and sent.start < other.start and other.end < reading.start - 2
    ]
    return max(ends, default=sent.start)


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
    goes_back = following.dep_ == "prep" and sent.start <= following.head.i < reading.start
    if following.dep_ == "cc" or goes_back or following.lower_ in _GOES_ON:
        if following.lower_ == "as" and doc[comma + 2].lower_ != "well":
            return None
        stop = min((o.start for o in reading.others if o.start > comma), default=sent.end)
        return (comma + 1, stop)
    return None
