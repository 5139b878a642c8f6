"""Score dateline: `make eval` on the project's own sets, `make eval CORPORA=DIR SPLIT=dev|test`
on the gold corpora in a folder too.

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

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "eval" / "results"
# name -> the files it is scored on, below the folder of corpora; {split} is dev or test, {part} is
# train or test, for corpora that have no dev part, {docs} is docs or test.
# Each module has evaluate(corpora, split), which gives figures, or None where nothing is there.
SCORERS = {
    "record": ("record/{split}/*",),
    "statements": ("statements/polnear/{split}/**/*",),
    "factuality": ("statements/factuality/{split}.jsonl",),
    "pronouns": ("statements/gum/*.conllu", "record/{split}/*"),
    "places": ("places/*.xml",),
    "times": ("times/**/*.tml",),
    # dev is the part meant for training: it is scored in folds.
    "plover_sentences": ("events/plover_sentences/{part}.tsv",),
    "case2021": ("events/case2021/{split}*.tsv",),
    "muc4": ("events/muc4/{split}.jsonl", "events/muc4/casualties_{split}.jsonl"),
    "hrdsattack": ("events/hrdsattack/{split}.json",),
    "wikievents": ("events/wikievents/{split}.jsonl",),
    "cameo_ner": ("events/cameo_ner/{part}.txt",),
    "gvdb": ("events/gvdb/{split}.json",),
    "ecbplus": ("link/ecbplus/{docs}.jsonl",),
    "news_cluster": ("link/news_cluster/{split}.jsonl",),
}
# Sets of the project's own, which need no folder: name -> their files.
OWN_SETS = {
    "own_sets": tuple(sorted((ROOT / "tests" / "extract").glob("*.txt"))),
    "copies": (ROOT / "eval/own/near_copies.py", ROOT / "eval/own/dispatches.py"),
    "ledger": (ROOT / "eval/own/toll_streams.py",),
    "agreement": (ROOT / "eval/own/accounts.py", ROOT / "eval/own/accounts.jsonl"),
}


def main() -> int:
    """Score what is there; exit 2 where nothing is."""
    parser = argparse.ArgumentParser(prog="python -m eval", description=__doc__)
    parser.add_argument("--corpora", type=Path, help="the folder of corpora")
    parser.add_argument("--split", default="dev", choices=("dev", "test", "train"))
    parser.add_argument("--only", help="names of scorers, with commas between")
    parser.add_argument("--out", type=Path, help="where the figures go (eval/results/SPLIT.json)")
    args = parser.parse_args()
    known = [*OWN_SETS, *(SCORERS if args.corpora else ())]
    names = args.only.split(",") if args.only else known
    if wrong := set(names) - {*OWN_SETS, *SCORERS}:
        there = ", ".join((*OWN_SETS, *SCORERS))
        parser.error(f"no scorer {', '.join(sorted(wrong))}; there are {there}")
    if args.corpora is None and (lacking := set(names) - set(OWN_SETS)):
        parser.error(f"{', '.join(sorted(lacking))}: say where the corpora are, --corpora DIR")

    scores: dict[str, Any] = {}
    for name in names:
        patterns = SCORERS.get(name, ())
        files = list(OWN_SETS.get(name, ()))
        files += [f for pattern in patterns for f in _files(args.corpora, pattern, args.split)]
        begun = time.perf_counter()
        figures = (
            import_module(f"eval.{name}").evaluate(args.corpora, args.split) if files else None
        )
        if figures is None:
            where = ", ".join(patterns).format_map(_names(args.split))
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
    if (args.only or args.corpora is None) and out.is_file():  # keep what was not scored this time
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
    named = pattern.format_map(_names(split))
    return sorted(f for f in corpora.glob(named) if f.is_file())


def _names(split: str) -> dict[str, str]:
    """Return what the parts of a pattern stand for in a split: some corpora name it otherwise."""
    kept = split == "test"
    return {"split": split, "part": split if kept else "train", "docs": split if kept else "docs"}


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
            numbers = [f"{k} {v}" for k, v in values.items() if not isinstance(v, dict | list)]
            if numbers:
                yield f"{name:<20} {'  '.join(numbers)}"


if __name__ == "__main__":
    sys.exit(main())
