"""Find the phrase that names who speaks, by the grammar of the cue alone."""

from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline.extract.statements.cues import Cue
from dateline.extract.statements.nouns import is_document, is_happening
from dateline.extract.statements.speaker_phrases import NOMINAL, is_mark, phrase_of
from dateline.lexicon import classes

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_BREAKS = frozenset({",", "—", "–", "--", ";", ":"})
# "the head of the regional emergency medical service in the east" and then some, in tokens.
_LONGEST_SPEAKER = 15
_RELATIVE = frozenset({"who", "which", "that", "whom"})


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """The phrase of a speaker: `head` is its noun, `phrase` title and name without apposition.

    `shared` says that it is the subject of another verb ("X left, saying ...").
    """

    head: Token
    phrase: Tokens
    why: str
    shared: bool = False


def find_source(cue: Cue, quoted: frozenset[int]) -> Source | None:
    """Return who speaks by this cue, None where the sentence names nobody.

    `quoted` are the tokens inside quotations: whoever is mentioned there does not speak by it.
    """
    for rule in RULES:
        source = rule(cue)
        if source is not None and source.head.i not in quoted:
            return source
    return None


def is_own_voice(source: Source | None) -> bool:
    """Say whether the author or the reader speaks: "you reported", "we are told"."""
    return source is not None and source.head.lower_ in ("i", "we", "you")


def object_of_according(cue: Cue) -> Source | None:
    """Read the phrase after "according to"."""
    if cue.kind != "according":
        return None
    to = cue.token.nbor()
    for token in (to, cue.token):
        for child in token.children:
            if child.dep_ in ("pobj", "dobj", "attr") and child.i > to.i:
                return _source(child, "according_to_phrase")
    if to.i + 1 < len(to.doc) and to.nbor().pos_ in NOMINAL:
        chunk = next((c for c in to.sent.noun_chunks if c.start == to.i + 1), None)
        if chunk is not None:
            return _source(chunk.root, "according_to_phrase")
    return None


def owner_of_noun(cue: Cue) -> Source | None:
    """Read "the army's claim that", "a claim by the army that", "X made the claim that"."""
    if cue.kind != "noun":
        return None
    for child in cue.token.children:
        if child.dep_ == "poss":
            return _source(child, "owner_of_noun")
        if child.dep_ == "prep" and child.lower_ in ("by", "from", "of"):
            owner = next((g for g in child.children if g.dep_ == "pobj"), None)
            if owner is not None and child.lower_ != "of":
                return _source(owner, "owner_of_noun")
    verb = cue.token.head
    if cue.token.dep_ in ("dobj", "attr") and verb.lemma_ in _LIGHT_VERBS:
        subject = subject_of(verb)
        return _source(subject, "subject_of_light_verb") if subject is not None else None
    return None


# "made the claim that", "expressed the hope that": the subject speaks.
_LIGHT_VERBS = frozenset(
    {"make", "issue", "express", "voice", "repeat", "give", "raise", "have", "release", "offer"}
)


def subject_of_adjective(cue: Cue) -> Source | None:
    """Read "officials are confident that", "the mayor made it clear that"."""
    if cue.kind != "adjective":
        return None
    subject = subject_of(cue.token.head)
    if subject is None or subject.lower_ in ("it", "this", "that", "there"):
        return None
    return _source(subject, "subject")


def by_agent(cue: Cue) -> Source | None:
    """Read "was reported by the agency"."""
    if cue.kind in ("adverb", "adjective") or not is_passive(cue.token):
        return None
    for child in cue.token.children:
        if child.dep_ in ("agent", "prep") and child.lower_ == "by":
            actor = next((g for g in child.children if g.dep_ == "pobj"), None)
            if actor is not None:
                return _source(actor, "passive_agent")
    return None


def own_subject(cue: Cue) -> Source | None:
    """Read the subject of the verb, before or after it."""
    if cue.kind not in ("verb", "as_clause"):
        return None
    if is_passive(cue.token):
        return _quoted_as(cue)
    subject = _direct_subject(cue.token)
    if subject is None:
        return None
    relative = next((c for c in cue.token.children if c.dep_ in _SUBJECTS), subject)
    if relative.i != subject.i and subject.pos_ in NOMINAL:
        return Source(subject, subject.doc[relative.i : relative.i + 1], "relative_pronoun")
    return _source(subject, "subject")


def after_the_verb(cue: Cue) -> Source | None:
    """Read "said Amina Diallo" where the parse missed the inverted subject."""
    token = cue.token
    if cue.kind != "verb" or token.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or is_passive(token):
        return None
    before = token.nbor(-1) if token.i else None
    if before is not None and not (before.is_punct or before.is_space or token.is_sent_start):
        return None
    for child in token.children:
        if child.i in (cue.end, cue.end + 1, cue.end + 2) or child.left_edge.i == cue.end:
            if child.i > token.i and child.pos_ in ("PROPN", "PRON", "NOUN"):
                return _source(child, "inverted_subject")
    return None


def before_the_verb(cue: Cue) -> Source | None:
    """Read ", the mayor told reporters" where the parse took the speaker for an apposition."""
    token = cue.token
    if cue.kind != "verb" or token.tag_ not in _FINITE or is_passive(token):
        return None
    doc, first = token.doc, token.sent.start
    at = token.i
    while at > first and not (doc[at - 1].text in _BREAKS or is_mark(doc[at - 1])):
        at -= 1
    stretch = doc[at : token.i]
    if at == first or not 0 < len(stretch) <= _LONGEST_SPEAKER:
        return None
    if any(t.tag_ in _FINITE for t in stretch):
        return None
    head = next(
        (t for t in stretch if t.pos_ in NOMINAL and t.head.i not in range(at, token.i)), None
    )
    if head is None or head.pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    return _source(head, "phrase_before_verb")


def borrowed_subject(cue: Cue) -> Source | None:
    """Read who speaks in "X left, saying ...", "X spoke and warned ...", "a note saying ..."."""
    token = cue.token
    if cue.kind != "verb" or is_passive(token):
        return None
    if token.dep_ in ("acl", "relcl") and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
        speaks = not (is_document(token.head) or is_happening(token.head))
        issuer = None if speaks else _issuer(token.head)
        if issuer is not None:
            return _source(issuer, "issuer_of_document", shared=True)
        return _source(token.head, "noun_it_belongs_to", shared=True)
    subject = subject_of(token.head) if token.head.i != token.i else None
    if subject is None or subject.i == token.i:
        return None
    return _source(subject, "borrowed_subject", shared=True)


def find_cited(cue: Cue) -> Source | None:
    """Return whom the speaker passes on: "the radio reported P, citing two envoys"."""
    if cue.kind != "verb":
        return None
    over = cue.token.head
    if over.lower_ == "as" and over.head.lemma_ in ("quote", "cite"):
        # "the radio quoted a nurse as saying P"
        quoted = next((c for c in over.head.children if c.dep_ == "dobj" and c.i < over.i), None)
        return _source(quoted, "quoted_as") if quoted is not None else None
    # "reported, citing the police, that P": the model may hang it on what is reported
    beside = [
        c
        for clause in cue.token.children
        if clause.dep_ == "ccomp"
        for c in clause.children
        if c.i <= cue.end + 1
    ]
    for verb in (*cue.token.children, *beside):
        if verb.lower_ not in ("citing", "quoting") or verb.dep_ not in ("advcl", "prep", "acl"):
            continue
        for cited in verb.children:
            if cited.dep_ in ("dobj", "pobj") and cited.i > verb.i:
                return _cited(cited)
    return None


def _cited(noun: Token) -> Source | None:
    """Return the one cited, or who made the report that is; "citing security" cites nobody."""
    if is_document(noun):
        by = next(
            (c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("by", "from")), None
        )
        noun = next((c for c in by.children if c.dep_ == "pobj"), noun) if by is not None else noun
    if noun.pos_ == "PROPN" or classes("agents").get(noun.lemma_.lower(), "document") != "document":
        return _source(noun, "cited")
    return None


RULES = (
    object_of_according,
    owner_of_noun,
    subject_of_adjective,
    by_agent,
    own_subject,
    after_the_verb,
    before_the_verb,
    borrowed_subject,
)


def subject_of(verb: Token) -> Token | None:
    """Return the subject of a verb, of the verb it is joined to, or of the one it hangs on."""
    for _ in range(6):
        subject = _direct_subject(verb)
        if subject is not None:
            return subject
        if verb.head.i == verb.i or verb.dep_ not in (
            "conj",
            "advcl",
            "xcomp",
            "ccomp",
            "prep",
            "pcomp",
        ):
            return None
        verb = verb.head
    return None


def is_passive(verb: Token) -> bool:
    """Say whether the verb is in the passive."""
    return any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)


def _quoted_as(cue: Cue) -> Source | None:
    """Read "X was quoted as saying": the one quoted speaks; else a passive hides its speaker."""
    if cue.token.lemma_ != "quote":
        return None
    subject = _direct_subject(cue.token)
    return None if subject is None else _source(subject, "quoted_as")


def _direct_subject(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ in _SUBJECTS:
            if child.lower_ in _RELATIVE:
                return _antecedent(verb, child)
            return child
    return None


def _antecedent(verb: Token, relative: Token) -> Token:
    """Return the noun a relative pronoun stands for, the pronoun itself where none is found."""
    at = verb
    while at.dep_ in ("conj", "ccomp", "advcl") and at.head.i != at.i:
        at = at.head
    if at.dep_ == "relcl" and at.head.i < relative.i:
        return at.head
    before = relative.doc[relative.sent.start : relative.i]
    return next((t for t in reversed(before) if t.pos_ in ("NOUN", "PROPN")), relative)


def _issuer(document: Token) -> Token | None:
    """Return who speaks in "X issued a statement saying", "X said in a note confirming"."""
    at = document
    while at.dep_ in ("pobj", "prep", "dobj") and at.head.i != at.i:
        at = at.head
    return subject_of(at) if at.pos_ == "VERB" else None


def _source(head: Token, why: str, *, shared: bool = False) -> Source | None:
    if head.pos_ not in NOMINAL or head.tag_ in ("WDT", "WP"):
        return None
    return Source(head=head, phrase=phrase_of(head), why=why, shared=shared)
