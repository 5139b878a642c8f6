"""Odd quotation marks: dropped, doubled, swapped, moved. No crash, and no harm to the neighbours."""

import random
from collections.abc import Callable

import pytest

from dateline.article.parse import Parse
from dateline.extract.mentions import find_entities
from dateline.extract.stance import weigh_statements
from dateline.extract.statements import find_statements

pytestmark = pytest.mark.model

# Invented. Each paragraph stands for itself: no quotation is carried over, no speaker taken up.
PARAGRAPHS = (
    "“The bridge is gone,” Ida Marsh said on Monday. “We will rebuild it before the winter.”",
    "The mayor of Velden, Omar Reyes, said the raid was “a crime against the whole town”.",
    '"They came at dawn," Lena Farrow told reporters. "Nobody had slept."',
    "Colonel Ivo Brandt denied that his men had fired. It rained all day in the valley.",
    "‘We ran to the mill,’ said Tessa Holm, a farmer, ‘and then the mill was burning.’",
    "Ruben Vale said: “I told him ‘stay where you are’ and he stayed.”",
    "«The road is shut,» the police wrote. The drivers' federation confirmed the closure.",
    "The so-called “peace brigade” left Velden on Friday, according to the Red Crescent.",
)
MARKS = "\"“”„«»‘’'"
BREAK = "\n\n"


def drop(text: str, at: int, rng: random.Random) -> str:
    return text[:at] + text[at + 1 :]


def double(text: str, at: int, rng: random.Random) -> str:
    return text[:at] + text[at] + text[at:]


def swap(text: str, at: int, rng: random.Random) -> str:
    return text[:at] + rng.choice(MARKS) + text[at + 1 :]


def move(text: str, at: int, rng: random.Random) -> str:
    without = text[:at] + text[at + 1 :]
    to = rng.randrange(len(without) + 1)
    return without[:to] + text[at] + without[to:]


def insert(text: str, at: int, rng: random.Random) -> str:
    return text[:at] + rng.choice(MARKS) + text[at:]


MUTATIONS = (drop, double, swap, move, insert)


def mutant(number: int) -> tuple[list[str], int, str]:
    """Return four paragraphs, the index of the one to change, and what it becomes."""
    rng = random.Random(number)  # noqa: S311 - a seed for tests
    chosen = rng.sample(PARAGRAPHS, 4)
    which = rng.randrange(4)
    text = chosen[which]
    for _ in range(rng.randint(1, 3)):
        places = [i for i, char in enumerate(text) if char in MARKS] or [rng.randrange(len(text))]
        text = rng.choice(MUTATIONS)(text, rng.choice(places), rng)
    return chosen, which, text


def statements(parse: Callable[[str], Parse], paragraphs: list[str]) -> list[set[tuple[str, ...]]]:
    """Return, paragraph by paragraph, cue, content and certainty of what is said in it."""
    text = BREAK.join(paragraphs)
    parsed = parse(text)
    found, _ = find_statements(parsed, find_entities(parsed), ())
    weighed = weigh_statements(parsed, found)
    assert all(c.text == text[c.start : c.end] for s in weighed for c in s.content)
    out, at = [], 0
    for paragraph in paragraphs:
        end = at + len(paragraph)
        out.append(
            {
                (s.cue.text if s.cue else "", s.certainty, c.text)
                for s in weighed
                for c in s.content
                if at <= c.start < end
            }
        )
        at = end + len(BREAK)
    return out


def harmed(parse: Callable[[str], Parse], numbers: range) -> list[int]:
    """Return the mutants that changed what is said in a paragraph nobody touched."""
    whole: dict[tuple[str, ...], list[set[tuple[str, ...]]]] = {}
    out = []
    for number in numbers:
        paragraphs, which, text = mutant(number)
        key = tuple(paragraphs)
        if key not in whole:
            whole[key] = statements(parse, paragraphs)
        changed = statements(parse, [*paragraphs[:which], text, *paragraphs[which + 1 :]])
        if any(changed[i] != whole[key][i] for i in range(4) if i != which):
            out.append(number)
    return out


# Mutants read in the quick test, and in the slow one; `MUTANTS` may be raised to 10,000.
FEW, MUTANTS = 40, 500


def test_odd_marks_change_only_their_own_paragraph(parse):
    assert harmed(parse, range(FEW)) == []


@pytest.mark.slow
def test_odd_marks_change_only_their_own_paragraph_thousands_of_times(parse):
    assert harmed(parse, range(FEW, MUTANTS)) == []


def test_a_quotation_of_the_paragraph_before_is_nobodys_here(parse):
    """Mutant 62, that showed it: a lost opening mark gave the quotation to the next paragraph."""
    before = "The mayor said the raid was a crime against the whole town”."
    assert statements(parse, [before, PARAGRAPHS[3]])[1] == statements(parse, [PARAGRAPHS[3]])[0]
