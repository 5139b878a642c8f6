"""The overview: filters that filter, an address that holds the view, bars that add up."""

from datetime import date, timedelta
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.store import overview
from dateline.store.overview import Filters
from dateline.store.shown import AREA_KM, shown_name
from dateline.web.crowding import uncrowd
from dateline.web.timeline import MOST_BARS, draw_timeline
from dateline.web.view import AGREEMENTS, CERTAINTIES, STATES, View, read_view

DAYS = st.dates(date(1990, 1, 1), date(2030, 1, 1)).map(date.isoformat)
WORDS = st.text(min_size=1, max_size=30).map(str.strip).filter(bool)


@st.composite
def views(draw):
    maybe = lambda values: draw(st.none() | values)  # noqa: E731 - three uses
    west, east = draw(st.floats(-180, 180)), draw(st.floats(-180, 180))
    south, north = sorted(draw(st.tuples(st.floats(-90, 90), st.floats(-90, 90))))
    box = tuple(float(f"{side:g}") for side in (west, south, east, north))
    return View(
        q=maybe(WORDS), type=maybe(WORDS), actor=maybe(WORDS), place=maybe(WORDS),
        source=maybe(WORDS), speaker=maybe(WORDS), country=maybe(WORDS),
        killed=maybe(st.integers(0, 10**5)), certainty=maybe(st.sampled_from(list(CERTAINTIES))),
        agreement=maybe(st.sampled_from(list(AGREEMENTS))),
        state=maybe(st.sampled_from(list(STATES))), since=maybe(DAYS), until=maybe(DAYS),
        known=maybe(DAYS), sort=draw(st.sampled_from(overview.SORTS)),
        page=draw(st.integers(1, 99)), box=draw(st.none() | st.just(box)),
    )  # fmt: skip


@given(views())
def test_the_address_holds_the_whole_view(view):
    asked = dict(parse_qsl(view.query().removeprefix("?"), keep_blank_values=True))
    assert read_view(asked) == view


@given(st.dictionaries(st.sampled_from(["q", "since", "box", "page", "killed", "state", "map",
                                        "sort", "certainty"]), st.text(max_size=40)))  # fmt: skip
def test_any_address_is_read(params):
    view = read_view(params)
    assert view.page >= 1
    assert view.sort in overview.SORTS
    assert all(len(problem) <= 200 for problem in view.problems)


@pytest.fixture
def connection(archive):
    with archive.database.reads() as opened:
        yield opened


@pytest.fixture
def rows(connection):
    return overview.page(connection, Filters(), limit=10**4)


def ids(connection, **filters):
    return {row.id for row in overview.page(connection, Filters(**filters), limit=10**4)}


@pytest.mark.model
def test_each_filter_keeps_exactly_what_it_names(connection, rows):
    """Each against the plain meaning of it, worked out from all rows in Python."""
    some = {name: next(getattr(r, name) for r in rows if getattr(r, name) is not None)
            for name in ("acled", "country", "place_key")}  # fmt: skip
    cases = [
        ({"type": some["acled"]}, lambda r: r.acled == some["acled"]),
        ({"country": some["country"]}, lambda r: r.country == some["country"]),
        ({"place": some["place_key"]}, lambda r: r.place_key == some["place_key"]),
        ({"killed": 3}, lambda r: (r.killed_high or 0) >= 3),
        ({"since": "2024-02-10"}, lambda r: (r.latest or r.earliest or "") >= "2024-02-10"),
        ({"until": "2024-02-10"}, lambda r: r.earliest is not None and r.earliest[:10] <= "2024-02-10"),
        ({"agreement": "contradict"}, lambda r: r.agreement == "contradict"),
        ({"certainty": "CT+"}, lambda r: r.certainty == "CT+"),
        ({"state": "verified"}, lambda r: r.state == "verified"),
        ({"box": (30.0, 10.0, 40.0, 20.0)},
         lambda r: r.lat is not None and 10 <= r.lat <= 20 and 30 <= r.lon <= 40),
        ({"box": (170.0, -90.0, -20.0, 90.0)},
         lambda r: r.lat is not None and (r.lon >= 170 or r.lon <= -20)),
        ({"known": "2000-01-01"}, lambda _: False),
        ({"known": "2999-01-01"}, lambda _: True),
    ]  # fmt: skip
    for filters, keeps in cases:
        assert ids(connection, **filters) == {r.id for r in rows if keeps(r)}, filters
    assert ids(connection, type=some["acled"]) < {r.id for r in rows}


@pytest.mark.model
def test_names_filter_by_actor_source_and_speaker(connection):
    from sqlalchemy import select

    for kind in ("actor", "source", "speaker"):
        (name,) = connection.execute(
            select(shown_name.c.name).where(shown_name.c.kind == kind).limit(1)
        ).one()
        query = select(shown_name.c.incident).where(
            shown_name.c.kind == kind, shown_name.c.name == name
        )
        assert ids(connection, **{kind: name}) == set(connection.scalars(query))


@pytest.mark.model
def test_the_counts_are_those_of_the_list(connection, rows):
    counts = overview.count(connection, Filters())
    assert counts["n"] == len(rows)
    assert counts["points"] + counts["areas"] + counts["nowhere"] == len(rows)
    assert (
        sum(n for _, n, _ in overview.days(connection, Filters())) == len(rows) - counts["undated"]
    )


@pytest.mark.model
@pytest.mark.parametrize("zoom", [0, 2, 5, 9, 14])
def test_the_map_shows_every_incident_that_has_a_place_once(connection, rows, zoom):
    clusters = overview.clusters(connection, Filters(), zoom)
    assert sum(c.n for c in clusters) == sum(r.lat is not None for r in rows)
    for cluster in clusters:
        west, south, east, north = cluster.box
        assert west <= cluster.lon <= east
        assert south <= cluster.lat <= north


@st.composite
def crowds(draw):
    spots = st.tuples(st.floats(-60, 60), st.floats(-170, 170), st.integers(1, 40))
    return [
        overview.Cluster(n, lat, lon, f"P{i}", f"SD/P{i}", 5.0, (lon, lat, lon, lat), n // 2)
        for i, (lat, lon, n) in enumerate(draw(st.lists(spots, max_size=30)))
    ]


@given(crowds(), st.integers(0, 12))
def test_putting_neighbours_together_loses_no_incident(crowd, zoom):
    kept = uncrowd(crowd, zoom)
    assert sum(c.n for c in kept) == sum(c.n for c in crowd)
    assert sum(c.disputed for c in kept) == sum(c.disputed for c in crowd)
    for cluster in kept:
        west, south, east, north = cluster.box
        assert west <= cluster.lon <= east
        assert south <= cluster.lat <= north
    assert {c.place for c in kept if c.place} <= {c.place for c in crowd}


@pytest.mark.model
def test_an_area_is_never_in_a_cluster_of_points(connection, rows):
    """What is known only to a province is a disk of its size: no point would be true."""
    wide = sum(r.lat is not None and (r.radius_km or 0) >= AREA_KM for r in rows)
    areas = [c for c in overview.clusters(connection, Filters(), 3) if c.area]
    assert sum(c.n for c in areas) == wide
    assert all((c.radius_km or 0) >= AREA_KM for c in areas)


@pytest.mark.model
def test_pages_follow_one_another_without_gap(connection, rows):
    for sort in overview.SORTS:
        seen = []
        while page := overview.page(connection, Filters(), sort=sort, offset=len(seen), limit=7):
            seen += [row.id for row in page]
        assert sorted(seen) == sorted(row.id for row in rows)


@pytest.mark.model
def test_a_fragment_is_the_part_that_filters_change(client):
    whole = client.get("/").text
    part = client.get("/", headers={"x-fragment": "1"}).text
    assert '<div id="results"' in part
    assert "<html" not in part
    assert "<html" in whole


@pytest.mark.model
def test_a_search_finds_words_of_the_reports(client):
    found = client.get("/api/incidents", params={"q": "clinic"}).json()
    everything = client.get("/api/incidents").json()
    assert 0 < found["total"] < everything["total"]
    assert client.get("/api/incidents", params={"q": "zebracorn"}).json()["total"] == 0


@pytest.mark.model
def test_an_empty_archive_teaches(tmp_path, served):
    from dateline.store.archive import Archive
    from dateline.web.settings import Settings

    with Archive.open(tmp_path / "empty.db") as empty:
        client = served(empty, Settings())
        assert "dateline ingest" in client.get("/").text
        assert "Nothing waits" in client.get("/review").text
        for path in ("/reports", "/add", "/help", "/api"):
            assert client.get(path).status_code == 200


@given(
    st.lists(st.tuples(DAYS, st.integers(1, 50)), min_size=1, max_size=60, unique_by=lambda d: d[0])
)
def test_the_bars_hold_every_day_once(days):
    drawn = draw_timeline([(day, n, n // 2) for day, n in sorted(days)], None, None)
    assert drawn is not None
    assert len(drawn.bars) <= MOST_BARS
    assert drawn.earlier + sum(bar.n for bar in drawn.bars) == sum(n for _, n in days)
    for left, right in zip(drawn.bars, drawn.bars[1:], strict=False):
        assert date.fromisoformat(left.until) + timedelta(1) == date.fromisoformat(right.since)


def test_chosen_days_are_marked_and_no_days_draw_nothing():
    days = [("2024-03-01", 2, 0), ("2024-03-02", 1, 1), ("2024-03-20", 4, 0)]
    drawn = draw_timeline(days, "2024-03-02", "2024-03-05")
    assert [bar.since for bar in drawn.bars if bar.chosen] == [
        "2024-03-02", "2024-03-03", "2024-03-04", "2024-03-05",
    ]  # fmt: skip
    assert draw_timeline([], None, None) is None


def test_old_days_told_in_passing_do_not_squeeze_the_rest():
    days = [("2011-01-01", 1, 0), *((f"2024-03-{n:02d}", 3, 0) for n in range(1, 30))]
    drawn = draw_timeline(days, None, None)
    assert drawn.unit == "day"
    assert drawn.earlier == 1
