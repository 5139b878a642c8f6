"""Sentences marked up in place, as cases: `said [15 people](toll harm=injured n=15)`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MARK = re.compile(r"\[([^\]\[]*)\]\((\w+) ?([^)]*)\)")


@dataclass(frozen=True)
class Mark:
    """One marked stretch: where it is in the plain text, its kind, and its attributes."""

    start: int
    end: int
    kind: str
    values: dict[str, str]


@dataclass(frozen=True)
class Case:
    """A sentence without its marks; `id` is the group and the line."""

    id: str
    text: str
    marks: tuple[Mark, ...]
    known_failure: bool


def unmark(line: str) -> tuple[str, tuple[Mark, ...]]:
    """Return the plain text and its marks.

    An attribute without `=` is set to "yes".
    """
    text = ""
    at = 0
    marks = []
    for hit in MARK.finditer(line):
        text += line[at : hit.start()]
        values = dict(
            word.split("=", 1) if "=" in word else (word, "yes") for word in hit[3].split()
        )
        marks.append(Mark(len(text), len(text) + len(hit[1]), hit[2], values))
        text += hit[1]
        at = hit.end()
    return text + line[at:], tuple(marks)


def cases(path: Path) -> Iterator[Case]:
    """Yield the cases of a file; `##` opens a group, `#!` marks a known failure."""
    group = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("##"):
            group = line.strip("# ").split(":")[0].replace(" ", "_")
        elif line.startswith("#!") or (line.strip() and not line.startswith("#")):
            text, marks = unmark(line.removeprefix("#!").strip())
            yield Case(f"{group}-{number}", text, marks, line.startswith("#!"))
