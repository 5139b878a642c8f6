"""The statements of a text as a spaCy component: `nlp.add_pipe("dateline_statements")`.

For those who have a pipeline of their own. The parse is taken from it; what the component adds is

- `doc.spans["dateline_statements"]`: a span for each stretch of content, its label the certainty,
  its `id_` the statement;
- `doc._.dateline`: `entities`, `statements` and `methods` in the shape of `dateline-record/1`, as
  plain values, so that a Doc goes through `to_disk` and between processes.

Offsets are those of `doc.text`. Nothing of the pipeline itself uses this module.
"""

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from dateline.article.damaged_marks import note_damaged_marks
from dateline.article.given_parse import docs_of_passages
from dateline.article.intake import check_text
from dateline.article.opening import open_article
from dateline.article.parse import join_passages
from dateline.article.passages import split_passages
from dateline.article.quotations import find_quotations
from dateline.extract.mentions import find_entities
from dateline.extract.stance import weigh_statements
from dateline.extract.statements import find_statements
from dateline.extract.times import find_times
from dateline.pipeline import Options, methods_of
from dateline.records import Record

NAME = "dateline_statements"
# The stages whose methods stand behind what the component gives.
_STAGES = frozenset({"mentions", "times", "statements", "stance"})


class Statements:
    """Reads who says what, and how sure they are, in each Doc."""

    def __init__(self, nlp: Language, model: str | None) -> None:
        """Take the pipeline that parses, and a model's folder for what it leaves unparsed."""
        meta = nlp.meta
        facts = {"name": f"{meta['lang']}_{meta['name']}", "version": str(meta["version"])}
        self._model = model
        self._methods = {
            key: method
            for key, method in methods_of(Options(model=model), facts).items()
            if method.stage in _STAGES
        }
        if not Doc.has_extension("dateline"):
            Doc.set_extension("dateline", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with its statements."""
        record = self._read(doc)
        plain = record.to_dict()
        doc._.dateline = {key: plain[key] for key in ("entities", "statements", "methods")}
        doc.spans[NAME] = [
            span
            for statement in record.statements
            for content in statement.content
            if (
                span := doc.char_span(
                    content.start,
                    content.end,
                    label=statement.certainty,
                    span_id=statement.id,
                    alignment_mode="expand",
                )
            )
            is not None
        ]
        return doc

    def _read(self, doc: Doc) -> Record:
        """Return the record of an English text with words in it, else an empty one."""
        article = open_article(check_text(doc.text))
        passages = split_passages(article)
        if article.language != "en" or not any(p.text.strip() for p in passages):
            return Record(article=article)
        quotations = find_quotations(article, passages)
        article = note_damaged_marks(article, quotations)
        docs = docs_of_passages(doc, passages, self._model)
        keys = {method.stage: key for key, method in self._methods.items()}
        parse = join_passages(article, passages, quotations, docs, keys)
        statements, entities = find_statements(parse, find_entities(parse), find_times(parse))
        return Record(
            article=article,
            entities=entities,
            statements=weigh_statements(parse, statements, entities),
            methods=self._methods,
        )


@Language.factory(
    NAME,
    default_config={"model": None},
    assigns=["doc._.dateline", "doc.spans"],
    requires=["token.dep", "token.tag", "token.lemma", "token.ent_iob"],
)
def make_statements(nlp: Language, name: str, model: str | None) -> Any:  # noqa: ARG001 - spaCy's
    """Return the component; `model` as in `dateline.Options`."""
    return Statements(nlp, model)
