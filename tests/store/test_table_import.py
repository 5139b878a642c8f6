"""A team's own table: each row an account of its own, every fact tied to its cell."""

import pytest
from tests.store.made import reader, told

from dateline.errors import BadInput
from dateline.store.finding import Refused
from dateline.store.ingest import file_found
from dateline.store.table_import import FIELDS, TableMap, read_table

HEADER = "No,Tag,Ort,Lat,Lon,Tote,Art"
MAP = {"id": "No", "date": "Tag", "place": "Ort", "lat": "Lat", "lon": "Lon", "killed": "Tote",
       "kind": "Art"}  # fmt: skip


def table(tmp_path, *rows, header=HEADER):
    path = tmp_path / "team.csv"
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8-sig")
    return path


def test_a_row_is_an_account_whose_facts_are_its_cells(tmp_path):
    path = table(tmp_path, "7,05/03/2024,Veldhaven,52.1,5.2,5,Attack")
    ((found, record),) = read_table(path, TableMap(columns=MAP, dates="%d/%m/%Y"))
    assert found.text == (
        "id: 7\ndate: 05/03/2024\nplace: Veldhaven\nlat: 52.1\nlon: 5.2\nkind: Attack\nkilled: 5\n"
    )
    (event,), (toll,), (place,) = record.events, record.tolls, record.places
    assert (event.start, event.end, event.acled) == ("2024-03-05", "2024-03-05", "Attack")
    assert (toll.min, toll.max, toll.span.text) == (5, 5, "5")
    assert (place.lat, place.lon) == (52.1, 5.2)
    assert found.outlet == "team"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("7,2024-03-05,V,52,5,5,Attack", "no day written"),
        ("7,05/03/2024,V,95,5,5,Attack", "not between"),
        ("7,05/03/2024,V,52,,5,Attack", "one without the other"),
        ("7,05/03/2024,V,52,5,many,Attack", "no count"),
        ("7,05/03/2024,V,52,5,5,Mischief", "no sub-event type"),
        (",,,,,,", "empty row"),
    ],
)
def test_a_row_that_cannot_be_true_is_refused_and_the_others_are_taken(tmp_path, row, says):
    path = table(tmp_path, row, '8,06/03/2024,Marrow,10.5,-3.25,"1,200",')
    refused, (_, record) = read_table(path, TableMap(columns=MAP, dates="%d/%m/%Y"))
    assert isinstance(refused, Refused)
    assert says in refused.why
    assert refused.where.endswith(":2")
    assert record.tolls[0].min == 1200


def test_columns_of_the_fields_own_names_need_no_map(tmp_path):
    path = table(
        tmp_path,
        "2024-03-05,2024-03-07,4,,2",
        header="start,end,killed_min,injured_min,injured_max",
    )
    ((_, record),) = read_table(path, TableMap(columns={}))
    assert [(t.harm, t.min, t.max) for t in record.tolls] == [
        ("killed", 4, None),
        ("injured", None, 2),
    ]
    assert (record.events[0].start, record.events[0].end) == ("2024-03-05", "2024-03-07")


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ({"date": "Day"}, "no column 'Day'"),
        ({"dead": "Tote"}, "no field 'dead'"),
        ({}, "say at least"),
    ],
)
def test_a_map_that_does_not_fit_is_said_with_what_there_is(tmp_path, columns, says):
    with pytest.raises(BadInput, match=says) as caught:
        list(read_table(table(tmp_path), TableMap(columns=columns)))
    assert "Tote" in str(caught.value)


def test_what_is_no_table_is_refused(tmp_path):
    (tmp_path / "x.csv").write_bytes("Überfall,1\n".encode("latin-1"))
    for path in (tmp_path / "x.csv", tmp_path / "none.csv", tmp_path):
        with pytest.raises(BadInput):
            list(read_table(path, TableMap(columns={})))


def test_the_table_stands_beside_the_press_and_comes_in_once(archive, tmp_path):
    file_found(archive.database, [told(killed=7)], reader(archive._clock))
    path = table(tmp_path, "7,2024-03-05,Veldhaven,52.1,5.2,5,Attack")
    given = TableMap(columns=MAP, outlet="Our table")
    assert archive.import_table(path, given).read == 1
    (incident,) = archive.incidents()
    grid = archive.grid(incident)
    assert (grid.n_origins, grid.verdicts["killed"].verdict) == (2, "contradict")
    before = archive.reports()
    done = archive.import_table(path, given)
    assert (done.read, done.known) == (0, 1)
    assert archive.reports() == before


def test_every_field_is_explained():
    assert all(FIELDS.values())
