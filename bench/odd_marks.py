"""Read thousands of articles whose quotation marks were lost, doubled, swapped or moved.

    python -m bench.odd_marks --mutants 10000 --save

Scraped and translated pages carry such marks. Two things must hold: nothing crashes, and what is
said in a paragraph that nobody touched stays as it was (cue, content and certainty of each
statement). A paragraph that a quotation was carried over from or into
is not untouched when that one changes. Paragraphs come from texts written for the project, and
with --corpora from the texts of coded records too. Each mutant has a number; the same number gives the same mutant everywhere.
"""

import argparse
import json
import random
import sys
import time
import traceback
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from dateline.article.opening import open_article
from dateline.article.parse import Parse, parse_passages
from dateline.article.passages import split_passages
from dateline.article.quotations import find_quotations
from dateline.extract.mentions import find_entities
from dateline.extract.stance import weigh_statements
from dateline.extract.statements import find_statements
from dateline.pipeline import STAGES

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "odd_marks.json"
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
# Paragraphs of one mutant: enough for neighbours on both sides, short enough to read many. What is
# furniture is seen by how the paragraphs of an article end, so of an article more are taken.
FEW, LONGEST = 4, 12

Said = list[set[tuple[str, ...]]]


def drop(text: str, at: int, dice: random.Random) -> str:  # noqa: ARG001 - all take the same
    return text[:at] + text[at + 1 :]


def double(text: str, at: int, dice: random.Random) -> str:  # noqa: ARG001 - all take the same
    return text[:at] + text[at] + text[at:]


def swap(text: str, at: int, dice: random.Random) -> str:
    return text[:at] + dice.choice(MARKS) + text[at + 1 :]


def move(text: str, at: int, dice: random.Random) -> str:
    without = text[:at] + text[at + 1 :]
    to = dice.randrange(len(without) + 1)
    return without[:to] + text[at] + without[to:]


def insert(text: str, at: int, dice: random.Random) -> str:
    return text[:at] + dice.choice(MARKS) + text[at:]


MUTATIONS = (drop, double, swap, move, insert)


@dataclass(frozen=True, slots=True)
class Mutant:
    """Paragraphs, which of them was changed, and what it became."""

    paragraphs: tuple[str, ...]
    which: int
    changed: str

    @property
    def after(self) -> tuple[str, ...]:
        """The paragraphs with the change in its place."""
        return (*self.paragraphs[: self.which], self.changed, *self.paragraphs[self.which + 1 :])


def mutant(number: int, articles: Sequence[Sequence[str]] = ()) -> Mutant:
    """Return one mutant: of the paragraphs above, or of neighbouring paragraphs of an article."""
    dice = random.Random(number)  # noqa: S311 - repeatable is the point
    if articles:
        article = articles[number % len(articles)]
        first = dice.randrange(max(1, len(article) - LONGEST + 1))
        chosen = list(article[first : first + LONGEST])
    else:
        chosen = dice.sample(PARAGRAPHS, FEW)
    which = dice.randrange(len(chosen))
    text = chosen[which]
    for _ in range(dice.randint(1, 3)):
        places = [i for i, char in enumerate(text) if char in MARKS] or [dice.randrange(len(text))]
        text = dice.choice(MUTATIONS)(text, dice.choice(places), dice)
    return Mutant(tuple(chosen), which, text)


def said(parse: Callable[[str], Parse], paragraphs: Sequence[str]) -> tuple[Said, list[set[int]]]:
    """Return what is said in each paragraph, and which paragraphs one statement holds together.

    What is said is cue, certainty and content of each statement.
    """
    text = BREAK.join(paragraphs)
    parsed = parse(text)
    found, entities = find_statements(parsed, find_entities(parsed), ())
    starts = [0, *accumulate(len(paragraph) + len(BREAK) for paragraph in paragraphs)]
    out: Said = [set() for _ in paragraphs]
    together = []
    for one in weigh_statements(parsed, found, entities):
        spans = [*one.content, *([one.cue] if one.cue else [])]
        if any(span.text != text[span.start : span.end] for span in spans):
            raise ValueError("a span does not hold the words of the text")
        homes = [bisect_right(starts, span.start) - 1 for span in spans]
        together += [set(homes)] if len(set(homes)) > 1 else []
        for content, home in zip(one.content, homes, strict=False):
            out[home].add((one.cue.text if one.cue else "", one.certainty, content.text))
    return out, together


def bound(which: int, together: Sequence[set[int]]) -> set[int]:
    """Return the paragraphs that one chain of statements binds to a paragraph, itself included."""
    out = {which}
    for _ in together:
        out |= {i for group in together if group & out for i in group}
    return out


def harmed(
    parse: Callable[[str], Parse], numbers: range, articles: Sequence[Sequence[str]] = ()
) -> Iterator[int]:
    """Yield the mutants that changed what is said in a paragraph nobody touched."""
    whole: dict[tuple[str, ...], tuple[Said, list[set[int]]]] = {}
    for number in numbers:
        one = mutant(number, articles)
        if one.paragraphs not in whole:
            whole[one.paragraphs] = said(parse, one.paragraphs)
        before, together = whole[one.paragraphs]
        after, _ = said(parse, one.after)
        touched = bound(one.which, together)
        if any(before[i] != after[i] for i in range(len(before)) if i not in touched):
            yield number


class Remembering:
    """A language model that parses no passage twice: most of a mutant was read before."""

    def __init__(self, nlp: Any) -> None:
        """Take the model that reads what is new."""
        self._nlp = nlp
        self._seen: dict[tuple[str, ...], Any] = {}
        self.vocab = nlp.vocab
        self.make_doc = nlp.make_doc

    def pipe(self, docs: Sequence[Any]) -> Iterator[Any]:
        """Yield the parsed documents in order."""
        for doc in docs:
            words = tuple(token.text_with_ws for token in doc)
            if words not in self._seen:
                self._seen[words] = self._nlp(doc)
            yield self._seen[words]


def reader() -> Callable[[str], Parse]:
    """Return a function text -> Parse that keeps what it has parsed."""
    from dateline.article.model import load_model

    nlp: Any = Remembering(load_model().nlp)
    keys = {stage: stage for stage in STAGES}

    def run(text: str) -> Parse:
        article = open_article(text)
        passages = split_passages(article)
        return parse_passages(article, passages, find_quotations(article, passages), nlp, keys)

    return run


def run(
    parse: Callable[[str], Parse], numbers: range, articles: Sequence[Sequence[str]] = ()
) -> dict[str, Any]:
    """Return how many mutants were read, how many crashed, and which did harm."""
    crashed, harm = [], []
    for number in numbers:
        try:
            harm += list(harmed(parse, range(number, number + 1), articles))
        except Exception:  # noqa: BLE001 - whatever it is, it is counted and shown
            traceback.print_exc()
            crashed.append(number)
    return {
        "mutants": len(numbers),
        "crashed": len(crashed),
        "untouched paragraphs changed": len(harm),
        "numbers": crashed + harm,
    }


def paragraphs_of(files: Sequence[Path]) -> list[list[str]]:
    """Return the paragraphs of each text that has more than one."""
    texts = (file.read_bytes().decode("utf-8") for file in files)
    split = ([p for p in text.split(BREAK) if p.strip()] for text in texts)
    return [paragraphs for paragraphs in split if len(paragraphs) > 1]


def main() -> int:
    """Run all mutants; exit 1 where one crashed or did harm."""
    parser = argparse.ArgumentParser(prog="python -m bench.odd_marks", description=__doc__)
    parser.add_argument("--mutants", type=int, default=10_000)
    parser.add_argument("--corpora", type=Path, help="the folder of corpora; record/train is read")
    parser.add_argument("--save", action="store_true", help=f"write {RESULTS.relative_to(ROOT)}")
    args = parser.parse_args()
    parse = reader()
    sources = {
        "paragraphs written for this": [],
        "examples": paragraphs_of(sorted((ROOT / "examples").glob("*.txt"))),
    }
    if args.corpora is not None:
        files = sorted((args.corpora / "record" / "train").glob("*.txt"))
        sources["texts of coded records"] = paragraphs_of(files)
    share = args.mutants // len(sources)
    result, at = {}, 0
    for name, articles in sources.items():
        number = share if len(result) < len(sources) - 1 else args.mutants - at
        begun = time.perf_counter()
        result[name] = run(parse, range(at, at + number), articles)
        at += number
        print(
            f"{name}: {json.dumps(result[name])} ({time.perf_counter() - begun:.0f} s)", flush=True
        )
        if args.save:  # after each source: a run takes minutes
            RESULTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return int(any(r["numbers"] for r in result.values()))


if __name__ == "__main__":
    sys.exit(main())
