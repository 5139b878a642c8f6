"""Tokens know where they stand in the article."""

import pytest

from dateline import read
from dateline.article.parse import names_within

pytestmark = pytest.mark.model

TEXT = (
    "Shells hit market\n\nTAIZ, Yemen (AP) — Two  men\ndied in Aden, Salim Hadi said.\n\n"
    "“We ran,” he said. “It was dark.” Nobody knew why."
)


def test_tokens_stand_where_the_article_has_them(parse):
    result = parse(TEXT)
    for token in result.doc:
        assert result.span(token).text == token.text
    phrase = result.tokens(TEXT.index("Two"), TEXT.index("died"))
    assert result.span(phrase).text == "Two  men"


def test_no_sentence_crosses_a_passage(parse):
    result = parse(TEXT)
    assert [result.passage_of[s.start] for s in result.sentences()] == [
        result.passage_of[s.end - 1] for s in result.sentences()
    ]
    assert result.is_headline(result.doc[0])
    assert not result.is_headline(result.doc[-1])


def test_a_token_knows_its_quotation(parse):
    result = parse(TEXT)
    quoted = [token.text for token in result.doc if result.quoted(token)]
    assert {"ran", "dark"} <= set(quoted)
    assert not {"said", "Nobody", "died"} & set(quoted)


def test_names_within_a_phrase_are_those_of_the_model(parse):
    doc = parse(TEXT).doc
    for start in range(len(doc)):
        for end in range(start + 1, min(len(doc), start + 8) + 1):
            phrase = doc[start:end]
            assert [(n.start, n.end, n.label_) for n in names_within(phrase)] == [
                (n.start, n.end, n.label_) for n in phrase.ents
            ]


@pytest.mark.model
def test_what_has_a_subject_and_a_modal_is_a_verb():
    """The model tags the last word a noun; an attack that only would come is none that came."""
    record = read("The CIA said the rebels would very likely attack.", "2024-01-05")
    assert all(event.realis != "actual" for event in record.events)
    assert [s.certainty for s in record.statements] == ["PR+"]
