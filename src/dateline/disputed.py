"""Say who governs and who claims a disputed area, as the reviewed lexicon has it; take no side."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from dateline.errors import BadLexicon
from dateline.gazetteer import Gazetteer, GazetteerEntry, fold_name
from dateline.lexicon import table
from dateline.records import Dispute


def dispute_of(entry: GazetteerEntry, gazetteer: Gazetteer) -> Dispute | None:
    """Return the dispute over a place, or over the smallest area it lies in; None where none is."""
    known = _disputes()
    for area in _upward(entry, gazetteer):
        found = known.get(_key(area))
        if found is not None:
            return found
    return None


def _upward(entry: GazetteerEntry, gazetteer: Gazetteer) -> Iterator[GazetteerEntry]:
    """Yield the entry and the areas it lies in, the smallest first, the country last."""
    yield entry
    for number in (entry.admin2, entry.admin1):
        if number is not None:
            yield gazetteer.entry(number)
    row = table("countries").get(entry.country or "")
    if isinstance(row, Mapping) and entry.kind != "country":
        named = gazetteer.lookup(str(row["name"]), sound=False)
        yield from (e for e in named if e.kind == "country" and e.country == entry.country)


def _key(entry: GazetteerEntry) -> int | str:
    """Return what an entry is listed by: its id, or the name of a region that has none."""
    return entry.geonames_id if entry.geonames_id is not None else fold_name(entry.name)


@cache
def _disputes() -> Mapping[int | str, Dispute]:
    """Return GeoNames id, or folded name, -> dispute.

    Raises:
        BadLexicon: A row says not who governs, who claims, or where that is written.
    """
    out: dict[int | str, Dispute] = {}
    for area, row in table("disputed").items():
        if not (row["governed_by"] and row["claimed_by"] and row["source"]):
            raise BadLexicon(f"lexicon 'disputed', {area}: names no government, claim or source")
        dispute = Dispute(
            area=area,
            governed_by=tuple(row["governed_by"].split("|")),
            since=row["since"],
            claimed_by=tuple(row["claimed_by"].split("|")),
            note=row["note"],
            source=row["source"],
        )
        ids = filter(None, (row["geonames_ids"] or "").split("|"))
        keys: list[int | str] = [fold_name(area), *map(int, ids)]
        for key in keys:
            if key in out:
                raise BadLexicon(f"lexicon 'disputed': {key!r} is in {out[key].area} and {area}")
            out[key] = dispute
    return MappingProxyType(out)
