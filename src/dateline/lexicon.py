"""Load the packaged word lists: typed, cached, checked.

The editable sources are `lexicons/*.yaml|tsv`; `tools/build_lexicons.py` turns each into one
`_data/lexicons/NAME.json`. A stage asks for a list by name and gets plain immutable values.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from dateline.errors import BadLexicon

_FOLDER = files("dateline") / "_data" / "lexicons"
_WEIGHTS = files("dateline") / "_data" / "weights"


@cache
def _load(name: str) -> tuple[Any, str]:
    source = _FOLDER / f"{name}.json"
    try:
        raw = source.read_bytes()
        return json.loads(raw), hashlib.sha256(raw).hexdigest()[:12]
    except FileNotFoundError as err:
        raise BadLexicon(f"lexicon {name!r} is not packaged; run `make data` to build it") from err
    except ValueError as err:
        raise BadLexicon(f"lexicon {name!r} is not JSON ({err}); run `make data`") from err


@cache
def words(name: str) -> frozenset[str]:
    """Return a word list (a YAML list, or the first column of a TSV) as a set of strings."""
    value, _ = _load(name)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise BadLexicon(f"lexicon {name!r}: expected a list of words")
    return frozenset(value)


def table(name: str) -> Mapping[str, Any]:
    """Return a keyed lexicon: key -> row (mapping, list or word), read-only, in source order."""
    value, _ = _load(name)
    if not isinstance(value, dict):
        raise BadLexicon(f"lexicon {name!r}: expected a table of keys and rows")
    return MappingProxyType(value)


@cache
def weights(name: str) -> Mapping[str, Any]:
    """Return the fitted numbers of a stage, with the card of how they were made.

    `learn/NAME.py` writes them to `_data/weights/NAME.json`.
    """
    source = _WEIGHTS / f"{name}.json"
    try:
        value = json.loads(source.read_bytes())
    except FileNotFoundError as err:
        raise BadLexicon(f"weights {name!r} are not packaged; reinstall dateline") from err
    except ValueError as err:
        raise BadLexicon(f"weights {name!r} are damaged ({err}); reinstall dateline") from err
    if not isinstance(value, dict):
        raise BadLexicon(f"weights {name!r}: expected a table of numbers; reinstall dateline")
    return MappingProxyType(value)


@cache
def classes(name: str) -> Mapping[str, str]:
    """Return word -> class for a lexicon written as class: [words]; a word has one class."""
    out: dict[str, str] = {}
    for label, members in table(name).items():
        if not isinstance(members, list):
            raise BadLexicon(f"lexicon {name!r}, class {label!r}: expected a list of words")
        for word in members:
            if word in out:
                raise BadLexicon(f"lexicon {name!r}: {word!r} is in {out[word]!r} and {label!r}")
            out[word] = label
    return MappingProxyType(out)


def fingerprint(name: str) -> str:
    """Return the first 12 hex digits of the SHA-256 of the packaged list."""
    return _load(name)[1]


@cache
def fingerprints() -> Mapping[str, str]:
    """Return name -> fingerprint of every packaged word list, in alphabetical order."""
    names = sorted(p.name.removesuffix(".json") for p in _FOLDER.iterdir())
    fitted = {
        f"weights/{p.name.removesuffix('.json')}": hashlib.sha256(p.read_bytes()).hexdigest()[:12]
        for p in sorted(_WEIGHTS.iterdir(), key=lambda p: p.name)
    }
    return MappingProxyType({name: fingerprint(name) for name in names} | fitted)
