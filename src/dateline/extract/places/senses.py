"""What the namings of an article mean together: one sense for each name and kind it claims."""

from collections import Counter, defaultdict
from itertools import pairwise

from dateline.extract.places.datelines import Filed
from dateline.extract.places.names import Naming
from dateline.extract.places.surroundings import Sense
from dateline.extract.places.words import place_words

# Evidence beyond this makes a name no surer a place.
MOST_SURE = 5.0


def senses_of(namings: tuple[Naming, ...], filed: Filed) -> list[Sense]:
    """Group the namings: one sense for all mentions of a name with one cue."""
    groups: dict[str, list[Naming]] = defaultdict(list)
    for naming in namings:
        groups[sense_key(naming)].append(naming)
    containers = containers_of(namings)
    senses = []
    for key, members in groups.items():
        cues = Counter(m.cue for m in members if m.cue)
        senses.append(
            Sense(
                key=key,
                name=members[0].key,
                entries=members[0].entries,
                cue=cues.most_common(1)[0][0] if cues else None,
                count=len(members),
                sure=min(MOST_SURE, max(m.score for m in members)),
                containers=tuple(
                    dict.fromkeys(c for m in members for c in containers[m.name.start])
                ),
            )
        )
    if filed is not None:
        sense, _, area = filed
        known = {s.key for s in senses}
        senses.append(sense)
        if area and area[0].key not in known:
            senses.append(area[0])
    return senses


def sense_key(naming: Naming) -> str:
    """Return what mentions of one sense share: an area and a town of one name are two."""
    cue = naming.cue if naming.cue in ("admin", "small_admin") else ""
    return f"{naming.key} {cue}".strip()


def containers_of(namings: tuple[Naming, ...]) -> dict[int, list[str]]:
    """Return start token of a name -> senses that follow it after a comma or in brackets."""
    out: dict[int, list[str]] = {n.name.start: [] for n in namings}
    for left, right in pairwise(namings):
        if _is_country(left) and _is_country(right):
            continue  # a list of countries: none lies in the next
        between = left.name.doc[left.covers.end : right.name.start]
        # "Karsa, in eastern Ethiopia": the side of the country does not matter here.
        joint = [t.text for t in between if t.lower_ not in place_words().directions]
        if joint in ([","], ["("], [",", "in"], ["in"], [",", "the"]) and any(
            e.kind == "country" or (e.kind == "admin" and e.level <= 2) for e in right.entries[:5]
        ):
            out[left.name.start].append(sense_key(right))
    # "Troy, Greene County, Ohio": what the second lies in, the first lies in too.
    for left, right in pairwise(namings):
        if sense_key(right) in out[left.name.start]:
            out[left.name.start].extend(out[right.name.start])
    return out


def _is_country(naming: Naming) -> bool:
    return bool(naming.entries) and naming.entries[0].kind == "country"
