"""Geoparsing corpora: their articles, with the place names that are marked in them."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

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
    geonames_id: int | None = None


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
            number = tag.get("geonameid") or ""
            gid = int(number) if number.isdigit() else None
            gold.append(Toponym(start, start + len(phrase), phrase, at, gid))
        yield text, gold


def _align(text: str, phrase: str, start: int) -> int:
    """Return the offset nearest to `start` (0- or 1-based, or off by a few) where it stands."""
    near = [at for at in range(max(0, start - 25), start + 26) if text.startswith(phrase, at)]
    return min(near, key=lambda at: abs(at - start), default=start)
