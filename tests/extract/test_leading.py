"""What an article reports above all, as one ACLED type: openings of our own."""

import pytest

from dateline import read
from dateline.extract.events.leading import leading_type

OPENINGS = [
    ("Shells that gave off chlorine fell on Hollen, where nine people were treated.",
     "Chemical weapon"),
    ("Two suicide bombers killed six guards at the gate of Hollen's port.", "Suicide bomb"),
    ("A grenade was thrown into a cafe in Hollen, and three people were hurt.", "Grenade"),
    ("Soldiers seized eight rifles and 500 cartridges at a farm near Hollen.",
     "Disrupted weapons use"),
    ("Osterian forces have set up two new bases near Hollen.", "Headquarters or base established"),
    ("Gunmen kidnapped a priest on the road to Hollen.", "Abduction/forced disappearance"),
    ("A mob lynched a man accused of stealing cattle in Hollen.", "Mob violence"),
    ("Thousands of people marched through Hollen to protest against new taxes.",
     "Peaceful protest"),
    ("Police used water cannon and tear gas against protesters in Hollen.",
     "Protest with intervention"),
    ("Security forces opened fire on protesters in Hollen and killed four.",
     "Excessive force against protesters"),
    ("Protesters threw stones and clashed with police in Hollen.", "Violent demonstration"),
    ("The Osterian army recaptured the town of Hollen from the rebels.",
     "Government regains territory"),
    ("Rebels captured the town of Hollen after a night of fighting.",
     "Non-state actor overtakes territory"),
    ("Rebels entered Hollen without a fight after the garrison withdrew.",
     "Non-violent transfer of territory"),
    ("Osterian warplanes bombed two villages near Hollen.", "Air/drone strike"),
    ("The army fired 90 mortar shells at Hollen overnight.", "Shelling/artillery/missile attack"),
    ("A roadside bomb killed two farmers near Hollen.", "Remote explosive/landmine/IED"),
    ("Gunmen attacked a police checkpoint near Hollen.", "Armed clash"),
    ("Gunmen shot dead a doctor in Hollen.", "Attack"),
    ("Dozens of shops were looted in Hollen.", "Looting/property destruction"),
    ("Police arrested 40 people in Hollen.", "Arrests"),
    ("Osteria has deployed 2,000 soldiers to the border.", "Change to group/activity"),
    ("The rebels and the government agreed to a ceasefire in Hollen.", "Agreement"),
]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(("text", "acled"), OPENINGS)
def test_the_type_of_an_opening(text, acled):
    found = leading_type(read(text))
    assert found is not None
    assert found.acled == acled
    assert found.why


@pytest.mark.model
@pytest.mark.parametrize(
    "text", ["", "The orchestra of Hollen plays on Sunday.", "Prices of grain rose by 3 percent."]
)
def test_nothing_of_the_kind_has_no_type(text):
    assert leading_type(read(text)) is None


@pytest.mark.model
def test_weapons_that_were_used_are_not_disrupted():
    found = leading_type(read("Rebels found the convoy and shelled it with mortars near Hollen."))
    assert found is not None
    assert found.acled == "Shelling/artillery/missile attack"
