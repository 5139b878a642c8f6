"""Find harm to things that is told as having happened, each with its place and its voice."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from dateline.article.parse import Parse
from dateline.extract.damage.sayings import find_harmed
from dateline.extract.damage.things import Thing, find_things, is_by_arms
from dateline.extract.damage.words import Harmed, words
from dateline.extract.events.binding import Binding, place_roots
from dateline.extract.events.realis import read_realis
from dateline.extract.statements import said_by
from dateline.extract.tolls.staged import is_staged
from dateline.records import Damage, Place, Statement

HAPPENED = frozenset(("actual", "ongoing"))
# "may have destroyed", "deny that": the voice does not say that it happened.
UNSAID = frozenset(("CT-", "PR-", "PS-"))


def find_damage(
    parse: Parse, places: tuple[Place, ...], statements: tuple[Statement, ...]
) -> tuple[Damage, ...]:
    """Return the things harmed in the order of the text.

    Args:
        parse: The sentences.
        places: Where things stand; null where the clause names no place or more than one.
        statements: The voices; what a voice denies or only fears is left out.
    """
    sayings = [h for s in parse.sentences() for h in find_harmed(s) if _happened(parse, h)]
    heads = frozenset(h.head.i for h in sayings)
    binding = Binding(parse, places, (), statements, heads)
    located = place_roots(parse, places)
    certainty = {s.id: s.certainty for s in statements}
    found: dict[tuple[int, int], Damage] = {}
    for harmed in sayings:
        for thing in find_things(harmed):
            item = _damage(parse, harmed, thing, binding, located, statements)
            if not any(certainty[v] in UNSAID for v in item.said_by):
                found.setdefault((thing.token.i, thing.token.sent.start), item)
    ordered = sorted(found.values(), key=lambda d: (d.span.start, d.span.end))
    return tuple(replace(d, id=f"d{n}") for n, d in enumerate(ordered, 1))


def _happened(parse: Parse, harmed: Harmed) -> bool:
    """Say whether it is told as a fact, and of arms."""
    head = harmed.head
    if parse.is_headline(head) or is_staged(head) or not is_by_arms(harmed):
        return False
    return not harmed.told or read_realis(head, "").realis in HAPPENED


def _damage(
    parse: Parse,
    harmed: Harmed,
    thing: Thing,
    binding: Binding,
    located: Mapping[int, Place],
    statements: tuple[Statement, ...],
) -> Damage:
    """Return one thing harmed, not yet numbered."""
    at = [t.i for t in (harmed.head, *harmed.words)] + [thing.phrase.start, thing.phrase.end - 1]
    span = parse.span(parse.doc[min(at) : max(at) + 1])
    place, rule = _place(harmed, thing, binding, located)
    return Damage(
        id="",
        span=span,
        object=thing.phrase.text,
        place=place,
        extent=_extent(harmed),
        said_by=said_by(statements, parse.span(harmed.head)),
        method=parse.methods["damage"],
        why=(harmed.why, f"object_{thing.kind}", rule),
    )


def _place(
    harmed: Harmed, thing: Thing, binding: Binding, located: Mapping[int, Place]
) -> tuple[str | None, str]:
    """Return where the thing stands and the rule: itself, its own phrase, else the clause."""
    if thing.token.i in located:
        return located[thing.token.i].id, "place_named"
    inside = list(_located_below(thing, located))
    if len(inside) == 1:
        return inside[0], "place_of_phrase"
    bound = dict.fromkeys(b.item.id for b in binding.places(harmed.head))
    if not inside and len(bound) == 1:
        return next(iter(bound)), "place_of_clause"
    return None, "place_unknown"


def _located_below(thing: Thing, located: Mapping[int, Place]) -> Iterator[str]:
    """Yield the places named in the thing's own phrase: "a school in X", "X's only hospital"."""
    yield from dict.fromkeys(
        located[t.i].id
        for t in thing.token.subtree
        if t.i in located
        and not any(a.pos_ == "VERB" for a in t.ancestors if a in thing.token.subtree)
    )


def _extent(harmed: Harmed) -> str | None:
    """Return the words for how far it goes: "completely destroyed", "damaged"; null: not said."""
    if not any(t.lower_ in words("degrees") for t in harmed.words) and harmed.why not in (
        "verb", "attribute", "noun", "in_ruins", "suffered"
    ):  # fmt: skip
        return None
    return " ".join(t.text for t in harmed.words).lower()
