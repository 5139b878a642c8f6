"""Score the grid on accounts of our own whose verdicts are marked (eval/own/accounts.py).

The accounts are read from their text; that they tell of one incident is given, as a reviewer gives
it, so that what is scored is the grid: the verdict of each field (macro-F1 over agree, compatible,
contradict, silent), how many independent origins there are, low and high of the dead. Whether the
incident is also found without being told is `found alone`.

Baselines: any difference of the cells is a contradiction; every field has the commonest verdict.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from dateline import read
from dateline.link.agreement import compare_accounts
from dateline.link.copies import group_copies
from dateline.link.happenings import Happening, happenings
from dateline.link.incidents import group_incidents
from dateline.link.reports import Decisions, Grid, Incident, Report, report_id
from eval.own.accounts import FIELDS, Case, cases

SEEDS = {"dev": 20240304, "test": 20240305, "train": 11}
VERDICTS = ("agree", "compatible", "contradict", "silent")


def evaluate(corpora: Path, split: str) -> dict[str, Any]:
    """Return the figures of the split's seed; the cases written by hand are apart as well."""
    del corpora  # the set is our own
    done = [(case, grid_of(case)) for case in cases(SEEDS[split])]
    written = [(case, both) for case, both in done if not case.name.startswith("made ")]
    return {"all": _figures(done), "written by hand": _figures(written)}


def grid_of(case: Case) -> tuple[Grid | None, bool]:
    """Return the grid of a case, and whether its incident is found without being told."""
    reports = []
    for told in case.accounts:
        record = read(told.text, told.published)
        reports.append(Report(id=report_id(told.text), record=record))
    main = [found for report in reports if (found := _main(report)) is not None]
    if not main:
        return None, False
    origins = group_copies(reports)
    alone = _largest(group_incidents(reports, origins), main)
    same = Decisions(same=frozenset((main[0].key, other.key) for other in main[1:]))
    incident = _largest(group_incidents(reports, origins, same), main)
    grid = compare_accounts(incident, {r.id: r for r in reports}, origins)
    found_alone = len({e.report for e in alone.events}) == len(reports)
    return grid, found_alone


def _main(report: Report) -> Happening | None:
    """Return the happening a reviewer would point at: the first that has a place or a day."""
    told = happenings(report)
    return next((h for h in told if not h.leans), told[0] if told else None)


def _largest(incidents: Sequence[Incident], main: Sequence[Happening]) -> Incident:
    refs = {h.ref for h in main}
    return max(incidents, key=lambda i: (len(refs & set(i.events)), i.id))


def _figures(done: Sequence[tuple[Case, tuple[Grid | None, bool]]]) -> dict[str, Any]:
    pairs: list[tuple[str, str]] = []
    naive: list[tuple[str, str]] = []
    for case, (grid, _) in done:
        for field in FIELDS:
            gold = case.verdicts[field]
            pairs.append((gold, grid.verdicts[field].verdict if grid else "silent"))  # type: ignore[index]
            naive.append((gold, _naive(grid, field)))
    contradictions = Counter((gold == "contradict", found == "contradict") for gold, found in pairs)
    hit = contradictions[True, True]
    common = Counter(gold for gold, _ in pairs).most_common(1)[0][0] if pairs else "agree"
    marked = [(case, grid) for case, (grid, _) in done if case.killed is not None]
    return {
        "macro-F1": macro_f1(pairs),
        "contradiction P": round(hit / (hit + contradictions[False, True] or 1), 3),
        "contradiction R": round(hit / (hit + contradictions[True, False] or 1), 3),
        "origins exact": _share(g is not None and g.n_origins == c.origins for c, (g, _) in done),
        "killed low-high exact": _share(
            g is not None
            and any(r.harm == "killed" and (r.low, r.high) == c.killed for r in g.ranges)
            for c, g in marked
        ),
        "found alone": _share(alone for _, (_, alone) in done),
        "macro-F1, differs = contradicts": macro_f1(naive),
        "macro-F1, majority": macro_f1([(gold, common) for gold, _ in pairs]),
        "incidents": len(done),
        "cells": len(pairs),
    }


def _naive(grid: Grid | None, field: str) -> str:
    values = (
        [row.cells[field].values for row in grid.rows if row.cells[field].values] if grid else []
    )  # type: ignore[index]
    if len(values) < 2:
        return "silent"
    return "agree" if len(set(values)) == 1 else "contradict"


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Return the mean F1 of the verdicts that occur in the gold."""
    scores = []
    for verdict in VERDICTS:
        hit = sum(gold == found == verdict for gold, found in pairs)
        wanted = sum(gold == verdict for gold, _ in pairs)
        given = sum(found == verdict for _, found in pairs)
        if wanted:
            scores.append(2 * hit / (wanted + given))
    return round(sum(scores) / (len(scores) or 1), 3)


def _share(hits: Iterable[bool]) -> float:
    row = list(hits)
    return round(sum(row) / (len(row) or 1), 3)


def main() -> int:
    """Show the errors on a seed that no figure is taken on."""
    parser = argparse.ArgumentParser(prog="python -m eval.agreement", description=__doc__)
    parser.add_argument("--seed", type=int, default=SEEDS["train"])
    parser.add_argument("--show", type=int, default=0, help="errors to show")
    args = parser.parse_args()
    done = [(case, grid_of(case)) for case in cases(args.seed)]
    wrong: Counter[tuple[str, str, str]] = Counter()
    for case, (grid, _) in done:
        if grid is None:
            print(case.name, "no happening found")
            continue
        if grid.n_origins != case.origins:
            print(case.name, "origins", case.origins, "found", grid.n_origins)
        for field in FIELDS:
            gold, found = case.verdicts[field], grid.verdicts[field]  # type: ignore[index]
            if gold != found.verdict:
                wrong[field, gold, found.verdict] += 1
                if wrong[field, gold, found.verdict] <= args.show:
                    print(case.name, field, gold, "->", found.verdict, found.rule)
                    for told in case.accounts:
                        print("    |", told.text.replace("\n", " "))
                    for row in grid.rows:
                        print("    =", row.cells[field].values)  # type: ignore[index]
    for (field, gold, found_verdict), n in wrong.most_common():
        print(n, field, gold, "->", found_verdict)
    print(_figures(done))
    return 0


if __name__ == "__main__":
    sys.exit(main())
