"""What happened: triggers, parties, places, days and reality, on invented sentences."""

import pytest

import dateline
from dateline.extract.events import find_events
from dateline.extract.mentions import find_entities
from dateline.extract.places import find_places
from dateline.extract.stance import weigh_statements
from dateline.extract.statements import find_statements
from dateline.extract.times import find_times
from dateline.lexicon import table
from dateline.records import Event

pytestmark = pytest.mark.model

PUBLISHED = "2021-06-16"  # a Wednesday


class Seen:
    """An event with names for its ids."""

    def __init__(self, event: Event, names: dict[str, str]) -> None:
        self.event = event
        self.trigger = event.trigger.text
        self.type = event.plover
        self.realis = event.realis
        self.day = (event.start or "")[:10], (event.end or "")[:10]
        self.actors = sorted(names[i] for i in event.actors)
        self.targets = sorted(names[i] for i in event.targets)
        self.places = sorted(names[i] for i in event.places)

    def __repr__(self):
        return f"<{self.trigger} {self.type} {self.realis} {self.actors} > {self.targets} @ {self.places} {self.day}>"


@pytest.fixture(scope="module")
def read_events(parse):
    """Return a function text -> events with names for ids."""

    def read(text):
        parsed = parse(text, PUBLISHED)
        entities = find_entities(parsed)
        places = find_places(parsed, entities)
        times = find_times(parsed)
        statements, entities = find_statements(parsed, entities, times)
        statements = weigh_statements(parsed, statements)
        events, entities = find_events(parsed, entities, places, times, statements)
        names = {x.id: x.name for x in (*entities, *places)}
        return [Seen(e, names) for e in events]

    return read


def only(found, trigger):
    hits = [e for e in found if trigger in e.trigger]
    assert len(hits) == 1, found
    return hits[0]


ACTORS = [
    # active, passive, nominal, participle, light verb, relative clause
    ("Rebels attacked a convoy near Gao.", "attacked", ["Rebels"]),
    ("A convoy near Gao was attacked by rebels.", "attacked", ["rebels"]),
    ("Officials condemned the attack by rebels.", "attack", ["rebels"]),
    ("Gunmen firing at a bus fled the scene.", "firing", ["Gunmen"]),
    ("The militia carried out an attack on the village.", "attack", ["militia"]),
    ("Soldiers who raped two women were arrested.", "raped", ["Soldiers"]),
    ("The army began to shell the hills.", "shell", ["army"]),
    ("The junta, whose invasion failed, fell.", "invasion", ["junta"]),
    ("Two students were kidnapped and beaten by militiamen.", "kidnapped", ["militiamen"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "actors"), ACTORS)
def test_who_does_it(read_events, text, trigger, actors):
    """The actor is found in every construction that names one."""
    assert only(read_events(text), trigger).actors == actors


def test_the_one_who_says_is_never_the_one_who_does(read_events):
    """ "X's office said civilians were killed in Z's shelling" is Z's shelling."""
    found = read_events(
        "Ethiopia’s foreign ministry said three farmers were killed in Eritrean shelling on Sunday."
    )
    shelling = only(found, "shelling")
    assert shelling.actors == ["Eritrean"]
    assert not any("ministry" in a for e in found for a in e.actors)


def test_the_accused_is_the_actor_not_the_accuser(read_events):
    found = read_events("Amhara officials accused the rebels of attacking a clinic.")
    assert only(found, "attacking").actors == ["rebels"]


def test_a_nation_adjective_stands_for_its_forces_where_the_text_has_them(read_events):
    found = read_events("Sudanese forces left the hills. Sudanese shelling of Kadugli went on.")
    assert only(found, "shelling").actors == ["Sudanese forces"]


def test_compound_actors_are_split(read_events):
    found = read_events(
        "Malian troops together with hunters of the Dan Na militia stormed Ansongo."
    )
    assert len(only(found, "stormed").actors) == 2


def test_both_sides_of_fighting_are_actors(read_events):
    found = read_events("Clashes between soldiers and rebels broke out in Bamako.")
    clash = only(found, "Clashes")
    assert (clash.actors, clash.targets) == (["rebels", "soldiers"], [])


def test_weapons_are_instruments_not_parties(read_events):
    found = read_events("Soldiers attacked the camp with mortars and rockets.")
    attack = only(found, "attacked")
    assert attack.actors == ["Soldiers"]
    assert attack.event.instruments == ("mortars", "rockets")


REALITY = [
    ("Rebels shelled Goma on Monday.", "shelled", "actual"),
    ("Rebels are shelling Goma.", "shelling", "ongoing"),
    ("Rebels will attack Goma, officials said.", "attack", "future"),
    ("Rebels could attack Goma, officials said.", "attack", "hypothetical"),
    ("Rebels plan to attack Goma, officials said.", "attack", "intent"),
    ("Rebels did not attack Goma, officials said.", "attack", "negated"),
    ("The rebels denied attacking Goma.", "attacking", "negated"),
    ("Officials fear an attack on Goma.", "attack", "hypothetical"),
    ("If rebels attack Goma, thousands will flee.", "attack", "hypothetical"),
    ("Rebels were close to taking over Goma.", "taking", "future"),
    ("The new road opens good prospects for an attack on Goma.", "attack", "hypothetical"),
    ("Police prevented an attack on a mosque in Goma.", "attack", "negated"),
    ("They urged the rebels to release the hostages.", "release", "hypothetical"),
    ("No attack on Goma took place.", "attack", "negated"),
    ("The rebels withdrew without attacking Goma.", "attacking", "negated"),
    ("Officials condemned the attack on Goma.", "attack", "actual"),
    ("The rebels threatened to bomb Goma.", "bomb", "intent"),
    ("An imminent assault on Goma worries aid groups.", "assault", "future"),
]


@pytest.mark.parametrize(("text", "trigger", "realis"), REALITY)
def test_a_denial_a_threat_a_plan_and_a_condition_are_no_happenings(
    read_events, text, trigger, realis
):
    assert only(read_events(text), trigger).realis == realis


NOTHING = [
    "The striker’s late attack on goal won the match for the midfielder.",
    "The central bank promised to fight inflation.",
    "Her father died of a heart attack.",
    "The attack helicopter was built in Italy.",
    "She studies at the War Museum.",
    "The senator’s attack on the proposal was sharp.",
    "The company launched a campaign for its new phone.",
    "Shares hit a record high in Tokyo.",
    "The war on cancer goes on.",
    "He has led the team in the championship.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_figures_of_speech_and_other_fields_give_no_events(read_events, text):
    assert read_events(text) == []


def test_the_dead_of_an_attack_are_its_toll(read_events):
    """Results of an attack are no events of their own."""
    found = read_events("Four people were killed and nine wounded in a bombing in Kano.")
    assert [e.trigger for e in found] == ["bombing"]


def test_two_days_of_one_verb_are_two_events(read_events):
    found = read_events("Rebels shelled Goma late on Sunday and once more on Monday.")
    assert sorted(e.day[0] for e in found) == ["2021-06-13", "2021-06-14"]
    assert {e.trigger for e in found} == {"shelled"}


def test_each_attacked_place_is_an_event(read_events):
    found = read_events("The ministry described rebel attacks on Kassala and Khartoum as heavy.")
    assert sorted(e.places for e in found) == [["Kassala"], ["Khartoum"]]


def test_fighting_that_spans_places_is_one_event(read_events):
    found = read_events("Fighting between rebels and soldiers raged in Kassala and Khartoum.")
    assert [e.places for e in found] == [["Kassala", "Khartoum"]]


def test_background_towns_are_no_event_places(read_events):
    """An article about one town with many towns around it gives events only where clauses do."""
    found = read_events(
        "Shells hit Goma on Monday. The mayor of Bukavu arrived from Kinshasa with aid. "
        "The road leads to Butembo, Beni and Bunia. Kisangani and Matadi sent doctors."
    )
    assert {p for e in found if e.type == "ASSAULT" for p in e.places} == {"Goma"}


def test_the_day_of_the_utterance_is_not_the_day_of_the_event(read_events):
    found = read_events("Rebels shelled Goma, the governor said on Tuesday.")
    assert only(found, "shelled").day == ("", "")


def test_a_pointing_noun_is_one_more_mention(read_events):
    """ "the attack", later and with nothing new, is the same happening."""
    found = read_events("Rebels attacked Goma on Monday. The attack lasted an hour.")
    assert len(found) == 1
    assert [m.text for m in found[0].event.mentions] == ["attacked", "attack"]


def test_a_new_attack_is_not_joined(read_events):
    found = read_events("Rebels attacked Goma on Monday. Another attack lasted an hour.")
    assert len(found) == 2


def test_an_annexation_is_coercion_and_a_capture_by_force_an_assault(read_events):
    found = read_events("The kingdom annexed the islands. Its troops captured Kassala.")
    assert [e.type for e in found] == ["COERCE", "ASSAULT"]


def test_swapping_the_sides_mirrors_the_events(read_events):
    """Nothing depends on which side it is."""
    text = "{0} forces shelled a {1} village on Monday, {1} officials said."
    left = read_events(text.format("Ethiopian", "Eritrean"))
    right = read_events(text.format("Eritrean", "Ethiopian"))
    swap = {"Ethiopian forces": "Eritrean forces"}
    assert [[swap.get(a, a) for a in e.actors] for e in left] == [e.actors for e in right]
    assert [(e.trigger, e.type, e.realis, e.day) for e in left] == [
        (e.trigger, e.type, e.realis, e.day) for e in right
    ]


def test_every_trigger_class_names_closed_values():
    """The lexicon says only PLOVER types and ACLED sub-events that the contract has."""
    from typing import get_args

    from dateline.vocabulary import ACLED, Plover

    for name, row in table("event_triggers").items():
        assert row["plover"] in get_args(Plover), name
        assert row["acled"] is None or row["acled"] in ACLED, name
        assert row["roles"] in ("attack", "harm", "mutual", "happen", "act"), name


NATURAL = [
    "An earthquake destroyed hundreds of homes in Herat.",
    "The heat wave killed 30 people in Delhi.",
    "The film tells the story of a bank robbery.",
    "The president called on ministers to engage in talks on wages.",
]


@pytest.mark.parametrize("text", NATURAL)
def test_disasters_and_fiction_give_no_assaults(read_events, text):
    """What nobody did, or what only a work tells, is no attack."""
    assert not [e for e in read_events(text) if e.type == "ASSAULT"]


MEANS = [
    ("Warplanes struck Idlib, activists said.", "struck", "Air/drone strike"),
    ("Insurgents attacked the camp with mortars.", "attacked", "Shelling/artillery/missile attack"),
    ("Gunmen attacked four farmers near Gao.", "attacked", "Attack"),
    ("Gunmen attacked soldiers near Gao.", "attacked", "Armed clash"),
    ("A roadside bomb killed three policemen in Quetta.", "bomb", "Remote explosive/landmine/IED"),
    ("Gunmen will attack four farmers near Gao.", "attack", None),
]


@pytest.mark.parametrize(("text", "trigger", "acled"), MEANS)
def test_the_means_and_the_victims_choose_the_acled_type(read_events, text, trigger, acled):
    assert only(read_events(text), trigger).event.acled == acled


def test_a_denial_by_another_voice_is_an_event_of_its_own(read_events):
    """What one voice affirms and another denies are two events (coding rule 1)."""
    found = read_events(
        "Soldiers slaughtered villagers in Goma in 1999. The army chief denied that the slaughter "
        "took place."
    )
    assert [e.realis for e in found if e.type == "ASSAULT"] == ["actual", "negated"]
    first, second = (e.event for e in found if e.type == "ASSAULT")
    assert not set(first.said_by) & set(second.said_by)


FIGURES = [
    "The leaked report exploded on television.",
    "Reporters bombarded the singer with requests.",
    "Reviewers attacked the plot of the series.",
    "Jealousy destroys friendship.",
    "The ruling party is in retreat over taxes.",
    "Harriers surrendered the lead in the second half of the match.",
    "Marines stormed a beach in Norway in a drill.",
    "In the novel, bandits storm a monastery.",
    "A siege of the island could cost billions.",
    "A strike ended the ceasefire.",
]


@pytest.mark.parametrize("text", FIGURES)
def test_figures_of_speech_games_and_drills_are_not_told_as_fact(read_events, text):
    """No weapon hits an ending, and what is played or feared did not happen."""
    told = [e for e in read_events(text) if e.realis in ("actual", "ongoing")]
    assert not [e for e in told if e.type == "ASSAULT" and e.trigger != "strike"]
    assert not [e for e in told if e.type == "RETREAT"]


READ_SO = [
    ("The envoy was shocked but refused to leave.", "refused", "REJECT", ["The envoy"]),
    ("Ottawa froze military aid to Chad.", "military aid", "SANCTION", None),
    ("Militiamen ambushed a lorry near Goma.", "ambushed", "ASSAULT", ["Militiamen"]),
    ("Bandits waylaid a convoy near Goma.", "waylaid", "ASSAULT", ["Bandits"]),
    ("The army said it had hit a squad of snipers.", "hit", "ASSAULT", ["army"]),
    ("The presidents of Chad and Niger met in Oslo.", "met", "CONSULT", None),
    ("Norway held exercises near Tromso.", "exercises", "MOBILIZE", ["Norway"]),
    ("Marines have been deployed.", "deployed", "MOBILIZE", ["Marines"]),
    ("Rebels seized an outpost near Goma.", "seized", "ASSAULT", ["Rebels"]),
    ("The colonel regrouped his men, pulling them back from Goma.", "pulling", "RETREAT", None),
    ("A mortar shell fired by the rebels hit a barn.", "hit", "ASSAULT", ["rebels"]),
    ("A bomb planted by the rebels exploded in Goma.", "exploded", "ASSAULT", ["rebels"]),
    ("Ghanaian troops entered Goma.", "entered", "MOBILIZE", ["Ghanaian troops"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "plover", "actors"), READ_SO)
def test_more_constructions(read_events, text, trigger, plover, actors):
    event = only(read_events(text), trigger)
    assert event.type == plover
    assert actors is None or event.actors == actors


def test_ground_taken_by_the_forces_of_its_own_state_is_regained(read_events):
    """Whose ground it is decides, not the verb; foreign forces count with non-state actors."""
    text = "{} captured Goma on Monday."
    for who, acled in (
        ("Congolese soldiers", "Government regains territory"),
        ("Rwandan soldiers", "Non-state actor overtakes territory"),
        ("Rebels", "Non-state actor overtakes territory"),
    ):
        assert only(read_events(text.format(who)), "captured").event.acled == acled


def test_no_event_is_without_a_voice(read_events):
    found = read_events("Chad accused Niger of shelling a village. Niger urged Chad to stop.")
    assert found
    assert all(e.event.said_by for e in found)


def test_two_words_for_one_happening_are_one_event(read_events):
    assert len(read_events("Two truck bombs exploded in Kano on Sunday.")) == 1
    found = read_events("Chad launched air strikes on Goma, including strikes on a market.")
    assert [e.trigger for e in found] == ["air strikes"]


def test_how_often_it_was_hit_is_no_figure_of_speech(read_events):
    assert (
        only(read_events("A clinic was hit by rockets for the second time."), "hit").targets == []
    )


def test_a_day_of_its_own_points_back():
    """ "Monday's attack" is the attack told of on Monday, and may say whom it hit."""
    record = dateline.read(
        "Gunmen attacked a clinic in Gao on Monday and again on Tuesday. "
        "Four nurses were hurt in Monday's attack.",
        "2024-03-06",
    )
    assert [e.start for e in record.events] == ["2024-03-04", "2024-03-05"]
    assert record.tolls[0].event == record.events[0].id


def test_an_aside_is_not_put_in_the_speakers_mouth():
    """The article criticises, far down in a text of hard-wrapped lines; the general does not."""
    record = dateline.read(
        "By noon the market\n   of Gao\n   was quiet.\n\n"
        "“We hold the bridge,” General Amadou Keita said. “It is ours.”\n\n"
        "Colonel Issa Traore - who was arrested in May - said on Monday that the road was open.",
        "2024-03-06",
    )
    speakers = {s.id: s.speaker for s in record.statements}
    arrested = [e for e in record.events if "arrest" in e.trigger.text]
    assert arrested
    assert not any(speakers[v] for e in arrested for v in e.said_by)
