"""Say whether a clause is taken back: by "not", by "no one", by "this is false"."""

from spacy.tokens import Token

from dateline.extract.stance.certainty import words_of

FIRST_PERSON = frozenset(("i", "we"))


def has_negation(verb: Token) -> bool:
    """Say whether "not", "no one" or "false" takes the clause back."""
    beside = list(verb.children)
    for child in beside:
        if child.dep_ == "neg" or child.lower_ in ("never", "nor", "neither"):
            following = child.nbor().lower_ if child.i + 1 < len(child.doc) else ""
            if following not in words_of("not_negating"):
                return True
        if child.lower_ == "longer" and any(word.lower_ == "no" for word in child.children):
            return True
        arguments = child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "acomp", "dative", "oprd")
        if not arguments:
            continue
        if child.lower_ in words_of("no_words") or child.lower_ in ("noone", "no-one"):
            return True
        if child.dep_ in ("attr", "acomp", "oprd") and child.lemma_.lower() in words_of("falsity"):
            return True
        for word in child.children:
            no = word.lower_ in ("no", "neither") and word.dep_ in ("det", "neg", "preconj", "cc")
            if no and child.lemma_.lower() not in words_of("not_negating"):
                return True
    # "we deny the charges"; what others deny is told of them
    own = any(c.dep_ == "nsubj" and c.lower_ in FIRST_PERSON for c in verb.children)
    return own and verb.lemma_ == "deny"
