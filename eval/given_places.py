"""Score where places are put when the corpus says which words name one (gold spans).

Accuracy: the share of the toponyms with coordinates whose point is within 161 km; a name that is not
known counts as wrong. Beside it stands the share that has a right candidate at all.
"""

from collections import Counter
from dataclasses import replace

from spacy.tokens import Span as Tokens

from dateline.article.parse import Parse
from dateline.distances import distance_km
from dateline.extract.places.datelines import filed_from
from dateline.extract.places.names import given_namings
from dateline.extract.places.resolution import HIT_KM, resolve
from dateline.extract.places.senses import sense_key, senses_of
from dateline.extract.places.stage import nations_in
from dateline.extract.places.surroundings import Sense
from dateline.extract.places.words import nation_words, place_words
from dateline.gazetteer import GazetteerEntry, fold_name, load_gazetteer
from dateline.lexicon import table
from eval.toponyms import Toponym


def score_given(parse: Parse, gold: list[Toponym]) -> Counter[str]:
    """Return counts of the toponyms given, of those put right, and those that could have been."""
    counts: Counter[str] = Counter()
    senses, met = given_senses(parse, gold)
    choices = resolve(senses, Counter(iso for iso, _ in nations_in(parse)))
    for sense in senses:
        for g in met.get(sense.key, ()):
            if g.at is None:
                continue
            best = choices[sense.key][:1]
            counts["given"] += 1
            counts["right"] += bool(best) and is_right(best[0].entry, g)
            counts["has_candidate"] += any(is_right(e, g) for e in sense.entries)
    return counts


def is_right(entry: GazetteerEntry, gold: Toponym) -> bool:
    if entry.lat is None or entry.lon is None or gold.at is None:
        return False
    return distance_km((entry.lat, entry.lon), gold.at) <= HIT_KM


def figures_given(counts: Counter[str]) -> dict[str, float]:
    """Return the accuracy and the share that has a right candidate."""
    every = max(1, counts["given"])
    return {
        "accuracy161": round(counts["right"] / every, 3),
        "has_right_candidate": round(counts["has_candidate"] / every, 3),
        "toponyms": counts["given"],
    }


def given_senses(
    parse: Parse, gold: list[Toponym]
) -> tuple[tuple[Sense, ...], dict[str, list[Toponym]]]:
    """Return the senses of the names the corpus gives, and which of them each is the sense of."""
    gazetteer, doc = load_gazetteer(), parse.doc
    spans: dict[int, tuple[Tokens, Toponym]] = {}
    met: dict[str, list[Toponym]] = {}
    unread = []
    for g in gold:
        tokens = parse.tokens(g.start, g.end)
        while len(tokens) > 1 and (
            tokens[-1].tag_ == "POS" or (tokens[-1].is_punct and tokens[-1].text != ".")
        ):
            tokens = tokens[:-1]
        if not len(tokens) or any(t.i in spans for t in tokens):
            unread.append(g)
        else:
            spans[tokens[0].i] = (_bare(tokens), g)
    namings = given_namings(doc, [spans[i][0] for i in sorted(spans)], gazetteer)
    namings = tuple(replace(n, entries=_entries(n.name.text)) for n in namings)
    for naming in namings:
        met.setdefault(sense_key(naming), []).append(spans[naming.name.start][1])
    senses = {s.key: s for s in senses_of(namings, filed_from(parse, gazetteer))}
    for g in unread:  # in what dateline takes for furniture
        key = fold_name(g.text)
        met.setdefault(key, []).append(g)
        if key not in senses:
            senses[key] = Sense(
                key=key, name=key, entries=_entries(g.text), cue=None, count=1, containers=()
            )
    return tuple(senses.values()), met


def _bare(name: Tokens) -> Tokens:
    """Return the name without what says its kind, where it is only known so: "Homs province"."""
    said = place_words()
    if len(name) > 1 and name[-1].lower_ in said.admin_nouns and not _entries(name.text):
        return name[:-1]
    return name


def _entries(name: str) -> tuple[GazetteerEntry, ...]:
    """Return what a name may mean, also where it is the adjective of a nation."""
    iso = nation_words().get(name.casefold())
    if iso is not None:
        country = str(table("countries")[iso]["name"])
        return tuple(e for e in load_gazetteer().lookup(country) if e.kind == "country")
    return load_gazetteer().lookup(name)
