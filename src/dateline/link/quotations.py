"""The same words of the same speaker are one origin, however many outlets carry them.

A general who says one thing to a room of reporters is one source. Two reports that carry only
those words of his add nothing to each other.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from dateline.link.clusters import Pair, cluster, ordered
from dateline.link.reports import FactRef, Report
from dateline.link.wording import stems
from dateline.records import Record, Statement
from dateline.spelling import fold_name

# Translations and cuts keep this share of the telling words of the shorter version.
_SAME_WORDS = 0.75
_FEWEST_STEMS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """What one speaker said once: the statements that carry it, in order."""

    id: str
    speaker: str
    statements: tuple[FactRef, ...]


def group_quotations(reports: Iterable[Report]) -> tuple[Utterance, ...]:
    """Return the utterances behind all statements of named speakers, in order of their first."""
    said: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    refs: dict[str, FactRef] = {}
    for report in reports:
        for statement in report.record.statements:
            speaker = speaker_key(report.record, statement)
            words = stems(" ".join(span.text for span in statement.content))
            if speaker is None or len(words) < _FEWEST_STEMS:
                continue
            ref = FactRef(report=report.id, layer="statements", fact=statement.id)
            node = "/".join(ref)
            said[speaker][node] = words
            refs[node] = ref
    out = []
    for speaker, nodes in said.items():
        scores: dict[Pair, float] = {}
        for (a, left), (b, right) in combinations(sorted(nodes.items()), 2):
            share = len(left & right) / min(len(left), len(right))
            if share >= _SAME_WORDS and refs[a].report != refs[b].report:
                scores[ordered(a, b)] = share
        for group in cluster(nodes, scores, set(), linkage="average", threshold=_SAME_WORDS):
            digest = hashlib.sha256(group[0].encode()).hexdigest()[:12]
            out.append(
                Utterance(
                    id=f"u-{digest}",
                    speaker=speaker,
                    statements=tuple(refs[node] for node in group),
                )
            )
    return tuple(sorted(out, key=lambda u: u.statements))


def speaker_key(record: Record, statement: Statement) -> str | None:
    """Return what a speaker is known by across reports: a person's last name, a body's name."""
    entity = next((e for e in record.entities if e.id == statement.speaker), None)
    if entity is None:
        return None
    words = fold_name(entity.name).split()
    if not words:
        return None
    return words[-1] if entity.type == "person" else " ".join(words)
