"""Relate statements to earlier ones: what one voice denies, agrees with, says again, depends on."""

import re
from collections.abc import Iterable
from dataclasses import replace

from dateline.lexicon import classes, table
from dateline.records import Relation, Statement

# Words that take up what was said before: "denied this", "rejected the claim".
_TAKES_UP = frozenset({"this", "that", "it"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "any", "his", "her", "its"})
# A statement does not answer one farther back than this many attributed ones.
REACH = 4
# Two contents that share this much of their words say the same; shorter ones share by chance.
_SAME = 0.75
_FEWEST_WORDS = 4
# A condition is what was said before where it has most of its words from there, in any form:
# "it would open the road" - "if the road is opened".
_TAKEN_UP = 0.6
_STEM = 4


def relate_statements(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Return the statements, each with its relations to statements before it."""
    said = [s for s in statements if s.kind != "narrator"]
    found: dict[str, Relation] = {}
    for number, statement in enumerate(said):
        before = said[max(0, number - REACH) : number][::-1]
        for rule in RULES:
            relation = rule(statement, before)
            if relation is not None:
                found[statement.id] = relation
                break
    return tuple(replace(s, relations=(found[s.id],)) if s.id in found else s for s in statements)


def denied(statement: Statement, before: list[Statement]) -> Relation | None:
    """Relate "the army denied this", "he rejected the claim" to what another said."""
    if statement.cue_class != "deny" or not _points_back(statement):
        return None
    return _to(_last_of_another(statement, before), "denies")


def agreed(statement: Statement, before: list[Statement]) -> Relation | None:
    """Relate "the union agreed with this view" to what another said."""
    if statement.cue_class != "agree" or not _points_back(statement):
        return None
    return _to(_last_of_another(statement, before), "agrees")


def repeated(statement: Statement, before: list[Statement]) -> Relation | None:
    """Relate a statement to one of the same voice in much the same words."""
    mine = _words(statement)
    for other in before:
        theirs = _words(other)
        if other.speaker != statement.speaker or min(len(mine), len(theirs)) < _FEWEST_WORDS:
            continue
        if len(mine & theirs) >= _SAME * len(mine | theirs):
            return _to(other, "repeats")
    return None


def conditional(statement: Statement, before: list[Statement]) -> Relation | None:
    """Relate "in that case they would sign", "if the road is opened" to what was said of it."""
    opening = statement.content[0].text.lower().lstrip("\"“‘' ")
    if opening.startswith(tuple(table("speaker_words")["in_that_case"])):
        return _to(before[0] if before else None, "conditional_on")
    if statement.condition is None:
        return None
    mine = _stems(statement.condition.text)
    for other in before:
        if len(mine) < 2 or _points_back(other):
            continue
        # "The army said it would leave": what it says of itself is said of the army.
        speaker = other.speaker_span.text if other.speaker_span else ""
        theirs = _stems(" ".join([speaker, *(span.text for span in other.content)]))
        if len(mine & theirs) >= _TAKEN_UP * len(mine) and len(mine & theirs) > 1:
            return _to(other, "conditional_on")
    return None


RULES = (denied, agreed, repeated, conditional)


def _points_back(statement: Statement) -> bool:
    """Say whether the content only names what was said: "this", "the accusations"."""
    words = re.findall(r"\w+", statement.content[0].text.lower())
    if words[:1] and words[0] in _TAKES_UP and len(words) == 1:
        return True
    if not words or words[0] not in _DEFINITE:
        return False
    nouns = classes("cue_nouns")
    return any(word in nouns or word.removesuffix("s") in nouns for word in words[1:4])


def _last_of_another(statement: Statement, before: Iterable[Statement]) -> Statement | None:
    for other in before:
        if other.speaker is not None and other.speaker != statement.speaker:
            return other
    return None


def _to(other: Statement | None, type: str) -> Relation | None:
    return Relation(type=type, to=other.id) if other is not None else None


def _words(statement: Statement) -> frozenset[str]:
    text = " ".join(span.text.lower() for span in statement.content)
    return frozenset(word for word in re.findall(r"\w+", text) if len(word) > 3)


def _stems(text: str) -> frozenset[str]:
    return frozenset(w[:_STEM] for w in re.findall(r"\w+", text.lower()) if len(w) >= _STEM)
