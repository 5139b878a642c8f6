"""One fact of a record as one line of the report: its words, and short facts about it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from dateline.records import ControlClaim, Damage, Event, Place, Record, Span, Statement, Toll
from dateline.write import wording

# Beyond this a quotation is cut in the report; --why and the JSON give all of it.
LONGEST_QUOTE = 420


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words of a line; `hedge` marks a word by which the speaker is less sure."""

    text: str
    kind: Literal["plain", "hedge"] = "plain"


@dataclass(frozen=True, slots=True)
class Line:
    """One fact: its id, its words, and short facts about it, all safe to print."""

    id: str
    words: tuple[Piece, ...]
    facts: tuple[str, ...] = ()


def attribution(record: Record, statement: Statement) -> Iterator[str]:
    """Yield by what word the article attributes, where it is more than "said", and who passed it on."""
    if statement.cue and statement.cue_class not in (None, "neutral"):
        yield f"the article's word: “{statement.cue.text}”"
    if statement.via:
        yield f"reported by {wording.names(record, statement.via)}"


def statement_line(
    record: Record,
    statement: Statement,
    attributed: Callable[[Record, Statement], Iterable[str]] = attribution,
) -> Line:
    """Return the line of what is said, with how sure the speaker is.

    `attributed` words how the article puts it into the speaker's mouth.
    """
    words: list[Piece] = []
    left = LONGEST_QUOTE
    for number, span in enumerate(statement.content):
        if left <= 0:
            break
        words.append(Piece(" … " if number else ""))
        words += _marked(span, statement.hedges, left)
        left -= len(span.text)
    words.append(Piece("" if left >= 0 else " …"))
    if statement.kind == "direct":
        words = [Piece("“"), *words, Piece("”")]
    return _line(statement.id, words, _statement_facts(record, statement, attributed))


def _marked(span: Span, hedges: tuple[Span, ...], longest: int) -> Iterator[Piece]:
    """Yield the words of a span, cut to `longest` characters, with its hedges apart."""
    end = span.end
    if len(span.text) > longest:
        end = span.start + (span.text.rfind(" ", 0, longest) + 1 or longest)
    at = span.start
    for hedge in sorted(hedges, key=lambda h: h.start):
        if at <= hedge.start and hedge.end <= end:
            yield Piece(span.text[at - span.start : hedge.start - span.start])
            yield Piece(hedge.text, "hedge")
            at = hedge.end
    yield Piece(span.text[at - span.start : end - span.start])


def _statement_facts(
    record: Record,
    statement: Statement,
    attributed: Callable[[Record, Statement], Iterable[str]],
) -> Iterator[str]:
    if statement.kind != "narrator" or statement.certainty != "CT+":
        yield wording.certainty(statement.certainty)
    if statement.hedges:
        yield "hedged: " + ", ".join(f"“{hedge.text}”" for hedge in statement.hedges)
    if (scale := statement.yardstick) is not None:
        yield f"“{scale.term.text}” on the {scale.scale} scale: {scale.low}-{scale.high} %"
    if statement.condition is not None:
        yield f"on condition: “{statement.condition.text}”"
    yield from attributed(record, statement)
    if statement.channel:
        yield f"channel: {statement.channel}"
    if statement.addressee:
        yield f"to {wording.names(record, (statement.addressee,))}"
    if statement.uttered and statement.kind != "narrator":
        yield f"said {wording.day(statement.uttered)}"
    if statement.repair:
        yield f"quotation marks mended: {statement.repair.replace('_', ' ')}"
    for relation in statement.relations:
        yield f"{relation.type.replace('_', ' ')} {relation.to}"


def event_line(record: Record, event: Event) -> Line:
    """Return the line of what is told to happen: type, word, who to whom."""
    return _line(
        event.id,
        [Piece(f"{wording.what(event)}: “{event.trigger.text}”{_parties(record, event)}")],
        _event_facts(record, event),
    )


def _parties(record: Record, event: Event) -> str:
    """Return who did it to whom, as far as the text says."""
    by = f" by {wording.names(record, event.actors)}" if event.actors else ""
    against = f" against {wording.names(record, event.targets)}" if event.targets else ""
    return by + against if by or against else ""


def _event_facts(record: Record, event: Event) -> Iterator[str]:
    if event.realis != "actual":
        yield wording.REALIS[event.realis]
    if not event.actors:
        yield "not said by whom"
    yield from _where(record, event.places) or ("not said where",)
    when = wording.period(event.start, event.end)
    yield when if when == "no date" else f"{when} ({wording.DATE_BASIS[event.date_basis]})"
    if event.instruments:
        yield f"with {', '.join(event.instruments)}"
    yield f"says {wording.voices(record, event.said_by)}"


def _where(record: Record, ids: tuple[str, ...]) -> list[str]:
    known = {place.id: place for place in record.places}
    return [_placed(record, known[key]) for key in ids if key in known]


def _placed(record: Record, place: Place) -> str:
    return f"{wording.place_name(record, place)} ({wording.coordinates(place)})"


def toll_line(record: Record, toll: Toll) -> Line:
    """Return the line of a count of people harmed, as a range."""
    words = f"{toll.harm}: {wording.count(toll)} {wording.counted(toll)}"
    return _line(toll.id, [Piece(words)], _toll_facts(record, toll))


def _toll_facts(record: Record, toll: Toll) -> Iterator[str]:
    yield f"“{toll.span.text}”"
    yield f"says {wording.voices(record, toll.said_by)}"
    if toll.unquantified:
        yield "no number in the text: the range is what the word means"
    if toll.implied:
        yield "implied, not stated"
    if toll.aggregated:
        yield "a running total"
    if toll.interested_party:
        yield "a party counting its enemy's losses"
    for relation in toll.relations:
        yield f"{relation.type.replace('_', ' ')} {relation.to}"


def claim_line(record: Record, claim: ControlClaim) -> Line:
    """Return the line of who is said to hold a place."""
    words = f"{wording.names(record, claim.holders)}: {wording.STATUS[claim.status]}"
    facts = [
        wording.certainty(claim.certainty),
        *([f"extent: {claim.extent}"] if claim.extent else []),
        f"“{claim.span.text}”",
        f"says {wording.voices(record, claim.said_by)}",
    ]
    return _line(claim.id, [Piece(words)], facts)


def damage_line(record: Record, item: Damage) -> Line:
    """Return the line of a thing that was harmed."""
    facts = [
        *_where(record, (item.place,) if item.place else ()),
        *([f"extent: {item.extent}"] if item.extent else []),
        f"says {wording.voices(record, item.said_by)}",
    ]
    return plain_line(item.id, f"{item.object}: “{item.span.text}”", facts)


def plain_line(id: str, words: str, facts: Iterable[str] = ()) -> Line:
    """Return a line without marked words."""
    return _line(id, [Piece(words)], facts)


def _line(id: str, words: Iterable[Piece], facts: Iterable[str]) -> Line:
    """Return a line whose every word is safe to print."""
    return Line(
        id,
        tuple(Piece(wording.printable(p.text), p.kind) for p in words if p.text),
        tuple(wording.printable(fact) for fact in facts),
    )
