"""Bytes to the article text: UTF-8 only, no newline translation, a byte order mark stays."""

import codecs
from pathlib import Path

from dateline.errors import BadInput

# A dispatch is a few kB, a long report 200 kB (30,000 words): beyond this it is not one text to
# read from end to end, and reading takes more than a minute.
MAX_CHARACTERS = 300_000
MAX_BYTES = 4 * MAX_CHARACTERS

# UTF-32 first: its mark starts with that of UTF-16.
_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def read_file(path: Path) -> str:
    """Return the text of a file.

    Raises:
        BadInput: The file is missing, a folder, too large, or not UTF-8 text.
    """
    return decode(read_bytes(path), name=str(path))


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file, or one byte more than a text may have.

    Raises:
        BadInput: The file is missing or a folder.
    """
    if path.is_dir():
        raise BadInput(f"{path}: is a folder; give one text file, or - for standard input")
    try:
        with path.open("rb") as stream:
            # No more than is needed to see that it is too much: a device has no end.
            return stream.read(MAX_BYTES + 1)
    except OSError as err:
        raise BadInput(f"{path}: cannot be read ({err.strerror}); give a text file") from err
    except ValueError as err:
        raise BadInput(f"{str(path)!r}: is no file name ({err}); give a text file") from err


def decode(raw: bytes, *, name: str = "input") -> str:
    """Return the bytes as text, every code point where it was.

    Raises:
        BadInput: The bytes are too many, not UTF-8, or hold NUL bytes (a binary file).
    """
    if len(raw) > MAX_BYTES:
        raise BadInput(f"{name}: more than {MAX_BYTES:,} bytes; give one article, split into parts")
    for mark, encoding in _WIDE_MARKS:
        if raw.startswith(mark):
            raise BadInput(
                f"{name}: is {encoding} text, not UTF-8; "
                f"save it as UTF-8, e.g. `iconv -f {encoding} -t UTF-8`"
            )
    if b"\x00" in raw:
        raise BadInput(
            f"{name}: holds NUL bytes at offset {raw.index(0)}, so it is not a plain text file; "
            "save it as UTF-8 text"
        )
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as err:
        raise BadInput(
            f"{name}: is not UTF-8 (byte 0x{raw[err.start]:02x} at offset {err.start}); "
            "save it as UTF-8 text, e.g. `iconv -f WINDOWS-1252 -t UTF-8`"
        ) from err


def check_text(text: str) -> str:
    """Return the text, if it is one that a record can hold and that can be read in a minute.

    Raises:
        BadInput: It is no str, too long, or holds a lone surrogate or a NUL character.
    """
    if not isinstance(text, str):
        raise BadInput(f"expected the article as str, not {type(text).__name__}; decode it first")
    if len(text) > MAX_CHARACTERS:
        raise BadInput(
            f"the text has {len(text):,} characters; dateline reads one article of at most "
            f"{MAX_CHARACTERS:,} at a time, so split it into its parts"
        )
    try:
        text.encode()
    except UnicodeEncodeError as err:
        raise BadInput(
            f"the text holds a lone surrogate (U+{ord(text[err.start]):04X} at offset {err.start}), "
            "which no UTF-8 file can hold; decode its source again"
        ) from err
    if "\x00" in text:
        raise BadInput(
            f"the text holds a NUL character at offset {text.index(chr(0))}; it is not plain text"
        )
    return text
