"""All the ways of saying who holds a place, asked of every token of a sentence."""

from collections.abc import Callable, Iterable, Iterator

from spacy.tokens import Token

from dateline.extract.control.nouns import (
    by_attribute,
    by_contest,
    by_goal,
    by_noun,
    by_state,
)
from dateline.extract.control.verbs import (
    by_driving_out,
    by_falling,
    by_light_verb,
    by_misread_verb,
    by_move,
    by_verb,
)
from dateline.extract.control.words import ControlTrigger

Rule = Callable[[Token], Iterator[ControlTrigger]]

# Every rule is asked; two that find the same claim of one place are merged later.
RULES: tuple[Rule, ...] = (
    by_verb,
    by_light_verb,
    by_misread_verb,
    by_move,
    by_driving_out,
    by_falling,
    by_noun,
    by_attribute,
    by_state,
    by_goal,
    by_contest,
)


def find_control_triggers(tokens: Iterable[Token]) -> Iterator[ControlTrigger]:
    """Yield every saying of control among the tokens."""
    yield from (found for token in tokens for rule in RULES for found in rule(token))
