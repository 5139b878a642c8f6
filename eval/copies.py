"""Score which texts are copies of one dispatch, on a set of our own (eval/own/near_copies.py).

References, on another set (NEWS-COPY, Silcock et al. 2023): n-grams ARI 75.0, bi-encoder 91.5.
"""

import argparse
import sys
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

from dateline.link.copies import CopyIndex
from dateline.link.reports import Report, report_id
from dateline.records import Article, Record
from eval.grouping import grouping
from eval.own.near_copies import Filed, near_copies

SEEDS = {"dev": 20240108, "test": 20240109, "train": 7}


def report_of(filed: Filed) -> Report:
    """Return the report of a text; copies are told by wording, so nothing is read."""
    article = Article(
        id=report_id(filed.text),
        sha256="",
        length=len(filed.text),
        text=filed.text,
        published=filed.published.isoformat(),
        published_basis="given",
    )
    return Report(id=article.id, record=Record(article=article))


def evaluate(corpora: Path, split: str) -> dict[str, Any]:
    """Return the figures of the split's seed."""
    del corpora  # the set is our own
    return score(near_copies(SEEDS[split]))


def score(texts: list[Filed], *, show: bool = False) -> dict[str, Any]:
    """Return the grouping's figures, pairs, and false merges by how the look-alike was made."""
    index = CopyIndex()
    reports = [report_of(filed) for filed in texts]
    for report in reports:
        index.enter(report)
    home = {member: o.id for o in index.origins() for member in o.members}
    by_origin: dict[str, list[tuple[Filed, str]]] = defaultdict(list)
    merged: dict[str, list[Filed]] = defaultdict(list)
    for filed, report in zip(texts, reports, strict=True):
        by_origin[filed.origin].append((filed, home[report.id]))
        merged[home[report.id]].append(filed)
    false: Counter[str] = Counter()
    for group in merged.values():
        for a, b in combinations(group, 2):
            if a.origin != b.origin:
                odd = b if a.made == "dispatch" or "-" in b.origin else a
                false[odd.made] += 1
                if show and false[odd.made] < 3:
                    print("FALSE", a.made, b.made, "\n", a.text, "\n", b.text)
    missed: Counter[str] = Counter()
    for row in by_origin.values():
        main = Counter(group for _, group in row).most_common(1)[0][0]
        for filed, group in row:
            if group != main:
                missed[filed.made] += 1
                if show and missed[filed.made] < 3:
                    print("MISSED", filed.made, "\n", filed.text, "\n", row[0][0].text)
    gold = [filed.origin for filed in texts]
    return {
        "near copies": grouping(gold, [home[r.id] for r in reports]),
        "false merges": {
            "pairs": sum(false.values()),
            "updates merged": false["update"],
            **{f"by {made}": n for made, n in sorted(false.items())},
        },
        "missed": dict(sorted(missed.items())) or {"none": 0},
    }


def main() -> int:
    """Show the errors of a seed that no figure is taken on."""
    parser = argparse.ArgumentParser(prog="python -m eval.copies", description=__doc__)
    parser.add_argument("--seed", type=int, default=SEEDS["train"])
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    for name, row in score(near_copies(args.seed), show=args.show).items():
        print(name, row)
    return 0


if __name__ == "__main__":
    sys.exit(main())
