"""Find the noun phrases and names that can act, suffer or speak, each with its type.

The small language model gives a first guess at names; titles, the article's own repetitions, the
head nouns of `lexicons/agents.yaml` and the gazetteer correct it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from dateline.article.parse import Parse, names_within
from dateline.extract.nations import (
    actors,
    all_demonyms,
    demonyms,
    known_country,
    places_named,
    plural_demonyms,
    stated_nation,
)
from dateline.gazetteer import fold_name
from dateline.lexicon import classes
from dateline.vocabulary import EntityType

# An organisation's name goes on after these: "Ministry of Defence", "Council for Refugees".
_NAME_LINKS = frozenset({"of", "for", "on", "to", "and", "&", "the", "de", "del", "des", "du"})
# Head nouns whose phrase goes on after "of": "head of the port authority", "members of the crew".
_PARTITIVE = frozenset({"member", "group", "head", "chief", "spokesman", "spokeswoman", "leader"})
# "in Sudan" is where; "by Sudan", "against Sudan" is who.
_LOCATIVE = frozenset(
    {"in", "at", "near", "inside", "into", "across", "throughout", "within", "around", "from"}
)
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase of the text that stands for somebody.

    `name` are the tokens of the proper name in it (None for a description); `role` the tokens
    that say what he or she is; `nation` the ISO code of the country its words state.
    """

    phrase: Tokens
    head: Token
    type: EntityType
    name: Tokens | None
    role: Tokens | None
    nation: str | None
    why: str


def find_mentions(parse: Parse) -> tuple[Mention, ...]:
    """Return the mentions in the order of the text; pronouns are left to later stages."""
    found: list[Mention] = []
    taken: set[int] = set()
    surnames = _surnames(parse.doc)
    for phrase in _phrases(parse.doc):
        mention = _read_phrase(parse.doc, phrase, surnames)
        if mention is not None and mention.head.i not in taken:
            taken.add(mention.head.i)
            found.append(mention)
    return tuple(sorted(found, key=lambda m: (m.phrase.start, -m.phrase.end)))


def _phrases(doc: Doc) -> Iterator[Tokens]:
    """Yield noun chunks, then named spans outside them (headlines, lists, fragments)."""
    covered: set[int] = set()
    for chunk in doc.noun_chunks:
        covered.update(range(chunk.start, chunk.end))
        yield chunk
        # "Ukraine’s presidential office", "China’s army": the owner is somebody too.
        for token in chunk:
            if token.dep_ == "poss" and token.pos_ == "PROPN":
                yield doc[token.left_edge.i : token.i + 1]
    for ent in doc.ents:
        if not covered.intersection(range(ent.start, ent.end)):
            yield ent


def _read_phrase(doc: Doc, phrase: Tokens, surnames: frozenset[str]) -> Mention | None:
    phrase = _trimmed(doc, phrase)
    if len(phrase) == 0:
        return None
    for rule in (_known_actor, _person, _state, _described, _organization):
        mention = rule(doc, phrase, surnames)
        if mention is not None:
            return mention
    return None


def _trimmed(doc: Doc, phrase: Tokens) -> Tokens:
    """Drop quote marks and stops at the ends, and a possessive mark at the end."""
    start, end = phrase.start, phrase.end
    while start < end and (doc[start].is_punct or doc[start].is_space):
        start += 1
    while end > start and (doc[end - 1].is_punct or doc[end - 1].tag_ == "POS"):
        end -= 1
    return doc[start:end]


def _surnames(doc: Doc) -> frozenset[str]:
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
    return frozenset(name for name in out if not known_country(name))


def _is_title(token: Token) -> bool:
    return token.lower_.rstrip(".") in classes("titles")


def _proper_run(doc: Doc, start: int) -> Tokens:
    end = start
    while end < len(doc) and (doc[end].pos_ == "PROPN" or doc[end].text in {"-", "’"}):
        end += 1
    while end > start + 1 and not doc[end - 1].text[0].isalnum():
        end -= 1
    return doc[start : max(end, start + 1)]


def _known_actor(doc: Doc, phrase: Tokens, surnames: frozenset[str]) -> Mention | None:
    """A body of `lexicons/actors.tsv`, alone or before a word for its people: "ISIL fighters"."""
    words = phrase[1:] if phrase[0].pos_ == "DET" and len(phrase) > 1 else phrase
    row = actors().get(fold_name(words.text))
    if row is None and phrase.root.i > words.start:
        row = actors().get(fold_name(doc[words.start : phrase.root.i].text))
        if row is not None and (row.type != "armed_actor" or _agent_class(phrase.root) is None):
            return None
    if row is None or not any(t.text[0].isupper() for t in words):
        return None
    return Mention(phrase, phrase.root, row.type, words, None, row.nation, "actor_lexicon")


def _person(doc: Doc, phrase: Tokens, surnames: frozenset[str]) -> Mention | None:
    """A personal name: after a title, labelled so by the model, or a surname met before."""
    name = _personal_name(doc, phrase, surnames)
    if name is None:
        return None
    before = doc[phrase.start : name.start]
    role = _role_before(before) or _role_after(doc, name)
    return Mention(phrase, name.root, "person", name, role, stated_nation(before), "personal_name")


def _personal_name(doc: Doc, phrase: Tokens, surnames: frozenset[str]) -> Tokens | None:
    if _agent_class(phrase.root) not in (None, "person", "group") and phrase.root.pos_ != "PROPN":
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
            return name
    for token in phrase:
        titled = token.i > 0 and _is_title(doc[token.i - 1]) and doc[token.i - 1].text[0].isupper()
        if token.pos_ == "PROPN" and titled and not _is_title(token) and not token.ent_type_:
            if _agent_class(token) is None and not known_country(token.text):
                name = _proper_run(doc, token.i)
                if phrase.root.i < name.end:
                    return name
    if phrase.root.text in surnames:
        return doc[phrase.root.i : phrase.root.i + 1]
    return None


def _may_be_person(doc: Doc, name: Tokens, surnames: frozenset[str]) -> bool:
    """Distrust the model's PERSON where the words are a known town, body or nation."""
    last = name[-1]
    if any(_agent_class(t) in ("organization", "armed_actor") for t in name):
        return False
    if name.start > 0 and _is_title(doc[name.start - 1]):
        return True
    if len(name) == 1:
        # "Soledar" alone is a town until somebody of that name was given in full.
        return last.text in surnames or not places_named(last.text)
    return not known_country(name.text)


def _role_before(before: Tokens) -> Tokens | None:
    """Return the words before a name that say what the person is, without courtesy titles."""
    words = [t for t in before if not t.is_punct and t.pos_ not in ("DET", "NUM")]
    words = [t for t in words if classes("titles").get(t.lower_.rstrip(".")) != "courtesy"]
    return before.doc[words[0].i : words[-1].i + 1] if words else None


def _role_after(doc: Doc, name: Tokens) -> Tokens | None:
    """Return an apposition after a name: "X, the governor of the northern region,"."""
    for child in name.root.children:
        if child.dep_ == "appos" and child.i > name.root.i and _agent_class(child):
            edge = _until_clause(child)
            start = child.left_edge.i + (doc[child.left_edge.i].pos_ == "DET")
            return doc[start:edge]
    return None


def _until_clause(head: Token) -> int:
    """Return the end of a noun phrase with its "of" parts, before any clause or comma."""
    end = head.i + 1
    for token in head.doc[head.i + 1 : head.right_edge.i + 1]:
        closing = token.is_punct and token.text not in ("-", "’", "'", "&")
        if closing or token.dep_ in ("relcl", "acl", "advcl") or token.pos_ == "AUX":
            break
        end = token.i + 1
    return end


def _state(doc: Doc, phrase: Tokens, surnames: frozenset[str]) -> Mention | None:
    """A country, or a capital that stands for its government (subject or owner)."""
    head = phrase.root
    words = phrase[1:] if phrase[0].pos_ == "DET" else phrase
    if head.pos_ != "PROPN" or len(words) == 0 or head.dep_ == "compound":
        return None
    if head.dep_ == "pobj" and head.head.lower_ in _LOCATIVE:
        return None
    country = known_country(words.text)
    if country is None and _stands_for_state(head):
        capital = next((e for e in places_named(words.text) if e.capital), None)
        country = capital.country if capital else None
    if country is None:
        return None
    return Mention(phrase, head, "state", words, None, country, "country_name")


def _stands_for_state(head: Token) -> bool:
    return head.dep_ in ("nsubj", "poss") and (
        head.dep_ == "poss" or head.head.lemma_.lower() not in ("be", "have", "see", "lie")
    )


def _organization(doc: Doc, phrase: Tokens, surnames: frozenset[str]) -> Mention | None:
    """A named body: the model's ORG or NORP, or capitals around no place."""
    for ent in names_within(phrase):
        if ent.label_ in ("ORG", "NORP") and ent.start <= phrase.root.i < ent.end:
            text = ent.text.removeprefix("the ").removeprefix("The ")
            if ent.label_ == "NORP":
                nation = demonyms().get(text)
                if phrase.root.tag_ not in _PLURAL_TAGS and text not in plural_demonyms():
                    return None
                return Mention(phrase, phrase.root, "population", ent, None, nation, "people_name")
            if places_named(text) and not text.isupper():
                return None
            return Mention(phrase, phrase.root, "organization", ent, None, None, "named_body")
    root = phrase.root
    if root.pos_ == "PROPN" and root.is_upper and len(root) > 2 and not places_named(root.text):
        # "SBU", "COPREFA": capitals that name no place are the initials of a body.
        return Mention(
            phrase, root, "organization", doc[root.i : root.i + 1], None, None, "initials"
        )
    return None


def _described(doc: Doc, phrase: Tokens, surnames: frozenset[str]) -> Mention | None:
    """A description whose head noun is one of those who act, suffer or speak."""
    kind = _agent_class(phrase.root)
    if kind is None:
        return None
    plural = phrase.root.tag_ in _PLURAL_TAGS
    if kind in ("person", "group"):
        kind = "group" if plural or phrase.root.lemma_.lower() in _MANY else "person"
    elif kind == "population" and not plural and phrase.root.lemma_.lower() != "population":
        kind = "person"
    whole = _with_name_links(doc, phrase)
    proper = [t for t in whole if t.pos_ == "PROPN" and t.text not in all_demonyms()]
    name = whole if phrase.root.pos_ == "PROPN" or (proper and kind == "organization") else None
    nation = stated_nation(whole) or (_owner_nation(whole) if kind == "armed_actor" else None)
    return Mention(whole, phrase.root, kind, name, None, nation, f"head_noun_{kind}")


def _owner_nation(phrase: Tokens) -> str | None:
    """Return the state that "its", "their" or "his country's" forces belong to in the sentence."""
    owner = next((t for t in phrase if t.dep_ == "poss"), None)
    if owner is None or not any(t.lower_ in ("its", "their") for t in owner.subtree):
        return None
    before = [t for t in phrase.sent if t.i < phrase.start and t.dep_ in ("nsubj", "nsubjpass")]
    return next((iso2 for t in reversed(before) if (iso2 := known_country(t.text))), None)


_MANY = frozenset({"people", "family", "crowd", "mob", "community", "crew", "side"})


def _with_name_links(doc: Doc, phrase: Tokens) -> Tokens:
    """Extend over "of ..." where that is part of who it is."""
    end = phrase.end
    for child in phrase.root.children:
        linked = child.dep_ == "prep" and child.i == end and child.lower_ in _NAME_LINKS
        if linked and (
            child.lower_ == "of"
            and (phrase.root.pos_ == "PROPN" or phrase.root.lemma_.lower() in _PARTITIVE)
            or (child.i + 1 < len(doc) and doc[child.i + 1].pos_ == "PROPN")
            and phrase.root.pos_ == "PROPN"
        ):
            end = max(end, _until_clause(child))
    return doc[phrase.start : end]


def _agent_class(token: Token) -> EntityType | None:
    """Return the entity type of a head noun by the lexicon, trying its singular."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return None
    known = classes("agents")
    for form in (token.lemma_.lower(), token.lower_, token.lower_.removesuffix("s")):
        if form in known:
            return known[form]  # type: ignore[return-value]  # the lexicon's classes are the types
    return None
