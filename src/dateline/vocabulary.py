"""The closed lists of the record: the words a field may hold, as the format gives them."""

from typing import Literal

Certainty = Literal["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu"]
EntityType = Literal[
    "person", "group", "organization", "state", "armed_actor", "population", "document"
]
PlaceKind = Literal["country", "admin", "settlement", "facility", "natural", "area"]
PlaceUse = Literal["location", "metonym", "modifier", "demonym"]
Granularity = Literal[
    "instant", "hour", "part_of_day", "day", "week", "month", "season", "year", "range"
]
TimeBasis = Literal["stated", "relative", "publication"]
DateBasis = Literal["stated", "relative", "publication", "none"]
StatementKind = Literal["direct", "mixed", "indirect", "narrator"]
Plover = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Realis = Literal["actual", "ongoing", "generic", "future", "hypothetical", "intent", "negated"]
Harm = Literal["killed", "injured", "missing", "captured", "displaced", "abducted", "arrested"]
Victims = Literal["civilian", "combatant", "mixed", "unknown"]
ControlStatus = Literal[
    "holds", "captured", "recaptured", "lost", "withdrew", "contested", "encircled", "advancing",
    "imminent", "intends", "hypothetical", "annexed", "occupied", "denied",
]  # fmt: skip

# ACLED's sub-event types (its codebook, table of events), the closed list of `Event.acled`.
ACLED = frozenset(
    (
        "Armed clash",
        "Government regains territory",
        "Non-state actor overtakes territory",
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
        "Sexual violence",
        "Attack",
        "Abduction/forced disappearance",
        "Peaceful protest",
        "Protest with intervention",
        "Excessive force against protesters",
        "Violent demonstration",
        "Mob violence",
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    )
)
