"""Note on the article that its quotation marks reached us damaged, and what shows it."""

from dataclasses import replace

from dateline.article.quotations import Quotation
from dateline.records import Article, Condition

_MOST_SHOWN = 3
# Code points of each quotation that are shown.
_SHOWN = 40


def note_damaged_marks(article: Article, quotations: tuple[Quotation, ...]) -> Article:
    """Return the article, with the condition that its quotation marks had to be mended."""
    mended = [q for q in quotations if q.repair and not q.scare]
    if not mended:
        return article
    shown = tuple(article.span(q.start, min(q.end, q.start + _SHOWN)) for q in mended[:_MOST_SHOWN])
    found = Condition(kind="quotation_marks_damaged", evidence=shown)
    return replace(article, condition=(*article.condition, found))
