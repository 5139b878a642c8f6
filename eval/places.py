"""Score places end to end on geoparsing corpora: found, resolved, within 161 km.

Counting: every gold toponym with coordinates counts, every predicted mention with coordinates
counts; a prediction is a hit when it overlaps a gold toponym not yet hit and lies within 161 km of
it. P over all predictions, R over all gold, F@161. Demonyms are counted where the corpus marks
them (LGL), mentions that another place is said by ("the hospital") and phrases like "the city" are
no toponyms and left out.

Usage: python eval/places.py CORPORA [--limit N] [--errors N]
"""

import argparse
import json
import sys
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.article.model import load_model
from dateline.article.opening import open_article
from dateline.article.parse import Parse, parse_passages
from dateline.article.passages import split_passages
from dateline.article.quotations import find_quotations
from dateline.extract.places.resolution import distance_km
from dateline.extract.places import find_places
from dateline.records import Place

HIT_KM = 161.0
# file, are demonyms gold, first offset
CORPORA = {
    "lgl": ("lgl.xml", True),
    "geovirus": ("GeoVirus.xml", False),
    "tr-news": ("TR-News.xml", True),
    "gwn": ("GWN.xml", True),
}

SPLITS = {"dev": ("lgl", "geovirus"), "test": ("tr-news", "gwn")}


@dataclass(frozen=True, slots=True)
class Toponym:
    """A gold mention; `at` is None where the corpus gives no point."""

    start: int
    end: int
    text: str
    at: tuple[float, float] | None


def articles(path: Path) -> Iterator[tuple[str, list[Toponym]]]:
    """Yield (text, gold) of a corpus; offsets are aligned on the phrase where they are off."""
    for article in ET.parse(path).getroot().iter("article"):  # noqa: S314  # the user's own corpus
        text = article.findtext("text") or ""
        gold = []
        for node in [*article.iter("toponym"), *article.iter("location")]:
            phrase = (node.findtext("phrase") or node.findtext("name") or "").strip()
            start = _align(text, phrase, int(node.findtext("start") or 0))
            inner = node.find("gaztag")
            tag = node if inner is None else inner
            lat, lon = tag.findtext("lat"), tag.findtext("lon")
            at = (float(lat), float(lon)) if lat and lon else None
            gold.append(Toponym(start, start + len(phrase), phrase, at))
        yield text, gold


def _align(text: str, phrase: str, start: int) -> int:
    """Return the offset nearest to `start` (0- or 1-based, or off by a few) where it stands."""
    near = [at for at in range(max(0, start - 25), start + 26) if text.startswith(phrase, at)]
    return min(near, key=lambda at: abs(at - start), default=start)


def parse_text(text: str) -> Parse:
    article = open_article(text)
    passages = split_passages(article)
    quotations = find_quotations(article, passages)
    return parse_passages(article, passages, quotations, load_model(None).nlp, {})


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
    gold: list[Toponym], places: tuple[Place, ...], *, demonyms: bool
) -> tuple[Counter[str], list[str]]:
    """Return counts (gold, predicted, hit, and each kind of error) and the errors in words."""
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
        if hit is not None:
            used.add(hit.start)
            counts["hit"] += 1
        elif overlapping:
            counts["wrong_candidate"] += 1
            km = distance_km(overlapping[0].at, (place.lat, place.lon)) if overlapping[0].at else -1
            errors.append(
                f"wrong {place.name} {place.country} {place.admin1} {km:.0f}km {start} {place.why}"
            )
        else:
            counts["not_a_location"] += 1
            errors.append(f"extra {place.name} {place.country} {start} {place.why}")
    for g in mapped:
        if g.start not in touched:
            counts["not_found"] += 1
            errors.append(f"missed {g.text} {g.start}")
    return counts, errors


def evaluate(corpora: Path, split: str) -> dict[str, Any] | None:
    """Return the figures of each corpus of the split that is there, or None where none is."""
    found = {}
    for name in SPLITS.get(split, ()):
        file, demonyms = CORPORA[name]
        path = corpora / "places" / file
        if path.is_file():
            total = Counter[str]()
            for text, gold in articles(path):
                total += score(gold, find_places(parse_text(text), ()), demonyms=demonyms)[0]
            found[name] = figures(total)
    return found or None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--limit", type=int, default=None, help="articles of each corpus")
    parser.add_argument("--errors", type=int, default=0, help="errors printed of each corpus")
    options = parser.parse_args()
    result = {}
    for name, (file, demonyms) in CORPORA.items():
        path = options.corpora / "places" / file
        if not path.is_file():
            continue
        began, total, shown = time.perf_counter(), Counter[str](), 0
        for number, (text, gold) in enumerate(articles(path)):
            if options.limit is not None and number >= options.limit:
                break
            counts, errors = score(gold, find_places(parse_text(text), ()), demonyms=demonyms)
            total += counts
            for error in errors[: max(0, options.errors - shown)]:
                print(f"  {name} {number}: {error}")
                shown += 1
        result[name] = {**figures(total), "seconds": round(time.perf_counter() - began, 1)}
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
