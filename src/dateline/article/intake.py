"""Bytes to the article text: UTF-8 only, no newline translation, a byte order mark stays."""

from pathlib import Path

from dateline.errors import BadInput

# A dispatch is a few kB; a book is under 2 MB. Beyond this the file is surely something else.
MAX_BYTES = 20_000_000


def read_file(path: Path) -> str:
    """Return the text of a file.

    Raises:
        BadInput: The file is missing, a folder, too large, or not UTF-8 text.
    """
    if path.is_dir():
        raise BadInput(f"{path}: is a folder; give one text file, or - for standard input")
    try:
        raw = path.read_bytes()
    except OSError as err:
        raise BadInput(f"{path}: cannot be read ({err.strerror}); give a text file") from err
    return decode(raw, name=str(path))


def decode(raw: bytes, *, name: str = "input") -> str:
    """Return the bytes as text, every code point where it was.

    Raises:
        BadInput: The bytes are too many, not UTF-8, or hold NUL bytes (a binary file).
    """
    if len(raw) > MAX_BYTES:
        raise BadInput(
            f"{name}: {len(raw):,} bytes; one article of at most {MAX_BYTES:,} was expected"
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
