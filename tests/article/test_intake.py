"""Bytes to text, or one clear sentence about why not."""

import pytest

from dateline.article.intake import MAX_CHARACTERS, check_text, decode, read_file
from dateline.errors import BadInput


@pytest.mark.parametrize("text", ["", "\ufeffTwo\r\ndied.\r", "Тиша 😀 \u200f"])
def test_utf8_comes_through_as_it_is(text, tmp_path):
    path = tmp_path / "text.txt"
    path.write_bytes(text.encode())
    assert read_file(path) == text
    assert check_text(text) == text


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ("Café".encode("latin-1"), "is not UTF-8 (byte 0xe9 at offset 3)"),
        ("Two died.".encode("utf-16"), "is UTF-16 text"),
        ("Two died.".encode("utf-32"), "is UTF-32 text"),
        (b"\x7fELF\x00\x00", "holds NUL bytes at offset 4"),
        (b"\x89PNG\r\n\x1a\n\x00", "NUL bytes"),
        (b"a" * 10_000_000, "give one article"),
    ],
)
def test_what_is_no_utf8_text_is_named(raw, says, tmp_path):
    path = tmp_path / "text.txt"
    path.write_bytes(raw)
    with pytest.raises(BadInput) as info:
        read_file(path)
    assert says in str(info.value)
    assert str(path) in str(info.value)
    with pytest.raises(BadInput, match="input"):
        decode(raw)


def test_a_folder_and_a_missing_file_are_named(tmp_path):
    with pytest.raises(BadInput, match="is a folder"):
        read_file(tmp_path)
    with pytest.raises(BadInput, match="cannot be read"):
        read_file(tmp_path / "none.txt")
    with pytest.raises(BadInput, match="no file name"):
        read_file(tmp_path / "a\0b")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("ab\ud800c", r"lone surrogate \(U\+D800 at offset 2\)"),
        ("ab\x00c", "NUL character at offset 2"),
        ("a" * (MAX_CHARACTERS + 1), "at most 300,000"),
        (b"bytes", "not bytes"),
        (None, "not NoneType"),
    ],
)
def test_what_no_record_can_hold_is_refused(text, says):
    with pytest.raises(BadInput, match=says):
        check_text(text)
