"""Fit the weights that type what one party does to another, and write them with their model card.

The model is a multinomial logit over `dateline.extract.events.pair_features`, in which no word is a
feature: cues enter by their class in `lexicons/pair_cues.yaml`. Rare features are left out, each root
counts the same, and a ridge pulls every weight towards 0.

Usage: python -m learn.pair_roots CORPORA [--write]
The score is over five folds; the weights that --write ships are fitted on all sentences.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from dateline.extract.events.pair_roots import Scale

OUT = (
    Path(__file__).resolve().parent.parent
    / "src"
    / "dateline"
    / "_data"
    / "weights"
    / "pair_roots.json"
)
# Pulls each weight towards 0: as much as this many sentences that say otherwise.
RIDGE = 2.5
STEPS = 150
RATE = 0.08
# A feature seen less often teaches the names in its sentences rather than the grammar.
SEEN = 3
# Weights nearer to 0 than this change nothing that can be seen; they are not shipped.
LEAST = 0.05
MADE = "2026-11-28"


def fit(features: Sequence[Mapping[str, float]], roots: Sequence[str]) -> Scale:
    """Return the weights of the features for each root, by gradient descent (Adam)."""
    seen = Counter(name for row in features for name in row)
    names = sorted(name for name, times in seen.items() if times >= SEEN)
    columns = {name: number for number, name in enumerate(names)}
    labels = sorted(set(roots))
    x = np.zeros((len(features), len(names)), np.float32)
    for number, row in enumerate(features):
        for name, value in row.items():
            if name in columns:
                x[number, columns[name]] = value
    y = np.zeros((len(roots), len(labels)), np.float32)
    y[np.arange(len(roots)), [labels.index(root) for root in roots]] = 1
    # Each root weighs the same, however often it is told of.
    each = (len(roots) / (len(labels) * y.sum(axis=0)))[y.argmax(axis=1)][:, None].astype(
        np.float32
    )
    w = np.zeros((len(names), len(labels)), np.float32)
    mean, square = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, STEPS + 1):
        u = x @ w
        p = np.exp(u - u.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        slope = x.T @ (each * (p - y)) + RIDGE * w
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        w -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-6)
    return Scale(tuple(labels), {n: w[i].tolist() for n, i in columns.items()})


def shippable(scale: Scale) -> dict[str, list[float]]:
    """Return the weights rounded, without the features that weigh next to nothing."""
    rounded = {name: [round(v, 2) for v in row] for name, row in scale.features.items()}
    return {name: row for name, row in rounded.items() if max(map(abs, row)) > LEAST}


def main() -> int:
    """Score over folds; with --write, fit on all sentences and write the weights."""
    from eval.classes import figures_of_classes
    from eval.plover_sentences import features_of, in_folds, read_pairs

    parser = argparse.ArgumentParser(prog="python -m learn.pair_roots", description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--write", action="store_true", help="write the weights that ship")
    args = parser.parse_args()
    pairs = read_pairs(args.corpora / "events" / "plover_sentences" / "train.tsv")
    features, roots = features_of(pairs), [p.root for p in pairs]
    scores = figures_of_classes(roots, in_folds(pairs, features))["all"]
    print(scores)
    if args.write:
        scale = fit(features, roots)
        card: dict[str, Any] = {
            "what": "types what one party does to another; see extract/events/pair_features.py",
            "model": "multinomial logit, ridge, no word is a feature: only classes of cues and grammar",
            "fitted_on": {"plover_sentences/train": len(pairs)},
            "corpora": {
                "plover_sentences": "sentences typed with PLOVER roots; no terms stated: only these numbers"
            },
            "scores": {"five folds": scores},
            "score": {"means": "chance of the root by the model; not calibrated"},
            "made": MADE,
            "by": "python -m learn.pair_roots CORPORA --write",
            "licence": "CC0",
        }
        table = {"card": card, "roots": scale.roots, "features": shippable(scale)}
        OUT.write_text(_rows(table), encoding="utf-8")
    return 0


def _rows(table: Mapping[str, Any]) -> str:
    """Return the table as JSON with one feature a line, so that a change of weights can be read."""
    rows = ",\n".join(
        f"  {json.dumps(name)}: {json.dumps(row)}"
        for name, row in sorted(table["features"].items())
    )
    head = json.dumps({"card": table["card"], "roots": table["roots"]}, indent=1)
    return f'{head[:-2]},\n "features": {{\n{rows}\n }}\n}}\n'


if __name__ == "__main__":
    sys.exit(main())
