"""The grid of one incident: what each origin says on each field, and where they part.

Rows are origins, not articles: ten copies of a dispatch are one account. A later version of an
account supersedes its earlier figures. Nothing is decided between accounts; low and high follow
the rules of `ledger`, and a best figure stands only where its rule is named.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from dateline.link.accounts import Claim, claims
from dateline.link.clusters import components
from dateline.link.ledger import Count, toll_range
from dateline.link.quotations import group_quotations
from dateline.link.reports import (
    GRID_FIELDS,
    Cell,
    FieldVerdict,
    Grid,
    GridField,
    Incident,
    Origin,
    PairWhy,
    Report,
    Row,
    TollRange,
    Verdict,
)
from dateline.link.verdicts import between, within
from dateline.records import Toll

_HARMS: tuple[GridField, ...] = ("killed", "injured")
# The claims of one origin that stand, by field.
_Account = Mapping[GridField, Sequence[Claim]]


def compare_accounts(
    incident: Incident,
    reports_by_id: Mapping[str, Report],
    origins: Iterable[Origin],
    best_rule: str | None = None,
) -> Grid:
    """Return the grid of an incident over the reports that tell of it.

    `best_rule` is a name in `ledger.BEST_RULES`; without one no best figure is given.
    """
    told = sorted({ref.report for ref in incident.events})
    rows: dict[str, list[str]] = defaultdict(list)
    home = {member: o.id for o in origins for member in o.members}
    for id in told:
        rows[home.get(id, id)].append(id)
    accounts: dict[str, _Account] = {}
    cells: list[Row] = []
    for origin in sorted(rows, key=lambda o: rows[o]):
        all_claims = _claims([reports_by_id[id] for id in rows[origin]], incident)
        standing = {field: _standing(field, all_claims[field]) for field in GRID_FIELDS}
        accounts[origin] = standing
        cells.append(
            Row(
                origin=origin,
                reports=tuple(rows[origin]),
                cells={f: _cell(all_claims[f], standing[f]) for f in GRID_FIELDS},
            )
        )
    utterances = {
        "/".join(ref): utterance.id
        for utterance in group_quotations(reports_by_id[id] for id in told)
        for ref in utterance.statements
    }
    return Grid(
        incident=incident.id,
        rows=tuple(cells),
        verdicts={f: _verdict(f, accounts, utterances) for f in GRID_FIELDS},
        ranges=tuple(_ranges(accounts, best_rule)),
        n_origins=len(rows),
        n_reports=len(told),
        notes=tuple(_notes(cells)),
    )


def _claims(reports: Sequence[Report], incident: Incident) -> Mapping[GridField, list[Claim]]:
    """Return the claims of one origin's reports by field, the earliest report first."""
    found: dict[GridField, list[Claim]] = {field: [] for field in GRID_FIELDS}
    for report in reports:
        for claim in claims(report, incident):
            found[claim.field].append(claim)
    return {field: sorted(row, key=lambda c: (c.order, c.ref)) for field, row in found.items()}


def _standing(field: GridField, given: Sequence[Claim]) -> list[Claim]:
    """Return the claims of one origin that still stand: of counts, the latest of the whole."""
    if field not in _HARMS:
        return list(given)
    tolls = {claim.ref: claim.value for claim in given if isinstance(claim.value, Toll)}
    gone = {
        ref._replace(fact=relation.to)
        for ref, toll in tolls.items()
        for relation in toll.relations
        if relation.type == "supersedes"
    }
    gone |= {ref for ref, toll in tolls.items() if any(r.type == "part_of" for r in toll.relations)}
    gone |= {ref for ref, toll in tolls.items() if toll.aggregated}
    left = [claim for claim in given if claim.ref not in gone]
    last = max((claim.order[0] for claim in left), default="")
    left = [claim for claim in left if claim.order[0] == last]
    # "Seven died ... three of the dead were children ... two died in hospital": of one voice the
    # largest count is of the whole.
    whole: dict[tuple[frozenset[str], str], int] = {}
    for claim in left:
        toll = tolls[claim.ref]
        key = (claim.speakers, toll.victims)
        whole[key] = max(whole.get(key, 0), toll.min or toll.max or 0)
    return [
        claim
        for claim in left
        for toll in [tolls[claim.ref]]
        if (toll.min or toll.max or 0) >= whole[claim.speakers, toll.victims]
    ]


def _cell(given: Sequence[Claim], standing: Sequence[Claim]) -> Cell:
    """Return a cell: what stands, what it replaced, and the words behind both."""
    values = tuple(dict.fromkeys(_shown(claim) for claim in standing))
    earlier = dict.fromkeys(_shown(claim) for claim in given if claim not in standing)
    return Cell(
        values=values,
        facts=tuple(dict.fromkeys(claim.ref for claim in standing)),
        spans=tuple(dict.fromkeys((claim.ref.report, claim.span) for claim in standing)),
        party=bool(standing) and all(claim.party for claim in standing),
        superseded=tuple(value for value in earlier if value not in values),
    )


def _shown(claim: Claim) -> str:
    return f"not: {claim.words}" if claim.denied else claim.words


def _verdict(
    field: GridField, accounts: Mapping[str, _Account], utterances: Mapping[str, str]
) -> FieldVerdict:
    """Return how all accounts stand on a field: the worst that any two of them do."""
    speaking = {origin: account[field] for origin, account in accounts.items() if account[field]}
    voices = _independent(speaking, utterances)
    pairs = []
    rulings = []
    for origin, given in speaking.items():
        if inner := within(given):
            pairs.append(PairWhy(left=origin, right=origin, score=0.0, why=(inner[1],)))
    for (left, a), (right, b) in combinations(speaking.items(), 2):
        verdict, rule = between(a, b)
        rulings.append((verdict, rule))
        if verdict == "contradict":
            pairs.append(PairWhy(left=left, right=right, score=0.0, why=(rule,)))

    def ruled(verdict: Verdict, rule: str) -> FieldVerdict:
        return FieldVerdict(
            field=field, verdict=verdict, rule=rule, pairs=tuple(pairs), voices=voices
        )

    if pairs:
        return ruled("contradict", pairs[-1].why[0])
    if not speaking:
        return ruled("silent", "no_account_says")
    if len(speaking) == 1:
        return ruled("silent", "one_account_says")
    loose = [rule for verdict, rule in rulings if verdict == "compatible"]
    return ruled("compatible", loose[0]) if loose else ruled("agree", rulings[0][1])


def _independent(speaking: Mapping[str, Sequence[Claim]], utterances: Mapping[str, str]) -> int:
    """Count the origins that speak; those that rest on one quotation only are one."""
    rests_on: list[set[str]] = []
    own = 0
    for given in speaking.values():
        said = [{utterances[s] for s in claim.said_by if s in utterances} for claim in given]
        if all(said):
            rests_on.append(set().union(*said))
        else:
            own += 1
    groups = components(
        map(str, range(len(rests_on))),
        (
            (str(m), str(n))
            for m, n in combinations(range(len(rests_on)), 2)
            if rests_on[m] & rests_on[n]
        ),
    )
    return own + len(groups)


def _ranges(accounts: Mapping[str, _Account], best_rule: str | None) -> Iterator[TollRange]:
    for field in _HARMS:
        counts = [
            Count(
                origin=origin,
                voice=", ".join(sorted(claim.speakers)),
                harm=toll.harm,
                min=toll.min,
                max=toll.max,
                victims=toll.victims,
                order=claim.order[1],
                party=toll.interested_party,
                running=toll.aggregated,
            )
            for origin, account in accounts.items()
            for claim in account[field]
            if isinstance(toll := claim.value, Toll)
        ]
        if counts:
            yield toll_range(counts[0].harm, counts, best_rule)


def _notes(rows: Sequence[Row]) -> Iterator[str]:
    if len(rows) == 1:
        yield "one origin only: nothing here is confirmed by another"
    for row in rows:
        for field, cell in row.cells.items():
            if cell.party:
                yield f"{field}: {', '.join(cell.values)} is the word of a side ({row.origin})"
