"""Bring reports in from the page: texts, files, and a check of a list of addresses.

Nothing is fetched: what is not on this machine is named, not asked for.
"""

import itertools
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath

from sqlalchemy import select

from dateline.errors import DatelineError
from dateline.link.reports import report_id
from dateline.store.archive import Archive
from dateline.store.filing import Found
from dateline.store.finding import Refused
from dateline.store.ingest import Ingested
from dateline.store.showing import refresh
from dateline.store.text_tables import Filing

MOST_JOBS = 20
LONGEST_URL = 2000
MOST_URLS = 5000


@dataclass(slots=True, kw_only=True)
class Job:
    """One bringing-in: how far it is, and what became of it."""

    id: int
    title: str
    size: int = 0
    seen: int = 0
    done: bool = False
    error: str = ""
    summary: str = ""
    lines: list[Refused] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)


class Jobs:
    """The jobs of this process: one works at a time, the last few are remembered."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._known: dict[int, Job] = {}

    def __iter__(self) -> Iterator[Job]:
        return iter(sorted(self._known.values(), key=lambda job: -job.id))

    def get(self, id: int) -> Job | None:
        """Return a job by its number."""
        return self._known.get(id)

    def add_text(self, text: str, about: dict[str, str | None]) -> Job:
        """Bring in one text, at once in the background."""
        found = Found(
            raw=text.encode(),
            text=text,
            name="pasted",
            url=about.get("url"),
            outlet=about.get("outlet"),
            published=about.get("published"),
        )
        job = self._new("A pasted text", len(found.raw))

        def work() -> Ingested:
            done = self._archive.add([found])
            job.reports.append(report_id(text))
            return done

        return self._start(job, work)

    def add_files(self, files: Iterable[tuple[str, bytes]]) -> Job:
        """Bring in files that were dropped on the page."""
        kept = [(_safe_name(name, number), data) for number, (name, data) in enumerate(files)]
        size = sum(len(data) for _, data in kept)
        job = self._new(f"{len(kept)} {'file' if len(kept) == 1 else 'files'}", size)

        def work() -> Ingested:
            with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
                for name, data in kept:
                    (Path(folder) / name).write_bytes(data)

                def seen(more: int) -> None:
                    job.seen += more

                done = self._archive.ingest([folder], progress=seen)
                done.refused = [
                    Refused(where=PurePosixPath(item.where).name, why=item.why)
                    for item in done.refused
                ]
                return done

        return self._start(job, work)

    def check_urls(self, text: str) -> Job:
        """Say which addresses of a list the archive has already; ask nobody for the others."""
        urls = list(dict.fromkeys(_urls(text)))[:MOST_URLS]
        job = self._new(f"{len(urls)} addresses", len(urls))
        with self._archive.database.reads() as connection:
            known = set()
            for start in range(0, len(urls), 500):
                query = select(Filing.url).where(Filing.url.in_(urls[start : start + 500]))
                known |= set(connection.scalars(query))
        missing = [url for url in urls if url not in known]
        job.lines = [
            Refused(where=url, why="not in the archive: save it, then add it") for url in missing
        ]
        job.summary = f"{len(urls) - len(missing)} are in the archive; {len(missing)} are not, and were not asked for."
        job.done = True
        return job

    def _new(self, title: str, size: int) -> Job:
        job = Job(id=next(self._numbers), title=title, size=size)
        self._known[job.id] = job
        for old in sorted(self._known)[:-MOST_JOBS]:
            del self._known[old]
        return job

    def _start(self, job: Job, work: Callable[[], Ingested]) -> Job:
        def run() -> None:
            try:
                with self._lock:
                    done = work()
                    refresh(self._archive.database)
                job.summary = summary(done)
                job.lines = done.refused
            except DatelineError as err:
                job.error = str(err)
            finally:
                job.seen = job.size
                job.done = True

        threading.Thread(target=run, name=f"add-{job.id}", daemon=True).start()
        return job


def summary(done: Ingested) -> str:
    """Return what became of the texts, in one sentence."""
    parts = [f"{done.read} read"]
    if done.again:
        parts.append(f"{done.again} found before elsewhere")
    if done.known:
        parts.append(f"{done.known} already here")
    if done.refused:
        parts.append(f"{len(done.refused)} skipped")
    return f"{done.found} {'text' if done.found == 1 else 'texts'}: {', '.join(parts)}."


def _safe_name(name: str, number: int) -> str:
    """Return a name for a file that was sent: no folder, nothing hidden, never one twice."""
    plain = PureWindowsPath(PurePosixPath(name).name).name
    kept = "".join(c for c in plain if c.isalnum() or c in "._- ").strip(". ")[-80:]
    stem, dot, kind = kept.rpartition(".")
    # A text and its .meta share their stem: the number would part them.
    return f"{stem}{dot}{kind}" if stem and kind else f"file-{number}.txt"


def _urls(text: str) -> Iterator[str]:
    for line in text.splitlines():
        first = line.split(",")[0].strip().strip('"')
        if first.startswith(("http://", "https://")) and len(first) <= LONGEST_URL:
            yield first
