"""Score incidents in the dispatches of MUC-4 (1992), upper case, slot by slot.

Gold templates and incidents read (`eval/incidents.py`) are paired one to one within a document so
that most slots agree; a pair has to agree in one. Then, over all templates: P of what is filled, R
of what the gold has. A slot's own test:

    type            the same, or one of the gold's alternatives
    date            the same day, or a day inside the gold's range; "on or before" the same day
    place           the gold's most precise place by name, or its country where it has no more; an
                    incident without a place lies, by MUC-4's convention, in the country told of most
    perpetrator     a name of the organization, by any of its spellings, alone or before its people
    confidence      on the pairs whose perpetrator is right, the same grade (an accuracy)
    killed, injured on gold incidents whose numbers are all numeric: the same total (exact: share of
                    those numbers; P: share of the numbers given for paired incidents)

Templates that the gold marks optional count only where they are found. train is capped at CAP
documents, in order. Stated beside: GE's system of 1992, all templates F 55.9 over all slots on tst3.

Source: Chinchor 1992, MUC-4 Evaluation Metrics.
Usage: python -m eval.muc4 FOLDER [--split train] [--errors N] [--slot SLOT]
"""

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline import read
from dateline.records import Record
from dateline.spelling import fold_name
from eval.incidents import confidence, count, culprits, find_incidents
from eval.pairing import best_pairs

CAP = 300
MONTHS = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC"
SLOTS = ("type", "date", "place", "perpetrator", "killed", "injured")
Item = dict[str, Any]


def evaluate(corpora: Path, split: str) -> dict[str, Any] | None:
    """Return the figures of events/muc4, or None where the split has no file."""
    folder = corpora / "events" / "muc4"
    if not (folder / f"{split}.jsonl").is_file():
        return None
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    for gold, found, _ in compared(folder, split):
        score(gold, found, tally)
    return figures(tally)


def compared(folder: Path, split: str) -> Iterator[tuple[list[Item], list[Item], str]]:
    """Yield gold incidents, incidents read and the text of each document."""
    numbers = {row["docid"]: row["events"] for row in _rows(folder / f"casualties_{split}.jsonl")}
    for row in list(_rows(folder / f"{split}.jsonl"))[: CAP if split == "train" else None]:
        yield numbers[row["docid"]], templates(read(row["text"])), row["text"]


def _rows(path: Path) -> Iterator[Item]:
    with path.open(encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def templates(record: Record) -> list[Item]:
    """Return the incidents of a record in the shape of the gold, values as plain words."""
    entities = {e.id: e for e in record.entities}
    places = {p.id: p for p in record.places}
    statements = {s.id: s for s in record.statements}
    filed = record.article.published
    about = Counter(p.country for p in record.places for _ in p.mentions if p.country)
    country = about.most_common(1)[0][0] if about else None
    out = []
    for incident in find_incidents(record):
        blamed = list(culprits(incident, record))
        out.append(
            {
                "type": incident.kind,
                "days": incident.days or ((None, filed) if filed else None),
                "places": [
                    (places[p].country, {m.text for m in places[p].mentions} | {places[p].name})
                    for p in incident.places
                ]
                or ([(country, set())] if country else []),
                "perpetrators": [
                    (
                        {m.text for m in e.mentions} | {e.name},
                        confidence(incident, actor, statements),
                    )
                    for e, actor in blamed
                ],
                "killed": count(incident, "killed", entities),
                "injured": count(incident, "injured", entities),
                "trigger": next((e.trigger.text for e in incident.events), None),
            }
        )
    return out


def score(gold: list[Item], found: list[Item], tally: dict[str, Counter[str]]) -> list[Item]:
    """Add a document to the tally; return its errors, each with the slot and both sides."""
    weights = {}
    for i, wanted in enumerate(gold):
        for j, item in enumerate(found):
            agreed = sum(bool(agrees(slot, wanted, item)) for slot in SLOTS)
            if agreed:
                weights[i, j] = float(agreed + (agrees("type", wanted, item) or 0))
    pairs = dict(best_pairs(weights))
    errors = []
    for i, wanted in enumerate(gold):
        item = found[pairs[i]] if i in pairs else None
        for slot in SLOTS:
            has = filled(slot, wanted)
            tally[slot]["gold"] += has
            if not has:
                continue
            hit = item is not None and bool(agrees(slot, wanted, item))
            tally[slot]["hits"] += hit
            if not hit:
                errors.append({"slot": slot, "gold": wanted, "found": item})
        if item is not None and agrees("perpetrator", wanted, item):
            tally["confidence"]["gold"] += 1
            tally["confidence"]["hits"] += _same_confidence(wanted, item)
    for j, item in enumerate(found):
        paired = j in pairs.values()
        for slot in SLOTS:
            given = _given(slot, item)
            if slot in ("killed", "injured"):
                wanted = next((gold[i] for i, at in pairs.items() if at == j), None)
                given = given and paired and wanted is not None and filled(slot, wanted)
            tally[slot]["found"] += given
    tally["templates"].update(gold=len(gold), found=len(found), hits=len(pairs))
    return errors


def filled(slot: str, wanted: Item) -> bool:
    """Say whether the gold has a value for a slot; numbers only where each is a number."""
    if slot in ("killed", "injured"):
        return bool(wanted[slot]) and all(k["numeric"] for k in wanted[slot])
    return bool(wanted[{"place": "location", "perpetrator": "perp_org"}.get(slot, slot)])


def _given(slot: str, item: Item) -> bool:
    key = {"date": "days", "place": "places", "perpetrator": "perpetrators"}.get(slot, slot)
    return item[key] is not None and item[key] != []


def agrees(slot: str, wanted: Item, item: Item) -> bool | None:
    """Say whether a slot of an incident has the gold's value; None: the gold has none."""
    if not filled(slot, wanted):
        return None
    if slot == "type":
        return item["type"] in wanted["type"][0].split(" / ")
    if slot == "date":
        return item["days"] is not None and any(
            _same_day(option, item["days"]) for option in _options(wanted["date"][0])
        )
    if slot == "place":
        return any(_same_place(spot, item["places"]) for spot in wanted["location"])
    if slot == "perpetrator":
        return any(
            _same_name(name, names) or _named_in(name, names)
            for body in wanted["perp_org"]
            for name in _names(body)
            for names, _ in item["perpetrators"]
        )
    return item[slot] in totals(wanted[slot])


def totals(rows: list[Item]) -> set[int]:
    """Return the numbers that are right for an incident: with and without what is optional."""
    sums = {0}
    for row in rows:
        options = [int(n) for n in re.findall(r"\d+", row["number"] or "")] or [1]
        sums = {s + n for s in sums for n in options} | (sums if row["optional"] else set())
    return sums - {0}


def _options(value: str) -> list[str]:
    return re.findall(r"\(([^)]*)\)", value) or [value]


def _same_day(option: str, days: tuple[str | None, str | None]) -> bool:
    first, dash, last = option.partition("-")
    start, end = _day(first), _day(last) if dash else _day(first)
    if start is None:  # "- 04 FEB 90": on or before
        return days[1] == end
    return days[0] is not None and start <= days[0] and (days[1] or days[0]) <= (end or start)


def _day(text: str) -> str | None:
    """Return "04 FEB 90" as an ISO day.

    Example:
        >>> _day("4 MARCH 90")
        '1990-03-04'
    """
    parts = text.split()
    if len(parts) != 3 or not (parts[0] + parts[2]).isdigit():
        return None
    day, month, year = int(parts[0]), MONTHS.find(parts[1][:3]) // 3 + 1, 1900 + int(parts[2])
    return f"{year}-{month:02}-{day:02}"


COUNTRIES = {
    "EL SALVADOR": "SV", "GUATEMALA": "GT", "HONDURAS": "HN", "NICARAGUA": "NI", "PERU": "PE",
    "COLOMBIA": "CO", "CHILE": "CL", "BOLIVIA": "BO", "ECUADOR": "EC", "ARGENTINA": "AR",
    "PANAMA": "PA", "MEXICO": "MX", "COSTA RICA": "CR", "VENEZUELA": "VE", "BRAZIL": "BR",
    "PARAGUAY": "PY", "URUGUAY": "UY", "UNITED STATES": "US", "CUBA": "CU", "SPAIN": "ES",
}  # fmt: skip


def _same_place(spot: str, found: list[tuple[str | None, set[str]]]) -> bool:
    """Say whether the most precise name of "COUNTRY: AREA (KIND): TOWN (KIND)" is among those read."""
    country, *parts = [part.strip() for part in spot.split(":")]
    if not parts:
        code = COUNTRIES.get(country)
        return any(code == at or _same_name(country, names) for at, names in found)
    names = re.sub(r"\s*\([^)]*\)", "", parts[-1]).split(" - ")
    return any(_same_name(name, read_names) for name in names for _, read_names in found)


def _names(body: str) -> list[str]:
    return [n.replace('\\"', "").strip('" ') for n in re.split(r'" / "', body)]


def _same_name(name: str, names: set[str]) -> bool:
    """Say whether a name is one of those, or the greater part of one."""
    words = set(fold_name(name).split()) - {"the", "of", "city"}
    for other in names:
        others = set(fold_name(other).split()) - {"the", "of", "city"}
        if words and others and len(words & others) * 2 > max(len(words), len(others)):
            return True
    return False


def _named_in(name: str, names: set[str]) -> bool:
    """Say whether all words of a name are in one of those: "Shining Path guerrillas"."""
    words = set(fold_name(name).split()) - {"the", "of"}
    return bool(words) and any(words <= set(fold_name(other).split()) for other in names)


def _same_confidence(wanted: Item, item: Item) -> bool:
    grades = " ".join(wanted["confidence"])
    return any(grade in grades for _, grade in item["perpetrators"])


def figures(tally: dict[str, Counter[str]]) -> dict[str, Any]:
    """Return P, R and F of each slot; of killed and injured also the share that is exact."""
    out: dict[str, Any] = {}
    for slot in ("templates", *SLOTS):
        c = tally[slot]
        precision = c["hits"] / c["found"] if c["found"] else 0.0
        recall = c["hits"] / c["gold"] if c["gold"] else 0.0
        both = precision + recall
        out[slot] = {
            "P": round(precision, 4), "R": round(recall, 4),
            "F": round(2 * precision * recall / both, 4) if both else 0.0, "gold": c["gold"],
        }  # fmt: skip
    for slot in ("killed", "injured"):
        out[slot]["exact"] = out[slot]["R"]
    c = tally["confidence"]
    out["confidence"] = {
        "accuracy": round(c["hits"] / c["gold"], 4) if c["gold"] else None, "gold": c["gold"],
    }  # fmt: skip
    return out


def main() -> int:
    """Print what went wrong in a slot, document by document."""
    parser = argparse.ArgumentParser(prog="python -m eval.muc4", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--split", default="train", choices=("train", "dev"))
    parser.add_argument("--errors", type=int, default=40)
    parser.add_argument("--slot", default="killed", choices=SLOTS)
    args = parser.parse_args()
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    left = args.errors
    for gold, found, text in compared(args.folder, args.split):
        for error in score(gold, found, tally):
            if error["slot"] == args.slot and left:
                left -= 1
                print(text[:300], *(f"  {k}: {v}" for k, v in error.items()), sep="\n")
                print("  all read:", *found, sep="\n    ")
    print(json.dumps(figures(tally), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
