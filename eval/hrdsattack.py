"""Score what articles on attacks against rights defenders tell of them: HRDsAttack, article level.

One set of answers per article, read off the record by stated rules:

    violation     the kinds of what happened (SENSES); kinds of the gold that dateline does not read
                  apart ("other", "unknown") are left out. P, R and F over articles
    date          the day of the first violation that has one; else the year of publication. Right
                  where each part the gold gives (year, month, day) is the same; "year": the year is.
                  Articles without a year in the gold are left out
    country       the country told of most; the place of a violation has eight votes, any other one
    city          the settlement that a violation is placed in, else any named in the article most
    victims       how many victims are listed (a group counts as one), and whether any is a group

Country names are compared as ISO codes; what the gold calls a country and is none (a state, a
continent) is left out. train is capped at CAP articles, in order.

Source: Ran et al. 2023, A New Task and Dataset on Detecting Attacks on Human Rights Defenders.
Usage: python -m eval.hrdsattack FILE [--errors N] [--field FIELD]
"""

import argparse
import html
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline import read
from dateline.extract.mentions.nations import known_country
from dateline.records import Event, Record
from dateline.spelling import fold_name
from eval.incidents import sense_of_event

CAP = 150
FIELDS = ("date", "year", "country", "city", "victim count", "group of victims")
SENSES = {
    "arrest": "arbitrary detention",
    "prosecution": "arbitrary detention",
    "conviction": "arbitrary detention",
    "killing": "killing",
    "execution": "killing",
    "abduction": "kidnapping",
    "torture": "torture",
    "beating": "torture",
}
DISAPPEARED = ("disappear",)
KINDS = frozenset(SENSES.values()) | {"enforced disappearance"}
SAME_COUNTRY = {
    "usa": "US", "us": "US", "united states of america": "US", "england": "GB", "scotland": "GB",
    "wales": "GB", "people's republic of china": "CN", "columbia": "CO", "the netherlands": "NL",
    "eswatini": "SZ", "palestine": "PS", "gambia": "GM",
}  # fmt: skip
FILED_UNDER = {"HK": "CN", "MO": "CN", "PR": "US"}
VOTES_OF_VIOLATION = 8
UNKNOWN = frozenset(("none", "unknown", ""))
Item = dict[str, Any]


def evaluate(corpora: Path, split: str) -> dict[str, Any] | None:
    """Return the figures of events/hrdsattack, or None where the split has no file."""
    path = corpora / "events" / "hrdsattack" / f"{split}.json"
    if not path.is_file():
        return None
    rows = json.loads(path.read_text(encoding="utf-8"))
    return figures(
        (row["merged_sample"], answers(record_of(row)))
        for row in (rows[:CAP] if split == "train" else rows)
    )


def record_of(row: Item) -> Record:
    """Read the article of a row: its title and paragraphs, on its day of publication."""
    sample = row["sample"]
    body = sample["Input.article_interface"]
    paragraphs = re.findall(r"<p>(.*?)</p>", body, re.DOTALL) or [body]
    plain = [html.unescape(re.sub(r"<[^>]+>", "", p)).strip() for p in paragraphs]
    text = "\n\n".join((sample["Input.title"], *plain))
    return read(text, sample["Input.publish_date"][:10])


def answers(record: Record) -> Item:
    """Return what the record says of the attacks it tells of."""
    told = [
        (kind, e)
        for e in record.events
        if e.realis in ("actual", "ongoing") and (kind := violation(e)) is not None
    ]
    kinds = Counter(kind for kind, e in told for _ in e.mentions)
    if any(t.harm == "killed" and t.max != 0 for t in record.tolls):
        kinds["killing"] += 1
    dated = next((e for _, e in told if e.start), None)
    published = record.article.published or ""
    victims = _victims(record, [e for _, e in told])
    return {
        "violations": set(kinds),
        "date": dated.start if dated else published[:4] or None,
        "country": _country(record, [e for _, e in told]),
        "city": _city(record, [e for _, e in told]),
        "victim count": len(victims) or 1,
        "group of victims": any(victims.values()) or not victims,
    }


def violation(event: Event) -> str | None:
    """Return the kind of violation of an event, or None."""
    if any(word in event.trigger.text.lower() for word in DISAPPEARED):
        return "enforced disappearance"
    return SENSES.get(sense_of_event(event))


def _victims(record: Record, events: list[Event]) -> dict[str, bool]:
    """Return the id of each victim, and whether it is a group."""
    entities = {e.id: e for e in record.entities}
    return {
        t: entities[t].type != "person"
        for e in events
        for t in e.targets
        if entities[t].type in ("person", "group", "population")
    }


def _country(record: Record, events: list[Event]) -> str | None:
    """Return the country told of most, where the place of a violation counts for more."""
    places = {p.id: p for p in record.places}
    votes = Counter(_as_gold(p.country) for p in record.places for _ in p.mentions)
    for country in (places[q].country for e in events for q in e.places):
        votes[_as_gold(country)] += VOTES_OF_VIOLATION
    del votes[None]
    return votes.most_common(1)[0][0] if votes else None


def _as_gold(country: str | None) -> str | None:
    """Return the country the gold's coders name for a territory: Hong Kong is filed under China."""
    return FILED_UNDER.get(country, country) if country else None


def _city(record: Record, events: list[Event]) -> set[str]:
    """Return the names of the settlement it happened in, every spelling."""
    places = {p.id: p for p in record.places}
    bound = [places[q] for e in events for q in e.places if places[q].kind == "settlement"]
    towns = [p for p in record.places if p.kind == "settlement"]
    found = bound[0] if bound else max(towns, key=lambda p: len(p.mentions), default=None)
    return {found.name, *(m.text for m in found.mentions)} if found else set()


def country_of(name: str | None) -> str | None:
    """Return the ISO code of a country by name; None where it is none."""
    plain = fold_name(name or "")
    known = SAME_COUNTRY.get(plain) or SAME_COUNTRY.get((name or "").lower())
    return known or _as_gold(known_country(name or ""))


def gold_parts(gold: Item) -> list[int]:
    """Return year, month and day as far as the gold gives them, in order.

    Example:
        >>> gold_parts({"year": "2021.0", "month": "02", "date": "26.0"})
        [2021, 2, 26]
    """
    out = []
    for key in ("year", "month", "date"):
        value = str(gold[key] or "")
        month = "janfebmaraprmayjunjulaugsepoctnovdec".find(value[:3].lower()) if value else -1
        number = re.match(r"\d+", value)
        if number:
            out.append(int(number.group()))
        elif key == "month" and month >= 0 and value[:1].isalpha():
            out.append(month // 3 + 1)
        else:
            break
    return out


def right(field: str, gold: Item, found: Item) -> bool | None:
    """Say whether a field has the gold's answer; None: the gold gives none."""
    if field in ("date", "year"):
        parts = gold_parts(gold)[: 1 if field == "year" else None]
        read_parts = [int(p) for p in re.findall(r"\d+", found["date"] or "")][:3]
        return (parts == read_parts[: len(parts)]) if parts else None
    if field == "country":
        country = country_of(gold["country"])
        return (country == found["country"]) if country else None
    if field == "city":
        name = fold_name(gold["city"] or "")
        return None if name in UNKNOWN else name in {fold_name(n) for n in found["city"]}
    if field == "victim count":
        return len(gold["victims"]) == found[field]
    return any(v["victim_population_type"] == "multiple" for v in gold["victims"]) == found[field]


def figures(pairs: Iterator[tuple[Item, Item]]) -> dict[str, Any]:
    """Return F of the violations and the share right of each other field."""
    hits = gold_kinds = found_kinds = 0
    counts: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    kinds: Counter[str] = Counter()
    for gold, found in pairs:
        wanted = set(gold["violation_types"]) & KINDS
        hits += len(wanted & found["violations"])
        gold_kinds += len(wanted)
        found_kinds += len(found["violations"])
        kinds.update(f"{k} missed" for k in wanted - found["violations"])
        kinds.update(f"{k} extra" for k in found["violations"] - wanted)
        for field in FIELDS:
            answer = right(field, gold, found)
            if answer is not None:
                counts[field]["gold"] += 1
                counts[field]["hits"] += answer
    precision, recall = hits / max(found_kinds, 1), hits / max(gold_kinds, 1)
    both = precision + recall
    return {
        "violation": {
            "P": round(precision, 4), "R": round(recall, 4),
            "F": round(2 * precision * recall / both, 4) if both else 0.0, "gold": gold_kinds,
        },
        **{
            field: {
                "accuracy": round(c["hits"] / c["gold"], 4) if c["gold"] else None,
                "gold": c["gold"],
            }
            for field, c in counts.items()
        },
        "errors": dict(kinds.most_common()),
    }  # fmt: skip


def main() -> int:
    """Print what went wrong in a field, article by article."""
    parser = argparse.ArgumentParser(prog="python -m eval.hrdsattack", description=__doc__)
    parser.add_argument("file", type=Path, help="train.json, where errors may be read")
    parser.add_argument("--errors", type=int, default=30)
    parser.add_argument("--field", default="date", choices=FIELDS)
    args = parser.parse_args()
    for row in json.loads(args.file.read_text(encoding="utf-8"))[: args.errors]:
        gold, found = row["merged_sample"], answers(record_of(row))
        if right(args.field, gold, found) is False:
            shown = {k: gold[k] for k in ("year", "month", "date", "country", "city")}
            print(row["sample"]["Input.title"], f"  gold {shown}", f"  read {found}", sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
