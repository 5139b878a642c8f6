"""The commands on an archive: what they print, what they refuse, with which exit status."""

import json

import pytest
from tests.store.made import LINKER, reader, ticking, told

from dateline.cli import COMMANDS, main
from dateline.store.archive import Archive
from dateline.store.ingest import file_found

BY = ("--by", "Ada", "--reason", "checked")


@pytest.fixture
def place(tmp_path, empty_sqlite, monkeypatch):
    """Return an archive of two reports of one shelling, as made by hand, and compare it so."""
    path = tmp_path / "archive.db"
    path.write_bytes(empty_sqlite)
    monkeypatch.setattr("dateline.store.archive.own_linker", lambda: LINKER)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    with Archive.open(path, linker=LINKER, clock=ticking()) as archive:
        texts = [told(url="https://a.example/1"),
                 told(killed=7, outlet="The Post", url="https://a.example/1",
                      retrieved="2024-03-09T00:00:00.000000Z")]  # fmt: skip
        file_found(archive.database, texts, reader(archive._clock))
        archive.compare()
    return str(path)


@pytest.fixture
def run(place, capfdbinary):
    """Return a function of a command's words that gives (status, what it printed, complaints)."""

    def call(*words):
        status = main([*words, "--archive", place])
        out, err = capfdbinary.readouterr()
        return status, out.decode(), err.decode()

    return call


def ids(run):
    (incident,) = map(json.loads, run("export", "jsonl")[1].splitlines()[1:])
    return incident["incident"], [claim for claim in incident["claims"] if claim["harm"]]


def test_every_command_explains_itself(capsys):
    for name in COMMANDS:
        with pytest.raises(SystemExit) as ended:
            main([name, "--help"])
        assert ended.value.code == 0
        assert "exit status" in capsys.readouterr().out


def test_incidents_search_and_show(run):
    status, out, _ = run("incidents", "--place", "veld")
    assert status == 0
    assert "Shelling, Veldhaven" in out
    assert "nothing found" in run("incidents", "--since", "2024-05-01")[1]
    assert "[Shells]" in run("search", "shell", "veldhaven")[1]
    incident, (toll, *_) = ids(run)
    page = run("show", incident)[1]
    assert "KILLED  contradict" in page
    assert "“4 people were killed”" in page
    assert "Shells hit Veldhaven" in run("show", toll["report"])[1]
    assert "made" in run("show", f"{toll['report']}/o1")[1]
    assert "carried 1 times" in run("show", toll["origin"])[1]


def test_the_archive_of_a_day_is_asked_the_same_way(run):
    assert "nothing found" in run("incidents", "--as-of", "2024-03-31")[1]
    assert "Shelling" in run("incidents", "--as-of", "2024-04-02")[1]
    status, _, err = run("incidents", "--as-of", "someday")
    assert (status, err.count("\n")) == (2, 1)


def test_review_is_decided_listed_and_verified(run):
    _, (toll, *_) = ids(run)
    fact = f"{toll['report']}/o1"
    assert run("review", "accept", fact, *BY)[0] == 0
    assert run("review", "correct", fact, "max", "null", *BY)[0] == 0
    assert run("review", "rate", "source:The Post", "c", *BY)[0] == 0
    assert run("review", "undo", "3", "--by", "Bo", "--reason", "no")[0] == 0
    listed = run("review", "list")[1]
    for words in ("-> unknown", "rate C (undone)", "undo 3", "checked"):
        assert words in listed
    status, out, _ = run("review", "verify")
    assert (status, "4 decisions" in out) == (0, True)
    assert run("review", "verify", "--noted", "abc")[0] == 1
    assert "alpha" in run("review", "agreement")[1]
    status, _, err = run("review", "accept", fact, "--by", "", "--reason", "x")
    assert (status, "needs the name" in err) == (2, True)


def test_merge_split_and_link_name_incidents_and_facts(run):
    incident, tolls = ids(run)
    one, other = (f"{toll['report']}/v1" for toll in tolls)
    assert run("review", "split", incident, one, *BY)[0] == 0
    assert "2 incidents" in run("incidents")[1]
    assert run("review", "link", one, other, *BY)[0] == 0
    assert "1 incidents" in run("incidents")[1]


def test_diff_and_brief_tell_what_changed(run):
    _, tolls = ids(run)
    old, new = (next(t["report"] for t in tolls if t["min"] == n) for n in (4, 7))
    assert "killed 4 -> 7" in run("diff", old, new)[1]
    brief = run("brief", "--since", "2024-03-31")[1]
    for words in ("2 new reports", "1 new incidents", "CONTRADICTED", "killed 4 -> 7"):
        assert words in brief
    assert "0 new reports" in run("brief", "--since", "2024-06-01")[1]


def test_release_make_check_write_and_changes(run, tmp_path):
    incident, _ = ids(run)
    assert run("release", "make", "one", *BY)[0] == 2
    run("review", "release", incident, *BY)
    assert run("release", "make", "one", *BY)[0] == 0
    status, out, _ = run("release", "check", "one")
    assert (status, out.count("the same bytes")) == (0, 3)
    run("release", "write", "one", str(tmp_path / "out"))
    assert (tmp_path / "out" / "MANIFEST.json").is_file()
    assert "new" in run("release", "changes", "one")[1]
    assert "public" in run("release", "list")[1]


def test_export_goes_to_a_file_or_to_standard_output(run, tmp_path):
    path = tmp_path / "claims.csv"
    run("export", "csv", "-o", str(path))
    assert path.read_bytes().decode() == run("export", "csv")[1]
    assert "not for the public" in run("export", "csv", "--internal")[2]


def test_a_table_is_brought_in(run, tmp_path):
    path = tmp_path / "team.csv"
    path.write_text("day,where\n2024-03-05,Veldhaven\nsoon,Marrow\n", encoding="utf-8")
    status, out, err = run("import", "csv", str(path), "--map", "date=day", "--map", "place=where")
    assert (status, "1 rows brought in" in out, "no day" in err) == (2, True, True)
    assert "expected FIELD=COLUMN" in run("import", "csv", str(path), "--map", "date")[2]


def test_an_archive_that_is_not_there_is_not_made_by_a_question(tmp_path, capsys):
    assert main(["incidents", "--archive", str(tmp_path / "none.db")]) == 2
    assert "dateline ingest" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.model
def test_ingest_reads_skips_and_says_what_it_refused(tmp_path, capsys):
    texts, place = tmp_path / "texts", str(tmp_path / "archive.db")
    texts.mkdir()
    (texts / "a.txt").write_text(
        "MARROW, March 5 — Shells killed at least four people in Taiz, the mayor said.\n",
        encoding="utf-8",
    )
    assert main(["ingest", str(texts), "--archive", place]) == 0
    assert "1 read, 0 already there" in capsys.readouterr().out
    (texts / "b.html").write_text("<p>x</p>", encoding="utf-8")
    assert main(["ingest", str(texts), "--again", "--archive", place]) == 2
    shown = capsys.readouterr()
    assert "0 read, 1 already there, 1 refused" in shown.out
    assert "save the article as plain text" in shown.err
    assert main(["search", "shells", "--archive", place]) == 0
