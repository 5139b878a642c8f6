"""The one spaCy pass: passages to sentences and tokens that know where they stand in the text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from dateline.article.passages import Passage
from dateline.article.quotations import Quotation
from dateline.article.standins import parse_alike
from dateline.records import Article, Span


@dataclass(frozen=True, slots=True, eq=False)
class Parse:
    """What the stages of `extract` read: transient, never stored, never in a record.

    One Doc holds all passages in order. `starts[i]`/`ends[i]` are the article offsets of token i;
    `passage_of[i]` is the index into `passages`. `methods` maps a stage to its key in the record.
    """

    article: Article
    passages: tuple[Passage, ...]
    quotations: tuple[Quotation, ...]
    doc: Doc
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    passage_of: tuple[int, ...]
    quotation_starts: tuple[int, ...]
    methods: Mapping[str, str]

    def span(self, piece: Tokens | Token) -> Span:
        """Return the article span of a token or a run of tokens."""
        if isinstance(piece, Token):
            return self.article.span(self.starts[piece.i], self.ends[piece.i])
        return self.article.span(self.starts[piece.start], self.ends[piece.end - 1])

    def tokens(self, start: int, end: int) -> Tokens:
        """Return the tokens that overlap article offsets `start`..`end` (possibly none)."""
        first = bisect_right(self.ends, start)
        last = bisect_left(self.starts, end)
        return self.doc[first : max(first, last)]

    def sentences(self) -> Iterator[Tokens]:
        """Yield the sentences in the order of the text; none crosses a passage."""
        yield from self.doc.sents

    def is_headline(self, token: Token) -> bool:
        """Say whether the token stands in the headline."""
        return self.passages[self.passage_of[token.i]].kind == "headline"

    def quoted(self, token: Token) -> Quotation | None:
        """Return the quotation the token stands in, or None."""
        at = self.starts[token.i]
        # Quotations are in order and none holds another, so the last to start is the only one.
        number = bisect_right(self.quotation_starts, at) - 1
        return self.quotations[number] if number >= 0 and at < self.quotations[number].end else None


def names_within(phrase: Tokens) -> Iterator[Tokens]:
    """Yield the names that the model found wholly inside a phrase.

    The same as spaCy's `phrase.ents`, which goes through the whole document each time.
    """
    doc = phrase.doc
    for token in phrase:
        if token.ent_iob_ == "B":
            end = token.i + 1
            while end < phrase.end and doc[end].ent_iob_ == "I":
                end += 1
            if end == len(doc) or doc[end].ent_iob_ != "I":
                yield Tokens(doc, token.i, end, label=token.ent_type_)


def parse_passages(
    article: Article,
    passages: tuple[Passage, ...],
    quotations: tuple[Quotation, ...],
    nlp: Language,
    methods: Mapping[str, str],
) -> Parse:
    """Parse each passage on its own with `nlp` and join the results into one Parse."""
    docs = list(parse_alike((passage.text for passage in passages), nlp))
    return join_passages(article, passages, quotations, docs or [Doc(nlp.vocab)], methods)


def join_passages(
    article: Article,
    passages: tuple[Passage, ...],
    quotations: tuple[Quotation, ...],
    docs: list[Doc],
    methods: Mapping[str, str],
) -> Parse:
    """Return the Parse of passages that are parsed already, each in a Doc of its own."""
    doc = _mended(Doc.from_docs(docs, ensure_whitespace=True))
    starts: list[int] = []
    ends: list[int] = []
    passage_of: list[int] = []
    for number, (passage, part) in enumerate(zip(passages, docs, strict=False)):
        for token in part:
            starts.append(passage.origin[token.idx])
            ends.append(passage.origin[token.idx + len(token) - 1] + 1)
            passage_of.append(number)
    return Parse(
        article=article,
        passages=passages,
        quotations=quotations,
        doc=doc,
        starts=tuple(starts),
        ends=tuple(ends),
        passage_of=tuple(passage_of),
        quotation_starts=tuple(quotation.start for quotation in quotations),
        methods=methods,
    )


def _mended(doc: Doc) -> Doc:
    """Mend what the grammar itself shows to be misread, the same in every text."""
    for token in doc:
        _mend_modal_verb(token)
        _mend_subject(token)
    return doc


def _mend_modal_verb(token: Token) -> None:
    """Tag as a verb what has a subject and a modal: "the rebels would likely attack"."""
    if token.tag_ in ("NN", "NNP") and not token.text[0].isupper():
        below = {child.dep_: child.tag_ for child in token.children}
        if below.get("aux") == "MD" and "nsubj" in below:
            token.tag_, token.pos_, token.lemma_ = "VB", "VERB", token.lower_


def _mend_subject(token: Token) -> None:
    """Make a subject of what opens the clause of a verb that has none: "Shelling hit the town".

    The model takes it for an auxiliary, which but "having" and "being" no such form is, or
    "Heavy shelling" for an adverb.
    """
    verb = token.head
    form = token.tag_ == "VBG" and token.dep_ == "aux" and token.lemma_ not in ("have", "be")
    adverb = token.tag_ == "NN" and token.dep_ == "advmod" and token.lower_.endswith("ing")
    if not (form or adverb) or verb.tag_ not in ("VBD", "VBZ") or token.i + 1 != verb.i:
        return
    if not any(child.dep_ in ("nsubj", "nsubjpass", "csubj", "expl") for child in verb.children):
        token.tag_, token.pos_, token.lemma_, token.dep_ = "NN", "NOUN", token.lower_, "nsubj"
