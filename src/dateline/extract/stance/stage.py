"""Weigh how sure each speaker is of what they say: certainty, polarity, hedges."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from spacy.tokens import Token

from dateline.article.parse import Parse
from dateline.extract.stance.certainty import PLAIN, Weight
from dateline.extract.stance.cues import weigh_cue
from dateline.extract.stance.hedging import VERBAL, weigh_clause
from dateline.extract.stance.yardsticks import find_yardstick
from dateline.records import Entity, Span, Statement

# Trimmed where a statement is cut: what joins two clauses belongs to neither of them.
_JOINTS = " \t\r\n,;:—–-“”\"'‘’`"
# What a clause beside it answers or depends on: "If the drones come back, the town will be bombed".
_ASIDES = frozenset({"question", "condition"})
# A speech that changes its tone more often than this is one statement, as sure as it begins:
# cut into shreds, none of them says what was said.
_MOST_PARTS = 3


@dataclass(frozen=True, slots=True)
class _Unit:
    """A clause of the content that can stand for itself: its tokens' indices, and its weight."""

    tokens: tuple[int, ...]
    weight: Weight


def weigh_statements(
    parse: Parse, statements: tuple[Statement, ...], entities: tuple[Entity, ...] = ()
) -> tuple[Statement, ...]:
    """Return the statements with certainty and hedges, split where certainty changes inside one.

    `entities` are the speakers: whose hedges stand for a range depends on who speaks.

    The order of the text is kept and ids are counted anew (s1, s2, ..), so that they stay unique;
    relations between statements follow their first part.
    """
    parts = [(old, part) for old in statements for part in _weighed(parse, old)]
    speakers = {entity.id: entity for entity in entities}
    names: dict[str, str] = {}
    for number, (old, _) in enumerate(parts, 1):
        names.setdefault(old.id, f"s{number}")
    return tuple(
        replace(
            part,
            id=f"s{number}",
            yardstick=find_yardstick(part, speakers.get(part.speaker or "")),
            relations=tuple(replace(r, to=names.get(r.to, r.to)) for r in part.relations),
        )
        for number, (_, part) in enumerate(parts, 1)
    )


def _weighed(parse: Parse, statement: Statement) -> list[Statement]:
    """Return the statement with its certainty, in as many parts as that has."""
    cue = weigh_cue(parse, statement)
    units = _without_asides(
        [replace(u, weight=_under_cue(u.weight, cue)) for u in _units(parse, statement)]
    )
    if not units:
        return [_with(parse, statement, statement.content, _under_cue(PLAIN, cue))]
    runs = [
        _Unit(tuple(i for u in run for i in u.tokens), _together([u.weight for u in run]))
        for run in (list(group) for _, group in groupby(units, key=lambda u: u.weight.certainty))
    ]
    if len(runs) == 1 or len(runs) > _MOST_PARTS or statement.kind == "narrator":
        return [_with(parse, statement, statement.content, runs[0].weight)]
    cut = [
        (content, run.weight)
        for run in runs
        if (content := tuple(_inside(parse, statement.content, run.tokens)))
    ]
    return [
        _with(parse, statement, content, weight.because("certainty_changes"))
        for content, weight in cut
    ]


def _without_asides(units: list[_Unit]) -> list[_Unit]:
    """Return the clauses, a question or a condition as sure as the clause beside it."""
    asserted = [unit for unit in units if not _ASIDES & set(unit.weight.why)]
    if not asserted or len(asserted) == len(units):
        return units
    out: list[_Unit] = []
    for unit in units:
        beside = out[-1] if out else asserted[0]
        aside = _ASIDES & set(unit.weight.why)
        out.append(replace(unit, weight=beside.weight) if aside else unit)
    return out


def _under_cue(clause: Weight, cue: Weight) -> Weight:
    """Return what a clause weighs under its cue: a denial is one whatever it denies."""
    if "cue_denies" in cue.why:
        return replace(cue, why=(*cue.why, *clause.why))
    return clause.under(cue)


def _together(weights: list[Weight]) -> Weight:
    """Return the weight of a run of clauses that are equally sure."""
    return replace(
        weights[0],
        hedges=tuple(sorted({h for w in weights for h in w.hedges})),
        why=tuple(dict.fromkeys(name for w in weights for name in w.why)),
    )


def _with(
    parse: Parse, statement: Statement, content: tuple[Span, ...], weight: Weight
) -> Statement:
    hedges = [parse.span(parse.doc[start:end]) for start, end in weight.hedges]
    condition = statement.condition
    return replace(
        statement,
        content=content,
        condition=condition if condition and any(c.covers(condition) for c in content) else None,
        certainty=weight.certainty,
        hedges=tuple(dict.fromkeys(hedges)),
        why=tuple(dict.fromkeys((*statement.why, *weight.why))) or ("plain",),
    )


def _units(parse: Parse, statement: Statement) -> Iterator[_Unit]:
    """Yield the clauses of the content that can differ in certainty, in the order of the text."""
    indices = sorted({t.i for c in statement.content for t in parse.tokens(c.start, c.end)})
    indices = [i for i in indices if not parse.doc[i].is_space]
    direct = statement.kind == "direct"
    for _, group in groupby(indices, key=lambda i: parse.doc[i].sent.start):
        inside = tuple(group)
        verbs = _main_verbs(parse, frozenset(inside))
        if not verbs:
            if any(parse.doc[i].is_alpha for i in inside):
                yield _Unit(inside, PLAIN)
            continue
        weights: dict[int, Weight] = {}
        for verb in verbs:
            weight = weigh_clause(verb, direct=direct)
            if direct and _asks(parse, verb, inside):
                weight = weight.under(Weight(degree="open", why=("question",)))
            if _is_whether(verb):
                weight = weight.under(Weight(degree="open", why=("whether",)))
            if _is_condition(verb):
                weight = weight.under(Weight(degree="open", why=("condition",)))
            if verb.head.i in weights and _shares(verb) and "adverb" not in weight.why:
                weight = weight.under(weights[verb.head.i])
            weights[verb.i] = weight
        starts = [inside[0], *(_left_edge(verb, frozenset(inside)) for verb in verbs[1:])]
        for number, verb in enumerate(verbs):
            stop = starts[number + 1] if number + 1 < len(starts) else inside[-1] + 1
            tokens = tuple(i for i in inside if starts[number] <= i < stop)
            if tokens:
                yield _Unit(tokens, weights[verb.i])


def _main_verbs(parse: Parse, inside: frozenset[int]) -> list[Token]:
    """Return the heads of the main clauses of one sentence's share of the content, in order."""
    tops = [t for i in sorted(inside) if (t := parse.doc[i]).head.i not in inside or t.head.i == i]
    verbal = [t for t in tops if t.pos_ in VERBAL and t.dep_ not in ("aux", "auxpass")]
    if not verbal:
        below = [c for t in tops for c in t.children if c.i in inside and c.pos_ in VERBAL]
        verbal = [c for c in below if c.dep_ in ("ccomp", "xcomp", "relcl", "acl", "conj")][:1]
    if not verbal:
        return []
    # What depends on a condition says how sure it is: "If the drones come back, X said, Q".
    verbal = [t for t in verbal if not _is_condition(t)] or verbal
    main = max(verbal, key=lambda t: (sum(d.i in inside for d in t.subtree), -t.i))
    found = [main]
    for verb in found:
        found += [
            c
            for c in verb.children
            if c.dep_ == "conj" and c.pos_ in VERBAL and c.i in inside and c not in found
        ]
    return sorted(found, key=lambda t: t.i)


def _shares(verb: Token) -> bool:
    """Say whether a coordinated verb shares the auxiliary and so the stance of the one before."""
    own = any(c.dep_ in ("nsubj", "nsubjpass", "expl", "aux", "auxpass") for c in verb.children)
    return verb.dep_ == "conj" and not own and verb.tag_ in ("VB", "VBN", "VBG")


def _left_edge(verb: Token, inside: frozenset[int]) -> int:
    return min(t.i for t in verb.subtree if t.i in inside)


def _asks(parse: Parse, verb: Token, inside: tuple[int, ...]) -> bool:
    return parse.doc[verb.sent.end - 1].text == "?" or parse.doc[inside[-1]].text == "?"


def _is_whether(verb: Token) -> bool:
    """Say whether the clause is an indirect question: "whether the road is open"."""
    marks = [c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod")]
    return "whether" in marks or ("if" in marks and verb.dep_ == "ccomp")


def _is_condition(verb: Token) -> bool:
    """Say whether the clause only sets a condition: "if they do not leave"."""
    return verb.dep_ == "advcl" and any(
        c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in verb.children
    )


def _inside(parse: Parse, content: tuple[Span, ...], tokens: tuple[int, ...]) -> Iterator[Span]:
    """Yield what of the content the tokens cover, without the joints where it is cut."""
    joint = parse.doc[tokens[-1]]
    while joint.i > tokens[0] and (joint.dep_ == "cc" or joint.is_space or _is_joint(joint.text)):
        joint = joint.nbor(-1)
    opening = parse.doc[tokens[0]]
    while opening.i < joint.i and (_is_linking(opening) or _is_joint(opening.text)):
        opening = opening.nbor(1)
    for span in content:
        # A span that ends with the run is not cut there: it keeps its own edge.
        whole = parse.tokens(span.start, span.end)
        first = parse.starts[opening.i] if whole.start < tokens[0] else span.start
        last = parse.ends[joint.i] if whole.end - 1 > tokens[-1] else span.end
        start, end = max(first, span.start), min(last, span.end)
        if start < end and start < parse.ends[tokens[-1]] and parse.starts[tokens[0]] < end:
            yield parse.article.span(start, end)


def _is_linking(token: Token) -> bool:
    """Say whether a word only hangs its clause on: "and that the second one ..."."""
    return token.dep_ == "cc" or (token.dep_ == "mark" and token.lower_ == "that")


def _is_joint(text: str) -> bool:
    return all(char in _JOINTS for char in text)
