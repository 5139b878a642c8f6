"""Tell personal names from towns and bodies, and what the words around them say of the person."""

from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from dateline.article.parse import names_within
from dateline.extract.mentions.actors import actor_named
from dateline.extract.mentions.nations import all_demonyms, known_country, places_named
from dateline.gazetteer import fold_name
from dateline.lexicon import classes, table, words
from dateline.spelling import sound_key
from dateline.vocabulary import EntityType

# Shorter names sound alike by chance.
_LONG_ENOUGH = 5


def surnames_of(doc: Doc) -> frozenset[str]:
    """Return last names the article gives in full or with a title: they are people all through."""
    out = set()
    for ent in doc.ents:
        names = [t for t in ent if t.is_alpha]
        titled = ent.start > 0 and _is_title(doc[ent.start - 1])
        if ent.label_ == "PERSON" and names and (len(names) > 1 or titled):
            out.add(names[-1].text)
    for token in doc[:-1]:
        if _is_title(token) and token.text[0].isupper() and doc[token.i + 1].pos_ == "PROPN":
            run = _proper_run(doc, token.i + 1)
            out.add(run[-1].text)
    out = {name for name in out if not known_country(name)}
    return frozenset(out | _respelled(doc, out))


def _respelled(doc: Doc, surnames: set[str]) -> set[str]:
    """Return the capitals that sound like a surname given in full: "Zelenskyy" after "Zelensky"."""
    keys = {sound_key(fold_name(name)) for name in surnames if len(name) >= _LONG_ENOUGH}
    return {
        token.text
        for token in doc
        if token.is_title
        and len(token) >= _LONG_ENOUGH
        and token.lower_ not in _common_words()
        and token.text not in surnames
        and sound_key(fold_name(token.text)) in keys
        and not places_named(token.text)
    }


def personal_name(doc: Doc, phrase: Tokens, surnames: frozenset[str]) -> Tokens | None:
    """Return the name in a phrase that names a person, without its titles; else None."""
    if agent_class(phrase.root) not in (None, "person", "group") and phrase.root.pos_ != "PROPN":
        return None
    for ent in names_within(phrase):
        if ent.label_ != "PERSON":
            continue
        start = ent.start
        while start < ent.end - 1 and _is_title(doc[start]):
            start += 1
        end = ent.end - (doc[ent.end - 1].tag_ == "POS")
        name = doc[start:end]
        if len(name) and phrase.root.i < end and _may_be_person(doc, name, surnames):
            return _with_given_names(name, phrase)
    for token in phrase:
        titled = token.i > 0 and _is_title(doc[token.i - 1]) and doc[token.i - 1].text[0].isupper()
        if token.pos_ == "PROPN" and titled and not _is_title(token) and not token.ent_type_:
            if agent_class(token) is None and not known_country(token.text):
                name = _proper_run(doc, token.i)
                if phrase.root.i < name.end:
                    return name
    run = _given_and_surname(doc, phrase)
    if run is not None:
        return run
    if phrase.root.text in surnames:
        return _with_given_names(doc[phrase.root.i : phrase.root.i + 1], phrase)
    return None


def _given_and_surname(doc: Doc, phrase: Tokens) -> Tokens | None:
    """Return the two to four capitals at the head of a phrase that begin with a given name.

    The model takes many names it never met for bodies or towns ("Nilufar Karimova" an ORG).
    """
    end = phrase.root.i + 1
    start = end
    while start > phrase.start and doc[start - 1].pos_ == "PROPN" and doc[start - 1].is_title:
        start -= 1
    while start < end and _is_title(doc[start]):
        start += 1
    run = doc[start:end]
    if not 2 <= len(run) <= 4 or fold_name(run[0].text) not in words("given_names"):
        return None
    if any(agent_class(t) or t.lower_ in _common_words() for t in run[1:]):
        return None
    return None if places_named(run.text) or actor_named(run) is not None else run


def _with_given_names(name: Tokens, phrase: Tokens) -> Tokens:
    """Extend a bare surname over the capitals before it that are no title, nation or body."""
    doc, start = name.doc, name.start
    while (
        len(name) == 1
        and start > phrase.start
        and doc[start - 1].pos_ == "PROPN"
        and doc[start - 1].is_title
        and not _is_title(doc[start - 1])
        and agent_class(doc[start - 1]) is None
        and doc[start - 1].text not in all_demonyms()
        and not places_named(doc[start - 1].text)
    ):
        start -= 1
    return doc[start : name.end]


@cache
def _common_words() -> frozenset[str]:
    return frozenset(table("casing")["lower"].split())


def _may_be_person(doc: Doc, name: Tokens, surnames: frozenset[str]) -> bool:
    """Distrust the model's PERSON where the words are a known town, body or nation."""
    last = name[-1]
    if any(agent_class(t) in ("organization", "armed_actor") for t in name):
        return False
    if name.start > 0 and _is_title(doc[name.start - 1]):
        return True
    if len(name) == 1:
        # "Kupiansk" alone is a town until somebody of that name was given in full.
        return last.text in surnames or not places_named(last.text)
    return not known_country(name.text)


def role_before(before: Tokens) -> Tokens | None:
    """Return the words before a name that say what the person is, without courtesy titles."""
    words = [t for t in before if not t.is_punct and t.pos_ not in ("DET", "NUM")]
    words = [t for t in words if classes("titles").get(t.lower_.rstrip(".")) != "courtesy"]
    return before.doc[words[0].i : words[-1].i + 1] if words else None


def role_after(doc: Doc, name: Tokens) -> Tokens | None:
    """Return an apposition after a name: "X, the governor of the northern region,"."""
    for child in name.root.children:
        if child.dep_ == "appos" and child.i > name.root.i and agent_class(child):
            edge = until_clause(child)
            start = child.left_edge.i + (doc[child.left_edge.i].pos_ == "DET")
            return doc[start:edge]
    return None


def _is_title(token: Token) -> bool:
    return token.lower_.rstrip(".") in classes("titles")


def _proper_run(doc: Doc, start: int) -> Tokens:
    end = start
    while end < len(doc) and (doc[end].pos_ == "PROPN" or doc[end].text in {"-", "’"}):
        end += 1
    while end > start + 1 and not doc[end - 1].text[0].isalnum():
        end -= 1
    return doc[start : max(end, start + 1)]


def until_clause(head: Token) -> int:
    """Return the end of a noun phrase with its "of" parts, before any clause or comma."""
    end = head.i + 1
    for token in head.doc[head.i + 1 : head.right_edge.i + 1]:
        closing = token.is_punct and token.text not in ("-", "’", "'", "&")
        if closing or token.dep_ in ("relcl", "acl", "advcl") or token.pos_ == "AUX":
            break
        end = token.i + 1
    return end


def agent_class(token: Token) -> EntityType | None:
    """Return the entity type of a head noun by the lexicon, trying its singular."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return None
    known = classes("agents")
    for form in (token.lemma_.lower(), token.lower_, token.lower_.removesuffix("s")):
        if form in known:
            return known[form]  # type: ignore[return-value]  # the lexicon's classes are the types
    return None
