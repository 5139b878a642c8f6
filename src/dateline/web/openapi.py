"""The JSON API's own description, made from the types that its answers are written from.

No second list of fields is kept: a schema is read off a dataclass, so it cannot say anything else
than what is sent.
"""

import types
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Mapping as MappingType
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

VERSION = "1"
Json = dict[str, Any]
_PLAIN: Mapping[type, Json] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Param:
    """A value that an address carries, in its path or its query."""

    name: str
    about: str
    place: Literal["path", "query"] = "query"
    schema: type = str
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One address of the API: what it answers, with which type, and what does it."""

    path: str
    about: str
    answer: type
    run: Callable[..., Any]
    method: Literal["get", "post"] = "get"
    params: tuple[Param, ...] = ()
    body: type | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One address that writes: what its fields are; it answers where to look next."""

    path: str
    about: str
    act: Callable[..., Any]
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def describe(endpoints: Sequence[Endpoint], forms: Sequence[Form] = ()) -> Json:
    """Return the OpenAPI 3.1 document of the endpoints and the forms."""
    schemas: dict[str, Json] = {}
    paths: dict[str, Json] = {}
    for endpoint in endpoints:
        shape = path_of(endpoint)
        paths.setdefault(shape, {})[endpoint.method] = _operation(endpoint, schemas)
    for form in forms:
        paths[form.path.replace(":int}", "}")] = {"post": _write(form)}
    schemas["Error"] = {
        "type": "object",
        "properties": {"error": {"type": "string"}},
        "required": ["error"],
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "dateline",
            "version": VERSION,
            "description": "What the archive holds, as the page shows it. Claims are claims of "
            "those who make them. A write carries the page's token in X-Dateline-Token.",
        },
        "paths": paths,
        "components": {"schemas": dict(sorted(schemas.items()))},
    }


def _write(form: Form) -> Json:
    names = [part[1:-1].partition(":") for part in form.path.split("/") if part.startswith("{")]
    fields: Json = {name: {"type": "string"} for name in ("token", *form.needs, *form.takes)}
    fields |= {name: {"type": "string", "format": "binary"} for name in form.files}
    kind = "multipart/form-data" if form.files else "application/x-www-form-urlencoded"
    body = {"type": "object", "properties": fields, "required": list(form.needs)}
    error = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    return {
        "summary": form.about,
        "parameters": [
            {
                "name": name,
                "in": "path",
                "required": True,
                "schema": {"type": "integer" if sort == "int" else "string"},
            }
            for name, _, sort in names
        ],
        "requestBody": {"required": True, "content": {kind: {"schema": body}}},
        "responses": {
            "200": {
                "description": "Done; `to` is where to look next (ask for application/json)",
                "content": {"application/json": {"schema": {"type": "object"}}},
            },
            "400": {"description": "Refused, with the reason", "content": error},
            "403": {"description": "The page's token is missing", "content": error},
        },
    }


def path_of(endpoint: Endpoint) -> str:
    """Return the path as OpenAPI writes it: converters of the router left out."""
    return endpoint.path.replace(":path}", "}")


def _operation(endpoint: Endpoint, schemas: dict[str, Json]) -> Json:
    refused = {
        "description": "Refused, with the reason",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
    }
    done: Json = {
        "summary": endpoint.about,
        "parameters": [
            {
                "name": param.name,
                "in": param.place,
                "description": param.about,
                "required": param.required or param.place == "path",
                "schema": dict(_PLAIN[param.schema]),
            }
            for param in endpoint.params
        ],
        "responses": {
            "200": {
                "description": "What was asked for",
                "content": {"application/json": {"schema": schema_of(endpoint.answer, schemas)}},
            },
            "400": refused,
            "404": refused,
        },
    }
    if endpoint.body is not None:
        done["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": schema_of(endpoint.body, schemas)}},
        }
        done["responses"]["403"] = refused
    return done


def schema_of(kind: Any, schemas: dict[str, Json]) -> Json:
    """Return the JSON schema of a type; dataclasses and named tuples go into `schemas` by name."""
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    if kind is Any:
        return {}
    origin, args = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"type": "string", "enum": list(args)}
    if origin in (Union, types.UnionType):
        parts = [schema_of(part, schemas) for part in args if part is not type(None)]
        nullable = [{"type": "null"}] if type(None) in args else []
        return {"anyOf": [*parts, *nullable]} if len(parts) + len(nullable) > 1 else parts[0]
    if origin in (dict, Mapping, MappingType):
        return {"type": "object", "additionalProperties": schema_of(args[1], schemas)}
    if origin is tuple and Ellipsis not in args:
        items = [schema_of(part, schemas) for part in args]
        return {
            "type": "array",
            "prefixItems": items,
            "minItems": len(items),
            "maxItems": len(items),
        }
    if origin in (tuple, list, Sequence, frozenset):
        return {"type": "array", "items": schema_of(args[0], schemas)}
    if is_dataclass(kind) or hasattr(kind, "_fields"):
        return _object(kind, schemas)
    raise TypeError(f"{kind}: has no schema; use a dataclass, a list or a plain value")


def _object(kind: Any, schemas: dict[str, Json]) -> Json:
    name = kind.__name__
    if name not in schemas:
        schemas[name] = {}  # a type may hold itself
        hints = get_type_hints(kind)
        names = [f.name for f in fields(kind)] if is_dataclass(kind) else list(kind._fields)
        schemas[name] = {
            "type": "object",
            "description": (kind.__doc__ or "").strip().partition("\n")[0],
            "properties": {field: schema_of(hints[field], schemas) for field in names},
            "required": names,
            "additionalProperties": False,
        }
    return {"$ref": f"#/components/schemas/{name}"}


def plain(value: Any) -> Any:
    """Return JSON values of what an endpoint answers, by the same rules as `schema_of`."""
    if hasattr(value, "_asdict"):
        return {key: plain(part) for key, part in value._asdict().items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple | frozenset):
        return [plain(part) for part in value]
    return value
