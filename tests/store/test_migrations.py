"""Migrations: every step on every database, nothing lost on the way, and the models fit the end."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from tests.store.made import told

from dateline.store import compared_tables, decided_tables, said_tables, text_tables
from dateline.store.archive import Archive
from dateline.store.columns import Base
from dateline.store.database import REVISION, connect, open_database, upgrade

LAYERS = (text_tables, said_tables, compared_tables, decided_tables)
STEPS = ("0001", "0002", "0003", "0004", "0005")


@pytest.fixture
def fresh(request, tmp_path):
    """Return the place of a database with nothing in it, not even a first step."""
    return str(tmp_path / "fresh.db")


def test_the_last_step_is_the_one_that_the_code_expects():
    config = Config()
    config.set_main_option("script_location", "dateline.store:migrations")
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [REVISION]
    assert tuple(s.revision for s in reversed(list(scripts.walk_revisions()))) == STEPS


def test_the_database_is_what_the_models_say(where):
    """Tables, columns, types, keys and indexes; search tables and views have no model."""
    assert all(layer.__doc__ for layer in LAYERS)
    database = open_database(where)
    with database.reads() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"compare_type": True, "include_object": lambda _o, name, kind, *_: not (
                kind == "table" and name.startswith(("report_words", "place_box", "alembic")))},
        )  # fmt: skip
        assert compare_metadata(context, Base.metadata) == []
        found = inspect(connection)
        for table in Base.metadata.sorted_tables:
            checks = {c["name"] for c in found.get_check_constraints(table.name)}
            wanted = {c.name for c in table.constraints if c.__visit_name__ == "check_constraint"}
            assert wanted <= checks, table.name
    database.close()


def test_every_table_of_a_file_is_strict(fresh):
    database = open_database(fresh)
    with database.reads() as connection:
        made = connection.execute(
            text("SELECT name, strict FROM pragma_table_list WHERE type = 'table'")
        )
        loose = {name for name, strict in made if not strict}
        mode = connection.scalar(text("PRAGMA journal_mode"))
    database.close()
    assert loose <= {"alembic_version", "sqlite_schema", "sqlite_temp_schema"}
    assert mode == "wal"


def test_a_text_filed_at_an_old_step_is_there_and_found_at_the_last(fresh):
    found = told()
    database = connect(fresh)
    for step in STEPS:
        with database.writes() as connection:
            upgrade(connection, step)
            if step == "0001":
                connection.execute(
                    text("INSERT INTO report VALUES (:id, :sha, :text, :length, '2024')"),
                    {"id": found.report, "sha": _sha(found.text), "text": found.text,
                     "length": len(found.text)},
                )  # fmt: skip
    with database.reads() as connection:
        assert connection.scalar(text("SELECT text FROM report")) == found.text
        hits = "SELECT report_id FROM report_words WHERE report_words MATCH 'mayor'"
        assert connection.scalar(text(hits)) == found.report
    database.close()


def test_a_migration_that_fails_leaves_the_archive_as_it_was(fresh):
    database = connect(fresh)
    with database.writes() as connection:
        upgrade(connection, "0002")
    with database.writes() as connection:
        connection.exec_driver_sql("CREATE TABLE incident (id TEXT)")  # in the way of step 3
    with pytest.raises(Exception, match="incident"), database.writes() as connection:
        upgrade(connection)
    with database.reads() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "0002"
        assert "comparison" not in inspect(connection).get_table_names()
    database.close()


def test_opening_twice_changes_nothing(where):
    for _ in range(2):
        with Archive.open(where) as archive, archive.database.reads() as connection:
            assert connection.scalar(text("SELECT count(*) FROM alembic_version")) == 1


def _sha(words: str) -> str:
    import hashlib

    return hashlib.sha256(words.encode()).hexdigest()
