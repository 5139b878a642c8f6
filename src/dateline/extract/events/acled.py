"""Choose the ACLED sub-event type and the PLOVER mode of an event, from what the text says of it.

Source: ACLED codebook. "Attack" is violence against people who do not fight; against those who
do, or a place they hold, it is an "Armed clash"; by bomb, shell or aircraft, remote violence. Where
the words show neither, the type is unknown (None) rather than guessed. Ground taken by the forces of
the state it lies in is "Government regains territory", by anybody else "Non-state actor overtakes
territory", which by the codebook also holds for foreign states.
"""

from collections.abc import Iterable
from functools import cache

from spacy.tokens import Token

from dateline.extract.events.kinds import lemmas
from dateline.extract.events.senses import Sense
from dateline.lexicon import table
from dateline.vocabulary import EntityType

# Senses that say nothing of the means: the weapon named beside them decides.
_OPEN = frozenset(("attack", "strike", "offensive", "destruction", "killing", "shooting"))
_TERRITORY = {True: "Government regains territory", False: "Non-state actor overtakes territory"}
_UNARMED = frozenset(("person", "group", "population", "organization"))


@cache
def _weapons() -> dict[str, tuple[str, str]]:
    return {
        word: (kind, row["mode"]) for kind, row in table("weapons").items() for word in row["words"]
    }


def classify(
    sense: Sense,
    words: Iterable[Token],
    *,
    actors: frozenset[EntityType],
    targets: frozenset[EntityType],
    placed: bool,
    at_home: bool | None = None,
) -> tuple[str | None, str | None]:
    """Return the ACLED sub-event type and PLOVER mode of something that happened.

    A mode that the words leave open is that of the type, by `lexicons/acled_types.tsv`.

    Args:
        sense: The sense of the trigger.
        words: Nouns of the trigger's own phrase and its agent, where weapons are looked for.
        actors: Types of the entities that do it.
        targets: Types of the entities that suffer it.
        placed: Whether a place is bound to it.
        at_home: Whether those who do it are forces of the state the place lies in; None: unknown.
    """
    acled, mode = _by_words(sense, words, actors, targets, placed=placed, at_home=at_home)
    row = table("acled_types").get(acled or "")
    if mode is None and row is not None and row["plover"] == sense.plover:
        mode = row["mode"]
    return acled, mode


def _by_words(
    sense: Sense,
    words: Iterable[Token],
    actors: frozenset[EntityType],
    targets: frozenset[EntityType],
    *,
    placed: bool,
    at_home: bool | None,
) -> tuple[str | None, str | None]:
    if sense.name in _OPEN:
        for token in words:
            if any(child.lower_ == "suicide" for child in token.children):
                return _weapons()["suicide"]  # "two suicide bombers killed six": no bomber aircraft
            if any(child.lower_ == "water" for child in token.children):
                continue  # "fired water cannons"
            found = next((_weapons()[f] for f in lemmas(token) if f in _weapons()), None)
            if found is not None:
                return found
    if sense.name in ("capture", "recapture") and at_home is not None:
        return _TERRITORY[at_home], sense.mode
    if sense.name != "attack":
        return sense.acled, sense.mode
    if "armed_actor" in targets or (not targets and placed and "armed_actor" in actors):
        return "Armed clash", sense.mode
    return ("Attack" if targets & _UNARMED else None), sense.mode
