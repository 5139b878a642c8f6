"""Reports made by hand, a stand-in for link/, and a clock: what the tests of the archive file.

A text is written with its facts marked in place; the record is built from the marks, so that no
language model is needed and every span fits.
"""

import hashlib
import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from dateline.link.reports import (
    Decisions,
    FactRef,
    Incident,
    Origin,
    PairWhy,
    Report,
    Spot,
    fact_key,
    report_id,
)
from dateline.records import (
    Article,
    Entity,
    Event,
    Method,
    Place,
    PlaceMention,
    Record,
    Statement,
    Toll,
)
from dateline.store.columns import stamp
from dateline.store.comparing import Linker
from dateline.store.filing import Found
from dateline.store.ingest import Reader

PLACES = {"Veldhaven": (52.1, 5.2), "Ostrava": (49.8, 18.3), "Marrow": (10.5, -3.25)}


def told(
    place: str = "Veldhaven",
    killed: int | None = 4,
    day: str = "2024-03-05",
    *,
    speaker: str = "the mayor",
    outlet: str | None = "The Courier",
    url: str | None = None,
    retrieved: str | None = None,
    extra: str = "",
) -> Found:
    """Return a dispatch of one shelling in one place with one toll, as it is found."""
    dead = f"{killed} people were killed" if killed is not None else "people were killed"
    text = f"Shells hit {place}\n\nShells struck {place} on {day}, {speaker} said. Of them {dead}.{extra}\n"
    return Found(raw=text.encode(), text=text, name="made.txt", url=url, outlet=outlet,
                 published=day, retrieved=retrieved)  # fmt: skip


def read_made(text: str, published: str | None) -> Record:
    """Return the record of a text that `told` wrote."""
    return record_of(text, published)


def record_of(text: str, published: str | None = None, *, version: str = "1") -> Record:
    """Return the record of a told text; `version` stands for the rules that read it."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    article = Article(
        id=report_id(text), sha256=digest, length=len(text), text=text, published=published,
        published_basis="given" if published else "unknown",
    )  # fmt: skip
    headline = article.span(0, text.index("\n"))
    article = replace(article, headline=headline)
    body = text.index("\n\n") + 2

    def find(words: str, start: int = body) -> tuple[int, int]:
        at = text.index(words, start)
        return at, at + len(words)

    name = next(name for name in PLACES if name in text)
    lat, lon = PLACES[name]
    where = find(name)
    by = {"method": "made", "why": ("made",)}
    said = text.index(" said", body)
    speaker = text.rindex(", ", body, said) + 2
    day = text[text.index(" on ", body) + 4 :][:10]
    dead = text.index("Of them ", body) + 8
    sentence = text.index(".", dead)
    number = text[dead:].split(" ", 1)[0]
    count = int(number) if number.isdigit() else None
    return Record(
        article=article,
        entities=(
            Entity(id="e1", type="person", name=text[speaker:said], role="mayor",
                   mentions=(article.span(speaker, said),), **by),
        ),
        places=(
            Place(id="p1", name=name, lat=lat, lon=lon, radius_km=5.0, country="XX",
                  mentions=(PlaceMention(start=where[0], end=where[1], text=name),), **by),
        ),
        statements=(
            Statement(id="s1", kind="indirect", speaker="e1",
                      speaker_span=article.span(speaker, said),
                      cue=article.span(said + 1, said + 5),
                      content=(article.span(body, speaker - 2),), **by),
        ),
        events=(
            Event(id="v1", trigger=article.span(*find("struck")), plover="ASSAULT",
                  acled="Shelling/artillery/missile attack", actors=(), targets=(),
                  places=("p1",), start=day, end=day, date_basis="stated", realis="actual",
                  said_by=("s1",), **by),
        ),
        tolls=(
            Toll(id="o1", span=article.span(dead, sentence), event="v1", harm="killed",
                 min=count, max=count, victims="unknown", children=False, said_by=("s1",), **by),
        ),
        control=(),
        methods={"made": Method(stage="made", version=version, options={}, lexicons={}, model=None)},
    )  # fmt: skip


def ticking(start: str = "2024-04-01T00:00:00+00:00") -> Callable[[], str]:
    """Return a clock that is one hour later each time it is asked."""
    begun = datetime.fromisoformat(start).astimezone(UTC)
    hours = itertools.count()
    return lambda: stamp(begun + timedelta(hours=next(hours)))


def reader(clock: Callable[[], str]) -> Reader:
    """Return what reads told texts, in place of the pipeline."""
    return Reader(read=read_made, software="made 1", clock=clock)


def by_outlet(reports: Sequence[Report]) -> Sequence[Origin]:
    """Stand in for link/copies: what one outlet carries is one origin."""
    groups: dict[str, list[str]] = {}
    for report in reports:
        groups.setdefault(report.outlet or report.id, []).append(report.id)
    return [
        Origin(
            id=f"o-{min(ids)}",
            members=tuple(sorted(ids)),
            kinds={id: "original" if id == min(ids) else "near" for id in ids},
            why=tuple(PairWhy(left=min(ids), right=id, score=1.0, why=("same outlet",))
                      for id in sorted(ids)[1:]),
        )
        for ids in groups.values()
    ]  # fmt: skip


def by_place_and_day(
    reports: Iterable[Report], origins: Sequence[Origin], decisions: Decisions
) -> Sequence[Incident]:
    """Stand in for link/incidents: one place on one day is one incident, but for what people say."""
    groups: dict[object, list[tuple[Report, Event]]] = {}
    key_of = {}
    for report in sorted(reports, key=lambda r: r.id):
        for event in report.record.events:
            key = fact_key(report.id, "events", event)
            if key in decisions.rejected:
                continue
            apart = next((sorted(p) for p in decisions.different if key in p), None)
            group: object = (report.record.places[0].name, event.start)
            if apart is not None and key == apart[1]:
                group = (group, key)
            for left, right in sorted(decisions.same):
                if key == right and left in key_of:
                    group = key_of[left]
                elif key == left and right in key_of:
                    group = key_of[right]
            key_of[key] = group
            groups.setdefault(group, []).append((report, event))
    return [_incident(members) for members in groups.values()]


def _incident(members: list[tuple[Report, Event]]) -> Incident:
    refs = tuple(sorted(FactRef(report.id, "events", event.id) for report, event in members))
    tolls = tuple(
        sorted(
            FactRef(report.id, "tolls", toll.id)
            for report, _ in members
            for toll in report.record.tolls
        )
    )
    report, event = members[0]
    place = report.record.places[0]
    return Incident(
        id=f"i-{refs[0].report}",
        events=refs,
        tolls=tolls,
        title=f"Shelling, {place.name}",
        acled=event.acled,
        plover=event.plover,
        place=Spot(name=place.name, lat=place.lat, lon=place.lon, radius_km=place.radius_km,
                   country=place.country),
        start=event.start,
        end=event.end,
        date_basis=event.date_basis,
        why=tuple(PairWhy(left=refs[0].report, right=ref.report, score=0.9, why=("same day",))
                  for ref in refs[1:]),
    )  # fmt: skip


LINKER = Linker(copies=by_outlet, incidents=by_place_and_day, software="made 1")
