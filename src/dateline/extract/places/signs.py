"""Signs that a name is a place, or is none, each with its weight in one visible table."""

from collections.abc import Callable
from functools import cache

from dateline.extract.places.evidence import (
    PLACE_LABELS,
    Evidence,
    after_locative,
    before_body,
    capital,
    cue_of,
    says_area,
    titles,
)
from dateline.extract.places.ground import (
    after_governor,
    ground_taken,
    taken_for_adverb,
    taken_under_arms,
)
from dateline.extract.places.persons import (
    after_given_name,
    after_title,
    before_surname,
    inside_person,
    labelled_person,
    name_of_person_here,
)
from dateline.lexicon import words

Rule = Callable[[Evidence], bool]

_DASHES = frozenset({"-", "--", "–", "—"})


@cache
def _common() -> frozenset[str]:
    return words("place_common_words")


def _labelled_place(e: Evidence) -> bool:
    return e.ent in PLACE_LABELS


def _labelled_organisation(e: Evidence) -> bool:
    return e.ent == "ORG"


def _labelled_else(e: Evidence) -> bool:
    return e.ent not in (*PLACE_LABELS, "PERSON", "ORG", "NORP", "")


def _after_toward(e: Evidence) -> bool:
    """After "from", "to" and the like, which also lead to persons; "according to" always does."""
    before = e.before
    return (
        before is not None
        and before.lower_ in e.words.locative_prepositions
        and not after_locative(e)
        and not (before.i > 0 and e.name.doc[before.i - 1].lower_ in ("according", "due", "thanks"))
    )


def _person_in(e: Evidence) -> bool:
    """Called a person by the model, after "in", where no person stands."""
    return labelled_person(e) and e.before is not None and e.before.lower_ == "in"


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
        x.match != "exact" and x.kind in ("settlement", "admin") and x.population < 20_000
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
    return not taken_for_adverb(e) and all(
        t.pos_ not in ("PROPN", "NOUN", "X", "ADJ") for t in e.name
    )


def _before_dash(e: Evidence) -> bool:
    """In capitals at the head of a sentence before a dash, as a dateline."""
    head = e.name.start == e.name.sent.start or (e.before is not None and not e.before.is_alpha)
    return head and e.name.text.isupper() and e.after is not None and e.after.text in _DASHES


def _only_a_kind(e: Evidence) -> bool:
    """No name at all: "Lake", "Street", "County"."""
    return all(e.words.says_kind(t.lower_) or t.lower_ in e.words.name_openers for t in e.name)


def _tail_of_name(e: Evidence) -> bool:
    """The end of a longer name that the gazetteer lacks: "San Jose Guayabal"."""
    first, before = e.name[0], e.before
    return (
        first.ent_iob_ == "I"
        and first.ent_type_ in PLACE_LABELS
        and before is not None
        and capital(before)
        and before.is_alpha
        and before.lower_ not in e.words.directions
        and before.lower_ != "the"
        and not e.words.says_kind(before.lower_)
    )


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
    return all(t.lower_ in e.words.directions for t in e.name)


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
    (labelled_person, -0.5),
    (_exact_name, 0.5),
    (_labelled_organisation, -0.25),
    (_labelled_else, -2.0),
    (after_locative, 1.0),
    (_after_toward, 0.5),
    (after_governor, 1.0),
    (ground_taken, 1.0),
    (taken_under_arms, 1.75),
    (_person_in, 0.5),
    (_after_of, 0.5),
    (_after_direction, 1.0),
    (_contained, 1.0),
    (_cue_word, 2.0),
    (_well_known, 1.25),
    (_known_area, 0.5),
    (_large, 1.0),
    (_unknown_name, -1.0),
    (_only_alternate, -0.25),
    (_tiny, -0.5),
    (_several_words, 1.0),
    (_common_word, -2.5),
    (_met_in_lower_case, -1.0),
    (_not_a_name, -2.0),
    (inside_person, -3.0),
    (after_given_name, -1.5),
    (before_surname, -2.5),
    (after_title, -2.5),
    (name_of_person_here, -2.0),
    (_inside_organisation, -0.5),
    (_bare_direction, -5.0),
    (says_area, 1.5),
    (before_body, 0.5),
    (_before_dash, 2.0),
    (_only_a_kind, -4.0),
    (_after_kind, -2.5),
    (_tail_of_name, -2.5),
    (_street_name, -4.0),
    (_acronym, -2.0),
    (_bare_code, -3.0),
    (_code_after_comma, 2.0),
)
# The rules that show a person of the name.
PERSONAL = frozenset({inside_person, after_title})
