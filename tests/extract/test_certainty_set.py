"""How sure speakers are of what is hedged, denied or left open: an accuracy on marked sentences.

The sentences stand in `certainty.txt`; none of them was written from what the rules do.
`pytest -s` prints the accuracy of each group.
"""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from dateline.extract.mentions import find_entities
from dateline.extract.stance import weigh_statements
from dateline.extract.statements import find_statements

pytestmark = pytest.mark.model

MARK = re.compile(r"\[([^\]]*)\]\((CT|PR|PS)?([+-]|Uu)\)")
# What the set is to show, of all its marks, those known to fail among them.
REACH = 0.85


@dataclass(frozen=True)
class Sentence:
    """A sentence without its mark; where the content stands and how sure it is (None: no mark)."""

    group: str
    text: str
    start: int
    end: int
    certainty: str | None
    reason: str


def read_set() -> list[Sentence]:
    """Return the sentences of the set in order."""
    group, out = "", []
    path = Path(__file__).with_name("certainty.txt")
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("##"):
            group = line.strip("# ")
        if not line.strip() or (line.startswith("#") and not line.startswith("#!")):
            continue
        marked, _, reason = line.removeprefix("#!").strip().partition(" | ")
        mark = MARK.search(marked)
        text = MARK.sub(r"\1", marked)
        if mark is None:
            out.append(Sentence(group, text, 0, 0, None, reason))
            continue
        start, end = mark.start(), mark.start() + len(mark[1])
        out.append(Sentence(group, text, start, end, (mark[2] or "") + mark[3], reason))
    return out


SET = read_set()


def read(parse, sentence: Sentence) -> str:
    """Return the certainty of the attributed statement that has most of the content."""
    parsed = parse(sentence.text)
    found, entities = find_statements(parsed, find_entities(parsed), ())
    weighed = [s for s in weigh_statements(parsed, found, entities) if s.kind != "narrator"]

    def shared(one) -> int:
        return sum(
            max(0, min(c.end, sentence.end) - max(c.start, sentence.start)) for c in one.content
        )

    best = max(weighed, key=shared, default=None)
    if best is None or 2 * shared(best) < sentence.end - sentence.start:
        return "not read"
    return best.certainty


@pytest.fixture(scope="module")
def answers(parse) -> list[tuple[Sentence, str]]:
    return [(s, read(parse, s)) for s in SET if s.certainty is not None]


def test_the_set_is_large_enough_and_holds_no_plain_certainty() -> None:
    marked = [s for s in SET if s.certainty is not None]
    assert len(marked) >= 120
    assert sum(s.certainty != "CT+" for s in marked) >= 120


def test_the_accuracy_on_hedged_denied_and_open_content(answers) -> None:
    right, all_ = Counter(), Counter()
    for sentence, answer in answers:
        if sentence.certainty == "CT+":
            continue  # there to keep the rules honest, not in the figure
        all_[sentence.group] += 1
        right[sentence.group] += answer == sentence.certainty
    for group, count in all_.items():
        print(f"{group:<36} {right[group]}/{count}")  # noqa: T201 - what the set is for
    share = right.total() / all_.total()
    print(f"{'certainty on all of them':<36} {right.total()}/{all_.total()} = {share:.3f}")  # noqa: T201
    assert share >= REACH


def test_what_is_known_to_be_read_wrongly_is_marked_so_and_nothing_else_is(answers) -> None:
    """A line that begins to be read well loses its mark in the same commit, and keeps no excuse."""
    wrong = {(s.text, answer) for s, answer in answers if answer != s.certainty}
    known = {s.text for s in SET if s.reason}
    assert sorted(f"{answer}: {text}" for text, answer in wrong if text not in known) == []
    assert known <= {text for text, _ in wrong}
