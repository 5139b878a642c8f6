"""Say what an article reports above all, as one ACLED sub-event type: a row has one type.

An opening tells of several things: an attack, the war it is part of, what was done about it. The
order of RULES is the codebook's order of precedence, special means before general ones: a gas
attack is that before it is an air strike, a protest that was shot at is that before it is a
protest. The events decide wherever they have a type; cue words of the opening speak for what is
told without a trigger ("four rifles were found"). Where nothing holds, the type is unknown (None).

Source: ACLED codebook, sub-event types and "one event, several types".
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from dateline.lexicon import table
from dateline.records import Event, Record

# An opening is at most this long; what comes later is background.
_OPENING = 600
_REMOTE = ("Air/drone strike", "Shelling/artillery/missile attack", "Remote explosive/landmine/IED")
_HAPPENED = frozenset(("actual", "ongoing"))
_GAP = r"(?:\W+[\w'’-]+){0,7}?\W+"


@dataclass(frozen=True, slots=True)
class Leading:
    """The type of what an article reports above all, and the rule that said so."""

    acled: str
    why: str


@dataclass(frozen=True, slots=True, eq=False)
class Opening:
    """The first lines of an article in lower case, and what happens in them, in order."""

    text: str
    events: tuple[Event, ...]

    def has(self, name: str) -> bool:
        """Say whether a class of cues holds here."""
        wanted, refused = _patterns()[name]
        return wanted.search(self.text) is not None and not (refused and refused.search(self.text))

    def first(self, *types: str) -> str | None:
        """Return the type of the first event that is of one of these types."""
        return next((e.acled for e in self.events if e.acled in types), None)

    def of(self, plover: str) -> bool:
        """Say whether an event is of this PLOVER type."""
        return any(e.plover == plover for e in self.events)


def leading_type(record: Record) -> Leading | None:
    """Return the type of what the article reports above all, or None where nothing says."""
    opening = Opening(
        record.article.text[:_OPENING].lower(),
        tuple(
            e
            for e in sorted(record.events, key=lambda e: e.trigger.start)
            if e.realis in _HAPPENED and e.trigger.start < _OPENING
        ),
    )
    for rule in RULES:
        found = rule(opening)
        if found is not None:
            return Leading(found, rule.__name__.strip("_"))
    return None


@cache
def _patterns() -> Mapping[str, tuple[re.Pattern[str], re.Pattern[str] | None]]:
    """Return each class of cues as what must and what must not be there."""
    return {
        name: (_pattern(row["all"]), _pattern(row["none"]) if row["none"] else None)
        for name, row in table("leading_types").items()
    }


def _pattern(lines: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<![\w-])(?:{_line(line)})(?![\w-])" for line in lines))


def _line(line: str) -> str:
    """Return a line of the lexicon as a regular expression.

    Example:
        >>> re.search(_line("seiz* ~ gun|guns"), "seizing eight old guns") is not None
        True
    """
    out, glue = "", ""
    for word in re.split(r" ", line):
        if word == "~":
            glue = _GAP
            continue
        any_of = "|".join(re.escape(w).replace(r"\*", r"[\w-]*") for w in word.split("|"))
        out += f"{glue or (' ' if out else '')}(?:{any_of})"
        glue = ""
    return out


def _chemical(o: Opening) -> str | None:
    return "Chemical weapon" if o.first("Chemical weapon") or o.has("chemical") else None


def _suicide(o: Opening) -> str | None:
    return "Suicide bomb" if o.first("Suicide bomb") or o.has("suicide") else None


def _grenade(o: Opening) -> str | None:
    return "Grenade" if o.has("grenade") else None


def _sexual(o: Opening) -> str | None:
    return "Sexual violence" if o.first("Sexual violence") or o.has("sexual") else None


def _mob(o: Opening) -> str | None:
    return "Mob violence" if o.has("mob") else None


def _protest(o: Opening) -> str | None:
    """Who was violent in it decides: nobody, the crowd, or those sent against it."""
    told = o.first(
        "Peaceful protest", "Violent demonstration", "Excessive force against protesters"
    )
    if not (told or o.has("protest")) or o.first(*_REMOTE, "Abduction/forced disappearance"):
        return None
    if o.has("protest_violent"):
        return "Violent demonstration"
    if o.has("protest_force"):
        return "Excessive force against protesters"
    return "Protest with intervention" if o.has("protest_stopped") else "Peaceful protest"


def _abduction(o: Opening) -> str | None:
    kind = "Abduction/forced disappearance"
    return kind if o.first(kind) or o.has("abduction") else None


def _made_harmless(o: Opening) -> str | None:
    """Weapons found, seized or defused, where nothing went off or was fired before that."""
    if not o.has("made_harmless") or o.first(*_REMOTE[:2], "Attack"):
        return None
    return "Disrupted weapons use"


def _base(o: Opening) -> str | None:
    return "Headquarters or base established" if o.has("base") else None


def _territory(o: Opening) -> str | None:
    """Ground changes hands: without a fight, to the state's forces, or to somebody else."""
    if o.has("unopposed"):
        return "Non-violent transfer of territory"
    taken = o.first("Government regains territory", "Non-state actor overtakes territory")
    if not taken and not o.has("capture"):
        return None
    if o.first(*_REMOTE) and not taken:
        return None
    state, other = _where(o, "state_forces"), _where(o, "other_forces")
    if taken == "Government regains territory" or (
        state is not None and (other is None or state < other)
    ):
        return "Government regains territory"
    return "Non-state actor overtakes territory" if taken or other is not None else None


def _where(o: Opening, name: str) -> int | None:
    found = _patterns()[name][0].search(o.text)
    return found.start() if found else None


def _first_settled(o: Opening) -> str | None:
    """A truce told of before the fighting that it ends."""
    settled = o.events and o.events[0].plover in ("AGREE", "RETREAT") and o.has("settle")
    return "Agreement" if settled else None


def _first_moved(o: Opening) -> str | None:
    """Forces sent somewhere, told of before what they are sent against."""
    moved = o.events and o.events[0].plover == "MOBILIZE" and not o.first(*_REMOTE)
    return "Change to group/activity" if moved and o.has("moved") else None


def _remote(o: Opening) -> str | None:
    return o.first(*_REMOTE) or (_REMOTE[2] if o.has("blast") else None)


def _attack(o: Opening) -> str | None:
    """An attack on those under arms is a clash; on others it is violence against civilians."""
    if o.has("clash") and o.first("Armed clash", "Attack") != "Attack":
        return "Armed clash"
    kind = o.first("Armed clash", "Attack", "Looting/property destruction", "Arrests")
    if kind in ("Armed clash", "Attack") or (kind is None and o.of("ASSAULT")):
        return "Armed clash" if o.has("armed_target") else "Attack"
    return kind


def _loot(o: Opening) -> str | None:
    return "Looting/property destruction" if o.has("loot") else None


def _moved(o: Opening) -> str | None:
    return "Change to group/activity" if o.has("moved") or o.of("MOBILIZE") else None


def _settle(o: Opening) -> str | None:
    return "Agreement" if o.has("settle") or o.of("AGREE") else None


RULES: tuple[Callable[[Opening], str | None], ...] = (
    _chemical,
    _suicide,
    _sexual,
    _grenade,
    _abduction,
    _mob,
    _first_moved,
    _protest,
    _made_harmless,
    _base,
    _territory,
    _first_settled,
    _remote,
    _loot,
    _attack,
    _moved,
    _settle,
)
