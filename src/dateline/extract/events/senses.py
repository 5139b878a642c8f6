"""What a trigger word means: its kind of happening, by the trigger lexicon."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline.lexicon import table
from dateline.vocabulary import Plover

Roles = Literal["attack", "harm", "mutual", "happen", "act"]


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
    """Words that name a happening: `head` is the token the grammar hangs on.

    `conditional`: the word is often something else, and counts only beside what the lexicon asks.
    """

    words: Tokens
    head: Token
    verb: bool
    sense: Sense
    why: str
    conditional: bool = False


@cache
def sense_of(name: str) -> Sense:
    """Return the sense of a class of `lexicons/event_triggers.yaml`."""
    row = table("event_triggers")[name]
    return Sense(name, row["plover"], row["mode"], row["acled"], row["roles"])
