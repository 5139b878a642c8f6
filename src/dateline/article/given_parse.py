"""Take over a parse that somebody else has made, so that no text is parsed twice.

A passage that stands in the text as the parser would read it (one line, its case and marks as they
should be) is cut out of the given Doc. Only the others - hard-wrapped lines, text in capitals - are
parsed here. What is taken over was read with the article's own nations in it: the stand-ins that
keep the parse alike for all sides (`standins`) come too late for it.
"""

from collections.abc import Iterator

from spacy.tokens import Doc

from dateline.article.model import load_model
from dateline.article.passages import Passage
from dateline.article.standins import parse_alike

# What the stages of extract/ ask of a token.
_ASKED = ("DEP", "TAG", "POS", "LEMMA", "ENT_IOB")


def docs_of_passages(
    doc: Doc, passages: tuple[Passage, ...], model: str | None = None
) -> list[Doc]:
    """Return one Doc for each passage, in the vocabulary of the given one.

    Args:
        doc: The parsed text of the whole article.
        passages: What is to be read of it.
        model: A spaCy model's folder for what has to be parsed here; None is the installed one.
            It is not loaded where nothing has to be.
    """
    taken = [_cut_out(doc, passage) for passage in passages]
    missing = [passage for passage, part in zip(passages, taken, strict=True) if part is None]
    parsed = _parsed(doc, missing, model)
    return [part if part is not None else next(parsed) for part in taken]


def _cut_out(doc: Doc, passage: Passage) -> Doc | None:
    """Return the tokens of a passage with their parse, None where the given Doc does not have it."""
    if not all(doc.has_annotation(attribute) for attribute in _ASKED):
        return None
    if doc.text[passage.start : passage.end] != passage.text:
        return None
    tokens = doc.char_span(passage.start, passage.end)
    if tokens is None:
        return None
    part = tokens.as_doc()
    part.tensor = Doc(doc.vocab).tensor  # nothing reads it, and those parsed here have none
    return part


def _parsed(doc: Doc, passages: list[Passage], model: str | None) -> Iterator[Doc]:
    if not passages:
        return
    texts = (passage.text for passage in passages)
    for part in parse_alike(texts, load_model(model).nlp):
        # Docs that are joined share one vocabulary.
        yield Doc(doc.vocab).from_bytes(part.to_bytes())
