"""The wording of a text, as copies are compared by it: sentences with words, names, numbers, days.

It reads letters only, no language model: comparing must be cheap enough to do for every pair that
might be one dispatch.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from sys import intern

from dateline import lexicon
from dateline.records import Record, Span
from dateline.spelling import fold_name, sound_key

# A sentence ends at a mark before a capital or a quotation mark; a line end always ends one.
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’']*\s+(?=[\"“‘'A-Z0-9])|\s*\n+\s*")
_TOKEN = re.compile(r"\d{1,3}(?:[,.]\d{3})+(?!\d)|\d+(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)?")
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]{12,600})[\"”»]")
_FEW_WORDS = 4  # a shorter sentence is a heading, a credit or an interjection
STEM = 5  # letters that inflected forms of one word nearly always share
_SHINGLE = 3
# Shorter words are mostly grammar.
_CONTENT = 4


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its words in order, the stems that carry meaning, names, numbers, days.

    `anchors` are what survives translation, names and numbers, in order.
    """

    words: tuple[str, ...]
    stems: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[float]
    days: frozenset[str]
    harms: frozenset[str]
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """The wording of one text."""

    sentences: tuple[Sentence, ...]
    shingles: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[float]
    quotes: frozenset[str]
    anchors: tuple[str, ...]  # names and numbers in the order in which they first come
    letters: str  # all words in order: equal in exact copies


def wording(text: str) -> Wording:
    """Return the wording of a text; `body` gives the text of a record."""
    sentences = tuple(
        sentence
        for piece in _SENTENCE_END.split(text)
        if len((sentence := _sentence(piece)).words) >= _FEW_WORDS
    )
    words = [word for sentence in sentences for word in sentence.words]
    return Wording(
        sentences=sentences,
        shingles=frozenset(
            " ".join(words[n : n + _SHINGLE]) for n in range(max(1, len(words) - _SHINGLE + 1))
        ),
        names=frozenset[str]().union(*(s.names for s in sentences)),
        numbers=frozenset[float]().union(*(s.numbers for s in sentences)),
        quotes=frozenset(quoted(text)),
        anchors=tuple(dict.fromkeys(a for s in sentences for a in s.anchors)),
        letters=" ".join(words),
    )


def body(record: Record) -> str:
    """Return the text without what belongs to the page; the line of the agency becomes a break."""
    article = record.article
    gone = [f.span for f in article.furniture]
    gone += [article.dateline.span] if article.dateline else []
    gone += [article.byline] if article.byline else []
    text = article.text
    for span in sorted(gone, key=lambda s: -s.start):
        text = f"{text[: span.start]}\n{text[span.end :]}"
    return text


def quoted(text: str) -> Iterable[str]:
    """Yield each quotation of some length, in letters only, so that marks and case do not count."""
    for hit in _QUOTED.finditer(text):
        words = _TOKEN.findall(fold_name(hit[1]))
        if len(words) >= _FEW_WORDS:
            yield " ".join(words)


def tokens(text: str) -> list[str]:
    """Return the words and numbers of a text as written."""
    return _TOKEN.findall(text)


def stems(text: str) -> frozenset[str]:
    """Return the stems of the words that carry meaning, names included."""
    return _sentence(text).stems


def _sentence(piece: str) -> Sentence:
    tokens = _TOKEN.findall(piece)
    folded = tuple(fold_name(token) for token in tokens)
    calendar = _calendar()
    days = frozenset(calendar[w] for w in folded if w in calendar)
    small = _small()
    content = {
        w
        for w in folded
        if len(w) >= _CONTENT and w not in small and w not in calendar and w not in _cardinals()
    }
    numbers = dict(_numbers(tokens, folded))
    named = {
        n: _stem(sound_key(fold))
        for n, (token, fold) in enumerate(zip(tokens, folded, strict=True))
        if n and token[0].isupper() and fold not in calendar and fold not in small
    }
    figures = {n: f"{value:g}" for n, value in numbers.items()}
    names = frozenset(named.values())
    return Sentence(
        words=folded,
        stems=frozenset(map(_stem, content)) | names,
        names=names,
        numbers=frozenset(numbers.values()),
        days=days,
        harms=frozenset(_harms()[s] for w in folded if (s := _stem(w)) in _harms()),
        anchors=tuple(word for _, word in sorted({**named, **figures}.items())),
    )


def _stem(word: str) -> str:
    return intern(word[:STEM])


def _numbers(tokens: list[str], folded: tuple[str, ...]) -> Iterator[tuple[int, float]]:
    """Yield position and number, in figures or words; "one" and "a" say too little to count."""
    cardinals = _cardinals()
    tens = 0
    for at, (token, word) in enumerate(zip(tokens, folded, strict=True)):
        value = cardinals.get(word)
        if tens:
            joined = value is not None and value < 10
            yield at - 1, float(tens + (value or 0) if joined else tens)
            tens = 0
            if joined:
                continue
        if token[0].isdigit():
            plain = token.replace(",", "")
            yield at, float(plain) if plain.count(".") < 2 else float(plain.replace(".", ""))
        elif value is not None and 20 <= value < 100:
            tens = value
        elif value is not None and value > 1:
            yield at, float(value)
    if tens:
        yield len(tokens) - 1, float(tens)


@cache
def _cardinals() -> Mapping[str, int]:
    numbers = lexicon.table("numbers")
    return {**numbers["cardinals"], **numbers["vague"]}


@cache
def _calendar() -> Mapping[str, str]:
    names = lexicon.table("time_names")
    days = {f: f"day{v}" for f, v in names["weekdays"].items()}
    months = {f: f"month{v}" for f, v in names["months"].items() if f != "may"}
    return {**days, **months}


@cache
def _small() -> frozenset[str]:
    return lexicon.words("function_words")


@cache
def _harms() -> Mapping[str, str]:
    """Return stem -> harm, for words that say people came to harm."""
    harm = lexicon.table("harm")
    return {
        _stem(word): kind
        for part in ("done_to", "befalls", "states", "happens_to")
        for kind, listed in harm[part].items()
        for word in listed
        if kind in ("killed", "injured") and " " not in word and len(word) > 2
    }


def sentence_of(record: Record, span: Span) -> Sentence:
    """Return the sentence that a span stands in, a headline or line counting as one."""
    return sentence_at(record, span)[1]


def sentence_at(record: Record, span: Span) -> tuple[int, Sentence]:
    """Return where the sentence of a span begins, and the sentence."""
    text = record.article.text
    line_start = text.rfind("\n", 0, span.start) + 1
    line_end = text.find("\n", span.end)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    at = line_start
    for piece in _SENTENCE_END.split(line):
        begin = text.index(piece, at)
        at = begin + len(piece)
        if at > span.start:
            return begin, _sentence(piece)
    return line_start, _sentence(line)
