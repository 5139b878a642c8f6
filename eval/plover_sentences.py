"""Score the PLOVER root of a marked pair: who does what to whom in one sentence.

dev is train.tsv in five folds: each sentence is typed with weights fitted on the other four fifths
(`learn/pair_roots.py`), and no word is a feature. test is test.tsv with the weights that ship.
CONCEDE and RETREAT count as one root, YIELD.

The lexicon of cues was written with errors on four fifths of train.tsv in view; "unread" is the
fifth of it whose errors nobody looked at.

Usage: python -m eval.plover_sentences FILE [--errors N]    (FILE: train.tsv)
"""

import argparse
import csv
import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from learn.pair_roots import fit

from dateline.article.model import load_model
from dateline.extract.events.pair_features import pair_features
from dateline.extract.events.pair_roots import shipped, weigh
from eval.classes import confusions, figures_of_classes

FOLDS = 5
FILES = {"dev": "train.tsv", "test": "test.tsv"}


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence with its root and the first place each party is marked at; None: not marked."""

    id: str
    text: str
    source: tuple[int, int] | None
    target: tuple[int, int] | None
    root: str


def evaluate(corpora: Path, split: str) -> dict[str, Any] | None:
    """Return macro-F1 and F of each root, or None where the split has no file."""
    path = corpora / "events" / "plover_sentences" / FILES.get(split, "")
    if not path.is_file():
        return None
    pairs = read_pairs(path)
    features = features_of(pairs)
    if split == "test":
        return figures_of_classes(
            [p.root for p in pairs], [_best(weigh(f, shipped())) for f in features]
        )
    found = in_folds(pairs, features)
    unread = [zlib.crc32(p.id.encode()) % FOLDS == 0 for p in pairs]
    gold = [p.root for p in pairs]
    return {
        **figures_of_classes(gold, found),
        "unread": figures_of_classes(
            [g for g, u in zip(gold, unread, strict=True) if u],
            [f for f, u in zip(found, unread, strict=True) if u],
        )["all"],
        "errors": confusions(gold, found),
    }


def read_pairs(path: Path) -> list[Pair]:
    """Return the sentences of a file without their marks, in order."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            Pair(row["sentence_id"], *_unmarked(row["marked_sentence"]), row["gold_root"])
            for row in csv.DictReader(stream, delimiter="\t")
        ]


def _unmarked(marked: str) -> tuple[str, tuple[int, int] | None, tuple[int, int] | None]:
    """Return the text without <s> and <t>, and where each first stood."""
    text, begun, spans = "", {}, {}
    for piece in re.split(r"(</?[st]>)", marked):
        if re.fullmatch(r"<[st]>", piece):
            begun[piece[1]] = len(text)
        elif re.fullmatch(r"</[st]>", piece):
            spans.setdefault(piece[2], (begun[piece[2]], len(text)))
        else:
            text += piece
    return text, spans.get("s"), spans.get("t")


def features_of(pairs: list[Pair]) -> list[dict[str, float]]:
    """Return the features of each pair, from one parse of its sentence."""
    docs = load_model(None).nlp.pipe([p.text for p in pairs], batch_size=64)
    return [
        pair_features(
            doc[:],
            *(
                doc.char_span(*at, alignment_mode="expand") if at is not None else None
                for at in (pair.source, pair.target)
            ),
        )
        for pair, doc in zip(pairs, docs, strict=True)
    ]


def in_folds(pairs: list[Pair], features: list[dict[str, float]]) -> list[str]:
    """Return the root of each pair by weights that were not fitted on it."""
    out = [""] * len(pairs)
    for inside, outside in folds([p.root for p in pairs]):
        scale = fit([features[i] for i in inside], [pairs[i].root for i in inside])
        for i in outside:
            out[i] = _best(weigh(features[i], scale))
    return out


def folds(roots: list[str]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield (the rest, a fifth) of the indices five times; each root is dealt out in order."""
    fold_of, dealt = [], Counter[str]()
    for root in roots:
        fold_of.append(dealt[root] % FOLDS)
        dealt[root] += 1
    for fold in range(FOLDS):
        yield (
            [i for i, f in enumerate(fold_of) if f != fold],
            [i for i, f in enumerate(fold_of) if f == fold],
        )


def _best(chances: dict[str, float]) -> str:
    return max(chances, key=lambda root: chances[root])


def main() -> int:
    """Print the figures of a file in folds, and some of its errors outside the unread fifth."""
    parser = argparse.ArgumentParser(prog="python -m eval.plover_sentences", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="how many errors to print")
    args = parser.parse_args()
    pairs = read_pairs(args.file)
    found = in_folds(pairs, features_of(pairs))
    print(figures_of_classes([p.root for p in pairs], found))
    wrong = [
        (p, f)
        for p, f in zip(pairs, found, strict=True)
        if p.root != f and zlib.crc32(p.id.encode()) % FOLDS
    ]
    for pair, root in wrong[: args.errors]:
        print(f"{pair.root} read as {root}: {pair.text}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
