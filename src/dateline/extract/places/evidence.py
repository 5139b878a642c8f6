"""What can be seen of a candidate name where it stands, and the kind its own words claim."""

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline.extract.places.words import PlaceWords
from dateline.gazetteer import GazetteerEntry
from dateline.lexicon import table

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
# "a Danbury man", "Albany officials": these go with the name of a town.
_INHABITANTS = frozenset(
    "man woman teen resident residents mayor police officials officers firefighters native couple "
    "schools school parents students driver councilman city county".split()
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the rules see of one candidate."""

    name: Tokens
    entries: tuple[GazetteerEntry, ...]
    before: Token | None
    after: Token | None
    words: PlaceWords
    persons: frozenset[str]
    lowered: frozenset[str]

    @property
    def sentence_shouts(self) -> bool:
        """Whether the sentence is written in capitals, so that they tell nothing."""
        return not any(t.is_lower for t in self.name.sent)

    @property
    def ent(self) -> str:
        """The model's label of the candidate's last token."""
        return str(self.name[-1].ent_type_)


def capital(token: Token) -> bool:
    """Say whether a token is written with a capital letter."""
    return token.text[:1].isupper() and token.text[:1].isalpha()


def cue_of(evidence: Evidence) -> tuple[str | None, Tokens]:
    """Return the kind claimed by the words around a name, and the span they make together."""
    name, before, after, said = evidence.name, evidence.before, evidence.after, evidence.words
    doc = name.doc
    if after is not None and after.lower_ in said.admin_nouns and not _capital_run_on(after):
        small = after.lower_ in said.small_admin_nouns
        return ("small_admin" if small else "admin"), doc[name.start : after.i + 1]
    if after is not None and after.lower_ == "city" and not after.is_title:
        return "settlement", name
    shared = _shared_noun(name, said)
    if shared is not None:
        return ("small_admin" if shared in said.small_admin_nouns else "admin"), name
    if before is not None and before.lower_ == "of" and before.i > name.sent.start:
        noun = singular(doc[before.i - 1].lower_)
        if noun in said.settlement_nouns:
            return "settlement", name
        if noun in said.admin_nouns:
            return ("small_admin" if noun in said.small_admin_nouns else "admin"), name
    return None, name


def singular(noun: str) -> str:
    """Return the singular of a plain plural: "regions", "provinces", "cities"."""
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def _shared_noun(name: Tokens, said: PlaceWords) -> str | None:
    """Return the plural noun that several names share: "the Homs and Hama provinces"."""
    for token in name.doc[name.end : min(name.end + 6, name.sent.end)]:
        noun = singular(token.lower_)
        if noun != token.lower_ and noun in said.admin_nouns:
            return noun
        if not (capital(token) or token.lower_ in ("and", "or", ",")):
            return None
    return None


def _capital_run_on(noun: Token) -> bool:
    """Say whether the name goes on after the noun: "Washington State University"."""
    doc, nxt = noun.doc, noun.i + 1
    if not noun.is_title or nxt >= noun.sent.end:
        return False
    return doc[nxt].lower_ == "of" or (capital(doc[nxt]) and doc[nxt].pos_ == "PROPN")


@cache
def titles() -> frozenset[str]:
    """Return the words that stand before a personal name."""
    return frozenset(w for group in table("titles").values() for w in group)


def after_locative(e: Evidence) -> bool:
    """After "in", "at", "near" and the like: nothing but a location stands there."""
    before = e.before
    if before is not None and before.lower_ == "the" and before.i > e.name.sent.start:
        before = e.name.doc[before.i - 1]
    if before is not None and before.lower_ == "of" and before.i > e.name.sent.start:
        return before.nbor(-1).lower_ == "out"  # "forced out of Lashkar Gah"
    return before is not None and before.lower_ in e.words.containing_prepositions


def says_area(e: Evidence) -> bool:
    """The name itself says what it is: "Rapides Parish", "Lake County"."""
    return len(e.name) > 1 and e.name[-1].lower_ in e.words.admin_nouns


def before_body(e: Evidence) -> bool:
    """Followed by what only places have: "Athens police", "Greer City Hall"."""
    after = e.after
    return after is not None and (
        after.lower_ in e.words.facility_nouns
        or after.lower_ in e.words.institution_nouns
        or after.lower_ in _INHABITANTS
    )
