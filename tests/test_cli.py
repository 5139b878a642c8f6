"""The command line: what it prints, what it refuses, and with which exit status."""

import json
import os
import subprocess
import sys
import time

import pytest

TEXT = "DAKHLA, March 3 — The mayor said two people were killed in the shelling.\n"
BAD = {
    "binary": (b"\x7fELF\x00\x00\x01", "NUL"),
    "latin-1": ("Überfall".encode("latin-1"), "UTF-8"),
}


def run(*args: str, stdin: bytes = b"", env: dict[str, str] | None = None):
    return subprocess.run(
        [sys.executable, "-m", "dateline", *args],
        input=stdin,
        capture_output=True,
        env={**os.environ, "NO_COLOR": "1", **(env or {})},
        timeout=120,
        check=False,
    )


def complaint(done) -> str:
    """Return what stands on stderr: one line that begins with the program's name."""
    message = done.stderr.decode()
    assert message.startswith("dateline: ")
    assert message.count("\n") == 1, message
    assert done.stdout == b""
    return message


def test_help_and_version_load_nothing_heavy():
    begun = time.perf_counter()
    assert b"read" in run("--help").stdout
    assert time.perf_counter() - begun < 2
    assert run("--version").stdout.startswith(b"dateline ")


def test_help_is_in_plain_words():
    shown = run("read", "--help").stdout.decode()
    for option in ("--published", "--json", "--why", "--model", "exit status"):
        assert option in shown


def test_a_missing_file_and_a_folder_are_one_line_each(tmp_path):
    missing = run("read", str(tmp_path / "nothing.txt"))
    assert missing.returncode == 2
    assert "nothing.txt" in complaint(missing)
    folder = run("read", str(tmp_path))
    assert folder.returncode == 2
    assert "folder" in complaint(folder)


@pytest.mark.parametrize("kind", BAD)
def test_what_is_not_text_is_refused(kind):
    raw, word = BAD[kind]
    done = run("read", "-", stdin=raw)
    assert done.returncode == 2
    assert word in complaint(done)


@pytest.mark.model
def test_a_wrong_day_of_publication_is_refused():
    done = run("read", "-", "--published", "31.1.2023", stdin=TEXT.encode())
    assert done.returncode == 2
    assert "YYYY-MM-DD" in complaint(done)


@pytest.mark.model
def test_a_path_without_a_model_is_refused(tmp_path):
    done = run("read", "-", "--model", str(tmp_path), stdin=TEXT.encode())
    assert done.returncode == 2
    assert "model" in complaint(done)


@pytest.mark.model
def test_an_unknown_id_is_refused_with_those_there_are():
    done = run("read", "-", "--why", "zz9", stdin=TEXT.encode())
    assert done.returncode == 2
    assert "zz9: no such id" in complaint(done)


@pytest.mark.model
def test_json_is_utf8_whatever_the_terminal_is():
    done = run("read", "-", "--json", stdin=TEXT.encode(), env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout.decode("utf-8"))
    assert record["format"] == "dateline-record/1"
    assert record["article"]["length"] == len(TEXT)


@pytest.mark.model
def test_the_report_survives_a_terminal_that_knows_no_dashes():
    done = run("read", "-", stdin=TEXT.encode(), env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0, done.stderr
    assert done.stdout


@pytest.mark.model
def test_an_empty_text_is_an_empty_record_with_the_reason():
    done = run("read", "-", stdin=b"  \n\n")
    assert done.returncode == 0
    assert b"no words to read" in done.stdout


@pytest.mark.model
def test_a_reader_that_goes_away_is_met_in_silence():
    """`dateline read - --json | head -1` ends without a traceback."""
    code = "import sys; from dateline.cli import main; sys.exit(main(['read', '-', '--json']))"
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as command:
        assert command.stdin
        assert command.stdout
        assert command.stderr
        command.stdout.close()
        command.stdin.write(TEXT.encode() * 200)
        command.stdin.close()
        assert command.stderr.read() == b""
        assert command.wait(timeout=120) == 141
