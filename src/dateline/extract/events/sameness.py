"""Join the mentions of one happening inside an article: "shelled ...", "Monday's shelling".

Joining is conservative: the same kind, no contradiction in place, day, parties or realis, and
words that point back (a definite or bare noun), since two attacks are easily one too few. What
one voice affirms and another denies are two events, each with its own voice.
"""

from collections.abc import Iterator
from dataclasses import replace

from dateline.article.parse import Parse
from dateline.extract.events.clauses import is_verb
from dateline.records import Event, Statement

# Certainties of a statement that says no.
_AGAINST = frozenset(("CT-", "PR-", "PS-"))
_UNREAL = frozenset(("future", "hypothetical", "intent", "negated"))
_POINTING = frozenset(("the", "this", "that", "these", "those", "its", "their", "his", "her"))
# How far back, in characters, a pointing noun may reach: about two paragraphs. On coded articles a
# noun that points back and adds nothing is the same happening in two cases of three, further none.
_REACH = 600


def merge_events(
    parse: Parse, events: list[Event], statements: tuple[Statement, ...]
) -> list[Event]:
    """Return the events in text order, later mentions of one happening joined to the first."""
    denials = frozenset(s.id for s in statements if s.certainty in _AGAINST)
    out: list[Event] = []
    for event in events:
        at = next(
            (
                n
                for n in _near(out, event)
                if _denied(out[n], denials) == _denied(event, denials)
                and _same(parse, out[n], event)
            ),
            None,
        )
        if at is None:
            out.append(event)
        else:
            out[at] = _joined(out[at], event)
    return out


def _denied(event: Event, denials: frozenset[str]) -> bool:
    """Say whether the event is told by a voice that says no."""
    return any(voice in denials for voice in event.said_by)


def _near(events: list[Event], later: Event) -> Iterator[int]:
    """Yield the indices of the events within reach of a later mention, nearest first."""
    for number in range(len(events) - 1, -1, -1):
        if later.trigger.start - events[number].trigger.end > _REACH:
            return
        if events[number].trigger != later.trigger:
            yield number


def _same(parse: Parse, first: Event, later: Event) -> bool:
    """Say whether the later mention points back at the first event and adds nothing to it."""
    if first.plover != later.plover or _kind(first) != _kind(later):
        return False
    if first.realis != later.realis and (first.realis in _UNREAL or later.realis in _UNREAL):
        return False
    # A day of its own points at one happening: then it may say what the first left open
    # ("shelled the town on Monday ... 15 people were injured in Monday's shelling").
    may_fill = later.start is not None
    if not all(
        set(b) <= set(a) or (may_fill and not a)
        for a, b in ((first.actors, later.actors), (first.targets, later.targets))
    ):
        return False
    if not set(later.places) <= set(first.places):
        return False
    if later.start and not (
        first.start
        and first.start[:10] <= later.start[:10]
        and (later.end or later.start)[:10] <= (first.end or first.start)[:10]
    ):
        return False
    return _points_back(parse, later)


def _kind(event: Event) -> str:
    kind = event.why[0].split("_", 1)[1]
    return _FAMILY.get(kind, kind)


# Different words for one kind of happening.
_FAMILY = {
    "bombing": "attack", "bomb_from_air": "attack", "explosion": "attack", "suicide_bombing": "attack",
    "shelling": "attack", "airstrike": "attack", "drone_strike": "attack", "strike": "attack",
    "shooting": "attack", "grenade": "attack", "attack": "attack",
    "offensive": "fighting", "clash": "fighting",
    "execution": "execution", "abduction": "abduction", "arrest": "arrest",
    "talks": "talks", "visit": "talks", "phone_call": "talks",
    "protest": "protest", "riot": "protest", "ceasefire": "ceasefire",
}  # fmt: skip


def _points_back(parse: Parse, later: Event) -> bool:
    """A noun that adds nothing new, or points: "the attack", "Monday's shelling"."""
    tokens = parse.tokens(later.trigger.start, later.trigger.end)
    if len(tokens) == 0 or is_verb(tokens.root):
        return False
    root = tokens.root
    pointing = any(
        c.lower_ in _POINTING or c.dep_ == "poss"
        for c in root.children
        if c.dep_ in ("det", "poss")
    )
    return pointing and not any(
        c.lower_ in ("another", "new", "other", "second") for c in root.children
    )


def _joined(first: Event, later: Event) -> Event:
    dated = first if first.date_basis != "none" else later
    return replace(
        first,
        actors=first.actors or later.actors,
        targets=first.targets or later.targets,
        places=first.places or later.places,
        start=dated.start,
        end=dated.end,
        acled=_finer(first.acled, later.acled),
        date_basis=dated.date_basis,
        mentions=(*first.mentions, *later.mentions),
        said_by=tuple(dict.fromkeys((*first.said_by, *later.said_by))),
        instruments=tuple(dict.fromkeys((*first.instruments, *later.instruments))),
        why=tuple(dict.fromkeys((*first.why, "joined_mentions"))),
    )


def _finer(first: str | None, later: str | None) -> str | None:
    """Return the type that says more: "the attack", further on "the bombing"."""
    return later if first in (None, "Attack", "Armed clash") and later is not None else first
