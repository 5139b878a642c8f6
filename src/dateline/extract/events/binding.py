"""Bind a happening to the places and times of its own clause.

Shared by events, tolls and control. A place or time belongs to the first verb or happening above
it in the parse (its *station*); a happening takes what is stationed at itself, and a noun
("the shelling") also what is stationed at the verb it stands under. Nothing is carried over from
other clauses: a town that is merely mentioned is the place of nothing.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline.article.parse import Parse
from dateline.extract.events.clauses import children, governor, is_passive, is_verb
from dateline.extract.events.kinds import is_person, lemmas, steering
from dateline.records import Place, Span, Statement, TimeSpan

# "from Lyon": where it came from, not where it was; withdrawals are the exception.
_ORIGIN = frozenset(
    ("from", "via", "like", "than", "by", "as", "about", "for", "except", "despite")
)
_AWAY = frozenset(
    ("withdrawal", "release", "deportation", "resignation", "expulsion", "abduction", "arrest")
)
_LOCATIVE = frozenset(("in", "at", "near", "outside", "inside", "on", "around", "along"))
# Subjects that are where: "the town saw clashes".
_WITNESS = frozenset(("see", "witness", "suffer", "experience", "endure", "come", "face", "be"))


@dataclass(frozen=True, slots=True)
class Bound:
    """What is bound, the token it hangs by, and the rule that bound it."""

    item: Place | TimeSpan
    root: Token
    why: str


@dataclass(frozen=True, slots=True)
class _Stationed:
    """A place or time at its station; `path` are the tokens between, nearest the item first."""

    item: Place | TimeSpan
    root: Token
    station: int
    path: tuple[Token, ...]


class Binding:
    """The places and times of one article by the verb or happening they belong to."""

    def __init__(
        self,
        parse: Parse,
        places: tuple[Place, ...],
        times: tuple[TimeSpan, ...],
        statements: tuple[Statement, ...],
        happenings: frozenset[int],
    ) -> None:
        """Station every located mention and every dated time.

        `happenings` are the indices of the tokens that head a trigger, verbs and nouns.
        """
        self._contents = {
            t.i: tuple(_tokens(parse, c) for c in s.content)
            for s in statements
            if s.cue is not None
            for t in _tokens(parse, s.cue)
        }
        self._cues = frozenset(self._contents)
        self._triggers = happenings
        self._happenings = frozenset(i for i in happenings if not is_verb(parse.doc[i]))
        located = place_roots(parse, places)
        self.place_of: Mapping[int, Place] = located
        self._places: dict[int, list[_Stationed]] = {}
        self._times: dict[int, list[_Stationed]] = {}
        for i, place in located.items():
            self._add(self._places, parse.doc[i], place)
        for time in times:
            root = _root(_tokens(parse, time.span))
            dated = time.start is not None or time.end is not None
            if root is not None and dated and not _is_yardstick(root):
                self._add(self._times, root, time)

    def _add(self, items: dict[int, list[_Stationed]], root: Token, item: Place | TimeSpan) -> None:
        stationed = self._station(root, item)
        if stationed is not None:
            items.setdefault(stationed.station, []).append(stationed)

    def _station(self, root: Token, item: Place | TimeSpan) -> _Stationed | None:
        path: list[Token] = []
        node = root
        while True:
            if node.i != root.i and (is_verb(node) or node.i in self._happenings):
                return _Stationed(item, root, self._inside(node, root), tuple(path))
            if node.i != root.i:
                path.append(node)
            if node.head.i == node.i:
                return None
            node = node.head

    def _inside(self, station: Token, root: Token) -> int:
        """Return the happening inside the content for what is hung on its cue, else the station.

        "described the attacks on Monday as heavy": Monday stands in what is described.
        """
        for content in self._contents.get(station.i, ()):
            if len(content) and content.start <= root.i < content.end:
                inside = [i for i in self._triggers if content.start <= i < root.i]
                return max(inside, default=station.i)
        return station.i

    def places(self, head: Token, sense: str = "") -> tuple[Bound, ...]:
        """Return the places of a happening, in text order, nothing twice."""
        return self._bind(head, self._places, lambda s: self._is_where(s, sense))

    def times(self, head: Token) -> tuple[Bound, ...]:
        """Return the times of a happening, in text order, nothing twice."""
        return self._bind(head, self._times, lambda _: True)

    def _bind(
        self,
        head: Token,
        items: Mapping[int, list[_Stationed]],
        fits: Callable[[_Stationed], bool],
    ) -> tuple[Bound, ...]:
        for why, station, before in self._stations(head):
            found = [
                s
                for s in items.get(station, ())
                if s.root.i < before and fits(s)
                and not (why == "clause" and self._of_other(s, head))
            ]  # fmt: skip
            if found:
                unique = {id(s.item): Bound(s.item, s.root, f"{why}_of_trigger") for s in found}
                return _narrowest(sorted(unique.values(), key=lambda b: b.root.i))
        return ()

    def _stations(self, head: Token) -> Iterator[tuple[str, int, int]]:
        """Yield where to look, nearest first: itself, what carries it, the clauses it shares.

        Each is a rule, a station, and the token index before which an item must stand.
        """
        end = len(head.doc)
        yield "own_clause" if is_verb(head) else "own_phrase", head.i, end
        if not is_verb(head):  # "an attack carried out in", "clashes that broke out in"
            for clause in children(head, "acl", "relcl"):
                if clause.lemma_.lower() in steering("light") | steering("occur"):
                    yield "carrier", clause.i, end
        node = head
        for _ in range(3):
            above = _shared_clause(node)
            if above is None or above.i in self._cues:
                return
            # Coordinated verbs share only what stands before both: "On Monday they shelled A and
            # attacked B", not "they shelled A on Monday and attacked B".
            fronted = is_verb(node) and node.dep_ == "conj"
            yield "clause", above.i, min(above.i if fronted else end, end)
            node = above

    def _of_other(self, stationed: _Stationed, head: Token) -> bool:
        """Say whether what hangs on the clause belongs to another noun of it."""
        return any(t.i in self._happenings and t.i != head.i for t in stationed.path)

    def _is_where(self, stationed: _Stationed, sense: str) -> bool:
        """Say whether a place mention says where its station happens."""
        root, path = stationed.root, stationed.path
        if any(t.i in self.place_of and t.i != root.i and root.dep_ != "conj" for t in path):
            return False  # "Springfield, in Clark county": the nearer name is where
        if any(_is_office(t) for t in path):
            return False  # "the mayor of Springfield"
        last = path[-1] if path else root
        station = root.doc[stationed.station]
        if len(path) > 1 and last.dep_ == "agent" and path[0].lower_ in _LOCATIVE:
            return True  # "was ambushed by gunmen near Springfield"
        if last.dep_ in ("prep", "agent") and last.lower_ in _ORIGIN:
            return last.lower_ == "from" and sense in _AWAY
        if last.dep_ in ("nsubj", "csubj") and is_verb(station):
            return station.lemma_.lower() in _WITNESS or bool(path)
        if last.dep_ == "nsubjpass" or is_passive(station):
            return True
        return last.dep_ not in ("poss", "appos", "relcl") or not is_verb(station)


def _narrowest(bound: list[Bound]) -> tuple[Bound, ...]:
    """Leave out what only holds another: "a school in Leeds", whatever the parser hung where."""
    around = {b.item.relation for b in bound if isinstance(b.item, Place)}
    return tuple(
        b for b in bound if not (isinstance(b.item, Place) and f"in {b.item.id}" in around)
    )


def place_roots(parse: Parse, places: tuple[Place, ...]) -> dict[int, Place]:
    """Return token index -> place, for the head of each mention used as a location."""
    out: dict[int, Place] = {}
    for place in places:
        for mention in place.mentions:
            if mention.use == "location":
                root = _root(_tokens(parse, mention))
                if root is not None:
                    out.setdefault(root.i, place)
    return out


def _is_yardstick(time: Token) -> bool:
    """Say whether a time only measures a superlative: "the largest since December", "the first in years".

    It says from when none was like it, not when it was. "In" is so only with a stretch of time:
    "the first attack in March" was in March.
    """
    prep = time.head
    if prep.dep_ != "prep" or prep.lower_ not in ("since", "in", "for"):
        return False
    if prep.lower_ != "since" and not any(form in steering("stretch") for form in lemmas(time)):
        return False
    node = prep.doc[prep.i - 1] if prep.i > prep.sent.start else prep
    while node.i > prep.sent.start and node.pos_ not in ("VERB", "AUX", "PUNCT"):
        if node.tag_ in ("JJS", "RBS") or node.lower_ in steering("ranked"):
            return True
        node = node.nbor(-1)
    return False


def _tokens(parse: Parse, span: Span) -> Tokens:
    return parse.tokens(span.start, span.end)


def _root(tokens: Tokens) -> Token | None:
    return tokens.root if len(tokens) else None


def _is_office(token: Token) -> bool:
    """Say whether a noun between a place and a verb is a person or body of that place."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    return token.lemma_.lower() in steering("office") or (
        token.ent_type_ in ("PERSON", "ORG") and is_person(token)
    )


def _shared_clause(token: Token) -> Token | None:
    """Return the verb whose places and times also hold for the token, or None.

    A noun shares those of the verb it is an argument or adjunct of; a verb those of the verb it
    completes ("tried to storm"), accompanies ("killing two") or is coordinated with.
    """
    if is_verb(token):
        head = token.head
        joined = token.dep_ in ("xcomp", "conj") or (
            token.dep_ == "advcl" and token.tag_ == "VBG" and not any(
                c.dep_ in ("mark", "nsubj") for c in token.children
            )
        )  # fmt: skip
        return head if joined and head.i != token.i and is_verb(head) else None
    return governor(token)
