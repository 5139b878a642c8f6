"""Counted people: a quantity and the noun it counts, or a bare number that stands for people."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from dateline import lexicon
from dateline.extract.tolls.quantities import HYPHENS, Quantity, find_quantities

# "thirty-two suspected members of ...": so many words may stand between a number and its noun.
REACH = 9
# Words that stand alone for people already counted or known: "30 others", "five more", "one was hurt".
STAND_INS = frozenset(["others", "more"])
# Counted, these are the dead only as what something took: "claimed 12 lives".
TAKEN = frozenset(["life", "victim"])
# A bare number is people only where the grammar lets it stand for a noun.
NOMINAL = frozenset(
    ["nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos", "attr", "oprd", "npadvmod", "ROOT",
     "dep", "nummod"]
)  # fmt: skip
# "a family of five", "a group of 20": the noun governs, the number counts.
COLLECTIVES = frozenset(["family", "group", "crew", "team", "total", "band", "party", "couple"])
TIMES = frozenset(["DATE", "TIME", "MONEY", "PERCENT", "ORDINAL", "QUANTITY"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Headcount:
    """People that are counted: `noun` is None for a bare number, `start`/`end` are token indexes.

    `tops` are the tokens that may stand in the sentence's grammar for the whole, best first.
    `inner`: the twelve of "three of the twelve hostages": what befell the three is not theirs.
    `casualties`: the noun itself counts the harmed ("27 casualties") and names that harm.
    """

    quantity: Quantity
    noun: Token | None
    start: int
    end: int
    tops: tuple[Token, ...]
    casualties: str | None = None
    inner: bool = False

    @property
    def borrowed(self) -> bool:
        """Whether who is counted must be taken from what came before ("30 others")."""
        return self.noun is None or self.noun.pos_ in ("ADJ", "VERB")


@cache
def people_nouns() -> Mapping[str, str]:
    """Return noun -> civilian, combatant, police or unknown."""
    rows = lexicon.table("people_nouns")
    return {
        noun: label
        for label in ("unknown", "police", "combatant", "civilian")
        for noun in rows[label]
    }


@cache
def _casualty_nouns() -> Mapping[str, str]:
    rows = lexicon.table("harm")["counts"]
    return {noun: harm for harm, nouns in rows.items() for noun in nouns}


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(
        word
        for row in lexicon.table("nations").values()
        for word in (row["demonyms"] or "").split("|")
    )


def find_headcounts(sentence: Tokens) -> tuple[Headcount, ...]:
    """Return the counted people of a sentence, in order."""
    doc = sentence.doc
    out: list[Headcount] = []
    for quantity in find_quantities(sentence):
        found = _counted_noun(doc, quantity, sentence.end)
        if found is None and not (quantity.single or quantity.why in ("none", "article")):
            found = _bare(doc, quantity)
        if found is None and quantity.why == "none" and quantity.core.lower_ != "no":
            found = _bare(doc, quantity)
        if found is not None:
            out.append(replace(found, inner=bool(out) and found.start < out[-1].end))
    return tuple(out)


def noun_class(token: Token) -> str | None:
    """Return what the noun makes of those it names, or None where it names no people.

    A noun of two words ("border guard", "service member") is looked up first.
    """
    before = token.nbor(-1) if token.i > token.doc[0].i and token.i > 0 else None
    for form in _forms(token):
        if before is not None and f"{before.lower_} {form}" in people_nouns():
            return people_nouns()[f"{before.lower_} {form}"]
    for form in _forms(token):
        if form in people_nouns():
            return people_nouns()[form]
    if token.tag_ == "NNPS" or (token.tag_ == "NNS" and token.is_title):
        return "unknown"  # "two Americans", "nine Uighurs": a people, whatever its name
    nominal = token.tag_ in ("NN", "NNP") or token.dep_ in ("dobj", "nsubj", "nsubjpass", "pobj")
    if token.text in _demonyms() and nominal:
        return "unknown"
    return None


def _forms(token: Token) -> Iterator[str]:
    """Yield the noun as it stands and its singulars; the lemma of a rare noun is often wrong."""
    word = token.lower_
    yield token.lemma_.lower()
    yield word
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("s"):
        yield word[:-1]
    if word.endswith("men"):
        yield word[:-3] + "man"
    if word.endswith("women"):
        yield word[:-5] + "woman"
    if word.endswith("children"):
        yield word.removesuffix("ren")
    if word.endswith(("worker", "workers")):
        yield "worker"


def _counted_noun(doc: Doc, quantity: Quantity, stop: int) -> Headcount | None:
    """Return the headcount of a quantity followed, within reach, by a noun for people."""
    at = quantity.end
    partitive = False
    if at < stop and doc[at].lower_ == "of":
        partitive = True
        at += 1
    elif quantity.core.lower_ == "number" or doc[quantity.end - 1].lower_ == "of":
        partitive = True
    for token in doc[at : min(stop, at + REACH)]:
        harm = casualty_of(token)
        if noun_class(token) is not None and not _attributive(token):
            # "13 dead bodies": the noun decides, not the adjective before it.
            tops: tuple[Token, ...] = (
                (token, quantity.core) if not partitive else (quantity.core, token)
            )
            if partitive and any(t.like_num for t in doc[at : token.i]):
                tops = (quantity.core,)  # "three of the four monks": the rest is said of the four
            return _headcount(quantity, token, tops, harm)
        if harm is not None and not _attributive(token):
            return _headcount(quantity, token, (token, quantity.core), harm)
        if (token.i == at and token.text == ",") or not _may_precede(token, partitive=partitive):
            break
    return None


def _headcount(
    quantity: Quantity, noun: Token, tops: tuple[Token, ...], harm: str | None
) -> Headcount | None:
    if quantity.single and (noun.tag_ in ("NNS", "NNPS") or harm is not None):
        return None
    if quantity.single and noun.lower_ in COLLECTIVES:
        return None  # "a family of five": the five are counted
    if quantity.core.lower_ == "none" and harm is not None:
        return None  # "none of the injuries was grave"
    return Headcount(
        quantity=quantity, noun=noun, start=quantity.start, end=noun.i + 1, tops=tops,
        casualties=harm,
    )  # fmt: skip


def casualty_of(token: Token) -> str | None:
    """Return the harm that a noun such as "deaths" or "the wounded" counts."""
    if lemma(token) in TAKEN and token.head.pos_ == "VERB" and lemma(token.head) in _takers():
        return "killed"
    if token.tag_ not in ("NN", "NNS", "JJ", "VBN", "VBD", "NNP", "NNPS"):
        return None
    return next((h for form in _forms(token) if (h := _casualty_nouns().get(form))), None)


@cache
def _takers() -> frozenset[str]:
    return frozenset(lexicon.table("harm")["takes_lives"])


def lemma(token: Token) -> str:
    """Return the base form in lower case."""
    return token.lemma_.lower()


def _attributive(token: Token) -> bool:
    """Say whether the noun only qualifies the next one: "three police cars", "two man teams"."""
    if token.i + 1 >= len(token.doc):
        return False
    after = token.nbor()
    if after.text in ("'s", "’s", "'", "’") and after.tag_ == "POS":
        return True
    if token.dep_ in ("compound", "amod", "nmod", "poss") and token.head.i > token.i:
        gap = token.doc[token.i + 1 : token.head.i]
        return all(t.pos_ in ("NOUN", "PROPN", "ADJ", "PUNCT", "PART") for t in gap)
    return after.text in HYPHENS and not token.whitespace_


def _may_precede(token: Token, *, partitive: bool) -> bool:
    """Say whether the token can stand between a number and the noun it counts."""
    if token.like_num and not (token.i + 1 < len(token.doc) and token.nbor().text in HYPHENS):
        return partitive and token.nbor(-1).pos_ == "DET"  # else the next count begins
    if token.lower_ in (
        "or",
        "and",
        ",",
    ):  # "two injured and starving men"; not into another phrase
        return token.head.pos_ in ("ADJ", "VERB", "PROPN")
    if token.lower_ in ("them", "whom", "us", "you", "which"):
        return False
    if token.pos_ in ("DET", "PRON"):
        return partitive  # "three of the seminarians", "two of his brothers"
    if token.pos_ in ("ADJ", "PROPN", "PART", "NUM") or token.tag_ in ("VBN", "VBG", "RB", "POS"):
        return True
    if token.text in HYPHENS or token.text in "\"“”'‘’[]":
        return True
    if token.pos_ == "NOUN":
        return _attributive(token) or token.dep_ in ("npadvmod", "compound")
    return False


def _bare(doc: Doc, quantity: Quantity) -> Headcount | None:
    """Return the headcount of a number that stands for people by itself, if it may."""
    core = quantity.core
    after = doc[quantity.end] if quantity.end < len(doc) else None
    top = core
    end = quantity.end
    if after is not None and after.lower_ in STAND_INS:
        end += 1
        top = (
            after
            if after.dep_ in NOMINAL and core.dep_ not in ("nsubj", "nsubjpass", "dobj")
            else core
        )
    elif core.dep_ == "nummod" and core.head.i > core.i:
        return None  # it counts a noun, and that noun is no people
    elif quantity.why == "number" and _is_year(core):
        return None
    timed = core.ent_type_ in TIMES and core.ent_type_ != "QUANTITY" and not _is_figure(core)
    if timed and after is not None:
        if core.ent_type_ in ("MONEY", "PERCENT") or (
            core.ent_type_ in ("DATE", "TIME") and top is core
        ):
            return None
    if top.dep_ not in NOMINAL:
        return None
    if top.dep_ == "pobj" and top.head.lower_ == "of" and top.head.head.i >= quantity.start:
        top = top.head.head  # "hundreds of thousands": the hundreds stand in the grammar
    tops: list[Token] = [top]
    start = quantity.start
    governor = top.head
    if top.dep_ == "pobj" and governor.lower_ == "of" and governor.head.lower_ in COLLECTIVES:
        tops.insert(0, governor.head)
        start = governor.head.left_edge.i
    elif top.dep_ == "pobj" and governor.lower_ == "of" and governor.head.tag_ == "NN":
        if noun_class(governor.head) is not None:
            return None  # "a boy of nine"
    if top is not core:
        tops.append(core)
    return Headcount(quantity=quantity, noun=None, start=start, end=end, tops=tuple(tops))


def _is_figure(core: Token) -> bool:
    """Say whether it is what a toll stands at, though the model sees a date: "rose to 44"."""
    rows = lexicon.table("harm")
    return core.dep_ == "pobj" and any(
        lemma(verb) in rows["revised"]
        and any(lemma(t) in rows["tolls"] for t in verb.children if t.dep_ in ("nsubj", "dobj"))
        for verb in core.ancestors
    )


def _is_year(token: Token) -> bool:
    return token.text.isdigit() and len(token.text) == 4 and 1900 <= int(token.text) <= 2100
