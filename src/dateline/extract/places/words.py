"""The words around place names, read once from `lexicons/place_words.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from dateline.lexicon import table


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """Each list of the lexicon as a set; `directions` maps a word to its compass point."""

    admin_nouns: frozenset[str]
    small_admin_nouns: frozenset[str]
    settlement_nouns: frozenset[str]
    facility_nouns: frozenset[str]
    natural_nouns: frozenset[str]
    street_nouns: frozenset[str]
    name_openers: frozenset[str]
    institution_nouns: frozenset[str]
    containing_prepositions: frozenset[str]
    locative_prepositions: frozenset[str]
    agentive_prepositions: frozenset[str]
    locative_governors: frozenset[str]
    agentive_governors: frozenset[str]
    locative_verbs: frozenset[str]
    taking_verbs: frozenset[str]
    ground_verbs: frozenset[str]
    agentive_verbs: frozenset[str]
    speaking_seats: frozenset[str]
    locative_possessions: frozenset[str]
    hyphen_participles: frozenset[str]
    near_prepositions: frozenset[str]
    edge_nouns: frozenset[str]
    sea_nouns: frozenset[str]
    directions: Mapping[str, str]

    def says_kind(self, word: str) -> bool:
        """Say whether a word after a name says what kind of thing the name is."""
        return any(
            word in group
            for group in (
                self.admin_nouns,
                self.settlement_nouns,
                self.facility_nouns,
                self.natural_nouns,
                self.institution_nouns,
            )
        )


@cache
def place_words() -> PlaceWords:
    """Return the packaged word lists of the places stage."""
    lists = dict(table("place_words"))
    points = lists.pop("directions")
    return PlaceWords(
        directions=MappingProxyType({w: point for point, group in points.items() for w in group}),
        **{name: frozenset(group) for name, group in lists.items()},
    )


@cache
def nation_words() -> Mapping[str, str]:
    """Return folded word -> ISO code for the people and things of nations ("afghan", "turks")."""
    return MappingProxyType(
        {
            name.casefold(): iso
            for iso, row in table("nations").items()
            for name in (row["demonyms"] or "").split("|")
        }
    )
