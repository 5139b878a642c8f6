"""Fit the weights that choose among places of one name, and write them with their model card.

The model is a conditional logit over the features of `dateline.extract.places.features`: each
candidate of a name, and the answer "none of them", has a utility that is linear in them. A corpus
says which point is right; every candidate within 161 km of it is. What a candidate's surroundings
say depends on the other names, so that fitting and weighing take turns.

Usage: python -m learn.places CORPORA [--write]
Scores are leave-one-corpus-out; the weights that --write ships are fitted on all corpora.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from eval.calibration import calibration_error
from eval.given_places import given_senses
from eval.parsing import parse_text
from eval.toponyms import CORPORA, SPLITS, Toponym, articles
from numpy.typing import NDArray

from dateline.article.parse import Parse
from dateline.distances import distance_km
from dateline.extract.places.datelines import filed_from
from dateline.extract.places.features import FEATURES, Candidate
from dateline.extract.places.names import find_namings
from dateline.extract.places.resolution import (
    HIT_KM,
    MOST_CANDIDATES,
    Ranker,
    calibrated,
    first_guess,
    largest_of,
    resolve,
    softmax,
)
from dateline.extract.places.senses import sense_key, senses_of
from dateline.extract.places.stage import nations_in
from dateline.extract.places.surroundings import Sense, Surroundings
from dateline.gazetteer import load_gazetteer
from learn.simulated import Draw

OUT = (
    Path(__file__).resolve().parent.parent
    / "src"
    / "dateline"
    / "_data"
    / "weights"
    / "places.json"
)
Numbers = NDArray[np.float64]
# Pulls each weight towards 0: as much as this many mentions that say otherwise.
RIDGE = 2.0
STEPS = 400
TURNS = 2
# What each corpus weighs, in mentions: the small one of conflict reports as much as the large ones.
MASS = 4000.0
# LGL alone would leave everything below 0.5 unresolved; a large town named alone by its English name
# ("Basra") scores 0.3 and must stand on the map.
LEAST = 0.25
# Moved after fitting: points within 161 km do not tell a town from the area called after it, and the
# two large corpora hardly have names from other scripts ("Palmyra" for Tadmur) or foreign capitals.
# In the record's articles F of places rises .747 -> .757; GeoVirus .865 -> .862, LGL .772 -> .764.
MOVED = {"area_called_after_town": -2.7, "name_alternate": -1.6, "capital": 1.6}
LEFT_OUT = ("lgl", "geovirus", "record")
# As many imagined reports as there are about in the corpora, so that neither outweighs the other.
IMAGINED = 700
SEED = 1
# A name that is no place at all teaches less than a place: the finder is there to tell those apart.
WEIGHT_OF_NO_PLACE = 0.5
MOST_COUNTED = 3
MADE = "2026-11-22"


@dataclass(frozen=True, slots=True)
class Case:
    """The names of one article, with the right point of each; None: no candidate is right."""

    senses: tuple[Sense, ...]
    demonyms: Counter[str]
    right: Mapping[str, tuple[float, float] | None]
    ids: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Sample:
    """A name with its candidates as numbers; `right` marks those that lie where the corpus says."""

    features: Numbers
    right: NDArray[np.bool_]
    sure: float
    weight: float


def cases_of(parse: Parse, gold: list[Toponym], *, all_marked: bool = True) -> Iterator[Case]:
    """Yield the article as the finder reads it, and with the spans that the corpus gives.

    `all_marked`: every place name is marked, so that what is not marked is none. In the record's
    format names that stand for a government may be left out.
    """
    gazetteer = load_gazetteer()
    nations = Counter(iso for iso, _ in nations_in(parse))
    namings = find_namings(parse.doc, frozenset(), gazetteer)
    met: dict[str, list[Toponym]] = {}
    for naming in namings:
        span = parse.span(naming.name)
        over = [g for g in gold if g.start < span.end and span.start < g.end]
        met.setdefault(sense_key(naming), []).extend(over)
    filed = filed_from(parse, gazetteer)
    if filed is not None:
        for sense, span in ((filed[0], filed[1]), *([filed[2]] if filed[2] else [])):
            over = [g for g in gold if g.start < span.end and span.start < g.end]
            met.setdefault(sense.key, []).extend(over)
    yield _case(tuple(senses_of(namings, filed)), nations, met, all_marked=all_marked)
    senses, met = given_senses(parse, gold)
    yield _case(senses, nations, met, all_marked=all_marked)


def _case(
    senses: tuple[Sense, ...],
    nations: Counter[str],
    met: Mapping[str, list[Toponym]],
    *,
    all_marked: bool,
) -> Case:
    right, ids = {}, {}
    for sense in senses:
        golds = met.get(sense.key, [])
        if (golds or not all_marked) and all(g.at is None for g in golds):
            continue  # the corpus gives no point: it teaches nothing
        points = Counter((g.at, g.geonames_id) for g in golds if g.at)
        at, gid = points.most_common(1)[0][0] if points else (None, None)
        right[sense.key], ids[sense.key] = at, gid
    return Case(senses, nations, right, ids)


def samples_of(case: Case, ranker: Ranker | None) -> Iterator[Sample]:
    """Yield the names of the case in the surroundings that the ranker makes of them."""
    chances = first_guess(case.senses)
    if ranker is not None:
        around = Surroundings(case.senses, chances, case.demonyms)
        chances = {
            s.key: tuple(sorted(weigh(s, around, ranker), key=lambda p: (-p[0], p[1].number)))
            for s in case.senses
        }
    around = Surroundings(case.senses, chances, case.demonyms)
    for sense in case.senses:
        if sense.key not in case.right or not sense.entries:
            continue
        at, gid = case.right[sense.key], case.ids[sense.key]
        entries = sense.entries[: 2 * MOST_CANDIDATES]
        right = np.array([at is not None and within(e, at) for e in entries])
        exact = np.array([gid is not None and e.geonames_id == gid for e in entries])
        if (right & exact).any():
            right = right & exact
        weight = min(sense.count, MOST_COUNTED) * (1.0 if at else WEIGHT_OF_NO_PLACE)
        yield Sample(rows(sense, entries, around), right, sense.sure, weight)


def rows(sense: Sense, entries: Iterable[Any], around: Surroundings) -> Numbers:
    largest = largest_of(sense)
    return np.array(
        [[f(Candidate(e, sense, largest, around)) for f in FEATURES.values()] for e in entries]
    )


def weigh(sense: Sense, around: Surroundings, ranker: Ranker) -> list[tuple[float, Any]]:
    entries = sense.entries[: 2 * MOST_CANDIDATES]
    if not entries:
        return []
    utilities = rows(sense, entries, around) @ np.array([ranker.features[n] for n in FEATURES])
    none = ranker.none + ranker.none_sure * sense.sure
    return list(zip(softmax(utilities.tolist(), none), entries, strict=True))


def within(entry: Any, at: tuple[float, float]) -> bool:
    return entry.lat is not None and distance_km((entry.lat, entry.lon), at) <= HIT_KM


def fit(samples: list[Sample]) -> Numbers:
    """Return the weights of the features, then of "none" and "none_sure", by gradient ascent (Adam)."""
    x = np.concatenate([s.features for s in samples])
    right = np.concatenate([s.right for s in samples]).astype(float)
    sizes = np.array([len(s.right) for s in samples])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    of = np.repeat(np.arange(len(samples)), sizes)
    sure = np.array([s.sure for s in samples])
    weight = np.array([s.weight for s in samples])
    none_right = np.array([float(not s.right.any()) for s in samples])
    w = np.zeros(x.shape[1] + 2)
    mean, square = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, STEPS + 1):
        u, none = x @ w[:-2], w[-2] + w[-1] * sure
        top = np.maximum(np.maximum.reduceat(u, starts), none)
        e, e_none = np.exp(u - top[of]), np.exp(none - top)
        total = np.add.reduceat(e, starts) + e_none
        p, p_none = e / total[of], e_none / total
        good = np.add.reduceat(p * right, starts) + p_none * none_right
        d = weight[of] * (p * right / good[of] - p)
        d_none = weight * (p_none * none_right / good - p_none)
        grad = np.concatenate([x.T @ d, [d_none.sum(), (d_none * sure).sum()]])
        grad[:-2] -= RIDGE * w[:-2]
        grad /= weight.sum()
        mean = 0.9 * mean + 0.1 * grad
        square = 0.99 * square + 0.01 * grad**2
        rate = 0.1 if step < STEPS * 0.7 else 0.02
        w += rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return w


def train(cases: Iterable[list[Case]], first: Iterable[list[Sample]]) -> Ranker:
    """Return the weights fitted on the cases of each corpus; all corpora count the same.

    `first` are their samples in the surroundings of a first guess.
    """
    w = fit(balanced(first))
    for _ in range(TURNS - 1):
        ranker = _ranker(w)
        w = fit(balanced([s for case in of for s in samples_of(case, ranker)] for of in cases))
    return _ranker(w)


def balanced(corpora: Iterable[list[Sample]]) -> list[Sample]:
    """Return the samples of all corpora with weights that make each corpus count the same."""
    out = []
    for samples in corpora:
        share = MASS / sum(s.weight for s in samples)
        out += [replace(s, weight=s.weight * share) for s in samples]
    return out


def _ranker(w: Numbers, slope: float = 1.0, intercept: float = 0.0, least: float = 0.0) -> Ranker:
    return Ranker(
        features=dict(zip(FEATURES, map(float, w), strict=False)),
        none=float(w[-2]), none_sure=float(w[-1]), slope=slope, intercept=intercept, least=least,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What a ranker made of one name: the chance it gave its choice, and whether that was right."""

    chance: float
    right: bool
    known: bool  # the corpus has a point for the name
    weight: int


def answers(cases: Iterable[Case], ranker: Ranker) -> Iterator[Answer]:
    for case in cases:
        choices = resolve(case.senses, case.demonyms, ranker)
        for sense in case.senses:
            if sense.key in case.right and choices[sense.key]:
                at, best = case.right[sense.key], choices[sense.key][0]
                hit = at is not None and within(best.entry, at)
                yield Answer(best.score, hit, at is not None, sense.count)


def calibrate(found: list[Answer]) -> tuple[float, float]:
    """Return slope and intercept of the logistic that turns chances into shares that are right."""
    p = np.clip([a.chance for a in found], 1e-6, 1 - 1e-6)
    x = np.stack([np.log(p / (1 - p)), np.ones(len(found))], axis=1)
    y, w = np.zeros(len(found)), np.array([1.0, 0.0])
    y[[n for n, a in enumerate(found) if a.right]] = 1.0
    for _ in range(30):  # Newton's method
        z = 1 / (1 + np.exp(-x @ w))
        w = w + np.linalg.solve((x.T * (z * (1 - z))) @ x + 1e-6 * np.eye(2), x.T @ (y - z))
    return float(w[0]), float(w[1])


def best_threshold(scores: Numbers, found: list[Answer]) -> float:
    """Return the score below which leaving a name unresolved helps F, in steps of 0.05."""
    known = sum(a.weight for a in found if a.known)

    def f1(least: float) -> float:
        kept = [a for a, score in zip(found, scores, strict=True) if score >= least]
        return 2 * sum(a.weight * a.right for a in kept) / (sum(a.weight for a in kept) + known)

    return max((round(0.05 * n, 2) for n in range(13)), key=f1)


def imagined() -> list[Case]:
    out = []
    for made in Draw(load_gazetteer(), SEED).articles(IMAGINED):
        points = {
            key: (e.lat, e.lon) if e and e.lat is not None and e.lon is not None else None
            for key, e in made.meant.items()
        }
        ids = {key: e.geonames_id if e else None for key, e in made.meant.items()}
        out.append(Case(made.senses, made.demonyms, points, ids))
    return out


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--write", action="store_true", help=f"write {OUT.name}")
    options = parser.parse_args()
    cases = {"imagined": [("", case) for case in imagined()]}
    for name in SPLITS["dev"]:
        path = options.corpora / "places" / CORPORA[name][0]
        cases[name] = [
            pair
            for text, gold in articles(path)
            for pair in zip(("found", "given"), cases_of(parse_text(text), gold), strict=True)
        ]
        print(f"{name}: {len(cases[name]) // 2} articles", flush=True)
    cases["record"] = [
        pair
        for text, gold in coded(options.corpora / "record" / "train")
        for pair in zip(
            ("found", "given"), cases_of(parse_text(text), gold, all_marked=False), strict=True
        )
    ]
    facts = learn(cases)
    print(json.dumps(facts["card"], indent=1))
    if options.write:
        OUT.parent.mkdir(exist_ok=True)
        OUT.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    return 0


def coded(folder: Path) -> Iterator[tuple[str, list[Toponym]]]:
    """Yield (text, locations) of articles coded in the record's format."""
    for path in sorted(folder.glob("*.record.json")):
        places = json.loads(path.read_text("utf-8"))["places"]
        text = path.with_name(path.name.replace(".record.json", ".txt")).read_bytes().decode()
        yield text, [
            Toponym(
                m["start"], m["end"], m["text"],
                None if p["lat"] is None else (p["lat"], p["lon"]), p["geonames_id"],
            )
            for p in places if not p["relation"]
            for m in p["mentions"]
        ]  # fmt: skip


def learn(cases: Mapping[str, list[tuple[str, Case]]]) -> dict[str, Any]:
    """Return the weights fitted on everything, and the card with the scores of leaving one out."""
    first = {name: [s for _, c in of for s in samples_of(c, None)] for name, of in cases.items()}
    scores: dict[str, dict[str, float]] = {}
    found: list[Answer] = []
    for left in [*LEFT_OUT, None]:
        used = [name for name in cases if name != left]
        ranker = train([[c for _, c in cases[n]] for n in used], [first[n] for n in used])
        for name in LEFT_OUT:
            if left not in (name, None):
                continue
            key = f"{name}, all names given, " + ("left out" if left else "among those fitted on")
            given = list(answers((c for kind, c in cases[name] if kind == "given"), ranker))
            hits = sum(a.weight * a.right for a in given)
            every = sum(
                s.count for kind, c in cases[name] if kind == "given"
                for s in c.senses if c.right.get(s.key)
            )  # fmt: skip
            scores[key] = {"accuracy161": round(hits / max(1, every), 3), "names": every}
            if left:
                found += answers((c for kind, c in cases[name] if kind == "found"), ranker)
    slope, intercept = calibrate(found)
    ranker = replace(ranker, slope=slope, intercept=intercept)
    calibrated_scores = np.array([calibrated(a.chance, ranker) for a in found])
    least = min(LEAST, best_threshold(calibrated_scores, found))
    return {
        "card": {
            "what": "chooses among the places of one name; see dateline/extract/places/features.py",
            "model": "conditional logit with a none-of-them answer, ridge, no word of a name is a feature",
            "fitted_on": {
                name: len({id(c) for _, c in of}) // (1 if name == "imagined" else 2)
                for name, of in cases.items()
            },
            "corpora": {
                "imagined": "drawn from GeoNames by learn/simulated.py; CC BY 4.0",
                "lgl": "Lieberman, Samet and Sankaranarayanan 2010; no terms stated: only these numbers",
                "record": "articles coded in the record's format, train; only these numbers",
                "geovirus": "Gritta, Pilehvar and Collier 2018; CC BY 2.5",
            },
            "scores": scores,
            "score": {
                "means": "chance that the point is within 161 km; fitted on left-out answers",
                "calibration_error": round(
                    calibration_error(
                        (float(s), a.right) for s, a in zip(calibrated_scores, found, strict=True)
                    ),
                    3,
                ),
                "raw_calibration_error": round(
                    calibration_error((a.chance, a.right) for a in found), 3
                ),
                "names": len(found),
            },
            "moved_by_hand": {
                "why": "points within 161 km do not tell a town from the area called after it, and "
                "names from other scripts are rare in the two large corpora; scores above are of "
                "the fitted values",
                "fitted": {name: round(ranker.features[name], 3) for name in MOVED},
            },
            "made": MADE,
            "by": "python -m learn.places CORPORA --write",
            "licence": "CC0",
        },
        "features": {name: round(value, 3) for name, value in {**ranker.features, **MOVED}.items()},
        "none": round(ranker.none, 3),
        "none_sure": round(ranker.none_sure, 3),
        "slope": round(slope, 3),
        "intercept": round(intercept, 3),
        "least": least,
        "outlet": 0.0,  # `python -m learn.outlet --write` comes after
    }


if __name__ == "__main__":
    sys.exit(main())
