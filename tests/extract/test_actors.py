"""Who an actor is, and what it was on the day: the lexicon, a file of one's own, and plain unknown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import Options, read
from dateline.cli import main
from dateline.errors import BadInput
from dateline.extract.mentions.actors import (
    Actor,
    Role,
    own_actors,
    packaged_actors,
    role_on,
)
from dateline.lexicon import table

GOOD = (
    "# ours\n"
    "name\ttype\tnation\taliases\troles\n"
    "Blue River Front\tarmed_actor\t\tBRF|Blue River Rebels\t"
    "rebel group 2010..2018-03-31|political party 2018-04-01..\n"
    "Harbour Watch\torganization\t\t\tcivil organisation\n"
)


@pytest.fixture
def table_of(tmp_path):
    """Write a table of actors and return its path."""

    def write(text: str) -> str:
        path = tmp_path / "actors.tsv"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_every_packaged_row_is_well_formed():
    """The lexicon loads, and its kinds are those of the list."""
    assert len(packaged_actors()) > 150
    kinds = {role.kind for actor in packaged_actors().values() for role in actor.roles}
    assert kinds <= set(table("actor_kinds"))


def test_codes_of_kinds_are_those_of_the_code_book():
    """ACLED has the codes 1 to 8; a kind without one has null."""
    assert {row["inter"] for row in table("actor_kinds").values()} == {*range(1, 9), None}


def test_a_role_holds_from_its_first_day_to_its_last():
    """Both ends count, and a month is meant whole."""
    role = Role("militia", "2014-05", "2014-11")
    assert role.holds_on("2014-05-01")
    assert role.holds_on("2014-11-30")
    assert not role.holds_on("2014-04-30")
    assert not role.holds_on("2014-12-01")


def test_without_a_day_only_an_actor_of_one_role_has_one():
    """What it was when the text does not say when is unknown."""
    steady = Actor("A", "armed_actor", None, (Role("militia", "1990"),))
    turned = Actor("B", "armed_actor", None, (Role("militia"), Role("political party", "1990")))
    assert role_on(steady, None) == Role("militia", "1990")
    assert role_on(turned, None) is None


@given(st.dates().map(str))
def test_no_actor_is_two_things_on_one_day(day):
    """The dated roles of a row never overlap."""
    for actor in packaged_actors().values():
        assert sum(role.holds_on(day) for role in actor.roles) <= 1, actor.name


def test_the_users_own_names_and_aliases_are_read(table_of):
    """Rows stand under their name and each alias, folded."""
    known = own_actors(table_of(GOOD))
    assert {actor.name for actor in known.values()} == {"Blue River Front", "Harbour Watch"}
    assert known["brf"].roles[0] == Role("rebel group", "2010", "2018-03-31")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("X\tarmy\t\t\t", "line 2: type 'army' is none of"),
        ("X\tperson\tUkraine\t\t", "line 2: nation 'Ukraine' is no country code"),
        ("\tperson\t\t\t", "line 2: the name is empty"),
        ("X\tperson", "line 2: 2 cells, the header has 5"),
        ("X\tarmed_actor\t\t\trebels", "line 2: kind 'rebels' is none of"),
        ("X\tarmed_actor\t\t\tmilitia 2010-13..", "has a day that is none"),
        ("X\tarmed_actor\t\t\tmilitia 2010..2009", "ends before it begins"),
        ("X\tarmed_actor\t\t\t2010", "is not KIND [SINCE..UNTIL] [for WHOM]"),
        ("X\tarmed_actor\t\tY\t\nZ\tarmed_actor\t\ty\t", "line 3: 'y' is 'X' already"),
    ],
)
def test_a_bad_line_is_named(table_of, row, said):
    """The message gives the line and what is wrong with it."""
    path = table_of(f"name\ttype\tnation\taliases\troles\n{row}\n")
    with pytest.raises(BadInput) as caught:
        own_actors(path)
    assert said in str(caught.value)
    assert path in str(caught.value)


def test_all_bad_lines_are_named_together(table_of):
    """One run shows everything there is to mend."""
    with pytest.raises(BadInput, match=r"line 2.*line 3"):
        own_actors(table_of("name\ttype\nX\tarmy\nY\tnavy\n"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no header line"),
        ("who\ttype\n", "unknown columns 'who'"),
        ("name\taliases\n", "the header lacks type"),
    ],
)
def test_a_header_that_will_not_do_is_named(table_of, text, said):
    """The columns are checked before any row."""
    with pytest.raises(BadInput, match=said):
        own_actors(table_of(text))


def test_what_is_no_text_or_no_file_is_refused(tmp_path):
    """Neither raises anything but BadInput."""
    path = tmp_path / "actors.tsv"
    path.write_bytes(b"name\ttype\n\xff\xfe\n")
    with pytest.raises(BadInput, match="UTF-8"):
        own_actors(str(path))
    with pytest.raises(BadInput, match="cannot be read"):
        own_actors(str(tmp_path / "none.tsv"))


TEXT = (
    "The week was quiet.\n\n{who} attacked a police post near Gao on Monday, villagers said. "
    "Gunmen shot a nurse. Malian troops retook the post."
)


def kinds(record) -> dict[str, tuple[str | None, str | None]]:
    return {e.name.removeprefix("the "): (e.kind, e.affiliation) for e in record.entities}


@pytest.mark.model
@pytest.mark.parametrize(
    ("published", "kind"),
    [("2019-06-03", "rebel group"), ("2023-06-05", "state forces"), (None, None)],
)
def test_what_a_known_actor_is_depends_on_the_day(published, kind):
    """A movement that took the capital is the state's force from that day, and not before."""
    record = read(TEXT.format(who="Taliban fighters"), published)
    (entity,) = (e for e in record.entities if e.actor == "Taliban")
    assert entity.kind == kind


@pytest.mark.model
def test_kinds_come_from_words_or_stay_unknown():
    """Forces of a nation, people who do not fight; gunmen may be anybody's."""
    found = kinds(read(TEXT.format(who="Rebels"), "2023-06-05"))
    assert found["Malian troops"] == ("state forces", "Mali")
    assert found["villagers"] == ("civilians", None)
    assert found["Rebels"] == ("rebel group", None)
    assert found["Gunmen"] == (None, None)


@pytest.mark.model
def test_the_users_own_actors_go_first(table_of):
    """A name only the user knows is an actor with its role, and the method says which file."""
    path = table_of(GOOD)
    record = read(TEXT.format(who="The BRF"), "2015-06-01", Options(actors=path))
    (entity,) = (e for e in record.entities if e.actor == "Blue River Front")
    assert (entity.type, entity.kind) == ("armed_actor", "rebel group")
    assert any(entity.id in event.actors for event in record.events)
    assert all(m.options["actors"] for m in record.methods.values())
    without = read(TEXT.format(who="The BRF"), "2015-06-01")
    assert not any(e.actor for e in without.entities)
    assert record.methods.keys().isdisjoint(without.methods)


@pytest.mark.model
def test_the_command_takes_a_table_and_names_its_faults(tmp_path, table_of, capsys):
    """`dateline read --actors FILE`: exit 2 and the line where it cannot be used."""
    article = tmp_path / "a.txt"
    article.write_text(TEXT.format(who="The BRF"), encoding="utf-8")
    assert main(["read", str(article), "--actors", table_of(GOOD), "--json"]) == 0
    assert '"actor": "Blue River Front"' in capsys.readouterr().out
    assert main(["read", str(article), "--actors", table_of("name\ttype\nX\tarmy\n")]) == 2
    assert "line 2: type 'army'" in capsys.readouterr().err
