"""Find who speaks in a quotation that only a colon leads in: “Her answer was swift: “No.””."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cache

from spacy.tokens import Token

from dateline.article.parse import Parse
from dateline.extract.statements.cues import quoted_tokens, verb_beside_quotation
from dateline.extract.statements.nouns import is_happening, may_hold_views
from dateline.extract.statements.readings import Reading
from dateline.extract.statements.sources import Source, subject_of
from dateline.extract.statements.speaker_phrases import phrase_of
from dateline.lexicon import classes, table

# "President of the Republic Ana Ruiz:", in tokens.
_LONGEST_NAME = 6
# A lead-in longer than this, in characters, is a sentence of its own.
_LONGEST_LEAD = 160
_MARKS = " \t\r\n\"“”„«»'‘’`"


def find_lead_ins(parse: Parse, owned: Collection[int]) -> Iterator[tuple[int, Reading]]:
    """Yield the number of each quotation after a colon that nobody owns, with who leads it in."""
    quoted = quoted_tokens(parse)
    text = parse.article.text
    for number, quotation in enumerate(parse.quotations):
        if number in owned or quotation.scare:
            continue
        lead = text[max(0, quotation.start - _LONGEST_LEAD) : quotation.start].rstrip(_MARKS)
        if not lead.endswith(":"):
            continue
        before = parse.tokens(max(0, quotation.start - _LONGEST_LEAD), quotation.start)
        colon = next((t for t in reversed(before) if t.text == ":"), None)
        if colon is None:
            continue
        verb = next(
            (t for t in colon.sent if t.i < colon.i and t.tag_ in ("VBD", "VBZ", "VBP")), None
        )
        source = _who_answers(verb) if verb is not None else _only_name(colon)
        if source is None or source.head.i in quoted:
            continue
        cue = replace(verb_beside_quotation(verb or colon), why="colon_leads_in")
        yield number, Reading(cue, source, ())


def _only_name(colon: Token) -> Source | None:
    """Return the name that stands alone before a colon: “Orr: “No.””."""
    start = colon.sent.start
    stretch = colon.doc[start : colon.i]
    if not 0 < len(stretch) <= _LONGEST_NAME or any(t.tag_[:2] in ("VB", "MD") for t in stretch):
        return None
    head = stretch.root
    named = head.pos_ == "PROPN" and head.ent_type_ in ("PERSON", "ORG", "")
    spoken = classes("agents").get(head.lemma_.lower(), "document") != "document"
    return Source(head, stretch, "name_before_colon") if named or spoken else None


def _who_answers(verb: Token) -> Source | None:
    """Return the owner of "her answer", or the subject of "the mayor was blunt"."""
    subject = subject_of(verb)
    if subject is None:
        return None
    if subject.lemma_.lower() in classes("cue_nouns").keys() | set(
        table("speaker_words")["replies"]
    ):
        owner = next((c for c in subject.children if c.dep_ == "poss"), None)
        return Source(owner, phrase_of(owner), "owner_of_answer") if owner is not None else None
    tells = verb.lemma_.lower() in _cue_verbs() or any(
        c.dep_ in ("acomp", "advmod") for c in verb.children
    )
    if not tells or subject.lower_ in ("i", "we", "you", "it", "this", "that", "there"):
        return None
    if is_happening(subject) or not may_hold_views(subject):
        return None
    return Source(subject, phrase_of(subject), "subject")


@cache
def _cue_verbs() -> frozenset[str]:
    return frozenset(lemma for members in table("cues").values() for lemma in members)
