"""Score whom a pronoun that speaks stands for: "he said" is said by the right entity.

GUM (news): each statement of dateline whose speaker is written as a pronoun that the gold has in a
chain with a name or a noun; right where dateline's entity has a mention of that chain that is no
pronoun. Gold records: each gold statement whose speaker is written as a pronoun, and that dateline
found too (half of the content shared); right where the entity is the gold one. A pronoun left open
is wrong. GUM is the same for each split; records are those of the split.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.extract.mentions import find_entities
from dateline.extract.statements import find_statements
from dateline.records import Span
from eval import likeness
from eval.pairing import best_pairs
from eval.parsing import parse_text

PRONOUNS = frozenset("he she it they him her them who which".split())
HALF = 0.5


def evaluate(corpora: Path, split: str) -> dict[str, Any] | None:
    """Return the accuracies, or None where neither corpus is in the folder."""
    out: dict[str, Any] = {}
    if files := sorted((corpora / "statements" / "gum").glob("*.conllu")):
        out["gum"] = figures(sum((Counter(gum(file)) for file in files), Counter()))
    if files := sorted((corpora / "record" / split).glob("*.record.json")):
        out["records"] = figures(sum((Counter(record(file)) for file in files), Counter()))
    return out or None


def figures(counts: Counter[str]) -> dict[str, float]:
    """Return the share that is right, with what it is a share of."""
    share = counts["right"] / max(1, counts.total())
    return {"accuracy": round(share, 4), **{k: counts[k] for k in ("right", "wrong", "open")}}


@dataclass(frozen=True, slots=True)
class Mention:
    """Half-open offsets in the text of a document, and the chain it belongs to."""

    start: int
    end: int
    chain: str


def read_gum(file: Path) -> tuple[str, list[Mention]]:
    """Return the text of a document, paragraph by paragraph, and its mentions."""
    text, mentions = "", []
    standing: list[tuple[str, int]] = []
    coreference = iter(_entities(file.with_suffix(".conll")))
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newpar") and "block" not in line:
            text = text.rstrip() + ("\n\n" if text.strip() else "")
        cells = line.split("\t")
        if len(cells) < 10 or not cells[0].isdigit():
            continue
        start = len(text)
        text += cells[1]
        marks = next(coreference)
        for match in re.finditer(r"\((\w+-\d+)[^()]*(\))?|(\w+-\d+)[^()]*\)", marks):
            opened, closed_at_once, closed = match.groups()
            if opened and closed_at_once:
                mentions.append(Mention(start, len(text), opened))
            elif opened:
                standing.append((opened, start))
            else:
                at = max(i for i, (chain, _) in enumerate(standing) if chain == closed)
                mentions.append(Mention(standing.pop(at)[1], len(text), closed))
        text += "" if "SpaceAfter=No" in cells[9] else " "
    return text.rstrip(), mentions


def _entities(file: Path) -> Iterator[str]:
    """Yield the marks of coreference of each token."""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")[2]


def gum(file: Path) -> Iterator[str]:
    """Yield right, wrong or open for each pronoun that speaks."""
    text, mentions = read_gum(file)
    parse = parse_text(text)
    statements, entities = find_statements(parse, find_entities(parse), ())
    known = {entity.id: entity for entity in entities}
    seen: set[int] = set()
    for statement in statements:
        who = statement.speaker_span
        if who is None or who.text.lower() not in PRONOUNS or who.start in seen:
            continue
        seen.add(who.start)
        chains = {m.chain for m in mentions if (m.start, m.end) == (who.start, who.end)}
        names = [m for m in mentions if m.chain in chains and not _is_pronoun(text, m)]
        if not names:
            continue
        if statement.speaker is None:
            yield "open"
            continue
        ours = [m for m in known[statement.speaker].mentions if m.text.lower() not in PRONOUNS]
        yield "right" if any(_same(m, n) for m in ours for n in names) else "wrong"


def _is_pronoun(text: str, mention: Mention) -> bool:
    words = text[mention.start : mention.end].lower()
    return words in PRONOUNS or words in ("his", "its", "their", "himself", "herself")


def _same(ours: Span, gold: Mention) -> bool:
    """Say whether two mentions begin or end together: a gold one takes its clauses along."""
    return ours.start < gold.end and gold.start < ours.end and (
        abs(ours.start - gold.start) <= len("the ") or ours.end == gold.end
    )  # fmt: skip


def record(file: Path) -> Iterator[str]:
    """Yield right, wrong or open for each gold statement with a pronoun for its speaker."""
    from dateline import Options, read

    gold = json.loads(file.read_text(encoding="utf-8"))
    text = file.with_name(file.name.replace(".record.json", ".txt")).read_bytes().decode()
    found = read(text, gold["article"]["published"], Options(id="x")).to_dict()
    entity = {e["id"]: likeness.same_entity(e, gold["entities"]) for e in found["entities"]}
    wanted, mine = (
        [s for s in one["statements"] if s["kind"] != "narrator"] for one in (gold, found)
    )
    weights = {
        (i, j): share
        for i, a in enumerate(wanted)
        for j, b in enumerate(mine)
        if (share := likeness.shared_characters(a["content"], b["content"])) >= HALF
    }
    for i, j in best_pairs(weights):
        who = wanted[i]["speaker_span"]
        if who is None or who["text"].lower() not in PRONOUNS:
            continue
        if mine[j]["speaker"] is None:
            yield "open"
            continue
        accepted = [v["speaker"] for v in likeness.variants(wanted[i], "speaker")]
        yield "right" if entity[mine[j]["speaker"]] in accepted else "wrong"
