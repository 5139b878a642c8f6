"""Score low and high of a toll on simulated streams whose truth is known (eval/own/toll_streams.py).

Set against what is often done instead: add everything up, take the largest figure, take the
smallest. `inside` counts an open high ("9 or more") as reaching any number; `bounded` is the share
of ranges that have a high, `inside, bounded` the share of truths inside among those.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dateline.link.ledger import Count, toll_range
from dateline.link.reports import TollRange
from eval.own.toll_streams import Stream, streams

SEEDS = {"dev": 20240201, "test": 20240202, "train": 9}


def evaluate(corpora: Path, split: str) -> dict[str, Any]:
    """Return the figures of the split's seed."""
    del corpora  # the set is our own
    sample = list(streams(SEEDS[split]))
    ranges = [toll_range("killed", stream.counts) for stream in sample]
    both = list(zip(sample, ranges, strict=True))
    bounded = [(s, r) for s, r in both if r.high is not None]
    widths = sorted((r.high or 0) - (r.low or 0) for _, r in bounded)
    return {
        "range": {
            "inside": _share(_inside(s, r) for s, r in both),
            "bounded": _share(r.high is not None for r in ranges),
            "inside, bounded": _share(_inside(s, r) for s, r in bounded),
            "median width, bounded": widths[len(widths) // 2],
            "counted twice": sum(_twice(s, r) for s, r in both),
            "streams": len(sample),
        },
        "baselines, exact": {
            "sum of all": _share(_killed_sum(s) == s.truth for s in sample),
            "largest": _share(max(_figures(s.counts)) == s.truth for s in sample),
            "smallest": _share(min(_figures(s.counts)) == s.truth for s in sample),
            "latest_count": _share(
                toll_range("killed", s.counts, "latest_count").best == s.truth for s in sample
            ),
        },
    }


def _share(hits: Any) -> float:
    row = list(hits)
    return round(sum(row) / (len(row) or 1), 3)


def _inside(stream: Stream, found: TollRange) -> bool:
    return (found.low or 0) <= stream.truth and (found.high is None or stream.truth <= found.high)


def _twice(stream: Stream, found: TollRange) -> bool:
    """Say whether a bound is larger than any single count of this attack gives."""
    given = [c for c in stream.counts if c.harm == "killed" and not c.party and not c.running]
    most = max(max(c.min or 0, c.max or 0) for c in given)
    return (found.low or 0) > most or (found.high or 0) > most


def _figures(counts: Sequence[Count]) -> list[int]:
    return [c.min for c in counts if c.harm == "killed" and c.min is not None]


def _killed_sum(stream: Stream) -> int:
    return sum(_figures(stream.counts))
