"""The mentions that another place can be said by, with their tokens."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Tokens

from dateline.article.parse import Parse
from dateline.records import Place, PlaceMention


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place and the mention of it that something is said by."""

    place: Place
    mention: PlaceMention
    tokens: Tokens


def anchors_of(parse: Parse, places: Iterable[Place]) -> Iterator[Anchor]:
    """Yield the mentions something can be said by, in the order of the text."""
    found = [
        (mention.start, place, mention)
        for place in places
        for mention in place.mentions
        if mention.use != "demonym"
    ]
    for _, place, mention in sorted(found, key=lambda f: f[0]):
        tokens = parse.tokens(mention.start, mention.end)
        if len(tokens):
            yield Anchor(place, mention, tokens)
