"""Stance: the speaker's certainty, its polarity, and the cut where either changes."""

import pytest

from dateline.records import Statement

# id, sentence with the content in brackets and the cue in braces, certainty
CASES = [
    ("said", "The mayor {said} [the dam had burst].", "CT+"),
    ("reported-future", "The mayor {said} [the school would open again].", "CT+"),
    ("may", "The mayor {said} [the dam may burst].", "PS+"),
    ("could", "The mayor {said} [the dam could burst at any time].", "PS+"),
    ("may-not", "The mayor {said} [the dam may not hold].", "PS-"),
    ("could-not", "The mayor {said} [the guards could not hold the gate].", "CT-"),
    ("probably", "The mayor {said} [the rebels probably hold the ridge].", "PR+"),
    ("likely", "The mayor {said} [it was likely that the rebels had left].", "PR+"),
    ("unlikely", "The mayor {said} [the rebels were unlikely to return].", "PR-"),
    ("appears", "The mayor {said} [the shell appears to have hit a barn].", "PR+"),
    ("believed", "The mayor {said} [two men are believed to have drowned].", "PR+"),
    ("first-person", "“[I think the rebels have left],” the mayor {said}.", "PR+"),
    ("first-person-not", "“[I don't think the rebels have left],” the mayor {said}.", "PR-"),
    ("sure-not", "“[I am sure that nobody was hurt],” the mayor {said}.", "CT-"),
    ("almost-certainly", "The mayor {said} [the shell almost certainly came from the hill].", "PR+"),
    ("negated", "The mayor {said} [the guards did not fire].", "CT-"),
    ("no-longer", "The mayor {said} [rebels no longer hold the ridge].", "CT-"),
    ("doubt-of-a-detail", "The mayor {said} [a guard was killed, probably by a mine].", "CT+"),
    ("denial-by-another", "The mayor {said} [the governor denied the report].", "CT+"),
    ("no-one", "The mayor {said} [no one was hurt].", "CT-"),
    ("not-only", "The mayor {said} [the shells hit not only the barn but also the mill].", "CT+"),
    ("false", "“[This is completely false],” the mayor {said}.", "CT-"),
    ("denied", "The mayor {denied} [that the guards had fired].", "CT-"),
    ("dismissed", "The mayor {dismissed} [the report as false].", "CT-"),
    ("doubted", "The mayor {doubted} [that the rebels would return].", "PR-"),
    ("believes", "The mayor {believes} [the rebels have left].", "PR+"),
    ("does-not-believe", "The mayor does not {believe} [the rebels have left].", "PR-"),
    ("urged", "The mayor {urged} [residents to leave the valley].", "Uu"),
    ("told-to", "The mayor {told} [residents to leave the valley].", "Uu"),
    ("should", "The mayor {said} [the guards should leave the valley].", "Uu"),
    ("order", "“[Leave the valley at once],” the mayor {said}.", "Uu"),
    ("declined", "The mayor {declined to say} [who had fired].", "Uu"),
    ("unknown", "The mayor {said} [it was not known whether the rebels had left].", "Uu"),
    ("do-not-know", "“[We do not know who fired],” the mayor {said}.", "Uu"),
    ("not-clear", "The mayor {said} [it was not clear whether the rebels had left].", "Uu"),
    ("not-ruled-out", "The mayor {said} [a new raid is not ruled out].", "PS+"),
]  # fmt: skip


def read(parse, marked):
    """Return the parse of a marked sentence and its statement."""
    from dateline.lexicon import table

    bare = "".join(c for c in marked if c not in "[]{}")
    inside = {}
    for opening, closing in ("[]", "{}"):
        before = marked[: marked.index(opening)]
        start = sum(c not in "[]{}" for c in before)
        length = sum(c not in "[]{}" for c in marked[marked.index(opening) : marked.index(closing)])
        inside[opening] = (start, start + length)
    parsed = parse(bare, None)
    cue = parsed.article.span(*inside["{"])
    lemma = parsed.tokens(cue.start, cue.end).root.lemma_.lower()
    cls = next((name for name, rows in table("cues").items() if lemma in rows), None)
    statement = Statement(
        id="s1",
        kind="direct" if "“[" in marked else "indirect",
        speaker=None,
        speaker_span=None,
        cue=cue,
        content=(parsed.article.span(*inside["["]),),
        cue_class=cls,
        why=("by_hand",),
    )
    return parsed, statement


@pytest.mark.model
@pytest.mark.parametrize(("marked", "certainty"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_certainty(parse, marked, certainty):
    """The certainty is the speaker's about the content."""
    from dateline.extract.stance import weigh_statements

    parsed, statement = read(parse, marked)
    (weighed,) = weigh_statements(parsed, (statement,))
    assert weighed.certainty == certainty


@pytest.mark.model
def test_a_statement_is_cut_where_certainty_changes(parse):
    """Two coordinated verbs, the second one hedged: two statements of one voice."""
    from dateline.extract.stance import weigh_statements

    text = (
        "The mayor {said} [rebels have entered the valley this week and probably hold the ridge]."
    )
    parsed, statement = read(parse, text)
    first, second = weigh_statements(parsed, (statement,))
    assert (first.id, first.certainty) == ("s1", "CT+")
    assert (second.id, second.certainty) == ("s2", "PR+")
    assert first.content[0].text == "rebels have entered the valley this week"
    assert second.content[0].text == "probably hold the ridge"
    assert [h.text for h in second.hedges] == ["probably"]
    assert first.cue == second.cue == statement.cue


@pytest.mark.model
def test_clauses_that_are_equally_sure_stay_together(parse):
    from dateline.extract.stance import weigh_statements

    parsed, statement = read(
        parse, "The mayor {said} [rebels entered the valley and burned a mill]."
    )
    (weighed,) = weigh_statements(parsed, (statement,))
    assert weighed.content == statement.content


@pytest.mark.model
def test_denied_declined_and_asked_are_told_apart(parse):
    """Three ways of not saying so, each with its own rule in `why`."""
    from dateline.extract.stance import weigh_statements

    texts = {
        "cue_denies": "The mayor {denied} [that the guards had fired].",
        "cue_withholds": "The mayor {declined to say} [who had fired].",
        "cue_not_said": "The mayor {could not confirm} [that the guards had fired].",
    }
    for rule, text in texts.items():
        parsed, statement = read(parse, text)
        (weighed,) = weigh_statements(parsed, (statement,))
        assert rule in weighed.why
