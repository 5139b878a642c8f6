"""Find who says what: content, cue and speaker of each attribution, and the article's own voice."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from dateline.article.parse import Parse
from dateline.extract.mentions import EntityBook
from dateline.extract.statements.attributions import MARKS, Attribution, find_attributions
from dateline.extract.statements.channels import find_setting
from dateline.extract.statements.conditions import find_condition
from dateline.extract.statements.readings import CITING
from dateline.extract.statements.relations import relate_statements
from dateline.extract.statements.speakers import Speakers
from dateline.records import Entity, Span, Statement, TimeSpan
from dateline.vocabulary import StatementKind

# Code points of a connective or a mark that may stand before what is passed on.
EDGE = 5
# Conditions of a text that reached us through hands that change words.
_ALTERED = frozenset({"machine_translated", "quotation_marks_damaged"})


def find_statements(
    parse: Parse, entities: tuple[Entity, ...], times: tuple[TimeSpan, ...]
) -> tuple[tuple[Statement, ...], tuple[Entity, ...]]:
    """Return the statements in the order of the text, and the entities with speakers resolved.

    One statement for each attribution; what is left of each sentence is the article's own voice
    (`narrator`), where it holds a clause.
    """
    book = EntityBook(parse, entities, method=parse.methods["statements"])
    attributions = find_attributions(parse)
    by_cue = sorted(attributions, key=lambda a: a.reading.cue.start)
    speakers = Speakers(parse, book, by_cue)
    said = [_statement(parse, a, speakers, book, times) for a in by_cue]
    said = [_nested(one, said) for one in said if not _only_passes_on(one, said)]
    everything = sorted(
        [*said, *_narrated(parse, attributions)],
        key=lambda s: (s.content[0].start, s.content[0].end, s.cue is not None),
    )
    numbered = tuple(replace(s, id=f"s{n}") for n, s in enumerate(everything, 1))
    return relate_statements(numbered), speakers.entities()


def _statement(
    parse: Parse,
    attribution: Attribution,
    speakers: Speakers,
    book: EntityBook,
    times: tuple[TimeSpan, ...],
) -> Statement:
    voice = speakers.resolve(attribution)
    cited = speakers.resolve_cited(attribution)
    via: tuple[str, ...] = ()
    if cited is not None and voice.entity is not None and voice.entity != cited.entity:
        via = (voice.entity,)
        voice = replace(cited, why=(*voice.why, *cited.why))
    setting = find_setting(parse, attribution, times, book)
    cue = attribution.reading.cue
    repairs = [q.repair for q in attribution.quotations if q.repair]
    return Statement(
        id="",
        kind=_kind(attribution),
        speaker=voice.entity,
        speaker_span=voice.span,
        cue=parse.article.span(parse.starts[cue.start], parse.ends[cue.end - 1]),
        content=attribution.content,
        via=via,
        channel=voice.channel or setting.channel,
        addressee=setting.addressee,
        uttered=setting.uttered,
        condition=find_condition(parse, attribution.content),
        repair=repairs[0] if repairs else None,
        verbatim=_verbatim(parse, attribution),
        cue_class=cue.cls,
        method=parse.methods["statements"],
        why=(*attribution.why, *voice.why),
    )


def _verbatim(parse: Parse, attribution: Attribution) -> Literal["unlikely"] | None:
    """Say that quoted words are hardly the speaker's own: the text was translated or re-typed."""
    altered = any(c.kind in _ALTERED for c in parse.article.condition)
    return "unlikely" if attribution.quotations and altered else None


def _kind(attribution: Attribution) -> StatementKind:
    """Return direct where all words stand in quotation marks, mixed where some do."""
    inside = outside = False
    for span in attribution.content:
        for at in range(span.start, span.end):
            if not span.text[at - span.start].isalnum():
                continue
            if any(q.start <= at < q.end for q in attribution.quotations):
                inside = True
            else:
                outside = True
    if inside:
        return "mixed" if outside else "direct"
    return "indirect"


def _nested(one: Statement, said: list[Statement]) -> Statement:
    """Note who passes a statement on: the speakers in whose content its cue stands."""
    around = [
        (sum(c.end - c.start for c in other.content), other)
        for other in said
        if other is not one
        and other.speaker is not None
        and other.speaker != one.speaker
        and one.cue is not None
        and any(c.covers(one.cue) for c in other.content)
    ]
    outermost_first = sorted(around, key=lambda pair: -pair[0])
    outer = tuple(dict.fromkeys(o.speaker for _, o in outermost_first if o.speaker))
    if not outer:
        return one
    via = tuple(dict.fromkeys((*outer, *one.via)))
    return replace(one, via=via, why=(*one.why, "passed_on"))


def _only_passes_on(outer: Statement, said: list[Statement]) -> bool:
    """Say whether "according to the radio, X said P" holds nothing but what X said."""
    if not {"according_to", "as_x_said"} & set(outer.why):
        return False
    start = outer.content[0].start
    return any(
        inner is not outer
        and inner.cue is not None
        and inner.speaker_span is not None
        and "no_speaker_named" not in inner.why
        and any(c.covers(inner.cue) for c in outer.content)
        and min(inner.speaker_span.start, inner.content[0].start) - start <= EDGE
        for inner in said
    )


def _narrated(parse: Parse, attributions: tuple[Attribution, ...]) -> Iterator[Statement]:
    """Yield the article's own statements: each sentence, or what attributions leave of it."""
    regions = [a.reading for a in attributions]
    taken = sorted(
        [(c.start, c.end) for a in attributions for c in a.content]
        + [(parse.starts[r.start], parse.ends[r.end - 1]) for r in regions]
    )
    cues = {i for r in regions for i in range(r.start, r.end)}
    for sentence in parse.sentences():
        whole = parse.span(sentence)
        for start, end in _left_over(whole, taken):
            tokens = parse.tokens(start, end)
            first = next((t.lower_ for t in tokens if t.is_alpha), None)
            if first is None:
                continue
            is_whole = (start, end) == (whole.start, whole.end)
            if not is_whole and first in CITING:
                continue
            if not is_whole and not any(
                t.pos_ in ("VERB", "AUX") and t.i not in cues and t.dep_ not in ("aux", "amod")
                for t in tokens
            ):
                continue
            span = _bare(parse, start, end)
            if span is not None:
                yield Statement(
                    id="",
                    kind="narrator",
                    speaker=None,
                    speaker_span=None,
                    cue=None,
                    content=(span,),
                    method=parse.methods["statements"],
                    why=("own_voice" if is_whole else "rest_of_sentence",),
                )


def _left_over(whole: Span, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a sentence that no attributed content covers."""
    at = whole.start
    for start, end in taken:
        if end <= at or start >= whole.end:
            continue
        if at < start:
            yield at, start
        at = max(at, end)
    if at < whole.end:
        yield at, whole.end


def _bare(parse: Parse, start: int, end: int) -> Span | None:
    text = parse.article.text
    edges = MARKS | set(" \t\r\n,;:—–-")
    while start < end and text[start] in edges:
        start += 1
    while end > start and text[end - 1] in edges:
        end -= 1
    return parse.article.span(start, end) if start < end else None
