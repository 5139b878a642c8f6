"""Bringing reports in from the page: read here, fetched from nowhere, skipped with the reason."""

import time

import pytest

from dateline.web.adding import _safe_name, _urls

pytestmark = pytest.mark.model
TEXT = (
    "Shells hit Umm Ruwaba\n\nUMM RUWABA, Sudan, 3 March 2024 — Shells killed two people in Umm "
    "Ruwaba on Saturday, the doctors' committee said.\n"
)


def wait(writer, answer):
    assert answer.status_code == 200, answer.text
    job = answer.json()["job"]
    for _ in range(200):
        text = writer.get(f"/add/job/{job}").text
        if "data-running" not in text:
            return text
        time.sleep(0.05)
    raise AssertionError("the job did not end")


def test_a_pasted_text_is_read_and_stands_in_the_overview(writer):
    before = writer.get("/api/incidents").json()["total"]
    fields = {
        "text": TEXT.replace("\n", "\r\n"),
        "outlet": "The Lantern",
        "published": "2024-03-03",
    }
    text = wait(writer, writer.post("/add/text", data=fields))
    assert "1 read" in text
    assert writer.get("/api/incidents").json()["total"] == before + 1
    report = writer.get("/api/reports").json()["items"][0]
    assert report["outlet"] == "The Lantern"
    assert writer.get(f"/api/reports/{report['id']}").json()["text"] == TEXT.rstrip("\n") + "\n"


def test_the_same_text_again_is_skipped(writer):
    fields = {"text": TEXT, "outlet": "The Lantern"}
    wait(writer, writer.post("/add/text", data=fields))
    assert "already here" in wait(writer, writer.post("/add/text", data=fields))


def test_files_are_taken_and_what_is_not_text_says_why(writer):
    files = [
        ("files", ("../../../etc/one.txt", TEXT.encode(), "text/plain")),
        ("files", ("two.pdf", b"%PDF-1.4", "application/pdf")),
        ("files", ("bad.jsonl", b'{"no": "text"}\n', "application/json")),
        ("files", ("<img src=x>.txt", b"\xff\xfe\x00broken", "text/plain")),
    ]
    text = wait(writer, writer.post("/add/files", files=files))
    assert "1 read" in text
    assert "3 skipped" in text
    assert "two.pdf" in text
    assert "<img" not in text
    assert "/etc/" not in text


def test_addresses_are_checked_and_never_asked(writer, monkeypatch):
    """No socket is opened: the list is only held against the archive."""
    import socket

    def refuse(*_args, **_kwargs):
        raise AssertionError("a request left the machine")

    monkeypatch.setattr(socket, "create_connection", refuse)
    known = writer.get("/api/reports").json()["items"][0]["url"]
    urls = f"{known}\nhttps://elsewhere.example/a\nnot an address\nhttps://elsewhere.example/a,x\n"
    text = wait(writer, writer.post("/add/urls", files={"list": ("urls.txt", urls.encode())}))
    assert "1 are in the archive; 1 are not" in text


@pytest.mark.parametrize("fields", [{}, {"text": "   "}, {"text": "x", "published": "yesterday"}])
def test_nothing_to_read_is_said(writer, fields):
    answer = writer.post("/add/text", data=fields)
    if answer.status_code == 200:
        assert "error" in wait(writer, answer)
    else:
        assert answer.status_code == 400
        assert answer.json()["error"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [("../../x.txt", "x.txt"), (r"C:\Users\me\y.txt", "y.txt"), (".hidden", "file-3.txt"),
     ("", "file-3.txt"), ("a/../..", "file-3.txt"), ("q\x00w?.txt", "qw.txt"),
     ("ж.txt", "ж.txt"), ("name.meta", "name.meta")],
)  # fmt: skip
def test_a_file_is_kept_under_a_name_without_a_folder(name, kept):
    assert _safe_name(name, 3) == kept


def test_a_list_of_addresses_takes_only_addresses():
    text = 'https://a.example/1\n"https://a.example/2",x\nftp://a.example\njavascript:alert(1)\n\n'
    assert list(_urls(text)) == ["https://a.example/1", "https://a.example/2"]
