"""Find the words that mark somebody's speech or view: verbs, "according to", nouns, adverbs."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from spacy.tokens import Token

from dateline.article.parse import Parse
from dateline.lexicon import classes, table, words

CueKind = Literal["verb", "as_clause", "according", "noun", "adjective", "adverb"]

# Verbs that let an infinitive of speech count as said: "went on to say", "rushed to add".
_LIGHT = frozenset({"go", "continue", "proceed", "rush", "hasten", "begin"})
# The author or the reader, not a source: "I think", "you say".
_OWN_VOICE = frozenset({"i", "we", "you"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_CLAUSAL = _SUBJECTS | {"aux", "auxpass"}
# "as X said" comments on the clause; "as X ordered them out" tells when.
_OBJECTS = frozenset({"dobj", "ccomp", "xcomp", "oprd"})
# A view may be held or not; a speech that did not happen says nothing.
_MAY_BE_NEGATED = frozenset({"think", "deny", "assess", "agree"})


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """A word that attributes: `token` heads it, `start`/`end` bound its tokens.

    `frames` says what may be its content (see `lexicons/cues.yaml`).
    """

    token: Token
    start: int
    end: int
    cls: str
    frames: frozenset[str]
    kind: CueKind
    why: str

    def child(self, *deps: str) -> Token | None:
        """Return the first dependent of the cue with one of these relations."""
        return next((c for c in self.token.children if c.dep_ in deps), None)


@dataclass(frozen=True, slots=True)
class _Verb:
    cls: str
    frames: frozenset[str]


def find_cues(parse: Parse) -> tuple[Cue, ...]:
    """Return the cues outside quotations, in the order of the text."""
    inside = quoted_tokens(parse)
    out: list[Cue] = []
    for token in parse.doc:
        if token.i in inside or token.is_punct:
            continue
        for rule in RULES:
            cue = rule(token)
            if cue is not None:
                out.append(cue)
                break
    return tuple(out)


def quoted_tokens(parse: Parse) -> frozenset[int]:
    """Return the indices of the tokens inside quotations that are utterances."""
    return frozenset(
        token.i
        for quotation in parse.quotations
        if not quotation.scare
        for token in parse.tokens(quotation.start, quotation.end)
    )


def according_to(token: Token) -> Cue | None:
    """Read "according to", "in the words of"."""
    if token.lower_ != "according" or token.i + 1 >= len(token.doc):
        return None
    if token.nbor().lower_ != "to":
        return None
    return Cue(
        token, token.i, token.i + 2, "neutral", frozenset({"that"}), "according", "according_to"
    )


def speech_verb(token: Token) -> Cue | None:
    """Read a verb of the lexicon that is used as a report of speech."""
    if token.pos_ not in ("VERB", "AUX") and token.tag_[:2] != "VB":
        return None
    found = _lookup(token)
    if found is None or not _is_report(token, found[1]):
        return None
    end, verb = found
    mark = next((c for c in token.children if c.dep_ == "mark"), None)
    if mark is not None and mark.lower_ == "as" and token.dep_ == "advcl":
        if "that" not in verb.frames or any(c.dep_ in _OBJECTS for c in token.children):
            return None
        return Cue(token, token.i, end, verb.cls, verb.frames, "as_clause", "as_x_said")
    return Cue(token, token.i, end, verb.cls, verb.frames, "verb", f"verb_{verb.cls}")


def verb_beside_quotation(token: Token) -> Cue:
    """Make a cue of any verb that stands by a quotation as speech does: “...,” she quipped."""
    return Cue(
        token,
        token.i,
        token.i + 1,
        "neutral",
        frozenset({"quote"}),
        "verb",
        "verb_beside_quotation",
    )


def speech_noun(token: Token) -> Cue | None:
    """Read a noun of speech with its that-clause: "the claim that", "fears that"."""
    cls = classes("cue_nouns").get(token.lemma_.lower())
    if cls is None or token.pos_ != "NOUN":
        return None
    for child in token.children:
        if child.dep_ in ("acl", "ccomp", "relcl") and child.i > token.i:
            first = child.left_edge
            if first.lower_ == "that" and first.dep_ == "mark" and first.i - token.i <= 4:
                return Cue(
                    token, token.i, token.i + 1, cls, frozenset({"that"}), "noun", f"noun_{cls}"
                )
    return None


def adjective_of_view(token: Token) -> Cue | None:
    """Read "officials are confident that P", "she made it clear that P"."""
    cls = classes("cue_adjectives").get(token.lemma_.lower())
    if cls is None or token.pos_ != "ADJ" or token.dep_ not in ("acomp", "oprd", "ccomp"):
        return None
    verb = token.head
    if token.lemma_ == "clear" and verb.lemma_ != "make":
        return None  # "it is clear that" is nobody's word
    if any(c.tag_ == "MD" or c.dep_ == "neg" or c.lower_ in _OWN_VOICE for c in verb.children):
        return None
    return Cue(
        token, token.i, token.i + 1, cls, frozenset({"that"}), "adjective", f"adjective_{cls}"
    )


def hearsay_adverb(token: Token) -> Cue | None:
    """Read "reportedly": a source the text does not name."""
    if token.lower_ not in words("hearsay_adverbs") or token.dep_ != "advmod":
        return None
    if token.head.pos_ not in ("VERB", "AUX"):
        return None
    cls = "allege" if token.lower_ == "allegedly" else "claim"
    return Cue(token, token.i, token.i + 1, cls, frozenset({"that"}), "adverb", "hearsay_adverb")


RULES = (according_to, speech_verb, speech_noun, adjective_of_view, hearsay_adverb)


@cache
def _verbs() -> Mapping[str, _Verb]:
    return {
        lemma: _Verb(cls, frozenset(frames.split()))
        for cls, members in table("cues").items()
        for lemma, frames in members.items()
    }


def _lookup(token: Token) -> tuple[int, _Verb] | None:
    """Return the end of the cue's tokens and its entry: with its particle where there is one."""
    lemma = token.lemma_.lower()
    for child in token.children:
        if child.i == token.i + 1 and child.dep_ in ("prt", "prep", "advmod"):
            verb = _verbs().get(f"{lemma} {child.lower_}")
            if verb is not None:
                return child.i + 1, verb
    verb = _verbs().get(lemma)
    return (token.i + 1, verb) if verb else None


def _is_report(token: Token, verb: _Verb) -> bool:
    """Say whether the verb reports a speech that took place, by somebody else."""
    kids = list(token.children)
    if any(c.dep_ == "neg" for c in kids) and verb.cls not in _MAY_BE_NEGATED:
        return False
    if any(c.tag_ == "MD" for c in kids):
        return False
    if any(c.lower_ in ("neither", "nor") for c in (*kids, *token.head.children)):
        if token.dep_ in ("ROOT", "conj"):
            return False  # "neither confirmed nor denied the report"
    if token.tag_ == "VB" and not _is_emphatic(token, kids):
        return False
    if token.tag_ == "VBN" and token.dep_ in ("amod", "acl"):
        return False
    if token.tag_ == "VBN" and token.dep_ == "advcl" and not any(c.dep_ in _CLAUSAL for c in kids):
        # "Asked about it, he said ...": he was asked.
        return False
    return not any(c.dep_ in _SUBJECTS and c.lower_ in _OWN_VOICE for c in kids)


def _is_emphatic(token: Token, kids: list[Token]) -> bool:
    if any(c.dep_ == "aux" and c.lemma_ == "do" for c in kids):
        return True
    # Tagged as a bare infinitive by mistake: "officials say".
    if any(c.dep_ in _SUBJECTS for c in kids) and not any(c.lower_ == "to" for c in kids):
        return True
    return token.dep_ == "xcomp" and token.head.lemma_ in _LIGHT
