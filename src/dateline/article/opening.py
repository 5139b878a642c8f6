"""Read the opening of a text: headline, byline, dateline and date, and mark the furniture."""

import hashlib
import re
from dataclasses import replace
from functools import cache
from typing import Literal

from dateline.article.condition import find_conditions
from dateline.article.datelines import (
    Filed,
    FiledOn,
    find_dateline,
    find_day,
    find_day_line,
    find_town_line,
)
from dateline.article.furniture import find_furniture, is_furniture
from dateline.article.language import guess_language
from dateline.article.layout import paragraphs
from dateline.lexicon import table
from dateline.records import Article, Furniture, Span

# An opening is the first few blocks; what looks like a dateline further down is a new dispatch.
_OPENING = 5
_LONGEST_HEADLINE = 220
_LONGEST_BYLINE = 120
# A headline ends like no sentence; a question, a cry or a quotation it may be.
_SENTENCE_END = re.compile(r"[.…:;,][\"'”’»)\]]*$")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
# Scraped pages lose line breaks: "... Talks StallGENEVA (AP) - ...", "... Bomb PlotA court ...".
_GLUED = re.compile(r"(?<=[^\W\d_A-Z][^\W\d_A-Z])(?=[A-Z]{3}|(?:An?|The|In|On|At)\s+[^\W\d_A-Z])")
_ARTICLE = re.compile(r"(?:An?|The|In|On|At)\s")
# Of the longer words of a headline in title case, this share is capitalised.
_TITLE_SHARE = 0.75

Block = tuple[int, int]


def open_article(text: str, *, id: str = "article", published: str | None = None) -> Article:
    """Return the article: the text with what its opening says of itself.

    Args:
        text: The article text, as decoded.
        id: The name of the article in its record.
        published: The ISO day of publication, where the caller knows it. Where not, a full date
            in the dateline, or else a line of the page ("Published: ..."), gives it.
    """
    bare = Article(
        id=id,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        length=len(text),
        text=text,
        language=guess_language(text),
    )
    blocks = list(paragraphs(text))
    headline, byline, filed, own = None, None, None, list[Furniture]()
    labelled: FiledOn | None = None
    if blocks:
        headline, blocks = _headline(bare, blocks)
    story = blocks[1:] if headline else blocks
    for number, (start, end) in enumerate(story[:_OPENING]):
        day_line = find_day_line(bare, start, end)
        found = find_dateline(bare, start, end)
        if number == 0 and len(story) > 1:
            found = found or find_town_line(bare, start, end)
        if day_line is not None and filed is None:
            filed = day_line
        elif found is not None:
            filed = _joined(found, filed)
            break
        elif byline is None and _is_byline(text, start, end, first=not headline and number == 0):
            byline = bare.span(start, end)
        elif labelled is None and (labelled := _labelled_day(text, start, end)) is not None:
            own.append(Furniture(span=bare.span(start, end), kind="metadata"))
    if byline is None and len(story) > 1 and _is_signature(text, *story[-1]):
        byline = bare.span(*story[-1])

    line, day = None, published
    basis: Literal["given", "metadata", "dateline", "unknown"] = "given" if day else "unknown"
    if filed is not None:
        line = replace(filed.line, date=filed.on.iso(published) if filed.on else None)
        if line.date and published is None:
            day, basis = line.date, "dateline"
    if day is None and labelled is not None and (day := labelled.iso()):
        basis = "metadata"
    article = replace(
        bare, headline=headline, byline=byline, dateline=line, published=day, published_basis=basis
    )
    furniture = sorted((*own, *find_furniture(article, story)), key=lambda f: f.span.start)
    article = replace(article, furniture=tuple(furniture))
    return replace(article, condition=find_conditions(article, story))


def _headline(article: Article, blocks: list[Block]) -> tuple[Span | None, list[Block]]:
    """Return the headline, if there is one, and the blocks with it as the first."""
    (start, end), rest = blocks[0], blocks[1:]
    glued = _glued_headline(article, start, end)
    if glued is not None:
        return article.span(start, glued), [(start, glued), (glued, end), *rest]
    if rest and _reads_as_headline(article, start, end):
        return article.span(start, end), blocks
    return None, blocks


def _reads_as_headline(article: Article, start: int, end: int) -> bool:
    text = article.text[start:end]
    if len(text) > _LONGEST_HEADLINE or not _WORD.search(text):
        return False
    if any(find(article, start, end) for find in (find_dateline, find_day_line, find_town_line)):
        return False
    if _is_byline(article.text, start, end, first=True) or is_furniture(text):
        return False
    if not _SENTENCE_END.search(text):
        return True
    # Some sites close headlines with a full stop: "Court Frees Two Editors."
    return text[-1] == "." and not text.isupper() and _in_title_case(text)


def _glued_headline(article: Article, start: int, end: int) -> int | None:
    """Return where a headline that lost its line break ends, or None."""
    for match in _GLUED.finditer(article.text, start, min(end, start + _LONGEST_HEADLINE)):
        head = article.text[start : match.start()]
        if _SENTENCE_END.search(head) or re.search(r"[.!?]\s", head):
            return None
        if find_dateline(article, match.start(), end) or (
            len(head.split()) > 3
            and _in_title_case(head)
            and _ARTICLE.match(article.text, match.start())
        ):
            return match.start()
    return None


def _in_title_case(text: str) -> bool:
    """Say whether a line is written Like This Line or LIKE THIS ONE."""
    long = [word for word in _WORD.findall(text) if len(word) > 3]
    return len(long) > 1 and sum(word[0].isupper() for word in long) >= _TITLE_SHARE * len(long)


def _joined(found: Filed, day_line: Filed | None) -> Filed:
    """Return the dateline, with the day of the line above it where it has none of its own."""
    return found if day_line is None or found.on else Filed(line=found.line, on=day_line.on)


@cache
def _byline_pattern() -> re.Pattern[str]:
    words = table("opening")

    def one_of(name: str) -> str:
        return "|".join(re.escape(w) for w in sorted(words[name], key=len, reverse=True))

    name = r"(?-i:[^\W\d_a-z])[\w.'’-]*"
    join = rf"(?:\s+|\s*[,;&|/]\s*)(?:{name}|(?:{one_of('byline_joins')})\b|(?:{one_of('byline_roles')})\b)"
    return re.compile(
        rf"(?:{one_of('byline_starts')}):?\s+(?:the\s+)?{name}(?:{join}){{0,16}}"
        rf"|(?P<plain>{name}(?:\s+{name}){{1,3}}(?:,\s*(?:{one_of('byline_roles')})|\s+in\s+{name}(?:\s+{name})?))"
        rf"|(?:{one_of('agencies')})(?:\s+(?:{one_of('byline_roles')}))?",
        re.IGNORECASE,
    )


def _is_byline(text: str, start: int, end: int, *, first: bool = False) -> bool:
    """Say whether a block names who wrote the report: "By Ana Ruiz in Beirut", "AFP".

    The `first` block needs its "By": "Mortars Hit Market in Taiz" looks like a name in a town.
    """
    match = _byline_pattern().fullmatch(text, start, min(end, start + _LONGEST_BYLINE + 1))
    if match is None or match.end() != end:
        return False
    return match["plain"] is None or not (first or match[0].isupper())


# "ab/cd", "ef,gh/ij (AFP, Reuters)", "KLM": how desks sign the last line.
_SIGNATURE = re.compile(
    r"(?:[a-z]{2,4}(?:[,/][a-z]{2,4})+|[A-Z]{2,4}(?:[,/][A-Z]{2,4})*)(?:\s*\([^()]{2,40}\))?"
)


def _is_signature(text: str, start: int, end: int) -> bool:
    signed = bool(_SIGNATURE.fullmatch(text, start, end))
    # Brackets with an agency also close captions; "END" is no one's initials.
    return signed and is_furniture(text[start:end]) in (None, "caption")


def _labelled_day(text: str, start: int, end: int) -> FiledOn | None:
    """Return the day of a line that the page put there: "Published: 17 January 2018"."""
    if end - start > _LONGEST_BYLINE:
        return None
    line = " ".join(text[start:end].split())
    labels = sorted(table("opening")["date_labels"], key=len, reverse=True)
    label = next((w for w in labels if line.casefold().startswith(w)), None)
    on = find_day(line[len(label) :].lstrip(": ")) if label else None
    return on if on is not None and on.year is not None else None
