"""Find counts of people harmed, as ranges, each with the voice that gives it.

Nothing is ever added up: two tolls that may count the same people stay two, and a relation says so.
"""

from dataclasses import replace

from spacy.tokens import Token

from dateline import lexicon
from dateline.article.parse import Parse
from dateline.extract.statements import said_by
from dateline.extract.tolls.casualties import Casualty, find_casualties
from dateline.extract.tolls.headcounts import lemma
from dateline.extract.tolls.staged import is_at_play
from dateline.extract.tolls.victims import children_among, victims_of
from dateline.records import Entity, Event, Relation, Statement, TimeSpan, Toll
from dateline.vocabulary import Victims

# "another three", "12 others", "five more": people beside those already counted.
BESIDES = frozenset(["another", "other", "others", "more", "additional", "further"])
# Nobody counts the one of these; "no arrests" is no toll either.
TAKEN_ALIVE = frozenset(["arrested", "captured", "abducted"])
# How many characters apart a figure and the older one it replaces may stand.
REVISION_REACH = 120
PARTIES = frozenset(["state", "armed_actor"])


def find_tolls(
    parse: Parse,
    entities: tuple[Entity, ...],
    times: tuple[TimeSpan, ...],
    statements: tuple[Statement, ...],
    events: tuple[Event, ...],
) -> tuple[Toll, ...]:
    """Return the tolls in the order of the text.

    Args:
        parse: The sentences.
        entities: Who speaks; a party's count of its enemy's dead is marked.
        times: Numbers that belong to a time count nobody.
        statements: The voices; a toll belongs to those whose content it stands in.
        events: What happened; a toll is linked to the event of its own clause.
    """
    out: list[Toll] = []
    for sentence in parse.sentences():
        before: Victims | None = None
        first = len(out)
        found = find_casualties(sentence)
        for casualty in found:
            mates = [c for c in found if c is not casualty and c.hit.harm == casualty.hit.harm]
            if (not mates and _introduces(parse, casualty)) or _is_time(parse, casualty, times):
                continue
            if _speaks(parse, casualty, statements):
                continue
            toll = _toll(parse, casualty, before, entities, statements, events)
            if toll.event is None and is_at_play(casualty.count, casualty.hit):
                continue
            out.append(toll)
            before = toll.victims
        out[first:] = _summed_up(out[first:])
    out.sort(key=lambda t: (t.span.start, t.span.end))
    numbered = tuple(replace(toll, id=f"o{number}") for number, toll in enumerate(out, 1))
    return _related(numbered)


def _summed_up(tolls: list[Toll]) -> list[Toll]:
    """Give a total of a sentence the victims of its parts: "eight: five nurses, three guards"."""
    kinds = {t.victims for t in tolls if "part_of_total" in t.why}
    if not kinds or "unknown" in kinds:
        return tolls
    whole: Victims = next(iter(kinds)) if len(kinds) == 1 else "mixed"
    return [
        replace(t, victims=whole, why=(*t.why, "victims_of_parts"))
        if t.victims == "unknown" and "part_of_total" not in t.why
        else t
        for t in tolls
    ]


def _introduces(parse: Parse, casualty: Casualty) -> bool:
    """Say whether the words introduce one person rather than count: an event, not a toll.

    A lead says "a journalist was detained" of someone it will name; "the murder of a banker" and
    "convicted of killing a guard" speak of a deed.
    """
    count, hit = casualty.count, casualty.hit
    if not count.quantity.single:
        return count.quantity.max == 0 and hit.harm in TAKEN_ALIVE
    first = next((n for n, p in enumerate(parse.passages) if p.kind == "paragraph"), 0)
    if _is_implied(casualty):  # "the body of a woman", who may be named later in a lead
        return parse.passage_of[hit.word.i] <= first
    if hit.why in ("nominal", "participle", "relative") or hit.word.dep_ == "pcomp":
        return True
    if count.noun is not None and count.noun.lemma_.lower() == "suspect":
        return True
    return hit.harm in TAKEN_ALIVE and parse.passage_of[hit.word.i] <= first


def _speaks(parse: Parse, casualty: Casualty, statements: tuple[Statement, ...]) -> bool:
    """Say whether who only stands in a list with the harmed is who says so: "..., a medic said"."""
    noun = casualty.count.noun
    if noun is None or not casualty.hit.why.endswith("+list"):
        return False
    who = parse.span(noun)
    return any(s.speaker_span is not None and s.speaker_span.covers(who) for s in statements)


def _is_time(parse: Parse, casualty: Casualty, times: tuple[TimeSpan, ...]) -> bool:
    """Say whether the number is part of a time expression: "in 1998", "on June 4"."""
    number = parse.span(casualty.count.quantity.core)
    return any(time.span.covers(number) for time in times)


def _toll(
    parse: Parse,
    casualty: Casualty,
    before: Victims | None,
    entities: tuple[Entity, ...],
    statements: tuple[Statement, ...],
    events: tuple[Event, ...],
) -> Toll:
    """Return the toll of a casualty, not yet numbered; `before`: whom the sentence counted last."""
    quantity = casualty.count.quantity
    span = parse.span(parse.doc[casualty.start : casualty.end])
    victims, rule = victims_of(casualty, before)
    voices = said_by(statements, span)
    part = () if casualty.part_of is None else ("part_of_total",)
    event, link = _event_of(parse, casualty, events)
    party = victims == "combatant" and _is_enemy(parse, casualty, voices, entities, statements)
    return Toll(
        id="",
        span=span,
        event=event,
        harm=casualty.hit.harm,
        min=quantity.min,
        max=quantity.max,
        victims=victims,
        children=children_among(casualty),
        said_by=voices,
        unquantified=quantity.vague,
        implied=_is_implied(casualty),
        aggregated=_is_running(casualty),
        interested_party=party,
        method=parse.methods["tolls"],
        why=(casualty.hit.why, quantity.why, rule, *part, *link),
    )


def _is_implied(casualty: Casualty) -> bool:
    """Say whether the deaths are read from a body or a burial, not told."""
    words = {lemma(t) for t in (casualty.count.noun, casualty.hit.word) if t is not None}
    return bool(words & set(lexicon.table("harm")["implied"]))


def _event_of(
    parse: Parse, casualty: Casualty, events: tuple[Event, ...]
) -> tuple[str | None, tuple[str, ...]]:
    """Return the event of the clause that tells the harm: the nearest by grammar in the sentence."""
    sentence = casualty.hit.word.sent
    limits = parse.span(sentence)
    near = []
    for event in events:
        for word in (event.trigger, *event.mentions):
            tokens = parse.tokens(word.start, word.end)
            if limits.covers(word) and len(tokens):
                near.append((_steps(casualty.hit.word, tokens.root), word.start, event.id))
    if not near:
        return None, ("event_unknown",)
    return min(near)[2], ("event_of_clause",)


def _steps(left: Token, right: Token) -> int:
    """Return how many links of grammar lie between two tokens of a sentence."""
    up = [left.i, *(t.i for t in left.ancestors)]
    for steps, token in enumerate((right, *right.ancestors)):
        if token.i in up:
            return steps + up.index(token.i)
    return len(up) + steps


def _is_running(casualty: Casualty) -> bool:
    """Say whether the sentence counts over a stretch of time: "since March", "so far"."""
    words = casualty.hit.word.sent
    text = f" {' '.join(t.lower_ for t in words)} "
    return any(f" {phrase} " in text for phrase in lexicon.table("harm")["running"])


def _is_enemy(
    parse: Parse,
    casualty: Casualty,
    voices: tuple[str, ...],
    entities: tuple[Entity, ...],
    statements: tuple[Statement, ...],
) -> bool:
    """Say whether the voice is a party to the fighting and the dead carry another side's name."""
    names = {e.id: e for e in entities}
    people = {
        t.text
        for t in parse.doc[casualty.count.start : casualty.count.end]
        if t.pos_ in ("PROPN", "ADJ") and t.is_title
    }
    for statement in statements:
        if statement.id not in voices or statement.speaker not in names or not people:
            continue
        speaker = names[statement.speaker]
        own = " ".join((speaker.name, speaker.side or "", *(m.text for m in speaker.mentions)))
        if speaker.type in PARTIES and not any(name[:5] in own for name in people):
            return True
    return False


def _related(tolls: tuple[Toll, ...]) -> tuple[Toll, ...]:
    """Add what can be said of two counts of one harm: `disjoint`, `may_contain`, `part_of`.

    Nothing is said of two counts that the text does not set against each other.
    """
    return tuple(replace(toll, relations=tuple(_relations(toll, tolls))) for toll in tolls)


def _relations(toll: Toll, tolls: tuple[Toll, ...]) -> list[Relation]:
    out: list[Relation] = []
    before = [t for t in tolls if t.span.start < toll.span.start and t.harm == toll.harm]
    words = set(toll.span.text.casefold().split())
    after = [t for t in tolls if t.span.start > toll.span.start and t.harm == toll.harm]
    if "part_of_total" in toll.why:
        total = next((t for t in reversed(before) if "part_of_total" not in t.why), None)
        if total is not None:
            out.append(Relation(type="part_of", to=total.id))
    elif words & BESIDES and before and before[-1].said_by == toll.said_by:
        out.append(Relation(type="disjoint", to=before[-1].id))
    if toll.why[0] == "toll_figure":
        out += [
            Relation(type="supersedes", to=t.id) for t in (*before, *after) if _replaces(toll, t)
        ]
    if toll.aggregated and toll.min is not None:
        out += [
            Relation(type="may_contain", to=t.id)
            for t in tolls
            if t.id != toll.id and t.harm == toll.harm and not t.aggregated and _fits(t, toll)
        ]
    return out


def _replaces(now: Toll, then: Toll) -> bool:
    """Say whether a figure is told beside the older one it replaces: "rose to 44 from 40"."""
    near = abs(now.span.start - then.span.start) < REVISION_REACH
    return then.why[0] == "toll_before" and near


def _fits(part: Toll, total: Toll) -> bool:
    """Say whether the people of `part` can all be among those of `total`."""
    kinds = {part.victims, total.victims}
    if kinds == {"civilian", "combatant"} or part.min is None or total.min is None:
        return False
    return part.min <= (total.max if total.max is not None else max(part.min, total.min))
