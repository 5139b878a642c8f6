"""Link quotations to the attributions they belong to: before, inside, after, running on."""

import re
from dataclasses import dataclass

from dateline.article.parse import Parse
from dateline.article.quotations import Quotation
from dateline.extract.statements.cues import Cue
from dateline.extract.statements.readings import Reading

# What may stand between a quotation and its attribution: “..., ” and he said.
_JOINT = re.compile(r"[\s\"“”„‟«»‘’'`,.?!…—–-]*(?:(?:and|but|as|then|so) )?", re.IGNORECASE)
# What ends a sentence between a cue and a quotation that might be another's.
_STOP = re.compile(r"(?<![A-Z])[.?!] +[A-Z“\"]|\n")
# Any kind of space that may stand before a quotation.
_SPACES = " \t\r\n\u00a0\u200b\u200e\u200f\ufeff"
# A quotation farther than this from its cue, in characters, belongs to something else.
REACH = 120
# Frames under which a quotation after the cue may be what it attributes.
_QUOTING = frozenset({"that", "quote", "as", "as_only", "of", "about", "to"})
# Tokens that may follow an attribution that looks back over a full stop: "he said on Monday."
LOOSE_TOKENS = 5


@dataclass(slots=True, eq=False)
class Draft:
    """An attribution in the making."""

    reading: Reading
    region: tuple[int, int]
    spans: list[tuple[int, int]]
    quotations: list[int]
    why: list[str]


def link_before(parse: Parse, drafts: list[Draft], owners: dict[int, Draft]) -> None:
    """Link “...,” X said: the quotation that ends where an attribution begins."""
    text = parse.article.text
    for draft in drafts:
        source = draft.reading.source
        if not takes_quotation(draft.reading.cue) or (source is not None and source.shared):
            continue
        if draft.reading.cue.token.tag_ == "VBG" and source is None:
            continue
        start = draft.region[0]
        paragraph = parse.passages[parse.passage_of[draft.reading.cue.token.i]].start
        for number, quotation in enumerate(parse.quotations):
            if not 0 <= start - quotation.end <= 12 or number in owners:
                continue
            if not _JOINT.fullmatch(text, quotation.end, start):
                continue
            if quotation.start < paragraph and text[quotation.end - 1] != ",":
                continue  # the paragraph before ended, and its quotation with it
            if text[quotation.end - 1] in ".?!" and not _closes(parse, draft, quotation):
                continue
            if quotation.scare and draft.spans:
                continue
            before = text[max(0, quotation.start - 20) : quotation.start]
            if before.rstrip(_SPACES + "\"“'‘«")[-1:] in ("(", ":"):
                draft.spans.clear()
            _own(draft, number, owners, "quotation_before_cue")


def _closes(parse: Parse, draft: Draft, quotation: Quotation) -> bool:
    """Say whether an attribution after a full stop looks back: “Go!” he said. Not: X said P."""
    if draft.spans and draft.spans[0][0] >= draft.region[1]:
        return False
    between = parse.article.text[quotation.end : draft.region[0]]
    if any(c in between for c in ",–—-") or parse.article.text[quotation.end - 1] != ".":
        return True
    cue = draft.reading.cue.token
    return len(parse.doc[draft.reading.end : cue.sent.end]) <= LOOSE_TOKENS


def link_touching(parse: Parse, drafts: list[Draft], owners: dict[int, Draft]) -> None:
    """Link the quotations that a clause touches."""
    for draft in drafts:
        for start, end in list(draft.spans):
            for number, quotation in enumerate(parse.quotations):
                if quotation.start < end and start < quotation.end:
                    if number in owners and owners[number] is not draft and not quotation.scare:
                        continue
                    lead = parse.article.text[draft.region[1] : quotation.start]
                    bare = lead.strip(" \n\"“'‘«`")
                    closed = not bare and _ends_with_quotation(parse.article.text, quotation)
                    if not quotation.scare and (closed or bare in (":", ",")):
                        # X said: “A,” but B. X wrote “A,” and left. - what is quoted, no more.
                        draft.spans.clear()
                    _own(draft, number, owners, "content_touches_quotation")


def _ends_with_quotation(text: str, quotation: Quotation) -> bool:
    """Say whether something else is told after a quotation: wrote “A,” and left the town."""
    rest = text[quotation.end : quotation.end + 10].lstrip(_SPACES + "\"“”«»'‘’`")
    return text[quotation.end - 1] == "," and rest.startswith(("and ", "before ", "after "))


def link_after(parse: Parse, drafts: list[Draft], owners: dict[int, Draft]) -> None:
    """Link X said: “...” and X wrote, in a letter, “...”."""
    text = parse.article.text
    starts = sorted(d.region[0] for d in drafts)
    for draft in drafts:
        cue = draft.reading.cue
        if cue.kind != "verb" or not cue.frames & _QUOTING:
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
            inserted = trails and not has_words(lead)
            if draft.spans and not (lead.endswith(":") or draft.quotations or inserted):
                break
            _own(draft, number, owners, "quotation_after_cue")
            break


def link_running_on(parse: Parse, drafts: list[Draft], owners: dict[int, Draft]) -> None:
    """Link quotations without a cue of their own to the speaker they run on from."""
    text = parse.article.text
    regions = sorted(
        (d.region, d.reading.cue.token.sent.start)
        for d in drafts
        if takes_quotation(d.reading.cue) and (d.spans or d.quotations)
    )
    for number, quotation in enumerate(parse.quotations):
        last = number - 1
        while last > 0 and last not in owners and parse.quotations[last].scare:
            last -= 1  # “A,” X said on “Morning News”. “B.”
        if number in owners or last not in owners:
            continue
        before = parse.quotations[last]
        draft = owners[last]
        if not takes_quotation(draft.reading.cue):
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
            and not has_words(text[parse.passages[passage].start : quotation.start])
            and not has_words(text[quotation.end : parse.passages[passage].end])
        ):
            _own(draft, number, owners, "quotation_without_cue")


def link_following(parse: Parse, drafts: list[Draft], owners: dict[int, Draft]) -> None:
    """Link X said that P. “Q.”: a quoted sentence right after what its speaker was said to say."""
    text = parse.article.text
    for number, quotation in enumerate(parse.quotations):
        if number in owners or quotation.scare or text[quotation.end - 1] not in ".?!…":
            continue
        tokens = parse.tokens(quotation.start, quotation.end)
        if not len(tokens) or not _begins_sentence(text, quotation.start):
            continue
        passage = _passage(parse, quotation.start)
        latest = max(
            (d for d in drafts if d.spans and d.region[0] < quotation.start),
            key=lambda d: d.region[0],
            default=None,
        )
        if latest is None or latest.reading.source is None or latest.quotations:
            continue
        end = max(latest.region[1], *(b for _, b in latest.spans))
        if not takes_quotation(latest.reading.cue) or _passage(parse, end - 1) != passage:
            continue
        if not has_words(text[end : quotation.start]):
            _own(latest, number, owners, "quotation_follows_statement")


def _begins_sentence(text: str, at: int) -> bool:
    """Say whether a full stop stands before this offset."""
    return text[max(0, at - 20) : at].rstrip(_SPACES + "\"“”«»'‘`")[-1:] in (".", "?", "!")


def takes_quotation(cue: Cue) -> bool:
    """Say whether a quotation can be what this cue attributes."""
    return cue.kind in ("according", "as_clause") or (
        cue.kind == "verb" and bool(cue.frames & {"that", "quote"})
    )


def _passage(parse: Parse, at: int) -> int:
    return next(
        (n for n, passage in enumerate(parse.passages) if passage.start <= at < passage.end), -1
    )


def _begins(text: str, at: int) -> bool:
    """Say whether a sentence, or the rest of a broken one, begins at this offset."""
    before = text[max(0, at - 20) : at].rstrip(_SPACES + "\"“”«»'‘`")
    return before[-1:] in ".?!,:;…—–"


def has_words(text: str) -> bool:
    """Say whether a letter or digit stands in the text."""
    return any(c.isalnum() for c in text)


def _own(draft: Draft, number: int, owners: dict[int, Draft], why: str) -> None:
    owners.setdefault(number, draft)
    if number not in draft.quotations:
        draft.quotations.append(number)
    if why not in draft.why:
        draft.why.append(why)
