"""Tell English from what is not: dateline reads English only, and says so of the rest."""

import re

from dateline.lexicon import words

# Too few to tell: a headline may hold none of the common words.
LEAST_WORDS = 25
# Of 1,015 English news texts the lowest share was .12 (a page of embedded posts), the next .17;
# Spanish, German and Turkish reports stay under .04 ("a", "on", "he" are words there too).
LEAST_SHARE = 0.08
_WORD = re.compile(r"[^\W\d_]+")


def guess_language(text: str) -> str:
    """Return "en", or "und" (ISO 639-3, undetermined) where a text of some length is not English.

    Example:
        >>> guess_language("Rockets struck the town on Monday.")
        'en'
    """
    found = _WORD.findall(text[:20_000].casefold())
    if len(found) < LEAST_WORDS:
        return "en"
    common = words("function_words")
    return "en" if sum(word in common for word in found) / len(found) >= LEAST_SHARE else "und"
