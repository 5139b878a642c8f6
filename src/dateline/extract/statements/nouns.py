"""Tell the nouns that can speak from those that cannot: bodies, texts, happenings."""

import re
from functools import cache

from spacy.tokens import Token

from dateline.lexicon import classes, table

# What ends in these makes or is a person: "voters", "strategists", "Tunisians", "women".
_PERSON_ENDING = re.compile(
    r"(?:[eo]r|ist|ian|ant|ee|crat|man|woman|wright|men|women|people|folk)s?", re.IGNORECASE
)
_QUANTIFIERS = frozenset("many some few most others other both one two three several all".split())


def may_hold_views(head: Token) -> bool:
    """Say whether a head noun can claim, want or threaten: no "incidents", no "decision"."""
    if head.pos_ in ("PROPN", "PRON", "NUM") or head.ent_type_:
        return True
    lemma = head.lemma_.lower()
    if lemma in classes("agents") or lemma in _QUANTIFIERS or head.lower_ in _QUANTIFIERS:
        return True
    return len(lemma) > 4 and re.search(_PERSON_ENDING.pattern + "$", head.lower_) is not None


def is_document(noun: Token) -> bool:
    """Say whether a noun names a text that speaks for somebody."""
    return classes("agents").get(noun.lemma_.lower()) == "document"


@cache
def _happenings() -> frozenset[str]:
    """Return the nouns that only ever name an event: no document, nobody who can speak."""
    rows = table("event_triggers").values()
    # An inquiry finds and concludes.
    nouns = {n for row in rows if row["plover"] != "INVESTIGATE" for n in row.get("nouns", ())}
    return frozenset(nouns - classes("agents").keys() - classes("cue_nouns").keys())


def is_happening(head: Token) -> bool:
    """Say whether a head noun names what happens: "the shelling", "a ceasefire"."""
    return head.pos_ == "NOUN" and head.lemma_.lower() in _happenings()
