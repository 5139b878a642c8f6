"""Open the database of an archive: one SQLite file by default, PostgreSQL by address.

SQLite is opened with a write-ahead log, foreign keys, and transactions that are ours to begin:
Python's own would leave a migration half done. A database that is older is brought up to date, one
that is newer, or of another program, is refused.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, NoSuchModuleError, SQLAlchemyError

from dateline.errors import StoreError

# The last step in migrations/versions.
REVISION = "0005"
# Two programs may write to one file in turn: how long one waits for the other.
_WAIT_S = 30
_LOCK = 0x646C6E65  # "dlne": PostgreSQL's advisory lock for changes of shape and the chain


class Database:
    """An open database: `reads()` and `writes()` each give a connection in a transaction."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @property
    def is_sqlite(self) -> bool:
        """True for the file, False for PostgreSQL."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reads(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the archive throughout."""
        with _explained(), self.engine.connect() as connection, connection.begin():
            if not self.is_sqlite:
                connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield connection

    @contextmanager
    def writes(self) -> Iterator[Connection]:
        """Give a connection that writes: all of it is kept at the end, or nothing."""
        with (
            _explained(),
            self.engine.connect().execution_options(dateline_writes=True) as connection,
            connection.begin(),
        ):
            if not self.is_sqlite:
                # One writer at a time, as SQLite has it: the chain and the versions of rows
                # count on it.
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
            yield connection

    def close(self) -> None:
        """Give back what is open."""
        self.engine.dispose()


def open_database(where: str | Path) -> Database:
    """Open the archive at a path or address, make it where there is none, bring it up to date.

    Raises:
        StoreError: It cannot be opened, belongs to another program, or is newer than this.
    """
    database = connect(where)
    try:
        _bring_up_to_date(database, _shown(database.engine.url))
    except BaseException:
        database.close()
        raise
    return database


def connect(where: str | Path) -> Database:
    """Return the database at a path or address as it is, whatever step it is at.

    Raises:
        StoreError: It is none that an archive can be in, or its driver is not installed.
    """
    url = _url(str(where))
    sqlite = url.get_backend_name() == "sqlite"
    try:
        engine = create_engine(url, connect_args={"timeout": _WAIT_S} if sqlite else {})
    except (NoSuchModuleError, ModuleNotFoundError) as err:
        raise StoreError(
            f"{_shown(url)}: there is no driver for it; PostgreSQL needs "
            "`pip install 'dateline[postgresql]'`"
        ) from err
    if sqlite:
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return Database(engine)


def _url(where: str) -> URL:
    if "://" not in where:
        path = Path(where)
        if path.is_dir():
            raise StoreError(f"{where}: is a folder; give a file, e.g. {path / 'archive.db'}")
        if not path.absolute().parent.is_dir():
            raise StoreError(f"{where}: there is no folder {path.absolute().parent}; make it first")
        return URL.create("sqlite", database=str(path))
    url = make_url(where)
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise StoreError(
            f"{_shown(url)}: an archive is a file, or postgresql://user@host/name; "
            f"{url.get_backend_name()} is not known"
        )
    url = url.set(drivername="postgresql+pg8000")
    folder = url.query.get("host")
    if isinstance(folder, str):  # libpq's way to name a socket's folder
        socket = f"{folder}/.s.PGSQL.{url.port or 5432}"
        url = url.difference_update_query(["host"]).update_query_dict({"unix_sock": socket})
    return url


def _set_up_sqlite(connection: Any, record: object) -> None:  # noqa: ARG001 - SQLAlchemy's signature
    connection.isolation_level = None  # we say BEGIN ourselves
    # FULL: what a batch has committed is on the disk, whatever happens next.
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("dateline_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _shown(url: URL) -> str:
    """Return the place without its password."""
    return url.database or "" if url.get_backend_name() == "sqlite" else url.render_as_string()


def _bring_up_to_date(database: Database, shown: str) -> None:
    with database.reads() as connection:
        if _revision(connection, shown) == REVISION:
            return
    with database.writes() as connection:
        if _revision(connection, shown) != REVISION:  # nobody else did it meanwhile
            upgrade(connection)


def _revision(connection: Connection, shown: str) -> str | None:
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" not in tables:
        if tables:
            raise StoreError(
                f"{shown}: is a database, but no archive of dateline (it holds "
                f"{', '.join(sorted(tables)[:3])}); give another file"
            )
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if found is not None and found > REVISION:
        raise StoreError(
            f"{shown}: was written by a newer dateline (step {found}, this one knows "
            f"{REVISION}); update dateline"
        )
    return found


def upgrade(connection: Connection, to: str = "head") -> None:
    """Bring the database to a step of the migrations, inside the transaction that is open."""
    # Loaded here: a database that is up to date does without it.
    from alembic import command  # noqa: PLC0415 - see above
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", "dateline.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, to)


@contextmanager
def _explained() -> Iterator[None]:
    """Say what went wrong in the archive's own words."""
    try:
        yield
    except SQLAlchemyError as err:
        _explain(err)


def _explain(err: SQLAlchemyError) -> NoReturn:
    cause = err.orig if isinstance(err, DBAPIError) and err.orig is not None else err
    detail = cause.args[0] if cause.args else cause
    said = detail.get("M", detail) if isinstance(detail, dict) else detail
    raise StoreError(f"the archive refused it: {str(said).strip().splitlines()[0]}") from err
