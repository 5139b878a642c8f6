"""What is found at paths, what is refused with a reason, and what a second run does."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.made import LINKER, reader, record_of, ticking, told

from dateline.link.reports import report_id
from dateline.store.archive import Archive
from dateline.store.filing import Found
from dateline.store.finding import Refused, find_texts
from dateline.store.ingest import file_found, ingest, read_again


def found_at(*paths):
    return [item for item, _ in find_texts(paths)]


def test_a_folder_gives_its_texts_by_name_and_leaves_the_rest(tmp_path):
    for name in ("b.txt", "a.txt", "notes.md", "picture.png", ".hidden.txt"):
        (tmp_path / name).write_text(f"Text of {name}", encoding="utf-8")
    assert [item.name for item in found_at(tmp_path)] == ["a.txt", "b.txt"]


def test_a_sidecar_says_where_a_text_came_from(tmp_path):
    (tmp_path / "a.txt").write_text("Two men died.", encoding="utf-8")
    about = {"url": "https://a.example/1", "outlet": " The Post ", "published": "2024-03-05T10:00",
             "retrieved": "2024-03-05T12:00:00+02:00", "hard": ["left alone"]}  # fmt: skip
    (tmp_path / "a.meta").write_text(json.dumps(about), encoding="utf-8")
    (item,) = found_at(tmp_path / "a.txt")
    assert (item.url, item.outlet, item.published) == (
        "https://a.example/1",
        "The Post",
        "2024-03-05",
    )
    assert item.retrieved == "2024-03-05T10:00:00.000000Z"


def test_a_line_of_json_is_an_article(tmp_path):
    path = tmp_path / "feed.jsonl"
    lines = ['{"text": "Two men died.", "outlet": "The Post", "id": 7}', "", "{broken", '{"url": "x"}',
             '{"text": "Three men died.", "published": "5 March"}']  # fmt: skip
    path.write_text("\n".join(lines), encoding="utf-8")
    items = found_at(path)
    assert [type(item) for item in items] == [Found, Refused, Refused, Refused]
    assert items[0].raw == lines[0].encode()
    assert (items[0].name, items[0].text_from) == ("feed.jsonl:1", "jsonl:text")
    assert "not JSON" in items[1].why
    assert '"text"' in items[2].why
    assert "YYYY-MM-DD" in items[3].why


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        ("a.html", b"<p>Two men died.</p>", "plain text"),
        ("a.txt", "Überfall".encode("latin-1"), "UTF-8"),
        ("a.txt", b"Two\0men", "NUL"),
        ("a.pdf", b"%PDF", ".pdf is not read"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(tmp_path, name, raw, says):
    (tmp_path / name).write_bytes(raw)
    (item,) = found_at(tmp_path / name)
    assert isinstance(item, Refused)
    assert says in item.why


def test_a_path_that_is_not_there_is_refused(tmp_path):
    (item,) = found_at(tmp_path / "none.txt")
    assert "cannot be read" in item.why


def test_a_broken_sidecar_is_refused_rather_than_left_unsaid(tmp_path):
    (tmp_path / "a.txt").write_text("Two men died.", encoding="utf-8")
    (tmp_path / "a.meta").write_text("published: yesterday", encoding="utf-8")
    (item,) = found_at(tmp_path / "a.txt")
    assert "not JSON" in item.why


def test_an_earlier_day_of_publication_is_read_anew_whichever_copy_came_first(archive):
    by = reader(archive._clock)
    late = told(outlet="A")
    early = Found(raw=late.raw, text=late.text, outlet="B", published="2024-03-01")
    file_found(archive.database, [late], by)
    assert file_found(archive.database, [early], by).again == 1
    (report,) = archive.reports()
    assert report.record.article.published == "2024-03-01"


def test_reading_again_keeps_what_reads_the_same(archive):
    by = reader(archive._clock)
    file_found(archive.database, [told(), told("Ostrava")], by)
    assert read_again(archive.database, by) == 0


def test_one_bad_file_does_not_stop_the_others_and_progress_counts_bytes(archive, tmp_path):
    found = told()
    (tmp_path / "a.txt").write_bytes(found.raw)
    (tmp_path / "b.html").write_bytes(b"<p>x</p>")
    seen = []
    by = reader(archive._clock)
    done = ingest(archive.database, [tmp_path], by, seen.append)
    assert (done.read, len(done.refused), sum(seen)) == (1, 1, len(found.raw) + 8)
    again = ingest(archive.database, [tmp_path], by)
    assert (again.read, again.known) == (0, 1)


TEXTS = [
    told(), told(killed=7, outlet="The Post"), told("Ostrava", 2, outlet="C"),
    told("Ostrava", 2, "2024-03-09"), told("Marrow", None, outlet="D", url="https://d.example/1"),
    told("Marrow", 3, outlet="D", url="https://d.example/1", retrieved="2024-03-07T00:00:00.000000Z"),
]  # fmt: skip


def state(archive):
    """Return all that is known, but for the times at which it was learnt."""
    return (
        [(r.id, r.record, r.outlet, r.url, r.revises) for r in archive.reports()],
        archive.origins(),
        archive.incidents(),
    )


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(other=st.permutations(TEXTS), batch=st.integers(1, 6))
def test_any_order_of_arrival_and_any_batches_give_the_same_archive(
    tmp_path_factory, empty_sqlite, other, batch
):
    states = []
    for order in (TEXTS, other):
        path = tmp_path_factory.mktemp("order") / "archive.db"
        path.write_bytes(empty_sqlite)
        with Archive.open(path, linker=LINKER, clock=ticking()) as archive:
            for start in range(0, len(order), batch):
                file_found(archive.database, order[start : start + batch], reader(archive._clock))
                archive.compare()
            states.append(state(archive))
            assert not archive.compare(), "a rerun changes nothing"
            file_found(archive.database, order, reader(archive._clock))
            assert state(archive) == states[-1]
    assert states[0] == states[1]


def test_a_record_comes_back_from_its_json():
    from dateline.revival import record_from_json

    record = record_of(told().text, "2024-03-05")
    assert record_from_json(record.to_json(), record.article.text) == record
    assert report_id(record.article.text) == record.article.id
