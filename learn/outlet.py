"""Fit what the country of the outlet weighs, on imagined reports, all other weights as they are.

No corpus says where an article was published, so reports are imagined (`simulated.py`) and published
in the country of their centre as often as SHARE_AT_HOME says, else in that of another report. Of
a grid, the weight is taken that puts most names right, and of those the one under which the right
places are likeliest; the reports are others than those that the other weights were fitted on.

Usage: python -m learn.outlet [--write]
"""

import argparse
import json
import random
import sys
from dataclasses import replace
from math import log

from dateline.extract.places.resolution import Ranker, load_ranker, resolve
from dateline.gazetteer import load_gazetteer
from learn.places import OUT, within
from learn.simulated import Draw, Imagined

# Set by hand: most papers report of their own country, agencies and large papers of the world.
SHARE_AT_HOME = 0.7
REPORTS = 400
SEED = 2
GRID = tuple(0.25 * n for n in range(13))


def published(reports: list[Imagined]) -> list[tuple[Imagined, str]]:
    """Return the reports with the country that each is published in."""
    dice = random.Random(SEED)  # noqa: S311  # nothing secret: repeatable is the point
    countries = [report.country for report in reports]
    return [
        (r, r.country if dice.random() < SHARE_AT_HOME else dice.choice(countries)) for r in reports
    ]


def likelihood(reports: list[tuple[Imagined, str]], ranker: Ranker) -> tuple[float, float]:
    """Return the mean log of the score that the answer has, and the share that is right."""
    total, right, names = 0.0, 0, 0
    for report, outlet in reports:
        choices = resolve(report.senses, report.demonyms, ranker, outlet=outlet)
        for key, meant in report.meant.items():
            if meant is None or meant.lat is None or meant.lon is None or not choices[key]:
                continue
            best = choices[key][0]
            hit = within(best.entry, (meant.lat, meant.lon))
            chance = min(max(best.score, 1e-6), 1 - 1e-6)
            total += log(chance if hit else 1 - chance)
            right += hit
            names += 1
    return total / names, right / names


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write it into {OUT.name}")
    options = parser.parse_args()
    reports = published(list(Draw(load_gazetteer(), SEED).articles(REPORTS)))
    shipped = load_ranker()
    found = {}
    for weight in GRID:
        # Chances as they are: the calibration was made for names of corpora, harder than these.
        ranker = replace(shipped, slope=1.0, intercept=0.0, outlet=weight)
        found[weight] = likelihood(reports, ranker)
        print(f"{weight:.2f}  log {found[weight][0]:.4f}  right {found[weight][1]:.4f}", flush=True)
    best = max(found, key=lambda weight: (round(found[weight][1], 4), found[weight][0]))
    print(f"outlet {best}")
    if options.write:
        facts = json.loads(OUT.read_text(encoding="utf-8"))
        facts["outlet"] = best
        facts["card"]["outlet"] = {
            "fitted_on": f"{REPORTS} imagined reports, {SHARE_AT_HOME:.0%} published where their "
            "centre is; the other weights as they are",
            "right_without": round(found[0.0][1], 4),
            "right_with": round(found[best][1], 4),
            "by": "python -m learn.outlet --write",
        }
        OUT.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
