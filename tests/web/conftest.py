"""An archive of imagined reports and of attacks, read once; a client that speaks to its page."""

import shutil
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from examples.imagined import press
from tests.web.attacks import attacks

from dateline.store.archive import Archive
from dateline.store.filing import Found
from dateline.store.showing import refresh
from dateline.web.app import create_app
from dateline.web.settings import Settings

with warnings.catch_warnings():
    # Starlette would rather speak through a library that few have yet; httpx does all we need.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

BASE = "http://127.0.0.1:8321"
TOKEN = "token-of-the-tests"  # noqa: S105 - made up


def found(report: dict[str, str]) -> Found:
    return Found(
        raw=report["text"].encode(), text=report["text"], name=report.get("name"),
        url=report.get("url"), outlet=report.get("outlet"), published=report.get("published"),
    )  # fmt: skip


@pytest.fixture(scope="session")
def reports() -> list[dict[str, str]]:
    return list(press(incidents=9, seed=3))


@pytest.fixture(scope="session")
def archive(tmp_path_factory, reports) -> Iterator[Archive]:
    """The archive that tests only read."""
    with Archive.open(tmp_path_factory.mktemp("archive") / "archive.db") as opened:
        opened.add([found(report) for report in (*reports, *attacks())])
        refresh(opened.database)
        yield opened


@pytest.fixture
def client(archive) -> TestClient:
    return TestClient(create_app(archive, Settings(token=TOKEN)), base_url=BASE)


@pytest.fixture(scope="session")
def seed(tmp_path_factory) -> Path:
    """A small archive in one file, made once and copied for each test that writes."""
    path = tmp_path_factory.mktemp("seed") / "archive.db"
    with Archive.open(path) as opened:
        opened.add([found(report) for report in press(incidents=4, seed=11)])
        refresh(opened.database)
    return path


@pytest.fixture
def fresh(tmp_path, seed) -> Iterator[Archive]:
    """An archive of its own for a test that writes."""
    with Archive.open(shutil.copy(seed, tmp_path / "archive.db")) as opened:
        yield opened


@pytest.fixture
def writer(fresh) -> TestClient:
    headers = {"X-Dateline-Token": TOKEN, "Accept": "application/json"}
    return TestClient(create_app(fresh, Settings(token=TOKEN)), base_url=BASE, headers=headers)


@pytest.fixture
def served() -> Callable[[Archive, Settings], TestClient]:
    def serve(archive: Archive, settings: Settings) -> TestClient:
        return TestClient(create_app(archive, settings), base_url=BASE)

    return serve
