"""Who may reach the page, and what every answer carries."""

import pytest
from starlette.routing import Route
from tests.web.conftest import BASE, TOKEN

from dateline.errors import BadInput
from dateline.web.app import create_app
from dateline.web.settings import Settings, settings_for

PAGES = ("/", "/review", "/reports", "/add", "/help", "/api", "/api/incidents",
         "/static/page.css", "/leaflet/leaflet.js", "/nothing-here", "/incident/i-0")  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize("path", PAGES)
def test_every_answer_lets_only_our_own_scripts_run(client, path):
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    kept = path.startswith(("/static/", "/leaflet/"))
    assert ("no-store" in headers["cache-control"]) is not kept


@pytest.mark.model
@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8321", "127.0.0.1.evil.example", "127.0.0.1:80@evil.example",
     "", "localhost.", "[::2]:8321", "127.0.0.1:x"],
)  # fmt: skip
def test_a_request_that_names_another_host_is_refused(client, host):
    """A site that points its name at this machine must not reach the archive."""
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.model
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8321", "LOCALHOST", "[::1]:8321"])
def test_this_machine_is_answered(client, host):
    assert client.get("/help", headers={"host": host}).status_code == 200


def writes(app):
    for route in app.routes:
        if isinstance(route, Route) and "POST" in (route.methods or ()):
            yield route.path.replace("{seq:int}", "1").replace("{id}", "i-0")


@pytest.mark.model
def test_every_write_needs_the_token_of_the_page(archive, client):
    paths = list(writes(create_app(archive, Settings(token=TOKEN))))
    assert len(paths) >= 8
    for path in paths:
        assert client.post(path, data={"person": "x"}).status_code == 403, path
        wrong = client.post(path, data={"token": TOKEN + "x"})
        assert wrong.status_code == 403, path


@pytest.mark.model
@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"},
     {"origin": "http://127.0.0.1:9999"}],
)  # fmt: skip
def test_a_write_from_another_site_is_refused_even_with_the_token(client, headers):
    answer = client.post("/review/decide", data={"token": TOKEN}, headers=headers)
    assert answer.status_code == 403


@pytest.mark.model
def test_a_password_is_asked_for_everywhere(archive, served):
    secret = "a long pass phrase"  # noqa: S105 - made up
    client = served(archive, Settings(password=secret, token=TOKEN))
    for path in PAGES:
        assert client.get(path).status_code == 401, path
    assert client.get("/", auth=("x", "a long pass phras")).status_code == 401
    assert client.get("/", headers={"authorization": "Basic %%%"}).status_code == 401
    assert client.get("/", auth=("anybody", "a long pass phrase")).status_code == 200


def test_an_open_address_needs_a_password_and_a_name(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("correct horse battery staple\n", encoding="utf-8")
    with pytest.raises(BadInput, match="password"):
        settings_for("192.168.1.20", 8321, password_file=None, names=())
    with pytest.raises(BadInput, match="name"):
        settings_for("0.0.0.0", 8321, password_file=secret, names=())  # noqa: S104 - refused
    settings = settings_for("192.168.1.20", 8321, password_file=secret, names=("desk.lan",))
    assert settings.password == secret.read_text(encoding="utf-8").strip()
    assert {"192.168.1.20", "desk.lan"} <= set(settings.names)
    assert settings_for("127.0.0.1", 1, password_file=None, names=()).password is None


@pytest.mark.parametrize("port", [0, -1, 65_536])
def test_a_port_that_cannot_be_is_refused(port):
    with pytest.raises(BadInput, match="--port"):
        settings_for("127.0.0.1", port, password_file=None, names=())


def test_a_short_or_missing_password_is_refused(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("short", encoding="utf-8")
    with pytest.raises(BadInput, match="5 characters"):
        settings_for("127.0.0.1", 1, password_file=secret, names=())
    with pytest.raises(BadInput, match="cannot be read"):
        settings_for("127.0.0.1", 1, password_file=tmp_path / "none", names=())


def test_the_token_differs_each_time_and_is_not_shown():
    left, right = Settings(), Settings()
    assert left.token != right.token
    assert left.token not in repr(left)


@pytest.mark.model
def test_nothing_is_loaded_from_elsewhere(client):
    """No page names another host in what a browser fetches by itself."""
    import re

    for path in PAGES[:6]:
        text = client.get(path).text
        loads = re.findall(r'(?:src|href)="([^"]+)"', text)
        fetched = [url for url in loads if url.startswith(("http:", "https:", "//"))]
        assert not fetched, (path, fetched)
    assert BASE.startswith("http://127.")
