"""The dateline's town, with the country or area that follows it, as senses to be resolved."""

import re

from dateline.article.parse import Parse
from dateline.extract.places.surroundings import DATELINE, Sense
from dateline.gazetteer import Gazetteer, fold_name
from dateline.records import Span

_PARTS = re.compile(r"[^,()\-–—:;/]+")
Filed = tuple[Sense, Span, tuple[Sense, Span] | None] | None


def filed_from(parse: Parse, gazetteer: Gazetteer) -> Filed:
    """Return the dateline's town and, where it follows, the country or area it lies in."""
    line = parse.article.dateline
    if line is None or line.town is None:
        return None
    town = line.town
    area = None
    for part in _PARTS.finditer(parse.article.text, town.end, line.span.end):
        name = part.group().strip()
        found = [e for e in gazetteer.lookup(name, sound=False) if e.level <= 1 or e.kind == "area"]
        if found:
            start = part.start() + part.group().index(name)
            key = fold_name(name)
            area = (
                Sense(key=key, name=key, entries=tuple(found), cue=None, count=1, containers=()),
                parse.article.span(start, start + len(name)),
            )
            break
    entries = tuple(e for e in gazetteer.lookup(town.text) if e.kind in ("settlement", "country"))
    containers = (area[0].key,) if area else ()
    sense = Sense(
        key=f"{DATELINE}{fold_name(town.text)}", name=fold_name(town.text), entries=entries, cue="settlement", count=2,
        containers=containers,
    )  # fmt: skip
    return sense, town, area
