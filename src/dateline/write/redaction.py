"""The one place where what must not be shown is taken out, for every output there is.

Private persons' names, what people asked to withhold, and the points of sensitive places are found
once, over the whole of what is handed out; every string and every point then passes through here.
Withheld is a word less in an export, never a change in the archive.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from dateline.article.casing_rules import word_lists
from dateline.lexicon import table
from dateline.link.reports import Report
from dateline.records import Entity, Place
from dateline.spelling import fold_name
from dateline.store.standing import NAME, REPORT, Standing
from dateline.write.privacy import is_sensitive, public_label, why_private

NAME_WITHHELD = "[name withheld]"
PLACE_WITHHELD = "[place withheld]"
# A sensitive place is moved to the middle of its cell of the map and drawn as wide as the cell:
# the same for every place of the cell, so that nothing can be averaged out of many exports.
CELL_DEGREES = 0.25
COARSE_KM = 25.0
_WORD = re.compile(r"\w+")
_RUN = re.compile(rf"{re.escape(NAME_WITHHELD)}(?:[\s'’.-]*{re.escape(NAME_WITHHELD)})+")
_SHORTEST = 2

Phrase = tuple[str, ...]
# The phrases by their first word.
Phrases = dict[str, set[Phrase]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An entity as it may be shown: by its name, or by what stands for a withheld one."""

    name: str
    withheld: bool


@dataclass(slots=True)
class Redaction:
    """What is withheld: name words of each report and of all; phrases; reports; places.

    Words are folded (no case, no marks). Make it with `redaction_of`.
    """

    everywhere: set[str] = field(default_factory=set)
    in_report: dict[str, set[str]] = field(default_factory=dict)
    phrases: Phrases = field(default_factory=dict)
    places: Phrases = field(default_factory=dict)
    reports: frozenset[str] = frozenset()
    decided: frozenset[Phrase] = frozenset()
    released: frozenset[str] = frozenset()
    names_too: bool = False

    def text(self, words: str | None, report: str | None = None) -> str | None:
        """Return a string as it may be shown; `report` is where it comes from, if from one."""
        if not words or self.names_too:
            return words
        out = _without_phrases(words, self.places, PLACE_WITHHELD)
        out = _without_phrases(out, self.phrases, NAME_WITHHELD)
        here = self.in_report.get(report or "", set())

        def shown(match: re.Match[str]) -> str:
            word = match[0]
            folded = _fold(word)
            hidden = not word[0].islower() and (folded in self.everywhere or folded in here)
            return NAME_WITHHELD if hidden else word

        return _RUN.sub(NAME_WITHHELD, _WORD.sub(shown, out))

    def address(self, url: str | None) -> str | None:
        """Return a URL, or None where it spells a name that is withheld."""
        if not url or self.names_too:
            return url
        words = [_fold(word) for word in re.findall(r"[^\W_]+", url)]
        if self.everywhere.intersection(words):
            return None
        named = _without_phrases(" ".join(words), self.phrases, NAME_WITHHELD)
        placed = _without_phrases(named, self.places, PLACE_WITHHELD)
        return url if placed == " ".join(words) else None

    def person(self, report: Report, entity: Entity) -> Shown:
        """Return a speaker or actor as it may be shown."""
        if self.names_too:
            return Shown(name=entity.name, withheld=False)
        if not self._is_private(report, entity):
            # An official is named even where a private person has the same surname.
            within = None if entity.type == "person" else report.id
            return Shown(name=self.text(entity.name, within) or "", withheld=False)
        if any(_proper(words, set()) for words in (entity.name, *_texts(entity))):
            return Shown(name=public_label(entity), withheld=True)
        # "a 34-year-old trader", "A Chinese diplomat": a description is no name.
        return Shown(name=self.text(entity.name, report.id) or "", withheld=False)

    def point(self, place: Place) -> tuple[float | None, float | None, float | None]:
        """Return latitude, longitude and radius as they may be shown."""
        if place.lat is None or place.lon is None or self.names_too:
            return place.lat, place.lon, place.radius_km
        if not self.withholds_point(place):
            return place.lat, place.lon, place.radius_km
        return coarse(place.lat, place.lon)

    def withholds_point(self, place: Place) -> bool:
        """Say whether a place's point is kept back."""
        if fold_name(place.name) in self.released:
            return False
        return is_sensitive(place) or _is_in(_folded(place.name), self.decided)

    def withholds_report(self, id: str) -> bool:
        """Say whether a whole report is kept back."""
        return id in self.reports and not self.names_too

    def _is_private(self, report: Report, entity: Entity) -> bool:
        if fold_name(entity.name) in self.released:
            return False
        if why_private(report.record, entity) is not None:
            return True
        return _is_in(_folded(entity.name), self.decided)


def redaction_of(
    reports: Iterable[Report], standing: Standing, *, names_too: bool = False
) -> Redaction:
    """Return what is to be withheld over these reports, by the rules and by what people decided.

    `names_too` withholds nothing: for the archive's own people, never for the public.
    """
    asked = tuple(standing.named("redact", NAME))
    out = Redaction(
        reports=frozenset(standing.named("redact", REPORT)),
        decided=frozenset(tuple(_folded(name)) for name in asked),
        released=frozenset(map(fold_name, standing.named("release", NAME))),
        names_too=names_too,
    )
    for name in asked:
        _withhold(out, name, None)
    shown: set[str] = set()
    private: list[tuple[Report, Entity]] = []
    for report in reports:
        for entity in report.record.entities:
            if out._is_private(report, entity):  # noqa: SLF001 - of the same module
                private.append((report, entity))
            else:
                shown.update(_folded(entity.name))
        for place in report.record.places:
            if out.withholds_point(place):
                for phrase in _place_phrases(place):
                    out.places.setdefault(phrase[0], set()).add(phrase)
            else:
                shown.update(_folded(place.name))
    for report, entity in private:
        places = frozenset(
            word
            for place in report.record.places
            if not out.withholds_point(place)
            for word in _folded(place.name)
        )
        for name in _names(entity):
            _withhold(out, name, report.id, places)
    # A word that also names somebody or something shown ("Hassan") is withheld only in the
    # reports that name the private person so.
    out.everywhere -= shown
    return out


def coarse(lat: float, lon: float) -> tuple[float, float, float]:
    """Return the middle of the cell a point lies in, and how wide to draw it.

    Example:
        >>> coarse(49.71, 37.62), coarse(49.55, 37.74)
        ((49.625, 37.625, 25.0), (49.625, 37.625, 25.0))
    """

    def middle(degrees: float) -> float:
        return (degrees // CELL_DEGREES) * CELL_DEGREES + CELL_DEGREES / 2

    return middle(lat), middle(lon), COARSE_KM


def _withhold(
    out: Redaction, name: str, report: str | None, places: frozenset[str] = frozenset()
) -> None:
    """Withhold a name: the whole of it everywhere, its rarer words too.

    Words that name a place of the same report ("Hsipaw", taken for a person once) stay.
    """
    words = _folded(name)
    if len(words) > 1:
        out.phrases.setdefault(words[0], set()).add(tuple(words))
    for word in words:
        if word in word_lists()["lower"] or word in _particles() or len(word) < _SHORTEST:
            continue
        if word in places:
            continue
        out.everywhere.add(word)
        if report is not None:
            out.in_report.setdefault(report, set()).add(word)


def _names(entity: Entity) -> Iterator[str]:
    """Yield the names by which a person is mentioned, without title and role."""
    role = set(_folded(entity.role or ""))
    for mention in (entity.name, *_texts(entity)):
        words = _WORD.findall(mention)
        named = _proper(mention, role)
        if named:  # "May Rose bin Said": what stands between belongs to it
            yield " ".join(words[named[0] : named[-1] + 1])


def _texts(entity: Entity) -> Iterator[str]:
    return (span.text for span in entity.mentions)


def _proper(mention: str, role: set[str]) -> list[int]:
    """Return which words of a mention are of a proper name: not its role, "A" or "Chinese"."""
    out = []
    for n, word in enumerate(_WORD.findall(mention)):
        folded = _fold(word)
        opening = n == 0 and folded in table("privacy")["openings"]
        if word[:1].isupper() and folded not in role | _demonyms() and not opening:
            out.append(n)
    return out


@cache
def _particles() -> frozenset[str]:
    return frozenset(table("privacy")["particles"])


@cache
def _demonyms() -> frozenset[str]:
    rows = table("nations").values()
    return frozenset(_fold(word) for row in rows for word in row["demonyms"].split("|"))


def _place_phrases(place: Place) -> Iterator[tuple[str, ...]]:
    """Yield the proper names of a sensitive place; "the hospital" names nothing."""
    for mention in (place.name, *(span.text for span in place.mentions)):
        words = _WORD.findall(mention)
        if any(word[:1].isupper() for word in words[1:]) or (words and words[0][:1].isupper()):
            folded = tuple(_folded(mention))
            if folded[:1] == ("the",):
                folded = folded[1:]
            if folded:
                yield folded


def _folded(words: str) -> list[str]:
    return [_fold(word) for word in _WORD.findall(words)]


def _fold(word: str) -> str:
    return fold_name(word)


def _is_in(words: Sequence[str], phrases: Iterable[Phrase]) -> bool:
    """Say whether any of the phrases stands in the words, whole."""
    return any(
        tuple(words[n : n + len(phrase)]) == phrase
        for phrase in phrases
        for n in range(len(words) - len(phrase) + 1)
    )


def _without_phrases(words: str, phrases: Phrases, label: str) -> str:
    """Return the words with every phrase replaced, of two that begin together the longer."""
    if not phrases:
        return words
    spots = [(match.start(), match.end()) for match in _WORD.finditer(words)]
    folded = [_fold(words[start:end]) for start, end in spots]
    out: list[str] = []
    at = n = 0
    while n < len(spots):
        size = max(
            (len(p) for p in phrases.get(folded[n], ()) if tuple(folded[n : n + len(p)]) == p),
            default=0,
        )
        if size:
            out += [words[at : spots[n][0]], label]
            at = spots[n + size - 1][1]
        n += size or 1
    return "".join([*out, words[at:]])


def withheld(redaction: Redaction) -> frozenset[str]:
    """Return every word and phrase, folded, that nothing handed out may hold."""
    phrases = (*redaction.phrases.values(), *redaction.places.values())
    return frozenset(redaction.everywhere).union(" ".join(p) for some in phrases for p in some)
