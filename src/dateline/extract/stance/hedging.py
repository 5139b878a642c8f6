"""Read how sure a clause is of itself: modality, polarity, and the words that say so."""

from collections.abc import Callable, Iterator
from typing import Literal

from spacy.tokens import Token

from dateline.extract.stance.certainty import PLAIN, Degree, Weight, degree_of, words_of
from dateline.extract.stance.polarity import FIRST_PERSON, has_negation

VERBAL = frozenset(("VERB", "AUX"))
# In indirect speech the speaker's own view comes in the third person: "said they expect a raid".
_THIRD_PERSON = frozenset(("he", "she", "it", "they"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj", "csubjpass"))
_COMPLEMENTS = frozenset(("ccomp", "xcomp"))


Rule = Callable[[Token], Weight | None]


def weigh_clause(verb: Token, *, direct: bool = False) -> Weight:
    """Return how sure the clause of a main verb is of itself.

    Args:
        verb: The head of the clause.
        direct: Whether these are quoted words, where a bare verb is an order.
    """
    weight = PLAIN
    for rule in RULES:
        found = rule(verb)
        if found is not None:
            weight = weight.under(found.because(rule.__name__))
    if direct and (is_order(verb) or _is_performed(verb)):
        weight = weight.under(Weight(degree="open", why=("order",)))
    return weight


def negated(verb: Token) -> Weight | None:
    """The troops did not fire; no one was hurt; it is false."""
    if has_negation(verb):
        return Weight(holds=False)
    return None


def auxiliary(verb: Token) -> Weight | None:
    """The bridge may fall; the guards must go"""
    for child in _auxiliaries(verb):
        degree = degree_of("auxiliaries", child.lower_)
        if degree is None:
            continue
        perfect = any(other.lemma_ == "have" for other in _auxiliaries(verb))
        if degree == "open" and perfect:
            return None  # "should not have been held" is a judgement of what was
        if child.lower_ == "could" and has_negation(verb):
            return None
        subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
        if subject is not None and child.i < subject.i:
            return None  # "should they attack"
        return Weight(degree=degree, hedges=(_at(child),))
    return None


def adverb(verb: Token) -> Weight | None:
    """The bridge has probably fallen"""
    weight = _phrase(verb)
    for child in _near(verb):
        degree = degree_of("adverbs", child.lower_)
        if child.lower_ in words_of("sure_adverbs"):
            near = next((c for c in child.children if c.lower_ in words_of("short_of")), None)
            if near is not None:
                return Weight(degree="probable", hedges=((near.i, child.i + 1),))
        if degree is None or child.pos_ not in ("ADV", "ADJ", "SCONJ", "PART", "ADP"):
            continue
        found = _of(degree, child, holds=child.lower_ not in words_of("adverbs", "unlikely"))
        weight = found if weight is None else weight.under(found)
    return weight


def _phrase(verb: Token) -> Weight | None:
    """In all likelihood the bridge has fallen"""
    for child in verb.children:
        if child.dep_ == "prep":
            words = child.doc[child.i : child.i + 3]
            degree = degree_of("phrases", words.text.lower())
            if degree is not None:
                return Weight(degree=degree, hedges=((words.start, words.end),))
    return None


def adjective(verb: Token) -> Weight | None:
    """It is likely that the bridge fell; it is unclear who fired"""
    for child in verb.children:
        if child.dep_ not in ("acomp", "attr", "oprd") and not (
            child.dep_ == "advmod" and child.pos_ == "ADJ"
        ):
            continue
        clause = [c for c in (*child.children, *verb.children) if c.dep_ in _COMPLEMENTS]
        degree = degree_of("adjectives", child.lower_)
        if _is_too_early(child):
            return Weight(degree="open", hedges=((child.left_edge.i, child.i + 1),))
        told = clause or degree == "open" or child.lower_ in words_of("of_subject")
        if degree is not None and degree != "certain" and told:
            if degree_of("adverbs", child.lower_) is not None:
                continue  # counted as an adverb already
            return _of(degree, child, holds=child.lower_ not in words_of("adjectives", "unlikely"))
        if child.lower_ in words_of("adjectives", "certain"):
            if has_negation(verb):  # "it is not clear who fired"
                return Weight(degree="open", hedges=(_at(child),))
            below = next((c for c in clause if c.pos_ in VERBAL), None)
            return weigh_clause(below) if below is not None else None
        noun = degree_of("nouns", child.lemma_.lower())
        if noun is not None and any(
            c.dep_ in ("acl", "ccomp", "prep", "relcl") for c in child.children
        ):
            return Weight(degree=noun, hedges=(_at(child),))
    return None


def _is_too_early(word: Token) -> bool:
    """It is too early to say who fired"""
    if not any(c.lower_ == "too" for c in word.children):
        return False
    lemmas = {c.lemma_.lower() for c in (*word.children, *word.head.children)}
    return bool(lemmas & (words_of("telling") | words_of("knowing")))


def seeming(verb: Token) -> Weight | None:
    """The raid appears to have failed"""
    if degree_of("seeming", verb.lemma_.lower()) is None:
        return None
    seems = Weight(degree="probable", hedges=(_at(verb),))
    below = _complement(verb)
    if below is not None:
        return weigh_clause(below).under(seems)
    told = any(c.dep_ in ("acomp", "attr", "oprd", "dobj") for c in verb.children)
    return seems if told else None


def held(verb: Token) -> Weight | None:
    """Four are believed to have left; it is not known whether; it cannot be ruled out"""
    lemma = verb.lemma_.lower()
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    if passive and has_negation(verb):
        if lemma in words_of("knowing"):
            return Weight(degree="open", hedges=(_at(verb),))
        if lemma == "rule" and any(c.dep_ == "prt" for c in verb.children):
            # "not ruled out": the negation is undone, it may be
            return Weight(degree="possible", holds=False, hedges=(_at(verb),))
    degree = degree_of("held", lemma)
    if degree is None or not passive:
        return None
    view = Weight(degree=degree, hedges=(_at(verb),))
    below = _complement(verb)
    if below is None:
        # "he is presumed dead"
        return view if any(c.dep_ in ("oprd", "acomp") for c in verb.children) else None
    return weigh_clause(below).under(view)


def unverified(verb: Token) -> Weight | None:
    """The figures could not be verified; the agency was unable to confirm them"""
    verifying = words_of("verifying")
    unable = next((c for c in verb.children if c.lower_ == "unable"), None)
    if unable is not None:
        below = any(c.lemma_.lower() in verifying for c in unable.children)
        return Weight(degree="open", hedges=(_at(unable),)) if below else None
    # "could not verify", "has not been confirmed"; "did not confirm" is told of somebody's act
    can = any(
        aux.lower_ in ("can", "ca", "could") or aux.dep_ == "auxpass" for aux in _auxiliaries(verb)
    )
    if verb.lemma_.lower() not in verifying or not (can and has_negation(verb)):
        return None
    return Weight(degree="open", hedges=(_at(verb),))


def pointing(verb: Token) -> Weight | None:
    """The evidence suggests that the shell came from the north"""
    degree = degree_of("pointing", verb.lemma_.lower())
    below = next((c for c in verb.children if c.dep_ == "ccomp" and c.pos_ in VERBAL), None)
    if degree is None or below is None:
        return None
    return weigh_clause(below).under(Weight(degree=degree, hedges=(_at(verb),)))


def own_view(verb: Token) -> Weight | None:
    """I think they left; we hope that the talks go on; we do not know who fired"""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.lower_ not in FIRST_PERSON | _THIRD_PERSON:
        return None
    first = subject.lower_ in FIRST_PERSON
    lemma, below = verb.lemma_.lower(), _complement(verb)
    if first and verb.tag_ == "VBD":
        return None  # "we thought the noise was thunder": the view of then
    if has_negation(verb) and below is not None and first:
        can = any(aux.lower_ in ("can", "ca", "could") for aux in _auxiliaries(verb))
        if lemma in words_of("knowing") or (can and lemma in words_of("telling")):
            return Weight(degree="open", hedges=(_at(verb),))
    degree = degree_of("own_view", lemma)
    if degree == "open" or (lemma in words_of("own_view", "open") and _to_another(below)):
        told = any(c.dep_ in ("dobj", "prep", "ccomp", "xcomp", "dative") for c in verb.children)
        return Weight(degree="open") if first and told and not has_negation(verb) else None
    if degree is None or below is None:
        return None
    view = Weight(
        degree=degree,
        holds=lemma not in words_of("own_view", "unlikely"),
        hedges=((subject.i, verb.i + 1),) if subject.i < verb.i else (_at(verb),),
    )
    if has_negation(verb) and any(aux.lower_ == "could" for aux in _auxiliaries(below)):
        return view  # "did not believe that it could be repaired": what could be is not in doubt
    return weigh_clause(below).under(view)


def parenthetic_view(verb: Token) -> Weight | None:
    """The bridge, I think, has fallen"""
    for child in verb.children:
        if child.dep_ in ("parataxis", "ccomp") and degree_of("own_view", child.lemma_.lower()):
            subject = next((c for c in child.children if c.dep_ == "nsubj"), None)
            if subject is not None and subject.lower_ == "i" and _complement(child) is None:
                return Weight(degree="probable", hedges=((subject.i, child.i + 1),))
    return None


RULES: tuple[Rule, ...] = (
    negated,
    auxiliary,
    adverb,
    adjective,
    seeming,
    held,
    unverified,
    pointing,
    own_view,
    parenthetic_view,
)


def _to_another(below: Token | None) -> bool:
    """Say whether what hangs below is an infinitive: "expects them to leave"."""
    return below is not None and any(c.lower_ == "to" for c in below.children if c.dep_ == "aux")


def _is_performed(verb: Token) -> bool:
    return verb.lemma_.lower() in words_of("performed") and verb.tag_ in ("VBZ", "VBP")


def is_order(verb: Token) -> bool:
    """Say whether a verb in quoted speech is an order: "Leave the town", "let us pray"."""
    if verb.tag_ != "VB" or any(c.dep_ in _SUBJECTS or c.dep_ == "aux" for c in verb.children):
        return False
    if verb.dep_ == "conj":
        return verb.head.i != verb.i and is_order(verb.head)
    # The model hangs a quoted order on its cue as it hangs a purpose.
    return verb.dep_ in ("ROOT", "ccomp", "parataxis", "advcl")


def _near(verb: Token) -> Iterator[Token]:
    """Yield the adverbs of a clause: the verb's own, and those before its complements."""
    for child in verb.children:
        if child.dep_ in ("advmod", "neg", "acomp", "npadvmod", "oprd", "amod"):
            yield child
        elif child.dep_ in ("aux", "auxpass", "attr", "prep", "xcomp", "acomp", "nsubj"):
            # "was killed, probably by a mine": the mine is in doubt, not the death
            last = verb.i if child.dep_ == "prep" else max(verb.i, child.i)
            yield from (c for c in child.children if c.dep_ == "advmod" and c.i <= last)
    for child in verb.children:
        if child.dep_ == "acomp":
            yield from (c for c in child.children if c.dep_ == "advmod")


def _auxiliaries(verb: Token) -> list[Token]:
    own = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if not own and verb.dep_ == "conj" and verb.tag_ in ("VB", "VBN", "VBG"):
        # "could attack and burn the town"
        return _auxiliaries(verb.head) if verb.head.i != verb.i else []
    return own


def _complement(verb: Token) -> Token | None:
    """Return the verb of the clause that is the verb's content."""
    return next((c for c in verb.children if c.dep_ in _COMPLEMENTS and c.pos_ in VERBAL), None)


def _of(degree: Degree | Literal["unlikely"], token: Token, *, holds: bool) -> Weight:
    sure: Degree = "probable" if degree == "unlikely" else degree
    return Weight(degree=sure, holds=holds, hedges=(_at(token),))


def _at(token: Token) -> tuple[int, int]:
    return token.i, token.i + 1
