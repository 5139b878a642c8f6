"""Values of a record in words: what every view of a record (terminal, notebook) says alike.

Nothing here decides anything; it only names what the record holds, and its codes, in English.
"""

import calendar
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from dateline.lexicon import table
from dateline.records import Dispute, Event, Place, Record, Statement, Toll

_SPACE = re.compile(r"\s+")

# FactBank's values, as said of the speaker: how sure, and whether it holds.
CERTAINTY: Mapping[str, str] = MappingProxyType(
    {
        "CT+": "certain",
        "PR+": "probable",
        "PS+": "possible",
        "CT-": "certainly not",
        "PR-": "probably not",
        "PS-": "possibly not",
        "Uu": "not committed",
    }
)
REALIS: Mapping[str, str] = MappingProxyType(
    {
        "actual": "told as having happened",
        "ongoing": "told as going on",
        "generic": "told as happening in general",
        "future": "foreseen or feared, not told as having happened",
        "hypothetical": "only supposed, not told as having happened",
        "intent": "planned or wanted, not told as having happened",
        "negated": "denied or ruled out",
    }
)
# After the holder and a colon: "the marines: close to taking it".
STATUS: Mapping[str, str] = MappingProxyType(
    {
        "holds": "holding it",
        "captured": "captured it",
        "recaptured": "recaptured it",
        "lost": "lost it",
        "withdrew": "withdrew from it",
        "contested": "fighting over it",
        "encircled": "encircled it",
        "advancing": "advancing on it",
        "imminent": "close to taking it",
        "intends": "aiming to take it",
        "hypothetical": "might take or hold it",
        "annexed": "annexed it",
        "occupied": "occupying it",
        "denied": "not holding it",
    }
)
DATE_BASIS: Mapping[str, str] = MappingProxyType(
    {
        "stated": "as stated",
        "relative": "counted from publication",
        "publication": "the day of publication; the text gives no date",
        "none": "no date",
    }
)
PUBLISHED_BASIS: Mapping[str, str] = MappingProxyType(
    {
        "given": "as you gave it",
        "metadata": "from the file's own metadata",
        "dateline": "from the dateline",
        "unknown": "unknown",
    }
)
PLACE_KIND: Mapping[str, str] = MappingProxyType(
    {
        "country": "country",
        "admin": "region",
        "settlement": "town",
        "facility": "facility",
        "natural": "natural feature",
        "area": "area",
    }
)


def printable(text: str) -> str:
    r"""Return text that is safe and plain on one line of any terminal.

    White space becomes single spaces; control, direction and other invisible characters are
    written out, so that no text can move the cursor, colour the screen or reorder a line. The
    joiners that Persian and emoji need stay.

    Example:
        >>> printable("gone\x1b[2J\n  quiet")
        'gone<U+001B>[2J quiet'
    """
    out = []
    for char in _SPACE.sub(" ", text):
        kind = unicodedata.category(char)
        hidden = kind in ("Cc", "Cf", "Cs", "Zl", "Zp") and char not in "\u200c\u200d"
        out.append(f"<U+{ord(char):04X}>" if hidden else char)
    return "".join(out)


def day(iso: str) -> str:
    """Return an ISO day (or the day of a datetime) as people write it.

    Example:
        >>> day("2024-05-14T06:00")
        'Tue 14 May 2024'
    """
    at = date.fromisoformat(iso[:10])
    weekday, month = calendar.day_abbr[at.weekday()], calendar.month_abbr[at.month]
    return f"{weekday} {at.day} {month} {at.year}"


def period(start: str | None, end: str | None) -> str:
    """Return the days from start to end, both included, in the shortest honest way.

    Example:
        >>> period("2023-10-01", "2023-10-31"), period("2022-01-01", "2022-12-31")
        ('October 2023', '2022')
        >>> period("2024-05-13", "2024-05-14"), period("2024-04-30", "2024-05-02")
        ('Mon 13 to Tue 14 May 2024', 'Tue 30 Apr to Thu 2 May 2024')
        >>> period("2024-05-13", None), period(None, None)
        ('from Mon 13 May 2024', 'no date')
    """
    if start is None and end is None:
        return "no date"
    if end is None:
        return f"from {day(start)}" if start else "no date"
    if start is None:
        return f"until {day(end)}"
    first, last = date.fromisoformat(start[:10]), date.fromisoformat(end[:10])
    if first == last:
        return day(start)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    whole = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    if whole and (first.year, first.month) == (last.year, last.month):
        return f"{calendar.month_name[first.month]} {first.year}"
    begin = day(start).removesuffix(f" {last.year}")
    if (first.year, first.month) == (last.year, last.month):
        begin = begin.rpartition(" ")[0]
    return f"{begin} to {day(end)}"


def count(toll: Toll) -> str:
    """Return a toll's range; what is unknown is said to be, and is never 0."""
    low, high = toll.min, toll.max
    if low is None and high is None:
        return "unknown number"
    if high == 0:
        return "nobody, of"  # stated: "nobody was killed"
    if high is None:
        return f"at least {low:,}"
    if low is None:
        return f"at most {high:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def counted(toll: Toll) -> str:
    """Return who is counted: "civilians", "soldiers or fighters", with children where stated."""
    one, many = {
        "civilian": ("civilian", "civilians"),
        "combatant": ("soldier or fighter", "soldiers or fighters"),
        "mixed": ("civilian or fighter", "civilians and fighters"),
        "unknown": ("person", "people"),
    }[toll.victims]
    who = one if toll.min == toll.max == 1 else many
    return f"{who}, children among them" if toll.children else who


def coordinates(place: Place) -> str:
    """Return latitude and longitude and how far the place may reach, or that it is not placed."""
    if place.lat is None or place.lon is None:
        return "not on the map"
    return point(place.lat, place.lon, place.radius_km)


def point(lat: float, lon: float, radius_km: float | None) -> str:
    """Return a point on the map and how far the place may reach.

    Example:
        >>> point(13.7, -30.37, 5)
        '13.70 N 30.37 W ± 5 km'
    """
    north = f"{abs(lat):.2f} {'N' if lat >= 0 else 'S'}"
    east = f"{abs(lon):.2f} {'E' if lon >= 0 else 'W'}"
    return f"{north} {east}{f' ± {radius_km:,.0f} km' if radius_km else ''}"


def dispute(found: Dispute) -> str:
    """Return who governs and who claims: "Crimea: governed by Russia since 2014-03; claimed by ..."."""
    governed, claimed = (
        _listed([_state(code) for code in codes]) for codes in (found.governed_by, found.claimed_by)
    )
    since = f" since {found.since}" if found.since else ""
    note = f"; {found.note}" if found.note else ""
    return f"{found.area}: governed by {governed}{since}; claimed by {claimed}{note}"


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _state(code: str) -> str:
    row = table("countries").get(code)
    return str(row["name"]) if isinstance(row, Mapping) else code


def place_name(record: Record, place: Place) -> str:
    """Return the place with what it lies in: "Bara, North Kordofan State, Sudan"."""
    row = table("countries").get(place.country or "", {})
    country = row.get("name", place.country) if isinstance(row, Mapping) else place.country
    relation = place.relation
    for other in record.places:  # "10 km N of p2" is for programs
        if relation and relation.endswith(f" {other.id}"):
            relation = relation.removesuffix(other.id) + other.name
    parts = (place.name, relation, place.admin1, country)
    return ", ".join(dict.fromkeys(part for part in parts if part))


def certainty(code: str) -> str:
    """Return FactBank's code in words with the code: "probable (PR+)"."""
    return f"{CERTAINTY.get(code, code)} ({code})"


def names(record: Record, ids: tuple[str, ...]) -> str:
    """Return the names of entities, or "not said who"."""
    known = {entity.id: entity.name for entity in record.entities}
    return " and ".join(known.get(key, key) for key in ids) or "not said who"


def voices(record: Record, ids: tuple[str, ...]) -> str:
    """Return who says it: each speaker once, with the ids of their statements."""
    known = {statement.id: statement for statement in record.statements}
    said: dict[str, list[str]] = {}
    for key in ids:
        if key in known:
            said.setdefault(voice(record, known[key]), []).append(key)
    if not said:
        return "the article itself"
    return ", ".join(f"{who} ({', '.join(keys)})" for who, keys in said.items())


def voice(record: Record, statement: Statement) -> str:
    """Return the speaker of a statement by name."""
    if statement.kind == "narrator":
        return "the article itself"
    if statement.speaker is None:
        return "a speaker not identified"
    return names(record, (statement.speaker,))


def what(event: Event) -> str:
    """Return the type of an event: ACLED's sub-event where there is one, else PLOVER's root."""
    return event.acled or (event.plover or "type not known").capitalize()
