"""Releases: frozen, made again byte for byte, and what changed between two of them."""

import csv
import io
import json

import pytest
from tests.store.made import reader, record_of, told

from dateline.errors import BadInput, StoreError
from dateline.store.filing import file_reading
from dateline.store.ingest import file_found
from dateline.store.releases import load_changes, release_files
from dateline.write.release import check_release, make_release

WHO = {"by": "Ada", "reason": "for the yearbook"}


@pytest.fixture
def filed(archive):
    """Give an archive with three incidents, two of them released."""
    texts = [told(), told("Ostrava", 2, outlet="B"), told("Marrow", 1, outlet="C")]
    file_found(archive.database, texts, reader(archive._clock))
    for incident in archive.incidents():
        if incident.place.name != "Marrow":
            archive.review.release(incident.id, by="Ada", reason="two sources")
    return archive


def files(archive, name):
    with archive.database.reads() as connection:
        return release_files(connection, name)


def changes(archive, name):
    with archive.database.reads() as connection:
        return {(c.change, *c.successors): c for c in load_changes(connection, name)}


def at(archive, place):
    return next(i for i in archive.incidents() if i.place.name == place)


def test_a_public_release_holds_what_people_released_and_no_more(filed):
    make_release(filed, "one", **WHO)
    frozen = files(filed, "one")["incidents.jsonl"].decode()
    assert "Ostrava" in frozen
    assert "Marrow" not in frozen
    make_release(filed, "all", **WHO, audience="internal")
    assert b"Marrow" in files(filed, "all")["incidents.jsonl"]


def test_nothing_released_is_no_release(archive):
    file_found(archive.database, [told()], reader(archive._clock))
    with pytest.raises(BadInput, match="no incident has been released"):
        make_release(archive, "one", **WHO)


@pytest.mark.parametrize("wrong", [{"by": ""}, {"reason": " "}])
def test_a_release_needs_a_name_and_a_reason(filed, wrong):
    with pytest.raises(BadInput, match="needs a name"):
        make_release(filed, "one", **{**WHO, **wrong})
    make_release(filed, "one", **WHO)
    with pytest.raises(BadInput, match="frozen already"):
        make_release(filed, "one", **WHO)


def test_a_release_is_made_again_byte_for_byte_whatever_came_after(filed):
    make_release(filed, "one", **WHO)
    file_found(filed.database, [told(killed=9, outlet="D")], reader(filed._clock))
    filed.review.reject(at(filed, "Ostrava").id, **WHO)
    filed.compare()
    assert set(check_release(filed, "one").values()) == {True}
    assert filed.review.verify().faults == ()


def test_the_database_refuses_to_change_a_release(filed):
    make_release(filed, "one", **WHO)
    for table in ("release", "release_file", "release_change"):
        with pytest.raises(StoreError), filed.database.writes() as connection:
            connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - our own names


def test_the_manifest_names_every_file_with_its_hash_and_nobody(filed):
    import hashlib

    made = make_release(filed, "one", **WHO)
    frozen = files(filed, "one")
    manifest = json.loads(frozen.pop("MANIFEST.json"))
    assert {f["name"]: f["sha256"] for f in manifest["files"]} == {
        name: hashlib.sha256(content).hexdigest() for name, content in frozen.items()
    }
    assert manifest["decisions"] == made.decisions == 2
    assert "Ada" not in json.dumps(manifest)


def test_the_change_log_tells_new_changed_merged_split_and_withdrawn(filed):
    make_release(filed, "one", **WHO, audience="internal")
    veld, ostrava, marrow = (at(filed, place) for place in ("Veldhaven", "Ostrava", "Marrow"))
    filed.review.merge([veld.id, ostrava.id], by="Ada", reason="one barrage")
    filed.review.reject(marrow.id, by="Ada", reason="a film set")
    file_found(filed.database, [told(day="2024-07-01", outlet="E")], reader(filed._clock))
    make_release(filed, "two", **WHO, audience="internal")
    (kept,) = {veld.id, ostrava.id} & {i.id for i in filed.incidents()}
    told_of = changes(filed, "two")
    assert {kind for kind, *_ in told_of} == {"new", "changed", "merged", "withdrawn"}
    assert told_of["withdrawn",].incident == marrow.id
    assert "decision 4" in told_of["withdrawn",].reason
    assert told_of["merged", kept].incident == ({veld.id, ostrava.id} - {kept}).pop()
    assert told_of["changed",].fields["reports"] == [1, 2]

    filed.review.undo(3, by="Ada", reason="two barrages after all")
    make_release(filed, "three", **WHO, audience="internal")
    (split,) = changes(filed, "three").values()
    assert (split.change, set(split.successors)) == ("split", {veld.id, ostrava.id})
    rows = list(csv.DictReader(io.StringIO(files(filed, "three")["changes.csv"].decode())))
    assert [row["change"] for row in rows] == ["split"]
    assert "barrage" not in rows[0]["reason"]


def test_a_correction_shows_as_a_change_with_both_values(filed):
    make_release(filed, "one", **WHO)
    veld = at(filed, "Veldhaven")
    filed.review.correct(f"{veld.tolls[0].report}/o1", "max", 6, by="Ada", reason="the list")
    make_release(filed, "two", **WHO)
    (change,) = changes(filed, "two").values()
    assert change.fields == {"killed_high": [4, 6]}


def test_a_reading_that_loses_an_event_withdraws_it_and_says_so(filed):
    make_release(filed, "one", **WHO, audience="internal")
    from dataclasses import replace

    found = told("Marrow", 1, outlet="C")
    record = replace(record_of(found.text, found.published), events=(), tolls=())
    with filed.database.writes() as connection:
        file_reading(connection, record, filed.now(), "made 2")
    make_release(filed, "two", **WHO, audience="internal")
    (change,) = changes(filed, "two").values()
    assert (change.change, change.reason) == ("withdrawn", "no longer read so")
