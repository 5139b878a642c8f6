"""A dump of GeoNames becomes a gazetteer of one's own; the dumps here are made by hand."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from dateline import gazetteer_install
from dateline.errors import BadInput, BadLexicon
from dateline.gazetteer import Gazetteer, load_gazetteer
from dateline.gazetteer_install import install

pytestmark = pytest.mark.slow


def row(number: int, name: str, *, other: str = "", kind: str = "P PPL", area: str = "") -> str:
    first, _, code = kind.partition(" ")
    fields = [
        str(number),
        name,
        name,
        other,
        "48.1",
        "37.5",
        first,
        code,
        "UA",
        "",
        area,
        "",
        "",
        "",
    ]
    return "\t".join([*fields, "320", "", "100", "Europe/Kyiv", "2020-01-01"]) + "\n"


DUMP = (
    row(709716, "Donetsk Oblast", kind="A ADM1", area="05")
    + row(9000001, "Testivka", other="Тестівка,Testovka", area="05")
    + row(9000002, "Drovnyask Hospital", kind="S HSP", area="05")
    + row(701822, "Mariupol", area="05")
)


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "UA.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("UA.txt", DUMP)
        archive.writestr("readme.txt", "about")
    return path


def test_places_that_are_not_packaged_are_added(dump: Path, tmp_path: Path) -> None:
    said: list[str] = []
    made = install(dump, tmp_path / "data", load_gazetteer(), said.append)
    gazetteer = load_gazetteer(str(made))
    (found,) = gazetteer.lookup("Testovka")
    assert (found.name, found.geonames_id, found.country) == ("Testivka", 9000001, "UA")
    assert found.admin1 is not None
    assert gazetteer.entry(found.admin1).name == "Donetsk Oblast"
    assert gazetteer.lookup("Drovnyask Hospital")[0].kind == "facility"
    # What is packaged stays as it is, once.
    assert gazetteer.lookup("Mariupol") == load_gazetteer().lookup("Mariupol")
    assert "4 rows read, 2 places kept" in said
    assert [p.name for p in (tmp_path / "data").iterdir()] == ["gazetteer.bin"]


def test_no_name_in_an_archive_is_used_as_a_path(tmp_path: Path) -> None:
    path = tmp_path / "in" / "UA.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../evil.txt", DUMP)
    install(path, tmp_path / "data", load_gazetteer(), lambda _: None)
    assert not list(tmp_path.rglob("evil.txt"))


def test_an_interrupted_install_goes_on_where_it_stopped(dump, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(gazetteer_install, "BATCH", 2)

    def stop(line: str) -> None:
        if line.startswith("2 rows"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        install(dump, tmp_path / "data", load_gazetteer(), stop)
    assert not (tmp_path / "data" / "gazetteer.bin").exists()
    said: list[str] = []
    made = install(dump, tmp_path / "data", load_gazetteer(), said.append)
    assert said[0] == "going on after 2 rows"
    assert len(load_gazetteer(str(made)).lookup("Testivka")) == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [("a\tb\n", "columns"), ("", "no places"), (DUMP.replace("48.1", "north"), "GeoNames dump")],
)
def test_what_is_no_dump_is_refused_in_words(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "x.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadInput, match=message):
        install(path, tmp_path / "data", load_gazetteer(), lambda _: None)
    with pytest.raises(BadInput, match="cannot be read"):
        install(tmp_path / "none.zip", tmp_path / "data", load_gazetteer(), lambda _: None)


def test_a_file_made_for_another_version_is_refused(dump: Path, tmp_path: Path) -> None:
    made = install(dump, tmp_path / "data", load_gazetteer(), lambda _: None)
    raw = made.read_bytes().replace(load_gazetteer().fingerprint.encode(), b"0" * 12, 1)
    with pytest.raises(BadLexicon, match="install the dump again"):
        Gazetteer(raw, source="own", base=load_gazetteer())
    with pytest.raises(BadLexicon, match="install the dump again"):
        load_gazetteer(str(tmp_path / "gone.bin"))


def test_the_command_installs_into_the_users_data_folder(dump: Path, tmp_path: Path) -> None:
    env = {**os.environ, "XDG_DATA_HOME": str(tmp_path / "home")}

    def run(*args: str) -> str:
        command = [sys.executable, "-m", "dateline", "gazetteer", *args]
        return subprocess.run(
            command, env=env, capture_output=True, text=True, check=True, timeout=120
        ).stdout

    assert "no place" in run("find", "Testovka")
    assert "installed:" in run("install", str(dump))
    assert "Testivka" in run("find", "Testovka")
    assert "UA.zip" in run("info")


def alternate(number: int, of: int, language: str, name: str, *, colloquial: str = "") -> str:
    return "\t".join((str(number), str(of), language, name, "", "", colloquial, "", "", "")) + "\n"


NAMES = (
    alternate(1, 701822, "en", "Zhdanovgrad")
    + alternate(2, 9000001, "de", "Testiwka")
    + alternate(3, 9000001, "uk", "Тестівка")
    + alternate(4, 701822, "link", "https://example.org/Mariupol")
    + alternate(5, 701822, "en", "Harbour Queen", colloquial="1")
    + alternate(6, 99999999, "en", "Nowhereville")
    + alternate(7, 701822, "en", "Mariupol")
)


@pytest.fixture
def names(tmp_path: Path) -> Path:
    path = tmp_path / "alternateNamesV2.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("alternateNamesV2.txt", NAMES)
        archive.writestr("iso-languagecodes.txt", "ISO 639-3\tISO 639-2\n")
    return path


def test_names_are_added_to_places_packaged_and_installed(
    dump: Path, names: Path, tmp_path: Path
) -> None:
    said: list[str] = []
    install(dump, tmp_path / "data", load_gazetteer(), said.append)
    made = install(names, tmp_path / "data", load_gazetteer(), said.append)
    load_gazetteer.cache_clear()
    gazetteer = load_gazetteer(str(made))
    (packaged,) = gazetteer.lookup("Zhdanovgrad")
    assert (packaged.geonames_id, packaged.name, packaged.match) == (
        701822,
        "Mariupol",
        "alternate",
    )
    (own,) = gazetteer.lookup("Testiwka", sound=False)
    assert own.geonames_id == 9000001
    # What was installed before is still there, and what is known is not told twice.
    assert gazetteer.lookup("Testovka", sound=False)[0].geonames_id == 9000001
    assert gazetteer.lookup("Mariupol") == load_gazetteer().lookup("Mariupol")
    for none in ("Harbour Queen", "Nowhereville", "https://example.org/Mariupol"):
        assert not gazetteer.lookup(none, sound=False)
    assert "7 rows read, 2 names kept" in said
    assert gazetteer.info["sources"] == {"geonames": "UA.zip, alternateNamesV2.zip"}
    assert [p.name for p in (tmp_path / "data").iterdir()] == ["gazetteer.bin"]


def test_names_may_come_without_places_and_places_after_them(
    dump: Path, names: Path, tmp_path: Path
) -> None:
    plain = tmp_path / "alternateNames.txt"  # the older export has eight columns
    plain.write_text(NAMES.replace("\t\t\n", "\n"), encoding="utf-8")
    install(plain, tmp_path / "data", load_gazetteer(), lambda _: None)
    made = install(dump, tmp_path / "data", load_gazetteer(), lambda _: None)
    load_gazetteer.cache_clear()
    gazetteer = load_gazetteer(str(made))
    assert gazetteer.lookup("Zhdanovgrad")[0].geonames_id == 701822
    assert gazetteer.lookup("Testivka")[0].geonames_id == 9000001


def test_a_second_dump_of_places_adds_to_the_first(dump: Path, tmp_path: Path) -> None:
    install(dump, tmp_path / "data", load_gazetteer(), lambda _: None)
    other = tmp_path / "PL.txt"
    other.write_text(row(9000003, "Zweitowo") + row(9000001, "Testivka"), encoding="utf-8")
    said: list[str] = []
    made = install(other, tmp_path / "data", load_gazetteer(), said.append)
    load_gazetteer.cache_clear()
    gazetteer = load_gazetteer(str(made))
    assert gazetteer.lookup("Zweitowo")[0].geonames_id == 9000003
    assert len(gazetteer.lookup("Testivka")) == 1
    assert "2 rows read, 1 places kept" in said


def test_an_interrupted_install_of_names_goes_on(names, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(gazetteer_install, "BATCH", 2)

    def stop(line: str) -> None:
        if line.startswith("4 rows"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        install(names, tmp_path / "data", load_gazetteer(), stop)
    assert not (tmp_path / "data" / "gazetteer.bin").exists()
    said: list[str] = []
    made = install(names, tmp_path / "data", load_gazetteer(), said.append)
    assert said[0] == "going on after 4 rows"
    assert "7 rows read, 1 names kept" in said
    assert load_gazetteer(str(made)).lookup("Zhdanovgrad")[0].geonames_id == 701822


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (NAMES + "8\t9\ten\n", "line 8: is no row of alternate names"),
        (NAMES + row(1, "Town"), "line 8: is no row of alternate names"),
        (DUMP + NAMES, "line 5: has 10 columns"),
        ("a\tb\tc\td\te\tf\tg\th\n", "8 columns"),
    ],
)
def test_damaged_names_are_refused_in_words(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "x.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadInput, match=message):
        install(path, tmp_path / "data", load_gazetteer(), lambda _: None)
    assert not (tmp_path / "data" / "gazetteer.bin").exists()


@pytest.mark.parametrize("keep", [0.3, 0.7])
def test_an_archive_cut_short_is_refused_and_what_was_installed_stays(
    dump: Path, names: Path, tmp_path: Path, keep: float
) -> None:
    made = install(dump, tmp_path / "data", load_gazetteer(), lambda _: None)
    before = made.read_bytes()
    raw = names.read_bytes()
    names.write_bytes(raw[: int(len(raw) * keep)])
    with pytest.raises(BadInput):
        install(names, tmp_path / "data", load_gazetteer(), lambda _: None)
    assert made.read_bytes() == before


def test_a_damaged_or_missing_gazetteer_of_ones_own_stops_the_reading(tmp_path: Path) -> None:
    """Never a record with silently empty places: a message with the way to mend it."""
    home = tmp_path / "home" / "dateline"
    home.mkdir(parents=True)
    (home / "gazetteer.bin").write_bytes(b"dateline-gazetteer/1\n{}\n")
    text = tmp_path / "a.txt"
    text.write_text("Shells fell on Mariupol.", encoding="utf-8")
    env = {**os.environ, "XDG_DATA_HOME": str(tmp_path / "home")}
    for more in ([], ["--gazetteer", str(tmp_path / "gone.bin")]):
        command = [sys.executable, "-m", "dateline", "read", str(text), *more]
        done = subprocess.run(
            command, env=env, capture_output=True, text=True, check=False, timeout=120
        )
        assert done.returncode == 1
        assert done.stdout == ""
        assert "gazetteer.bin" in done.stderr or "gone.bin" in done.stderr
        assert "install the dump again" in done.stderr
