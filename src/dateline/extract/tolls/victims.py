"""Who the harmed are: civilian, combatant, mixed or unknown, and whether children are among them."""

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from dateline import lexicon
from dateline.extract.tolls.casualties import Casualty
from dateline.extract.tolls.headcounts import noun_class
from dateline.vocabulary import Victims

# "a boy of 17", "aged 5", "a 16-year-old": under this age one is a child (UN Convention, art. 1).
ADULT = 18
# Words after "including" that still belong to the list of those included.
LIST_REACH = 14


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(lexicon.table("people_nouns")[kind])


@cache
def _including() -> frozenset[str]:
    return frozenset(lexicon.table("harm")["including"])


def victims_of(casualty: Casualty, before: Victims | None) -> tuple[Victims, str]:
    """Return what the harmed are and the rule: by their noun, else by those counted before.

    Args:
        casualty: The people and their harm.
        before: What those are that "30 others" or "another five" look back to, if any.
    """
    own = _class_of_words(casualty)
    if own != "unknown":
        return own, "victims_by_noun"
    if casualty.count.borrowed and before in ("civilian", "combatant"):
        return before, "victims_as_before"
    if casualty.hit.harm == "displaced":  # soldiers withdraw; who is driven from home is a civilian
        return "civilian", "displaced_are_civilians"
    return "unknown", "victims_unknown"


def _class_of_words(casualty: Casualty) -> Victims:
    seen = set(_classes(casualty))
    if {"civilian", "combatant"} <= seen:
        return "mixed"
    if "civilian" in seen:
        return "civilian"
    return "combatant" if "combatant" in seen else "unknown"


def _classes(casualty: Casualty) -> Iterator[str]:
    """Yield the class of each noun that says who is counted."""
    noun = casualty.count.noun
    if noun is None:
        yield from _included_classes(casualty)
        return
    nouns = [
        noun,
        *(t for t in noun.conjuncts if t.i > noun.i and t.pos_ != "NUM" and not _counted(t)),
    ]
    for each in nouns:
        label = noun_class(each)
        if label in ("civilian", "combatant"):
            yield label
        if label in (None, "unknown", "police"):
            yield from _by_modifiers(casualty, each)
    yield from _included_classes(casualty)


def _by_modifiers(casualty: Casualty, noun: Token) -> Iterator[str]:
    """Yield what the words around a noun such as "members" or "people" make of it."""
    of = [c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"]
    bodies = [t for prep in of for t in prep.children if t.dep_ == "pobj"]
    group = [*bodies, *(t for b in bodies for t in b.children if t.dep_ == "compound")]
    for token in (*noun.doc[casualty.count.start : noun.i], *group):
        if token.lower_ in _words("civilian_words"):
            yield "civilian"
        elif token.lower_ in _words("combatant_words"):
            yield "combatant"
        elif token.pos_ in ("NOUN", "PROPN"):
            label = noun_class(token)  # "20 workers hostage", "army personnel"
            if label in ("civilian", "combatant"):
                yield label


def _counted(noun: Token) -> bool:
    """Say whether the noun has a number of its own, and so is a headcount of its own."""
    return any(t.dep_ == "nummod" or t.lower_ in ("a", "an") for t in noun.children)


def _included_classes(casualty: Casualty) -> Iterator[str]:
    """Yield the classes of those named as included, where they are of more than one."""
    seen = {noun_class(t) for t in _included(casualty)} & {"civilian", "combatant"}
    if len(seen) > 1:
        yield from sorted(str(label) for label in seen)


def _included(casualty: Casualty) -> list[Token]:
    """Return the words of the list after "including" that belongs to these people."""
    doc = casualty.count.tops[0].doc
    sentence = casualty.count.tops[0].sent
    near = doc[casualty.count.end : min(sentence.end, casualty.end + 4)]
    opens = next((t.i for t in near if t.lower_ in _including() or _of_them(t)), None)
    if opens is None:
        return []
    out = []
    for token in doc[opens + 1 : min(sentence.end, opens + LIST_REACH)]:
        if token.pos_ in ("VERB", "AUX") or token.text in ";:.":
            break
        out.append(token)
    return out


def _of_them(token: Token) -> bool:
    """Say whether the token is the "them" of "four of them children"."""
    return token.lower_ in ("them", "whom") and token.i > 0 and token.nbor(-1).lower_ == "of"


def children_among(casualty: Casualty) -> bool:
    """Say whether the text says that children are among the harmed.

    The people may be children themselves, or children may be named as included.
    """
    noun = casualty.count.noun
    words = list(_included(casualty))
    doc = casualty.count.tops[0].doc
    if noun is not None:
        words += [*doc[casualty.count.start : casualty.count.end], noun]
        words += [t for t in noun.children if t.lower_ == "aged"]
        words += [t for t in noun.conjuncts if t.i > noun.i and t.pos_ != "NUM" and not _counted(t)]
    return any(_names_child(token) for token in words)


def _names_child(token: Token) -> bool:
    forms = (token.lemma_.lower(), token.lower_, token.lower_.removesuffix("ren"))
    if any(form in _words("children") for form in forms):
        return True
    if token.lower_ == "aged":  # "aged 6, 9 and 11"
        ages = [t.text for t in token.doc[token.i + 1 : token.i + 7] if t.text.isdigit()]
        return any(int(age) < ADULT for age in ages)
    years_old = [t.lower_ for t in token.doc[token.i + 1 : token.i + 5]]
    is_age = years_old[1:2] == ["year"] and years_old[3:4] == ["old"]
    return is_age and token.text.isdigit() and int(token.text) < ADULT
