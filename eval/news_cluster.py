"""Score the grouping of news articles by event, as they arrive and once all have arrived.

*On arrival* reads the articles in order of publication and never goes back on a choice; *in the
end* groups them all at once.
"""

import json
from pathlib import Path
from typing import Any

from dateline.link.stories import StoryStream, group_stories
from eval.grouping import grouping


def evaluate(corpora: Path, split: str) -> dict[str, Any]:
    """Return the figures of both ways."""
    lines = (corpora / "link" / "news_cluster" / f"{split}.jsonl").read_text(encoding="utf-8")
    docs = sorted(
        (json.loads(line) for line in lines.splitlines()),
        key=lambda doc: (doc["date_publish"] or "", doc["dId"]),
    )
    texts = {
        doc["dId"]: "\n".join(doc[k] or "" for k in ("title", "description", "text"))
        for doc in docs
    }
    gold = [doc["event"] for doc in docs]
    stream = StoryStream()
    arrived = [stream.add(texts[doc["dId"]]) for doc in docs]
    groups = group_stories(texts)
    home = {id: number for number, group in enumerate(groups) for id in group}
    return {
        "on arrival": grouping(gold, arrived),
        "in the end": grouping(gold, [home[doc["dId"]] for doc in docs]),
    }
