"""What kind a word is: under arms, people, a state; and the word lists that steer events."""

from functools import cache

from spacy.tokens import Token

from dateline.extract.mentions.actors import actor_named
from dateline.extract.mentions.nations import all_demonyms
from dateline.lexicon import classes, table
from dateline.vocabulary import EntityType

_ENDINGS = (("ed", ""), ("d", ""), ("ing", ""), ("ing", "e"), ("ied", "y"), ("s", ""), ("es", ""))
# "most of them were charged", "dozens were held": people, as long as nothing else is said.
_SOME = frozenset(
    ("most", "some", "many", "others", "dozens", "hundreds", "thousands", "several", "all")
)
# A name of a known actor begins at most so many tokens before its last: "al-Qaeda in the Maghreb".
_LONGEST_NAME = 6
_PEOPLE = frozenset(("person", "group", "population", "armed_actor"))
_ARMED = frozenset(("armed_actor",))


@cache
def steering(kind: str) -> frozenset[str]:
    """Return one list of `lexicons/event_words.yaml`."""
    return frozenset(table("event_words")[kind])


def lemmas(token: Token) -> tuple[str, ...]:
    """Return the forms a token may stand under in a lexicon: lemma, as written, without endings.

    The model's lemmas of rare verbs go wrong ("raped" -> "rap"), so endings are tried as well.
    """
    lower = token.lower_
    out = [token.lemma_.lower(), lower]
    if token.pos_ in ("VERB", "AUX"):
        for ending, instead in _ENDINGS:
            if lower.endswith(ending) and len(lower) > len(ending) + 2:
                out.append(lower[: -len(ending)] + instead)
    elif lower.endswith("s") and len(lower) > 4:
        out += [lower[:-1]] + ([lower[:-2]] if lower.endswith("es") else [])
    return tuple(dict.fromkeys(out))


def is_nation(token: Token) -> bool:
    """Say whether a word stands for a nation: by the list of demonyms, else by the model."""
    return token.text in all_demonyms() or token.ent_type_ in ("NORP", "GPE")


def is_weapon(token: Token) -> bool:
    """Say whether a noun is a weapon, or a strike or shot from one: it acts for those who use it."""
    return any(form in steering("weapon") for form in lemmas(token))


def is_armed(token: Token) -> bool:
    """Say whether a noun is one of those under arms: "soldiers", "an armed group", "militiamen".

    A name is where the lexicon of actors, or the user's own, has it so: "al-Shabab".
    """
    kinds = classes("agents")
    if token.pos_ == "PROPN" and _named_type(token) == "armed_actor":
        return True
    if any(kinds.get(form) in _ARMED for form in lemmas(token)):
        return True
    for child in token.children:
        if child.dep_ in ("amod", "compound") and kinds.get(token.lemma_.lower()) is not None:
            if child.lower_ == "armed" or kinds.get(child.lemma_.lower()) in _ARMED:
                return True
        # "men of the militia"
        if child.dep_ == "prep" and child.lower_ in ("of", "from"):
            if any(kinds.get(form) in _ARMED for p in child.children for form in lemmas(p)):
                return True
    return False


def _named_type(token: Token) -> EntityType | None:
    """Return the type of the known actor whose name a token ends, however it was parsed."""
    for start in range(max(token.sent.start, token.i - _LONGEST_NAME), token.i + 1):
        actor = actor_named(token.doc[start : token.i + 1])
        if actor is not None:
            return actor.type
    return None


def is_person(token: Token) -> bool:
    """Say whether a noun or pronoun stands for people."""
    if token.pos_ == "PRON":
        return token.lower_ not in ("it", "this", "that", "which", "itself", "what")
    if token.ent_type_ in ("PERSON", "NORP") or token.pos_ == "NUM" or token.lower_ in _SOME:
        return True
    kinds = classes("agents")
    return any(kinds.get(form) in _PEOPLE for form in lemmas(token))


def is_state(token: Token) -> bool:
    """Say whether a noun is a state, a nation or a body that may act for one."""
    kinds = classes("agents")
    return token.ent_type_ in ("GPE", "NORP", "ORG") or any(
        kinds.get(form) == "state" for form in lemmas(token)
    )


def is_agent(token: Token) -> bool:
    """Say whether a noun is of any class of those who act: people, bodies, states."""
    kinds = classes("agents")
    return any(kinds.get(form, "document") != "document" for form in lemmas(token))


def is_party(token: Token) -> bool:
    """Say whether a noun, name or pronoun may do or suffer something."""
    return is_agent(token) or is_person(token) or token.pos_ in ("PROPN", "PRON")
