"""Measure the overview over many incidents: `python -m bench.page [--incidents 50000] [--save]`.

Fifty thousand rows are made up and filtered through the page itself. Machines differ, so each
filter is also given as a ratio to a bare count over the same rows in the same run. With Chromium
and playwright there, the time until the map answers is measured too.
"""

import argparse
import json
import platform
import random
import shutil
import socket
import statistics
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, insert, select

from dateline.store.archive import Archive
from dateline.store.showing import point, urgency
from dateline.store.shown import prepare, shown, shown_name
from dateline.vocabulary import ACLED
from dateline.web.app import create_app
from dateline.web.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results" / "page.json"
PLACES = 3000
FIRST = date(2014, 1, 1)
DAYS = 3650
FILTERS = {
    "everything": "/",
    "type": "/?type=Armed+clash",
    "country": "/?country=SD",
    "actor": "/?actor=Actor+17",
    "source": "/?source=Outlet+3",
    "place": "/?place=SD%2FPlace+7",
    "toll": "/?killed=10",
    "certainty": "/?certainty=PR%2B",
    "agreement": "/?agreement=contradict",
    "review state": "/?state=verified",
    "days": "/?since=2019-01-01&until=2019-12-31",
    "as of": "/?known=2020-01-01",
    "part of the map": "/?box=20,0,40,20",
    "several": "/?type=Armed+clash&country=SD&since=2018-01-01&killed=1&sort=disputed",
    "sort by toll": "/?sort=deadliest",
    "page 500": "/?page=500",
    "map of the world": "/api/map?zoom=2&window=-180,-90,180,90",
    "map of a region": "/api/map?zoom=6&window=20,0,40,20",
    "review queue": "/review",
}


def fill(archive: Archive, n: int) -> None:
    """Put n made-up incidents into the overview's tables."""
    chance = random.Random(1)  # noqa: S311 - the same figures every time
    countries = ("SD", "UA", "SY", "ML", "CD", "CO", "MM", "YE", "NG", "SO")
    places = [
        (f"Place {p}", chance.choice(countries), chance.uniform(-35, 60), chance.uniform(-90, 130))
        for p in range(PLACES)
    ]
    types = sorted(ACLED)
    rows, names = [], []
    for number in range(n):
        name, country, lat, lon = places[int(PLACES * chance.random() ** 2)]
        day = FIRST + timedelta(int(DAYS * chance.random()))
        killed = int(chance.expovariate(0.3))
        row: dict[str, Any] = {
            "id": f"i-{number:012x}", "version_id": f"i-{number:012x}.1", "shape": 1,
            "title": f"{chance.choice(types)}, {name}, {day}", "acled": chance.choice(types),
            "plover": "ASSAULT", "place": name, "place_key": f"{country}/{name}",
            "country": country, **point(lat, lon), "radius_km": 5.0,
            "area": int(chance.random() < 0.05), "earliest": day.isoformat(),
            "latest": day.isoformat(), "date_basis": "own", "n_reports": 1 + number % 4,
            "n_origins": 1 + number % 3, "killed_low": killed, "killed_high": killed + number % 2,
            "injured_low": None, "injured_high": None, "civilians": number % 2,
            "agreement": ("single", "agree", "compatible", "contradict")[number % 4],
            "certainty": ("CT+", "CT+", "PR+")[number % 3],
            "learned": f"{day + timedelta(2)}T00:00:00.000000Z", "score": None,
            "state": ("reported", "reported", "reported", "under", "verified")[number % 5],
            "waits": int(number % 5 < 4),
        }  # fmt: skip
        rows.append(row | {"urgency": urgency(row)})
        names += [
            {"kind": "actor", "name": f"Actor {int(400 * chance.random() ** 3)}"},
            {"kind": "source", "name": f"Outlet {int(60 * chance.random() ** 2)}"},
            {"kind": "speaker", "name": f"Speaker {int(2000 * chance.random() ** 3)}"},
        ]
        for item in names[-3:]:
            item["incident"] = row["id"]
    with archive.database.writes() as connection:
        prepare(connection)
        for start in range(0, n, 5000):
            connection.execute(insert(shown), rows[start : start + 5000])
        for start in range(0, len(names), 5000):
            connection.execute(insert(shown_name), names[start : start + 5000])


def milliseconds(action: Callable[[], object], repeats: int) -> tuple[float, float]:
    """Return the median of wall and of processor time: the second is ours alone."""
    walls, works = [], []
    for _ in range(repeats):
        wall, work = time.perf_counter(), time.process_time()
        action()
        walls.append(1000 * (time.perf_counter() - wall))
        works.append(1000 * (time.process_time() - work))
    return statistics.median(walls), statistics.median(works)


def measure(n: int, repeats: int) -> dict[str, Any]:
    """Return the figures of this machine."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from starlette.testclient import TestClient

    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "a.db") as archive:
        fill(archive, n)
        app = create_app(archive, Settings())
        client = TestClient(app, base_url="http://127.0.0.1:8321")
        client.get("/")

        def bare() -> None:
            with archive.database.reads() as connection:
                connection.scalar(select(func.count()).where(shown.c.killed_high >= 0))

        base = milliseconds(bare, repeats)[1]
        filters = {}
        for name, path in FILTERS.items():
            headers = {"x-fragment": "1"}

            def ask(path: str = path, headers: dict[str, str] = headers) -> None:
                if client.get(path, headers=headers).status_code != 200:
                    raise ValueError(path)

            wall, work = milliseconds(ask, repeats)
            filters[name] = {
                "ms": round(wall),
                "processor_ms": round(work),
                "over_bare_query": round(work / base, 1),
            }
        return {
            "incidents": n,
            "bare_count_processor_ms": round(base, 2),
            "filters": filters,
            "slowest_ms": max(item["ms"] for item in filters.values()),
            "slowest_processor_ms": max(item["processor_ms"] for item in filters.values()),
            "interactive_s": interactive(app),
            "python": platform.python_version(),
        }


def interactive(app: Any) -> float | None:
    """Return the seconds until the map answers in Chromium; None where there is none."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        return None
    import uvicorn

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    flags = "--no-sandbox --disable-gpu --disable-background-networking --disable-sync".split()
    timings = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=flags)
        for _ in range(3):
            page = browser.new_context(viewport={"width": 1280, "height": 860}).new_page()
            start = time.perf_counter()
            page.goto(f"http://127.0.0.1:{port}/")
            page.wait_for_selector('#map[data-idle="1"]')
            timings.append(time.perf_counter() - start)
        browser.close()
    server.should_exit = True
    thread.join(timeout=10)
    return round(min(timings), 2)


def main() -> int:
    """Print the figures, and keep them when asked to."""
    parser = argparse.ArgumentParser(prog="python -m bench.page", description=__doc__)
    parser.add_argument("--incidents", type=int, default=50_000)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--save", action="store_true", help=f"write {RESULTS.relative_to(ROOT)}")
    args = parser.parse_args()
    text = json.dumps(measure(args.incidents, args.repeats), indent=2) + "\n"
    print(text, end="")
    if args.save:
        RESULTS.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
