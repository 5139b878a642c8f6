"""Score the ACLED sub-event type of short reports (CASE 2021, task 2), without training on them.

Each snippet is read as an article of its own; `dateline.extract.events.leading` says what it reports
above all. Scored on the rows of ACLED's 25 types; the five labels that are none of them (disasters,
organised crime, diplomacy, blame) are counted beside, by what they are taken for. The weighted F is
the task's own measure. dev is the 300 rows at which errors were read.

Source: Haneczok et al. 2021, CASE 2021 shared task 2.
Usage: python -m eval.case2021 FILE [--errors N] [--label LABEL]
"""

import argparse
import csv
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from dateline import read
from dateline.extract.events.leading import leading_type
from eval.classes import confusions, figures_of_classes

FILES = {"dev": "dev300.tsv", "test": "test.tsv"}
LABELS = {
    "ARMED_CLASH": "Armed clash",
    "GOV_REGAINS_TERIT": "Government regains territory",
    "NON_STATE_ACTOR_OVERTAKES_TER": "Non-state actor overtakes territory",
    "CHEM_WEAP": "Chemical weapon",
    "AIR_STRIKE": "Air/drone strike",
    "SUIC_BOMB": "Suicide bomb",
    "ART_MISS_ATTACK": "Shelling/artillery/missile attack",
    "REM_EXPLOS": "Remote explosive/landmine/IED",
    "GRENADE": "Grenade",
    "SEX_VIOL": "Sexual violence",
    "ATTACK": "Attack",
    "ABDUCT_DISSAP": "Abduction/forced disappearance",
    "PEACE_PROTEST": "Peaceful protest",
    "PROTEST_WITH_INTER": "Protest with intervention",
    "FORCE_AGAINST_PROTEST": "Excessive force against protesters",
    "VIOL_DEMONSTR": "Violent demonstration",
    "MOB_VIOL": "Mob violence",
    "AGREEMENT": "Agreement",
    "ARREST": "Arrests",
    "CHANGE_TO_GROUP_ACT": "Change to group/activity",
    "DISR_WEAP": "Disrupted weapons use",
    "HQ_ESTABLISHED": "Headquarters or base established",
    "PROPERTY_DISTRUCT": "Looting/property destruction",
    "NON_VIOL_TERRIT_TRANSFER": "Non-violent transfer of territory",
    "OTHER": "Other",
}


def evaluate(corpora: Path, split: str) -> dict[str, Any] | None:
    """Return weighted and macro F over the 25 types, or None where the split has no file."""
    path = corpora / "events" / "case2021" / FILES.get(split, "")
    if not path.is_file():
        return None
    rows = [(LABELS.get(label), found) for label, _, found, _ in read_rows(path)]
    gold = [g for g, _ in rows if g is not None]
    found = [f for g, f in rows if g is not None]
    return {
        **figures_of_classes(gold, found, sorted(set(gold))),
        "errors": confusions(gold, found),
        "none of the 25": dict(Counter(f or "nothing" for g, f in rows if g is None).most_common()),
    }


def read_rows(path: Path) -> list[tuple[str, str, str | None, str | None]]:
    """Return (label, snippet, type read, rule) of each row."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    out = []
    for row in rows:
        leading = leading_type(read(row["EventSnippet"]))
        out.append(
            (
                row["SubType"],
                row["EventSnippet"],
                leading.acled if leading else None,
                leading.why if leading else None,
            )
        )
    return out


def main() -> int:
    """Print errors: the label, what was read by which rule, the snippet."""
    parser = argparse.ArgumentParser(prog="python -m eval.case2021", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", type=int, default=50, help="how many errors to print")
    parser.add_argument("--label", help="only those of one label")
    args = parser.parse_args()
    wrong = [
        row
        for row in read_rows(args.file)
        if LABELS.get(row[0]) not in (None, row[2]) and args.label in (None, row[0])
    ]
    for label, text, found, why in wrong[: args.errors]:
        print(f"{label} read as {found} ({why}): {text}")
    print(f"{len(wrong)} errors")
    return 0


if __name__ == "__main__":
    sys.exit(main())
