"""Signs that a name is a person's, though it is also a town's: "Paris Hilton", "Mr. Lincoln"."""

from spacy.tokens import Token

from dateline.extract.places.evidence import (
    Evidence,
    after_locative,
    before_body,
    capital,
    says_area,
    titles,
)


def labelled_person(e: Evidence) -> bool:
    """The model calls it a person, which it does of many towns."""
    return e.ent == "PERSON"


def inside_person(e: Evidence) -> bool:
    """Part of a longer name of a person: "Paris Hilton", "Jack London"."""
    doc = e.name.doc
    if says_area(e) or before_body(e):
        return False
    left = (
        e.before is not None
        and name_neighbour(e.before)
        and e.before.ent_type_ == "PERSON"
        and e.before.lower_ not in e.words.locative_prepositions
    )
    right = (
        e.after is not None
        and name_neighbour(e.after)
        and e.after.ent_type_ == "PERSON"
        and doc[e.name.end - 1].ent_type_ == "PERSON"
    )
    return left or right


def name_neighbour(token: Token) -> bool:
    """Say whether a neighbour is written as a name."""
    return capital(token) and token.is_alpha


def after_given_name(e: Evidence) -> bool:
    """Preceded by a capitalised name word that is no part of any place: "Hanna Odessa"."""
    before = e.before
    return (
        before is not None
        and name_neighbour(before)
        and before.pos_ == "PROPN"
        and before.ent_type_ not in ("GPE", "LOC", "NORP", "DATE", "FAC")
        and before.lower_ not in e.words.directions
        and before.lower_ not in e.words.settlement_nouns
        and before.lower_ not in e.words.natural_nouns
        and before.lower_ not in e.words.locative_prepositions
    )


def before_surname(e: Evidence) -> bool:
    """Followed by a capitalised word that says no kind of place: "Florence Ames"."""
    after = e.after
    return (
        after is not None
        and name_neighbour(after)
        and after.pos_ == "PROPN"
        and after.ent_type_ in ("PERSON", "")
        and not e.words.says_kind(after.lower_)
        and not any(x.level <= 1 for x in e.entries[:2])
    )


def after_title(e: Evidence) -> bool:
    """After "Mr.", "General": a person, unless the name is a country\'s."""
    return (
        e.before is not None
        and e.before.lower_.rstrip(".") in titles()
        and e.before.lower_ not in ("head", "chief", "private", "major", "general")
        and (e.before.is_title or e.before.lower_.endswith("."))
        and not any(x.level == 0 for x in e.entries[:2])
    )


def name_of_person_here(e: Evidence) -> bool:
    """The word belongs to the name of a person the article introduces."""
    return (
        all(t.lower_ in e.persons for t in e.name if capital(t))
        and not any(x.level == 0 for x in e.entries[:2])
        and not (after_locative(e) and not owns(e))
    )


def owns(e: Evidence) -> bool:
    """Followed by the sign of the genitive."""
    return e.after is not None and e.after.tag_ == "POS"
