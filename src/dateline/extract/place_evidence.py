"""What speaks for and against a name being a place: small rules, one visible table of weights."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline.extract.place_words import PlaceWords
from dateline.gazetteer import GazetteerEntry
from dateline.lexicon import table, words

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_DASHES = frozenset({"-", "--", "–", "—"})
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


Rule = Callable[[Evidence], bool]


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


@cache
def _common() -> frozenset[str]:
    return words("place_common_words")


def _labelled_place(e: Evidence) -> bool:
    return e.ent in PLACE_LABELS


def _labelled_person(e: Evidence) -> bool:
    return e.ent == "PERSON"


def _labelled_organisation(e: Evidence) -> bool:
    return e.ent == "ORG"


def _labelled_else(e: Evidence) -> bool:
    return e.ent not in (*PLACE_LABELS, "PERSON", "ORG", "NORP", "")


def _after_locative(e: Evidence) -> bool:
    before = e.before
    if before is not None and before.lower_ == "the" and before.i > e.name.sent.start:
        before = e.name.doc[before.i - 1]
    return before is not None and before.lower_ in e.words.containing_prepositions


def _after_toward(e: Evidence) -> bool:
    """After "from", "to" and the like, which also lead to persons; "according to" always does."""
    before = e.before
    return (
        before is not None
        and before.lower_ in e.words.locative_prepositions
        and not _after_locative(e)
        and not (before.i > 0 and e.name.doc[before.i - 1].lower_ in ("according", "due", "thanks"))
    )


def _after_governor(e: Evidence) -> bool:
    """After "the capture of", "an attack on": what is captured or attacked is ground."""
    before = e.before
    if before is None or before.lower_ not in ("of", "on", "against", "for"):
        return False
    return before.i > 0 and e.name.doc[before.i - 1].lower_ in e.words.locative_governors


def _after_of(e: Evidence) -> bool:
    return e.before is not None and e.before.lower_ == "of"


def _after_direction(e: Evidence) -> bool:
    return e.before is not None and e.before.lower_ in e.words.directions


def _cue_word(e: Evidence) -> bool:
    return cue_of(e)[0] is not None


def _well_known(e: Evidence) -> bool:
    """A country, a first-level area, a reviewed region, or a city of a million."""
    top = e.entries[0] if e.entries else None
    return top is not None and top.match != "sound" and (
        any(x.level <= 0 or x.kind in ("area", "natural", "facility") for x in e.entries[:4])
        or any(x.level == 1 and x.match == "exact" for x in e.entries[:2])
        or top.population >= 1_000_000
    )  # fmt: skip


def _exact_name(e: Evidence) -> bool:
    return bool(e.entries) and e.entries[0].match == "exact"


def _known_area(e: Evidence) -> bool:
    """Also the name of a first-level area, as many large towns' names are."""
    return any(x.level == 1 for x in e.entries[:4])


def _large(e: Evidence) -> bool:
    return bool(e.entries) and max(x.population for x in e.entries[:6]) >= 100_000


def _unknown_name(e: Evidence) -> bool:
    return not e.entries


def _only_alternate(e: Evidence) -> bool:
    """Known by this name only as a small place's other name."""
    return bool(e.entries) and all(
        x.match != "exact" and x.kind in ("settlement", "admin") and x.population < 100_000
        for x in e.entries
    )


def _tiny(e: Evidence) -> bool:
    """A village of known size; no population given is no knowledge."""
    if not e.entries or e.entries[0].kind != "settlement":
        return False
    return 0 < max(x.population for x in e.entries) < 5_000


def _several_words(e: Evidence) -> bool:
    return len(e.name) > 1 and bool(e.entries)


def _common_word(e: Evidence) -> bool:
    return len(e.name) == 1 and e.name.text.lower() in _common()


def _met_in_lower_case(e: Evidence) -> bool:
    return len(e.name) == 1 and e.name.text.lower() in e.lowered


def _not_a_name(e: Evidence) -> bool:
    return all(t.pos_ not in ("PROPN", "NOUN", "X", "ADJ") for t in e.name)


def _says_area(e: Evidence) -> bool:
    """The name itself says what it is: "Rapides Parish", "Lake County"."""
    return len(e.name) > 1 and e.name[-1].lower_ in e.words.admin_nouns


def _before_body(e: Evidence) -> bool:
    """Followed by what only places have: "Athens police", "Greer City Hall"."""
    after = e.after
    return after is not None and (
        after.lower_ in e.words.facility_nouns
        or after.lower_ in e.words.institution_nouns
        or after.lower_ in _INHABITANTS
    )


def _before_dash(e: Evidence) -> bool:
    """In capitals at the head of a sentence before a dash, as a dateline."""
    head = e.name.start == e.name.sent.start or (e.before is not None and not e.before.is_alpha)
    return head and e.name.text.isupper() and e.after is not None and e.after.text in _DASHES


def _only_a_kind(e: Evidence) -> bool:
    """No name at all: "Lake", "Street", "County"."""
    return all(e.words.says_kind(t.lower_) for t in e.name)


def _after_kind(e: Evidence) -> bool:
    """The rest of a name of land or water: "Lake Vermont", "Fort Benton", "Mount Albany"."""
    return e.before is not None and capital(e.before) and (
        e.before.lower_ in e.words.natural_nouns or e.before.lower_ in ("fort", "camp", "port")
    )  # fmt: skip


def _street_name(e: Evidence) -> bool:
    """The name of a street: "Memphis St.", "on Albany Avenue"."""
    return e.after is not None and capital(e.after) and (
        e.after.lower_.rstrip(".") in e.words.street_nouns
    )  # fmt: skip


def _inside_person(e: Evidence) -> bool:
    """Part of a longer name of a person: "Paris Hilton", "Jack London"."""
    doc = e.name.doc
    if _says_area(e) or _before_body(e):
        return False
    left = (
        e.before is not None
        and _name_neighbour(e.before)
        and e.before.ent_type_ == "PERSON"
        and e.before.lower_ not in e.words.locative_prepositions
    )
    right = (
        e.after is not None
        and _name_neighbour(e.after)
        and e.after.ent_type_ == "PERSON"
        and doc[e.name.end - 1].ent_type_ == "PERSON"
    )
    return left or right


def _name_neighbour(token: Token) -> bool:
    return capital(token) and token.is_alpha


def _after_given_name(e: Evidence) -> bool:
    """Preceded by a capitalised name word that is no part of any place: "Hanna Odessa"."""
    before = e.before
    return (
        before is not None
        and _name_neighbour(before)
        and before.pos_ == "PROPN"
        and before.ent_type_ not in ("GPE", "LOC", "NORP", "DATE", "FAC")
        and before.lower_ not in e.words.directions
        and before.lower_ not in e.words.settlement_nouns
        and before.lower_ not in e.words.natural_nouns
        and before.lower_ not in e.words.locative_prepositions
    )


def _before_surname(e: Evidence) -> bool:
    """Followed by a capitalised word that says no kind of place: "Florence Ames"."""
    after = e.after
    return (
        after is not None
        and _name_neighbour(after)
        and after.pos_ == "PROPN"
        and after.ent_type_ in ("PERSON", "")
        and not e.words.says_kind(after.lower_)
        and not any(x.level <= 1 for x in e.entries[:2])
    )


def _after_title(e: Evidence) -> bool:
    return (
        e.before is not None
        and e.before.lower_.rstrip(".") in titles()
        and e.before.lower_ not in ("head", "chief", "private", "major", "general")
        and (e.before.is_title or e.before.lower_.endswith("."))
        and not any(x.level == 0 for x in e.entries[:2])
    )


def _name_of_person_here(e: Evidence) -> bool:
    """The word belongs to the name of a person the article introduces."""
    return (
        all(t.lower_ in e.persons for t in e.name if capital(t))
        and not any(x.level == 0 for x in e.entries[:2])
        and not (_after_locative(e) and not _owns(e))
    )


def _owns(e: Evidence) -> bool:
    return e.after is not None and e.after.tag_ == "POS"


def _inside_organisation(e: Evidence) -> bool:
    """Inside a longer name of a body that is not called after a place: "Bank of Troy"."""
    doc, last = e.name.doc, e.name[-1]
    if last.ent_type_ != "ORG":
        return False
    following = e.name.end < len(doc) and doc[e.name.end].ent_iob_ == "I"
    leading = e.name[0].ent_iob_ == "I"
    return following or leading


def _bare_direction(e: Evidence) -> bool:
    """Only a compass point: "North" is a region of Cameroon, and hardly ever meant."""
    return all(t.lower_ in e.words.directions for t in e.name) and cue_of(e)[0] is None


def _acronym(e: Evidence) -> bool:
    """A few capitals ("NATO", "USIS") that are also a village; not "US", "UAE"."""
    text = e.name.text.replace(".", "")
    if len(e.name) > 1 or not text.isupper() or len(text) > 5 or e.sentence_shouts:
        return False
    return not any(x.kind in ("country", "area") for x in e.entries[:3])


def _bare_code(e: Evidence) -> bool:
    """A two-letter state code that follows no comma."""
    text = e.name.text.replace(".", "")
    if len(text) != 2 or any(x.kind == "country" for x in e.entries[:3]):
        return False
    title = e.name.text.lower().rstrip(".") in titles()
    return title or e.before is None or e.before.text != ","


def _code_after_comma(e: Evidence) -> bool:
    """A state's abbreviation where an address has it: "Troy, N.Y."."""
    text = e.name.text.replace(".", "")
    abbreviated = e.name.text.endswith(".") or (len(text) == 2 and text.isupper())
    if e.name.text.lower().rstrip(".") in titles():
        return False
    return abbreviated and e.before is not None and e.before.text == "," and any(
        x.kind == "admin" and x.level == 1 for x in e.entries
    )  # fmt: skip


def _contained(e: Evidence) -> bool:
    """Followed by ", Name": the comma says where it is."""
    doc, after = e.name.doc, e.after
    if after is None or after.text not in (",", "(") or after.i + 1 >= e.name.sent.end:
        return False
    nxt = doc[after.i + 1]
    return capital(nxt) and (nxt.ent_type_ in PLACE_LABELS) and e.ent != "PERSON"


# Weight of each piece of evidence; a name with a sum of THRESHOLD or more is a place.
EVIDENCE: tuple[tuple[Rule, float], ...] = (
    (_labelled_place, 1.5),
    (_labelled_person, -0.5),
    (_exact_name, 0.5),
    (_labelled_organisation, -0.5),
    (_labelled_else, -2.0),
    (_after_locative, 1.0),
    (_after_toward, 0.5),
    (_after_governor, 1.0),
    (_after_of, 0.5),
    (_after_direction, 1.0),
    (_contained, 1.0),
    (_cue_word, 2.0),
    (_well_known, 1.5),
    (_known_area, 0.5),
    (_large, 0.5),
    (_unknown_name, -1.0),
    (_only_alternate, -0.5),
    (_tiny, -0.5),
    (_several_words, 0.5),
    (_common_word, -2.5),
    (_met_in_lower_case, -1.0),
    (_not_a_name, -2.0),
    (_inside_person, -3.0),
    (_after_given_name, -1.5),
    (_before_surname, -1.5),
    (_after_title, -2.5),
    (_name_of_person_here, -1.5),
    (_inside_organisation, -0.5),
    (_bare_direction, -5.0),
    (_says_area, 1.5),
    (_before_body, 0.5),
    (_before_dash, 1.0),
    (_only_a_kind, -4.0),
    (_after_kind, -2.5),
    (_street_name, -4.0),
    (_acronym, -2.0),
    (_bare_code, -3.0),
    (_code_after_comma, 2.0),
)
# The rules that show a person of the name.
PERSONAL = frozenset({_inside_person, _after_title})
