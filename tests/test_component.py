"""The spaCy component: statements on a Doc, without a second parse."""

import tomllib
from importlib import import_module
from pathlib import Path

import pytest

pytestmark = pytest.mark.model

TEXT = (
    "The mayor of Velden, Ida Marsh, said on Friday that the bridge was gone and that the mill had "
    "probably burned.\n\n“Nobody was hurt,” she told reporters. The guards denied firing on the crowd."
)
WRAPPED = (
    "The mayor said on Friday that the old bridge below the mill was\ngone and that nobody knew who had "
    "blown it up that night.\n\nThe guards denied firing on the crowd."
)


@pytest.fixture(scope="module")
def nlp():
    """Return a pipeline of one's own with the component at its end."""
    import spacy

    import dateline.component
    from dateline.article.model import PACKAGES

    for package in PACKAGES:
        try:
            pipeline = import_module(package).load()
        except ImportError:
            continue
        assert isinstance(pipeline, spacy.language.Language)
        pipeline.add_pipe(dateline.component.NAME)
        return pipeline
    pytest.skip("no model package")


def test_the_doc_carries_each_statement_as_a_span(nlp) -> None:
    doc = nlp(TEXT)
    spans = [(s.id_, s.label_, s.text) for s in doc.spans["dateline_statements"]]
    assert ("s2", "PR+", "the mill had probably burned") in spans
    statements = {s["id"]: s for s in doc._.dateline["statements"]}
    assert {id for id, *_ in spans} == set(statements)
    assert statements["s1"]["speaker"] == statements["s3"]["speaker"]
    assert all(s["method"] in doc._.dateline["methods"] for s in statements.values())


def test_it_says_what_read_says(nlp) -> None:
    """No nation is named here, so that the parse is the same with and without stand-ins."""
    import dateline

    record = dateline.read(TEXT).to_dict()
    mine = nlp(TEXT)._.dateline["statements"]
    for key in ("content", "cue", "certainty", "speaker_span", "kind"):
        assert [s[key] for s in mine] == [s[key] for s in record["statements"]]


def test_a_text_that_was_parsed_is_not_parsed_again(nlp, monkeypatch) -> None:
    from dateline.article import given_parse

    def refuse(*_) -> None:
        raise AssertionError("parsed a second time")

    monkeypatch.setattr(given_parse, "load_model", refuse)
    assert nlp(TEXT).spans["dateline_statements"]


def test_what_the_given_parse_does_not_hold_is_parsed_here(nlp, monkeypatch) -> None:
    """Hard-wrapped lines are read as one: that paragraph only, the other is taken over."""
    from dateline.article import given_parse

    parsed = []
    inner = given_parse.parse_alike

    def listening(texts, model):
        parsed.extend(texts := list(texts))
        return inner(texts, model)

    monkeypatch.setattr(given_parse, "parse_alike", listening)
    doc = nlp(WRAPPED)
    assert parsed == [WRAPPED.split("\n\n", maxsplit=1)[0].replace("\n", " ")]
    contents = [s["content"][0]["text"] for s in doc._.dateline["statements"]]
    assert contents[0].startswith("the old bridge below the mill was\ngone")
    assert contents[-1] == "firing on the crowd"


def test_a_doc_without_a_parse_is_read_all_the_same() -> None:
    import spacy

    import dateline.component  # noqa: F401 - makes the component known

    blank = spacy.blank("en")
    blank.add_pipe("dateline_statements")
    doc = blank(TEXT)
    assert doc.spans["dateline_statements"][0].text == "the bridge was gone"


def test_the_result_goes_through_bytes_and_batches(nlp) -> None:
    from spacy.tokens import Doc

    first, second = nlp.pipe([TEXT, ""])
    again = Doc(nlp.vocab).from_bytes(first.to_bytes())
    assert again._.dateline == first._.dateline
    assert [s.id_ for s in again.spans["dateline_statements"]]
    assert second._.dateline["statements"] == []


def test_spacy_finds_the_component_by_its_entry_point() -> None:
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8"))
    target = project["project"]["entry-points"]["spacy_factories"]["dateline_statements"]
    module, _, factory = target.partition(":")
    assert callable(getattr(import_module(module), factory))
