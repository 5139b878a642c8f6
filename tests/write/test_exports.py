"""The formats: what each row and feature holds, and that no cell is run as a formula."""

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.store.made import reader, record_of, told

from dateline.errors import BadInput
from dateline.store.ingest import file_found
from dateline.write.export import export_parts, write_export
from dateline.write.flat_csv import COLUMNS, cell


@pytest.fixture
def filed(archive):
    texts = [told(url="https://a.example/1"), told(killed=None, outlet="The Post")]
    file_found(archive.database, texts, reader(archive._clock))
    return archive


def text(archive, form, **options):
    return "".join(export_parts(archive, form, **options))


def test_a_row_of_the_table_holds_the_claim_its_words_and_its_source(filed):
    rows = list(csv.DictReader(io.StringIO(text(filed, "csv"))))
    assert tuple(rows[0]) == COLUMNS
    toll = next(row for row in rows if row["harm"] == "killed" and row["min"])
    assert (toll["min"], toll["max"], toll["outlet"]) == ("4", "4", "The Courier")
    (report,) = [r for r in filed.reports() if r.id == toll["report"]]
    assert report.text[int(toll["span_start"]) : int(toll["span_end"])] == toll["words"]
    assert (toll["speaker"], toll["certainty"]) == ("the mayor", "CT+")
    assert (toll["incident_reports"], toll["incident_origins"]) == ("2", "2")


def test_what_is_unknown_is_an_empty_cell_and_never_zero(filed):
    rows = list(csv.DictReader(io.StringIO(text(filed, "csv"))))
    unknown = [row for row in rows if row["layer"] == "tolls" and row["outlet"] == "The Post"]
    assert [(row["min"], row["max"]) for row in unknown] == [("", "")]


def test_a_line_of_json_holds_the_accounts_and_every_claim(filed):
    head, *lines = map(json.loads, text(filed, "jsonl").splitlines())
    assert (head["format"], head["audience"]) == ("dateline-incidents/1", "public")
    assert "true figures may be considerably higher" in head["note"]
    (incident,) = lines
    assert len(incident["accounts"]) == incident["origins"] == 2
    assert {claim["layer"] for claim in incident["claims"]} == {"events", "tolls"}
    assert incident["verification"] == "reported"


def test_the_map_gives_longitude_first_and_the_radius(filed):
    found = json.loads(text(filed, "geojson"))
    (feature,) = found["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [5.2, 52.1]}
    assert feature["properties"]["radius_km"] == 5.0


def test_an_empty_archive_is_an_empty_export(archive):
    assert json.loads(text(archive, "geojson"))["features"] == []
    assert text(archive, "csv").count("\n") == 1


def test_an_export_of_a_day_holds_what_was_known_then(filed):
    filed.compare()
    assert json.loads(text(filed.as_of("2024-03-01"), "geojson"))["features"] == []
    assert text(filed.as_of("2030-01-01"), "csv") == text(filed, "csv")


@given(st.text() | st.lists(st.text()))
def test_no_cell_begins_as_a_formula(value):
    shown = str(cell(value))
    assert not shown.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_speaker_who_is_a_formula_is_only_words(archive):
    found = told(speaker="=HYPERLINK(1)")
    read = replace(reader(archive._clock), read=record_of)
    file_found(archive.database, [found], read)
    assert ",=HYPERLINK" not in text(archive, "csv")
    assert "'=HYPERLINK" in text(archive, "csv")


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    def broken():
        yield "half"
        raise BadInput("no more")

    with pytest.raises(BadInput):
        write_export(tmp_path / "out.csv", broken())
    assert list(tmp_path.iterdir()) == []
    write_export(tmp_path / "out.csv", ["a", "b"])
    assert (tmp_path / "out.csv").read_text() == "ab"
    with pytest.raises(BadInput, match="cannot be written"):
        write_export(tmp_path / "no" / "out.csv", ["a"])


def test_an_unknown_format_is_refused(archive):
    with pytest.raises(BadInput, match="no such format"):
        export_parts(archive, "xlsx")
