"""Nothing in a text, a name, an address or a file's name becomes markup."""

from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from tests.web.attacks import SCRIPTS

# What the templates themselves use; anything else came out of a text.
OURS = frozenset(
    "html head meta title link script body a header nav ul ol li form label input button main h1 h2 "
    "h3 p span details summary div select option section svg g rect line title strong b code article "
    "aside fieldset legend sup u table thead tbody tr th td dl dt dd footer noscript textarea "
    "blockquote mark datalist dialog kbd em small q s br figure figcaption meter progress".split()
)


class Watch(HTMLParser):
    """Collect whatever a template would never write."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.in_script = False
        self.text: list[str] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag not in OURS:
            self.wrong.append(f"<{tag}>")
        if tag == "script" and not (given.get("src") or "").startswith("/"):
            self.wrong.append("a script without a file of ours")
        if tag == "meta" and "http-equiv" in given:
            self.wrong.append("a meta refresh")
        if tag == "form" and not (given.get("action") or "/").startswith("/"):
            self.wrong.append("a form that leads elsewhere")
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.wrong.append(f"{tag} {name}={value}")
            if name in ("href", "src", "action") and (value or "").strip().lower().startswith(
                ("javascript:", "data:", "vbscript:")
            ):
                self.wrong.append(f"{tag} {name}={value}")
        self.in_script = tag == "script"

    def handle_endtag(self, tag):
        self.in_script = False

    def handle_data(self, data):
        if self.in_script and data.strip():
            self.wrong.append(f"script: {data[:40]}")
        self.text.append(data)


def look(text: str) -> Watch:
    watch = Watch()
    watch.feed(text)
    watch.close()
    return watch


@pytest.fixture(scope="module")
def paths(archive):
    """Every view of everything that came from the attacks."""
    from dateline.store import overview
    from dateline.store.pages import reports_page
    from dateline.web.links import Links

    links = Links()
    with archive.database.reads() as connection:
        rows = overview.page(connection, overview.Filters(), limit=400)
        found, _ = reports_page(connection, limit=200)
        names = overview.choices(connection)
    out = ["/", "/review", "/reports", "/add"]
    out += [links.incident(row.id) for row in rows[::3]]
    out += [links.place(row.place_key) for row in rows[:12] if row.place_key]
    for row in found[::2]:
        out += [links.article(row.id), links.fact(row.id, "s1")]
    out += [links.speaker(name) for name, _ in names["speaker"][:25]]
    return list(dict.fromkeys(out))


@pytest.mark.model
def test_no_view_of_an_attack_holds_its_markup(client, paths):
    assert len(paths) > 60
    for path in paths:
        answer = client.get(path)
        assert answer.status_code in (200, 404), path
        assert not look(answer.text).wrong, path


@pytest.mark.model
@pytest.mark.parametrize("bad", SCRIPTS)
def test_what_a_visitor_types_comes_back_as_text(client, bad):
    for name in ("q", "type", "actor", "place", "source", "since", "box", "map", "sort", "state"):
        answer = client.get("/", params={name: bad})
        assert answer.status_code == 200, (name, bad)
        assert not look(answer.text).wrong, (name, bad)
    for path in ("/incident/", "/article/", "/speaker/", "/place/"):
        answer = client.get(path + quote(bad, safe=""))
        assert answer.status_code in (200, 400, 404), (path, bad)
        assert not look(answer.text).wrong, (path, bad)


@pytest.mark.model
def test_an_article_is_shown_letter_for_letter(client, archive):
    """Escaping loses nothing: the words of the text stand on its page as they stand in it."""
    from dateline.store.opened import open_reports
    from dateline.store.pages import reports_page

    with archive.database.reads() as connection:
        rows, _ = reports_page(connection, limit=200)
        reports = open_reports(connection, [row.id for row in rows])
    for report in reports[::7]:
        shown = "".join(look(client.get(f"/article/{report.id}").text).text)
        for line in report.text.splitlines():
            if line.strip() and "⌁" not in shown:
                assert line.strip() in shown, (report.id, line)


@pytest.mark.model
def test_the_cards_of_an_article_are_json_and_nothing_else(client, archive):
    from dateline.store.pages import reports_page

    with archive.database.reads() as connection:
        rows, _ = reports_page(connection, limit=5)
    for row in rows:
        answer = client.get(f"/article/{row.id}/facts.json")
        assert answer.headers["content-type"].startswith("application/json")
        assert all("words" in card for card in answer.json().values())
