"""Archives to test on: the same tests run on a SQLite file and on a real PostgreSQL server."""

import itertools
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url
from tests.store.made import LINKER, ticking

from dateline.store.archive import Archive
from dateline.store.database import open_database

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Give the address, with a {} for the database, of a PostgreSQL server of our own."""
    # A folder of its own: pytest clears away those of runs that are several runs old.
    data = tempfile.mkdtemp(prefix="dateline-postgres-")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the libraries that pgserver uses
            import pgserver

            server = pgserver.get_server(data, cleanup_mode="delete")
    except Exception as err:  # noqa: BLE001 - whatever keeps a server from starting here
        pytest.skip(f"no PostgreSQL server can be started here: {err}")
    folder = server.get_uri().partition("host=")[2]
    address = f"postgresql://postgres@/{{}}?host={folder}"
    # Nothing here must outlive the tests: a server that waits for the disk takes a minute to stop.
    _on(address, "ALTER SYSTEM SET fsync = off")
    _on(address, "SELECT pg_reload_conf()")
    yield address
    server.cleanup()


@pytest.fixture(scope="session")
def postgres(server: str) -> Callable[[], str]:
    """Return a function that makes a new, empty archive on the server and gives its address."""
    # One archive is brought up to date and copied: quicker than to migrate for each test.
    _on(server, "CREATE DATABASE archive_template ENCODING 'UTF8' TEMPLATE template0")
    open_database(server.format("archive_template")).close()

    def new() -> str:
        name = f"archive_{next(_numbers)}"
        _on(server, f"CREATE DATABASE {name} TEMPLATE archive_template")
        return server.format(name)

    return new


@pytest.fixture
def postgres_empty(server: str) -> Callable[[], str]:
    """Return a function that makes a database with nothing in it, not even tables."""

    def new() -> str:
        name = f"empty_{next(_numbers)}"
        _on(server, f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
        return server.format(name)

    return new


def _on(address: str, statement: str) -> None:
    socket = f"{address.partition('host=')[2]}/.s.PGSQL.5432"
    url = make_url("postgresql+pg8000://postgres@/postgres").update_query_dict(
        {"unix_sock": socket}
    )
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory) -> bytes:
    """Return the bytes of an archive with nothing in it."""
    path = tmp_path_factory.mktemp("sqlite") / "empty.db"
    open_database(path).close()
    return path.read_bytes()


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request, tmp_path: Path) -> str:
    """Return the place of an empty archive, once as a file and once on the server."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgres")()
    path = tmp_path / "archive.db"
    path.write_bytes(request.getfixturevalue("empty_sqlite"))
    return str(path)


@pytest.fixture
def archive(where: str) -> Iterator[Archive]:
    """Give an empty archive that compares by the stand-ins and has a clock of its own."""
    with Archive.open(where, linker=LINKER, clock=ticking()) as opened:
        yield opened
