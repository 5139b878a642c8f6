"""Read what a cue says of its content: denied, asked for, believed, withheld, or just said."""

from collections.abc import Callable

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline.article.parse import Parse
from dateline.extract.stance.certainty import PLAIN, Weight, degree_of, words_of
from dateline.extract.stance.hedging import VERBAL, unverified
from dateline.records import Statement

_ASSERTING = frozenset(("admit", "allege", "announce", "claim", "deny", "think"))
_NEGATIONS = frozenset(("not", "n't", "n’t", "never"))

Rule = Callable[[Tokens, Statement, bool], Weight | None]


def weigh_cue(parse: Parse, statement: Statement) -> Weight:
    """Return how sure the cue makes its content; plain where it only says that it was said."""
    if statement.cue is None:
        return PLAIN
    cue = parse.tokens(statement.cue.start, statement.cue.end)
    if not len(cue):
        return PLAIN
    negated = _is_negated(cue)
    for rule in RULES:
        weight = rule(cue, statement, negated)
        if weight is not None:
            return weight.because(rule.__name__)
    asked = _asked_of_somebody(parse, cue, statement)
    return Weight(degree="open", why=("asked_to",)) if asked else PLAIN


def cue_withholds(cue: Tokens, statement: Statement, negated: bool) -> Weight | None:  # noqa: ARG001
    """declined to say, refused to confirm"""
    lemmas = {t.lemma_.lower() for t in cue}
    if cue.root.dep_ == "xcomp":
        lemmas.add(cue.root.head.lemma_.lower())
    return Weight(degree="open") if lemmas & words_of("withheld") else None


def cue_unverified(cue: Tokens, statement: Statement, negated: bool) -> Weight | None:  # noqa: ARG001
    """could not confirm reports that"""
    over = cue.root.head
    return unverified(over) if cue.root.pos_ == "NOUN" and over.pos_ in VERBAL else None


def cue_denies(cue: Tokens, statement: Statement, negated: bool) -> Weight | None:
    """denied, ruled out; "did not rule out" leaves it possible"""
    names = _names(cue)
    if names & words_of("cues", "unlikely"):
        return None
    if not (names & words_of("cues", "denied") or statement.cue_class == "deny"):
        return None
    if negated:
        possible = "rule out" in names
        return Weight(degree="possible" if possible else "open", hedges=_whole(cue))
    return Weight(holds=False)


def cue_doubts(cue: Tokens, statement: Statement, negated: bool) -> Weight | None:  # noqa: ARG001
    """doubted, cast doubt on"""
    if not _names(cue) & words_of("cues", "unlikely"):
        return None
    return Weight(degree="probable", holds=negated, hedges=_whole(cue))


def cue_calls_false(cue: Tokens, statement: Statement, negated: bool) -> Weight | None:  # noqa: ARG001
    """called the report a lie"""
    if statement.cue_class != "describe" or negated:
        return None
    words = {word.strip("\"“”‘’'.,") for c in statement.content for word in c.text.lower().split()}
    return Weight(holds=False) if words & words_of("falsity") else None


def cue_asks(cue: Tokens, statement: Statement, negated: bool) -> Weight | None:  # noqa: ARG001
    """urged, called for, wants, hopes"""
    asks = _names(cue) & words_of("cues", "open") or statement.cue_class in ("ask", "order")
    return Weight(degree="open") if asks else None


def cue_believes(cue: Tokens, statement: Statement, negated: bool) -> Weight | None:  # noqa: ARG001
    """believes, suspects, hinted"""
    for name in sorted(_names(cue)):
        degree = degree_of("cues", name)
        if degree in ("probable", "possible"):
            return Weight(degree=degree, holds=not negated, hedges=_whole(cue))
    return None


def cue_not_said(cue: Tokens, statement: Statement, negated: bool) -> Weight | None:  # noqa: ARG001
    """did not say, could not confirm"""
    return Weight(degree="open") if negated else None


RULES: tuple[Rule, ...] = (
    cue_withholds,
    cue_unverified,
    cue_denies,
    cue_doubts,
    cue_calls_false,
    cue_asks,
    cue_believes,
    cue_not_said,
)


def _names(cue: Tokens) -> frozenset[str]:
    """Return the lemmas of the cue, and its verb with the preposition that follows."""
    lemmas = [t.lemma_.lower() for t in cue if not t.is_punct]
    names = set(lemmas)
    for token, following in zip(cue, [*cue[1:], None], strict=True):
        after = following
        if after is None and cue.end < len(cue.doc):
            after = cue.doc[cue.end]
        if after is not None:
            names.add(f"{token.lemma_.lower()} {after.lower_}")
    return frozenset(names)


def _is_negated(cue: Tokens) -> bool:
    if any(t.lower_ in _NEGATIONS for t in cue):
        return True
    return any(c.dep_ == "neg" for c in cue.root.children) and cue.root.pos_ in VERBAL


def _asked_of_somebody(parse: Parse, cue: Tokens, statement: Statement) -> bool:
    """Say whether the content is an infinitive asked of somebody: "told residents to stay indoors"."""
    if statement.cue_class in _ASSERTING or statement.kind in ("direct", "narrator"):
        return False
    inside = {t.i for c in statement.content for t in parse.tokens(c.start, c.end)}
    tops = [parse.doc[i] for i in sorted(inside) if parse.doc[i].head.i not in inside]
    for verb in (t for t in tops if t.pos_ in VERBAL and t.tag_ == "VB"):
        to = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
        if to and (_has_object(cue.root) or _has_subject(verb)):
            return True
    return False


def _has_object(verb: Token) -> bool:
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    if passive and verb.lemma_.lower() in words_of("told_to"):
        return True
    return any(c.dep_ in ("dobj", "dative") for c in verb.children)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ == "nsubj" for c in verb.children)


def _whole(cue: Tokens) -> tuple[tuple[int, int], ...]:
    return ((cue.start, cue.end),)
