"""Who is a private person, and which place is a sensitive one, by what a record shows.

The rules err on the side of silence: a person is shown by name only where the text gives them a
public office. Their names are in lexicons/privacy.yaml.
"""

import re
from collections.abc import Callable
from functools import cache

from dateline.lexicon import table
from dateline.records import Entity, Place, Record

# Each says why a person is private, or None where it has nothing to say. In order.
Rule = Callable[[Record, Entity], bool]


def why_private(record: Record, entity: Entity) -> str | None:
    """Return the name of the rule by which an entity is a private person; None: it is not one."""
    if entity.type != "person":
        return None
    for name, rule in RULES:
        if rule(record, entity):
            return name
    return None


def _marked(record: Record, entity: Entity) -> bool:  # noqa: ARG001 - a rule is asked both
    return entity.protect


def _private_role(record: Record, entity: Entity) -> bool:  # noqa: ARG001 - a rule is asked both
    return bool(_words("private").search(entity.role or ""))


def _harmed(record: Record, entity: Entity) -> bool:
    """Say whether the person is among those a toll counts or an event is done to, out of office."""
    if _in_office(entity):
        return False
    counted = any(toll.span.overlaps(m) for toll in record.tolls for m in entity.mentions)
    return counted or any(entity.id in event.targets for event in record.events)


def _no_office(record: Record, entity: Entity) -> bool:  # noqa: ARG001 - a rule is asked both
    return not _in_office(entity)


RULES: tuple[tuple[str, Rule], ...] = (
    ("marked", _marked),
    ("private_role", _private_role),
    ("harmed", _harmed),
    ("no_office_known", _no_office),
)


def _in_office(entity: Entity) -> bool:
    return bool(_words("offices").search(entity.role or ""))


def public_label(entity: Entity) -> str:
    """Return what stands for a private person: "a surgeon", else "a person"."""
    role = (entity.role or "").casefold()
    for word in re.findall(r"[\w-]+", role):
        if word in table("privacy")["labels"]:
            return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"
    return "a person"


def is_sensitive(place: Place) -> bool:
    """Say whether a place's point is kept: a medical post, a shelter, a way out."""
    return place.sensitive or bool(_words("sensitive_places").search(place.name))


@cache
def _words(name: str) -> re.Pattern[str]:
    """Return a pattern for any of the words of a list, as whole words, whatever their case."""
    words = sorted(table("privacy")[name], key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?:e?s)?(?!\w)", re.IGNORECASE)
