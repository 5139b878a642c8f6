"""Put cue, speaker, clause and quotation together: one attribution for what one voice says.

Quotations come first: content that touches one takes all of it, and one that its attribution
breaks, or that runs on over a paragraph, stays whole.
"""

from dataclasses import dataclass, replace

from spacy.tokens import Token

from dateline.article.parse import Parse
from dateline.article.quotations import Quotation
from dateline.extract.statements.contents import find_content
from dateline.extract.statements.cues import find_cues, quoted_tokens, verb_beside_quotation
from dateline.extract.statements.lead_ins import find_lead_ins
from dateline.extract.statements.links import (
    LOOSE_TOKENS,
    REACH,
    Draft,
    has_words,
    link_after,
    link_before,
    link_following,
    link_running_on,
    link_touching,
)
from dateline.extract.statements.nouns import is_happening
from dateline.extract.statements.readings import Reading
from dateline.extract.statements.sources import Source, find_source, is_own_voice
from dateline.records import Span

MARKS = frozenset("\"“”„‟«»‘’'`‹›")
_EDGES = frozenset(" \t\r\n,;:—–-")


@dataclass(frozen=True, slots=True, eq=False)
class Attribution:
    """What one cue attributes: `content` in article offsets, the quotations in it, the rules.

    `region` are the offsets of speaker and cue.
    """

    reading: Reading
    region: tuple[int, int]
    content: tuple[Span, ...]
    quotations: tuple[Quotation, ...]
    why: tuple[str, ...]

    @property
    def start(self) -> int:
        """The offset of the first word of the content."""
        return self.content[0].start


def find_attributions(parse: Parse) -> tuple[Attribution, ...]:
    """Return the attributions in the order of their content."""
    drafts = [_draft(parse, reading) for reading in _readings(parse)]
    owners: dict[int, Draft] = {}
    for link in (link_before, link_touching, link_after):
        link(parse, drafts, owners)
    drafts += _other_verbs(parse, drafts, owners)
    for number, reading in find_lead_ins(parse, owners):
        owners[number] = _draft(parse, reading)
        owners[number].quotations.append(number)
        drafts.append(owners[number])
    for link in (link_before, link_running_on, link_following):
        link(parse, drafts, owners)
    for draft in drafts:
        if not draft.spans and not draft.quotations:
            _take_next_paragraph(parse, draft)
    attributions = [
        finished
        for draft in drafts
        if (draft.spans or draft.quotations) and (finished := _finish(parse, draft)) is not None
    ]
    kept = _without_doubles(attributions)
    return tuple(sorted(kept, key=lambda a: (a.start, a.reading.cue.start)))


def _readings(parse: Parse) -> list[Reading]:
    """Return every cue with its speaker and with the other cues of its sentence."""
    bare: list[Reading] = []
    quoted = quoted_tokens(parse)
    for cue in find_cues(parse):
        reading = Reading(cue, find_source(cue, quoted), ())
        if is_own_voice(reading.source) or _is_of_event(reading.source):
            continue
        before = bare[-1] if bare else None
        if reading.resumes and before is not None and before.source is not None:
            if before.cue.token.sent.start == cue.token.sent.start:
                source = replace(before.source, why="speaker_resumes", shared=True)
                reading = replace(reading, source=source)
        bare.append(reading)
    by_sentence: dict[int, list[Reading]] = {}
    for reading in bare:
        by_sentence.setdefault(reading.cue.token.sent.start, []).append(reading)
    return [
        replace(r, others=tuple(o for o in by_sentence[r.cue.token.sent.start] if o is not r))
        for r in bare
    ]


def _is_of_event(source: Source | None) -> bool:
    """Say whether what happens stands where a speaker would: "the truce agreed last month held"."""
    return source is not None and is_happening(source.head)


def _draft(parse: Parse, reading: Reading) -> Draft:
    content = find_content(reading)
    source = reading.source
    spans = [(parse.starts[a], parse.ends[b - 1]) for a, b in content.ranges] if content else []
    why = [reading.cue.why]
    if source is not None:
        why.append(source.why)
    if content is not None:
        why.append(content.why)
    region = (parse.starts[reading.start], parse.ends[reading.end - 1])
    return Draft(reading, region, spans, [], why)


def _other_verbs(parse: Parse, drafts: list[Draft], owners: dict[int, Draft]) -> list[Draft]:
    """Return drafts of verbs no lexicon holds, right after a quotation: “...,” she quipped."""
    cues = {draft.reading.cue.token.i for draft in drafts}
    quoted = quoted_tokens(parse)
    out = []
    for number, quotation in enumerate(parse.quotations):
        closed = parse.article.text[quotation.end - 1] in ",?!…"
        if number in owners or quotation.scare or not closed:
            continue
        verb = _verb_after(parse, quotation)
        if verb is None or verb.i in cues:
            continue
        cue = verb_beside_quotation(verb)
        source = find_source(cue, quoted)
        if source is not None and not source.shared and not is_own_voice(source):
            out.append(_draft(parse, Reading(cue, source, ())))
    return out


def _verb_after(parse: Parse, quotation: Quotation) -> Token | None:
    """Return the finite verb of the attribution that may follow a quotation."""
    after = parse.tokens(quotation.end, quotation.end + REACH)
    for token in after:
        if token.text in (".", ";", ":") or parse.quoted(token):
            return None
        if token.tag_ in ("VBD", "VBZ") and token.pos_ == "VERB":
            return token
        if token.pos_ in ("AUX", "ADP", "SCONJ") and token.i > after.start + 2:
            return None
    return None


def _take_next_paragraph(parse: Parse, draft: Draft) -> None:
    """Take the paragraph after "The minister said:"."""
    cue = draft.reading.cue
    number = parse.passage_of[cue.token.i]
    if cue.kind != "verb" or "that" not in cue.frames or number + 1 >= len(parse.passages):
        return
    passage, following = parse.passages[number], parse.passages[number + 1]
    rest = parse.article.text[draft.region[1] : passage.end]
    if rest.endswith(":") and len(rest.split()) <= LOOSE_TOKENS and following.kind == "paragraph":
        draft.spans.append((following.start, following.end))
        draft.why.append("paragraph_after_colon")


def _finish(parse: Parse, draft: Draft) -> Attribution | None:
    quotations = tuple(parse.quotations[number] for number in sorted(draft.quotations))
    spans = draft.spans + [(q.start, q.end) for q in quotations]
    spans = [p for span in _merged(parse, spans) for p in _cut(span, draft.region)]
    content = [c for span in spans if (c := _tidy(parse, span, quotations)) is not None]
    if not content:
        return None
    return Attribution(draft.reading, draft.region, tuple(content), quotations, tuple(draft.why))


def _merged(parse: Parse, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join spans that overlap or have nothing but marks and space between them."""
    out: list[tuple[int, int]] = []
    text = parse.article.text
    for start, end in sorted(spans):
        if out and (start <= out[-1][1] or _only_marks(text[out[-1][1] : start])):
            if "\n\n" not in text[out[-1][1] : start]:
                out[-1] = (out[-1][0], max(out[-1][1], end))
                continue
        out.append((start, end))
    return out


def _only_marks(text: str) -> bool:
    return all(c.isspace() or c in MARKS for c in text)


def _cut(span: tuple[int, int], hole: tuple[int, int]) -> list[tuple[int, int]]:
    """Return what is left of a span outside the attribution."""
    start, end = span
    parts = [(start, min(end, hole[0])), (max(start, hole[1]), end)]
    if hole[1] <= start or end <= hole[0]:
        return [span]
    return [part for part in parts if part[0] < part[1]]


def _tidy(parse: Parse, span: tuple[int, int], quotations: tuple[Quotation, ...]) -> Span | None:
    """Return the span without space and stray stops; inside its marks where it is one quotation."""
    text = parse.article.text
    start, end = span
    while start < end and (text[start] in _EDGES or _stray(text, start, quotations)):
        start += 1
    quoted_end = any(q.end == end for q in quotations)
    while end > start and not quoted_end and text[end - 1] in _EDGES | {"."}:
        end -= 1
        quoted_end = any(q.end == end for q in quotations)
    for q in quotations:
        if q.start <= start + 2 and end - 2 <= q.end and _only_marks(text[start : q.start]):
            start, end = max(start, q.start), min(max(end, q.end), q.end)
        elif q.end == end and q.start > start and text[end : end + 1] in MARKS:
            end += 1
        elif q.start == start and q.end < end and start and text[start - 1] in MARKS:
            start -= 1
    if not has_words(text[start:end]):
        return None
    return parse.article.span(start, end)


def _stray(text: str, at: int, quotations: tuple[Quotation, ...]) -> bool:
    """Say whether a mark at the start belongs to no quotation of this content."""
    return text[at] in MARKS and not any(at < q.start <= at + 3 for q in quotations)


def _without_doubles(attributions: list[Attribution]) -> list[Attribution]:
    """Drop an attribution whose content another, better one has as well."""
    kept: list[tuple[Attribution, int, int, set[int]]] = []
    for one in sorted(attributions, key=_rank):
        start, end = one.content[0].start, one.content[-1].end
        mine = _offsets(one)
        if not any(
            from_ < end
            and start < to
            and 2 * len(mine & theirs) > len(mine | theirs)
            and not (_holds(one, other) or _holds(other, one))
            for other, from_, to, theirs in kept
        ):
            kept.append((one, start, end, mine))
    return [one for one, *_ in kept]


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """Say whether "according to the radio, X said P" holds X: a source in a source.

    And so does "X said that, according to the radio, P". Of "police said X had said P" only the first voice is kept where both say the same.
    """
    if not {outer.reading.cue.kind, inner.reading.cue.kind} & {"according", "as_clause"}:
        return False
    at = inner.region[0]
    return any(c.start <= at < c.end for c in outer.content)


def _rank(one: Attribution) -> tuple[int, int]:
    cue = one.reading.cue
    source = one.reading.source
    order = ("verb", "according", "as_clause", "noun", "adjective", "adverb")
    return (source is None or source.shared, order.index(cue.kind) * 1000000 + cue.start)


def _offsets(one: Attribution) -> set[int]:
    return {i for span in one.content for i in range(span.start, span.end)}
