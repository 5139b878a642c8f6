"""The page says the same over a SQLite file and over a PostgreSQL server."""

import pytest
from examples.imagined import press
from tests.web.conftest import BASE, TOKEN, TestClient, found

from dateline.store.archive import Archive
from dateline.store.showing import refresh
from dateline.web.app import create_app
from dateline.web.settings import Settings

PATHS = (
    "/api/incidents", "/api/incidents?sort=deadliest", "/api/incidents?sort=disputed",
    "/api/incidents?killed=2&agreement=single", "/api/incidents?since=2024-02-01&until=2024-03-31",
    "/api/incidents?box=-20,-10,60,40", "/api/incidents?q=clinic", "/api/days", "/api/counters",
    "/api/map?zoom=3", "/api/map?zoom=9&window=-20,-10,60,40",
)  # fmt: skip


@pytest.fixture(scope="module")
def expected(seed):
    """What the page over a file says, by path."""
    with Archive.open(seed) as archive:
        client = TestClient(create_app(archive, Settings()), base_url=BASE)
        return {path: told(client.get(path).json()) for path in PATHS}


def told(answer):
    """Return an answer without the time at which this very archive learnt things."""
    if isinstance(answer, dict):
        return {key: told(value) for key, value in answer.items() if key != "learned"}
    return [told(value) for value in answer] if isinstance(answer, list) else answer


@pytest.mark.model
def test_a_server_answers_as_a_file_does(postgres, served, expected):
    with Archive.open(postgres()) as archive:
        archive.add([found(report) for report in press(incidents=4, seed=11)])
        assert refresh(archive.database) > 0
        assert refresh(archive.database) == 0
        client = served(archive, Settings(token=TOKEN))
        for path in PATHS:
            assert told(client.get(path).json()) == expected[path], path
        first = client.get("/api/incidents?sort=disputed").json()["items"][0]["id"]
        report = client.get("/api/reports").json()["items"][0]["id"]
        for path in ("/", "/review", "/reports", f"/incident/{first}", f"/article/{report}",
                     "/place/-/Nowhere", "/speaker/Residents"):  # fmt: skip
            assert client.get(path).status_code in (200, 404), path
        where = f"/incident/{first}/verification"
        fields = {"token": TOKEN, "state": "under", "person": "Mira", "reason": "looked at twice"}
        assert client.post(where, data=fields).status_code == 200
        assert client.get("/api/counters").json()["under"] == 1
