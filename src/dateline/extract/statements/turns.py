"""Keep whose turn it was to speak, and find whom a pronoun stands for among speakers and subjects.

Only speakers and subjects are candidates: not hearers, not people mentioned in what is said, not
people in a relative clause.
"""

from dataclasses import dataclass

from spacy.tokens import Token

from dateline.article.parse import Parse
from dateline.extract.mentions import EntityBook
from dateline.lexicon import table
from dateline.records import Span

HE = frozenset({"he", "him", "himself"})
SHE = frozenset({"she", "her", "herself"})
MANY = frozenset({"they", "them", "both", "all"})
ITS = frozenset({"it", "itself"})
_BODIES = frozenset({"organization", "state", "armed_actor", "document", "group"})
_GROUPS = frozenset({"group", "organization", "armed_actor", "population", "state"})
_MR = {"mr": "he", "mr.": "he", "ms": "she", "ms.": "she", "mrs": "she", "mrs.": "she"}
# A pronoun does not reach back over more paragraphs than this.
REACH_PASSAGES = 3
# Nor over more tokens, in a text that is one endless paragraph.
REACH_TOKENS = 400


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's turn so far: whose, where, and the pronoun it was called by."""

    entity: str
    at: int
    passage: int
    pronoun: str | None


class Turns:
    """The turns of one article so far, latest last."""

    def __init__(self, parse: Parse, book: EntityBook, contents: tuple[Span, ...]) -> None:
        """Take the contents of all statements: whoever stands in one is no candidate."""
        self._parse = parse
        self._book = book
        self._contents = contents
        self._gender: dict[str, str] = {}
        self.taken: list[Turn] = []

    def note(self, entity: str, head: Token) -> None:
        """Note that the entity speaks, called by the phrase of `head`."""
        pronoun = head.lower_ if head.pos_ == "PRON" else None
        self.taken.append(Turn(entity, head.i, self._parse.passage_of[head.i], pronoun))
        if pronoun in ("he", "she"):
            self._gender.setdefault(entity, pronoun)
        if title := _MR.get(head.doc[head.left_edge.i].lower_):
            self._gender.setdefault(entity, title)

    def recent(self, head: Token) -> list[Turn]:
        """Return the turns before a token that are near enough, latest first."""
        passage = self._parse.passage_of[head.i]
        out = []
        for turn in reversed(self.taken):
            if passage - turn.passage > REACH_PASSAGES:
                break
            if turn.at < head.i:
                out.append(turn)
        return out

    def whom(self, head: Token, *, additive: bool) -> tuple[str | None, str]:
        """Return the entity a pronoun stands for and the rule that says so.

        `additive`: the cue carries on ("added"), which outweighs the pronoun's gender.
        """
        word = head.lower_
        turns = self.recent(head)
        last = turns[0] if turns else None
        subject = self._subject_before(head, word)
        newer = subject is not None and (last is None or subject[1] > last.at)
        if last is not None and additive and not newer:
            # A body that was translated is "he" or "she", as its word is in that language.
            body = word in HE | SHE and self._book.get(last.entity).type in _BODIES
            if body or self.fits(last.entity, word):
                return last.entity, "additive_cue_keeps_speaker"
        if last is not None and last.pronoun == word and not newer:
            return last.entity, "pronoun_run"
        if subject is not None and newer:
            return subject[0], "pronoun_to_subject"
        for turn in turns:
            if self.fits(turn.entity, word):
                return turn.entity, "pronoun_to_last_speaker"
        if subject is not None:
            return subject[0], "pronoun_to_subject"
        if last is not None and word in HE | SHE:
            return last.entity, "pronoun_to_only_speaker"
        return None, "pronoun_not_settled"

    def fits(self, entity: str, word: str) -> bool:
        """Say whether a pronoun can stand for the entity by kind and gender."""
        known = self._book.get(entity)
        kind = known.type
        if word in MANY:
            return kind in _GROUPS
        if word in ITS:
            return kind in _BODIES
        gender = "he" if word in HE else "she"
        told = self._gender.get(entity) or _told_by_words(f"{known.role or ''} {known.name}")
        return kind == "person" and told in (gender, None)

    def _subject_before(self, head: Token, word: str) -> tuple[str, int] | None:
        """Return the nearest main subject before a pronoun that it may stand for."""
        passage = self._parse.passage_of[head.i]
        for at in range(head.i - 1, max(-1, head.i - REACH_TOKENS), -1):
            token = head.doc[at]
            if passage - self._parse.passage_of[at] > REACH_PASSAGES:
                return None
            if token.dep_ not in ("nsubj", "nsubjpass") or token.pos_ == "PRON":
                continue
            if token.head.dep_ not in ("ROOT", "conj", "ccomp", "advcl"):
                continue
            entity = self._book.of(token)
            if entity is None or not self.fits(entity.id, word) or self._inside_content(token):
                continue
            return entity.id, at
        return None

    def _inside_content(self, token: Token) -> bool:
        if self._parse.quoted(token):
            return True
        at = self._parse.starts[token.i]
        return any(c.start <= at < c.end for c in self._contents)


def _told_by_words(description: str) -> str | None:
    """Return the pronoun that a word like "spokeswoman" or "husband" asks for."""
    words = set(description.lower().replace("-", " ").split())
    for pronoun in ("he", "she"):
        if words & set(table("speaker_words")[f"{pronoun}_words"]):
            return pronoun
    return None
