"""Hold the figures of eval/results against eval/floors.json: no score falls unseen.

python -m eval.gate dev                     exit 1 where a score is below its floor
python -m eval.gate dev --raise             lift the floors to what is reached now
python -m eval.gate dev --lower "REASON"    accept lower floors; the reason is kept
"""

import argparse
import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"
# What is held: the F of a layer, and shares that stand alone. Counts and times are not.
_HELD = (
    "F",
    "F1",
    "ARI",
    "macro-F1",
    "inside",
    "contradiction P",
    "contradiction R",
    "origins exact",
    "F161",
    "strict F",
    "relaxed F",
    "value F",
)


def main() -> int:
    """Check, raise or lower the floors of one split."""
    parser = argparse.ArgumentParser(prog="python -m eval.gate", description=__doc__)
    parser.add_argument("split", choices=("dev", "test", "train"))
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--raise", action="store_true", dest="lift")
    change.add_argument("--lower", metavar="REASON")
    args = parser.parse_args()
    file = HERE / "results" / f"{args.split}.json"
    if not file.is_file():
        print(f"{file}: is not there; run make eval CORPORA=DIR SPLIT={args.split}")
        return 2
    result = json.loads(file.read_text(encoding="utf-8"))
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
    held = floors.setdefault(args.split, {})
    problems = list(compare(result["scores"], held))
    if args.lift or args.lower:
        if args.lower:
            floors.setdefault("lowered", []).append(
                {"split": args.split, "what": problems, "why": args.lower}
            )
        held |= {
            name: {"corpus": entry["corpus"], "floors": _lifted(name, entry, held, args.lower)}
            for name, entry in result["scores"].items()
        }
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
        return 0
    for problem in problems:
        print(problem)
    print(f"{args.split}: {len(problems)} below their floor" if problems else "all floors hold")
    return int(bool(problems))


def compare(scores: dict[str, Any], floors: dict[str, Any]) -> Iterator[str]:
    """Yield a line for each score below its floor, and for each corpus that is another one."""
    for name, held in floors.items():
        if name not in scores:
            continue  # not scored here: the corpus is not there
        if scores[name]["corpus"] != held["corpus"]:
            yield f"{name}: scored on another corpus than its floors were set on"
            continue
        reached = dict(figures(scores[name]["figures"]))
        for key, floor in held["floors"].items():
            if reached.get(key, 0.0) < floor:
                yield f"{name} {key}: {reached.get(key)} is below {floor}"


def figures(tree: dict[str, Any], path: str = "") -> Iterator[tuple[str, float]]:
    """Yield each held figure with its path, articles left out."""
    for key, value in tree.items():
        if key == "per_article":
            continue
        if isinstance(value, dict):
            yield from figures(value, f"{path}{key}.")
        elif key in _HELD and value is not None:
            yield f"{path}{key}", value


def _lifted(
    name: str, entry: dict[str, Any], held: dict[str, Any], lower: object
) -> dict[str, float]:
    """Return the floors of a scorer: one hundredth below what is reached, never lower than held."""
    before = held.get(name, {}).get("floors", {}) if not lower else {}
    now = {key: math.floor(value * 100 - 1) / 100 for key, value in figures(entry["figures"])}
    return {key: max(floor, before.get(key, 0.0), 0.0) for key, floor in now.items()}


if __name__ == "__main__":
    sys.exit(main())
