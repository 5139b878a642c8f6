"""What an article is about, as far as its words tell: sport, business, a film, a storm, the past.

A dispatch must never be turned away, so a subject is only named where its words are many and
different, fill most of the sentences, and next to nothing speaks of conflict or repression.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dateline import lexicon
from dateline.article.parse import Parse
from dateline.records import Span

# So many different words of a subject, in so large a share of the sentences, are needed. In a
# text of two sentences a single "match" and "coach" would decide; three words rarely mislead.
WORDS = 3
SHARE = 0.5
# The list of words that do not speak against a subject: a driver may be arrested after a crash, a
# film may be about soldiers, a defence may be under siege.
SPARED = {
    "accident": "helpers",
    "business": "figures",
    "fiction": "pasts",
    "history": "pasts",
    "obituary": "pasts",
    "sport": "figures",
    "weather": "helpers",
}
# These tell of what once was: only what bears no date of its own is kept back.
PASTS = frozenset(["history", "obituary"])
# The past bears a number: "in 1943", "the 1980s", "the fifth century", "he was 91".
PAST = re.compile(r"\d|\bcentur", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A subject that gives no current events, and the words that show it, in text order."""

    name: str
    evidence: tuple[Span, ...]


def find_subject(parse: Parse) -> Subject | None:
    """Return the subject of the article if it is one of those without conflict, else None."""
    found = [subject for name in _subjects() if (subject := _subject(parse, name)) is not None]
    return max(found, key=lambda s: len(s.evidence), default=None)


def _subject(parse: Parse, name: str) -> Subject | None:
    """Return the subject of this name if its words carry the article."""
    text = parse.article.text
    evidence: list[Span] = []
    filled = total = 0
    for sentence in parse.sentences():
        span = parse.span(sentence)
        total += 1
        here = list(_subjects()[name].finditer(text, span.start, span.end))
        filled += bool(here)
        evidence += [parse.article.span(*hit.span()) for hit in here]
        for hit in _against(name).finditer(text, span.start, span.end):
            if not any(own.start() <= hit.start() < own.end() for own in here):  # "a price war"
                return None
    kinds = {re.sub(r"\d+", "#", e.text.casefold()).rstrip("s") for e in evidence}
    if len(kinds) < WORDS or filled < SHARE * total:
        return None
    if name in PASTS and not any(PAST.search(e.text) for e in evidence):
        return None
    return Subject(name=name, evidence=tuple(evidence))


@cache
def _subjects() -> Mapping[str, re.Pattern[str]]:
    return {name: _any_of(words) for name, words in lexicon.table("gate")["subjects"].items()}


@cache
def _against(name: str) -> re.Pattern[str]:
    """Return what speaks against a subject: helpers do not at an accident, soldiers not in a film."""
    rows = lexicon.table("gate")
    spared = frozenset(rows[SPARED[name]])
    return _any_of([w for w in rows["against"] if w not in spared])


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    inner = "|".join(re.escape(p).replace(r"\#", r"\d+") for p in longest_first)
    return re.compile(rf"(?<![\w-])(?:{inner})(?:s|es|['’]s)?(?![\w-])", re.IGNORECASE)
