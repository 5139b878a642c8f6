"""Score dateline on the project's own marked-up sentences; no corpus is needed.

    tolls        found where the stretch overlaps and harm, minimum and maximum are the marked ones
    control      found where place, status and every holder are the marked ones
    speakers     sentences whose true actor is found; whose speaker is made an actor
    no_events    sentences that report no happening and give an event of the day all the same
    mirror       sentences that, with their sides swapped, have the mirrored structure
    rows         events whose type, place, day, actors, targets and realis are all the marked ones
    rows by score  of the same, how many are right but for their targets among the best by score

The sets are `tests/extract/*.txt`. Lines marked as known failures count like all others. What went
wrong is listed by kind under "errors".
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from dateline.records import Event, Record, Span
from eval.coverage import coverage
from eval.marked import Case, Mark, cases
from eval.mirror import LEAD, PUBLISHED, uneven

SETS = Path(__file__).resolve().parent.parent / "tests" / "extract"
# What one does by speaking: the speaker is rightly its actor.
BY_SPEAKING = frozenset(
    ("ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONSULT", "PROTEST")
)
_EXACT = ("actual", "ongoing")


def evaluate(_corpora: Path | None, _split: str) -> dict[str, Any]:
    """Return the figures of every set, and what went wrong in each by kind."""
    layers: dict[str, Any] = {}
    errors: dict[str, list[str]] = {}
    for name, score in SCORES.items():
        layers[name], wrong = score()
        for kind, text in wrong:
            errors.setdefault(f"{name}: {kind}", []).append(text)
    kinds = {kind: {"sentences": len(texts)} for kind, texts in errors.items()}
    return {"layers": layers | kinds, "errors": errors}


def read_case(case: Case) -> Record:
    """Read a sentence as the body of a report."""
    from dateline import read

    return read(LEAD + case.text, PUBLISHED)


def load(name: str) -> list[Case]:
    """Return the sentences of a set."""
    return list(cases(SETS / f"{name}.txt"))


def over(span: Span, mark: Mark) -> bool:
    """Say whether a span of the record overlaps a mark of the sentence."""
    return span.start < mark.end + len(LEAD) and mark.start + len(LEAD) < span.end


Wrong = list[tuple[str, str]]


def _counted(hits: int, found: int, gold: int) -> dict[str, Any]:
    precision, recall = hits / max(1, found), hits / max(1, gold)
    f1 = 2 * precision * recall / ((precision + recall) or 1)
    return {
        "hits": hits, "gold": gold, "predicted": found,
        "P": round(precision, 4), "R": round(recall, 4), "F1": round(f1, 4),
    }  # fmt: skip


def _matched(
    name: str, items: Callable[[Record], Iterator[Any]], same: Callable[[Any, Mark], bool]
) -> tuple[dict[str, Any], Wrong]:
    """Pair what is read with the marks of each sentence, one to one."""
    hits = found = gold = 0
    wrong: Wrong = []
    for case in load(name):
        left = list(items(read_case(case)))
        found, gold = found + len(left), gold + len(case.marks)
        for mark in case.marks:
            match = next((item for item in left if same(item, mark)), None)
            if match is None:
                wrong.append(("missed", f"{case.id}: {case.text}"))
                continue
            hits += 1
            left.remove(match)
        kind = "wrong or too many" if case.marks else "look-alike taken"
        wrong += [(kind, f"{case.id}: {case.text}") for _ in left]
    return _counted(hits, found, gold), wrong


def bounds(mark: Mark) -> tuple[str, int | None, int | None]:
    """Return harm, minimum and maximum of a marked toll."""
    values = mark.values
    given = {key: int(values[key]) for key in ("n", "min", "max") if key in values}
    exact = given.get("n")
    return values["harm"], given.get("min", exact), given.get("max", exact)


def tolls() -> tuple[dict[str, Any], Wrong]:
    """Score counts of people harmed."""
    return _matched(
        "tolls",
        lambda record: iter(record.tolls),
        lambda toll, mark: (
            (toll.harm, toll.min, toll.max) == bounds(mark) and over(toll.span, mark)
        ),
    )


def control() -> tuple[dict[str, Any], Wrong]:
    """Score claims of who holds what."""

    def claims(record: Record) -> Iterator[tuple[str, str, list[str]]]:
        names = {e.id: " ".join((e.name, *(m.text for m in e.mentions))) for e in record.entities}
        spots = {p.id: " ".join((p.name, *(m.text for m in p.mentions))) for p in record.places}
        for claim in record.control:
            yield spots[claim.place], claim.status, [names[h] for h in claim.holders]

    def same(claim: tuple[str, str, list[str]], mark: Mark) -> bool:
        place, status, holders = claim
        by = [] if mark.values["by"] == "-" else mark.values["by"].split(",")
        return (
            mark.values["place"] in place
            and mark.values["status"] == status
            and len(holders) == len(by)
            and all(any(word in name for name in holders) for word in by)
        )

    return _matched("control", claims, same)


def judge_speaker(case: Case) -> tuple[bool, bool]:
    """Return whether the true actor is found, and whether a speaker is made an actor."""
    record = read_case(case)
    mentions = {e.id: e.mentions for e in record.entities}
    true = [m for m in case.marks if m.kind == "actor"]
    voices = [m for m in case.marks if m.kind == "speaker"]
    (trigger,) = (m for m in case.marks if m.kind == "event")

    def is_one_of(entity: str, marked: list[Mark]) -> bool:
        return any(over(span, mark) for span in mentions[entity] for mark in marked)

    found = confused = False
    for event in record.events:
        here = any(over(m, trigger) for m in event.mentions)
        found |= here and any(is_one_of(a, true) for a in event.actors)
        confused |= event.plover not in BY_SPEAKING and any(
            is_one_of(a, voices) and not is_one_of(a, true) for a in event.actors
        )
    return found, confused


def speakers() -> tuple[dict[str, Any], Wrong]:
    """Score who is made the actor: the one who did it, or the one who says it."""
    judged = [(case, *judge_speaker(case)) for case in load("speakers_and_actors")]
    missed = [("actor missed", f"{c.id}: {c.text}") for c, found, _ in judged if not found]
    wrong = [("speaker made actor", f"{c.id}: {c.text}") for c, _, bad in judged if bad]
    return {
        "sentences": len(judged),
        "confused": round(len(wrong) / len(judged), 4),
        "actor found": round(1 - len(missed) / len(judged), 4),
    }, missed + wrong


def false_events(case: Case) -> list[Event]:
    """Return the events of a sentence told as having happened, and not of an earlier year."""
    return [
        event
        for event in read_case(case).events
        if event.realis in _EXACT
        and not (event.start is not None and event.start[:4] < PUBLISHED[:4])
    ]


def no_events() -> tuple[dict[str, Any], Wrong]:
    """Score sentences that report no happening."""
    plain = load("no_events")
    wrong = [
        ("false event", f"{case.id}: {case.text} {[(e.trigger.text, e.plover) for e in events]}")
        for case in plain
        if (events := false_events(case))
    ]
    return {"sentences": len(plain), "false": round(len(wrong) / len(plain), 4)}, wrong


def mirror() -> tuple[dict[str, Any], Wrong]:
    """Score pairs of sentences whose sides are swapped."""
    tried, odd = uneven()
    share = round(1 - len(odd) / tried, 4)
    return {"pairs": tried, "alike": share}, [("not mirrored", pair) for pair in odd]


def judge_rows() -> Iterator[tuple[str, Event, frozenset[str]]]:
    """Yield sentence, event and the cells that are wrong, for each event read in the rows."""
    for case in load("rows"):
        record = read_case(case)
        wanted = [m for m in case.marks if m.kind == "event"]
        for event in record.events:
            mark = next((m for m in wanted if over(event.trigger, m)), None)
            bad = _bad_cells(record, event, case, mark) if mark else frozenset(("trigger",))
            yield f"{case.id}: {case.text}", event, bad


def _bad_cells(record: Record, event: Event, case: Case, mark: Mark) -> frozenset[str]:
    number = mark.values.get("n")
    mentions = {item.id: item.mentions for item in (*record.entities, *record.places)}

    def equal(kind: str, ids: tuple[str, ...]) -> bool:
        marks = [m for m in case.marks if m.kind == kind and m.values.get("n", number) == number]
        met = {n for i in ids for n, m in enumerate(marks) if any(over(s, m) for s in mentions[i])}
        return len(met) == len(marks) == len(ids)

    day = mark.values["day"]
    dated = event.start is not None and event.date_basis not in ("publication", "none")
    realis = mark.values.get("realis", "actual")
    good = {
        "type": event.plover == mark.values["type"],
        "realis": event.realis == realis or {event.realis, realis} <= set(_EXACT),
        "day": (event.start or "").startswith(day)
        if day != "-" and dated
        else (day == "-") != dated,
        "actors": equal("actor", event.actors),
        "targets": equal("target", event.targets),
        "place": equal("place", event.places),
    }
    return frozenset(cell for cell, right in good.items() if not right)


def rows() -> tuple[dict[str, Any], Wrong]:
    """Score events whose every cell is marked."""
    judged = list(judge_rows())
    gold = sum(m.kind == "event" for case in load("rows") for m in case.marks)
    wrong = [(f"{cell} wrong", text) for text, _, bad in judged for cell in sorted(bad)]
    return _counted(sum(not bad for *_, bad in judged), len(judged), gold), wrong


def rows_by_score() -> tuple[dict[str, Any], Wrong]:
    """Score how right the surest rows are, but for their targets."""
    judged = [(event.score or 0.0, not bad - {"targets"}) for _, event, bad in judge_rows()]
    return coverage(judged), []


SCORES = {
    "tolls": tolls,
    "control": control,
    "speakers": speakers,
    "no_events": no_events,
    "mirror": mirror,
    "rows": rows,
    "rows by score": rows_by_score,
}
