"""Read one text: every stage in order, on one page."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from types import MappingProxyType

from dateline.article.damaged_marks import note_damaged_marks
from dateline.article.intake import check_text
from dateline.article.model import load_model
from dateline.article.opening import open_article
from dateline.article.parse import parse_passages
from dateline.article.passages import split_passages
from dateline.article.quotations import find_quotations
from dateline.contract import check_record
from dateline.errors import BadInput
from dateline.extract.control import find_control
from dateline.extract.damage import find_damage
from dateline.extract.events import find_events
from dateline.extract.gate import sift_article
from dateline.extract.mentions import find_entities
from dateline.extract.mentions.actors import fingerprint
from dateline.extract.mentions.kinds import identify
from dateline.extract.places import find_places
from dateline.extract.stance import weigh_statements
from dateline.extract.statements import find_statements
from dateline.extract.times import find_times
from dateline.extract.tolls import find_tolls
from dateline.gazetteer import load_gazetteer
from dateline.lexicon import fingerprints, table
from dateline.records import (
    Article,
    ControlClaim,
    Entity,
    Event,
    Method,
    Place,
    Record,
    Statement,
    TimeSpan,
    Unresolved,
)

# Each stage that asserts facts, in order, with the version that changes when its rules do.
STAGES: Mapping[str, str] = MappingProxyType(
    {
        "mentions": "1",
        "places": "1",
        "times": "1",
        "statements": "1",
        "stance": "1",
        "events": "1",
        "tolls": "1",
        "control": "1",
        "damage": "1",
        "gate": "1",
    }
)


NOT_ENGLISH = (
    "the text does not look like English, the one language dateline reads; nothing was read from it"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to read.

    `model`: folder of a spaCy model; None uses the installed one. `gazetteer`: a file that
    `dateline gazetteer install` made, read beside the packaged one; None reads that alone.
    `outlet_country`: ISO 3166-1 alpha-2 code of the country of the paper or agency, whose own
    places it names without saying where they are; None is not known and weighs nothing.
    `actors`: a table of actors of one's own, read before the packaged one.
    `id`: the article's id in the record; None takes the first 12 digits of its hash.
    """

    model: str | None = None
    gazetteer: str | None = None
    outlet_country: str | None = None
    actors: str | None = None
    id: str | None = None


def read(text: str, published: date | str | None = None, options: Options | None = None) -> Record:
    """Return the record of one article.

    Args:
        text: The article text; offsets in the record are code points of it.
        published: The day it was published: a date, or "YYYY-MM-DD". None: unknown.
        options: How to read; None is the default.

    Raises:
        BadInput: The text cannot be encoded or is too long, `published` is not a day,
            `outlet_country` no country, or the table of actors cannot be used.
        MissingModel: No language model is installed, or the one given cannot be used.
    """
    options = _checked(options or Options())
    article = open_article(
        check_text(text),
        id=options.id or hashlib.sha256(text.encode()).hexdigest()[:12],
        published=_day(published),
    )
    passages = split_passages(article)
    if not any(char.isalnum() for passage in passages for char in passage.text):
        return Record(article=article, notes=("the text holds no words to read",))
    if article.language != "en":
        return Record(article=article, notes=(NOT_ENGLISH,))
    model = load_model(options.model)
    methods = methods_of(options, model.facts)
    keys = {method.stage: key for key, method in methods.items()}

    quotations = find_quotations(article, passages)
    article = note_damaged_marks(article, quotations)
    parse = parse_passages(article, passages, quotations, model.nlp, keys)
    entities = find_entities(parse, options.actors)
    places = find_places(parse, entities, options.gazetteer, outlet=options.outlet_country)
    times = find_times(parse)
    statements, entities = find_statements(parse, entities, times)
    statements = weigh_statements(parse, statements, entities)
    events, entities = find_events(parse, entities, places, times, statements)
    tolls = find_tolls(parse, entities, times, statements, events)
    control, entities = find_control(parse, entities, places, times, statements)
    entities = identify(parse, entities)
    damage = find_damage(parse, places, statements)
    kept = sift_article(parse, events, tolls, control, damage)

    record = Record(
        article=_filed_from(article, places),
        entities=_worth_keeping(entities, statements, kept.events, kept.control),
        places=places,
        times=times,
        statements=statements,
        events=kept.events,
        tolls=kept.tolls,
        control=kept.control,
        damage=kept.damage,
        rejected=kept.rejected,
        notes=kept.notes,
        unresolved=_unresolved(places, times),
        methods=methods,
    )
    check_record(record)
    return record


def read_many(
    articles: Iterable[tuple[str, date | str | None]], options: Options | None = None
) -> Iterator[Record]:
    """Yield the record of each (text, published) pair, the same as `read` gives one by one."""
    for text, published in articles:
        yield read(text, published, options)


def _day(published: date | str | None) -> str | None:
    if published is None:
        return None
    try:
        day = published if isinstance(published, date) else date.fromisoformat(published)
    except (TypeError, ValueError) as err:
        raise BadInput(
            f"published: {published!r} is not a day; give it as YYYY-MM-DD, e.g. 2023-01-31"
        ) from err
    return day.strftime("%Y-%m-%d")


def _checked(options: Options) -> Options:
    """Return the options with the outlet's country as the gazetteer writes it."""
    if options.outlet_country is None:
        return options
    code = options.outlet_country.strip().upper()
    if code not in table("countries"):
        raise BadInput(
            f"outlet country: {options.outlet_country!r} is no country; give its ISO 3166-1 code "
            "of two letters, e.g. KE"
        )
    return replace(options, outlet_country=code)


def methods_of(options: Options, model: Mapping[str, str]) -> Mapping[str, Method]:
    """Return key -> method for each stage; the key changes when anything that decides does.

    `model` names the language model: what it is called, its version, the hash of its weights.
    """
    out = {}
    for stage, version in STAGES.items():
        method = Method(
            stage=stage,
            version=version,
            options={
                "model": options.model,
                "gazetteer": _own_gazetteer(options),
                "outlet_country": options.outlet_country,
                "actors": fingerprint(options.actors) if options.actors else None,
            },
            lexicons=fingerprints(),
            model=model,
        )
        facts = {
            **asdict(replace(method, lexicons={}, model=None)),
            "lexicons": dict(method.lexicons),
            "model": dict(model),
        }
        digest = hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:8]
        out[f"{stage}-{digest}"] = method
    return out


def _own_gazetteer(options: Options) -> str | None:
    """Return which file of the user's own is read: its hash, since paths differ by machine."""
    if options.gazetteer is None:
        return None
    return load_gazetteer(options.gazetteer).fingerprint


def _filed_from(article: Article, places: tuple[Place, ...]) -> Article:
    """Return the article with the place of its dateline, if it was found."""
    line = article.dateline
    if line is None or line.town is None:
        return article
    town = line.town
    found = next((p.id for p in places if any(m.overlaps(town) for m in p.mentions)), None)
    return replace(article, dateline=replace(line, place=found))


def _worth_keeping(
    entities: tuple[Entity, ...],
    statements: tuple[Statement, ...],
    events: tuple[Event, ...],
    control: tuple[ControlClaim, ...],
) -> tuple[Entity, ...]:
    """Drop descriptions named once that nothing in the record speaks of ("a second group")."""
    used = {s.speaker for s in statements} | {v for s in statements for v in s.via}
    used |= {id for e in events for id in (*e.actors, *e.targets)}
    used |= {id for c in control for id in c.holders}
    return tuple(e for e in entities if e.id in used or len(e.mentions) > 1 or not e.name.islower())


def _unresolved(places: tuple[Place, ...], times: tuple[TimeSpan, ...]) -> tuple[Unresolved, ...]:
    """Return what was seen and not settled: names that stand nowhere or elsewhere, days of no year."""
    return (
        tuple(
            Unresolved(span=p.mentions[0], layer="places", why="no place of this name was found")
            for p in places
            if p.lat is None and p.relation is None
        )
        + tuple(
            Unresolved(
                span=p.mentions[0], layer="places", why="the text puts it elsewhere than the map"
            )
            for p in places
            if "offset_disagrees" in p.why
        )
        + tuple(
            Unresolved(span=t.span, layer="times", why="counted from a publication day not known")
            for t in times
            if "no_publication_day" in t.why
        )
    )
