"""Fixtures that load the language model once for the whole run."""

from collections.abc import Callable

import pytest

from dateline.article.model import load_model
from dateline.article.opening import open_article
from dateline.article.parse import Parse, parse_passages
from dateline.article.passages import split_passages
from dateline.article.quotations import find_quotations
from dateline.pipeline import STAGES


@pytest.fixture(scope="session")
def parse() -> Callable[..., Parse]:
    """Return a function text[, published] -> Parse."""
    model = load_model()

    def run(text: str, published: str | None = None) -> Parse:
        article = open_article(text, published=published)
        passages = split_passages(article)
        quotations = find_quotations(article, passages)
        keys = {stage: stage for stage in STAGES}
        return parse_passages(article, passages, quotations, model.nlp, keys)

    return run
