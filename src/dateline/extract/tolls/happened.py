"""Whether harm is told as having come about, or only planned, feared, conditional or denied."""

from functools import cache

from spacy.tokens import Token

from dateline import lexicon
from dateline.extract.tolls.harm import Hit
from dateline.extract.tolls.headcounts import Headcount, lemma

MODALS = frozenset(
    ["will", "would", "could", "might", "may", "can", "should", "must", "shall", "'ll", "’ll"]
)


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(lexicon.table("harm")[kind])


def happened(count: Headcount, hit: Hit) -> bool:
    """Say whether the harm is told as having come about."""
    word = hit.word
    if any(t.dep_ == "neg" and t.lower_ != "no" for t in word.children) and count.quantity.max != 0:
        return False
    if count.quantity.single and hit.why.startswith(("object", "passive_subject", "subject")):
        if word.tag_ not in ("VBD", "VBN", "VBG"):  # "to arrest a suspect" is no count
            return False
    if lemma(word) == "bury" and {t.lower_ for t in word.subtree if t.i > word.i} & _words(
        "buried_where"
    ):
        return False
    verb = word
    if word.pos_ not in ("VERB", "AUX"):
        top = word
        while top.dep_ in ("prep", "pobj"):  # "hundreds of deaths"
            top = top.head
        if top.head.pos_ in ("VERB", "AUX"):
            verb = top.head
            if (
                word.pos_ == "NOUN" and top.dep_ != "nsubj" and lemma(verb) in _words("unreal")
            ):  # "prevented 300 deaths"
                return False
    return not _unreal(verb, presupposed=verb.i != word.i)


def _unreal(verb: Token, *, presupposed: bool = False) -> bool:
    """Say whether the verb hangs on a modal, a condition, or a word of planning or fearing.

    `presupposed`: the harm is a noun under the verb ("to bury the bodies of ten"): a purpose
    leaves it as it is.
    """
    auxiliaries = {t.lower_ for t in verb.children if t.dep_ in ("aux", "auxpass")}
    # "may have been killed" is a hedged report, "could be wounded" a guess at a state: both are told.
    if auxiliaries & MODALS and not auxiliaries & {"have", "'ve", "’ve"} and lemma(verb) != "be":
        return True
    if any(t.dep_ == "mark" and t.lower_ in ("if", "unless", "lest") for t in verb.children):
        return True
    head = verb.head
    if (
        verb.dep_ == "conj"
        and head.pos_ == "VERB"
        and not any(t.dep_ in ("nsubj", "nsubjpass") for t in verb.children)
    ):
        return _unreal(head)
    infinitive = any(t.dep_ == "aux" and t.lower_ == "to" for t in verb.children)
    if infinitive and verb.dep_ in ("xcomp", "advcl", "acl", "ccomp", "relcl"):
        opened = lemma(head) in _words("unreal") or lemma(head) in _words("unreal_nouns")
        return opened or (verb.dep_ in ("advcl", "acl") and not presupposed)
    if verb.dep_ == "pcomp":
        over = head.head
        return (
            lemma(over) in _words("unreal")
            or (lemma(over) in _words("unreal_nouns") and head.lower_ in ("of", "to", "at"))
            or head.lower_ in ("without", "instead")
        )
    return False
