"""How sure a clause is and whether it holds; and the hedges' lexicon by degree."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, cast

from dateline.lexicon import table
from dateline.vocabulary import Certainty

Degree = Literal["certain", "probable", "possible", "open"]
_ORDER: tuple[Degree, ...] = ("certain", "probable", "possible", "open")
_CODE = {"certain": "CT", "probable": "PR", "possible": "PS"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """How sure, whether it holds, the words that say so, and the rules that read them."""

    degree: Degree = "certain"
    holds: bool = True
    hedges: tuple[tuple[int, int], ...] = ()
    why: tuple[str, ...] = ()

    @property
    def certainty(self) -> Certainty:
        """The FactBank value."""
        if self.degree == "open":
            return "Uu"
        return cast("Certainty", _CODE[self.degree] + ("+" if self.holds else "-"))

    def because(self, *names: str) -> "Weight":
        """Return the weight with further rule names, first."""
        return replace(self, why=(*names, *self.why))

    def under(self, other: "Weight") -> "Weight":
        """Return this weight as part of what `other` weighs: the less sure, turned round twice."""
        degree = max(self.degree, other.degree, key=_ORDER.index)
        return Weight(
            degree=degree,
            holds=self.holds is other.holds,
            hedges=tuple(sorted({*other.hedges, *self.hedges})),
            why=(*other.why, *self.why),
        )


PLAIN = Weight()


@cache
def _by_word(group: str) -> Mapping[str, Degree]:
    rows: Mapping[str, list[str]] = table("hedges")[group]
    names = {"unlikely": "probable"}
    return {
        word: cast("Degree", names.get(d, d))
        for d, ws in reversed(list(rows.items()))
        for word in ws
    }


def degree_of(group: str, word: str) -> Degree | None:
    """Return the degree of a word in a group of the lexicon."""
    return _by_word(group).get(word)


@cache
def words_of(group: str, degree: str | None = None) -> frozenset[str]:
    """Return the words of a group of the lexicon, or those of one degree in it."""
    rows = table("hedges")[group]
    return frozenset(rows if degree is None else rows.get(degree, ()))
