"""Who says what: content, cue, kind, speaker, channel, on invented sentences."""

import pytest

from dateline import read
from dateline.extract.mentions import find_entities
from dateline.extract.statements import find_statements
from dateline.records import Statement

pytestmark = pytest.mark.model


@pytest.fixture
def say(parse):
    """Return a function text -> [(speaker name, cue, contents)] of the attributed statements."""

    def run(text: str) -> list[tuple[str | None, str | None, list[str]]]:
        return [
            (names.get(s.speaker or ""), s.cue.text if s.cue else None, [c.text for c in s.content])
            for s, names in _read(parse, text)
            if s.kind != "narrator"
        ]

    return run


def _read(parse, text: str) -> list[tuple[Statement, dict[str, str]]]:
    parsed = parse(text)
    statements, entities = find_statements(parsed, find_entities(parsed), ())
    names = {entity.id: entity.name for entity in entities}
    return [(statement, names) for statement in statements]


CONTENTS = [
    ("The mayor said the bridge was destroyed.", "the bridge was destroyed"),
    ("The mayor said on Friday that the bridge was destroyed.", "the bridge was destroyed"),
    ("The bridge was destroyed, the mayor said.", "The bridge was destroyed"),
    ("The bridge was destroyed, the mayor told reporters on Friday.", "The bridge was destroyed"),
    ("The bridge was destroyed, according to the mayor.", "The bridge was destroyed"),
    ("According to the mayor, the bridge was destroyed.", "the bridge was destroyed"),
    ("As the mayor said, the bridge was destroyed.", "the bridge was destroyed"),
    ("The mayor denied that the bridge was destroyed.", "the bridge was destroyed"),
    ("The mayor denied shelling the market.", "shelling the market"),
    ("The mayor rejected the charge.", "the charge"),
    ("The mayor described the raid as brutal.", "the raid as brutal"),
    ("The mayor urged residents to leave the town.", "residents to leave the town"),
    ("The mayor called for an inquiry into the raid.", "an inquiry into the raid"),
    ("The ministry concurred with this account of the raid.", "this account of the raid"),
    ("The army repeated its claim that the bridge was destroyed.", "the bridge was destroyed"),
    ("“We will rebuild it,” the mayor said.", "We will rebuild it,"),
    ("The mayor said: “We will rebuild it.”", "We will rebuild it."),
    ("“We will rebuild it,” quipped the mayor.", "We will rebuild it,"),
]


@pytest.mark.parametrize(("text", "content"), CONTENTS, ids=[c[0] for c in CONTENTS])
def test_content_is_what_is_said_without_who_says_it(say, text: str, content: str) -> None:
    assert [contents for _, _, contents in say(text)] == [[content]]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor did not say where he was.",
        "The mayor will say more on Friday.",
        "The bridge was destroyed on Friday.",
        "The so-called “peace brigade” left the town.",
        "The fighting claimed the lives of two men.",
    ],
)
def test_no_speech_no_statement(say, text: str) -> None:
    """Speech that did not take place, scare quotes, verbs that only look like speech."""
    assert say(text) == []


def test_a_broken_quotation_is_one_statement(say) -> None:
    assert say("“The bridge is gone,” Ida Marsh said. “We will rebuild it.”") == [
        ("Ida Marsh", "said", ["The bridge is gone,", "We will rebuild it."])
    ]


def test_a_quotation_keeps_the_sentence_that_lost_its_opening_mark(say) -> None:
    text = "“The bridge is gone,” Ida Marsh said in a televised address. Nothing is left of it.”"
    assert say(text) == [("Ida Marsh", "said", ["The bridge is gone,", "Nothing is left of it."])]


def test_marks_that_enclose_the_attribution_give_one_statement_of_two_halves(say) -> None:
    text = "“The bridge is gone and the mill too, added Ms. Marsh. This is what loss is.”"
    [(_, cue, contents)] = say(text)
    assert cue == "added"
    assert contents == ["The bridge is gone and the mill too", "This is what loss is."]


def test_a_quotation_runs_on_over_a_paragraph(say) -> None:
    text = "“We lost the hill,” Colonel Ivo Brandt said.\n\n“Then we lost the town.”\n\nIt rained."
    [(speaker, _, contents)] = say(text)
    assert speaker == "Ivo Brandt"
    assert contents == ["We lost the hill,", "Then we lost the town."]


def test_content_that_touches_a_quotation_takes_all_of_it(say) -> None:
    [(_, _, contents)] = say("The mayor said the raid was “a crime. We will not forget it.”")
    assert contents[0].endswith("We will not forget it.”")


def test_an_attribution_inserted_after_a_condition_takes_both_sides(say) -> None:
    [(_, _, contents)] = say("If the drones come back, the mayor said, the town will be bombed.")
    assert contents == ["If the drones come back", "the town will be bombed"]


def test_a_source_beside_the_speaker_is_passed_on_not_a_second_statement(parse) -> None:
    text = "According to State Radio, Ida Marsh said the bridge was gone."
    [(statement, names)] = [(s, n) for s, n in _read(parse, text) if s.kind != "narrator"]
    assert names[statement.speaker or ""] == "Ida Marsh"
    assert statement.content[0].text == "the bridge was gone"
    assert [names[via] for via in statement.via] == ["State Radio"]


def test_two_verbs_of_one_speaker_are_two_statements(say) -> None:
    text = "The mayor said the bridge was gone, adding that the mill had burned."
    assert [(cue, contents) for _, cue, contents in say(text)] == [
        ("said", ["the bridge was gone"]),
        ("adding", ["the mill had burned"]),
    ]


def test_kind_is_by_quotation_marks(parse) -> None:
    text = (
        "“The bridge is gone,” Ida Marsh said. She said the raid was “a crime” of the army. "
        "She said the mill had burned. It rained all day."
    )
    kinds = [s.kind for s, _ in _read(parse, text)]
    assert kinds == ["direct", "mixed", "indirect", "narrator"]


SPEAKERS = [
    ("pronoun", "Ida Marsh said the bridge was gone. She said the mill had burned.", "Ida Marsh"),
    (
        "subject before the pronoun",
        "Ida Marsh reached the town on Friday. She said the mill had burned.",
        "Ida Marsh",
    ),
    (
        "a hearer is no speaker",
        "Ida Marsh told Omar Reyes the bridge was gone. “It fell,” she added.",
        "Ida Marsh",
    ),
    (
        "somebody in a relative clause is no speaker",
        "Ivo Brandt, who has the trust of Omar Reyes, said the hill was lost. He said it rained.",
        "Ivo Brandt",
    ),
    (
        "an additive cue keeps a ministry that translation calls he",
        "The Latvian Ministry of Defense said the hill was lost. He added that the mill burned.",
        "Latvian Ministry of Defense",
    ),
    (
        "the ministry",
        "The Latvian Ministry of Defense said the hill was lost. The ministry said it rained.",
        "Latvian Ministry of Defense",
    ),
    (
        "a report speaks for the ministry before it",
        "The Latvian Ministry of Defense said the hill fell.\n\nThe mill burned, the report noted.",
        "Latvian Ministry of Defense",
    ),
    (
        "a surname",
        "President Ida Marsh said the bridge was gone. The mill burned, Marsh said.",
        "Ida Marsh",
    ),
]


@pytest.mark.parametrize(
    ("text", "speaker"), [case[1:] for case in SPEAKERS], ids=[case[0] for case in SPEAKERS]
)
def test_the_last_statement_has_the_speaker_of_the_first(say, text: str, speaker: str) -> None:
    assert say(text)[-1][0] == speaker


def test_named_in_the_next_statement(say) -> None:
    """Cataphora: the office first, the name after."""
    text = (
        "The head of the port authority said on Friday that the docks were shut. "
        "But the cost was “very high”, warned Ivo Brandt."
    )
    assert [speaker for speaker, _, _ in say(text)] == ["Ivo Brandt", "Ivo Brandt"]


def test_the_press_takes_down_and_never_speaks(parse) -> None:
    text = "“The bridge is gone,” Ida Marsh told The Velden Gazette."
    [(statement, names)] = [(s, n) for s, n in _read(parse, text) if s.kind != "narrator"]
    assert names[statement.speaker or ""] == "Ida Marsh"
    assert statement.channel is None
    assert names[statement.addressee or ""] == "The Velden Gazette"


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("The bridge is gone, Ida Marsh said on Twitter.", "twitter"),
        ("The bridge is gone, Ida Marsh said on state television.", "state television"),
        ("Ida Marsh said in a statement that the bridge was gone.", "statement"),
        ("Ida Marsh said in televised remarks that the bridge was gone.", "television"),
        ("Ida Marsh said that the bridge was gone.", None),
    ],
)
def test_channel_is_how_it_was_said(parse, text: str, channel: str | None) -> None:
    [statement] = [s for s, _ in _read(parse, text) if s.kind != "narrator"]
    assert statement.channel == channel


def test_a_source_in_a_statement_is_passed_on(parse) -> None:
    text = "State radio said that the rebels had claimed that the bridge was destroyed."
    outer, inner = [(s, n) for s, n in _read(parse, text) if s.kind != "narrator"]
    assert outer[0].via == ()
    assert inner[0].via == (outer[0].speaker,)


def test_every_sentence_is_somebodys(parse) -> None:
    """What no attribution takes is the article's own."""
    text = "It rained in Velden. The mayor said the bridge was gone. Trucks left at noon."
    kinds = [(s.kind, s.content[0].text) for s, _ in _read(parse, text)]
    assert kinds == [
        ("narrator", "It rained in Velden."),
        ("indirect", "the bridge was gone"),
        ("narrator", "Trucks left at noon."),
    ]


def test_when_it_was_said_is_no_part_of_an_infinitive():
    record = read("The army claimed on Tuesday to hold Veldhaven.", "2024-05-15")
    assert [s.content[0].text for s in record.statements if s.speaker] == ["to hold Veldhaven"]
