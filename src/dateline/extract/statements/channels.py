"""Find how, to whom and when something was said: the phrases around the cue, never its speaker."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dateline.article.parse import Parse
from dateline.extract.mentions import EntityBook
from dateline.extract.statements.attributions import Attribution
from dateline.extract.statements.speaker_phrases import phrase_of
from dateline.lexicon import table
from dateline.records import TimeSpan

# Verbs that are a channel of their own.
_VERB_CHANNELS = {
    "tweet": "twitter",
    "retweet": "twitter",
    "email": "email",
    "testify": "testimony",
}
_CHANNEL_PREPOSITIONS = frozenset({"in", "on", "at", "during", "via", "through", "by", "over"})
_HEARER_VERBS = frozenset({"tell", "assure", "inform", "remind", "warn", "reassure", "brief"})


@dataclass(frozen=True, slots=True)
class Setting:
    """How (`channel`), to whom (`addressee`, an entity id), on what ISO day (`uttered`)."""

    channel: str | None = None
    addressee: str | None = None
    uttered: str | None = None


def find_setting(
    parse: Parse, attribution: Attribution, times: tuple[TimeSpan, ...], book: EntityBook
) -> Setting:
    """Return the setting of one attribution as its own words state it."""
    cue = attribution.reading.cue
    source = attribution.reading.source
    hearer = _hearer(cue.token) if cue.kind in ("verb", "as_clause") else None
    if hearer is not None and source is not None and hearer.i == source.head.i:
        hearer = None
    addressee = book.of(hearer) if hearer is not None else None
    if hearer is not None and addressee is None and _is_press(hearer):
        addressee = book.enter(phrase_of(hearer), type="organization", why="press_told")
    return Setting(
        channel=_VERB_CHANNELS.get(cue.token.lemma_) or _channel(parse, attribution),
        addressee=addressee.id if addressee is not None else None,
        uttered=_uttered(parse, attribution, times),
    )


def channel_of(noun: Token) -> str | None:
    """Return the channel a noun stands for, with the words that belong to it."""
    for channel, members in table("channels").items():
        if noun.lemma_.lower() in members or noun.lower_ in members:
            kept = [
                t.lower_
                for t in noun.lefts
                if t.lower_ in table("speaker_words")["channel_words"] and t.lower_ not in channel
            ]
            if channel == "speech" and any(t.lower_ == "televised" for t in noun.lefts):
                return "television"
            return " ".join([*kept, channel])
    return None


def _channel(parse: Parse, attribution: Attribution) -> str | None:
    for noun in _phrases_around(parse, attribution):
        channel = channel_of(noun)
        if channel is not None:
            return channel
    return None


def _phrases_around(parse: Parse, attribution: Attribution) -> Iterator[Token]:
    """Yield the nouns of the prepositional phrases that hang on the cue, outside the content."""
    cue = attribution.reading.cue
    heads = [cue.token]
    if attribution.reading.source is not None and cue.token.dep_ in ("advcl", "acl", "conj"):
        heads.append(cue.token.head)
    for head in heads:
        for prep in head.children:
            if prep.dep_ != "prep" or prep.lower_ not in _CHANNEL_PREPOSITIONS:
                continue
            at = parse.starts[prep.i]
            if any(c.start <= at < c.end for c in attribution.content):
                continue
            for noun in prep.children:
                if noun.dep_ == "pobj":
                    yield noun


def _hearer(verb: Token) -> Token | None:
    if verb.lemma_ not in _HEARER_VERBS:
        return None
    return next((c for c in verb.children if c.dep_ in ("dobj", "dative") and c.i > verb.i), None)


def _is_press(hearer: Token) -> bool:
    """Say whether a hearer is an outlet by its name: "told the Velden Gazette"."""
    press = table("speaker_words")["press"]
    return hearer.pos_ == "PROPN" and any(t.lower_ in press for t in phrase_of(hearer))


def _uttered(parse: Parse, attribution: Attribution, times: tuple[TimeSpan, ...]) -> str | None:
    """Return the day of the time expression that hangs on the cue."""
    cue = attribution.reading.cue
    # Only times of the cue's own sentence can hang on it; they are in order and never overlap.
    sentence = parse.span(cue.token.sent)
    first = bisect_right(times, sentence.start, key=lambda time: time.span.end)
    last = bisect_left(times, sentence.end, key=lambda time: time.span.start)
    for time in times[first:last]:
        if time.start is None or time.end is None or time.start[:10] != time.end[:10]:
            continue
        if any(c.overlaps(time.span) for c in attribution.content):
            continue
        tokens = parse.tokens(time.span.start, time.span.end)
        if len(tokens) == 0:
            continue
        head = tokens.root
        for _ in range(2):
            if head.head.i == cue.token.i:
                return time.start[:10]
            head = head.head
    return None
