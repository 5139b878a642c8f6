"""Measure how comparing grows: copies and incidents over 10 k, 30 k and 100 k synthetic records.

python -m bench.linking [SIZE ...]            one fresh process per size, so that memory is its own
python -m bench.linking --save                keeps the figures in bench/results/linking.json

The mix: 200 reports a day on attacks in 1,500 towns, so that a larger archive is a longer one, not
a denser one. Of every ten reports about four are copies (cut, edited, translated), one an update
in the same words, the others accounts of their own; half of the attacks have several accounts.
Times are of the processor, so that other programs do not count. The record of each report is made together with its text; reading is measured elsewhere.
"""

import argparse
import gc
import json
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random

from eval.own.dispatches import (
    Attack,
    Dispatch,
    draw_attack,
    draw_dispatch,
    number_words,
    page,
    sentences,
    updated,
)

from dateline.link.copies import CopyIndex
from dateline.link.incidents import IncidentIndex
from dateline.link.reports import Report, report_id
from dateline.records import Article, Event, Place, PlaceMention, Record, Toll

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results" / "linking.json"
SIZES = (10_000, 30_000, 100_000)
PER_DAY = 200
TOWNS = 1500
ADDED = 200  # reports added one by one to the full index, each timed
_TYPES = {
    "drones": "Air/drone strike",
    "rockets": "Shelling/artillery/missile attack",
    "shells": "Shelling/artillery/missile attack",
    "mortar rounds": "Shelling/artillery/missile attack",
}
_SYLLABLES = "ba da fa ga ka la ma na pa ra sa ta va ze zo ku mi no pe ri so tu".split()


@dataclass(frozen=True, slots=True)
class Town:
    """A made-up town."""

    name: str
    lat: float
    lon: float
    region: str


def main() -> int:
    """Print the figures, and keep them when asked to."""
    parser = argparse.ArgumentParser(prog="python -m bench.linking", description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("--save", action="store_true", help=f"write {RESULTS.relative_to(ROOT)}")
    parser.add_argument("--here", action="store_true", help="measure one size in this process")
    args = parser.parse_args()
    if args.here:
        print(json.dumps(measure(args.sizes[0])))
        return 0
    rows = []
    for size in args.sizes:
        command = [sys.executable, "-m", "bench.linking", str(size), "--here"]
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
        rows.append(json.loads(done.stdout))
        print(json.dumps(rows[-1]), flush=True)
    result = {
        "machine": {"python": platform.python_version(), "system": platform.system()},
        "rows": rows,
        "growth_per_record": round(rows[-1]["ms_per_record"] / rows[0]["ms_per_record"], 2),
    }
    print(f"time per record grows {result['growth_per_record']} x")
    if args.save:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return 0


def measure(size: int) -> dict[str, float]:
    """Return the figures of one size; only the indexes and the records of a batch are in memory."""
    stream = synthetic(size + ADDED)
    copies, incidents = CopyIndex(), IncidentIndex()
    spent = {"copies": 0.0, "incidents": 0.0}
    for report in islice(stream, size):
        begun = time.process_time()
        copies.enter(report)
        between = time.process_time()
        incidents.enter(report)
        spent["copies"] += between - begun
        spent["incidents"] += time.process_time() - between
    begun = time.process_time()
    origins = copies.origins()
    spent["copies"] += time.process_time() - begun
    begun = time.process_time()
    groups = incidents.incidents(origins)
    spent["incidents"] += time.process_time() - begun
    # What a long-running program does once its archive is loaded: no pause to look through it all.
    gc.collect()
    gc.freeze()
    added = []
    for report in stream:
        begun = time.process_time()
        copies.add(report)
        incidents.add(report)
        added.append(time.process_time() - begun)
    added.sort()
    unit = 1024**2 if sys.platform == "darwin" else 1024
    total = sum(spent.values())
    return {
        "records": size,
        "seconds": round(total, 1),
        "ms_per_record": round(1000 * total / size, 3),
        "ms_per_record_copies": round(1000 * spent["copies"] / size, 3),
        "ms_per_record_incidents": round(1000 * spent["incidents"] / size, 3),
        "origins": len(origins),
        "incidents": len(groups),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit),
        "add_ms_median": round(1000 * added[len(added) // 2], 2),
        "add_ms_slowest_of_200": round(1000 * added[-1], 2),
    }


def synthetic(number: int, seed: int = 5) -> Iterator[Report]:
    """Yield reports in order of time, so many a day."""
    random = Random(seed)  # noqa: S311 - figures that anyone can take again
    towns = _towns(random)
    made = day = 0
    while made < number:
        today = date(2022, 1, 1) + timedelta(days=day)
        reports: list[Report] = []
        while len(reports) < PER_DAY:
            reports += _on_one_attack(random, today, towns)
        random.shuffle(reports)
        for report in reports[:PER_DAY]:
            yield report
            made += 1
            if made == number:
                return
        day += 1


def _on_one_attack(random: Random, today: date, towns: list[Town]) -> Iterator[Report]:
    town = random.choice(towns)
    attack = replace(draw_attack(random, today, 1), town=town.name, country="Nowhere")
    for account in range(random.choice((1, 1, 2, 3))):
        dispatch = draw_dispatch(random, attack, style=account)
        body = sentences(dispatch)
        yield _report(dispatch, page(dispatch, body), town)
        for _ in range(random.choice((0, 0, 1, 2))):
            way = random.random()
            if way < 0.4:
                text = page(dispatch, body[: random.randint(2, len(body))])
            elif way < 0.7:
                text = page(dispatch, [s.replace(" said", " stated") for s in body])
            else:
                text = page(dispatch, sentences(dispatch, translated=True))
            yield _report(dispatch, text, town)
        if random.random() < 0.2:
            later = updated(random, dispatch)
            yield _report(later, page(later, sentences(later)), town)


def _report(dispatch: Dispatch, text: str, town: Town) -> Report:
    """Return the report with the record that a perfect reader would make."""
    attack = dispatch.attack
    article = Article(
        id=report_id(text),
        sha256="",
        length=len(text),
        text=text,
        published=dispatch.published.isoformat(),
        published_basis="given",
    )
    at = text.find(attack.hit, text.find("—"))
    trigger = article.span(at, at + len(attack.hit))
    named = article.span(0, len(attack.town))
    place = Place(
        id="p1",
        name=town.name,
        lat=town.lat,
        lon=town.lon,
        country="XX",
        admin1=town.region,
        mentions=(PlaceMention(start=named.start, end=named.end, text=named.text),),
        radius_km=5.0,
    )
    event = Event(
        id="v1",
        trigger=trigger,
        plover="ASSAULT",
        acled=_TYPES[attack.weapon],
        actors=(),
        targets=(),
        places=("p1",),
        start=attack.day.isoformat(),
        end=attack.day.isoformat(),
        date_basis="relative",
        realis="actual",
        said_by=(),
    )
    tolls = tuple(_tolls(article, attack))
    record = Record(article=article, places=(place,), events=(event,), tolls=tolls)
    return Report(id=article.id, record=record)


def _tolls(article: Article, attack: Attack) -> Iterator[Toll]:
    killed = number_words(attack.killed)
    at = article.text.find(killed)
    if at >= 0:
        yield Toll(
            id="o1",
            span=article.span(at, at + len(killed)),
            event="v1",
            harm="killed",
            min=attack.killed,
            max=None,
            victims="unknown",
            children=False,
            said_by=(),
        )


def _towns(random: Random) -> list[Town]:
    out = []
    for _ in range(TOWNS):
        name = "".join(random.choices(_SYLLABLES, k=random.randint(2, 4))).capitalize()
        lat, lon = random.uniform(-20, 55), random.uniform(-10, 100)
        out.append(Town(name, lat, lon, f"{int(lat // 3)}.{int(lon // 3)}"))
    return out


if __name__ == "__main__":
    sys.exit(main())
