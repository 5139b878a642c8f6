"""What the gazetteer holds, and what a name can mean in it, as lines for a person."""

from collections.abc import Iterator

from dateline.disputed import dispute_of
from dateline.gazetteer import Gazetteer, GazetteerEntry
from dateline.write import wording


def describe(gazetteer: Gazetteer) -> Iterator[str]:
    """Yield what the gazetteer holds, what it was made from, and under which licence."""
    info = gazetteer.info
    yield f"gazetteer  {gazetteer.source}"
    yield f"places     {info['entries']:,}"
    yield f"names      {info['names']:,}"
    sources = info["sources"]
    if isinstance(sources, dict):
        yield "made from  " + ", ".join(f"{name} {version}" for name, version in sources.items())
    yield f"licence    {info['licence']}"


def places_of(gazetteer: Gazetteer, name: str) -> Iterator[str]:
    """Yield the places a name can mean, those spelled so first, then the larger ones."""
    found = gazetteer.lookup(name)
    if not found:
        yield f"{name}: no place of this name, nor one that sounds like it"
    for entry in found:
        yield "  ".join(_parts(gazetteer, entry))
        dispute = dispute_of(entry, gazetteer)
        if dispute is not None:
            yield f"  disputed  {wording.dispute(dispute)} ({dispute.source})"


def _parts(gazetteer: Gazetteer, entry: GazetteerEntry) -> Iterator[str]:
    area = gazetteer.entry(entry.admin1).name if entry.admin1 is not None else None
    yield ", ".join(part for part in (entry.name, area, entry.country) if part)
    yield f"{entry.kind} {entry.level}" if entry.kind == "admin" else entry.kind
    yield "no point" if entry.lat is None else f"{entry.lat:.3f} {entry.lon:.3f}"
    if entry.population:
        yield f"{entry.population:,} people"
    if entry.geonames_id:
        yield f"geonames {entry.geonames_id}"
    yield f"by {entry.match} name"
