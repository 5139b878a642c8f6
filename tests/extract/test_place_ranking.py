"""Choosing among places of one name, by hand-made names: no language model needed."""

import pytest

from dateline.distances import chord_km, distance_km, unit_vector
from dateline.errors import BadLexicon
from dateline.extract.places import resolution
from dateline.extract.places.resolution import load_ranker, resolve
from dateline.extract.places.surroundings import Sense
from dateline.gazetteer import fold_name, load_gazetteer


def sense(name: str, *, cue: str | None = None, containers: tuple[str, ...] = ()) -> Sense:
    key = fold_name(name)
    entries = load_gazetteer().lookup(name)
    return Sense(
        key=key, name=key, entries=entries, cue=cue, count=1, containers=containers, sure=3.0
    )


def best(*senses: Sense, demonyms: dict[str, int] | None = None):
    return {key: found[0] for key, found in resolve(senses, demonyms or {}).items() if found}


def test_alone_the_largest_is_meant():
    assert best(sense("Tripoli"))["tripoli"].entry.country == "LY"


def test_what_stands_after_the_comma_decides():
    found = best(sense("Tripoli", containers=("lebanon",)), sense("Lebanon"))
    assert found["tripoli"].entry.country == "LB"
    assert "inside_named_area" in found["tripoli"].why


def test_the_other_places_decide():
    found = best(sense("Tripoli"), sense("Sidon"), sense("Baalbek"), sense("Beirut"))
    assert found["tripoli"].entry.country == "LB"


def test_an_area_is_taken_where_the_words_say_so():
    assert best(sense("Homs", cue="admin"))["homs"].entry.kind == "admin"
    assert best(sense("Homs"))["homs"].entry.kind == "settlement"


def test_a_score_is_a_chance_and_surer_with_company():
    alone = best(sense("Tripoli"))["tripoli"].score
    company = best(sense("Tripoli"), sense("Benghazi"), sense("Misrata"))["tripoli"].score
    assert 0 < alone < company <= 1


def test_a_name_the_gazetteer_lacks_has_no_candidate():
    unknown = Sense(key="x", name="x", entries=(), cue=None, count=1, containers=())
    assert resolve((unknown,), {})["x"] == ()


def test_the_order_of_the_names_does_not_matter():
    senses = [sense("Tripoli"), sense("Sidon"), sense("Paris"), sense("Homs")]
    assert best(*senses) == best(*reversed(senses))


def test_weights_for_other_features_are_refused(monkeypatch):
    """A file of an older version must not be read as if it fitted."""
    facts = dict(resolution.weights("places"))
    monkeypatch.setattr(resolution, "weights", lambda _: facts | {"features": {"country": 1.0}})
    load_ranker.cache_clear()
    try:
        with pytest.raises(BadLexicon, match="other features"):
            load_ranker()
    finally:
        load_ranker.cache_clear()


def test_the_card_says_what_the_weights_are():
    card = resolution.weights("places")["card"]
    assert {"fitted_on", "corpora", "scores", "licence", "made"} <= set(card)


def test_the_chord_is_as_good_as_the_arc_over_short_ways():
    a, b = (33.5, 36.3), (36.2, 37.2)
    assert chord_km(unit_vector(*a), unit_vector(*b)) == pytest.approx(distance_km(a, b), rel=0.001)
