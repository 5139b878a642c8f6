"""Who carries an account, and the claims of an incident in the order in which they were made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.link.reports import FactRef, Origin, Report, facts
from dateline.records import ControlClaim, Event, Toll
from dateline.store.pages import Claim
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
class Told:
    """One claim, and every outlet that printed it in the same words."""

    claim: Claim
    outlets: tuple[str, ...]


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
    return _once(sorted(told, key=lambda t: (t.day or "9999", t.outlet, t.layer)))


def _once(told: Sequence[Telling]) -> tuple[Telling, ...]:
    """Return the claims with copies of one put together, at the day of the first."""
    same: dict[tuple[str, ...], Telling] = {}
    for item in told:
        key = (item.words, *item.asides)
        first = same.get(key)
        same[key] = replace(first, outlet=f"{first.outlet}, {item.outlet}") if first else item
    return tuple(same.values())


def claims_told(claims: Sequence[Claim]) -> tuple[Told, ...]:
    """Return the claims with copies of one claim put together: the same voice, words and status."""
    same: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        key = (claim.status, claim.holders, claim.speakers, claim.words, claim.certainty)
        same.setdefault(key, []).append(claim)
    return tuple(
        Told(
            claim=group[0],
            outlets=tuple(dict.fromkeys(c.outlet or "outlet not known" for c in group)),
        )
        for group in same.values()
    )
