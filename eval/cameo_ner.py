"""Score who does what to whom in single sentences: spans of source and target (CAMEO news, BIO).

Each sentence marks the parties of one event, with their whole noun phrase. dateline reads all events
of a sentence; the one told first that has both parties counts, else the first that has one, and of
each party the mention nearest the trigger, with its article. Sentences in which it reads no event get
no spans. F is on exact spans; "overlap" on spans that share a word. dev is train.txt.

"by grammar" are the spans of `dateline.extract.events.pairs`, which reads any clause.

The corpus states no terms and no reference figure; this is a report.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline import read
from dateline.article.model import load_model
from dateline.extract.events.pairs import find_pair
from dateline.records import Event, Record, Span

FILES = {"dev": "train.txt", "test": "test.txt"}
PARTIES = {"S": "source", "T": "target"}
ARTICLES = ("the ", "a ", "an ", "The ", "A ", "An ")
Range = tuple[int, int]


def evaluate(corpora: Path, split: str) -> dict[str, Any] | None:
    """Return P, R and F of sources and targets, or None where the split has no file."""
    path = corpora / "events" / "cameo_ner" / FILES.get(split, "")
    if not path.is_file():
        return None
    counts: Counter[str] = Counter()
    grammar: Counter[str] = Counter()
    cases = list(sentences(path))
    docs = load_model(None).nlp.pipe([text for text, _ in cases], batch_size=64)
    for (text, gold), doc in zip(cases, docs, strict=True):
        pair = find_pair(doc[:])
        if pair is not None:
            by_grammar = {"S": (pair.source.start_char, pair.source.end_char)}
            if pair.target is not None:
                by_grammar["T"] = pair.target.start_char, pair.target.end_char
        _count(grammar, gold, by_grammar if pair is not None else {})
        found = parties(read(text))
        _count(counts, gold, found)
        counts["sentences"] += 1
        counts["without an event"] += not found
    out: dict[str, Any] = {
        f"{name} {how}": _scores(counts, name, how)
        for name in PARTIES.values()
        for how in ("exact", "overlap")
    }
    out |= {
        f"{name} {how}, by grammar": _scores(grammar, name, how)
        for name in PARTIES.values()
        for how in ("exact", "overlap")
    }
    out["sentences"] = {k: counts[k] for k in ("sentences", "without an event")}
    return out


def _count(counts: Counter[str], gold: dict[str, list[Range]], found: dict[str, Range]) -> None:
    for letter, name in PARTIES.items():
        wanted, got = gold[letter], found.get(letter)
        counts[f"{name} gold"] += len(wanted)
        counts[f"{name} found"] += got is not None
        if got is not None:
            counts[f"{name} exact"] += got in wanted
            counts[f"{name} overlap"] += any(a < got[1] and got[0] < b for a, b in wanted)


def _scores(counts: Counter[str], name: str, how: str) -> dict[str, Any]:
    precision = counts[f"{name} {how}"] / max(counts[f"{name} found"], 1)
    recall = counts[f"{name} {how}"] / max(counts[f"{name} gold"], 1)
    both = precision + recall
    return {
        "P": round(precision, 4), "R": round(recall, 4),
        "F": round(2 * precision * recall / both, 4) if both else 0.0,
        "gold": counts[f"{name} gold"],
    }  # fmt: skip


def sentences(path: Path) -> Iterator[tuple[str, dict[str, list[Range]]]]:
    """Yield each sentence, its words joined by spaces, with the spans of its parties."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        words, spans = [], {"S": [], "T": [], "R": []}  # type: ignore[var-annotated]  # lists of ranges
        at = 0
        for line in block.splitlines():
            word, _, tag = line.rpartition(" ")
            kind, _, letter = tag.partition("-")
            if kind == "B":
                spans[letter].append((at, at + len(word)))
            elif kind == "I" and spans[letter]:
                spans[letter][-1] = (spans[letter][-1][0], at + len(word))
            words.append(word)
            at += len(word) + 1
        if words:
            yield " ".join(words), spans


def parties(record: Record) -> dict[str, Range]:
    """Return the spans of who does it and whom it is done to, of the one event that counts."""
    ranked = sorted(
        record.events, key=lambda e: (-bool(e.actors) - bool(e.targets), e.trigger.start)
    )
    if not ranked or not (ranked[0].actors or ranked[0].targets):
        return {}
    event = ranked[0]
    sides = {"S": event.actors, "T": event.targets}
    return {letter: _nearest(record, ids[0], event) for letter, ids in sides.items() if ids}


def _nearest(record: Record, id: str, event: Event) -> Range:
    """Return the mention of an entity nearest the trigger, with the article before it."""
    entity = next(e for e in record.entities if e.id == id)
    span: Span = min(entity.mentions, key=lambda m: abs(m.start - event.trigger.start))
    text = record.article.text
    for article in ARTICLES:
        if text[: span.start].endswith(article):
            return span.start - len(article), span.end
    return span.start, span.end
