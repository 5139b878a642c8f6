"""Find the words that name happenings: verbs, nouns and phrases of the trigger lexicon.

A trigger is only a candidate with a sense; who did it to whom, where, when, and whether it
happened at all is read by the modules after this one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from dateline.article.parse import Parse
from dateline.errors import BadLexicon
from dateline.extract.events.clauses import agents, children, is_nominal, is_verb, patients
from dateline.extract.events.conditions import NOUN_CONDITIONS, VERB_CONDITIONS
from dateline.extract.events.kinds import (
    lemmas,
    steering,
)
from dateline.lexicon import table
from dateline.vocabulary import Plover

Roles = Literal["attack", "harm", "mutual", "happen", "act"]
# A phrase may hold this many words of its object: "took a dozen villagers hostage".
_GAP = 5
# Words that make the whole sentence sport: "the striker's second attack on goal of the match".
_SPORT = frozenset(
    [
        "championship",
        "coach",
        "goalkeeper",
        "halftime",
        "innings",
        "midfielder",
        "quarterback",
        "quarterfinal",
        "referee",
        "semifinal",
        "striker",
        "teammate",
        "touchdown",
        "wicket",
        "playoff",
    ]
)
_CONTENT = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "AUX", "ADV", "X"))


@dataclass(frozen=True, slots=True)
class Sense:
    """What kind of happening a word names; `roles` says how its grammar shares out the parts."""

    name: str
    plover: Plover
    mode: str | None
    acled: str | None
    roles: Roles


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that name a happening: `head` is the token the grammar hangs on."""

    words: Tokens
    head: Token
    verb: bool
    sense: Sense
    why: str


@dataclass(frozen=True, slots=True)
class _Forms:
    """The trigger lexicon by how it is looked up."""

    verbs: Mapping[str, Sense]  # lemma and condition -> sense: "seize_place"
    nouns: Mapping[str, Sense]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Sense], ...]]  # first lemma -> rest


@cache
def _forms() -> _Forms:
    verbs: dict[str, Sense] = {}
    nouns: dict[str, Sense] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Sense]]] = {}
    for name, row in table("event_triggers").items():
        sense = Sense(name, row["plover"], row["mode"], row["acled"], row["roles"])
        for condition in ("", *{**VERB_CONDITIONS, **NOUN_CONDITIONS}):
            for part, forms in (("verbs", verbs), ("nouns", nouns)):
                for lemma in row.get(part + condition) or ():
                    if lemma + condition in forms:
                        raise BadLexicon(f"event_triggers: {lemma!r} is a {part}{condition} twice")
                    forms[lemma + condition] = sense
        for phrase in row.get("phrases") or ():
            first, *rest = phrase.split()
            phrases.setdefault(first, []).append((tuple(rest), sense))
    ordered = {
        first: tuple(sorted(rest, key=lambda r: (-len(r[0]), "~" in r[0])))
        for first, rest in phrases.items()
    }
    return _Forms(verbs, nouns, ordered)


def find_triggers(parse: Parse, places: frozenset[int]) -> tuple[Trigger, ...]:
    """Return the triggers in the order of the text.

    Args:
        parse: The parse; headlines are read too, the caller decides what they are worth.
        places: Indices of the tokens that head a mention of a place used as a location.
    """
    found: list[Trigger] = []
    taken: set[int] = set()
    for sentence in parse.sentences():
        if any(t.lemma_.lower() in _SPORT for t in sentence):
            continue
        for token in sentence:
            if token.i in taken or token.pos_ not in _CONTENT:
                continue
            trigger = next((t for rule in _RULES if (t := rule(token, places)) is not None), None)
            if trigger is not None and not any(refuse(trigger) for refuse in _REFUSALS):
                taken.update(t.i for t in trigger.words)
                taken.add(trigger.head.i)
                found.append(trigger)
    return tuple(found)


def _phrase(token: Token, _places: frozenset[int]) -> Trigger | None:
    """A run of words: "opened fire", "took 20 people hostage", "car bomb"."""
    for first in lemmas(token):
        for rest, sense in _forms().phrases.get(first, ()):
            end = _match(token.doc, token.i + 1, rest, token.sent.end)
            if end is None:
                continue
            gap = "~" in rest
            words = token.doc[token.i : token.i + 1] if gap else token.doc[token.i : end]
            head = token if gap or is_verb(token) else words.root
            if token.dep_ == "nsubj" and any(children(head, "dobj", "npadvmod")):
                continue  # "drones strike the port": the verb alone is the trigger
            if is_verb(head) or head.pos_ in ("NOUN", "PROPN"):
                return Trigger(words, head, is_verb(head), sense, f"phrase_{sense.name}")
    return None


def _match(doc: Doc, at: int, rest: tuple[str, ...], stop: int) -> int | None:
    """Return the index after the run of lemmas, or None; "~" skips up to five words."""
    for number, want in enumerate(rest):
        if want == "~":
            for start in range(at, min(at + _GAP + 1, stop)):
                if doc[start].pos_ in ("VERB", "PUNCT") and doc[start].tag_ != "VBN":
                    if want not in lemmas(doc[start]) and not _is(doc[start], rest[number + 1]):
                        return None
                end = _match(doc, start, rest[number + 1 :], stop)
                if end is not None:
                    return end
            return None
        while at < stop and doc[at].text in ("-", "–"):
            at += 1
        if at >= stop or not _is(doc[at], want):
            return None
        at += 1
    return at


def _is(token: Token, want: str) -> bool:
    return want in lemmas(token)


def _verb(token: Token, places: frozenset[int]) -> Trigger | None:
    """A verb of the lexicon whose condition on who does it to whom holds."""
    if not is_verb(token):
        return None
    forms = _forms().verbs
    for lemma in lemmas(token):
        for suffix in (*VERB_CONDITIONS, ""):
            sense = forms.get(lemma + suffix)
            if sense is not None and (not suffix or VERB_CONDITIONS[suffix](token, places)):
                return Trigger(
                    token.doc[token.i : token.i + 1], token, True, sense, f"verb_{sense.name}"
                )
    return None


def _noun(token: Token, places: frozenset[int]) -> Trigger | None:
    """A noun of the lexicon: "the shelling of", "Monday's attack"."""
    if token.pos_ not in ("NOUN", "PROPN") and not is_nominal(token):
        return None
    forms = _forms().nouns
    for lemma in lemmas(token):
        for suffix in (*NOUN_CONDITIONS, ""):
            sense = forms.get(lemma + suffix)
            if sense is not None and (not suffix or NOUN_CONDITIONS[suffix](token, places)):
                return Trigger(
                    token.doc[token.i : token.i + 1], token, False, sense, f"noun_{sense.name}"
                )
    return None


_RULES = (_phrase, _verb, _noun)


def _modifies_other(trigger: Trigger) -> bool:
    """A kind of something, no happening: "war crimes court", "attack helicopter"."""
    head = trigger.head
    return not trigger.verb and head.dep_ in ("compound", "nmod", "amod") and bool(head.head.i)


def _part_of_name(trigger: Trigger) -> bool:
    """Inside a proper name: "the War Museum", "Second World War", "Riot Games"."""
    head = trigger.head
    if head.text.isupper() and head.sent.text.isupper():
        return False
    named = head.ent_type_ in ("ORG", "WORK_OF_ART", "PRODUCT", "FAC", "LAW", "EVENT", "PERSON")
    return named and head.text[:1].isupper() and head.i != head.sent.start


def _figurative(trigger: Trigger) -> bool:
    """A figure of speech: "the fight against inflation", "heart attack"."""
    head = trigger.head
    near = [c for c in head.children if c.dep_ in ("compound", "amod", "dobj", "nsubj", "poss")]
    for prep in children(head, "prep"):
        near += list(children(prep, "pobj"))
    if trigger.verb:
        near += patients(head)
    return any(form in steering("figurative_with") for t in near for form in lemmas(t))


def _abstract(trigger: Trigger) -> bool:
    """War in general: "the path of war", "ready to win wars"; nothing says whose or which."""
    if trigger.verb or trigger.sense.name not in ("war", "torture", "threat", "capture"):
        return False
    return not any(
        c.dep_ in ("det", "poss", "amod", "compound", "prep", "acl", "relcl", "nummod")
        for c in trigger.head.children
    ) and trigger.head.dep_ in ("pobj", "dobj", "conj", "attr")


def _natural(trigger: Trigger) -> bool:
    """Nobody's doing: "the earthquake destroyed homes", "a heat wave killed 30"."""
    if not trigger.verb:
        return False
    return any(form in steering("natural") for t in agents(trigger.head) for form in lemmas(t))


def _fiction(trigger: Trigger) -> bool:
    """What a work tells: "the film is about a bank robbery"."""
    root = trigger.head.sent.root
    return any(
        form in steering("fiction")
        for t in children(root, "nsubj", "nsubjpass")
        for form in lemmas(t)
    )


_REFUSALS = (
    _modifies_other,
    _part_of_name,
    _figurative,
    _abstract,
    _natural,
    _fiction,
)
