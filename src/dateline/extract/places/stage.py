"""Find the places the text names and put them on the map.

Names come from `names`, their sense from `resolution`, their use from `use`;
what is said of a place by way of another ("eastern Ukraine", "the airport", "the city") comes from
`relations`. Here they are joined: one place per sense, however it is spelled.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dateline.article.parse import Parse
from dateline.disputed import dispute_of
from dateline.extract.places.datelines import Filed, filed_from
from dateline.extract.places.names import Naming, find_namings
from dateline.extract.places.nominals import refer_back
from dateline.extract.places.relations import derive
from dateline.extract.places.resolution import Choice, Choices, load_ranker, resolve
from dateline.extract.places.senses import containers_of, sense_key, senses_of
from dateline.extract.places.surroundings import DATELINE
from dateline.extract.places.use import use_of
from dateline.extract.places.words import nation_words, place_words
from dateline.gazetteer import Gazetteer, GazetteerEntry, load_gazetteer, sound_key
from dateline.lexicon import table
from dateline.records import Entity, Place, PlaceMention, Span
from dateline.vocabulary import PlaceKind, PlaceUse

# Areas this wide ("Europe", "the Middle East") are spoken of as powers, smaller ones as ground.
CONTINENT_KM = 600.0
_CUE_KINDS: dict[str | None, PlaceKind] = {
    "admin": "admin", "small_admin": "admin", "settlement": "settlement", None: "settlement",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A place mention that is a name: where it stands, its sense, its use."""

    span: Span
    sense: str
    mention: PlaceMention
    naming: Naming | None
    why: tuple[str, ...]


def find_places(
    parse: Parse,
    entities: tuple[Entity, ...],
    added: str | None = None,
    *,
    outlet: str | None = None,
) -> tuple[Place, ...]:
    """Return the places in the order of their first mention (the dateline's town among them).

    A name that means several places of the gazetteer gets the one that fits the article; a name
    the gazetteer lacks is kept without coordinates. Nations named by their adjective ("Russian")
    are mentions of use `demonym`. `added`: a gazetteer file that adds to the packaged one.
    `outlet`: the country (ISO code) of the paper or agency; None: unknown.
    """
    gazetteer = load_gazetteer(added)
    persons = frozenset(
        word.lower()
        for entity in entities
        if entity.type == "person" and " " in entity.name
        for word in entity.name.split()
        if word[:1].isupper() and len(word) > 2
    )
    namings = find_namings(parse.doc, persons, gazetteer)
    filed = filed_from(parse, gazetteer)
    nations = nations_in(parse)
    senses = senses_of(namings, filed)
    choices = resolve(senses, Counter(iso for iso, _ in nations), outlet=outlet)
    named = [*_filed_mentions(filed), *_mentions(parse, namings, choices)]
    places = _join(parse, named, choices, gazetteer)
    places = _add_nations(parse, places, nations, gazetteer)
    places = refer_back(parse, _number(places), gazetteer)
    places = derive(parse, places, gazetteer)
    return tuple(sorted(places, key=lambda p: p.mentions[0].start))


def _filed_mentions(filed: Filed) -> Iterator[Named]:
    if filed is None:
        return
    sense, town, area = filed
    pairs = [(sense, town), *([area] if area else [])]
    for each, span in pairs:
        mention = PlaceMention(start=span.start, end=span.end, text=span.text)
        yield Named(span, each.key, mention, None, ("dateline",))


def nations_in(parse: Parse) -> list[tuple[str, Span]]:
    """Return (ISO code, span) of each word for a nation's people or things, "Afghan", "Turks"."""
    lexicon, out = nation_words(), []
    for token in parse.doc:
        if not token.text[:1].isupper():
            continue
        pair = parse.doc[token.i : token.i + 2]
        iso = lexicon.get(pair.text.casefold())
        if iso is not None:
            out.append((iso, parse.span(pair)))
        elif (iso := lexicon.get(token.lower_)) is not None:
            out.append((iso, parse.span(token)))
    return out


def _mentions(parse: Parse, namings: tuple[Naming, ...], choices: Choices) -> Iterator[Named]:
    containers = containers_of(namings)
    tail_of: dict[str, tuple[int, PlaceUse]] = {}
    for naming in namings:
        key = sense_key(naming)
        choice = _accepted(choices, key)
        if choice is None and naming.entries and naming.score < 2.0:
            continue
        kind = choice.entry.kind if choice else _CUE_KINDS[naming.cue]
        speaks = choice is not None and _speaks(choice.entry)
        use, rule = use_of(naming.name, naming.covers, kind, speaks=speaks)
        if key in tail_of and naming.name.start - tail_of[key][0] <= 3:
            # "Aden, Yemen": the country has the use of the town it follows.
            use, rule = tail_of[key][1], "tail_of_name"
        comma = naming.name.doc[naming.covers.end : naming.covers.end + 1].text in (",", "(")
        for container in containers[naming.name.start] if comma else ():
            tail_of[container] = (naming.covers.end, use)
        span = parse.span(naming.covers if naming.cue and use == "location" else naming.name)
        mention = PlaceMention(start=span.start, end=span.end, text=span.text, use=use)
        yield Named(span, key, mention, naming, (*naming.why, f"use_{rule}"))


def _speaks(entry: GazetteerEntry) -> bool:
    """Say whether the name stands for a power: a country, its capital, a continent, a seat."""
    if entry.kind == "area":
        return (entry.reach_km or 0.0) >= CONTINENT_KM
    seat = entry.name.casefold() in place_words().speaking_seats
    return entry.kind == "country" or entry.capital or seat


def _accepted(choices: Choices, key: str) -> Choice | None:
    best = next(iter(choices.get(key, ())), None)
    return best if best is not None and best.score >= load_ranker().least else None


def _join(
    parse: Parse, named: Iterable[Named], choices: Choices, gazetteer: Gazetteer
) -> list[Place]:
    """Return one place per gazetteer entry, or per spelling where there is none."""
    groups: dict[object, list[Named]] = defaultdict(list)
    for each in sorted(named, key=lambda n: n.span.start):
        choice = _accepted(choices, each.sense)
        key = choice.entry.number if choice else sound_key(each.sense.removeprefix(DATELINE))
        groups[key].append(each)
    return [
        _place(parse, members, _accepted(choices, members[0].sense), gazetteer)
        for members in groups.values()
    ]


def _place(
    parse: Parse, members: list[Named], choice: Choice | None, gazetteer: Gazetteer
) -> Place:
    mentions = tuple(m.mention for m in members)
    why = dict.fromkeys(w for m in members for w in m.why)
    bare = Place(
        id="",
        name=members[0].span.text,
        mentions=mentions,
        method=parse.methods.get("places", ""),
        why=tuple(why),
    )
    if choice is None:
        cue = next((m.naming.cue for m in members if m.naming and m.naming.cue), None)
        return replace(bare, kind=_CUE_KINDS[cue], why=(*bare.why, "not_in_gazetteer"))
    entry = choice.entry
    area = gazetteer.entry(entry.admin1) if entry.admin1 is not None else None
    if entry.kind == "admin" and entry.level == 1:
        area = entry
    return replace(
        bare,
        name=entry.name,
        geonames_id=entry.geonames_id,
        lat=entry.lat,
        lon=entry.lon,
        country=entry.country,
        admin1=area.name if area else None,
        kind=entry.kind,
        radius_km=entry.reach_km or 5.0,
        disputed=dispute_of(entry, gazetteer),
        why=(*bare.why, *choice.why),
        score=round(choice.score, 3),
    )


def _add_nations(
    parse: Parse, places: list[Place], nations: list[tuple[str, Span]], gazetteer: Gazetteer
) -> list[Place]:
    """Note the demonyms as mentions of their countries, which are places of the record too."""
    taken = [m for p in places for m in p.mentions]
    by_country = {p.country: n for n, p in enumerate(places) if p.kind == "country"}
    out = list(places)
    for iso, span in nations:
        if any(m.overlaps(span) for m in taken):
            continue
        mention = PlaceMention(start=span.start, end=span.end, text=span.text, use="demonym")
        if iso in by_country:
            place = out[by_country[iso]]
            out[by_country[iso]] = replace(place, mentions=_in_order((*place.mentions, mention)))
            continue
        entry = next((e for e in gazetteer.lookup(_country_name(iso)) if e.kind == "country"), None)
        if entry is None:
            continue
        by_country[iso] = len(out)
        out.append(
            Place(
                id="", name=entry.name, geonames_id=entry.geonames_id, lat=entry.lat, lon=entry.lon,
                country=iso, kind="country", mentions=(mention,), radius_km=entry.reach_km,
                disputed=dispute_of(entry, gazetteer), method=parse.methods.get("places", ""), why=("demonym",),
            )
        )  # fmt: skip
    return out


def _country_name(iso: str) -> str:
    row = table("countries").get(iso)
    return str(row["name"]) if row else ""


def _in_order(mentions: Iterable[PlaceMention]) -> tuple[PlaceMention, ...]:
    return tuple(sorted(mentions, key=lambda m: (m.start, m.end)))


def _number(places: Iterable[Place]) -> list[Place]:
    """Give ids in the order of first mention."""
    ordered = sorted(places, key=lambda p: p.mentions[0].start)
    return [replace(place, id=f"p{n}") for n, place in enumerate(ordered, 1)]
