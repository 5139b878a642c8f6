"""Fit the score of an event: the chance that every cell of its row is right.

A logistic with a ridge over the features of `dateline.extract.events.confidence`, none of which is
a word, on articles coded in the record's format. The scores of the card are of articles left out, a
fifth at a time; the project's own rows (eval/own_sets.py) are never fitted on.

Usage: python -m learn.events CORPORA [--write]
"""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from eval.coverage import coverage
from eval.record import Comparison
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from dateline import Options, read
from dateline.extract.events import confidence, stage

OUT = (
    Path(__file__).resolve().parent.parent
    / "src" / "dateline" / "_data" / "weights" / "events.json"
)  # fmt: skip
# Lets the weights grow; of 0.03 to 1 this has the best likelihood on articles left out.
STRENGTH = 0.3
FOLDS = 5
MADE = "2026-11-28"


@dataclass(frozen=True, slots=True)
class Sample:
    """The features of one event, whether all its cells are right, and the text it is from."""

    features: list[float]
    right: bool
    text: str


class _Watch:
    """Stands in for the scoring of events and keeps the features it saw."""

    def __init__(self) -> None:
        self.seen: dict[str, list[float]] = {}

    def __call__(self, *args: Any) -> Any:
        rows = confidence.rows_of(*args)
        for row in rows:
            self.seen[row.event.id] = [f(row) for f in confidence.FEATURES.values()]
        return args[1]


def coded(folder: Path) -> Iterator[Sample]:
    """Yield the events read in articles that are coded in the record's format."""
    for path in sorted(folder.glob("*.record.json")):
        gold = json.loads(path.read_text("utf-8"))
        text = path.with_name(path.name.replace(".record.json", ".txt")).read_bytes().decode()
        watch = _Watch()
        with patch.object(stage, "score_events", watch):
            found = read(text, gold["article"]["published"], Options(id=gold["article"]["id"]))
        for key, wrong in Comparison(gold, found.to_dict()).rows.items():
            yield Sample(watch.seen[key], not wrong, path.name)


def fitted(x: NDArray[np.float64], y: NDArray[np.bool_]) -> LogisticRegression:
    """Return the logistic fitted on these."""
    return LogisticRegression(C=STRENGTH, max_iter=1000).fit(x, y)


def main() -> int:
    """Fit, print the card, and write the weights where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--write", action="store_true", help=f"write {OUT.name}")
    options = parser.parse_args()
    samples = list(coded(options.corpora / "record" / "train"))
    x = np.array([s.features for s in samples])
    y = np.array([s.right for s in samples])
    out = np.zeros(len(samples))
    for train, test in GroupKFold(FOLDS).split(x, y, [s.text for s in samples]):
        out[test] = fitted(x[train], y[train]).predict_proba(x[test])[:, 1]
    model = fitted(x, y)
    weights = model.coef_[0]
    facts = {
        "card": {
            "what": "chance that type, places, days, actors and realis of an event are all right; "
            "see dateline/extract/events/confidence.py",
            "model": "logistic regression with a ridge; no word is a feature; features that did not "
            "help on articles left out were dropped, so that left_out is a little too good",
            "fitted_on": {"record": len(samples)},
            "corpora": {
                "record": "articles coded in the record's format, train; only these numbers",
            },
            "left_out": {
                **coverage(list(zip(out.tolist(), y.tolist(), strict=True))),
                "log_likelihood": round(float(np.mean(np.log(np.where(y, out, 1 - out)))), 4),
            },
            "made": MADE,
            "by": "python -m learn.events CORPORA --write",
            "licence": "CC0",
        },
        "features": {
            name: round(float(w), 3) for name, w in zip(confidence.FEATURES, weights, strict=True)
        },
        "intercept": round(float(model.intercept_[0]), 3),
    }
    print(json.dumps(facts, indent=1))
    if options.write:
        OUT.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
