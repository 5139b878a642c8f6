"""Score the grouping of documents by event on ECB+: each topic holds two events of one kind.

The reference to beat is tf-idf with average linkage: B-cubed F .853, ARI .832.

Source: Cybulska and Vossen 2014 (ECB+); documents are grouped by subtopic.
"""

import json
from pathlib import Path
from typing import Any

from dateline.link.stories import group_stories
from eval.grouping import grouping


def evaluate(corpora: Path, split: str) -> dict[str, Any]:
    """Return the figures over all documents at once, topics mixed."""
    name = "docs" if split == "dev" else split
    lines = (corpora / "link" / "ecbplus" / f"{name}.jsonl").read_text(encoding="utf-8")
    docs = [json.loads(line) for line in lines.splitlines()]
    groups = group_stories({doc["doc"]: doc["text"] for doc in docs})
    home = {id: number for number, group in enumerate(groups) for id in group}
    return {
        "documents": grouping([d["subtopic"] for d in docs], [home[d["doc"]] for d in docs]),
    }
