"""Say what a place name is used for where it stands: location, metonym or modifier.

Rules read the grammar around the name, in order; the first that knows answers. Only a location can
be where something happened: "Kyiv said" and "Homs University" are not.

Source: the uses are those of the record format; compare Gritta, Pilehvar and Collier (2020), "A
pragmatic guide to geoparsing evaluation", section 2 (literal and associative toponyms).
"""

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline.extract.places.evidence import singular
from dateline.extract.places.words import PlaceWords, place_words
from dateline.vocabulary import PlaceUse

_COMPOUND = frozenset({"compound", "amod", "nmod", "nn"})
_SUBJECTS = frozenset({"nsubj", "csubj"})
# Verbs a town is the subject of as ground: "Homs lies", "Aden fell".
_GROUND_VERBS = frozenset(
    {"lie", "fall", "sit", "stand", "border", "remain", "become", "be", "see"}
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A name where it stands. `speaks` means that its government goes by its name."""

    name: Tokens
    covers: Tokens
    kind: str
    speaks: bool
    words: PlaceWords

    @property
    def root(self) -> Token:
        """The token that links the name to its sentence."""
        return self.covers.root


Verdict = tuple[PlaceUse, str]
Rule = Callable[[Standing], PlaceUse | None]


def use_of(name: Tokens, covers: Tokens, kind: str, *, speaks: bool) -> Verdict:
    """Return the use of a name and the rule that said so.

    Args:
        name: The tokens of the name.
        covers: The name with the noun that belongs to it ("Donetsk region").
        kind: The kind of the place it means.
        speaks: Whether it is a country or a capital, whose name stands for its government.
    """
    standing = Standing(name=name, covers=covers, kind=kind, speaks=speaks, words=place_words())
    for rule in RULES:
        use = rule(standing)
        if use is not None:
            return use, rule.__name__.strip("_")
    return ("metonym" if speaks and kind == "country" else "location"), "no_rule"


def _hyphenated(s: Standing) -> PlaceUse | None:
    """Read "Homs-based", "pro-Russia": the name qualifies something else."""
    doc = s.name.doc
    after, before = s.name.end, s.name.start - 1
    if after + 1 < len(doc) and doc[after].text == "-" and doc[after + 1].is_alpha:
        # " - said the mayor" is a dash, not a hyphen.
        if not doc[after - 1].whitespace_ and not doc[after].whitespace_:
            return "modifier"
    if before > 0 and doc[before].text == "-" and doc[before - 1].is_lower:
        if not doc[before - 1].whitespace_ and not doc[before].whitespace_:
            return "modifier"
    return None


def _possessive(s: Standing) -> PlaceUse | None:
    """Read "Homs's outskirts" as ground, "Iran's claims" as the state that makes them."""
    doc, after = s.covers.doc, s.covers.end
    if after >= len(doc) or doc[after].tag_ != "POS":
        return None
    owned = s.root.head if s.root.dep_ == "poss" else doc[min(after + 1, len(doc) - 1)]
    noun = singular(owned.lower_)
    if noun in s.words.settlement_nouns or noun in s.words.admin_nouns:
        return "location"
    if owned.lower_ in s.words.locative_possessions or owned.ent_type_ in ("GPE", "LOC", "FAC"):
        return "location"
    return "metonym" if s.speaks else "location"


def _inside_body(s: Standing) -> PlaceUse | None:
    """Read the tail of a body's name, "Club of Aden", and "Aden University" however parsed."""
    if s.covers.end != s.name.end:
        return None
    if s.name[0].ent_type_ == "ORG" and s.name[0].ent_iob_ == "I":
        return "modifier"
    doc, after = s.name.doc, s.name.end
    if after < s.name.sent.end and doc[after].is_title:
        noun = doc[after].lower_
        if noun in s.words.facility_nouns or noun in s.words.institution_nouns:
            return "modifier"
    return None


def _noun_modifier(s: Standing) -> PlaceUse | None:
    """Read "Homs University", "the US president": what follows is the thing meant."""
    root = s.root
    if root.dep_ in _COMPOUND and root.head.i >= s.covers.end:
        noun = root.head.lower_
        if noun in s.words.locative_possessions or noun in s.words.directions:
            return "location"
        if noun in s.words.settlement_nouns or noun in s.words.admin_nouns:
            return "location"
        return "modifier"
    return None


def _in_list(s: Standing) -> PlaceUse | None:
    """Read the later members of a list, and the tail of "City, Country", as the first."""
    seen = 0
    anchor = s.root
    while anchor.dep_ in ("conj", "appos", "npadvmod") and anchor.head.i < anchor.i and seen < 8:
        if anchor.dep_ == "npadvmod" and anchor.head.pos_ != "PROPN":
            break
        anchor, seen = anchor.head, seen + 1
    if seen == 0 or anchor.pos_ != "PROPN":
        return None
    return _by_grammar(s, anchor)


def _grammar(s: Standing) -> PlaceUse | None:
    return _by_grammar(s, s.root)


def _previous_word(s: Standing) -> PlaceUse | None:
    """Read the preposition before the name where the parse has lost it."""
    first = s.covers.start - 1
    if first > 0 and s.covers.doc[first].lower_ == "the":
        first -= 1
    if first < s.covers.sent.start or s.covers.doc[first].pos_ != "ADP":
        return None
    return _after_preposition(s, s.covers.doc[first])


def _by_grammar(s: Standing, token: Token) -> PlaceUse | None:
    """Read the role of a token: object of a preposition, subject, object."""
    if token.dep_ == "pobj":
        return _after_preposition(s, token.head)
    if token.dep_ in _SUBJECTS:
        if not s.speaks or token.head.lemma_ in _GROUND_VERBS - {"be", "see", "remain", "become"}:
            return "location"
        return "metonym"
    if token.dep_ == "nsubjpass":
        hit = token.head.lemma_ in s.words.locative_verbs
        return "location" if hit or not s.speaks else "metonym"
    if token.dep_ in ("dobj", "obj"):
        hit = token.head.lemma_ in s.words.locative_verbs
        ground = hit or token.head.lemma_ in s.words.ground_verbs
        return "location" if ground or not s.speaks else "metonym"
    if token.dep_ in ("dative", "agent", "iobj"):
        return "metonym" if s.speaks else "location"
    return None


def _after_preposition(s: Standing, preposition: Token) -> PlaceUse | None:
    word, governor = preposition.lower_, preposition.head
    noun = governor.lower_
    if not s.speaks:
        if word == "by" and s.kind != "settlement":
            return None
        return "location"
    if word in s.words.containing_prepositions:
        return "location"
    if word == "with" and noun in ("border", "borders", "frontier"):
        return "location"
    if noun in s.words.agentive_governors or governor.lemma_ in s.words.agentive_verbs:
        return "metonym"
    if word in ("of", "on", "against", "over", "for") and noun in s.words.locative_governors:
        return "location"
    if word in ("including", "like", "as") and singular(noun) in s.words.settlement_nouns:
        return "location"
    if word == "between" and noun in ("road", "border", "highway", "route", "distance", "flight"):
        return "location"
    if word == "of":
        return "metonym"
    if word == "to" and governor.pos_ == "ADJ":
        return "metonym"
    if word in s.words.locative_prepositions:
        return "location"
    if word in s.words.agentive_prepositions:
        return "metonym"
    return None


RULES: tuple[Rule, ...] = (
    _hyphenated,
    _possessive,
    _inside_body,
    _noun_modifier,
    _in_list,
    _grammar,
)
