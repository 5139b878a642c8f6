"""Score whole records against gold ones in the format `dateline-record/1`.

Items of a layer are paired one to one so that the total pair score is greatest; a pair is a hit.
P = hits/predicted, R = hits/gold, summed over the articles first (micro-average).

    statements      attributed ones; the characters of their content, trimmed of punctuation at
                    the ends of each span, have Jaccard >= 0.5. +speaker: the same entity, too.
    certainty       on the pairs of statements: the same FactBank value (an accuracy). non-CT+: on
                    those whose gold value is another.
    places          mentions used as locations: spans overlap and the places agree, by GeoNames id
                    or within 15 km (gold settlements) or 161 km (all else).
    times           spans overlap, same start and end (by minute where the gold is that fine).
    events          triggers overlap, or same types within 200 characters; +type, +acled, +place,
                    +date, +roles and realis on the pairs.
    tolls           spans overlap, same harm, min and max. +victims: same victims and children.
    control         same place, holders and status.
    entities        clusters of mentions, B-cubed.
    whole rows      events whose type, places, days, actors and realis are all right, among the best
                    by score: risk against coverage.

What the gold marks as uncertain is neither hit nor miss, and what it accepts beside its own value
is right. Pronouns never align an entity.
"""

import json
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from typing import Any

from eval import likeness
from eval.coverage import coverage
from eval.pairing import best_pairs

Item = dict[str, Any]
Counts = dict[str, list[float]]
WINDOW = 200
LAYERS = (
    "statements", "statements+speaker", "certainty", "certainty non-CT+", "places", "times",
    "events", "events+type", "events+acled", "events+place", "events+date", "events+roles",
    "realis", "tolls", "tolls+victims", "control", "entities",
)  # fmt: skip
# The cells of an event that, with its actors, make a row one can publish.
CELLS = ("events+type", "events+place", "events+date", "realis")
_HAPPENED = {"actual": "happened", "ongoing": "happened", "generic": "generic"}


def evaluate(corpora: Path, split: str) -> dict[str, Any] | None:
    """Return the figures of `record/SPLIT`, or None where there is no such folder."""
    folder = corpora / "record" / split
    files = sorted(folder.glob("*.record.json"))
    if not files:
        return None
    from dateline import Options, read  # comparing needs no language model, reading does

    articles = {}
    rows: list[tuple[float, bool]] = []
    for file in files:
        gold = json.loads(file.read_text(encoding="utf-8"))
        text = file.with_name(file.name.replace(".record.json", ".txt")).read_bytes().decode()
        options = Options(id=gold["article"]["id"])
        found = read(text, gold["article"]["published"], options).to_dict()
        compared = Comparison(gold, found)
        articles[gold["article"]["id"]] = compared.counts
        scores = {event["id"]: event["score"] for event in found["events"]}
        rows += [(scores[key], not wrong) for key, wrong in compared.rows.items()]
    return {
        "articles": len(articles),
        "layers": {**sum_up(articles.values()), "whole rows": coverage(rows)},
        "per_article": {name: sum_up([counts]) for name, counts in articles.items()},
    }


def sum_up(counts: Iterable[Counts]) -> dict[str, dict[str, float | None]]:
    """Return hits, gold, predicted, P, R and F1 of each layer, summed over articles."""
    counts = list(counts)
    out = {}
    for layer in LAYERS:
        hits, predicted, found, gold = (sum(c[layer][k] for c in counts) for k in range(4))
        precision = hits / predicted if predicted else None
        recall = found / gold if gold else None
        f1 = None if precision is None and recall is None else 0.0
        if precision and recall:
            f1 = 2 * precision * recall / (precision + recall)
        out[layer] = {
            "hits": round(found, 3), "gold": gold, "predicted": predicted,
            "P": _rounded(precision), "R": _rounded(recall), "F1": _rounded(f1),
        }  # fmt: skip
    return out


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


class Comparison:
    """One gold and one predicted record; `counts[layer]` is [hits, predicted, found, gold].

    `rows` has, for each predicted event that the gold does not leave open, the cells that are wrong.
    """

    def __init__(self, gold: Item, found: Item) -> None:
        """Align entities and places first, then count each layer."""
        self.counts: Counts = {layer: [0, 0, 0, 0] for layer in LAYERS}
        self._gold, self._found = gold, found
        self._unsure = [
            (span, entry["layer"].split(",") if entry.get("layer") else None)
            for entry in gold.get("uncertain", [])
            for span in entry.get("spans") or [entry.get("span", entry)]
        ]
        self._entity = {
            item["id"]: likeness.same_entity(item, gold["entities"]) for item in found["entities"]
        }
        self._place = {
            item["id"]: likeness.same_places(item, gold["places"]) for item in found["places"]
        }
        for count in (
            self._statements, self._places, self._times, self._events, self._tolls, self._control,
            self._entities,
        ):  # fmt: skip
            count()

    def _tally(
        self,
        layer: str,
        gold: list[Item],
        found: list[Item],
        weight: Callable[[Item, Item], float],
        parts: dict[str, Callable[[Item, Item], bool]] | None = None,
    ) -> list[tuple[Item, Item]]:
        """Count a layer, and on its pairs each of `parts`; return the pairs."""
        gold = [item for item in gold if not self._excused(layer, layer, item)]
        weights = {
            (i, j): score
            for i, wanted in enumerate(gold)
            for j, item in enumerate(found)
            if (score := weight(wanted, item)) > 0
        }
        pairs = best_pairs(weights)
        paired = {j for _, j in pairs}
        kept = sum(j in paired or not self._is_unsure(layer, item) for j, item in enumerate(found))
        self.counts[layer] = [len(pairs), kept, len(pairs), len(gold)]
        for name, agrees in (parts or {}).items():
            out = {i for i, item in enumerate(gold) if self._excused(name, layer, item)}
            hits = sum(bool(agrees(gold[i], found[j])) for i, j in pairs if i not in out)
            left_out = sum(i in out for i, _ in pairs)
            self.counts[name] = [hits, kept - left_out, hits, len(gold) - len(out)]
        return [(gold[i], found[j]) for i, j in pairs]

    def _excused(self, name: str, layer: str, item: Item) -> bool:
        """Say whether the gold names this very item as uncertain for this count."""
        return any(
            layers is not None and name in layers and likeness.overlap(span, other) == 1
            for span, layers in self._unsure
            for other in likeness.anchors(layer, item)
        )

    def _is_unsure(self, layer: str, item: Item) -> bool:
        return any(
            (layers is None or layer in layers) and likeness.overlap(span, other) > 0
            for span, layers in self._unsure
            for other in likeness.anchors(layer, item)
        )

    def _statements(self) -> None:
        gold, found = (
            [item for item in record["statements"] if item["kind"] != "narrator"]
            for record in (self._gold, self._found)
        )

        def speaker(wanted: Item, item: Item) -> bool:
            named = item["speaker"] and (self._entity[item["speaker"]] or "?")
            return named in [v["speaker"] for v in likeness.variants(wanted, "speaker")]

        def alike(wanted: Item, item: Item) -> float:
            score = max(
                likeness.shared_characters(v["content"], item["content"])
                for v in likeness.variants(wanted, "content")
            )
            return score + 0.01 * speaker(wanted, item) if score >= 0.5 else 0

        pairs = self._tally("statements", gold, found, alike, {"statements+speaker": speaker})
        hard = [pair for pair in pairs if pair[0]["certainty"] != "CT+"]
        for name, some in (("certainty", pairs), ("certainty non-CT+", hard)):
            hits = sum(likeness.equal(wanted, item, "certainty") for wanted, item in some)
            self.counts[name] = [hits, len(some), hits, len(some)]

    def _places(self) -> None:
        gold, found = (
            [
                {"mentions": [mention], "of": place}
                for place in record["places"]
                for mention in place["mentions"]
                if mention.get("use", "location") == "location"
            ]
            for record in (self._gold, self._found)
        )

        def countable(mine: list[Item], others: list[Item]) -> list[Item]:
            """Leave out mentions without a name ("the city") that have no partner."""
            return [
                item
                for item in mine
                if likeness.has_name(item["mentions"][0]["text"])
                or any(likeness.share_mention(item, other) for other in others)
            ]

        self._tally(
            "places", countable(gold, found), countable(found, gold),
            lambda wanted, item: likeness.overlap(wanted["mentions"][0], item["mentions"][0])
            * likeness.same_spot(wanted["of"], item["of"]),
        )  # fmt: skip

    def _times(self) -> None:
        gold, found = (
            [
                item
                for item in record["times"]
                if item["start"] or item["end"] or item["granularity"]
            ]
            for record in (self._gold, self._found)
        )

        def alike(wanted: Item, item: Item) -> float:
            return max(
                likeness.overlap(v["span"], item["span"]) * likeness.same_time(v, item)
                for v in likeness.variants(wanted, "span", "start", "end")
            )

        self._tally("times", gold, found, alike)

    def _events(self) -> None:
        parts: dict[str, Callable[[Item, Item], bool]] = {
            "events+type": lambda g, p: likeness.equal(g, p, "plover"),
            "events+acled": lambda g, p: likeness.equal(g, p, "acled"),
            "events+place": lambda g, p: any(
                self._same_places(v["places"], p["places"]) for v in likeness.variants(g, "places")
            ),
            "events+date": lambda g, p: any(
                likeness.same_days(v, p) for v in likeness.variants(g, "start", "end", "date_basis")
            ),
            "events+roles": lambda g, p: any(
                self._same_entities(v["actors"], p["actors"])
                and self._same_entities(v["targets"], p["targets"])
                for v in likeness.variants(g, "actors", "targets")
            ),
            "realis": lambda g, p: _coarse(p) in map(_coarse, likeness.variants(g, "realis")),
        }

        def alike(wanted: Item, item: Item) -> float:
            mine, its = wanted["trigger"], item["trigger"]
            over = max(likeness.overlap(m, its) for m in (mine, *wanted.get("mentions", [])))
            reach = max(mine["end"], its["end"]) - min(mine["start"], its["start"])
            if not over and not (
                reach <= WINDOW and likeness.equal(wanted, item, "plover", "acled")
            ):
                return 0
            agreeing = sum(bool(agrees(wanted, item)) for agrees in parts.values())
            return 100 * bool(over) + over + 1 + agreeing

        pairs = self._tally("events", self._gold["events"], self._found["events"], alike, parts)
        cells = {name: agrees for name, agrees in parts.items() if name in CELLS} | {
            "actors": lambda g, p: any(
                self._same_entities(v["actors"], p["actors"])
                for v in likeness.variants(g, "actors", "targets")
            )
        }
        wrong = {
            item["id"]: frozenset(
                cell for cell, agrees in cells.items() if not agrees(wanted, item)
            )
            for wanted, item in pairs
        }
        self.rows = {
            item["id"]: wrong.get(item["id"], frozenset(("events",)))
            for item in self._found["events"]
            if item["id"] in wrong or not self._is_unsure("events", item)
        }

    def _tolls(self) -> None:
        def alike(wanted: Item, item: Item) -> float:
            return likeness.equal(wanted, item, "harm", "min", "max") * max(
                likeness.overlap(v["span"], item["span"]) for v in likeness.variants(wanted, "span")
            )

        parts = {"tolls+victims": lambda g, p: likeness.equal(g, p, "victims", "children")}
        self._tally("tolls", self._gold["tolls"], self._found["tolls"], alike, parts)

    def _control(self) -> None:
        def alike(wanted: Item, item: Item) -> float:
            same = any(
                v["status"] == item["status"]
                and self._same_places([v["place"]], [item["place"]])
                and self._same_entities(v["holders"], item["holders"])
                for v in likeness.variants(wanted, "place", "holders", "status")
            )
            return same * (1 + likeness.overlap(wanted["span"], item["span"]))

        self._tally("control", self._gold["control"], self._found["control"], alike)

    def _entities(self) -> None:
        """Count B-cubed over the gold mentions, each held against the one it overlaps most."""
        met: list[tuple[str, str | None]] = []
        mentions = [(e["id"], m) for e in self._found["entities"] for m in e["mentions"]]
        for entity in self._gold["entities"]:
            for mention in entity["mentions"]:
                best, name = max(
                    ((likeness.overlap(mention, m), key) for key, m in mentions),
                    default=(0, ""),
                )
                if best or likeness.has_name(mention["text"]):
                    met.append((entity["id"], name if best else None))
        both = [pair for pair in met if pair[1] is not None]
        shared = {pair: met.count(pair) for pair in both}
        of_gold = {g: sum(pair[0] == g for pair in met) for g, _ in both}
        of_found = {p: sum(pair[1] == p for pair in met) for _, p in both}
        self.counts["entities"] = [
            sum(shared[pair] / of_found[pair[1]] for pair in both),
            len(both),
            sum(shared[pair] / of_gold[pair[0]] for pair in both),
            len(met),
        ]

    def _same_entities(self, gold: list[str], found: list[str]) -> bool:
        return {self._entity[key] or ("?", key) for key in found} == set(gold)

    def _same_places(self, gold: list[str], found: list[str]) -> bool:
        meant = set(chain.from_iterable(self._place[key] for key in found))
        return set(gold) <= meant and all(self._place[key] & set(gold) for key in found)


def _coarse(item: Item) -> str:
    return _HAPPENED.get(item["realis"], "unreal")
