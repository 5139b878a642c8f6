"""Restore the case of text in capitals, for the parser only: "THE ARMY IN QUITO" -> "The army in
Quito". Every code point stays in its place; what is not known is capitalised, as a name would be.

Evidence, strongest first: how the article itself writes the word elsewhere, acronyms that it sets
in brackets, the table of common words (lexicons/casing.yaml), and the words beside it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from dateline.article.casing_rules import (
    WORD,
    Seen,
    choose_forms,
    context_words,
    read_words,
    word_lists,
)

# Not at a passage's start, where brackets hold who speaks: "[ORR] THE BRIDGE IS ...".
_ACRONYM = re.compile(r"(?<=[^\W_] )[(\[]([^\W\d_]{2,10})[)\]]")
# "VCC [VELDEN CIVIL COUNCIL]": the letters stand for the words in brackets.
_EXPLAINED = re.compile(r"([^\W\d_]{2,8})\s*[\[(]([^\W\d_][^\[\]()]{6,80})[\])]")
# A passage is in capitals when this share of its letters is, and it has words enough to tell.
_SHOUTED = 0.85
_FEWEST_LETTERS = 8


def is_shouted(text: str) -> bool:
    """Say whether a text is written in capitals.

    Example:
        >>> is_shouted("TWO POLICEMEN DIED"), is_shouted("The UN said so")
        (True, False)
    """
    upper = sum(map(str.isupper, text))
    lower = sum(map(str.islower, text))
    return upper >= _FEWEST_LETTERS and upper >= _SHOUTED * (upper + lower)


def seen_forms(texts: Iterable[str]) -> Seen:
    """Return how an article writes its words where case tells: inside sentences, in brackets."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    acronyms: set[str] = set()
    for text in texts:
        if is_shouted(text):
            acronyms |= {
                w for w in _ACRONYM.findall(text) if w.casefold() not in word_lists()["lower"]
            }
            acronyms |= {w for w, name in _EXPLAINED.findall(text) if _stands_for(w, name)}
            continue
        for match in re.finditer(r"(?<=[^\W_][ ,] )[^\W\d_]+|(?<=[^\W_] )[^\W\d_]+", text):
            counts[match[0].casefold()][match[0]] += 1
    seen = {key: max(forms, key=lambda f: (forms[f], f)) for key, forms in counts.items()}
    return {**{word.casefold(): word for word in acronyms}, **seen}


def _stands_for(acronym: str, name: str) -> bool:
    words = [w for w in WORD.findall(name) if w.casefold() not in context_words()["body_joins"]]
    # In any order: acronyms keep the order of the language they come from.
    return len(words) > 1 and sorted(acronym) == sorted(word[0] for word in words)


def restore_case(text: str, seen: Seen, *, headline: bool = False) -> str:
    """Return the text with its case restored where it is in capitals, else unchanged.

    Args:
        text: A passage.
        seen: How the article writes words elsewhere, see `seen_forms`.
        headline: The text is a headline, so Capitals On Every Word are a matter of style.

    Returns:
        As many code points as `text` has; only their case differs.
    """
    if is_shouted(text):
        return _written(text, choose_forms(read_words(text), text, seen))
    if headline and _in_title_case(text):
        words = read_words(text)
        chosen = choose_forms(words, text, seen)
        plain = [w.text[:1].isupper() and w.text[1:].islower() for w in words]
        kept = [c if p else w.text for w, c, p in zip(words, chosen, plain, strict=True)]
        return _written(text, dict(zip(words, kept, strict=True)).values())
    return _lead_restored(text, seen)


def _lead_restored(text: str, seen: Seen) -> str:
    """Restore a lead: some papers set a story's first words in capitals ("TWO MEN were ...")."""
    lead = re.match(
        r"[\"“‘']?(?:[^\W\d_a-z](?:[^\Wa-z_]|['’](?=[^\Wa-z_])){0,30}[ ,]{1,3}){2,12}(?=[^\W\d_A-Z])",
        text,
    )
    if lead is None:
        return text
    head = lead.group()
    keys = [word.key for word in read_words(head)]
    if not any(key in word_lists()["lower"] and len(key) > 1 for key in keys):
        return text
    return _written(head, choose_forms(read_words(head), head, seen)) + text[len(head) :]


def _in_title_case(text: str) -> bool:
    long = [word for word in WORD.findall(text) if len(word) > 3]
    return len(long) > 2 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


def _written(text: str, forms: Iterable[str]) -> str:
    """Return the text with its words replaced by these forms of the same lengths."""
    out, last = [], 0
    for word, form in zip(read_words(text), forms, strict=True):
        out += [text[last : word.start], form]
        last = word.end
    return "".join([*out, text[last:]])
