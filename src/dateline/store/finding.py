"""Paths to texts: files, folders and JSON lines, each with what is known of where it came from.

A file NAME.txt may have a NAME.meta beside it: a JSON object with `published` (a day), `url`,
`outlet`, `retrieved` (UTC). A line of a .jsonl file is an object with `text` and the same keys.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from dateline.article.intake import check_text, decode, read_bytes
from dateline.errors import BadInput
from dateline.store.filing import Found
from dateline.store.moments import start_of

_LINES = frozenset({".jsonl", ".ndjson"})
_TEXT = frozenset({".txt", ".text"})
_SIDECAR = ".meta"
# Formats in which reporting often comes and that are not text to read as it stands.
_OTHER = frozenset(
    ".html .htm .xhtml .mhtml .xml .rss .atom .warc .gz .zip .pdf .doc .docx .odt .rtf".split()
)
# In a folder the rest (notes, pictures, sidecars) is left alone; these are taken, or refused aloud.
_IN_FOLDERS = _LINES | _TEXT | _OTHER
# A line of JSON holds one article: as long as a file may be, with every character escaped.
_LONGEST_LINE = 8_000_000
_NOTHING = Found(raw=b"", text="")  # nothing is known of where a text came from


@dataclass(frozen=True, slots=True)
class Refused:
    """A file or line that was not taken, and why."""

    where: str
    why: str


def find_texts(paths: Iterable[Path]) -> Iterator[tuple[Found | Refused, int]]:
    """Yield what lies at the paths, in order, with how many bytes of input it takes up.

    What cannot be taken is yielded as `Refused` and does not stop the rest.
    """
    for path in list_files(paths):
        try:
            if path.suffix.lower() in _LINES:
                yield from _lines(path)
            else:
                found = _file(path)
                yield found, len(found.raw)
        except BadInput as err:
            yield Refused(str(path), _reason(err, path)), size_of(path)


def list_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files at the paths; of a folder those that hold texts, or seem to, by name."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for file in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
            if file.is_file() and not hidden and file.suffix.lower() in _IN_FOLDERS:
                yield file


def size_of(path: Path) -> int:
    """Return the bytes of a file; 0 where there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _file(path: Path) -> Found:
    kind = path.suffix.lower()
    if kind in _OTHER:
        raise BadInput(f"{path}: {kind} is not read; save the article as plain text (.txt)")
    raw = read_bytes(path)
    text = check_text(decode(raw, name=str(path)))
    about = _sidecar(path)
    return replace(about, raw=raw, text=text, name=path.name)


def _sidecar(path: Path) -> Found:
    beside = path.with_suffix(_SIDECAR)
    if beside == path or not beside.is_file():
        return _NOTHING
    try:
        given = json.loads(decode(read_bytes(beside), name=str(beside)))
    except ValueError as err:
        raise BadInput(f"{beside}: is not JSON ({err}); mend it, or take it away") from err
    return _about(given, str(beside))


def _lines(path: Path) -> Iterator[tuple[Found | Refused, int]]:
    try:
        with path.open("rb") as stream:
            number = 0
            while line := stream.readline(_LONGEST_LINE):
                number += 1
                where = f"{path}:{number}"
                if not line.strip():
                    continue
                try:
                    yield _line(line, path.name, number, where), len(line)
                except BadInput as err:
                    yield Refused(where, _reason(err, where)), len(line)
    except OSError as err:
        raise BadInput(f"{path}: cannot be read ({err.strerror})") from err


def _line(line: bytes, file: str, number: int, where: str) -> Found:
    try:
        given = json.loads(decode(line, name=where))
    except ValueError as err:
        raise BadInput(f"{where}: is not JSON ({err})") from err
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        raise BadInput(f'{where}: expected an object with "text", the article as a string')
    text = check_text(given["text"])
    raw = line.rstrip(b"\r\n")
    name = f"{file}:{number}"
    return replace(_about(given, where), raw=raw, text=text, name=name, text_from="jsonl:text")


def _about(given: Any, where: str) -> Found:
    """Return what a sidecar or line says of its text, checked; other keys are left alone."""
    if not isinstance(given, dict):
        raise BadInput(f"{where}: expected an object, with published, url, outlet, retrieved")
    for name in ("url", "outlet", "published", "retrieved"):
        value = given.get(name)
        if value is not None and not isinstance(value, str):
            raise BadInput(f"{where}: {name} is {value!r}; expected a string")
    published, retrieved = given.get("published"), given.get("retrieved")
    try:
        return replace(
            _NOTHING,
            url=(given.get("url") or "").strip() or None,
            outlet=(given.get("outlet") or "").strip() or None,
            published=date.fromisoformat(published[:10]).isoformat() if published else None,
            retrieved=start_of(retrieved) if retrieved else None,
        )
    except ValueError as err:
        raise BadInput(
            f"{where}: {err}; give published as YYYY-MM-DD and retrieved as YYYY-MM-DDTHH:MM:SSZ"
        ) from err


def _reason(err: BadInput, where: object) -> str:
    return str(err).removeprefix(f"{where}: ")
