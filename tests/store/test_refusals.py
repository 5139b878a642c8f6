"""What the database itself refuses, whoever writes to it."""

import pytest
from sqlalchemy import text
from tests.store.made import reader, told

from dateline.errors import StoreError
from dateline.store.ingest import file_found


@pytest.fixture
def filed(archive):
    file_found(archive.database, [told()], reader(archive._clock))
    archive.compare()
    return archive


def refused(archive, statement, **values):
    with pytest.raises(StoreError), archive.database.writes() as connection:
        connection.execute(text(statement), values)


FACT = (
    "INSERT INTO fact SELECT reading_id || '/x', reading_id, layer, 'x', key, method, why, score,"
    " {start}, {end}, {words} FROM fact WHERE local_id = 'v1'"
)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("100000", "100005", "'shell'"),
        ("span_start", "span_end", "'other'"),
        ("span_end", "span_start", "words"),
        ("-3", "span_end", "words"),
        ("span_start + 1", "span_end + 1", "words"),
    ],
)
def test_words_that_do_not_stand_there_in_the_text(filed, start, end, words):
    refused(filed, FACT.format(start=start, end=end, words=words))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE toll SET min_people = 9, max_people = 2",
        "UPDATE toll SET min_people = -1",
        "UPDATE event SET earliest = '2024-05-02', latest = '2024-05-01T10:00'",
        "UPDATE event SET realis = 'perhaps'",
        "UPDATE place SET lat = 91",
        "UPDATE place SET lon = NULL",
        "UPDATE incident SET n_origins = 9",
        "UPDATE incident SET earliest = '2024-05-02', latest = '2024-05-01'",
        "UPDATE statement SET speaker_id = 'nobody'",
        "UPDATE statement SET certainty = 'quite'",
        "UPDATE fact SET words = 'other'",
        "UPDATE report SET text = 'other'",
        "DELETE FROM report",
        "DELETE FROM raw_file",
        "UPDATE raw_file SET length = 0",
        "INSERT INTO decision VALUES (1, '2024', ' ', 'accept', 't', NULL, NULL, NULL, 'r', NULL, '0', 'x')",
        "INSERT INTO decision VALUES (1, '2024', 'Ada', 'undo', 't', NULL, NULL, NULL, 'r', NULL, '0', 'x')",
    ],
)
def test_a_row_that_cannot_be_true(filed, statement):
    refused(filed, statement)


def test_two_readings_of_one_report_cannot_both_hold(filed):
    refused(
        filed,
        "INSERT INTO reading SELECT id || 'x', report_id, record, record_sha256, methods_sha256,"
        " software, language, headline, byline, filed_from, published, published_basis, known_from,"
        " NULL FROM reading",
    )


def test_a_text_of_another_length_or_name_than_its_own(archive):
    insert = "INSERT INTO report VALUES (:id, :sha, :text, :length, '2024')"
    sha = "ab" * 32
    refused(archive, insert, id=sha[:16], sha=sha, text="four", length=5)
    refused(archive, insert, id="cd" * 8, sha=sha, text="four", length=4)


def test_the_views_read_like_sentences(filed):
    """What one sees in Datasette: the reports, who says what, the tolls as told."""
    with filed.database.reads() as connection:
        for view, column, value in (
            ("current_report", "headline", "Shells hit Veldhaven"),
            ("who_says_what", "speaker", "the mayor"),
            ("tolls_as_told", "said_by", "the mayor"),
            ("what_happened_as_told", "place", "Veldhaven"),
            ("current_incident", "title", "Shelling, Veldhaven"),
            ("current_origin", "kind", "original"),
        ):
            found = connection.scalar(text(f"SELECT {column} FROM {view}"))  # noqa: S608 - our own
            assert found == value, view
