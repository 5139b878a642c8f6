"""Put cue, speaker, clause and quotation together: one attribution for what one voice says.

Quotations come first: content that touches one takes all of it, and one that its attribution
breaks, or that runs on over a paragraph, stays whole.
"""

import re
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dateline.article.parse import Parse
from dateline.article.quotations import Quotation
from dateline.extract.contents import find_content
from dateline.extract.cues import Cue, find_cues, quoted_tokens, verb_beside_quotation
from dateline.extract.readings import Reading
from dateline.extract.sources import find_source, is_own_voice
from dateline.records import Span

MARKS = frozenset("\"“”„‟«»‘’'`‹›")
_EDGES = frozenset(" \t\r\n,;:—–-")
# What may stand between a quotation and its attribution: “..., ” and he said.
_JOINT = re.compile(r"[\s\"“”„‟«»‘’'`,.?!…—–-]*(?:(?:and|but|as|then|so) )?", re.IGNORECASE)
# What ends a sentence between a cue and a quotation that might be another's.
_STOP = re.compile(r"(?<![A-Z])[.?!] +[A-Z“\"]|\n")
# The article text keeps every kind of space, and marks that take none.
_SPACES = " \t\r\n\u00a0\u200b\u200e\u200f\ufeff"
# A quotation farther than this from its cue, in characters, belongs to something else.
REACH = 120
# Tokens that may follow an attribution that looks back over a full stop: "he said on Monday."
LOOSE_TOKENS = 5


@dataclass(frozen=True, slots=True, eq=False)
class Attribution:
    """What one cue attributes: `content` in article offsets, the quotations in it, the rules."""

    reading: Reading
    content: tuple[Span, ...]
    quotations: tuple[Quotation, ...]
    why: tuple[str, ...]

    @property
    def start(self) -> int:
        """The offset of the first word of the content."""
        return self.content[0].start


@dataclass(slots=True, eq=False)
class _Draft:
    """An attribution in the making."""

    reading: Reading
    region: tuple[int, int]
    spans: list[tuple[int, int]]
    quotations: list[int]
    why: list[str]


def find_attributions(parse: Parse) -> tuple[Attribution, ...]:
    """Return the attributions in the order of their content."""
    drafts = [_draft(parse, reading) for reading in _readings(parse)]
    owners: dict[int, _Draft] = {}
    for link in (_link_before, _link_touching, _link_after):
        link(parse, drafts, owners)
    drafts += _other_verbs(parse, drafts, owners)
    for link in (_link_before, _link_running_on):
        link(parse, drafts, owners)
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
        if is_own_voice(reading.source):
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


def _draft(parse: Parse, reading: Reading) -> _Draft:
    content = find_content(reading)
    source = reading.source
    spans = [(parse.starts[a], parse.ends[b - 1]) for a, b in content.ranges] if content else []
    why = [reading.cue.why]
    if source is not None:
        why.append(source.why)
    if content is not None:
        why.append(content.why)
    region = (parse.starts[reading.start], parse.ends[reading.end - 1])
    return _Draft(reading, region, spans, [], why)


def _other_verbs(parse: Parse, drafts: list[_Draft], owners: dict[int, _Draft]) -> list[_Draft]:
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


def _takes_quotation(cue: Cue) -> bool:
    return cue.kind in ("according", "as_clause") or (
        cue.kind == "verb" and bool(cue.frames & {"that", "quote"})
    )


def _link_before(parse: Parse, drafts: list[_Draft], owners: dict[int, _Draft]) -> None:
    """Link “...,” X said: the quotation that ends where an attribution begins."""
    text = parse.article.text
    for draft in drafts:
        if not _takes_quotation(draft.reading.cue) or draft.reading.cue.token.tag_ == "VBG":
            continue
        start = draft.region[0]
        for number, quotation in enumerate(parse.quotations):
            if not 0 <= start - quotation.end <= 12 or number in owners:
                continue
            if not _JOINT.fullmatch(text, quotation.end, start):
                continue
            if text[quotation.end - 1] in ".?!" and not _closes(parse, draft, quotation):
                continue
            if quotation.scare and draft.spans:
                continue
            before = text[max(0, quotation.start - 20) : quotation.start]
            if before.rstrip(_SPACES + "\"“'‘«")[-1:] in ("(", ":"):
                draft.spans.clear()
            _own(draft, number, owners, "quotation_before_cue")


def _closes(parse: Parse, draft: _Draft, quotation: Quotation) -> bool:
    """Say whether an attribution after a full stop looks back: “Go!” he said. Not: X said P."""
    if draft.spans and draft.spans[0][0] >= draft.region[1]:
        return False
    between = parse.article.text[quotation.end : draft.region[0]]
    if any(c in between for c in ",–—-") or parse.article.text[quotation.end - 1] != ".":
        return True
    cue = draft.reading.cue.token
    return len(parse.doc[draft.reading.end : cue.sent.end]) <= LOOSE_TOKENS


def _link_touching(parse: Parse, drafts: list[_Draft], owners: dict[int, _Draft]) -> None:
    """Link the quotations that a clause touches."""
    for draft in drafts:
        for start, end in list(draft.spans):
            for number, quotation in enumerate(parse.quotations):
                if quotation.start < end and start < quotation.end:
                    if number in owners and owners[number] is not draft and not quotation.scare:
                        continue
                    lead = parse.article.text[draft.region[1] : quotation.start]
                    if not quotation.scare and lead.strip(" \n\"“'‘«`") in (":", ","):
                        # X said: “A,” but B. - what is quoted, no more.
                        draft.spans.clear()
                    _own(draft, number, owners, "content_touches_quotation")


def _link_after(parse: Parse, drafts: list[_Draft], owners: dict[int, _Draft]) -> None:
    """Link X said: “...” and X wrote, in a letter, “...”."""
    text = parse.article.text
    starts = sorted(d.region[0] for d in drafts)
    for draft in drafts:
        cue = draft.reading.cue
        if cue.kind != "verb" or not cue.frames & {"that", "quote", "as", "of", "about", "to"}:
            continue
        end = draft.region[1]
        for number, quotation in enumerate(parse.quotations):
            if not 0 < quotation.start - end <= REACH or number in owners:
                continue
            between = text[end : quotation.start]
            lead = between.rstrip(_SPACES + "“”\"«'‘`")
            if _STOP.search(between[:-1]) and not lead.endswith(":"):
                break
            if any(end < other < quotation.start for other in starts):
                break
            close = len(lead) < 2 or lead[-1] in ",:" or lead.endswith((" that", " as"))
            if quotation.scare and not close:
                continue
            if draft.quotations and not close:
                break
            trails = bool(draft.spans) and draft.spans[0][0] < draft.region[0]
            inserted = trails and not _words(lead)
            if draft.spans and not (lead.endswith(":") or draft.quotations or inserted):
                break
            _own(draft, number, owners, "quotation_after_cue")
            break


def _link_running_on(parse: Parse, drafts: list[_Draft], owners: dict[int, _Draft]) -> None:
    """Link quotations without a cue of their own to the speaker they run on from."""
    text = parse.article.text
    regions = sorted(
        (d.region, d.reading.cue.token.sent.start)
        for d in drafts
        if _takes_quotation(d.reading.cue) and (d.spans or d.quotations)
    )
    for number, quotation in enumerate(parse.quotations):
        if number in owners or number == 0 or number - 1 not in owners:
            continue
        before = parse.quotations[number - 1]
        draft = owners[number - 1]
        if not _takes_quotation(draft.reading.cue):
            continue
        passage = _passage(parse, quotation.start)
        if quotation.continues:
            _own(draft, number, owners, "quotation_carried_on")
            continue
        if quotation.scare:
            continue
        if _passage(parse, before.start) == passage:
            home = draft.reading.cue.token.sent.start
            between = [s for r, s in regions if before.end <= r[0] < quotation.start]
            if all(s == home for s in between) and _begins(text, quotation.start):
                _own(draft, number, owners, "quotation_resumed")
        elif (
            _passage(parse, before.start) == passage - 1
            and not _words(text[parse.passages[passage].start : quotation.start])
            and not _words(text[quotation.end : parse.passages[passage].end])
        ):
            _own(draft, number, owners, "quotation_without_cue")


def _passage(parse: Parse, at: int) -> int:
    return next(
        (n for n, passage in enumerate(parse.passages) if passage.start <= at < passage.end), -1
    )


def _begins(text: str, at: int) -> bool:
    """Say whether a sentence, or the rest of a broken one, begins at this offset."""
    before = text[max(0, at - 20) : at].rstrip(_SPACES + "\"“”«»'‘`")
    return before[-1:] in ".?!,:;…—–"


def _words(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _own(draft: _Draft, number: int, owners: dict[int, _Draft], why: str) -> None:
    owners.setdefault(number, draft)
    if number not in draft.quotations:
        draft.quotations.append(number)
    if why not in draft.why:
        draft.why.append(why)


def _finish(parse: Parse, draft: _Draft) -> Attribution | None:
    quotations = tuple(parse.quotations[number] for number in sorted(draft.quotations))
    spans = draft.spans + [(q.start, q.end) for q in quotations]
    spans = [p for span in _merged(parse, spans) for p in _cut(span, draft.region)]
    content = [c for span in spans if (c := _tidy(parse, span, quotations)) is not None]
    if not content:
        return None
    return Attribution(draft.reading, tuple(content), quotations, tuple(draft.why))


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
    if not _words(text[start:end]):
        return None
    return parse.article.span(start, end)


def _stray(text: str, at: int, quotations: tuple[Quotation, ...]) -> bool:
    """Say whether a mark at the start belongs to no quotation of this content."""
    return text[at] in MARKS and not any(at < q.start <= at + 3 for q in quotations)


def _without_doubles(attributions: list[Attribution]) -> list[Attribution]:
    """Drop an attribution whose content another, better one has as well."""
    kept: list[Attribution] = []
    for one in sorted(attributions, key=_rank):
        mine = _offsets(one)
        if not any(2 * len(mine & _offsets(k)) > len(mine | _offsets(k)) for k in kept):
            kept.append(one)
    return kept


def _rank(one: Attribution) -> tuple[int, int]:
    cue = one.reading.cue
    source = one.reading.source
    order = ("verb", "according", "as_clause", "noun", "adverb")
    return (source is None or source.shared, order.index(cue.kind) * 1000000 + cue.start)


def _offsets(one: Attribution) -> set[int]:
    return {i for span in one.content for i in range(span.start, span.end)}
