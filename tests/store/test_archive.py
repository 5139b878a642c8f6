"""The archive: what is filed comes back, once, as it was known at any time."""

from dataclasses import replace

import pytest
from tests.store.made import LINKER, reader, record_of, ticking, told

from dateline.errors import BadInput, StoreError
from dateline.link.reports import report_id
from dateline.store.archive import Archive
from dateline.store.ingest import file_found
from dateline.store.queries import Filter


def put(archive: Archive, *found) -> None:
    """File texts as if the pipeline had read them."""
    file_found(archive.database, found, reader(archive._clock))


def test_a_report_comes_back_as_it_was_read(archive):
    found = told(url="https://courier.example/1")
    put(archive, found)
    (report,) = archive.reports()
    assert report.record == record_of(found.text, "2024-03-05")
    assert (report.outlet, report.url) == ("The Courier", "https://courier.example/1")
    assert archive.report(report.id[:6]) == report


def test_filing_twice_adds_nothing(archive):
    put(archive, told())
    before = archive.reports()
    done = file_found(archive.database, [told()], reader(archive._clock))
    assert (done.read, done.known) == (0, 1)
    assert archive.reports() == before
    assert not (archive.compare() and archive.compare())


def test_the_same_text_elsewhere_is_the_same_report_found_twice(archive):
    put(archive, told(outlet="The Courier"))
    done = file_found(archive.database, [told(outlet="The Post")], reader(archive._clock))
    assert (done.read, done.again) == (0, 1)
    assert len(archive.reports()) == 1


def test_a_later_text_at_one_address_revises_the_earlier_one_whichever_came_first(archive):
    old = told(killed=4, url="https://a.example/1", retrieved="2024-03-05T10:00:00.000000Z")
    new = told(killed=7, url="https://a.example/1", retrieved="2024-03-06T10:00:00.000000Z")
    put(archive, new)
    put(archive, old)
    revises = {report.id: report.revises for report in archive.reports()}
    assert revises == {report_id(new.text): report_id(old.text), report_id(old.text): None}


def test_incidents_are_filtered_by_place_day_kind_words_and_distance(archive):
    put(archive, told(), told("Ostrava", 9, "2024-03-08", outlet="B"), told("Marrow", None))

    def places(**given):
        return [i.place.name for i in archive.incidents(Filter(**given))]

    assert places(place="veld") == ["Veldhaven"]
    assert places(since="2024-03-06") == ["Ostrava"]
    assert places(until="2024-03-06", kind="shelling") == ["Veldhaven", "Marrow"] or places(
        until="2024-03-06"
    ) == ["Marrow", "Veldhaven"]
    assert places(near=(49.8, 18.3, 10)) == ["Ostrava"]
    assert places(near=(-33.0, 151.0, 10)) == []
    assert places(query='"9 people"') == ["Ostrava"]
    assert places(country="xx", reports=2) == []


def test_search_finds_words_in_any_form_and_never_fails_for_a_mark(archive):
    put(archive, told(extra=" Nobody in the café was hurt."))
    (hit,) = archive.search("CAFE struck")
    assert hit.headline == "Shells hit Veldhaven"
    assert hit.outlet == "The Courier"
    assert archive.search('"people were killed"')
    assert not archive.search('"killed were people"')
    for query in ("a* OR (", "NEAR(x", "'; DROP TABLE report; --", '"', "^x"):
        try:
            archive.search(query)
        except BadInput as err:
            assert "no word" in str(err)  # noqa: PT017 - some of these hold none
    assert len(archive.reports()) == 1


def test_the_archive_of_a_day_knows_only_what_was_known_then(where):
    days = iter(f"2024-04-{day:02}T12:00:00.000000Z" for day in range(1, 30))
    with Archive.open(where, linker=LINKER, clock=lambda: next(days)) as archive:
        put(archive, told(killed=4))  # filed on the 1st
        assert len(archive.incidents()) == 1  # compared on the 2nd
        put(archive, told(killed=7, outlet="The Post"))  # on the 3rd
        (now,) = archive.incidents()  # on the 4th
        assert len(now.events) == 2
        assert archive.as_of("2024-03-31").reports() == ()
        assert archive.as_of("2024-04-01").incidents() == ()
        (then,) = archive.as_of("2024-04-03").incidents()
        assert len(then.events) == 1
        assert len(archive.as_of("2024-04-03").reports()) == 2
        assert archive.as_of("2024-04-02").search("7 people") == ()
        with pytest.raises(BadInput, match="as of"):
            archive.as_of("2024-04-02").compare()


def test_what_comes_in_during_a_comparison_is_for_the_next(where):
    """Neither is lost, and the one that compares does not wait for ever."""
    with Archive.open(where, linker=LINKER, clock=ticking()) as archive:

        def busy(reports):
            if len(archive.reports()) < 3:
                put(archive, told(killed=10 + len(reports), outlet=f"N{len(reports)}"))
            return LINKER.copies(reports)

        put(archive, told())
        slow = Archive(archive.database, linker=replace(LINKER, copies=busy), clock=archive._clock)
        assert slow.compare()
        assert len(archive.reports()) == 2
        while slow.compare():
            pass
        (incident,) = archive.incidents()
        assert len(incident.events) == 3


def test_what_is_not_there_is_said_in_one_line(archive):
    for id in ("i-0000", "o-0000", "ffff0000", "x"):
        with pytest.raises(BadInput, match="no such"):
            archive.show(id)


def test_a_file_of_something_else_is_refused(tmp_path):
    import sqlite3

    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE customers (name)")
    other.close()
    with pytest.raises(StoreError, match="no archive of dateline"):
        Archive.open(path)
    text = tmp_path / "notes.txt"
    text.write_text("no database at all, but long enough to be read as a header of one" * 20)
    with pytest.raises(StoreError):
        Archive.open(text)


def test_a_newer_archive_is_refused(where):
    with Archive.open(where) as archive, archive.database.writes() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer dateline"):
        Archive.open(where)


@pytest.mark.parametrize("given", ["mysql://x/y", "sqlite:///x.db", "there/is/no/folder.db"])
def test_a_place_that_is_none_is_refused(given, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError):
        Archive.open(given)


def test_a_clock_that_ticks_is_only_for_tests():
    clock = ticking()
    assert clock() < clock()
