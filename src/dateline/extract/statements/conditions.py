"""Find the condition a statement is put under: “if the guns stay silent, the road will open”."""

from spacy.tokens import Token

from dateline.article.parse import Parse
from dateline.lexicon import table
from dateline.records import Span

# "As if they had won", "even if it rains": nothing depends on it.
_NO_CONDITION_AFTER = frozenset({"as", "even", "what"})
_STOPS = " \t\r\n,;:—–-"


def find_condition(parse: Parse, content: tuple[Span, ...]) -> Span | None:
    """Return the first condition in the content, with its "if", None where there is none.

    In "asked if" and "it is not known if" the clause is a question and sets no condition.
    """
    for span in content:
        tokens = parse.tokens(span.start, span.end)
        for token in tokens:
            clause = _clause_under(token)
            if clause is None or clause.i >= tokens.end:
                continue
            last = min(clause.right_edge.i + 1, tokens.end)
            found = parse.span(token.doc[token.i : last])
            start, end = max(found.start, span.start), min(found.end, span.end)
            while end > start and parse.article.text[end - 1] in _STOPS:
                end -= 1
            return parse.article.span(start, end)
    return None


def _clause_under(token: Token) -> Token | None:
    """Return the verb of the clause that a word makes a condition."""
    if token.lower_ not in table("speaker_words")["conditions"] or token.dep_ != "mark":
        return None
    if token.i and token.doc[token.i - 1].lower_ in _NO_CONDITION_AFTER:
        return None
    clause = token.head
    return clause if clause.dep_ == "advcl" and clause.i > token.i else None
