"""Refuse what only sounds like a happening: names, figures of speech, disasters, fiction, sport.

Each rule is one reason; the words it goes by are classes of `lexicons/event_words.yaml`.
"""

import re
from functools import cache

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline.extract.events.clauses import (
    agents,
    children,
    governor,
    is_verb,
    objects_of,
    patients,
)
from dateline.extract.events.kinds import is_armed, is_state, is_weapon, lemmas, steering
from dateline.extract.events.senses import Sense, Trigger

# So many words of sport make a sentence sport: "the keeper's save kept them in the cup".
_SPORTING = 2
_SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")
# What a figure of speech is aimed at stands behind these: "war on drugs", "fight against cancer".
# Behind a verb fewer: "was hit for the third time", "was shot in the vote" are no figures.
_AIMED_AT = ("against", "at", "into", "on", "to", "with")
_AIMED = (*_AIMED_AT, "between", "by", "for", "from", "in", "of", "over")


def is_sport(sentence: Tokens) -> bool:
    """Say whether a sentence tells of a game, and of nobody under arms."""
    sport = steering("sport")
    hits = {t.lemma_.lower() for t in sentence if t.lemma_.lower() in sport}
    if any(_SCORE.fullmatch(run) for run in sentence.text.split()):
        hits.add("score")
    return len(hits) >= _SPORTING and not any(
        is_armed(t) and t.lemma_.lower() not in sport for t in sentence
    )


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
    """A figure of speech: "the fight against inflation", "heart attack", "killed the bill"."""
    if not _is_physical(trigger.sense):
        return False
    head = trigger.head
    near = [c for c in head.children if c.dep_ in ("compound", "amod", "dobj", "nsubj", "poss")]
    near += objects_of(head, *(_AIMED_AT if trigger.verb else _AIMED))
    if trigger.verb:
        near += patients(head)
        near += agents(head)
        if any(t.lemma_.lower() in steering("verbal") for t in agents(head)):
            return True  # "critics attacked": with words
    elif head.dep_ == "pobj" and is_verb(head.head.head):
        if head.head.lower_ == "against":
            near += patients(head.head.head)  # "defended the budget against attacks"
        elif head.head.lower_ == "under":
            near += agents(head.head.head)  # "the pound came under attack"
            if any(t.lemma_.lower() in steering("verbal") for t in objects_of(head, "from", "by")):
                return True
    unreal = _figures(trigger.sense)
    return any(form in unreal for t in near if t.pos_ in ("NOUN", "PROPN") for form in lemmas(t))


def _is_physical(sense: Sense) -> bool:
    """Say whether a sense is of arms or hands: an idea may be rejected, but not shelled."""
    return sense.plover in ("ASSAULT", "MOBILIZE", "RETREAT") or sense.mode in ("seize", "restrict")


@cache
def _figures(sense: Sense) -> frozenset[str]:
    """Return the nouns that no weapon can hit; works of art can be burned but not besieged."""
    kinds = ["ailment", "notion", "contest"]
    if sense.name not in ("destruction", "looting"):
        kinds.append("work")
    return frozenset().union(*map(steering, kinds))


def _likened(trigger: Trigger) -> bool:
    """Only compared to it: "likened the meeting to a siege"."""
    head = trigger.head
    if trigger.verb or head.dep_ != "pobj" or head.head.lower_ not in ("to", "with"):
        return False
    return any(form in steering("liken") for form in lemmas(head.head.head))


def _pelted(trigger: Trigger) -> bool:
    """With what is no weapon: "bombarded him with questions", "rained praise on her"."""
    if not trigger.verb or trigger.sense.name != "shelling" or len(trigger.words) > 1:
        return False
    thrown = list(objects_of(trigger.head, "with"))
    if trigger.head.lemma_.lower() == "rain":
        thrown += children(trigger.head, "dobj")
    return bool(thrown) and not any(is_weapon(t) or is_armed(t) for t in thrown)


def _worded(trigger: Trigger) -> bool:
    """Struck or hit only in words: "struck a deal with the town", "hit out at the council"."""
    if not trigger.verb or trigger.head.lemma_.lower() not in ("strike", "hit"):
        return False
    return any(c.lower_ == "out" for c in children(trigger.head, "prt")) or any(
        form in steering("bargain") for t in children(trigger.head, "dobj") for form in lemmas(t)
    )


def _weightless(trigger: Trigger) -> bool:
    """What bursts is no thing that can: "the memo exploded online", but "a van exploded"."""
    if not trigger.verb or trigger.sense.roles != "happen" or len(trigger.words) > 1:
        return False
    things = [t for t in (*agents(trigger.head), *patients(trigger.head)) if t.pos_ != "PRON"]
    return bool(things) and not any(is_weapon(t) or is_armed(t) or _can_burst(t) for t in things)


def _can_burst(token: Token) -> bool:
    forms = lemmas(token)
    return token.ent_type_ == "PERSON" or any(
        form in steering("vehicle") or form in steering("burst") for form in forms
    )


def _of_firm(trigger: Trigger) -> bool:
    """Control of a body, not of ground: "took control of the brewer's board"."""
    if trigger.sense.name not in ("capture", "recapture"):
        return False
    control = [t for t in trigger.words if t.lemma_ == "control"]
    held = [t for word in control for t in objects_of(word, "of")]
    return bool(held) and all(t.lemma_.lower() in steering("firm") for t in held)


def _undone(trigger: Trigger) -> bool:
    """A truce that is over is no truce made: "a bomb ended the ceasefire", "breached the truce"."""
    if trigger.verb or trigger.sense.name != "ceasefire":
        return False
    verb = trigger.head.head
    if trigger.head.dep_ in ("dobj", "nsubjpass", "nsubj") and is_verb(verb):
        return any(form in steering("undo") for form in lemmas(verb))
    return trigger.head.dep_ == "pobj" and verb.head.lemma_.lower() in steering("undo_noun")


def _unarmed_war(trigger: Trigger) -> bool:
    """No one who could wage it: "the chefs went to war", "is at war with her party"."""
    if trigger.sense.name != "war" or not any(t.lemma_.lower() == "war" for t in trigger.words):
        return False
    if trigger.verb:
        who = agents(trigger.head)
    elif trigger.head.dep_ == "pobj" and trigger.head.head.lower_ == "at":
        verb = governor(trigger.head)
        who = () if verb is None else agents(verb)
    else:
        return False
    return bool(who) and not any(
        is_armed(t) or is_state(t) or t.pos_ in ("PRON", "PROPN") for t in who
    )


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
    """What a work tells: "the film is about a bank robbery", "in the novel, rebels storm"."""
    root = trigger.head.sent.root
    tellers = [*children(root, "nsubj", "nsubjpass")]
    for clause in (root, trigger.head, *trigger.head.ancestors):
        tellers += objects_of(clause, "in") if is_verb(clause) else ()
    return any(form in steering("fiction") for t in tellers for form in lemmas(t))


REFUSALS = (
    _modifies_other,
    _part_of_name,
    _figurative,
    _likened,
    _pelted,
    _worded,
    _weightless,
    _of_firm,
    _undone,
    _unarmed_war,
    _abstract,
    _natural,
    _fiction,
)
