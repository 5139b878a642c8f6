"""Read "highly likely" in per cent where its speaker is bound to a yardstick of such words.

A likelihood word means a range only for those who have agreed on it: British defence intelligence
(PHIA) and the intelligence community of the United States (ICD 203). Nobody else is measured by
their tables, however much they may sound like it.
"""

import re
from functools import cache
from typing import Literal

from dateline.lexicon import table
from dateline.records import Entity, Span, Statement, Yardstick

_SCALES: tuple[Literal["PHIA", "ICD203"], ...] = ("PHIA", "ICD203")


def find_yardstick(statement: Statement, speaker: Entity | None) -> Yardstick | None:
    """Return the range that the speaker's hedge stands for, None where no scale binds the speaker.

    The word counts only where it is the hedge of the statement: in "the likely successor has left"
    nothing is estimated.
    """
    scale = _scale_of(speaker)
    if scale is None or not statement.hedges:
        return None
    row = table("yardsticks")[scale]
    for content in statement.content:
        for match in _terms(scale).finditer(content.text):
            start, end = content.start + match.start(), content.start + match.end()
            term = Span(start=start, end=end, text=match[0])
            if not any(term.overlaps(hedge) for hedge in statement.hedges):
                continue
            name = " ".join(match[0].lower().split())
            turned = statement.certainty.endswith("-") != (name in row["against"])
            if turned and statement.certainty[:2] == "PR":
                continue  # "is not likely" is no step of the scale
            low, high = row["terms"][name]
            return Yardstick(scale=scale, term=term, low=low, high=high)
    return None


def _scale_of(speaker: Entity | None) -> Literal["PHIA", "ICD203"] | None:
    """Return the yardstick that binds a speaker by name, or by side and kind of body."""
    if speaker is None:
        return None
    name = f" {re.sub(r'[^a-z]+', ' ', speaker.name.lower().replace('.', ''))} "
    for scale in _SCALES:
        row = table("yardsticks")[scale]
        if name.strip().removeprefix("the ") in row["names"]:
            return scale
        if speaker.side == row["side"] and any(f" {body} " in name for body in row["bodies"]):
            return scale
    return None


@cache
def _terms(scale: str) -> re.Pattern[str]:
    """Match the terms of a scale, the longest first: "very likely" before "likely"."""
    terms = sorted(table("yardsticks")[scale]["terms"], key=len, reverse=True)
    either = "|".join(r"\s+".join(map(re.escape, term.split())) for term in terms)
    return re.compile(rf"\b(?:{either})\b", re.IGNORECASE)
