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
from dateline.extract.clauses import agents, children, governor, is_passive, is_verb, patients
from dateline.extract.kinds import is_armed, is_person, is_state, lemmas, steering
from dateline.lexicon import table
from dateline.records import Plover

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

    verbs: Mapping[str, tuple[Sense, str]]  # lemma -> sense, condition
    nouns: Mapping[str, tuple[Sense, str]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Sense], ...]]  # first lemma -> rest


@cache
def _forms() -> _Forms:
    verbs: dict[str, tuple[Sense, str]] = {}
    nouns: dict[str, tuple[Sense, str]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Sense]]] = {}
    for name, row in table("event_triggers").items():
        sense = Sense(name, row["plover"], row["mode"], row["acled"], row["roles"])
        for condition in ("", "_armed", "_place", "_person"):
            for lemma in row.get(f"verbs{condition}") or ():
                # The narrower reading first: "seize" of a town is a capture.
                verbs.setdefault(f"{lemma}{condition}", (sense, condition))
            for lemma in row.get(f"nouns{condition}") or ():
                nouns.setdefault(lemma, (sense, condition))
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
    for lemma in lemmas(token)[:2]:
        for suffix, holds in _CONDITIONS:
            entry = forms.get(lemma + suffix)
            if entry is not None and holds(token, places):
                sense = entry[0]
                return Trigger(
                    token.doc[token.i : token.i + 1], token, True, sense, f"verb_{sense.name}"
                )
    return None


def _always(_verb: Token, _places: frozenset[int]) -> bool:
    return True


def _by_armed(verb: Token, places: frozenset[int]) -> bool:
    """The agent is armed, a state, its people, or a weapon; a passive may leave it unsaid."""
    who = agents(verb)
    if any(is_armed(t) or is_state(t) for t in who):
        return True
    if who or not is_passive(verb):
        return False
    by = [t for c in verb.subtree for t in [c] if t.lemma_.lower() in steering("weapon")]
    return bool(by) or any(t.i in places for t in patients(verb))


def _of_place(verb: Token, places: frozenset[int]) -> bool:
    """What is taken is a place, and who takes it is armed, a state or unsaid."""
    who = agents(verb)
    return any(t.i in places for t in patients(verb)) and (
        not who or any(is_armed(t) or is_state(t) for t in who)
    )


def _to_person(verb: Token, _places: frozenset[int]) -> bool:
    """Those who suffer it are people; who does it is no thing."""
    if any(t.lemma_.lower() in _event_nouns() for t in agents(verb)):
        return False
    return any(is_person(t) for t in patients(verb))


_CONDITIONS = (
    ("_place", _of_place),
    ("_person", _to_person),
    ("_armed", _by_armed),
    ("", _always),
)


@cache
def _event_nouns() -> frozenset[str]:
    return frozenset(_forms().nouns) | {"incident", "disaster", "earthquake", "crash", "accident"}


def _noun(token: Token, places: frozenset[int]) -> Trigger | None:
    """A noun of the lexicon: "the shelling of", "Monday's attack"."""
    if token.pos_ not in ("NOUN", "PROPN") and not (
        token.tag_ == "VBG" and token.dep_ in ("pobj", "nsubj", "dobj", "nsubjpass")
    ):
        return None
    for lemma in lemmas(token):
        entry = _forms().nouns.get(lemma)
        if entry is None:
            continue
        sense, condition = entry
        if condition and not _has_arms(token, places):
            return None
        return Trigger(token.doc[token.i : token.i + 1], token, False, sense, f"noun_{sense.name}")
    return None


def _has_arms(noun: Token, places: frozenset[int]) -> bool:
    """A word of arms before it, an armed or state actor around it, or a place it is aimed at."""
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "nmod", "poss"):
            if child.lemma_.lower() in steering("arms") or is_armed(child):
                return True
            if child.ent_type_ in ("NORP", "GPE") and child.dep_ != "poss":
                return True
        if child.dep_ in ("prep", "agent") and child.lower_ in ("against", "on", "by", "between"):
            for inner in children(child, "pobj"):
                if is_armed(inner) or inner.i in places or inner.ent_type_ in ("GPE", "NORP"):
                    return True
    over = governor(noun)
    if over is None or noun.dep_ not in ("dobj", "nsubjpass"):
        return False
    return over.lemma_.lower() in steering("light") and any(is_armed(t) for t in agents(over))


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


_REFUSALS = (_modifies_other, _part_of_name, _figurative)
