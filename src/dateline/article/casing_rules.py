"""The case of one word in a text of capitals, by rules: what it is, and what stands beside it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from dateline.lexicon import table

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*")
_BRACKETED_NAME = re.compile(r"\b([^\W\d_]{2,8})\s*\[([^\W\d_][^\[\]]{6,80})\]")
# A sentence starts after a stop, with or without quotation marks.
_OPENS = re.compile(r"[.!?…][\"”'’)\]]*\s*[\"“‘'«(\[]*$|:\s+[\"“«]$")
_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)
# Endings that make a word of English out of one that the table lacks.
_ENDING = re.compile(
    r".{3,}(?:tions?|ments?|ities|ists|isms?|fully|ously|ally|edly|ingly|lessness)$"
)
_AFFIX = re.compile(r"^(?:anti|counter|inter|mis|non|over|pre|re|un)|(?:ed|ial|ship|ness|less|s)$")
_SHORTEST_STEM = 5

_LONGEST_NAME = 8
_LONGEST_GAP = 20  # marks between two words that decide whether the second starts a sentence

Seen = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text: `opens` says that it starts a sentence, `gap` what stands before it."""

    start: int
    end: int
    text: str
    key: str
    gap: str
    opens: bool


def read_words(text: str) -> list[Word]:
    """Return the words of a text in order, each with what stands before it."""
    words: list[Word] = []
    for match in WORD.finditer(text):
        end = words[-1].end if words else 0
        gap = text[end : match.start()]
        opens = not words or bool(_OPENS.search(gap[-_LONGEST_GAP:]))
        if opens and words and gap.startswith(".") and _continues(words[-1]):
            opens = False
        words.append(Word(*match.span(), match[0], match[0].casefold(), gap, opens))
    return words


def _continues(before: Word) -> bool:
    """Say whether the stop after a word belongs to it: "GEN. X", "U.S. X", "J. X"."""
    return len(before.key) == 1 or before.key in context_words()["abbreviations"]


def choose_forms(words: list[Word], text: str, seen: Seen) -> list[str]:
    """Return each word as it should be written."""
    forms = [_form(words, at, seen) for at in range(len(words))]
    # From the end, so that "VICE PRESIDENT X" gets both its capitals.
    for at, word in reversed(list(enumerate(words))):
        if forms[at][:1].islower() and _in_name(words, forms, at):
            forms[at] = _title(word.text)
    for at in range(len(words)):
        _name_body(words, forms, at)
    for at, word in enumerate(words):
        if word.gap.endswith(("(", "[")) and forms[at].isupper() and len(word.key) > 1:
            _expand(words, forms, at)
    # Only after an acronym: elsewhere brackets hold a translator's words.
    shown = _BRACKETED_NAME.finditer(text)
    names = [match.span(2) for match in shown if match[1] in forms]
    names += [match.span() for match in _known_names().finditer(_lower(text))]
    for start, end in names:
        for at, word in enumerate(words):
            if (
                start <= word.start < end
                and word.key not in context_words()["body_joins"]
                and forms[at][:1].islower()
            ):
                forms[at] = _title(word.text)
    return [
        form[:1].upper() + form[1:] if word.opens and len(form[:1].upper()) == 1 else form
        for word, form in zip(words, forms, strict=True)
    ]


def _form(words: list[Word], at: int, seen: Seen) -> str:
    """Return how a word is written, by the first rule that knows."""
    return next(form for rule in _RULES if (form := rule(words, at, seen)) is not None)


def _initials(words: list[Word], at: int, _seen: Seen) -> str | None:
    """Keep "U.S.", "M-19", "UH-1" and a middle initial; "a" is the article, "1st" a number."""
    word = words[at]
    if word.gap[-1:].isdigit() and word.key in ("st", "nd", "rd", "th"):
        return word.key
    after = words[at + 1].gap if at + 1 < len(words) else ""
    kept = (
        "." in word.text
        or (len(word.text) == 1 and word.key != "a")
        or (len(word.text) <= 3 and re.match(r"-\d", after))
    )
    return word.text if kept else None


def _as_seen(words: list[Word], at: int, seen: Seen) -> str | None:
    form = seen.get(words[at].key)
    return form if form is not None and len(form) == len(words[at].text) else None


def _pronoun_us(words: list[Word], at: int, _seen: Seen) -> str | None:
    if words[at].key != "us":
        return None
    before = words[at - 1].key if at else ""
    pronoun = before in context_words()["before_pronoun_us"] or any(w.key == "u.s." for w in words)
    return "us" if pronoun else "US"


def _month(words: list[Word], at: int, _seen: Seen) -> str | None:
    """Capitalise "may" where it is the month: "8 MAY", "IN MAY"."""
    word = words[at]
    if word.key not in context_words()["months_that_are_words"]:
        return None
    after = words[at + 1].gap if at + 1 < len(words) else ""
    dated = bool(re.search(r"\d\s*$", word.gap)) or bool(re.match(r"\s*\d", after))
    in_month = at > 0 and word.gap == " " and words[at - 1].key in context_words()["before_month"]
    return _title(word.text) if dated or in_month else word.key


def _fixed(words: list[Word], at: int, _seen: Seen) -> str | None:
    key = words[at].key
    unlisted = key not in word_lists()["lower"] and key not in context_words()["abbreviations"]
    bare = not _VOWEL.search(key) and 1 < len(key) <= 6 and key.isalpha() and unlisted
    return words[at].text.upper() if bare or key in word_lists()["fixed"] else None


def _name_part(words: list[Word], at: int, _seen: Seen) -> str | None:
    """Write "EL SALVADOR" as El Salvador, "JUAN DE LA CRUZ" as Juan de la Cruz."""
    word, context = words[at], context_words()
    following = words[at + 1] if at + 1 < len(words) else None
    if following is None or following.gap not in (" ", "-"):
        return None
    if word.key in context["name_joins"]:
        return word.key
    if word.key in context["name_openers"] and _unlisted(following.key):
        inside = at > 0 and words[at - 1].key in context["name_joins"]
        return word.key if inside else _title(word.text)
    return None


def _common(words: list[Word], at: int, _seen: Seen) -> str | None:
    """Write the common words of English in lower case; a possessive is its noun's."""
    key = words[at].key
    noun = re.sub(r"(?:n['’]t|['’](?:s|re|ve|ll|d)?)$", "", key)
    return None if _unlisted(noun) else _lower(words[at].text)


def _as_name(words: list[Word], at: int, _seen: Seen) -> str | None:
    return _title(words[at].text)


_RULES: tuple[Callable[[list[Word], int, Seen], str | None], ...] = (
    _initials, _pronoun_us, _as_seen, _month, _fixed, _name_part, _common, _as_name,
)  # fmt: skip


def _in_name(words: list[Word], forms: list[str], at: int) -> bool:
    """Say whether a lower-case word is part of the name beside it."""
    word, context = words[at], context_words()
    before = forms[at - 1] if word.gap in (" ", "-") and at else ""
    after = forms[at + 1] if at + 1 < len(words) and words[at + 1].gap == " " else ""
    named_before = before[:1].isupper() and _unlisted(words[at - 1].key)
    named_after = after[:1].isupper() and _unlisted(words[at + 1].key)
    if word.key in context["name_titles"]:
        titled = at + 1 < len(words) and words[at + 1].key in context["name_titles"]
        return named_after or (titled and after[:1].isupper())
    if word.key in context["body_heads"]:
        return named_before
    return word.key in word_lists()["shared"] and (named_before or named_after)


def _name_body(words: list[Word], forms: list[str], head: int) -> None:
    """Capitalise "the National Police", "X National Liberation Front", "Ministry of Defense"."""
    context = context_words()
    if words[head].key not in context["body_heads"]:
        return
    first = head
    while first and words[first].gap == " " and words[first - 1].key in context["body_words"]:
        first -= 1
    before = words[first - 1].key if first and words[first].gap == " " else ""
    last = head + 1
    if words[head].key in context["heads_with_of"] and _keys(words, last, last + 1) == ["of"]:
        end = last + 1
        while _keys(words, end, end + 1) and (
            words[end].key in context["body_ends"]
            or (words[end].key == "and" and words[end - 1].key in context["body_ends"])
        ):
            end += 1
        last = end if words[end - 1].key in context["body_ends"] - {"the"} else last
    if last == head + 1 and (first == head or not (before == "the" or _unlisted(before))):
        return
    for at in range(first, last):
        if words[at].key not in context["body_joins"] and forms[at].islower():
            forms[at] = _title(words[at].text)


def _keys(words: list[Word], start: int, end: int) -> list[str]:
    """Return the keys of words that follow without punctuation between them."""
    return [word.key for word in words[start:end] if word.gap == " "]


def _expand(words: list[Word], forms: list[str], at: int) -> None:
    """Capitalise the name that an acronym in brackets stands for: "the X Y Committee (XYC)"."""
    joins = context_words()["body_joins"]
    first = at
    while first > 0 and words[first].gap.strip() in ("", "(", "[") and at - first < _LONGEST_NAME:
        if words[first - 1].key in ("the", "a", "an", "his", "its", "their", "called"):
            break
        first -= 1
    else:
        return
    for number in range(first, at):
        if words[number].key not in joins and forms[number].islower():
            forms[number] = _title(words[number].text)


def _unlisted(key: str) -> bool:
    """Say whether a word is none of English's common ones, so a name or made from one."""
    key = re.sub(r"['’]s?$", "", key)
    return bool(key) and not _listed(key) and not _ENDING.match(key) and not _listed(_stem(key))


def _listed(key: str) -> bool:
    return key in word_lists()["lower"] or key in word_lists()["shared"]


def _stem(key: str) -> str:
    """Return the word that a word of English seems to be made from: "unwounded" -> "wounded"."""
    stem = _AFFIX.sub("", key, count=1)
    return stem if len(stem) >= _SHORTEST_STEM else ""


def _lower(text: str) -> str:
    """Return the text in lower case, code point by code point ("İ" would become two)."""
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def _title(text: str) -> str:
    """Return a name as names are written: Quito, O'Brien, D'Aubuisson, McDonald, but Peru's."""
    lower = list(_lower(text))
    capitals = {0}
    if len(text) > 3 and text[1] in "'’":
        capitals.add(2)
    if len(text) > 4 and text[:2].casefold() == "mc":
        capitals.add(2)
    return "".join(text[at] if at in capitals else char for at, char in enumerate(lower))


@cache
def word_lists() -> Mapping[str, frozenset[str]]:
    """Return the common words by how they are cased: lower, shared (with names), fixed."""
    rows = {name: frozenset(words.casefold().split()) for name, words in table("casing").items()}
    own = table("casing_context")
    fixed = frozenset(word.casefold() for word in own["fixed"])
    shared = frozenset(own["shared"])
    nouns = {*own["name_titles"], *own["body_heads"], *own["lower"]} - {*own["abbreviations"]}
    return {
        "lower": (rows["lower"] | nouns | {"a"}) - fixed - shared,
        "shared": (rows["shared"] | shared) - fixed,
        "fixed": rows["fixed"] | fixed,
    }


@cache
def _known_names() -> re.Pattern[str]:
    names = sorted(table("casing_context")["names"], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(name) for name in names) + r")\b")


@cache
def context_words() -> Mapping[str, frozenset[str]]:
    """Return the lists of words that say something about the case of those beside them."""
    return {name: frozenset(words) for name, words in table("casing_context").items()}
