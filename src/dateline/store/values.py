"""What a fact says, in values that do not depend on how a reading numbered its parts.

A decision keeps these values as they stood, so that a later reading can be held against them; they
are also the fields that a person can correct.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, get_args

from dateline.errors import BadInput
from dateline.records import Record, Span
from dateline.store.keys import main_span
from dateline.vocabulary import (
    ACLED,
    Certainty,
    ControlStatus,
    EntityType,
    Harm,
    PlaceKind,
    Plover,
    Realis,
    Victims,
)

Values = Mapping[str, Any]

# layer -> the fields that are shown, compared and corrected. A field that names other parts of
# the record is given by their names.
FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "entities": ("type", "name", "role", "side", "protect"),
        "places": ("name", "kind", "geonames_id", "lat", "lon", "radius_km", "country", "admin1",
                   "sensitive"),
        "times": ("start", "end", "granularity"),
        "statements": ("speaker", "content", "certainty", "channel"),
        "events": ("plover", "acled", "realis", "start", "end", "actors", "targets", "places",
                   "span"),
        "tolls": ("harm", "min", "max", "victims", "children", "said_by", "span"),
        "control": ("status", "place", "holders", "certainty", "said_by", "span"),
        "damage": ("object", "place", "extent", "span"),
    }
)  # fmt: skip
_CLOSED: Mapping[tuple[str, str], frozenset[str]] = MappingProxyType(
    {
        ("entities", "type"): frozenset(get_args(EntityType)),
        ("places", "kind"): frozenset(get_args(PlaceKind)),
        ("statements", "certainty"): frozenset(get_args(Certainty)),
        ("events", "plover"): frozenset(get_args(Plover)),
        ("events", "acled"): ACLED,
        ("events", "realis"): frozenset(get_args(Realis)),
        ("tolls", "harm"): frozenset(get_args(Harm)),
        ("tolls", "victims"): frozenset(get_args(Victims)),
        ("control", "status"): frozenset(get_args(ControlStatus)),
        ("control", "certainty"): frozenset(get_args(Certainty)),
    }
)
_WHOLE = frozenset({"min", "max", "geonames_id"})
_REAL = frozenset({"lat", "lon", "radius_km"})
_YES_NO = frozenset({"children", "protect", "sensitive"})
_LISTS = frozenset({"actors", "targets", "places", "holders", "said_by"})
_DAYS = frozenset({"start", "end"})
_REQUIRED = frozenset(
    {"span", "type", "name", "kind", "certainty", "realis", "harm", "victims", "status", "object"}
)


def fact_values(record: Record, layer: str, fact: Any) -> Values:
    """Return field -> value of one fact, as plain JSON, other parts of the record by name."""
    names = {entity.id: entity.name for entity in record.entities}
    places = {place.id: place.name for place in record.places}
    speakers = {s.id: names.get(s.speaker or "") for s in record.statements}
    plain: dict[str, Callable[[], Any]] = {
        "speaker": lambda: names.get(fact.speaker or ""),
        "content": lambda: " … ".join(span.text for span in fact.content),
        "actors": lambda: [names[id] for id in fact.actors],
        "targets": lambda: [names[id] for id in fact.targets],
        "holders": lambda: [names[id] for id in fact.holders],
        "places": lambda: [places[id] for id in fact.places],
        "place": lambda: places.get(fact.place or ""),
        "span": lambda: _words(main_span(fact)),
        "said_by": lambda: list(
            dict.fromkeys(name for id in fact.said_by if (name := speakers[id]))
        ),
    }
    return {name: plain[name]() if name in plain else getattr(fact, name) for name in FIELDS[layer]}


def _words(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}


def check_value(layer: str, field: str, value: Any, beside: Values) -> Any:
    """Return a corrected value, if the field can hold it; `beside` are the fact's other values.

    Raises:
        BadInput: The layer has no such field, or the field cannot hold the value.
    """
    if field not in FIELDS[layer]:
        raise BadInput(f"{field}: {layer} have {', '.join(FIELDS[layer])}")
    if value is None:
        if field in _REQUIRED or field in _YES_NO or field in _LISTS:
            raise BadInput(f"{field}: cannot be unknown; give a value")
        return None
    allowed = _CLOSED.get((layer, field))
    if allowed is not None and value not in allowed:
        raise BadInput(f"{field}: {value!r} is not one of {', '.join(sorted(allowed))}")
    _check_type(field, value)
    _check_range(field, value, beside)
    return value


def _check_type(field: str, value: Any) -> None:
    wanted: tuple[str, bool] = ("text", isinstance(value, str))
    if field in _WHOLE:
        wanted = ("a whole number", isinstance(value, int) and not isinstance(value, bool))
    elif field in _REAL:
        wanted = ("a number", isinstance(value, int | float) and not isinstance(value, bool))
    elif field in _YES_NO:
        wanted = ("true or false", isinstance(value, bool))
    elif field in _LISTS:
        names = isinstance(value, list) and all(isinstance(name, str) for name in value)
        wanted = ('a list of names, e.g. ["the army"]', names)
    elif field == "span":
        fits = isinstance(value, dict) and value.keys() == {"start", "end", "text"}
        wanted = ("words: their start, end and text", fits)
    elif field in _DAYS:
        wanted = ("a day, YYYY-MM-DD", isinstance(value, str) and _is_day(value))
    what, fits = wanted
    if not fits:
        raise BadInput(f"{field}: {value!r} does not fit; expected {what}")


def _check_range(field: str, value: Any, beside: Values) -> None:
    if field in ("min", "max") and value < 0:
        raise BadInput(f"{field}: a count of people is never below 0")
    limit = {"lat": 90, "lon": 180}.get(field)
    if limit is not None and not -limit <= value <= limit:
        raise BadInput(f"{field}: {value} is not between -{limit} and {limit} degrees")
    for low, high in (("min", "max"), ("start", "end")):
        if field not in (low, high):
            continue
        first = value if field == low else beside.get(low)
        last = value if field == high else beside.get(high)
        if first is not None and last is not None and first > last:
            raise BadInput(f"{field}: {low} {first} would be above {high} {last}")


def _is_day(value: str) -> bool:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True
