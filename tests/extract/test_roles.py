"""Who does it to whom, by the grammar that once went wrong: one sentence each, and its look-alike."""

import pytest

from dateline import read

pytestmark = pytest.mark.model

LEAD = "The week was quiet.\n\n"
# text, trigger, actors, targets
CASES = (
    # they: several people before one body, whoever is the subject
    ("A court heard four editors. They were arrested on Monday.", "arrested", [], ["four editors"]),
    ("Rebels met the mayor. They shelled Goma on Monday.", "shelled", ["Rebels"], []),
    # the one it is for, not the thing
    ("Norway sent weapons to Chad on Monday.", "sent", ["Norway"], ["Chad"]),
    ("The minister pledged support for Ukraine.", "pledged", ["minister"], ["Ukraine"]),
    # words of the phrase itself are nobody
    ("Police used tear gas against students in Oslo.", "used", ["Police"], ["students"]),
    ("The bishop called on the rebels to leave.", "called on", ["bishop"], ["rebels"]),
    # what an attack does, as subject or in a relative clause
    ("A Malian air strike killed six villagers.", "air strike", ["Malian"], ["six villagers"]),
    ("They mourned an attack that killed six villagers.", "attack", [], ["six villagers"]),
    # both fought where those killed fell in a clash with somebody
    ("Nine rebels were killed in a clash with soldiers.", "clash", ["soldiers", "Nine rebels"], []),
    (
        "Nine villagers were killed in an attack by rebels.",
        "attack",
        ["rebels"],
        ["Nine villagers"],
    ),
    # of whom: those under arms move, others are moved against
    ("He condemned the incursion of Malian troops.", "incursion", ["Malian troops"], []),
    ("He condemned the killing of Malian troops.", "killing", [], ["Malian troops"]),
    # several nations of one noun
    ("Malian and Chadian troops shelled a camp.", "shelled", ["Malian", "Chadian"], []),
    # a city is nobody's thing
    ("Rebels captured the Malian city of Gao.", "captured", ["Rebels"], []),
    # three of a body are not the body; its men are
    ("Gunmen shot three policemen from the border unit.", "shot", ["Gunmen"], ["three policemen"]),
    # counted happenings
    ("The junta has increased the number of attacks on villagers.", "attacks", [], ["villagers"]),
    # by whom a participle pushes aside, a cleft, a part taken
    ("Two wells were poisoned by retreating soldiers.", "poisoned", ["soldiers"], []),
    ("It was the rebels, he said, who shot the priest.", "shot", ["rebels"], ["priest"]),
    ("General Ruiz took part in two attacks on the port.", "attacks", ["Ruiz"], []),
    # how troops go nowhere
    ("Rebels moved to Chad on Monday.", "moved", ["Rebels"], []),
)


@pytest.mark.parametrize(("text", "trigger", "actors", "targets"), CASES, ids=range(len(CASES)))
def test_who_to_whom(text, trigger, actors, targets):
    """Actors and targets are those named, and nobody else."""
    record = read(LEAD + text, "2021-06-16")
    named = {e.id: e.name.removeprefix("the ").removeprefix("The ") for e in record.entities}
    event = next(e for e in record.events if trigger.startswith(e.trigger.text.split()[0]))
    assert sorted(named[a] for a in event.actors) == sorted(actors)
    assert sorted(named[t] for t in event.targets) == sorted(targets)
