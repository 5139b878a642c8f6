"""Score reports of shootings in US local news (Gun Violence Database): who was hit, by whom, where.

The released spans name victims, shooters and places; they hold no number of killed or injured, so
that those cannot be scored on them. Instead, per article: is the victim somebody to whom violence is
done in the record, the shooter somebody who does it (or is arrested, charged), the city one of its
places? "number told" counts how often the record gives an exact number of killed or injured at all.
Articles are capped at CAP, in order.

Source: Pavlick et al. 2016, The Gun Violence Database.
"""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from dateline import read
from dateline.records import Record
from dateline.spelling import fold_name

CAP = 200
ACCUSED = ("ASSAULT", "COERCE", "SANCTION", "ACCUSE")


def evaluate(corpora: Path, split: str) -> dict[str, Any] | None:
    """Return the share found of each kind, or None where the split has no file."""
    path = corpora / "events" / "gvdb" / f"{split}.json"
    if not path.is_file():
        return None
    counts: Counter[str] = Counter()
    with path.open(encoding="utf-8") as stream:
        for line in list(stream)[:CAP]:
            document = json.loads(line)
            record = read(text_of(document), day_of(document["date"]))
            _compare(document, record, counts)
    return {
        name: {"found": round(counts[f"{name} hits"] / counts[name], 4), "gold": counts[name]}
        for name in ("victim", "shooter", "city", "number told")
        if counts[name]
    }


def text_of(document: dict[str, Any]) -> str:
    """Return the text of an article: its words joined, without the spaces before marks."""
    lines = [" ".join(words) for words in document["full_text"]]
    joined = "\n\n".join([lines[0], " ".join(lines[1:])])
    return (
        re.sub(r" ([.,;:?!’”%)]|'s\b|n't\b)", r"\1", joined).replace("( ", "(").replace("$ ", "$")
    )


def day_of(written: str) -> str:
    """Return a day with two digits for month and day.

    Example:
        >>> day_of("2015-2-8")
        '2015-02-08'
    """
    year, month, day = map(int, written.split("-"))
    return f"{year}-{month:02}-{day:02}"


def _compare(document: dict[str, Any], record: Record, counts: Counter[str]) -> None:
    entities = {e.id: e for e in record.entities}
    harmed = [e for e in record.events if e.plover == "ASSAULT"]
    blamed = [e for e in record.events if e.plover in ACCUSED]
    people = {
        "victim": {t for e in harmed for t in e.targets},
        "shooter": {a for e in harmed for a in e.actors} | {t for e in blamed for t in e.targets},
    }
    for kind, label in (("victim", "VIC-NAME"), ("shooter", "SHO-NAME")):
        names = {m.text for key in people[kind] for m in entities[key].mentions}
        for gold in {fold_name(s[3].strip()) for s in document["spans"] if s[2] == label}:
            counts[kind] += 1
            counts[f"{kind} hits"] += any(_same(gold, fold_name(name)) for name in names)
    towns = {fold_name(m.text) for p in record.places for m in p.mentions}
    towns |= {fold_name(p.name) for p in record.places}
    for gold in {fold_name(s[3].strip()) for s in document["spans"] if s[2] == "DAT-CITY"}:
        counts["city"] += 1
        counts["city hits"] += any(gold == town or f" {gold} " in f" {town} " for town in towns)
    counts["number told"] += 1
    counts["number told hits"] += any(
        t.harm in ("killed", "injured") and t.min is not None and t.min == t.max
        for t in record.tolls
    )


def _same(gold: str, name: str) -> bool:
    """Say whether a name is the gold's, or its last word with others of it."""
    words = name.split()
    return bool(words) and words[-1] in gold.split() and set(words) <= set(gold.split())
