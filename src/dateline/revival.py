"""A record again from its JSON and the text it was read in: the way back of `Record.to_json`."""

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from dateline.errors import BadInput
from dateline.records import FORMAT, Record

_Make = Callable[[Any], Any]


def record_from_json(source: str | Mapping[str, Any], text: str) -> Record:
    """Return the record that `Record.to_json` (or `to_dict`) gave of this text.

    What the JSON leaves out (the words of a dateline before its place was found) stays out.

    Raises:
        BadInput: It is no `dateline-record/1`, or was read in another text.
    """
    try:
        plain = dict(json.loads(source) if isinstance(source, str) else source)
        if plain.get("format") != FORMAT:
            raise BadInput(f"expected a record of the format {FORMAT}, not {plain.get('format')!r}")
        plain["article"] = {**plain["article"], "text": text}
        record: Record = _maker(Record)(plain)
    except (AttributeError, KeyError, TypeError, ValueError) as err:
        raise BadInput(f"is no record of the format {FORMAT} ({err})") from err
    if record.article.length != len(text):
        raise BadInput(
            f"the record was read in a text of {record.article.length} characters, this one has "
            f"{len(text)}"
        )
    return record


@cache
def _maker(kind: Any) -> _Make:
    """Return what turns a JSON value into a value of this type."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        (inner,) = (part for part in get_args(kind) if part is not type(None))
        make = _maker(inner)
        return lambda value: None if value is None else make(value)
    if origin is tuple:
        make = _maker(get_args(kind)[0])
        return lambda values: tuple([make(value) for value in values])
    if isinstance(origin, type) and issubclass(origin, Mapping):
        make = _maker(get_args(kind)[1])
        return lambda values: {key: make(value) for key, value in values.items()}
    if isinstance(kind, type) and hasattr(kind, "__dataclass_fields__"):
        return _record_maker(kind)
    return _same


def _record_maker(kind: type) -> _Make:
    hints = get_type_hints(kind)
    makers = [(f.name, _maker(hints[f.name])) for f in fields(kind)]

    def make(values: Mapping[str, Any]) -> Any:
        return kind(**{name: of(values[name]) for name, of in makers if name in values})

    return make


def _same(value: Any) -> Any:
    return value
