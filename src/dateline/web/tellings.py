"""Who carries an account, and the claims of an incident in the order in which they were made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.link.reports import FactRef, Origin, Report, facts
from dateline.records import ControlClaim, Event, Toll
from dateline.web.links import Links
from dateline.write.lines import claim_line, event_line, toll_line

KIND_WORDS: Mapping[str, str] = {
    "original": "first seen",
    "exact": "the same text",
    "near": "nearly the same text",
    "rewrite": "rewritten",
    "translation": "translated",
    "revision": "a later version",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """A report that carries an origin's account."""

    outlet: str
    url: str
    day: str | None
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One claim in the order in which it was made."""

    day: str | None
    outlet: str
    words: str
    asides: tuple[str, ...]
    layer: str
    url: str


def carriers_of(origin: Origin, reports: Mapping[str, Report], links: Links) -> list[Carrier]:
    """Return the reports that carry an origin's account, the first one first."""
    carriers = [
        Carrier(
            outlet=reports[id].outlet or "outlet not known",
            url=links.article(id),
            day=reports[id].record.article.published,
            kind=KIND_WORDS[origin.kinds[id]],
        )
        for id in origin.members
        if id in reports
    ]
    return sorted(carriers, key=lambda c: (c.kind != KIND_WORDS["original"], c.day or "", c.outlet))


def tellings_of(
    reports: Mapping[str, Report], refs: Sequence[FactRef], links: Links
) -> tuple[Telling, ...]:
    """Return the claims by the day they were made: when uttered, else when published."""
    told = []
    for ref in dict.fromkeys(refs):
        report = reports[ref.report]
        fact = facts(report)[ref]
        record = report.record
        if isinstance(fact, Event):
            line = event_line(record, fact)
        elif isinstance(fact, Toll):
            line = toll_line(record, fact)
        elif isinstance(fact, ControlClaim):
            line = claim_line(record, fact)
        else:
            continue
        spoken = [s.uttered for s in record.statements if s.id in fact.said_by and s.uttered]
        told.append(
            Telling(
                day=(min(spoken)[:10] if spoken else record.article.published),
                outlet=report.outlet or "outlet not known",
                words="".join(piece.text for piece in line.words),
                asides=line.facts,
                layer=ref.layer,
                url=links.article(ref.report, ref.fact),
            )
        )
    return tuple(sorted(told, key=lambda t: (t.day or "9999", t.outlet, t.layer)))
