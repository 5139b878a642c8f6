"""Kill the archive at random moments and see that nothing finished is lost: `python -m bench.durability`.

A child process takes texts in, compares, decides, or brings an old archive up to date, and tells
through a pipe what it has finished; at a seeded moment it is killed (SIGKILL). Then the archive is
opened again and held against what it should be: everything that was finished is there and whole,
nothing is there twice, the chain of decisions verifies. The next child goes on where it stopped;
when one gets to the end, the archive must be the same as one that was never disturbed.
"""

import argparse
import csv
import hashlib
import json
import os
import random
import select
import signal
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

from dateline.errors import DatelineError
from dateline.records import Record
from dateline.store.archive import Archive
from dateline.store.columns import utc_now
from dateline.store.comparing import own_linker
from dateline.store.database import connect, open_database, upgrade
from dateline.store.ingest import Reader, ingest
from dateline.store.table_import import TableMap, read_table

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results" / "durability.json"
ACTIONS = ("ingest", "link", "review", "migration")
REPORTS, BATCH, DECISIONS = 48, 4, 24
TOWNS = (("Veldhaven", 52.1, 5.2), ("Ostrava", 49.8, 18.3), ("Marrow", 10.5, -3.25))
OLD_STEP = "0002"


class Lost(AssertionError):
    """Something that was finished is not there, or something is there twice."""


@dataclass(slots=True)
class World:
    """The texts to take in, their records, and where the archives are made."""

    folder: Path
    records: Mapping[str, Record]
    new_place: Callable[[], str]
    undisturbed: dict[str, object] = field(default_factory=dict)


def make_world(folder: Path, new_place: Callable[[], str]) -> World:
    """Write the texts: rows of a made-up table, each in a file of its own."""
    table = folder / "table.csv"
    with table.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(("id", "date", "place", "lat", "lon", "kind", "killed"))
        for n in range(REPORTS):
            town, lat, lon = TOWNS[n % 3]
            rows.writerow((n, f"2024-03-{1 + n % 5:02}", town, lat, lon, "Attack", n % 9))
    texts = folder / "texts"
    texts.mkdir()
    records = {}
    for number, row in enumerate(read_table(table, TableMap(columns={}))):
        found, record = row  # none is refused
        records[found.text] = record
        (texts / f"{number:03}.txt").write_bytes(found.text.encode())
    return World(folder=texts, records=records, new_place=new_place)


# What a child does. Each writes a line to the pipe for what is finished.


def child_ingest(world: World, place: str, say: Callable[[str], None]) -> None:
    with _archive(place) as archive:
        reader = Reader(read=lambda t, _: world.records[t], software="bench", clock=utc_now)
        for path in sorted(world.folder.iterdir()):
            # One batch a call, so that each is told of as soon as it is kept.
            if int(path.stem) % BATCH == 0:
                batch = [world.folder / f"{int(path.stem) + n:03}.txt" for n in range(BATCH)]
                ingest(archive.database, batch, reader, batch=BATCH)
                for one in batch:
                    say(one.name)


def child_link(world: World, place: str, say: Callable[[str], None]) -> None:
    del world
    with _archive(place) as archive:
        archive.compare()
        say("compared")


def child_review(world: World, place: str, say: Callable[[str], None]) -> None:
    del world
    with _archive(place) as archive:
        for number in range(len(archive.review.decisions()), DECISIONS):
            archive.review.rate(f"source:S{number}", "B", by="bench", reason="to be killed")
            say(str(number))


def child_migration(world: World, place: str, say: Callable[[str], None]) -> None:
    del world
    open_database(place).close()
    say("up to date")


CHILDREN = {"ingest": child_ingest, "link": child_link, "review": child_review,
            "migration": child_migration}  # fmt: skip


@contextmanager
def _archive(place: str) -> Iterator[Archive]:
    with Archive.open(place, linker=own_linker()) as archive:
        yield archive


def run_child(
    world: World, action: str, place: str, kill_after: float | None
) -> tuple[list[str], bool, float]:
    """Run a child; return what it finished, whether it was killed, and how long it ran."""
    read_end, write_end = os.pipe()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            os.close(read_end)
            CHILDREN[action](world, place, lambda line: os.write(write_end, f"{line}\n".encode()))
            status = 0
        except BaseException:  # noqa: BLE001 - a child says why and ends
            traceback.print_exc()
        finally:
            os._exit(status)
    os.close(write_end)
    begun = time.monotonic()
    told = b""
    killed = False
    while True:
        left = None if kill_after is None else max(0.0, kill_after - (time.monotonic() - begun))
        ready, _, _ = select.select([read_end], [], [], left)
        if ready:
            chunk = os.read(read_end, 65536)
            if not chunk:
                break
            told += chunk
        elif not killed:
            os.kill(pid, signal.SIGKILL)
            killed, kill_after = True, None
    _, status = os.waitpid(pid, 0)
    os.close(read_end)
    ended = os.WIFSIGNALED(status)
    if not ended and os.waitstatus_to_exitcode(status) != 0:
        raise Lost(f"{action}: the child failed after an earlier kill")
    # The last line may be half written: it was not told.
    lines = told.decode().split("\n")[:-1]
    return lines, ended, time.monotonic() - begun


# What must hold after a kill, and at the end.


def prepare(world: World, action: str) -> str:
    """Return the place of a new archive, with what the action needs in it."""
    place = world.new_place()
    if action == "migration":
        _old_archive(place)
        return place
    open_database(place).close()
    if action in ("link", "review"):
        child_ingest(world, place, lambda _: None)
    return place


def _old_archive(place: str) -> None:
    """Make an archive as it was some steps ago, with a text in it for each report."""
    old = connect(place)
    with old.writes() as connection:
        upgrade(connection, OLD_STEP)
        for n in range(REPORTS):
            words = f"Report {n} of an old archive.\n" * 20
            digest = hashlib.sha256(words.encode()).hexdigest()
            connection.execute(
                text("INSERT INTO report VALUES (:id, :sha, :text, :length, :now)"),
                {"id": digest[:16], "sha": digest, "text": words, "length": len(words),
                 "now": utc_now()},
            )  # fmt: skip
    old.close()


def check(world: World, action: str, place: str, told: list[str]) -> None:
    """Raise `Lost` where what was finished is not there, or anything is there twice."""
    # Of an old archive killed in the middle, opening it is the second attempt.
    with _archive(place) as archive:
        verified = archive.review.verify()
        if verified.faults:
            raise Lost(f"{action}: {verified.faults[:3]}")
        with archive.database.reads() as connection:
            rows = {
                table: connection.scalar(text(f"SELECT count(*) FROM {table}"))  # noqa: S608 - our own names
                for table in ("report", "report_words", "reading", "filing")
            }
            twice = connection.scalar(
                text("SELECT count(*) FROM (SELECT report_id FROM reading WHERE known_until IS NULL "
                     "GROUP BY report_id HAVING count(*) > 1) AS more")
            )  # fmt: skip
        if twice or rows["report"] != rows["report_words"]:
            raise Lost(f"{action}: {rows}, {twice} reports with two readings")
        if action == "migration" and rows["report"] != REPORTS:
            raise Lost(f"migration: {rows['report']} of {REPORTS} reports left")
        if action == "ingest":
            _check_ingest(world, archive, told, rows)
        if action == "review" and len(archive.review.decisions()) < len(told):
            raise Lost(f"review: {len(told)} decisions told, fewer kept")


def _check_ingest(
    world: World, archive: Archive, told: list[str], rows: Mapping[str, int | None]
) -> None:
    reports = {report.text: report.record for report in archive.reports()}
    for name in told:
        if (world.folder / name).read_bytes().decode() not in reports:
            raise Lost(f"ingest: {name} was finished and is not there")
    broken = [t[:20] for t, record in reports.items() if record != world.records[t]]
    if broken:
        raise Lost(f"ingest: not as read: {broken}")
    if not rows["report"] == rows["reading"] == rows["filing"] == len(reports):
        raise Lost(f"ingest: a batch in part: {rows}")
    if len(reports) % BATCH:
        raise Lost(f"ingest: {len(reports)} reports, batches are of {BATCH}")


def final_state(place: str) -> object:
    """Return all that an archive holds, without its clock."""
    with _archive(place) as archive:
        return (
            [report.id for report in archive.reports()],
            [(o.id, o.members) for o in archive.origins()],
            [(i.id, i.title, i.events, i.tolls) for i in archive.incidents()],
            [(d.seq, d.target, d.action) for d in archive.review.decisions()],
        )


def kill_many(world: World, kills: int, seed: int) -> dict[str, object]:
    """Kill so many children, the actions in turn; return what was seen."""
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    seen: dict[str, dict[str, int]] = {a: {"killed": 0, "finished": 0, "whole": 0} for a in ACTIONS}
    lasts: dict[str, float] = {}
    for action in ACTIONS:
        place = prepare(world, action)
        _, _, lasts[action] = run_child(world, action, place, None)
        world.undisturbed[action] = final_state(place)
    places: dict[str, tuple[str, list[str]]] = {}
    faults: list[str] = []
    for turn in count():
        if sum(row["killed"] for row in seen.values()) >= kills:
            break
        action = ACTIONS[turn % len(ACTIONS)]
        place, told = places.pop(action, None) or (prepare(world, action), [])
        try:
            lines, killed, _ = run_child(
                world, action, place, chance.uniform(0, lasts[action] * 1.05)
            )
            seen[action]["killed" if killed else "finished"] += 1
            told = [*told, *lines]
            check(world, action, place, told)
            if killed and action in ("ingest", "review"):  # the others the look has finished
                places[action] = (place, told)
                continue
            run_child(world, action, place, None)
            if final_state(place) != world.undisturbed[action]:
                raise Lost(f"{action}: at the end the archive is another than an undisturbed one")
            seen[action]["whole"] += 1
        except (Lost, DatelineError) as fault:
            faults.append(str(fault))
    return {"kills": kills, "seed": seed, "lost": len(faults), "faults": faults[:10],
            "actions": seen,
            "seconds_undisturbed": {a: round(s, 2) for a, s in lasts.items()}}  # fmt: skip


@contextmanager
def sqlite_places(folder: Path) -> Iterator[Callable[[], str]]:
    """Give a function that names a new file each time."""
    numbers = count()
    yield lambda: str(folder / f"archive_{next(numbers)}.db")


@contextmanager
def postgres_places(folder: Path) -> Iterator[Callable[[], str]]:
    """Give a function that makes a new database each time, on a server of our own."""
    import pgserver

    server = pgserver.get_server(folder / "postgres", cleanup_mode="delete")
    socket = server.get_uri().partition("host=")[2]
    numbers = count()
    url = make_url("postgresql+pg8000://postgres@/postgres").update_query_dict(
        {"unix_sock": f"{socket}/.s.PGSQL.5432"}
    )
    engine = create_engine(url, isolation_level="AUTOCOMMIT")

    def on_server(statement: str) -> None:
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)
        engine.dispose()  # a child must not inherit an open connection

    # It is the clients that are killed, never the server: it need not wait for the disk.
    on_server("ALTER SYSTEM SET fsync = off")
    on_server("SELECT pg_reload_conf()")

    def new() -> str:
        name = f"archive_{next(numbers)}"
        on_server(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
        return f"postgresql://postgres@/{name}?host={socket}"

    try:
        yield new
    finally:
        server.cleanup()


PLACES = {"sqlite": sqlite_places, "postgresql": postgres_places}


def measure(kind: str, kills: int, seed: int) -> dict[str, object]:
    """Return what so many kills on one kind of database showed."""
    with tempfile.TemporaryDirectory() as name, PLACES[kind](Path(name)) as new_place:
        return kill_many(make_world(Path(name), new_place), kills, seed)


def main() -> int:
    """Print what was seen, and keep it when asked to."""
    parser = argparse.ArgumentParser(prog="python -m bench.durability", description=__doc__)
    parser.add_argument("--kills", type=int, default=200, help="for each database (default 200)")
    parser.add_argument("--seed", type=int, default=20240308)
    parser.add_argument("--save", action="store_true", help=f"write {RESULTS.relative_to(ROOT)}")
    args = parser.parse_args()
    found = {kind: measure(kind, args.kills, args.seed) for kind in PLACES}
    shown = json.dumps(found, indent=2) + "\n"
    print(shown, end="")
    if args.save:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(shown, encoding="utf-8")
    return int(any(row["lost"] for row in found.values()))


if __name__ == "__main__":
    raise SystemExit(main())
