"""Read the opening of a text: headline, byline, dateline and date, and mark the furniture."""

import hashlib
import re
from collections.abc import Iterator

from dateline.records import Article, Dateline, Furniture

# "KYIV, Ukraine —", "ADEN, Yemen, March 7 (Xinhua) --": a town in capitals before a dash.
_DATELINE = re.compile(
    r"(?P<town>[^\W\d_]{2,}(?:[ '’.-][^\W\d_]+){0,3})(?P<rest>[^\n—–]{0,60}?)\s*(?:—|–|--)\s+"
)


def open_article(text: str, *, id: str = "article", published: str | None = None) -> Article:
    """Return the article: the text with what its opening says of itself.

    Args:
        text: The article text, as decoded.
        id: The name of the article in its record.
        published: The ISO day of publication, where the caller knows it.
    """
    bare = Article(
        id=id,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        length=len(text),
        text=text,
        published=published,
        published_basis="given" if published else "unknown",
    )
    blocks = list(paragraphs(text))
    headline = dateline = None
    if len(blocks) > 1:
        start, end = blocks[0]
        if end - start < 200 and text[end - 1] not in '.!?”"':
            headline = bare.span(start, end)
    for start, end in blocks[:3]:
        match = _DATELINE.match(text, start, end)
        if match and match["town"].isupper():
            stop = match.start() + len(match.group().rstrip())
            dateline = Dateline(span=bare.span(start, stop), town=bare.span(*match.span("town")))
            break
    furniture = tuple(
        Furniture(span=bare.span(start, end), kind="repeated_headline")
        for start, end in blocks[1:]
        if headline and text[start:end].casefold() == headline.text.casefold()
    )
    return Article(
        id=id,
        sha256=bare.sha256,
        length=bare.length,
        text=text,
        headline=headline,
        dateline=dateline,
        published=published,
        published_basis=bare.published_basis,
        furniture=furniture,
    )


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each paragraph: text between blank lines, trimmed."""
    for match in re.finditer(r"\S(?:.*?\S)?(?=\s*?\n\s*?\n|\s*\Z)", text, re.DOTALL):
        yield match.span()
