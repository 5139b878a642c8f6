"""The site of files: only what was released, only what may be shown, nothing but files."""

import re

import pytest
from tests.web.test_escaping import look

from dateline.errors import BadInput
from dateline.store import overview
from dateline.store.overview import Filters
from dateline.web.site import export_site
from dateline.write.redaction import redaction_of, withheld
from dateline.write.release import make_release

pytestmark = pytest.mark.model
WHO = {"by": "Mira Sato", "reason": "agreed with the documenters"}


@pytest.fixture
def released(fresh):
    """An archive of which the three most told incidents were released and frozen."""
    with fresh.database.reads() as connection:
        rows = overview.page(connection, Filters(), sort="disputed")[:3]
    for row in rows:
        fresh.review.release(row.id, **WHO)
    make_release(fresh, "first", **WHO)
    return fresh, {row.id for row in rows}


def test_a_site_holds_what_was_released_and_no_more(released, tmp_path):
    archive, ids = released
    said = export_site(archive, tmp_path / "site")
    assert f"{len(ids)} incidents" in said
    pages = {path.stem for path in (tmp_path / "site" / "incident").glob("*.html")}
    assert pages == ids


def test_no_byte_of_the_site_holds_what_is_withheld(released, tmp_path):
    archive, _ = released
    export_site(archive, tmp_path / "site")
    secret = withheld(redaction_of(archive.reports(decided=True), archive.review.standing()))
    texts = [
        path.read_text(encoding="utf-8").casefold()
        for path in (tmp_path / "site").rglob("*")
        if path.suffix in (".html", ".json") and path.name != "basemap.json"
    ]
    for phrase in secret:
        found = re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)")
        assert not any(found.search(text) for text in texts), phrase


def test_no_article_is_in_the_site(released, tmp_path):
    """Short quotations are citations; the texts are their publishers'."""
    archive, _ = released
    export_site(archive, tmp_path / "site")
    whole = "".join(p.read_text(encoding="utf-8") for p in (tmp_path / "site").rglob("*.html"))
    for report in archive.reports():
        assert report.text.split("\n\n")[-1] not in whole or len(report.text.split("\n\n")[-1]) < 60
        assert report.text not in whole


def test_every_link_of_the_site_leads_to_a_file_of_it(released, tmp_path):
    archive, _ = released
    site = tmp_path / "site"
    export_site(archive, site)
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not look(
            text.replace('src="static', 'src="/static')
            .replace('src="leaflet', 'src="/leaflet')
            .replace('src="../', 'src="/')
        ).wrong, path.name
        for url in re.findall(r'(?:href|src|data-map-url|data-basemap)="([^"#]+)"', text):
            if not url.startswith("https://"):
                assert (path.parent / url).is_file(), (path.name, url)


def test_without_a_release_or_an_empty_folder_there_is_no_site(fresh, released, tmp_path):
    archive, _ = released
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("x", encoding="utf-8")
    with pytest.raises(BadInput, match="not empty"):
        export_site(archive, tmp_path / "full")
    with pytest.raises(BadInput):
        export_site(archive, tmp_path / "other", "no such release")


def test_an_archive_without_a_release_says_how_to_make_one(fresh, tmp_path):
    with pytest.raises(BadInput, match="release make"):
        export_site(fresh, tmp_path / "site")


def test_what_people_verified_goes_out_as_verified(fresh, tmp_path):
    from dateline.web.deciding import Said, verify_incident

    with fresh.database.reads() as connection:
        (row,) = overview.page(connection, Filters(), sort="disputed", limit=1)
    said = Said("Mira Sato", "two origins agree with the register of the hospital")
    verify_incident(fresh, row.id, "verified", said)
    fresh.review.release(row.id, **WHO)
    make_release(fresh, "second", **WHO)
    export_site(fresh, tmp_path / "site")
    page = (tmp_path / "site" / "incident" / f"{row.id}.html").read_text(encoding="utf-8")
    assert "verified by a person" in page
