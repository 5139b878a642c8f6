"""Bad input gives one clear line or an empty record with its reason, never a stack trace."""

import io
import subprocess
import sys

import pytest

import dateline
from dateline.article.intake import MAX_CHARACTERS
from dateline.cli import main
from dateline.errors import BadInput

STORY = "TAIZ, Yemen (AP) — Two men were killed by shelling in Taiz on Monday, the governor said."


@pytest.fixture
def run(capsys, monkeypatch):
    """Return a function (arguments, standard input) -> exit status, output, complaint."""

    def call(*args: str, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = main(["read", *args])
        out, err = capsys.readouterr()
        return status, out, err

    return call


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\r\n\t", "\ufeff", "\u200f\u200e", "...", "— — —", "😀😀", "\u3000", "\x0c"],
)
def test_a_text_without_words_is_an_empty_record_with_the_reason(text):
    record = dateline.read(text)
    assert record.notes == ("the text holds no words to read",)
    assert record.article.length == len(text)
    assert record.entities == record.statements == record.events == record.tolls == ()


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        pytest.param("Café".encode("latin-1"), "is not UTF-8", id="latin-1"),
        pytest.param(STORY.encode("utf-16"), "is UTF-16 text", id="UTF-16"),
        pytest.param(bytes(range(256)), "NUL bytes", id="binary"),
        pytest.param(b"ab\x00cd", "NUL bytes at offset 2", id="NUL"),
        pytest.param(b"\xed\xa0\x80", "is not UTF-8", id="surrogate"),
        pytest.param(b"word " * 2_000_000, "give one article", id="10 MB of one line"),
        pytest.param(b"word " * 100_000, f"at most {MAX_CHARACTERS:,}", id="half a MB"),
    ],
)
@pytest.mark.parametrize("way", ["file", "stdin"])
def test_what_is_no_text_gives_one_line_and_status_2(run, tmp_path, raw, says, way):
    path = tmp_path / "dispatch.txt"
    path.write_bytes(raw)
    status, out, err = run(str(path)) if way == "file" else run("-", stdin=raw)
    assert (status, out) == (2, "")
    assert says in err
    assert err.startswith("dateline: ")
    assert err.count("\n") == 1


def test_a_folder_and_a_missing_file_give_one_line(run, tmp_path):
    for path in (tmp_path, tmp_path / "none.txt"):
        status, out, err = run(str(path))
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert str(path) in err


@pytest.mark.parametrize(
    "day", ["yesterday", "2023-13-01", "2023-02-30", "10.01.2023", "", "٢٠٢٣-٠١-٠١x"]
)
def test_a_day_that_is_none_is_refused(run, tmp_path, day):
    path = tmp_path / "dispatch.txt"
    path.write_text(STORY, encoding="utf-8")
    status, out, err = run(str(path), "--published", day)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "YYYY-MM-DD" in err


@pytest.mark.parametrize("published", ["yesterday", "", 20230110, ("2023", "01")])
def test_the_library_says_the_same(published):
    with pytest.raises(BadInput, match="YYYY-MM-DD"):
        dateline.read(STORY, published)


@pytest.mark.parametrize("text", ["\ud83d", "a\udfff", STORY + "\x00"])
def test_what_utf8_cannot_hold_is_refused_by_the_library(text):
    with pytest.raises(BadInput):
        dateline.read(text)


def test_the_model_of_nowhere_gives_one_line(run, tmp_path):
    path = tmp_path / "dispatch.txt"
    path.write_text(STORY, encoding="utf-8")
    status, out, err = run(str(path), "--model", str(tmp_path / "none"))
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "no spaCy model there" in err


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(STORY.replace(" ", "\r\n"), id="CRLF between words"),
        pytest.param("\ufeff" + STORY, id="BOM"),
        pytest.param("\u202b" + STORY.replace(" ", " \u200f") + "\u202c", id="right-to-left marks"),
        pytest.param(STORY.replace("men", "men 😀👨\u200d👩\u200d👧"), id="emoji"),
        pytest.param("سقطت قذيفتان على السوق في تعز يوم الاثنين.", id="Arabic"),
        pytest.param("Two killed", id="no sentence"),
        pytest.param("12 13 14 %% 15\n\n16 17", id="figures"),
        pytest.param("a", id="one letter"),
        pytest.param("KYIV", id="one town"),
        pytest.param("\"\"\"\"““““”’’’''''", id="marks"),
        pytest.param('he said "', id="an open quotation"),
        pytest.param("said said said said", id="verbs"),
        pytest.param("x" * 20_000, id="one long word"),
        pytest.param("e\u0301" * 50 + " said Zo\u0308e", id="combining marks"),
        pytest.param("killed " * 300, id="one word again and again"),
        pytest.param("((((((" * 100 + "))" * 100 + " two died", id="brackets"),
        pytest.param("<html><body><p>Two men died.</p></body></html>", id="HTML"),
        pytest.param('{"text": "Two men died in Taiz."}\n' * 3, id="JSON"),
        pytest.param("Two men\x0bdied\x0cin\x1cTaiz\x85today\u2028he\u2029said", id="rare breaks"),
        pytest.param("TWO MEN İN ŞANLIURFA DİED, STRAẞE ﬁ", id="capitals that change length"),
    ],
)
def test_odd_text_is_read_into_a_valid_record(text):
    """The contract is checked on the way out; here it must only come out."""
    record = dateline.read(text, "2023-01-10")
    assert record.article.text == text
    assert record.to_json()


@pytest.mark.model
@pytest.mark.parametrize("mark", ["\ufeff", "\u202b"])
def test_a_mark_without_width_changes_nothing_but_the_offsets(mark):
    plain, marked = dateline.read(STORY), dateline.read(mark + STORY)
    assert plain.tolls
    assert [t.span.text for t in marked.tolls] == [t.span.text for t in plain.tolls]
    assert [t.span.start for t in marked.tolls] == [t.span.start + 1 for t in plain.tolls]


def test_the_command_itself_leaves_no_trace(tmp_path):
    path = tmp_path / "dispatch.txt"
    path.write_bytes(b"\xff\xfe\x00")
    code = "import sys; from dateline.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "read", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "UTF-16" in done.stderr
