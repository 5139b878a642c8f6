"""Keep back what an article that reports no conflict seems to say of one, with the reason."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateline.article.parse import Parse
from dateline.extract.gate.subject import PASTS, Subject, find_subject
from dateline.records import ControlClaim, Damage, Event, Rejected, Toll

# A match, a bid and a story hurt nobody; a storm and a crash do, and a history counts its dead.
NO_TOLLS = frozenset(["sport", "business", "fiction"])
# Years before publication from which on an event is history.
HISTORY = 2
# So many words of the subject are named in a note.
SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Sifted:
    """What an article may keep, what was kept back, and a sentence that says why."""

    events: tuple[Event, ...]
    tolls: tuple[Toll, ...]
    control: tuple[ControlClaim, ...]
    damage: tuple[Damage, ...]
    rejected: tuple[Rejected, ...] = ()
    notes: tuple[str, ...] = ()


def sift_article(
    parse: Parse,
    events: tuple[Event, ...],
    tolls: tuple[Toll, ...],
    control: tuple[ControlClaim, ...],
    damage: tuple[Damage, ...],
) -> Sifted:
    """Return the facts that the subject of the article allows.

    Args:
        parse: The sentences, which tell the subject.
        events: Kept back where the subject is none of conflict; of a history, what has no date.
        tolls: Kept back of games, bids and stories; they lose an event that is kept back.
        control: Kept back as the events are.
        damage: Kept back as the events are.
    """
    whole = Sifted(events=events, tolls=tolls, control=control, damage=damage)
    if not (events or tolls or control or damage):
        return whole
    subject = find_subject(parse)
    if subject is None or (subject.name in PASTS and _has_news(parse, events)):
        return whole
    kept = tuple(e for e in events if subject.name in PASTS and _is_dated(e))
    ids = {e.id for e in kept}
    counts = () if subject.name in NO_TOLLS else tolls
    counts = tuple(t if t.event in ids else replace(t, event=None) for t in counts)
    past = subject.name in PASTS
    sifted = Sifted(
        events=kept,
        tolls=counts,
        control=control if past else (),
        damage=damage if past else (),
    )
    rejected = tuple(_rejected(whole, sifted, subject))
    if not rejected:
        return whole
    shown = ", ".join(dict.fromkeys(f"“{s.text}”" for s in subject.evidence[:SHOWN]))
    note = f"the article is about {subject.name} ({shown}), so it gives no current events"
    return replace(sifted, rejected=rejected, notes=(note,))


def _has_news(parse: Parse, events: tuple[Event, ...]) -> bool:
    """Say whether something is dated near the publication, or nobody knows when that was."""
    published = parse.article.published
    if published is None:
        return True
    since = int(published[:4]) - HISTORY
    return any(e.start is not None and int(e.start[:4]) >= since for e in events if _is_dated(e))


def _is_dated(event: Event) -> bool:
    return event.date_basis in ("stated", "relative")


def _rejected(whole: Sifted, kept: Sifted, subject: Subject) -> Iterator[Rejected]:
    """Yield what was kept back, layer by layer, in the order of the text."""
    why = f"subject_{subject.name}"
    ids = {e.id for e in kept.events}
    yield from (
        Rejected(span=e.trigger, layer="events", why=why) for e in whole.events if e.id not in ids
    )
    layers = (
        ("tolls", whole.tolls, kept.tolls),
        ("control", whole.control, kept.control),
        ("damage", whole.damage, kept.damage),
    )
    for layer, before, after in layers:
        if not after:
            yield from (Rejected(span=item.span, layer=layer, why=why) for item in before)
