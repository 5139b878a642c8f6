"""Find where the text names places: gazetteer names over capitalised words, weighed by context.

The small language model calls towns persons and misses others; so every capitalised run is looked
up, and what stands around it decides whether a place is meant. Each piece of evidence is a small
named function with a weight in one visible table.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from dateline.extract.places.evidence import PLACE_LABELS, Evidence, capital, cue_of, titles
from dateline.extract.places.signs import EVIDENCE, PERSONAL
from dateline.extract.places.words import nation_words, place_words
from dateline.gazetteer import Gazetteer, GazetteerEntry, fold_name

# "Rostov-on-Don", "San Cristobal de las Casas": small words inside a name.
_INSIDE = frozenset(
    "of the de la las los del el al da do dos du des di on upon sur and - ' ’ i y".split()
)
_ARTICLES = frozenset({"al", "el", "ad", "as", "ash", "ar", "an", "az"})
_LONGEST = 6
# A name is a place from here on; chosen on development articles, see the scores in the log.
THRESHOLD = 1.0
# One mention this sure carries the others of its name, unless they are this unlikely.
SURE = 1.0
HOPELESS = -1.5
# What it costs a mention that another one of its name is part of a person's name.
PERSON_COST = 1.0


@dataclass(frozen=True, slots=True)
class Naming:
    """A stretch of tokens that may name a place, what the gazetteer knows, and why we think so.

    `cue` is the kind its own words claim ("Donetsk region", "city of Homs"); `covers` also spans
    the cue word where it belongs to the name.
    """

    name: Tokens
    covers: Tokens
    entries: tuple[GazetteerEntry, ...]
    cue: str | None
    score: float
    personal: bool
    why: tuple[str, ...]

    @property
    def key(self) -> str:
        """The folded spelling that mentions of one place share."""
        return fold_name(self.name.text)


def find_namings(doc: Doc, persons: frozenset[str], gazetteer: Gazetteer) -> tuple[Naming, ...]:
    """Return the names of places in the order of the text; none overlaps another.

    Args:
        doc: The parsed article.
        persons: Words, in lower case, of the full names of persons found before.
        gazetteer: Where names are looked up.
    """
    look = _look(doc, persons)
    return _repeat([_weigh(look(name, entries)) for name, entries in _candidates(doc, gazetteer)])


def given_namings(doc: Doc, names: Iterable[Tokens], gazetteer: Gazetteer) -> tuple[Naming, ...]:
    """Return the namings of names that are known to be places, as corpora with gold spans have."""
    look = _look(doc, frozenset())
    return tuple(_weigh(look(name, gazetteer.lookup(name.text))) for name in names)


def _look(
    doc: Doc, persons: frozenset[str]
) -> Callable[[Tokens, tuple[GazetteerEntry, ...]], Evidence]:
    """Return what turns a candidate of this article into the evidence for it."""
    persons, lowered = persons | _person_words(doc), _lowered(doc)

    def look(name: Tokens, entries: tuple[GazetteerEntry, ...]) -> Evidence:
        return Evidence(
            name=name,
            entries=entries,
            before=doc[name.start - 1] if name.start > name.sent.start else None,
            after=doc[name.end] if name.end < name.sent.end else None,
            words=place_words(),
            persons=persons,
            lowered=lowered,
        )

    return look


def _candidates(
    doc: Doc, gazetteer: Gazetteer
) -> Iterator[tuple[Tokens, tuple[GazetteerEntry, ...]]]:
    """Yield the longest runs of capitalised words the gazetteer or the model takes for a place."""
    at = 0
    while at < len(doc):
        run = _longest(doc, at, gazetteer) or _labelled(doc, at, gazetteer)
        if run is None:
            at += 1
        else:
            yield run
            at = run[0].end


def _longest(
    doc: Doc, at: int, gazetteer: Gazetteer
) -> tuple[Tokens, tuple[GazetteerEntry, ...]] | None:
    token = doc[at]
    if not (capital(token) or (token.lower_ in _ARTICLES and _begins_name(doc, at))):
        return None
    stop = min(token.sent.end, at + _LONGEST)
    end = at + 1
    while end < stop and (capital(doc[end]) or doc[end].lower_ in _INSIDE):
        end += 1
    for last in range(end, at, -1):
        if not capital(doc[last - 1]):
            continue
        name = doc[at:last]
        if len(name) == 1 and (token.is_stop and len(token) < 5 and not token.text.isupper()):
            continue
        entries = gazetteer.lookup(name.text, sound=False)
        if token.lower_ == "the":
            # "The Hague" is a name, "the Northern" of "the Northern State" is none.
            entries = tuple(e for e in entries if e.name.startswith("The "))
        if doc[last - 1].lower_ in place_words().natural_nouns:
            # "Red River" is a river, no county that is called after one.
            entries = tuple(e for e in entries if e.kind != "admin" or e.match == "exact")
        if entries and name.text.casefold() not in nation_words():
            return name, entries
    return None


def _labelled(
    doc: Doc, at: int, gazetteer: Gazetteer
) -> tuple[Tokens, tuple[GazetteerEntry, ...]] | None:
    """Return a name the model calls a place and the gazetteer spells otherwise or does not know."""
    token = doc[at]
    if token.ent_iob_ != "B" or token.ent_type_ not in PLACE_LABELS:
        return None
    end = at + 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    start = at
    while start < end and (not capital(doc[start]) or doc[start].lower_ == "the"):
        start += 1
    while end > start and not capital(doc[end - 1]):
        end -= 1
    if start == end or end - start > _LONGEST:
        return None
    dash = next((t.i for t in doc[start + 1 : end] if t.text in ("-", "–", "—")), None)
    if dash is not None and gazetteer.lookup(doc[start:dash].text, sound=False):
        end = dash  # "the Homs-Hama highway": two names, no third
    name = doc[start:end]
    if any(t.text.casefold() in nation_words() or t.is_digit for t in name):
        return None
    return name, gazetteer.lookup(name.text)


def _begins_name(doc: Doc, at: int) -> bool:
    """Say whether a small article begins a name: "al-Bab", "el Obeid"."""
    rest = [t for t in doc[at + 1 : at + 3] if t.text != "-"]
    return bool(rest) and capital(rest[0])


def _weigh(evidence: Evidence) -> Naming:
    fired = [(rule, weight) for rule, weight in EVIDENCE if rule(evidence)]
    cue, covers = cue_of(evidence)
    return Naming(
        name=evidence.name,
        covers=covers,
        entries=evidence.entries,
        cue=cue,
        score=sum(weight for _, weight in fired),
        personal=any(rule in PERSONAL for rule, _ in fired),
        why=tuple(rule.__name__.strip("_") for rule, weight in fired if weight > 0),
    )


def _repeat(found: list[Naming]) -> tuple[Naming, ...]:
    """Keep what is a place, also where only another mention of it shows so.

    Mentions share their evidence when they share a spelling or, being other names of one entry,
    a place ("Bakhmout" once "Bakhmut" is known); plain signs of a person are not overruled.
    """
    best: dict[object, float] = {}
    persons = {naming.key for naming in found if naming.personal}
    for naming in found:
        for key in _shared(naming):
            best[key] = max(best.get(key, -9.0), naming.score)
    kept = []
    for each in found:
        naming = each
        if naming.key in persons and not _well_known(naming):
            naming = replace(naming, score=naming.score - PERSON_COST)
        elif HOPELESS < naming.score < THRESHOLD:
            if max(best[key] for key in _shared(naming)) >= SURE:
                naming = replace(naming, score=THRESHOLD, why=(*naming.why, "repeated"))
        if naming.score >= THRESHOLD:
            kept.append(naming)
    return tuple(kept)


def _well_known(naming: Naming) -> bool:
    return any(e.level <= 1 or e.population >= 1_000_000 for e in naming.entries[:2])


def _shared(naming: Naming) -> list[object]:
    return [naming.key, *(e.number for e in naming.entries[:2] if e.match != "sound")]


def _person_words(doc: Doc) -> frozenset[str]:
    """Return the words of names that the article shows to be persons: titles, given names."""
    out: set[str] = set()
    for left, right in pairwise(doc):
        if capital(right) and left.lower_.rstrip(".") in titles() and right.pos_ == "PROPN":
            out.add(right.lower_)
    for ent in doc.ents:
        if ent.label_ == "PERSON":
            titled = ent.start > 0 and doc[ent.start - 1].lower_.rstrip(".") in titles()
            if any(place_words().says_kind(t.lower_) for t in ent):
                continue  # "Alexandria Police", "McMinn County Sheriff" called a person
            if len(ent) > 1 or titled:
                out.update(t.lower_ for t in ent if capital(t) and len(t) > 2)
    return frozenset(out)


def _lowered(doc: Doc) -> frozenset[str]:
    return frozenset(t.text for t in doc if t.is_lower)
