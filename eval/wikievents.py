"""Score the triggers and arguments of events in WikiEvents (KAIROS types).

dateline reads fewer kinds of events than the gold marks (no speech, no movement of goods), and keeps
deaths and injuries as tolls; so beside all triggers stands the share found of each family of types.

    triggers      a found event, or the span of a toll, that overlaps the gold trigger, one to one
    arguments     on those pairs: the gold's mention overlaps one of an entity or place that has the
                  same part (ROLES); gold roles that are no part of a dateline event are left out

Source: Li, Ji and Han 2021, Document-Level Event Argument Extraction by Conditional Generation.
"""

import json
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import Any

from dateline import read
from dateline.records import Record, Span
from eval.pairing import best_pairs

ROLES = {
    "Attacker": "actors", "Killer": "actors", "Injurer": "actors", "Jailer": "actors",
    "Demonstrator": "actors", "Prosecutor": "actors", "Participant": "actors",
    "Destroyer": "actors", "Damager": "actors", "Investigator": "actors", "JudgeCourt": "actors",
    "Target": "targets", "Victim": "targets", "Detainee": "targets", "Defendant": "targets",
    "Artifact": "targets", "Place": "places",
}  # fmt: skip
Item = dict[str, Any]


def evaluate(corpora: Path, split: str) -> dict[str, Any] | None:
    """Return the figures of events/wikievents, or None where the split has no file."""
    path = corpora / "events" / "wikievents" / f"{split}.jsonl"
    if not path.is_file():
        return None
    counts: Counter[str] = Counter()
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            compare(json.loads(line), counts)
    families = {k.removeprefix("gold "): n for k, n in counts.items() if k.startswith("gold ")}
    return {
        "triggers": _scores(counts, "trigger"),
        "arguments": _scores(counts, "argument"),
        **{
            f"of {family}": {"R": round(counts[f"hits {family}"] / n, 4), "gold": n}
            for family, n in sorted(families.items(), key=lambda item: -item[1])[:10]
        },
    }


def _scores(counts: Counter[str], what: str) -> dict[str, Any]:
    precision = counts[f"{what} hits"] / max(counts[f"{what} found"], 1)
    recall = counts[f"{what} hits"] / max(counts[f"{what} gold"], 1)
    both = precision + recall
    return {
        "P": round(precision, 4), "R": round(recall, 4),
        "F": round(2 * precision * recall / both, 4) if both else 0.0,
        "gold": counts[f"{what} gold"],
    }  # fmt: skip


def compare(document: Item, counts: Counter[str]) -> None:
    """Add a document to the counts."""
    text, tokens = _spaced(document["sentences"])
    at = {m["id"]: _span(m, tokens) for m in document["entity_mentions"]}
    record = read(text)
    found = _found(record)
    gold = document["event_mentions"]
    weights = {
        (i, j): 1.0
        for i, event in enumerate(gold)
        for j, (spans, _) in enumerate(found)
        if any(_meet(_span(event["trigger"], tokens), s) for s in spans)
    }
    pairs = dict(best_pairs(weights))
    counts.update(
        {"trigger gold": len(gold), "trigger found": len(found), "trigger hits": len(pairs)}
    )
    for i, event in enumerate(gold):
        family = ".".join(event["event_type"].split(".")[:2])
        counts[f"gold {family}"] += 1
        counts[f"hits {family}"] += i in pairs
        wanted = [
            (ROLES[a["role"]], at[a["entity_id"]])
            for a in event["arguments"]
            if a["role"] in ROLES and a["entity_id"] in at
        ]
        counts["argument gold"] += len(wanted)
        if i not in pairs:
            continue
        parts = found[pairs[i]][1]
        given = [(part, spans) for part, several in parts.items() for spans in several]
        counts["argument found"] += len(given)
        taken = best_pairs(
            {
                (a, b): 1.0
                for a, (role, span) in enumerate(wanted)
                for b, (part, spans) in enumerate(given)
                if role == part and any(_meet(span, s) for s in spans)
            }
        )
        counts["argument hits"] += len(taken)


def _spaced(sentences: list[Any]) -> tuple[str, list[list[Any]]]:
    """Return the text with the spaces between its sentences that the corpus has lost, and tokens.

    The first sentence is the headline.
    """
    text, tokens = "", []
    for number, (words, line) in enumerate(sentences):
        shift = len(text) - words[0][1] + line.find(words[0][0])
        tokens += [[word, start + shift, end + shift] for word, start, end in words]
        text += line + ("\n\n" if number == 0 else " ")
    return text, tokens


def _found(record: Record) -> list[tuple[list[Span], dict[str, list[list[Span]]]]]:
    """Return what may be a trigger, with the mentions of those that have a part in it."""
    mentions: dict[str, list[Span]] = {
        e.id: list(e.mentions) for e in chain(record.entities, record.places)
    }
    events: list[tuple[list[Span], dict[str, list[list[Span]]]]] = [
        (
            [word],
            {
                "actors": [mentions[k] for k in e.actors],
                "targets": [mentions[k] for k in e.targets],
                "places": [mentions[k] for k in e.places],
            },
        )
        for e in record.events
        for word in e.mentions
    ]
    return events + [([t.span], {}) for t in record.tolls]


def _span(item: Item, tokens: list[list[Any]]) -> tuple[int, int]:
    return tokens[item["start"]][1], tokens[item["end"] - 1][2]


def _meet(gold: tuple[int, int], found: Span) -> bool:
    return gold[0] < found.end and found.start < gold[1]
