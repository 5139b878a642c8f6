"""`dateline.Archive`: what a library user, the command line and the page see of the archive."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from dateline.errors import BadInput
from dateline.link.reports import Grid, Incident, Origin, Report, report_id
from dateline.records import Record
from dateline.store.columns import utc_now
from dateline.store.comparing import Linker, compare, own_linker
from dateline.store.database import Database, open_database
from dateline.store.filing import Found
from dateline.store.ingest import BATCH, Ingested, Progress, Reader, file_found, ingest, read_again
from dateline.store.moments import end_of
from dateline.store.naming import incidents_named, reports_named, successors_of, the_one
from dateline.store.queries import Filter, Hit, incidents_where, reaches, search_reports
from dateline.store.reading_back import load_incidents, load_origins, load_reports
from dateline.store.review import Review
from dateline.store.standing import OnIncident, decided_reports, incident_states
from dateline.store.table_import import TableMap, bring_in
from dateline.version import own_version

if TYPE_CHECKING:
    from dateline.pipeline import Options


class Archive:
    """An open archive; a view of it as it was at `at`, where that is given.

    Use it in a `with` block, or close it. Everything that it returns is a frozen record.
    """

    def __init__(
        self,
        database: Database,
        *,
        linker: Linker | None = None,
        clock: Callable[[], str] = utc_now,
        at: str | None = None,
    ) -> None:
        self.database = database
        self.at = at
        self._linker = linker
        self._clock = clock

    @classmethod
    def open(
        cls,
        where: str | Path,
        *,
        linker: Linker | None = None,
        clock: Callable[[], str] = utc_now,
    ) -> Self:
        """Open the archive at a path or at postgresql://…, and make it where there is none.

        Args:
            where: A file, or the address of a PostgreSQL database.
            linker: What compares reports; None is dateline's own.
            clock: What tells the archive's time, UTC of the form that `utc_now` gives.

        Raises:
            StoreError: It cannot be opened, is another program's, or of a newer dateline.
        """
        return cls(open_database(where), linker=linker, clock=clock)

    def close(self) -> None:
        """Give back the database."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def as_of(self, when: str | date) -> "Archive":
        """Return the archive as it was at the end of a day (or at a time); it cannot be written.

        Raises:
            BadInput: `when` is no day or time.
        """
        return Archive(self.database, linker=self._linker, clock=self._clock, at=end_of(when))

    @property
    def review(self) -> Review:
        """What people decide about this archive, and decided."""
        return Review(self, self._clock)

    def now(self) -> str:
        """Return the time, as the archive tells it."""
        return self._clock()

    # What goes in.

    def ingest(
        self,
        paths: Iterable[str | Path],
        *,
        options: "Options | None" = None,
        progress: Progress = lambda _: None,
        batch: int = BATCH,
    ) -> Ingested:
        """Bring in the texts at the paths: files, folders, JSON lines; skip what is there.

        Raises:
            StoreError: The archive refused it, or is a view of the past.
        """
        self._must_be_now()
        reader = self._reader(options)
        done = ingest(self.database, [Path(path) for path in paths], reader, progress, batch)
        self.compare()
        return done

    def add(self, found: Iterable[Found], *, options: "Options | None" = None) -> Ingested:
        """Bring in texts that are at hand, all or none of them."""
        self._must_be_now()
        done = file_found(self.database, found, self._reader(options))
        self.compare()
        return done

    def import_table(self, path: Path, given: TableMap) -> Ingested:
        """Bring in a table of incidents, each row as an account of its own, all or nothing.

        Raises:
            BadInput: The file is no table, or has not the columns that are named.
        """
        self._must_be_now()
        done = bring_in(self.database, path, given, self._clock)
        self.compare()
        return done

    def read_again(self, options: "Options | None" = None) -> int:
        """Read every report with the rules of now; return how many read otherwise than before.

        No decision is lost by it: see `review.standing().flags`.
        """
        self._must_be_now()
        changed = read_again(self.database, self._reader(options))
        self.compare()
        return changed

    def compare(self) -> bool:
        """Bring origins and incidents up to date; True where anything was written.

        Every question about them does this by itself.
        """
        self._must_be_now()
        return compare(self.database, self._link(), self._clock)

    # What comes out.

    def reports(
        self, ids: Iterable[str] | None = None, *, decided: bool = False
    ) -> tuple[Report, ...]:
        """Return the reports (those with these ids), in the order of their ids.

        As they were read; or with what people rejected and corrected applied (`decided`).
        """
        with self.database.reads() as connection:
            load = decided_reports if decided else load_reports
            return load(connection, ids, self.at)

    def report(self, id: str) -> Report:
        """Return one report by its id, or by the first characters of it.

        Raises:
            BadInput: There is none, or more than one.
        """
        with self.database.reads() as connection:
            ids = connection.scalars(reports_named(id, self.at)).all()
            return load_reports(connection, [the_one("report", id, ids)], self.at)[0]

    def origins(self) -> tuple[Origin, ...]:
        """Return the origins: each dispatch with the reports that carry it."""
        self._keep_up()
        with self.database.reads() as connection:
            return load_origins(connection, self.at)

    def incidents(
        self, given: Filter | None = None, *, limit: int | None = None
    ) -> tuple[Incident, ...]:
        """Return the incidents of a filter, earliest first, those without a day last."""
        self._keep_up()
        given = given or Filter()
        with self.database.reads() as connection:
            query = incidents_where(connection, given)
            if given.near is None and limit is not None:
                query = query.limit(limit)
            found = load_incidents(connection, query, self.at)
        if given.near is not None:
            found = tuple(incident for incident in found if reaches(incident, given.near))
        return found[:limit]

    def incident(self, id: str) -> Incident:
        """Return one incident by its id, or by the first characters of it.

        An id that an incident had before it grew or was merged still names it.

        Raises:
            BadInput: There is none, or more than one.
        """
        self._keep_up()
        with self.database.reads() as connection:
            found = {i.id: i for i in load_incidents(connection, incidents_named(id), self.at)}
            if not found:
                later = load_incidents(connection, successors_of(id), self.at)
                found = {incident.id: incident for incident in later}
        return found[the_one("incident", id, list(found))]

    def grid(self, incident: Incident, best_rule: str | None = None) -> Grid:
        """Return what each origin says of an incident, field by field, and where they part.

        What people rejected or corrected is applied. `best_rule` names a rule of link/ledger.
        """
        # Loaded here: lists and searches do without.
        from dateline.link.agreement import compare_accounts  # noqa: PLC0415 - see above

        ids = sorted({ref.report for ref in incident.events})
        with self.database.reads() as connection:
            reports = decided_reports(connection, ids, self.at)
            origins = load_origins(connection, self.at, ids)
        by_id = {report.id: report for report in reports}
        return compare_accounts(incident, by_id, origins, best_rule)

    def states(self, incidents: Iterable[Incident]) -> Mapping[str, OnIncident]:
        """Return incident id -> how it stands with those who reviewed it."""
        standing = self.review.standing()
        return incident_states(incidents, standing, self.reports)

    def search(self, words: str, *, limit: int = 20) -> tuple[Hit, ...]:
        """Return the reports that hold all the words (or "a phrase"), best first.

        Raises:
            BadInput: There is no word in it.
        """
        with self.database.reads() as connection:
            return search_reports(connection, words, self.at, limit)

    def export(self, path: str | Path, form: str = "jsonl", **options: Any) -> None:
        """Write the incidents to a file, as jsonl, csv or geojson; see `write.export`.

        Names of private persons are withheld, unless `audience="internal"` is given.
        """
        # The one arrow of the store that points on: who opens an archive can leave with it.
        from dateline.write.export import export_parts, write_export  # noqa: PLC0415 - see above

        write_export(Path(path), export_parts(self, form, **options))

    def show(self, id: str) -> Report | Incident | Origin | tuple[Report, str]:
        """Return what an id names: a report, an incident, an origin, or (report, fact id).

        Raises:
            BadInput: It names nothing, or more than one thing.
        """
        if id.startswith("i-"):
            return self.incident(id)
        if id.startswith("o-"):
            named = {o.id: o for o in self.origins() if o.id.startswith(id)}
            return named[the_one("origin", id, list(named))]
        report, _, fact = id.partition("/")
        found = self.report(report)
        return (found, fact) if fact else found

    # How it is done.

    def _must_be_now(self) -> None:
        if self.at is not None:
            raise BadInput(
                f"this is the archive as of {self.at}; only the archive of now takes more"
            )

    def _keep_up(self) -> None:
        if self.at is None:
            self.compare()

    def _link(self) -> Linker:
        if self._linker is None:
            self._linker = own_linker()
        return self._linker

    def _reader(self, options: "Options | None") -> Reader:
        # Loads the language model with the first text: questions to the archive do without.
        from dateline.pipeline import Options, read  # noqa: PLC0415 - see above

        options = options or Options()

        def read_one(text: str, published: str | None) -> Record:
            return read(text, published, replace(options, id=report_id(text)))

        software = f"dateline {own_version()}"
        return Reader(read=read_one, software=software, clock=self._clock)
