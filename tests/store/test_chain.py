"""The chain of decisions: it verifies, and no tampering with it passes unseen."""

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.made import LINKER, reader, ticking, told

from dateline.store.archive import Archive
from dateline.store.decided_tables import ACTIONS
from dateline.store.ingest import file_found

COLUMNS = (
    "decided_at", "person", "target", "field", "old_value", "new_value", "reason", "prev_sha256",
    "sha256",
)  # fmt: skip


@pytest.fixture
def path(tmp_path, empty_sqlite):
    """Return an archive file with six decisions in it."""
    file = tmp_path / "archive.db"
    file.write_bytes(empty_sqlite)
    with Archive.open(file, linker=LINKER, clock=ticking()) as archive:
        file_found(archive.database, [told()], reader(archive._clock))
        for number in range(3):
            archive.review.rate("source:The Courier", "ABC"[number], by="Ada", reason="a look")
            archive.review.undo(2 * number + 1, by="Bo", reason="a second look")
    return file


def setting(columns: str) -> str:
    """Return the statement that rewrites columns of one decision."""
    return f"UPDATE decision SET {columns} WHERE seq = ?"  # noqa: S608 - our own words


def tamper(path, *statements):
    """Change the file behind the archive's back, as someone who can take the triggers away."""
    with sqlite3.connect(path) as raw:
        for (name,) in raw.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            raw.execute(*statement)
    raw.close()


def verify(path, noted=()):
    with Archive.open(path, linker=LINKER) as archive:
        return archive.review.verify(noted)


def test_an_untouched_chain_verifies_and_says_its_last_hash(path):
    found = verify(path)
    assert (found.decisions, found.faults) == (6, ())
    assert verify(path, [found.head]).faults == ()


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("seq", [1, 3, 6])
def test_any_change_to_any_field_is_seen(path, column, seq):
    tamper(
        path,
        (setting(f"{column} = coalesce({column}, '') || 'x'"), (seq,)),
    )
    assert verify(path).faults


@settings(max_examples=25, deadline=None)
@given(
    seq=st.integers(1, 6),
    column=st.sampled_from(("person", "action", "target", "reason", "new_value")),
    value=st.one_of(
        st.sampled_from(ACTIONS),
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=9),
    ),
)
def test_a_row_rewritten_with_a_hash_of_its_own_is_seen_by_the_next(
    tmp_path_factory, empty_sqlite, seq, column, value
):
    """Even who recomputes the hash of the row: the next one, or a noted hash, tells."""
    from dateline.store.decisions import _hash

    path = tmp_path_factory.mktemp("chain") / "archive.db"
    path.write_bytes(empty_sqlite)
    with Archive.open(path, linker=LINKER, clock=ticking()) as archive:
        for number in range(6):
            archive.review.rate(f"source:S{number}", "A", by="Ada", reason="a look")
        head = archive.review.verify().head
    raw = sqlite3.connect(path)
    raw.row_factory = sqlite3.Row
    row = dict(raw.execute("SELECT * FROM decision WHERE seq = ?", (seq,)).fetchone())
    raw.close()
    if row[column] == value or (column == "action") != (value in ACTIONS) or not value.strip():
        return
    if value == "undo":
        return  # the table itself refuses an undoing that undoes nothing
    row[column] = value
    tamper(
        path,
        (setting(f"{column} = ?, sha256 = ?"), (value, _hash(row), seq)),
    )
    assert verify(path, [head]).faults


@pytest.mark.parametrize("seq", [1, 3, 5])
def test_a_decision_taken_out_is_seen(path, seq):
    tamper(path, ("PRAGMA foreign_keys = OFF",), ("DELETE FROM decision WHERE seq = ?", (seq,)))
    assert verify(path).faults


def test_a_tail_cut_off_is_seen_against_a_hash_noted_earlier(path):
    head = verify(path).head
    tamper(path, ("DELETE FROM decision WHERE seq = 6",))
    assert verify(path).faults == ()
    assert "noted earlier" in verify(path, [head]).faults[0]


def test_two_decisions_swapped_are_seen(path):
    tamper(
        path,
        ("PRAGMA foreign_keys = OFF",),
        ("UPDATE decision SET seq = 99 WHERE seq = 3",),
        ("UPDATE decision SET seq = 3 WHERE seq = 5",),
        ("UPDATE decision SET seq = 5 WHERE seq = 99",),
    )
    assert verify(path).faults


def test_a_text_or_its_bytes_changed_are_seen(path):
    tamper(
        path,
        ("UPDATE report SET text = replace(text, '4', '9')",),
        ("UPDATE raw_file SET bytes = CAST(replace(CAST(bytes AS TEXT), '4', '9') AS BLOB)",),
    )
    assert len(verify(path).faults) == 2
