"""Score how factual what is read is, on event factuality of news sentences (UW, -3 to 3).

Each annotated word gets the realis that the events stage reads for it and the certainty of the
statement it stands in; VALUES says what each pair is worth, by its median in the train part (a
count, no word of it). sign: the share of words whose sign is the gold one (gold 0 left out);
MAE: mean absolute error. "always 3" is what a reader scores who believes everything.
Source: Lee et al. 2015, Event Detection and Factuality Assessment with Non-Expert Supervision.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from statistics import fmean, median
from typing import Any

from dateline.article.parse import Parse
from dateline.extract.events.realis import read_realis
from dateline.extract.statements.voices import said_by
from dateline.records import Span
from eval.parsing import parse_text
from eval.statements import read_statements

# Medians of the train part (`python -m eval.factuality TRAIN.jsonl`), of pairs seen ten times or
# more; a rarer pair counts as its realis alone, and that as what most words are.
VALUES: dict[tuple[str, str], float] = {
    ("actual", "CT+"): 3.0,
    ("actual", "CT-"): 2.4,
    ("actual", "PR+"): 2.6,
    ("actual", "PR-"): 2.4,
    ("actual", "PS+"): 2.6,
    ("actual", "Uu"): 2.4,
    ("future", "CT+"): 2.4,
    ("future", "CT-"): 0.4,
    ("future", "PR+"): 2.2,
    ("future", "Uu"): 1.4,
    ("generic", "CT+"): 3.0,
    ("hypothetical", "CT+"): 1.6,
    ("hypothetical", "CT-"): 0.7,
    ("hypothetical", "PR+"): 1.8,
    ("hypothetical", "PS+"): 1.4,
    ("hypothetical", "Uu"): 1.2,
    ("intent", "CT+"): 1.8,
    ("intent", "CT-"): 1.0,
    ("intent", "PR+"): 1.6,
    ("intent", "PS+"): 1.4,
    ("intent", "Uu"): 1.4,
    ("negated", "CT+"): -0.8,
    ("negated", "CT-"): -1.6,
    ("negated", "PR-"): -1.5,
    ("negated", "Uu"): -1.5,
    ("ongoing", "CT+"): 3.0,
    ("ongoing", "CT-"): 2.7,
    ("ongoing", "PR+"): 2.8,
    ("ongoing", "Uu"): 2.6,
}
COMMONEST = 3.0


def evaluate(corpora: Path, split: str) -> dict[str, Any] | None:
    """Return the figures on UW factuality, or None where it is not in the folder."""
    file = corpora / "statements" / "factuality" / f"{split}.jsonl"
    return score(rows(file)) if file.is_file() else None


def rows(file: Path) -> Iterator[tuple[tuple[str, str], float]]:
    """Yield what is read of each annotated word, and its gold value."""
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        words = row["text"].split(" ")
        starts = [0, *accumulate(len(word) + 1 for word in words)]
        parse = parse_text(row["text"])
        statements = read_statements(parse)
        for target in row["targets"]:
            first, last = target["span1"]
            span = Span(start=starts[first], end=starts[last] - 1, text="")
            voices = said_by(statements, span)
            sure = next((s.certainty for s in statements if s.id in voices), "CT+")
            yield (_realis(parse, span), sure), float(target["label"])


def _realis(parse: Parse, span: Span) -> str:
    tokens = parse.tokens(span.start, span.end)
    return read_realis(tokens.root, "").realis if len(tokens) else "actual"


def value(read: tuple[str, str]) -> float:
    """Return what a pair of realis and certainty is worth, -3 to 3."""
    return VALUES.get(read, VALUES.get((read[0], "CT+"), COMMONEST))


def score(items: Iterator[tuple[tuple[str, str], float]]) -> dict[str, Any]:
    """Return sign accuracy and mean absolute error."""
    answers = [(value(read), gold) for read, gold in items]
    signed = [(found, gold) for found, gold in answers if gold]

    def figures(pairs: list[tuple[float, float]], always: float | None = None) -> dict[str, float]:
        guess = [(always if always is not None else found, gold) for found, gold in pairs]
        right = [(f > 0) == (g > 0) and f != 0 for f, g in guess if g]
        return {
            "sign": round(fmean(right), 4),
            "MAE": round(fmean(abs(f - g) for f, g in guess), 4),
        }

    return {
        "factuality": figures(answers),
        "always 3": figures(answers, COMMONEST),
        "counts": {"words": len(answers), "with a sign": len(signed)},
    }


def main() -> int:
    """Print VALUES as the train part gives them: python -m eval.factuality TRAIN.jsonl."""
    seen: dict[tuple[str, str], list[float]] = defaultdict(list)
    for read, gold in rows(Path(sys.argv[1])):
        seen[read].append(gold)
    for read, golds in sorted(seen.items()):
        print(f"    {read}: {median(golds):.1f},  # of {len(golds)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
