"""A speaker as a page: what they said, on which channel, how sure, and who says otherwise."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from dateline.link.reports import Cell, FactRef, Grid, Report, Row, facts
from dateline.store.accounts import open_accounts
from dateline.store.pages import Voice, incident_by_id, said_by, tally_of
from dateline.store.standing import load_standing
from dateline.web.incident_page import FIELD_NAMES
from dateline.web.links import Links

AT_ONCE = 40
# More comparisons than this under one statement are noise; the incident has them all.
MOST_OTHERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """What other sources say on the same: the verdict, and their words."""

    verdict: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A statement, and every outlet that printed it in the same words on one day."""

    voice: Voice
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerPage:
    """Everything the template of a speaker shows."""

    name: str
    role: str | None
    total: int
    voices: tuple[Voice, ...]
    spoken: tuple[Spoken, ...]
    certainties: list[tuple[str, int]]
    channels: list[tuple[str, int]]
    others: Mapping[tuple[str, str], tuple[Other, ...]]
    more: str
    links: Links


def compose_speaker(
    connection: Connection, name: str, links: Links, number: int = 1
) -> SpeakerPage | None:
    """Return a page of what a speaker said; None where nobody of that name speaks."""
    voices, total = said_by(connection, name, offset=(number - 1) * AT_ONCE, limit=AT_ONCE)
    if not total:
        return None
    more = f"{links.speaker(name)}?page={number + 1}" if number * AT_ONCE < total else ""
    return SpeakerPage(
        name=name,
        role=next((voice.role for voice in voices if voice.role), None),
        total=total,
        voices=voices,
        spoken=_once(voices),
        certainties=tally_of(connection, name, "certainty"),
        channels=tally_of(connection, name, "channel"),
        others=_others(connection, voices),
        more=more,
        links=links,
    )


def _once(voices: Sequence[Voice]) -> tuple[Spoken, ...]:
    same: dict[tuple[str | None, ...], list[Voice]] = {}
    for voice in voices:
        day = (voice.day or "")[:10]
        same.setdefault((day, voice.words, voice.certainty, voice.channel), []).append(voice)
    return tuple(
        Spoken(
            voice=group[0],
            outlets=tuple(dict.fromkeys(v.outlet or "outlet not known" for v in group)),
        )
        for group in same.values()
    )


def _others(
    connection: Connection, voices: tuple[Voice, ...]
) -> dict[tuple[str, str], tuple[Other, ...]]:
    out: dict[tuple[str, str], tuple[Other, ...]] = {}
    standing = load_standing(connection)
    for id in dict.fromkeys(voice.incident for voice in voices if voice.incident):
        incident = incident_by_id(connection, id)
        if incident is None:
            continue
        accounts = open_accounts(connection, incident, standing)
        for voice in voices:
            if voice.incident == id:
                found = tuple(_compared(voice, accounts.grid, accounts.reports))[:MOST_OTHERS]
                out[voice.report, voice.fact] = found
    return out


def _compared(voice: Voice, grid: Grid, reports: Mapping[str, Report]) -> Iterator[Other]:
    """Yield what other origins say in the cells that this statement fills."""
    own = next((row for row in grid.rows if voice.report in row.reports), None)
    if own is None:
        return
    for field, cell in own.cells.items():
        if not any(_says(voice, ref, reports) for ref in cell.facts):
            continue
        verdict = grid.verdicts.get(field)
        if verdict is None or verdict.verdict not in ("contradict", "agree"):
            continue
        against = {p.left for p in verdict.pairs} | {p.right for p in verdict.pairs}
        if verdict.verdict == "contradict" and own.origin not in against:
            continue
        for row in grid.rows:
            other = row.cells.get(field, Cell())
            if row.origin == own.origin or not other.values:
                continue
            if verdict.verdict == "contradict" and not _pair(verdict.pairs, own, row):
                continue
            yield Other(
                verdict=verdict.verdict,
                words=f"{FIELD_NAMES[field]}: {', '.join(other.values)} - "
                f"{', '.join(_outlets(row, reports))}",
            )


def _pair(pairs: tuple[object, ...], left: Row, right: Row) -> bool:
    ends = {left.origin, right.origin}
    return any({getattr(p, "left", ""), getattr(p, "right", "")} == ends for p in pairs)


def _says(voice: Voice, ref: FactRef, reports: Mapping[str, Report]) -> bool:
    if ref.report != voice.report:
        return False
    fact = facts(reports[ref.report]).get(ref)
    return voice.fact in getattr(fact, "said_by", ())


def _outlets(row: Row, reports: Mapping[str, Report]) -> list[str]:
    found = [reports[id].outlet or "outlet not known" for id in row.reports if id in reports]
    return list(dict.fromkeys(found))
