"""Fixtures of the whole run: the language model, loaded once, and archives to test on."""

from collections.abc import Callable

import pytest
from tests.archives import archive, empty_sqlite, postgres, postgres_empty, server, where

from dateline.article.model import load_model
from dateline.article.opening import open_article
from dateline.article.parse import Parse, parse_passages
from dateline.article.passages import split_passages
from dateline.article.quotations import find_quotations
from dateline.pipeline import STAGES

__all__ = ["archive", "empty_sqlite", "parse", "postgres", "postgres_empty", "server", "where"]


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
