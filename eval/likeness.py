"""When two items of two records are the same thing: spans, names, places, dates."""

import math
import re
import unicodedata
from typing import Any

Item = dict[str, Any]

KM_SETTLEMENT, KM_OTHER = 15, 161
_EARTH_KM = 12742  # twice the mean radius
_ANCHOR = {
    "entities": "mentions",
    "places": "mentions",
    "statements": "content",
    "events": "trigger",
}
_PRONOUNS = frozenset(
    "i me my we us our you your he him his she her hers it its they them their theirs who whom"
    " whose".split()
)
_SMALL = _PRONOUNS | frozenset(
    "the a an another other others some both this that these those".split()
)
_TITLES = frozenset(("mr", "mrs", "ms", "dr"))
_POSSESSIVE = re.compile(r"['’ʼ]s?\b")
_WORD = re.compile(r"[^\W_]+")


def anchors(layer: str, item: Item) -> list[Item]:
    """Return the spans an item of a layer stands on: content, mentions, trigger, or its span."""
    value = item[_ANCHOR.get(layer, "span")]
    return value if isinstance(value, list) else [value]


def overlap(a: Item, b: Item) -> float:
    """Return what two spans share over what they cover, in characters."""
    shared = min(a["end"], b["end"]) - max(a["start"], b["start"])
    return shared / (max(a["end"], b["end"]) - min(a["start"], b["start"])) if shared > 0 else 0.0


def shared_characters(left: list[Item], right: list[Item]) -> float:
    """Return the Jaccard of two contents, each span trimmed of punctuation and space."""
    a, b = _characters(left), _characters(right)
    return len(a & b) / (len(a | b) or 1)


def _characters(content: list[Item]) -> set[int]:
    out: set[int] = set()
    for span in content:
        kept = [i for i, c in enumerate(span["text"]) if unicodedata.category(c)[0] not in "PZC"]
        if kept:
            out.update(range(span["start"] + kept[0], span["start"] + kept[-1] + 1))
    return out


def variants(wanted: Item, *keys: str) -> list[Item]:
    """Return the gold item and each reading of these keys that it accepts beside its own."""
    out = [wanted]
    for entry in wanted.get("accept", []):
        if set(keys) & set(entry):
            out += [{**reading, **entry} for reading in out]
    return out


def equal(wanted: Item, item: Item, *keys: str) -> bool:
    """Say whether the item has these values in one reading of the gold."""
    return any(all(v[key] == item[key] for key in keys) for v in variants(wanted, *keys))


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", text))
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))


def has_name(text: str) -> bool:
    """Say whether a mention holds a name: a capital, or a letter that has no capitals."""
    return any(
        char.isupper() or unicodedata.category(char) == "Lo"
        for word in _words(text)
        if word.casefold() not in _SMALL
        for char in word
    )


def _is_pronoun(text: str) -> bool:
    return all(word.casefold() in _PRONOUNS for word in _words(text))


def _normal(name: str) -> str:
    folded = (word.casefold() for word in _words(name))
    return " ".join(word for word in folded if word not in _SMALL | _TITLES)


def _aliases(item: Item) -> set[str]:
    named = {_normal(m["text"]) for m in item["mentions"] if has_name(m["text"])}
    return (named | {_normal(item["name"])}) - {""}


def share_mention(a: Item, b: Item) -> bool:
    """Say whether any mentions of the two overlap."""
    return any(overlap(m, n) > 0 for m in a["mentions"] for n in b["mentions"])


def same_entity(item: Item, gold: list[Item]) -> str | None:
    """Return the id of the gold entity whose mentions this one overlaps most, or None.

    A name in common weighs 0.5; pronouns weigh nothing, so that a `he` put into the wrong cluster
    does not make a speaker right.
    """
    best, found = 0.0, None
    for wanted in gold:
        weight = 0.5 * bool(_aliases(wanted) & _aliases(item)) + sum(
            overlap(m, n)
            for m in wanted["mentions"]
            for n in item["mentions"]
            if not _is_pronoun(m["text"]) and not _is_pronoun(n["text"])
        )
        if weight > best:
            best, found = weight, wanted["id"]
    return found


def same_places(item: Item, gold: list[Item]) -> set[str]:
    """Return the gold places that this one stands for: same spot, and a tie between the names."""
    return {
        wanted["id"]
        for wanted in gold
        if same_spot(wanted, item)
        and (
            share_mention(wanted, item)
            or wanted["geonames_id"] == item["geonames_id"] is not None
            or _normal(wanted["name"]) == _normal(item["name"])
        )
    }


def same_spot(gold: Item, item: Item) -> bool:
    """Say whether two places are one on the map; where the gold has no point, by the words."""
    for wanted in variants(gold, "geonames_id", "lat", "lon", "kind"):
        if wanted["geonames_id"] is None and wanted["lat"] is None:
            if any(overlap(m, n) >= 0.5 for m in wanted["mentions"] for n in item["mentions"]):
                return True
        if wanted["geonames_id"] == item["geonames_id"] is not None:
            return True
        near = KM_SETTLEMENT if wanted["kind"] == "settlement" else KM_OTHER
        if None not in (wanted["lat"], item["lat"]) and _km(wanted, item) <= near:
            return True
    return False


def _km(a: Item, b: Item) -> float:
    north, south = math.radians(a["lat"]), math.radians(b["lat"])
    across = math.radians(a["lon"] - b["lon"])
    half = (
        math.sin((north - south) / 2) ** 2
        + math.cos(north) * math.cos(south) * math.sin(across / 2) ** 2
    )
    return _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def same_time(wanted: Item, item: Item) -> bool:
    """Say whether start and end are equal, by minute where the gold is that fine, else by day."""
    digits = 16 if wanted["granularity"] in ("instant", "hour") else 10
    return all((wanted[k] or "")[:digits] == (item[k] or "")[:digits] for k in ("start", "end"))


def same_days(wanted: Item, item: Item) -> bool:
    """Say whether two events have one date; without a date in the gold, none may be read."""
    undated = wanted["start"] is None and wanted["end"] is None
    if undated or wanted["date_basis"] == "publication":
        return item["date_basis"] == "publication" or item["start"] is None is item["end"]
    return item["date_basis"] in ("stated", "relative") and all(
        (wanted[k] or "")[:10] == (item[k] or "")[:10] for k in ("start", "end")
    )
