"""Score times on TimeML corpora, as TempEval-3 task A does.

A found expression is a strict hit when it has the extent of a gold TIMEX3, a relaxed hit when it
overlaps one (one to one, in the order of the text). value F is the relaxed F times the share of
relaxed hits whose TIMEX3 value is the gold one. The day of creation of the document is given to
dateline as the day of publication and is not scored; nor is what stands outside <TEXT>.

TimeML marks the two ends of a stretch ("from 3 to 5 May", "2014-2016") as two TIMEX3; dateline
keeps the stretch as one time whose value is first/last. Such a time is scored as its two ends,
each with its half of the words and of the value, wherever the gold has one time or two.

Errors are counted by kind: `missed` and `spurious` expressions; of the relaxed hits those with a
`wrong_extent`, `wrong_type` or `wrong_value` (one hit can be wrong in all three). Beside them the
time of the times stage as a share of the parse's in the same run.

Source: UzZaman et al. 2013, SemEval-2013 Task 1: TempEval-3, section 4.
Usage: python -m eval.times FOLDER [--errors N] [--kind KIND]    (a folder of .tml files)
"""

import argparse
import json
import re
import sys
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.article.model import load_model
from dateline.article.opening import open_article
from dateline.article.parse import Parse, parse_passages
from dateline.article.passages import split_passages
from dateline.article.quotations import find_quotations
from dateline.extract.times import find_times
from dateline.records import TimeSpan

FOLDERS = {"dev": ("TimeBank", "AQUAINT", "WikiWars"), "test": ("te3-platinum",)}

# Scored as one corpus too: TempEval-3 gives them out together.
POOLED = ("TimeBank", "AQUAINT")
KINDS = ("missed", "spurious", "wrong_extent", "wrong_type", "wrong_value")
# What parts the ends of a stretch; a dash only where no word does ("19-21 to 24 May").
LINKS = tuple(
    re.compile(link)
    for link in (
        r" (?:and|to|until|till|through) (?:the )?",
        r" ?[–—/] ?| - ",
        r"-",
    )
)


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
    counts = {folder.name: score_folder(folder)[0] for folder in folders if folder.is_dir()}
    if set(POOLED) <= set(counts):
        counts["+".join(POOLED)] = sum((counts[name] for name in POOLED), Counter[str]())
    return {name: figures(count) for name, count in counts.items()} or None


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


def parse_text(text: str, day: str | None) -> Parse:
    """Return the parse of a text published on a day."""
    article = open_article(text, published=day)
    passages = split_passages(article)
    quotations = find_quotations(article, passages)
    nlp = load_model(None).nlp
    return parse_passages(article, passages, quotations, nlp, {"times": "times"})


def ends_apart(parse: Parse) -> list[Timex]:
    """Return the times of a parse, each stretch as its two ends."""
    return [end for found in find_times(parse) for end in _ends(found)]


def _ends(found: TimeSpan) -> Iterator[Timex]:
    """Yield a time as TimeML would mark it: the first and the last of a stretch apart."""
    start, text, value = found.span.start, found.span.text, found.timex.value
    link = next((m for m in (p.search(text) for p in LINKS) if m), None)
    if "/" not in value or link is None:
        yield Timex(start, found.span.end, text, found.timex.type, value)
        return
    first, last = value.split("/", 1)
    for part, at, half in (
        (text[: link.start()], 0, first),
        (text[link.end() :], link.end(), last),
    ):
        type = "TIME" if re.search(r"[\dX]T", half) else "DATE"
        yield Timex(start + at, start + at + len(part), part, type, half)


def score_folder(folder: Path) -> tuple[Counter[str], list[str]]:
    """Return the counts of a folder of documents (times in us), and every error in words."""
    counts: Counter[str] = Counter()
    errors: list[str] = []
    for number, (text, day, gold) in enumerate(documents(folder)):
        began = time.process_time_ns()
        parse = parse_text(text, day)
        parsed = time.process_time_ns()
        found = ends_apart(parse)
        counts["parsing"] += (parsed - began) // 1000
        counts["reading"] += (time.process_time_ns() - parsed) // 1000
        for kind, words in compare(text, gold, found, counts):
            counts[kind] += 1
            errors.append(f"{number} {kind} {words} ({day})")
    return counts, errors


def compare(
    text: str, gold: list[Timex], found: list[Timex], counts: Counter[str]
) -> Iterator[tuple[str, str]]:
    """Count the hits of one document, and yield (kind, words) of each error."""
    counts["gold"] += len(gold)
    counts["found"] += len(found)
    left = list(found)
    for g in gold:
        hit = next((f for f in left if f.start < g.end and g.start < f.end), None)
        around = text[max(0, g.start - 30) : g.end + 20].replace("\n", " ")
        if hit is None:
            yield "missed", f"[{g.text}] {g.type} {g.value}: {around}"
            continue
        left.remove(hit)
        counts["relaxed"] += 1
        counts["strict"] += (hit.start, hit.end) == (g.start, g.end)
        counts["value hits"] += hit.value == g.value
        counts["type hits"] += hit.type == g.type
        if (hit.start, hit.end) != (g.start, g.end):
            yield "wrong_extent", f"[{g.text}], not [{hit.text}]: {around}"
        if hit.type != g.type:
            yield "wrong_type", f"[{g.text}] {g.type}, not {hit.type}: {around}"
        if hit.value != g.value:
            yield "wrong_value", f"[{g.text}] {g.value}, not {hit.value}: {around}"
    for f in left:
        around = text[max(0, f.start - 30) : f.end + 20].replace("\n", " ")
        yield "spurious", f"[{f.text}] {f.type} {f.value}: {around}"


def figures(counts: Counter[str]) -> dict[str, Any]:
    """Return the three F, what they are made of, and the errors by kind."""

    def f1(hits: int) -> float:
        return 2 * hits / max(1, counts["gold"] + counts["found"])

    return {
        "strict F": round(f1(counts["strict"]), 4),
        "relaxed P": round(counts["relaxed"] / max(1, counts["found"]), 4),
        "relaxed R": round(counts["relaxed"] / max(1, counts["gold"]), 4),
        "relaxed F": round(f1(counts["relaxed"]), 4),
        "value F": round(f1(counts["value hits"]), 4),
        "type F": round(f1(counts["type hits"]), 4),
        "gold": counts["gold"],
        "found": counts["found"],
        **{kind: counts[kind] for kind in KINDS},
        "cost_of_parse": round(counts["reading"] / max(1, counts["parsing"]), 3),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="how many errors to print")
    parser.add_argument("--kind", choices=KINDS, help="print errors of this kind only")
    options = parser.parse_args()
    counts, errors = score_folder(options.folder)
    shown = [e for e in errors if options.kind is None or e.split()[1] == options.kind]
    for error in shown[: options.errors]:
        print(error)
    print(json.dumps(figures(counts), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
