"""Score times on TimeML corpora, as TempEval-3 task A does.

A found expression is a strict hit when it has the extent of a gold TIMEX3, a relaxed hit when it
overlaps one (one to one, in the order of the text). value F is the relaxed F times the share of
relaxed hits whose TIMEX3 value is the gold one. The day of creation of the document is given to
dateline as the day of publication and is not scored; nor is what stands outside <TEXT>.

Source: UzZaman et al. 2013, SemEval-2013 Task 1: TempEval-3, section 4.
Usage: python -m eval.times FOLDER [--errors N]    (a folder of .tml files)
"""

import argparse
import json
import re
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.article.model import load_model
from dateline.article.opening import open_article
from dateline.article.parse import parse_passages
from dateline.article.passages import split_passages
from dateline.article.quotations import find_quotations
from dateline.extract.times import find_times

FOLDERS = {"dev": ("TimeBank", "AQUAINT", "WikiWars"), "test": ("te3-platinum",)}


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression: offsets in the text of the document, TIMEX3 type and value."""

    start: int
    end: int
    text: str
    type: str
    value: str


def evaluate(corpora: Path, split: str) -> dict[str, Any] | None:
    """Return the figures of each TimeML corpus of the split, or None where there is none."""
    folders = [corpora / "times" / name for name in FOLDERS.get(split, ())]
    out = {folder.name: score_folder(folder)[0] for folder in folders if folder.is_dir()}
    return out or None


def documents(folder: Path) -> Iterator[tuple[str, str | None, list[Timex]]]:
    """Yield (text, ISO day of creation, gold) of each document, in order of file name."""
    for path in sorted(folder.glob("*.tml")):
        root = ET.parse(path).getroot()  # noqa: S314  # the user's own corpus
        created = root.find(".//DCT//TIMEX3")
        if created is None:
            created = root.find(".//TIMEX3[@functionInDocument='CREATION_TIME']")
        day = re.match(
            r"(\d{4})-?(\d\d)-?(\d\d)", (created.get("value") if created is not None else "") or ""
        )
        body = root.find(".//TEXT")
        if body is None:
            continue
        gold: list[Timex] = []
        text = "".join(_walk(body, 0, gold))
        yield text, "-".join(day.groups()) if day else None, gold


def _walk(node: ET.Element, at: int, gold: list[Timex]) -> Iterator[str]:
    """Yield the text under a node, which starts at offset `at`, and note its TIMEX3 elements."""
    start, parts = at, []
    for piece in (node.text or "",):
        parts.append(piece)
        at += len(piece)
    for child in node:
        inner = "".join(_walk(child, at, gold))
        tail = child.tail or ""
        parts += [inner, tail]
        at += len(inner) + len(tail)
    text = "".join(parts)
    if node.tag == "TIMEX3":
        gold.append(
            Timex(start, start + len(text), text, node.get("type", ""), node.get("value", ""))
        )
    yield text


def read_times(text: str, day: str | None) -> list[Timex]:
    article = open_article(text, published=day)
    passages = split_passages(article)
    quotations = find_quotations(article, passages)
    nlp = load_model(None).nlp
    parse = parse_passages(article, passages, quotations, nlp, {"times": "times"})
    return [
        Timex(t.span.start, t.span.end, t.span.text, t.timex.type, t.timex.value)
        for t in find_times(parse)
    ]


def score_folder(folder: Path) -> tuple[dict[str, float], list[str]]:
    """Return the figures of a folder of documents, and every error in words."""
    counts: Counter[str] = Counter()
    errors: list[str] = []
    for number, (text, day, gold) in enumerate(documents(folder)):
        found = read_times(text, day)
        counts["gold"] += len(gold)
        counts["found"] += len(found)
        counts["strict"] += len(
            {(g.start, g.end) for g in gold} & {(f.start, f.end) for f in found}
        )
        left = list(found)
        for g in gold:
            hit = next((f for f in left if f.start < g.end and g.start < f.end), None)
            around = text[max(0, g.start - 30) : g.end + 20].replace("\n", " ")
            if hit is None:
                errors.append(f"{number} missed [{g.text}] {g.type} {g.value}: {around}")
                continue
            left.remove(hit)
            counts["relaxed"] += 1
            counts["value"] += hit.value == g.value
            counts["type"] += hit.type == g.type
            if hit.value != g.value:
                errors.append(
                    f"{number} value [{g.text}] {g.value}, not {hit.value} ({day}): {around}"
                )
        errors += [
            f"{number} extra [{f.text}] {f.type} {f.value}: "
            + text[max(0, f.start - 30) : f.end + 20].replace("\n", " ")
            for f in left
        ]
    return figures(counts), errors


def figures(counts: Counter[str]) -> dict[str, float]:
    """Return the three F and what they are made of."""

    def f1(hits: int) -> float:
        return 2 * hits / max(1, counts["gold"] + counts["found"])

    return {
        "strict F": round(f1(counts["strict"]), 4),
        "relaxed P": round(counts["relaxed"] / max(1, counts["found"]), 4),
        "relaxed R": round(counts["relaxed"] / max(1, counts["gold"]), 4),
        "relaxed F": round(f1(counts["relaxed"]), 4),
        "value F": round(f1(counts["value"]), 4),
        "type F": round(f1(counts["type"]), 4),
        "gold": counts["gold"],
        "found": counts["found"],
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="how many errors to print")
    options = parser.parse_args()
    result, errors = score_folder(options.folder)
    for error in errors[: options.errors]:
        print(error)
    print(json.dumps(result, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
