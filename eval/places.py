"""Score places end to end on geoparsing corpora: found, resolved, within 161 km.

Counting: every gold toponym with coordinates counts, every predicted mention with coordinates
counts; a prediction is a hit when it overlaps a gold toponym not yet hit and lies within 161 km of
it. P over all predictions, R over all gold, F@161. Demonyms are counted where the corpus marks
them (LGL), mentions that another place is said by ("the hospital") and phrases like "the city" are
no toponyms and left out.

Errors by kind: `not_found` (no prediction touches it), `not_resolved` (found, shown, without a point),
`no_candidate` and `wrong_candidate` (put elsewhere: the gazetteer has no right place of the name, or
has), `not_a_location`. Of those not resolved, `not_resolved_had_right` are the names whose right
place the gazetteer has: there the answer "none of them" was wrong. Beside them the accuracy with gold
spans, the expected calibration error of the score over predictions that touch a gold toponym, and
the time of the places stage as a share of the parse's in the same run.

Usage: python eval/places.py CORPORA [--limit N] [--errors N]
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from dateline.distances import distance_km
from dateline.extract.places import find_places
from dateline.extract.places.resolution import HIT_KM
from dateline.gazetteer import GazetteerEntry, load_gazetteer
from dateline.lexicon import weights
from dateline.records import Place
from eval.calibration import calibration_error
from eval.given_places import figures_given, is_right, score_given
from eval.parsing import parse_text
from eval.toponyms import CORPORA, SPLITS, Toponym, articles

Answer = tuple[float, bool]  # the score of a place, and whether its point is right


def toponyms(places: tuple[Place, ...], *, demonyms: bool) -> Iterator[tuple[int, int, Place]]:
    """Yield the predicted toponym mentions with coordinates."""
    for place in places:
        if place.lat is None or place.lon is None or (place.relation and place.geonames_id is None):
            continue
        for mention in place.mentions:
            if mention.use == "demonym" and not demonyms:
                continue
            if mention.text[:1].islower() and mention.text.lower().startswith(("the ", "this ")):
                continue
            yield mention.start, mention.end, place


def score(
    gold: list[Toponym], places: tuple[Place, ...], *, demonyms: bool, answers: list[Answer]
) -> tuple[Counter[str], list[str]]:
    """Return counts (gold, predicted, hit, and each kind of error) and the errors in words.

    To `answers` the score of each prediction that touches a toponym is added, with its success.
    """
    counts: Counter[str] = Counter()
    errors: list[str] = []
    mapped = [g for g in gold if g.at is not None]
    counts["gold"] = len(mapped)
    used: set[int] = set()
    touched: set[int] = set()
    for start, end, place in toponyms(places, demonyms=demonyms):
        counts["predicted"] += 1
        overlapping = [g for g in gold if g.start < end and start < g.end]
        touched.update(g.start for g in overlapping)
        hit = next(
            (
                g for g in overlapping
                if g.at and g.start not in used
                and distance_km(g.at, (place.lat, place.lon)) <= HIT_KM
            ),
            None,
        )  # fmt: skip
        if place.score is not None and any(g.at for g in overlapping):
            answers.append((place.score, hit is not None))
        if hit is not None:
            used.add(hit.start)
            counts["hit"] += 1
        elif overlapping:
            known = any(is_right(e, g) for g in overlapping for e in _entries_of(g.text))
            counts["wrong_candidate" if known else "no_candidate"] += 1
            km = distance_km(overlapping[0].at, (place.lat, place.lon)) if overlapping[0].at else -1
            errors.append(
                f"wrong {place.name} {place.country} {place.admin1} {km:.0f}km {start} {place.why}"
            )
        else:
            counts["not_a_location"] += 1
            errors.append(f"extra {place.name} {place.country} {start} {place.why}")
    for g in mapped:
        if g.start not in touched:
            seen = any(m.start < g.end and g.start < m.end for p in places for m in p.mentions)
            counts["not_resolved" if seen else "not_found"] += 1
            if seen and any(is_right(e, g) for e in _entries_of(g.text)):
                counts["not_resolved_had_right"] += 1
            errors.append(f"{'unresolved' if seen else 'missed'} {g.text} {g.start}")
    return counts, errors


def _entries_of(name: str) -> tuple[GazetteerEntry, ...]:
    return load_gazetteer().lookup(name)


def evaluate(corpora: Path, split: str) -> dict[str, Any] | None:
    """Return the figures of each corpus of the split that is there, or None where none is."""
    found = {
        name: score_corpus(corpora / "places" / CORPORA[name][0], demonyms=CORPORA[name][1])[0]
        for name in SPLITS.get(split, ())
        if (corpora / "places" / CORPORA[name][0]).is_file()
    }
    if found and split == "dev":
        # These corpora helped to fit the weights: here is what weights made without each gave.
        found["with the corpus left out of fitting"] = left_out()
        # Of a name, not of a mention: a name of many mentions counts once.
        found["score, on answers left out"] = dict(weights("places")["card"]["score"])
    return found or None


def left_out() -> dict[str, float]:
    """Return the accuracy with gold spans, leave-one-corpus-out, from the model card."""
    scores = weights("places")["card"]["scores"]
    return {k: v["accuracy161"] for k, v in scores.items() if k.endswith("left out")}


def score_corpus(
    path: Path, *, demonyms: bool, limit: int | None = None
) -> tuple[dict[str, Any], list[str]]:
    """Return the figures of one corpus, and its errors in words."""
    total, given = Counter[str](), Counter[str]()
    shown: list[str] = []
    answers: list[Answer] = []
    parsing = placing = 0.0
    for number, (text, gold) in enumerate(islice(articles(path), limit)):
        began = time.process_time()
        parse = parse_text(text)
        parsed = time.process_time()
        places = find_places(parse, ())
        parsing, placing = parsing + parsed - began, placing + time.process_time() - parsed
        counts, errors = score(gold, places, demonyms=demonyms, answers=answers)
        total += counts
        given += score_given(parse, gold)
        shown += [f"{number}: {error}" for error in errors]
    spans = {f"given_{key}": value for key, value in figures_given(given).items()}
    cost = round(placing / max(1e-9, parsing), 3)
    trust = {"calibration_error": calibration_error(answers), "cost_of_parse": cost}
    return {**figures(total), **spans, **trust}, shown


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--limit", type=int, default=None, help="articles of each corpus")
    parser.add_argument("--errors", type=int, default=0, help="errors printed of each corpus")
    options = parser.parse_args()
    result = {}
    for name, (file, demonyms) in CORPORA.items():
        path = options.corpora / "places" / file
        if path.is_file():
            result[name], errors = score_corpus(path, demonyms=demonyms, limit=options.limit)
            for error in errors[: options.errors]:
                print(f"  {name} {error}")
    print(json.dumps(result, indent=1))
    return 0


def figures(counts: Counter[str]) -> dict[str, float]:
    """Return P, R, F and the counts they are made of."""
    precision = counts["hit"] / max(1, counts["predicted"])
    recall = counts["hit"] / max(1, counts["gold"])
    f = 2 * precision * recall / max(1e-9, precision + recall)
    return {
        "P": round(precision, 3), "R": round(recall, 3), "F161": round(f, 3), **dict(sorted(counts.items())),
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
