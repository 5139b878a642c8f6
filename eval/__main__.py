"""Score dateline on the gold corpora in a folder: `make eval CORPORA=DIR SPLIT=dev|test`.

Every scorer whose corpus is there runs, those on sets of our own always; what is not there is
said, and all figures go into eval/results/SPLIT.json with the versions and the hash of each corpus,
so that anyone who has the corpora can check them.
"""

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results"
# name -> the files it is scored on, below the folder of corpora; {split} is dev or test, {docs}
# the name that ECB+ has there: docs for dev.
# Each module has evaluate(corpora, split), which gives figures, or None where nothing is there.
SCORERS = {
    "record": ("record/{split}/*",),
    "statements": ("statements/polnear/{split}/**/*",),
    "places": ("places/*.xml",),
    "times": ("times/**/*.tml",),
    "ecbplus": ("link/ecbplus/{docs}.jsonl",),
    "news_cluster": ("link/news_cluster/{split}.jsonl",),
}
# Scored on sets of our own, which need no corpora: the files that make them, below this folder.
OWN = {
    "copies": ("own/near_copies.py", "own/dispatches.py"),
    "ledger": ("own/toll_streams.py",),
    "agreement": ("own/accounts.py", "own/accounts.jsonl"),
}


def main() -> int:
    """Score what is there; exit 2 where nothing is."""
    parser = argparse.ArgumentParser(prog="python -m eval", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="the folder of corpora")
    parser.add_argument("--split", default="dev", choices=("dev", "test", "train"))
    parser.add_argument("--only", help="names of scorers, with commas between")
    parser.add_argument("--out", type=Path, help="where the figures go (eval/results/SPLIT.json)")
    args = parser.parse_args()
    known = [*SCORERS, *OWN]
    names = args.only.split(",") if args.only else known
    if wrong := set(names) - set(known):
        parser.error(f"no scorer {', '.join(sorted(wrong))}; there are {', '.join(known)}")

    scores: dict[str, Any] = {}
    for name in names:
        if name in OWN:
            files = [HERE / file for file in OWN[name]]
        else:
            patterns = SCORERS[name]
            files = [f for pattern in patterns for f in _files(args.corpora, pattern, args.split)]
        begun = time.perf_counter()
        figures = (
            import_module(f"eval.{name}").evaluate(args.corpora, args.split) if files else None
        )
        if figures is None:
            where = ", ".join(SCORERS[name]).format(split=args.split, docs="docs")
            print(f"{name}: not scored, there is no {args.corpora / where}")
            continue
        seconds = round(time.perf_counter() - begun, 1)
        scores[name] = {"corpus": corpus_hash(files), "figures": figures}
        print(f"{name} ({seconds} s)")
        for line in _table(figures):
            print(f"  {line}")
    if not scores:
        print(f"{args.corpora}: holds no corpus that is known here", file=sys.stderr)
        return 2
    out = args.out or RESULTS / f"{args.split}.json"
    if args.only and out.is_file():  # keep what was not scored this time
        scores = {**json.loads(out.read_text(encoding="utf-8"))["scores"], **scores}
    result = {
        "command": f"make eval CORPORA=DIR SPLIT={args.split}",
        "versions": _versions(),
        "scores": scores,
    }
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"all figures: {out}")
    return 0


def _files(corpora: Path, pattern: str, split: str) -> list[Path]:
    named = pattern.format(split=split, docs="docs" if split == "dev" else split)
    return sorted(f for f in corpora.glob(named) if f.is_file())


def corpus_hash(files: list[Path]) -> str:
    """Return 12 hex digits over the names and contents of the files, which name a corpus."""
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda f: f.name):
        digest.update(file.name.encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:12]


def _versions() -> dict[str, Any]:
    from dateline.article.model import load_model

    return {
        "dateline": version("dateline"),
        "spacy": version("spacy"),
        "python": ".".join(map(str, sys.version_info[:3])),
        "model": dict(load_model(None).facts),
    }


def _table(figures: dict[str, Any]) -> Iterator[str]:
    """Yield figures as lines: P, R and F of each layer, or the plain numbers."""
    layers = figures.get("layers", figures)
    for name, values in layers.items():
        if isinstance(values, dict):
            numbers = (f"{k} {v}" for k, v in values.items() if not isinstance(v, dict | list))
            yield f"{name:<20} {'  '.join(numbers)}"


if __name__ == "__main__":
    sys.exit(main())
