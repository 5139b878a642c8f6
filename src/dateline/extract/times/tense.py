"""Tell whether the clause a time stands in looks back or ahead."""

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline.extract.times.grammar import Tense, words

_CLAUSE = {"VERB", "AUX"}
# How far up the tree the governing verb may be: "the vote set for the first Sunday in May".
_STEPS_UP = 6
_MODIFIERS = {"poss", "compound", "nmod", "amod"}
_AHEAD_TAGS = {"VBN", "JJ", "NN", "VBZ", "VBP"}


def tense_of(expression: Tokens) -> Tense | None:
    """Return the tense of the verb that governs an expression; None where none tells.

    "by Friday" looks ahead whatever the verb is, unless that is past.
    """
    if not len(expression):
        return None
    tense = _tense_above(expression)
    # "will look into Monday's attack" tells nothing about Monday; "condemned an August vote" does.
    return None if tense == "future" and expression.root.dep_ in _MODIFIERS else tense


def _tense_above(expression: Tokens) -> Tense | None:
    phrases = words().phrases
    ahead_verbs = frozenset(phrases["ahead_verbs"])
    token = expression.root
    first = expression.start
    if expression.doc[max(0, first - 3) : first].text.lower() in phrases["ahead_leads"]:
        return "future"
    before = expression.doc[first - 1].lower_ if first > expression.sent.start else ""
    for _ in range(_STEPS_UP):
        inside = expression.start <= token.i < expression.end
        # "set for Friday", "due on Friday"; but "agreed on Friday" looks back.
        if token.lemma_.lower() in ahead_verbs and token.tag_ in _AHEAD_TAGS and not inside:
            return "past" if _had(token.head) else "future"
        if token.pos_ in _CLAUSE:
            tense = _tense_of_verb(token, frozenset(phrases["ahead_auxiliaries"]), ahead_verbs)
            if before in phrases["future_prepositions"]:
                return "past" if _had(token) else "future"  # "until Thursday they had not called"
            if before in phrases["open_prepositions"] and tense == "past":
                return None
            if tense is not None:
                return tense
            break
        if token.head.i == token.i:
            break
        token = token.head
    return "future" if before in phrases["ahead_prepositions"] else None


def _tense_of_verb(
    verb: Token, ahead_auxiliaries: frozenset[str], ahead_verbs: frozenset[str]
) -> Tense | None:
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    modal = next((aux for aux in auxiliaries if aux.lower_ in ahead_auxiliaries), None)
    if modal is not None:
        perfect = any(aux.lemma_ == "have" for aux in auxiliaries)
        return "past" if perfect else "future"
    to = any(aux.lower_ == "to" for aux in auxiliaries)
    if to and verb.tag_ == "VBN" and not any(aux.lemma_ == "have" for aux in auxiliaries):
        return "future"  # "rules to be published in early May"
    present = [aux for aux in auxiliaries if aux.tag_ in ("VBZ", "VBP")]
    if verb.tag_ == "VBN" and present and not any(aux.lemma_ == "have" for aux in auxiliaries):
        return None  # "when the case is heard in May"
    if verb.tag_ in ("VBD", "VBN") or any(aux.tag_ == "VBD" for aux in auxiliaries):
        return "past" if not _is_going(verb) else "future"
    # "is to resume on Friday", "is due to open"; but "had been due to open" looks back.
    if to and verb.head.lemma_.lower() in ahead_verbs | {"go", "be"}:
        return "past" if _had(verb.head) or _had(verb.head.head) else "future"
    if to and verb.head.i != verb.i and verb.head.pos_ in _CLAUSE:
        return None
    if any(aux.lemma_ == "have" for aux in auxiliaries):
        return "past"
    return None


def _is_going(verb: Token) -> bool:
    return verb.lemma_ == "go" and any(child.dep_ == "xcomp" for child in verb.children)


def _had(verb: Token) -> bool:
    return any(child.lemma_ == "have" and child.tag_ == "VBD" for child in verb.children)
