"""Find the words that name happenings: verbs, nouns and phrases of the trigger lexicon.

A trigger is only a candidate with a sense; who did it to whom, where, when, and whether it
happened at all is read by the modules after this one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token

from dateline.article.parse import Parse
from dateline.errors import BadLexicon
from dateline.extract.events.clauses import (
    children,
    is_nominal,
    is_verb,
)
from dateline.extract.events.conditions import NOUN_CONDITIONS, VERB_CONDITIONS
from dateline.extract.events.kinds import (
    lemmas,
    steering,
)
from dateline.extract.events.refusals import REFUSALS, is_sport
from dateline.extract.events.senses import Sense, Trigger, sense_of
from dateline.lexicon import table

# A phrase may hold this many words of its object: "took a dozen villagers hostage".
_GAP = 5
_CONTENT = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "AUX", "ADV", "X"))


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
        sense = sense_of(name)
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
        if is_sport(sentence):
            continue
        for token in sentence:
            if token.i in taken or token.pos_ not in _CONTENT:
                continue
            trigger = next((t for rule in _RULES if (t := rule(token, places)) is not None), None)
            if trigger is not None and not any(refuse(trigger) for refuse in REFUSALS):
                taken.update(t.i for t in trigger.words)
                taken.add(trigger.head.i)
                found.append(_turned(trigger))
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
                one = token.doc[token.i : token.i + 1]
                return Trigger(one, token, True, sense, f"verb_{sense.name}", bool(suffix))
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
                one = token.doc[token.i : token.i + 1]
                return Trigger(one, token, False, sense, f"noun_{sense.name}", bool(suffix))
    return None


_RULES = (_phrase, _verb, _noun)


def _turned(trigger: Trigger) -> Trigger:
    """Return the trigger with the sense its verb makes of it: "cut military aid" is a sanction."""
    head = trigger.head
    if trigger.sense.plover != "AID" or trigger.verb or not is_verb(head.head):
        return trigger
    if head.dep_ not in ("dobj", "nsubjpass"):
        return trigger
    if not any(form in steering("discontinue") for form in lemmas(head.head)):
        return trigger
    sense = sense_of("sanction")
    return replace(trigger, sense=sense, why=f"discontinued_{sense.name}")
