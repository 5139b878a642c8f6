"""Parse a text for a scorer the way `dateline.read` does."""

from dateline.article.model import load_model
from dateline.article.opening import open_article
from dateline.article.parse import Parse, parse_passages
from dateline.article.passages import split_passages
from dateline.article.quotations import find_quotations
from dateline.pipeline import STAGES


def parse_text(text: str) -> Parse:
    """Return the parse of a text; its methods are the names of the stages."""
    article = open_article(text)
    passages = split_passages(article)
    quotations = find_quotations(article, passages)
    keys = {stage: stage for stage in STAGES}
    return parse_passages(article, passages, quotations, load_model(None).nlp, keys)
