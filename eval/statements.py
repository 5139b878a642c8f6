"""Score who-says-what on PolNeAR: content, content with speaker, quotations only.

Counting: of several annotators of one text the first file by name is taken, and attributions
without content are left out. Contents are paired one to one by the Jaccard overlap of their
letters and digits, best first; a pair counts from 0.5. The speaker of a pair is right where the
two phrases share a letter, or where both are empty. "quoted only" holds gold contents with quoted
letters against predictions with some. PolNeAR never nests and never splits one attribution: what
dateline says of one cue is joined first, and a statement inside another one's content is left out.

Its authors ask that errors be read in the train part only; dev is scored, never looked at.
Source: Newell et al. 2018, PolNeAR v.1.0.0, LREC.
Usage: python -m eval.statements FOLDER [--limit N]    (FOLDER holds text/ and attributions/)
"""

import argparse
import glob
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

from dateline.article.parse import Parse
from dateline.extract.mentions import find_entities
from dateline.extract.stance import weigh_statements
from dateline.extract.statements import find_statements
from dateline.records import Entity, Statement
from eval.parsing import parse_text

HALF, TIGHT = 0.5, 0.9
_CLOCKED = ("parse", "entities", "statements and stance")
# Share of attributions on which two people agree there, as its paper reports.
PEOPLE_AGREE = 0.92
# Cues of speech, to tell indirect speech from thought, plan and belief in the gold.
_SPEECH = frozenset(
    """say said says saying tell told tells telling add added adds adding announce announced
    announces report reported reports claim claimed claims state stated states warn warned warns
    deny denied denies confirm confirmed confirms insist insisted insists ask asked asks argue
    argued argues write wrote writes tweet tweeted tweets explain explained explains note noted
    notes declare declared suggest suggested suggests acknowledge acknowledged admit admitted call
    called calls promise promised reply replied respond responded according accuse accused accuses
    describe described describes""".split()
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """The offsets of the letters and digits of source, cue and content."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    speech: bool = True


def evaluate(corpora: Path, split: str) -> dict[str, Any] | None:
    """Return the figures on PolNeAR, or None where it is not in the folder."""
    folder = corpora / "statements" / "polnear" / split
    return score_folder(folder) if folder.is_dir() else None


def score_folder(folder: Path, limit: int | None = None) -> dict[str, Any]:
    """Return the figures of a folder of texts and attributions."""
    counts: Counter[str] = Counter()
    clock = Counter[str]()
    for text, gold in islice(documents(folder), limit):
        times = [time.process_time_ns()]
        parse = parse_text(text)
        times.append(time.process_time_ns())
        entities = find_entities(parse)
        times.append(time.process_time_ns())
        statements = read_statements(parse, entities)
        times.append(time.process_time_ns())
        for stage, (begun, ended) in zip(_CLOCKED, pairwise(times), strict=True):
            clock[stage] += ended - begun
        count(counts, text, gold, join_by_cue(text, statements))
    return {
        **figures(counts),
        # What each adds to the parse, of one run.
        "cost of parse": {
            stage: round(clock[stage] / max(1, clock["parse"]), 3) for stage in _CLOCKED[1:]
        },
    }


def documents(folder: Path) -> Iterator[tuple[str, list[Attribution]]]:
    """Yield (text, gold) of each document, in order of file name."""
    for path in sorted((folder / "text").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as stream:
            text = stream.read()
        annotators = sorted((folder / "attributions").glob(f"{glob.escape(path.stem)}_*.ann"))
        if annotators:
            yield text, _gold(text, annotators[0])


def _gold(text: str, path: Path) -> list[Attribution]:
    """Read the brat file of one annotator."""
    spans: dict[str, list[tuple[int, int]]] = {}
    events: list[dict[str, list[str]]] = []
    # Not splitlines(): a quoted text may hold another kind of line end.
    for line in path.read_text(encoding="utf-8").split("\n"):
        key, _, rest = line.partition("\t")
        if re.fullmatch(r"T\d+", key):
            offsets = rest.split("\t")[0].split(" ", 1)[1]
            spans[key] = [(int(a), int(b)) for a, b in map(str.split, offsets.split(";"))]
        elif re.fullmatch(r"E\d+", key):
            event: dict[str, list[str]] = {"source": [], "cue": [], "content": []}
            for part in rest.split():
                role, _, target = part.partition(":")
                role = role.rstrip("0123456789").lower()
                if role in event:
                    event[role].append(target)
            events.append(event)
    out = []
    for event in events:
        if not event["content"]:
            continue
        at = {r: [s for t in targets for s in spans.get(t, [])] for r, targets in event.items()}
        words = " ".join(text[a:b] for a, b in at["cue"]).lower()
        out.append(
            Attribution(
                _letters(text, at["source"]),
                _letters(text, at["cue"]),
                _letters(text, at["content"]),
                speech=bool(_SPEECH & set(re.findall("[a-z]+", words))),
            )
        )
    return out


def read_statements(
    parse: Parse, entities: tuple[Entity, ...] | None = None
) -> tuple[Statement, ...]:
    """Return dateline's statements of a parse, weighed; the entities are found where not given."""
    known = find_entities(parse) if entities is None else entities
    statements, speakers = find_statements(parse, known, ())
    return weigh_statements(parse, statements, speakers)


def join_by_cue(text: str, statements: tuple[Statement, ...]) -> list[Attribution]:
    """Return one attribution for each cue, those inside another's content left out."""
    said = [s for s in statements if s.kind != "narrator"]
    joined: dict[object, list[Statement]] = {}
    for statement in said:
        cue = statement.cue
        joined.setdefault((cue.start, cue.end) if cue else statement.id, []).append(statement)
    groups = list(joined.values())
    contents = [[c for s in group for c in s.content] for group in groups]
    out = []
    for number, group in enumerate(groups):
        nested = any(
            other != number
            and sum(c.end - c.start for c in around)
            > sum(c.end - c.start for c in contents[number])
            and all(any(c.covers(mine) for c in around) for mine in contents[number])
            for other, around in enumerate(contents)
        )
        if nested:
            continue
        sources = [s.speaker_span for s in group if s.speaker_span is not None]
        cues = [s.cue for s in group if s.cue is not None]
        out.append(
            Attribution(
                _letters(text, [(s.start, s.end) for s in sources]),
                _letters(text, [(c.start, c.end) for c in cues]),
                _letters(text, [(c.start, c.end) for c in contents[number]]),
            )
        )
    return out


def _letters(text: str, spans: list[tuple[int, int]]) -> frozenset[int]:
    return frozenset(i for a, b in spans for i in range(a, min(b, len(text))) if text[i].isalnum())


def quoted_letters(text: str) -> frozenset[int]:
    """Return the offsets inside double quotation marks, paragraph by paragraph."""
    inside: set[int] = set()
    for line in re.finditer(r"[^\n]+", text):
        opened: int | None = None
        for at in range(*line.span()):
            char = text[at]
            if char in "“„«" or (char == '"' and opened is None):
                opened = at if opened is None else opened
            elif char in '”»"' and opened is not None:
                inside.update(range(opened + 1, at))
                opened = None
        if opened is not None:
            inside.update(range(opened + 1, line.end()))
    return frozenset(inside)


def paired(
    gold: list[frozenset[int]], found: list[frozenset[int]], least: float
) -> list[tuple[int, int]]:
    """Pair contents one to one by Jaccard overlap, best first, from `least` on."""
    overlaps = sorted(
        (
            (len(g & f) / len(g | f), i, j)
            for i, g in enumerate(gold)
            for j, f in enumerate(found)
            if g & f
        ),
        reverse=True,
    )
    out: list[tuple[int, int]] = []
    rows: set[int] = set()
    columns: set[int] = set()
    for overlap, i, j in overlaps:
        if overlap >= least and i not in rows and j not in columns:
            out.append((i, j))
            rows.add(i)
            columns.add(j)
    return out


def count(
    counts: Counter[str], text: str, gold: list[Attribution], found: list[Attribution]
) -> None:
    """Add one document to the counts."""
    quoted = quoted_letters(text)
    pairs = paired([g.content for g in gold], [f.content for f in found], HALF)
    counts["documents"] += 1
    counts["gold"] += len(gold)
    counts["found"] += len(found)
    counts["half"] += len(pairs)
    counts["tight"] += len(paired([g.content for g in gold], [f.content for f in found], TIGHT))
    counts["speaker"] += sum(_same_speaker(gold[i], found[j]) for i, j in pairs)
    kinds = [_kind(g, quoted) for g in gold]
    for kind in kinds:
        counts[f"gold {kind}"] += 1
    for i, _ in pairs:
        counts[f"half {kinds[i]}"] += 1
    mine = [g for g, kind in zip(gold, kinds, strict=True) if kind in ("direct", "mixed")]
    yours = [f for f in found if f.content & quoted]
    pairs = paired([g.content for g in mine], [f.content for f in yours], HALF)
    counts["quoted gold"] += len(mine)
    counts["quoted found"] += len(yours)
    counts["quoted half"] += len(pairs)
    counts["quoted speaker"] += sum(_same_speaker(mine[i], yours[j]) for i, j in pairs)


def _same_speaker(gold: Attribution, found: Attribution) -> bool:
    return bool(gold.source & found.source) or not (gold.source or found.source)


def _kind(gold: Attribution, quoted: frozenset[int]) -> str:
    share = len(gold.content & quoted) / len(gold.content) if gold.content else 0.0
    if share > 0:
        return "direct" if share >= 0.8 else "mixed"
    return "indirect" if gold.speech else "other"


def figures(counts: Counter[str]) -> dict[str, Any]:
    """Return the figures: P, R, F of each counting, and recall by kind of gold content."""

    def prf(hits: str, found: str, gold: str) -> dict[str, float]:
        p = counts[hits] / max(1, counts[found])
        r = counts[hits] / max(1, counts[gold])
        f = 2 * p * r / (p + r) if p + r else 0.0
        return {"P": round(p, 4), "R": round(r, 4), "F": round(f, 4)}

    return {
        "content": prf("half", "found", "gold"),
        "content, tight": prf("tight", "found", "gold"),
        "content+speaker": prf("speaker", "found", "gold"),
        "quoted only": prf("quoted half", "quoted found", "quoted gold"),
        "quoted only+speaker": prf("quoted speaker", "quoted found", "quoted gold"),
        "speaker": {"accuracy": round(counts["speaker"] / max(1, counts["half"]), 4)},
        "recall by kind": {
            kind: round(counts[f"half {kind}"] / max(1, counts[f"gold {kind}"]), 4)
            for kind in ("direct", "mixed", "indirect", "other")
        },
        "counts": {
            "documents": counts["documents"],
            "gold": counts["gold"],
            "found": counts["found"],
        },
        "people": {"agree on": PEOPLE_AGREE},
    }


def main() -> int:
    """Print the figures of one folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, help="score the first N documents only")
    options = parser.parse_args()
    result = score_folder(options.folder, options.limit)
    for name, values in result.items():
        print(f"{name:<20} " + "  ".join(f"{key} {value}" for key, value in values.items()))
    print(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
