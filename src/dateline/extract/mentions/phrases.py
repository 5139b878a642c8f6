"""Find the noun phrases and names that can act, suffer or speak, each with its type.

The small language model gives a first guess at names; titles, the article's own repetitions, the
head nouns of `lexicons/agents.yaml` and the gazetteer correct it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from dateline.article.parse import Parse, names_within
from dateline.extract.mentions.actors import actor_named
from dateline.extract.mentions.nations import (
    all_demonyms,
    demonyms,
    known_country,
    places_named,
    plural_demonyms,
    stated_nation,
)
from dateline.extract.mentions.personal_names import (
    agent_class,
    personal_name,
    role_after,
    role_before,
    surnames_of,
    until_clause,
)
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
    surnames = surnames_of(parse.doc)
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
    return (
        _known_actor(phrase)
        or _state(phrase, surnames)
        or _person(phrase, surnames)
        or _described(phrase)
        or _organization(phrase)
    )


def _trimmed(doc: Doc, phrase: Tokens) -> Tokens:
    """Drop quote marks and stops at the ends, and a possessive mark at the end."""
    start, end = phrase.start, phrase.end
    while start < end and (doc[start].is_punct or doc[start].is_space):
        start += 1
    while end > start and (doc[end - 1].is_punct or doc[end - 1].tag_ == "POS"):
        end -= 1
    return doc[start:end]


def _known_actor(phrase: Tokens) -> Mention | None:
    """A body of `lexicons/actors.tsv`, alone or before a word for its people: "ISIL fighters"."""
    words = phrase[1:] if phrase[0].pos_ == "DET" and len(phrase) > 1 else phrase
    row = actor_named(words)
    if row is None:
        whole = _whole_name(words)
        row = actor_named(whole)
        if row is not None:
            phrase = words = whole
    if row is None and phrase.root.i > words.start:
        row = actor_named(phrase.doc[words.start : phrase.root.i])
        if row is not None and (row.type != "armed_actor" or agent_class(phrase.root) is None):
            return None
    if row is None or not any(t.text[0].isupper() for t in words):
        return None
    return Mention(phrase, phrase.root, row.type, words, None, row.nation, "actor_lexicon")


def _whole_name(words: Tokens) -> Tokens:
    """Return the words without a day before them and with what a hyphen ties to them.

    "On Monday al-Shabab attacked": the parse makes "Monday al-Shabab" of it, or only "Shabab".
    """
    doc, start = words.doc, words.start
    while start < words.end - 1 and doc[start].ent_type_ == "DATE":
        start += 1
    while start > words.sent.start and not doc[start - 1].whitespace_:
        if not (doc[start - 1].is_alpha or doc[start - 1].text == "-"):
            break
        start -= 1
    return doc[start : words.end]


def _person(phrase: Tokens, surnames: frozenset[str]) -> Mention | None:
    """A personal name: after a title, labelled so by the model, or a surname met before."""
    name = personal_name(phrase.doc, phrase, surnames)
    if name is None:
        return None
    before = phrase.doc[phrase.start : name.start]
    role = role_before(before) or role_after(phrase.doc, name)
    return Mention(phrase, name.root, "person", name, role, stated_nation(before), "personal_name")


def _state(phrase: Tokens, surnames: frozenset[str]) -> Mention | None:
    """A country, or a capital that stands for its government (subject or owner)."""
    head = phrase.root
    words = phrase[1:] if phrase[0].pos_ == "DET" else phrase
    if head.pos_ != "PROPN" or len(words) == 0 or head.dep_ == "compound":
        return None
    if head.dep_ == "pobj" and head.head.lower_ in _LOCATIVE:
        return None
    if len(words) == 1 and head.text in surnames:
        return None  # "Jordan said", once Claire Jordan was named
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


def _organization(phrase: Tokens) -> Mention | None:
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
            phrase, root, "organization", phrase.doc[root.i : root.i + 1], None, None, "initials"
        )
    return None


def _described(phrase: Tokens) -> Mention | None:
    """A description whose head noun is one of those who act, suffer or speak."""
    kind = agent_class(phrase.root)
    if kind is None:
        return None
    plural = phrase.root.tag_ in _PLURAL_TAGS
    if kind in ("person", "group"):
        kind = "group" if plural or phrase.root.lemma_.lower() in _MANY else "person"
    elif kind == "population" and not plural and phrase.root.lemma_.lower() != "population":
        kind = "person"
    whole = _with_name_links(phrase.doc, phrase)
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
    named = phrase.root.pos_ == "PROPN"
    for child in phrase.root.children:
        linked = child.dep_ == "prep" and child.i == end and child.lower_ in _NAME_LINKS
        if linked and (
            (child.lower_ == "of" and (named or phrase.root.lemma_.lower() in _PARTITIVE))
            or (named and child.i + 1 < len(doc) and doc[child.i + 1].pos_ == "PROPN")
        ):
            end = max(end, until_clause(child))
    return doc[phrase.start : end]
