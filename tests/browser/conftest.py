"""A real browser on the page of an imagined archive: `make test-browser`.

Collected only when this folder is asked for: `make test` needs no browser.
"""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from examples.imagined import press

from dateline.store.archive import Archive
from dateline.store.filing import Found
from dateline.store.showing import refresh
from dateline.web.app import create_app
from dateline.web.settings import Settings

HERE = Path(__file__).parent
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    asked = [Path(str(arg).partition("::")[0]).resolve() for arg in config.invocation_params.args]
    if any(path == HERE or HERE in path.parents for path in asked):
        return None
    return True


@pytest.fixture(scope="session")
def base(tmp_path_factory) -> Iterator[str]:
    """The address of a page that is served for the whole run."""
    import uvicorn

    path = tmp_path_factory.mktemp("browser") / "archive.db"
    with Archive.open(path) as archive:
        archive.add([
            Found(raw=r["text"].encode(), text=r["text"], url=r["url"], outlet=r["outlet"],
                  published=r["published"])
            for r in press(incidents=40, seed=7)
        ])  # fmt: skip
        refresh(archive.database)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        app = create_app(archive, Settings(port=port))
        server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning", lifespan="off"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(timeout=10)


@pytest.fixture(scope="session")
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"no Chromium on this machine (looked for {', '.join(CHROMIUM)})")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=found, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser, base):
    """Return a function that opens a path; at the end, nothing may have gone wrong or out."""
    contexts, wrong = [], []

    def go(path: str = "/", *, width: int = 1280, height: int = 860, scheme: str = "light"):
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, base_url=base
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda r: None if r.url.startswith(base) else wrong.append(r.url))
        page.goto(path)
        page.wait_for_load_state("networkidle")
        if page.locator("#map").count():
            page.wait_for_selector('#map[data-idle="1"]')
        return page

    go.wrong = wrong
    yield go
    for context in contexts:
        context.close()
    assert not wrong
