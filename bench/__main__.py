"""Measure how fast dateline reads and how much memory it takes: `make bench`.

Machines differ, so the figure to watch is a ratio taken in one run: the time to read a set of
dispatches over the time that the language model alone needs for the same texts. Rules that grow
slow show there, on any machine. `--save` keeps
the figures in bench/results.json.
"""

import argparse
import json
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results.json"
EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))


def seconds(action: Callable[[], object], repeats: int) -> float:
    """Return the shortest of several timings: the one that other processes disturbed least."""
    timings = []
    for _ in range(repeats):
        start = time.perf_counter()
        action()
        timings.append(time.perf_counter() - start)
    return min(timings)


def program(*arguments: str) -> float:
    """Return the seconds a fresh Python takes for a command, start-up included."""
    command = [sys.executable, *arguments]
    return seconds(lambda: subprocess.run(command, check=True, capture_output=True), repeats=3)


# Run in a Python of its own, so that nothing else has loaded the gazetteer or taken the memory.
_GAZETTEER = """
import json, resource, sys, time
from pathlib import Path
import dateline.gazetteer
unit = 1024**2 if sys.platform == "darwin" else 1024
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
before, start = peak(), time.perf_counter()
gazetteer = dateline.gazetteer.load_gazetteer()
opened = time.perf_counter() - start
for name in sys.argv[1:]:
    gazetteer.lookup(name)
print(json.dumps({
    "gazetteer_mb": round(Path(gazetteer.source).stat().st_size / 1e6, 1),
    "gazetteer_open_s": round(opened, 3),
    "gazetteer_names_s": round(time.perf_counter() - start - opened, 3),
    "gazetteer_memory_mb": round(peak() - before, 1),
}))
"""
# Names from all over the alphabet, each read from blocks of its own; two are found by their sound.
_NAMES = (
    "Aleppo", "Bakhmut", "Cairo", "Damascus", "El Fasher", "France", "Goma", "Homs", "Idlib", "Jenin",
    "Kyiv", "Lagos", "Mopti", "Nablus", "Odessa", "Paris", "Qamishli", "Rafah", "Sanaa", "Tripoli",
    "Ulan Bator", "Vinnytsia", "Wau", "Xiamen", "Yangon", "Zinder", "Mikolayiv", "Khan Shaikhun",
)  # fmt: skip


def gazetteer() -> dict[str, float]:
    """Return the gazetteer's size, and the time and memory that it takes beside the rest."""
    command = [sys.executable, "-c", _GAZETTEER, *_NAMES]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True).stdout))


def measure(repeats: int) -> dict[str, object]:
    """Return the figures of this machine, rounded to what a second run would repeat."""
    first = "import sys; from dateline.cli import main; sys.exit(main(['read', sys.argv[1]]))"
    started = {
        "import_dateline_s": program("-c", "import dateline"),
        "first_record_s": program("-c", first, str(EXAMPLES[0])),
    }

    import dateline
    from dateline.article.model import load_model

    texts = [path.read_text(encoding="utf-8") for path in EXAMPLES]
    words = sum(len(text.split()) for text in texts)
    nlp = load_model().nlp
    for text in texts:  # what is loaded lazily is loaded before the clock runs
        dateline.read(text)
    parse = seconds(lambda: [nlp(text) for text in texts], repeats)
    read = seconds(lambda: list(dateline.read_many((text, None) for text in texts)), repeats)
    # Linux counts ru_maxrss in kilobytes, macOS in bytes.
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return {
        **{name: round(value, 2) for name, value in started.items()},
        "articles": len(texts),
        "words": words,
        "articles_per_s": round(len(texts) / read, 1),
        "words_per_s": round(words / read),
        "read_over_parse": round(read / parse, 2),
        **gazetteer(),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit),
        "python": platform.python_version(),
    }


def main() -> int:
    """Print the figures, and keep them when asked to."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--repeats", type=int, default=5, help="timings per figure (default 5)")
    parser.add_argument("--save", action="store_true", help=f"write {RESULTS.relative_to(ROOT)}")
    args = parser.parse_args()
    text = json.dumps(measure(args.repeats), indent=2) + "\n"
    print(text, end="")
    if args.save:
        RESULTS.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
