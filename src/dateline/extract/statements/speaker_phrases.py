"""Bound the phrase of a speaker: title and name, or a noun with what belongs to it."""

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
# A phrase that goes on: "the head of the council", "a spokesman for the army", "sources in Goma".
_GOES_ON = frozenset({"of", "for", "at", "in", "from", "with", "close", "to", "on"})


def phrase_of(head: Token) -> Tokens:
    """Return title and name, or the noun with its of-phrase; apposition and clauses stay out."""
    doc = head.doc
    start = head.left_edge.i
    for at in range(head.i - 1, start - 1, -1):
        if _bars(doc[at]):
            start = at + 1
            break
    end = head.i + 1
    while end < len(doc) and doc[end].sent.start == head.sent.start:
        following = next((c for c in head.children if c.left_edge.i == end and c.i >= end), None)
        if following is None:
            break
        if following.dep_ == "prep" and following.lower_ in _GOES_ON and following.i == end:
            end = _before_clause(following)
        elif following.dep_ == "cc" and end + 1 < len(doc):
            joined = next((c for c in head.children if c.dep_ == "conj" and c.i > end), None)
            if joined is None or joined.pos_ not in NOMINAL or joined.left_edge.i != end + 1:
                break
            end = max(joined.i + 1, phrase_of(joined).end)
        elif (
            following.dep_ in ("appos", "flat", "nummod", "compound", "nmod") and following.i == end
        ):
            end = following.i + 1
        elif following.dep_ == "case":
            break
        else:
            break
    return doc[start:end]


def is_mark(token: Token) -> bool:
    """Say whether a token is a quotation mark; in "the drivers' federation" it is a genitive."""
    return bool(token.is_quote) and token.tag_ != "POS" and token.dep_ != "case"


def _bars(token: Token) -> bool:
    """Say whether a phrase cannot reach back over a token; "Geneva-based" it can."""
    if token.text in (",", "—", "–", ";", ":") or is_mark(token):
        return True
    return token.pos_ == "VERB" and token.dep_ not in ("amod", "compound", "nmod")


def _before_clause(prep: Token) -> int:
    """Return where the phrase of a preposition ends, before a comma, a quotation or a clause."""
    for token in prep.doc[prep.i + 1 : prep.right_edge.i + 1]:
        if token.text in (",", "—", "–", ";", ":") or is_mark(token):
            return token.i
        if token.dep_ in ("relcl", "acl") or token.lower_ in _RELATIVE:
            return token.left_edge.i if token.left_edge.i > prep.i else token.i
    return prep.right_edge.i + 1
