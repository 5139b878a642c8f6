"""Records made by hand for the tests of link/: one event, one place, tolls, a speaker."""

from dateline.link.reports import Report, report_id
from dateline.records import (
    Article,
    ControlClaim,
    Entity,
    Event,
    Place,
    PlaceMention,
    Record,
    Statement,
    Toll,
)

KYIV = (50.45, 30.52)
KHARKIV = (49.99, 36.23)
SHELLING = "Shelling/artillery/missile attack"


def report(
    text: str,
    *,
    published: str | None = "2024-01-03",
    day: str | None = "2024-01-02",
    place: tuple[str, float, float] | None = ("Kyiv", *KYIV),
    acled: str | None = SHELLING,
    actor: str | None = None,
    realis: str = "actual",
    killed: tuple[int | None, int | None] | None = None,
    holder: str | None = None,
    speaker: str | None = None,
    start: str | None = None,
    end: str | None = None,
    revises: str | None = None,
) -> Report:
    """Return a report of one event; its trigger is the word "hit", which the text must have."""
    article = Article(
        id=report_id(text), sha256="", length=len(text), text=text, published=published
    )
    at = text.index("hit")
    trigger = article.span(at, at + 3)
    entities, places, statements, tolls, control = [], [], [], [], []
    for id, name, kind in (
        ("e1", actor, "state"),
        ("e2", holder, "armed_actor"),
        ("e3", speaker, "person"),
    ):
        if name:
            entities.append(Entity(id=id, type=kind, name=name, mentions=(trigger,)))
    if place:
        name, lat, lon = place
        mention = PlaceMention(start=0, end=1, text=text[:1])
        places.append(
            Place(
                id="p1",
                name=name,
                lat=lat,
                lon=lon,
                country="UA",
                mentions=(mention,),
                radius_km=5.0,
            )
        )
    whole = article.span(0, len(text))
    if speaker:
        statements.append(
            Statement(
                id="s1",
                kind="indirect",
                speaker="e3",
                speaker_span=trigger,
                cue=trigger,
                content=(whole,),
            )
        )
    said = ("s1",) if speaker else ()
    if killed:
        tolls.append(
            Toll(
                id="o1",
                span=trigger,
                event="v1",
                harm="killed",
                min=killed[0],
                max=killed[1],
                victims="unknown",
                children=False,
                said_by=said,
            )
        )
    if holder:
        control.append(
            ControlClaim(
                id="c1",
                span=trigger,
                place="p1",
                holders=("e2",),
                status="holds",
                extent=None,
                certainty="CT+",
                said_by=said,
            )
        )
    event = Event(
        id="v1",
        trigger=trigger,
        plover="ASSAULT",
        acled=acled,
        actors=("e1",) if actor else (),
        targets=(),
        places=("p1",) if place else (),
        start=start or day,
        end=end or start or day,
        date_basis="relative" if day or start else "none",
        realis=realis,
        said_by=said,
    )
    record = Record(
        article=article,
        entities=tuple(entities),
        places=tuple(places),
        statements=tuple(statements),
        events=(event,),
        tolls=tuple(tolls),
        control=tuple(control),
    )
    return Report(id=article.id, record=record, revises=revises)
