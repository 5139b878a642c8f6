"""What the report, the trace and the notebook view say and never do, on records built by hand."""

import io
import re
from dataclasses import replace

import pytest

from dateline.errors import BadInput
from dateline.records import (
    Article,
    ControlClaim,
    Dateline,
    Entity,
    Event,
    Method,
    Place,
    PlaceMention,
    Record,
    Statement,
    Toll,
    Unresolved,
)
from dateline.write.terminal import print_report, print_trace
from dateline.write.wording import period, printable

TEXT = (
    "Shelling in Veldhaven\n\n"
    "“At least nine people were probably killed in Veldhaven,” said Mayor Ada Brink. "
    "Rebels hold the harbour. The army holds Veldhaven. Some 40 more were hurt."
)
RULES = {"method": "hand-1", "why": ("written_by_hand",)}


def span(words: str, text: str = TEXT):
    article = Article(id="a", sha256="0", length=len(text), text=text)
    return article.span(text.index(words), text.index(words) + len(words))


def make(text: str = TEXT) -> Record:
    """Return a small record with one of each."""
    at = lambda words: span(words, text)  # noqa: E731
    town = text[text.index("in ") + 3 : text.index("\n")]
    return Record(
        article=Article(
            id="veldhaven", sha256="0", length=len(text), text=text,
            headline=at(text[: text.index("\n")]), published="2024-05-14",
            published_basis="given", dateline=None,
        ),
        entities=(
            Entity(id="e1", type="person", name="Ada Brink", role="Mayor",
                   mentions=(at("Mayor Ada Brink"),), **RULES),
            Entity(id="e2", type="armed_actor", name="Rebels", mentions=(at("Rebels"),), **RULES),
            Entity(id="e3", type="armed_actor", name="The army", mentions=(at("The army"),), **RULES),
        ),
        places=(
            Place(id="p1", name=town, lat=51.5, lon=-3.6, country="NL", admin1="Zeeland",
                  radius_km=4.0, **RULES,
                  mentions=(PlaceMention(start=text.index(town), end=text.index(town) + len(town),
                                         text=town),)),
        ),
        statements=(
            Statement(id="s1", kind="direct", speaker="e1", speaker_span=at("Mayor Ada Brink"),
                      cue=at("said"), content=(at("At least nine people were probably killed in"),),
                      certainty="PR+", hedges=(at("probably"),), uttered="2024-05-13", **RULES),
            Statement(id="s2", kind="narrator", speaker=None, speaker_span=None, cue=None,
                      content=(at("Rebels hold the harbour."),), **RULES),
        ),
        events=(
            Event(id="v1", trigger=at("Shelling"), plover="ASSAULT",
                  acled="Shelling/artillery/missile attack", actors=(), targets=(), places=("p1",),
                  start="2024-05-13", end="2024-05-13", date_basis="relative", realis="actual",
                  said_by=("s1",), score=0.724, **RULES),
            Event(id="v2", trigger=at("hold"), plover=None, acled=None, actors=("e2",), targets=(),
                  places=(), start=None, end=None, date_basis="none", realis="intent",
                  said_by=(), **RULES),
        ),
        tolls=(
            Toll(id="k1", span=at("At least nine people"), event="v1", harm="killed", min=9,
                 max=None, victims="unknown", children=False, said_by=("s1",), **RULES),
            Toll(id="k2", span=at("Some 40 more"), event=None, harm="injured", min=None, max=None,
                 victims="civilian", children=True, said_by=(), **RULES),
        ),
        control=(
            ControlClaim(id="c1", span=at("Rebels hold"), place="p1", holders=("e2",),
                         status="holds", extent=None, certainty="CT+", said_by=("s2",), **RULES),
            ControlClaim(id="c2", span=at("The army holds"), place="p1", holders=("e3",),
                         status="holds", extent=None, certainty="CT+", said_by=(), **RULES),
        ),
        unresolved=(Unresolved(span=at("the harbour"), layer="places", why="it has no name"),),
        methods={"hand-1": Method(stage="hand", version="1", options={}, lexicons={"cues": "ab12"},
                                  model={"name": "none"})},
    )  # fmt: skip


def report(record: Record, hint: str = "") -> str:
    out = io.StringIO()
    print_report(record, hint=hint, file=out)
    return out.getvalue()


def trace(record: Record, key: str) -> str:
    out = io.StringIO()
    print_trace(record, key, file=out)
    return out.getvalue()


def flat(text: str) -> str:
    return " ".join(text.split())


def test_every_fact_is_shown_with_its_id():
    shown = report(make())
    for key in ("s1", "s2", "v1", "v2", "k1", "k2", "c1", "c2", "e1"):
        assert re.search(rf"\b{key}\b", shown), key


def test_a_statement_stands_under_its_speaker_with_certainty_in_words_and_code():
    shown = flat(report(make()))
    assert "Ada Brink Mayor · e1" in shown
    assert "probable (PR+) · hedged: “probably” · said Mon 13 May 2024" in shown


def test_claims_stay_claims():
    """Each happening and each holding names its voice, and nothing is confirmed."""
    shown = flat(report(make()))
    assert "dateline confirms nothing" in shown
    assert "says Ada Brink (s1)" in shown
    assert "says the article itself (s2)" in shown


def test_what_is_planned_is_told_apart_from_what_happened():
    happened, _, rest = report(make()).partition("Told of, but not as happened")
    assert "v1" in happened
    assert "v2" not in happened
    assert "planned or wanted" in flat(rest)


def test_where_and_when_come_with_precision_and_basis():
    shown = flat(report(make()))
    assert "Veldhaven, Zeeland, Netherlands (51.50 N 3.60 W ± 4 km)" in shown
    assert "Mon 13 May 2024 (counted from publication)" in shown


def test_a_toll_is_a_range_and_unknown_is_never_zero():
    shown = flat(report(make()))
    assert "killed: at least 9 people" in shown
    assert "injured: unknown number civilians, children among them" in shown
    assert "never added" in shown
    assert not re.search(r"\b0 (people|civilians)", shown)


def test_two_parties_with_one_place_are_called_rivals():
    assert "rival claims" in report(make())
    one = replace(make(), control=make().control[:1])
    assert "rival claims" not in report(one)


def test_what_was_not_settled_is_said():
    shown = flat(report(make()))
    assert "“the harbour” places: it has no name" in shown
    assert "no date is given for v2" in shown


def test_an_empty_record_says_why():
    record = Record(
        article=Article(id="x", sha256="0", length=0, text=""), notes=("the text is empty",)
    )
    assert "the text is empty" in report(record)


def test_a_pipe_gets_plain_lines_of_at_most_80_columns(monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    shown = report(make())
    assert "\x1b" not in shown
    assert max(len(line) for line in shown.splitlines()) <= 80
    assert not re.search(r"[ \t]$", shown, re.MULTILINE)


HOSTILE = TEXT.replace("Veldhaven", "[bold red]V\x1b[31m\x1b]0;x\x07ald\u202ehaven[/]:skull:")


def test_no_text_can_command_the_terminal():
    """Escapes, direction marks and markup of the article are printed, never obeyed."""
    record = make(HOSTILE)
    for shown in (report(record), trace(record, "p1"), trace(record, "s1")):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e]", shown)
    assert "[bold red]V<U+001B>[31m" in report(record)
    assert ":skull:" in report(record)


def test_a_hostile_date_or_agency_is_neutral_too():
    line = Dateline(span=span("Shelling"), agency="\x1b[2J[link=x]")
    record = replace(make(), article=replace(make().article, dateline=line))
    assert "<U+001B>[2J[link=x]" in report(record)


def test_the_notebook_view_is_escaped():
    text = TEXT.replace("Veldhaven", "<script>alert('x')</script> & $Veld$")
    shown = make(text)._repr_html_()
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    assert "$" not in shown
    assert "<u>probably</u>" in shown


def test_a_trace_shows_words_rules_method_and_what_rests_on_it():
    shown = flat(trace(make(), "s1"))
    assert "⟦At least nine people were probably killed in⟧" in shown
    assert "written_by_hand" in shown
    assert "hand, version 1" in shown
    assert "cues ab12" in shown
    assert "v1 (said by), k1 (said by)" in shown


def test_a_trace_says_what_a_score_is_the_chance_of():
    assert "72% chance that type, place, day" in flat(trace(make(), "v1"))
    assert "chance" not in trace(make(), "v2")


@pytest.mark.parametrize("key", ["e1", "p1", "s2", "v2", "k2", "c1"])
def test_every_layer_can_be_traced(key):
    assert trace(make(), key).startswith(f"{key}: ")


def test_an_unknown_id_lists_those_there_are():
    with pytest.raises(BadInput, match=r"s9: no such id .* s1 to s2 \(statements\)"):
        trace(make(), "s9")


def test_a_trace_leaves_out_line_ends_of_the_article():
    assert "\n\n  headline" not in trace(make(), "v1")


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2024-02-01", "2024-02-29", "February 2024"),
        ("2024-02-01", "2024-02-28", "Thu 1 to Wed 28 Feb 2024"),
        ("2020-01-01", "2022-12-31", "2020 to 2022"),
        (None, "2024-02-01", "until Thu 1 Feb 2024"),
        ("2024-02-01T06:00", "2024-02-01T12:00", "Thu 1 Feb 2024"),
    ],
)
def test_a_period_is_named_as_people_name_it(start, end, words):
    assert period(start, end) == words


def test_letters_of_other_scripts_and_joiners_stay():
    assert printable("نمی\u200cخواهم 👩\u200d🚒 Ґ") == "نمی\u200cخواهم 👩\u200d🚒 Ґ"


def test_the_view_of_statements_shows_cue_chain_and_answers() -> None:
    from dateline.records import Relation, Yardstick
    from dateline.write.terminal import print_statements

    record = make()
    first = record.statements[0]
    first = replace(
        first,
        via=("e3",),
        channel="radio",
        condition=span("Rebels hold the harbour"),
        yardstick=Yardstick(scale="PHIA", term=span("probably"), low=55, high=75),
    )
    answer = replace(
        first, id="s9", speaker="e3", via=(), relations=(Relation(type="denies", to=first.id),)
    )
    out = io.StringIO()
    print_statements(replace(record, statements=(first, answer)), file=out)
    shown = " ".join(out.getvalue().split())
    assert "the article ← The army ← Ada Brink" in shown
    assert "s9 denies it" in shown
    assert "channel: radio" in shown
    assert "on condition: “Rebels hold the harbour”" in shown
    assert "“probably” on the PHIA scale: 55-75 %" in shown
    assert "WHAT HAPPENED" not in shown
