"""What one party does to another, given the two: sentences of our own."""

import pytest

from dateline.extract.events.pair_cues import find_cues
from dateline.extract.events.pair_features import pair_features
from dateline.extract.events.pair_roots import root_of_pair, shipped

SENTENCES = [
    ("[Veldmark] welcomed the decision of {Osteria} to open its archives.", "SUPPORT"),
    ("[Osteria] will send 200 engineers to {Veldmark}, the minister said.", "AGREE"),
    ("[Osteria] sent grain and medicine worth 3 million euros to {Veldmark}.", "AID"),
    ("[The minister] met {the Osterian envoy} for talks in Lunden.", "CONSULT"),
    ("[Veldmark] eased its ban on imports from {Osteria}.", "CONCEDE"),
    ("[The rebels] released {four sailors} on Friday.", "RETREAT"),
    ("[Veldmark] refused to release {four Osterian sailors}.", "REJECT"),
    ("[Veldmark] demanded that {Osteria} pull back its tanks.", "REQUEST"),
    ("[The president] accused {Osteria} of arming the rebels.", "ACCUSE"),
    ("[Veldmark] threatened to shell {the port of Lunden}.", "THREATEN"),
    ("[Veldmark] shelled {the port of Lunden}.", "ASSAULT"),
    ("[Police] arrested {the editor of a weekly}.", "COERCE"),
    ("[Veldmark] expelled {two Osterian diplomats}.", "SANCTION"),
    ("[Thousands of farmers] marched against {the government}.", "PROTEST"),
]


def marked(parse, sentence):
    """Return the parsed sentence and the two parties, from its brackets."""
    text, at = "", {}
    for char in sentence:
        if char in "[{":
            at[char] = len(text)
        elif char in "]}":
            at[char] = len(text)
        else:
            text += char
    doc = parse(text).doc
    return doc[:], doc.char_span(at["["], at["]"]), doc.char_span(at["{"], at["}"])


@pytest.mark.model
@pytest.mark.parametrize(("sentence", "root"), SENTENCES)
def test_the_root_of_a_pair(parse, sentence, root):
    found = root_of_pair(*marked(parse, sentence))
    assert found.root == root
    assert 0 < found.score <= 1
    assert found.why


@pytest.mark.model
def test_no_feature_is_a_word(parse):
    """The parties can be anybody: other names give the same features."""
    one = pair_features(*marked(parse, "[Anna Berg] praised {Karl Holm}."))
    other = pair_features(*marked(parse, "[Karl Holm] praised {Anna Berg}."))
    assert one == other


@pytest.mark.model
def test_a_party_that_is_not_named_is_no_error(parse):
    sentence, source, target = marked(parse, "[Police] arrested {the editor}.")
    assert root_of_pair(sentence, source, None).root == "COERCE"
    assert root_of_pair(sentence, None, target).root == "COERCE"
    assert root_of_pair(sentence, None, None).score <= 1


@pytest.mark.model
def test_the_longest_cue_at_a_word_counts(parse):
    """ "Laid down their arms" is a surrender; the arms are not aid."""
    doc = parse("The rebels laid down their arms.").doc
    assert [c.name for c in find_cues(doc[2:], frozenset())] == ["surrender"]


def test_every_shipped_weight_is_for_a_root():
    scale = shipped()
    assert len(set(scale.roots)) == 15
    assert all(len(row) == 15 for row in scale.features.values())
