"""Find what stands inside quotation marks, and mend marks that are missing or misplaced."""

from dataclasses import dataclass

from dateline.article.passages import Passage
from dateline.records import Article


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words: `start`/`end` are article offsets inside the marks.

    `repair` names what was wrong with the marks (None: nothing); `scare` says that the quotation
    is a word or two inside a sentence, so not an utterance by itself.
    """

    start: int
    end: int
    repair: str | None = None
    scare: bool = False


def find_quotations(article: Article, passages: tuple[Passage, ...]) -> tuple[Quotation, ...]:
    """Return the quotations in the order of the text."""
    return ()
