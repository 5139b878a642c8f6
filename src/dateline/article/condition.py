"""Say what is wrong with a text as it reached us: cut off, or all in capitals, and what shows it."""

import re

from dateline.article.casing import is_shouted
from dateline.records import Article, Condition, Span

# "... the army said [+2143 chars]": how news feeds shorten a text.
CUT_MARK = re.compile(
    r"(?:…|\.{3})?\s*\[\+?\d[\d,]* (?:more )?(?:chars|characters|words)\]\s*$", re.IGNORECASE
)
_TRAILS_OFF = re.compile(r"[^\s.…]+\s*(?:…|\.{3,}|\[(?:…|\.{3})\])[\"”’)\]]*$")
_STOPPED = re.compile(r"[.!?…:][\"'”’»)\]\s]*$|[\"”»)\]]$")
# Shorter last lines are signatures and headings; they end without a stop by right.
_SHORTEST_PARAGRAPH = 60
_SHOWN = 40


def find_conditions(article: Article, story: list[tuple[int, int]]) -> tuple[Condition, ...]:
    """Return what is wrong with the article; `story` are its blocks below the headline."""
    apart = {(f.span.start, f.span.end) for f in article.furniture}
    blocks = [block for block in story if block not in apart]
    if not blocks:
        return ()
    out = []
    shouted = [article.span(*block) for block in blocks if is_shouted(article.text[slice(*block)])]
    letters = sum(end - start for start, end in blocks)
    if sum(span.end - span.start for span in shouted) > letters / 2:
        out.append(Condition(kind="upper_case", evidence=(_start_of(article, shouted[0]),)))
    cut = _cut_off(article, blocks)
    if cut is not None:
        out.append(Condition(kind="truncated", evidence=(cut,)))
    return tuple(out)


def _start_of(article: Article, span: Span) -> Span:
    end = min(span.end, span.start + _SHOWN)
    return article.span(span.start, end)


def _cut_off(article: Article, blocks: list[tuple[int, int]]) -> Span | None:
    """Return the last words of a text that stops in the middle of a sentence."""
    start, end = blocks[-1]
    for sign in (CUT_MARK, _TRAILS_OFF):
        match = sign.search(article.text, max(start, end - 200), end)
        if match:
            return article.span(match.start(), match.end())
    if end - start < _SHORTEST_PARAGRAPH or _STOPPED.search(
        article.text[max(start, end - 5) : end]
    ):
        return None
    # Where hardly a paragraph ends in a stop, that is the writer's way.
    others = [block for block in blocks[:-1] if block[1] - block[0] >= _SHORTEST_PARAGRAPH]
    stopped = sum(bool(_STOPPED.search(article.text[max(a, b - 5) : b])) for a, b in others)
    if not others or stopped < 0.8 * len(others):
        return None
    at = article.text.rfind(" ", start, max(start + 1, end - _SHOWN)) + 1 or start
    return article.span(at, end)
