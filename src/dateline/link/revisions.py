"""Say in facts what a later version of an article changed.

Facts of the two versions are paired by what they are about, not by their offsets; what has no
partner was added or withdrawn. A reworded sentence that says the same is no change.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import TypeVar

from dateline import lexicon
from dateline.link.accounts import toll_words
from dateline.link.happenings import family
from dateline.link.quotations import speaker_key
from dateline.link.reports import Change
from dateline.link.wording import sentence_of, stems
from dateline.records import ControlClaim, Event, Record, Span, Statement, Toll

_Fact = TypeVar("_Fact", Event, Toll, ControlClaim, Statement)
# Two facts of the two versions are the same one from this likeness on.
_SAME_FACT = 0.4


def compare_versions(old: Record, new: Record) -> tuple[Change, ...]:
    """Return what changed from one version to the next, in the order of the new text.

    What was withdrawn comes last. `why` is a short sentence: "killed 4 -> 7", "hedge dropped".
    """
    changes = [
        *_tolls(old, new),
        *_events(old, new),
        *_statements(old, new),
        *_control(old, new),
        *_notices(old, new),
    ]
    end = len(new.article.text)
    return tuple(sorted(changes, key=lambda c: c.words_new.start if c.words_new else end))


def _paired(
    old: Sequence[_Fact], new: Sequence[_Fact], alike: Callable[[_Fact, _Fact], float]
) -> Iterator[tuple[_Fact | None, _Fact | None]]:
    """Yield the facts in pairs, the most alike first; then what has no partner."""
    ranked = sorted(
        (
            (-score, abs(i / (len(old) or 1) - j / (len(new) or 1)), i, j)
            for i, a in enumerate(old)
            for j, b in enumerate(new)
            if (score := alike(a, b)) >= _SAME_FACT
        ),
    )
    left, right = set(range(len(old))), set(range(len(new)))
    for *_, i, j in ranked:
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
            yield old[i], new[j]
    yield from ((old[i], None) for i in sorted(left))
    yield from ((None, new[j]) for j in sorted(right))


def _tolls(old: Record, new: Record) -> Iterator[Change]:
    def alike(a: Toll, b: Toll) -> float:
        if a.harm != b.harm:
            return 0.0
        same = 0.2 * (a.victims == b.victims) + 0.2 * (a.min == b.min and a.max == b.max)
        return 0.3 + same + 0.3 * _shared(old, a.span, new, b.span)

    for a, b in _paired(old.tolls, new.tolls, alike):
        was, now = (toll_words(a) if a else None), (toll_words(b) if b else None)
        if was == now:
            continue
        either = b or a
        if either is None:
            continue
        words = (a.span if a else None), (b.span if b else None)
        if a is None:
            why = f"{either.harm}: {now}, new"
        elif b is None:
            why = f"{either.harm}: {was}, withdrawn"
        else:
            why = f"{either.harm} {was} -> {now}"
        yield _change("tolls", either.harm, was, now, words, why)


def _events(old: Record, new: Record) -> Iterator[Change]:
    def alike(a: Event, b: Event) -> float:
        if family(a) != family(b) or (family(a) is None and a.plover != b.plover):
            return 0.0
        same = 0.1 * (a.acled == b.acled) + 0.1 * (a.trigger.text == b.trigger.text)
        return 0.15 + same + 0.65 * _shared(old, a.trigger, new, b.trigger)

    for a, b in _paired(old.events, new.events, alike):
        words = (a.trigger if a else None), (b.trigger if b else None)
        if a is None or b is None:
            if (fact := b or a) is not None and family(fact):
                what = f"{fact.acled or fact.plover}: “{fact.trigger.text}”"
                why = f"{what}, {'new' if b else 'withdrawn'}"
                yield _change(
                    "events", "event", what if a else None, what if b else None, words, why
                )
            continue
        for field, was, now in (
            ("place", _named(old, "places", a.places), _named(new, "places", b.places)),
            ("day", _days(a), _days(b)),
            ("actor", _named(old, "entities", a.actors), _named(new, "entities", b.actors)),
            ("target", _named(old, "entities", a.targets), _named(new, "entities", b.targets)),
            ("type", a.acled, b.acled),
            ("realis", a.realis, b.realis),
        ):
            if was != now:
                moved = "place moved: " if field == "place" and was and now else f"{field} "
                yield _change("events", field, was, now, words, f"{moved}{was} -> {now}")


def _statements(old: Record, new: Record) -> Iterator[Change]:
    def alike(a: Statement, b: Statement) -> float:
        left, right = stems(_content(a)), stems(_content(b))
        total = min(len(left), len(right))
        return len(left & right) / total if total else 0.0

    told = ([s for s in r.statements if s.kind != "narrator"] for r in (old, new))
    before, after = told
    for a, b in _paired(before, after, alike):
        words = (
            (a.content[0] if a and a.content else None),
            (b.content[0] if b and b.content else None),
        )
        if a is None or b is None:
            fact, record = (b, new) if b is not None else (a, old)
            if fact is not None:
                who = speaker_key(record, fact) or "a speaker not named"
                why = f"statement of {who}, {'new' if b else 'withdrawn'}"
                yield _change(
                    "statements", "statement", _content(a) if a else None,
                    _content(b) if b else None, words, why,
                )  # fmt: skip
            continue
        was, now = speaker_key(old, a), speaker_key(new, b)
        if was != now:
            yield _change(
                "statements", "speaker", was, now, words, f"speaker changed: {was} -> {now}"
            )
        if a.certainty != b.certainty:
            why = f"certainty {a.certainty} -> {b.certainty}"
            yield _change("statements", "certainty", a.certainty, b.certainty, words, why)
        hedged, still = ({h.text.lower() for h in s.hedges} for s in (a, b))
        for hedge in sorted(hedged - still):
            yield _change("statements", "hedge", hedge, None, words, f"hedge dropped: “{hedge}”")
        for hedge in sorted(still - hedged):
            yield _change("statements", "hedge", None, hedge, words, f"hedge added: “{hedge}”")


def _control(old: Record, new: Record) -> Iterator[Change]:
    def alike(a: ControlClaim, b: ControlClaim) -> float:
        here, there = _named(old, "places", [a.place]), _named(new, "places", [b.place])
        return 0.5 + 0.5 * _shared(old, a.span, new, b.span) if here == there else 0.0

    for a, b in _paired(old.control, new.control, alike):
        was = _held(old, a) if a else None
        now = _held(new, b) if b else None
        if was != now:
            words = (a.span if a else None), (b.span if b else None)
            yield _change("control", "holder", was, now, words, f"control {was} -> {now}")


def _notices(old: Record, new: Record) -> Iterator[Change]:
    """Yield the notes with which an outlet says itself that it corrected or withdrew a text."""
    before = old.article.text.casefold()
    text = new.article.text
    for field, phrases in _notice_words().items():
        for phrase in phrases:
            at = text.casefold().find(phrase)
            if at >= 0 and phrase not in before:
                span = new.article.span(at, at + len(phrase))
                yield _change(
                    "article", field, None, span.text, (None, span), f"the text says: {field}"
                )
                break


@cache
def _notice_words() -> Mapping[str, Sequence[str]]:
    return lexicon.table("notices")


def _change(
    layer: str,
    field: str,
    old: str | None,
    new: str | None,
    words: tuple[Span | None, Span | None],
    why: str,
) -> Change:
    return Change(
        layer=layer, field=field, old=old, new=new, words_old=words[0], words_new=words[1], why=why
    )


def _shared(old: Record, a: Span, new: Record, b: Span) -> float:
    """Return the share of telling words that the sentences of two spans have in common."""
    left, right = sentence_of(old, a).stems, sentence_of(new, b).stems
    total = min(len(left), len(right))
    return len(left & right) / total if total else 0.0


def _named(record: Record, layer: str, ids: Sequence[str]) -> str | None:
    names = {item.id: item.name for item in getattr(record, layer)}
    return ", ".join(sorted(names[id] for id in ids)) or None


def _days(event: Event) -> str | None:
    if event.start is None or event.date_basis in ("publication", "none"):
        return None
    end = event.end or event.start
    return event.start[:10] if event.start[:10] == end[:10] else f"{event.start[:10]} to {end[:10]}"


def _content(statement: Statement) -> str:
    return " ".join(span.text for span in statement.content)


def _held(record: Record, claim: ControlClaim) -> str:
    holders = _named(record, "entities", claim.holders) or "nobody named"
    return f"{holders}: {claim.status}"
