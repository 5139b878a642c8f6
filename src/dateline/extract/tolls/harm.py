"""What harm comes to whom: the words of harm that govern counted people, by the grammar.

Each rule looks at one way English has of saying it and returns the harms it finds; the first rule
that finds any decides.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from dateline import lexicon
from dateline.extract.tolls.frames import (
    is_passive,
    leaves_home,
    phrase_after,
    verb_chain,
    verbs_before,
)
from dateline.extract.tolls.headcounts import Headcount, lemma
from dateline.vocabulary import Harm

# How many words after a verb its complement may end ("taken late on Friday to hospital").
COMPLEMENT_REACH = 6
STATIVE = frozenset(["be", "remain", "go", "lie", "end", "get", "become", "turn"])
# Parts of a passive or perfect that may stand between the people and what befell them.
AUXILIARIES = frozenset(
    ["was", "were", "is", "are", "been", "be", "being", "have", "has", "had", "also", "reportedly",
     "allegedly", "then", "later", "now", "already", "all", "both"]
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A harm, the token that says it, the last token of its wording, and the rule."""

    harm: Harm
    word: Token
    last: int
    why: str


Rule = Callable[[Token], Iterator[Hit]]


def harms(count: Headcount) -> tuple[Hit, ...]:
    """Return the harms said of these people: none, one, or several ("abducted and killed")."""
    for rule in (as_modified,) if count.inner else RULES:
        for top in count.tops:
            found = _one_each(rule(top))
            if found:
                return found
    return ()


def _one_each(hits: Iterator[Hit]) -> tuple[Hit, ...]:
    """Keep one hit a harm; "killed and wounded twelve" says neither how many of which."""
    out: dict[str, Hit] = {}
    for hit in hits:
        if hit.harm in out or (
            hit.harm in ("killed", "injured") and out.keys() & {"killed", "injured"}
        ):
            continue
        out[hit.harm] = hit
    return tuple(out.values())


@cache
def _harm_of(kind: str) -> Mapping[str, Harm]:
    """Return word -> harm of one table of the lexicon."""
    return {w: harm for harm, ws in lexicon.table("harm")[kind].items() for w in ws}


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(lexicon.table("harm")[kind])


def as_left(top: Token) -> Iterator[Hit]:
    """Read "left seven people dead" by the words: the parse often ties "dead" to what follows."""
    after = top.doc[top.i + 1 : top.i + 2]
    harm = _harm_of("states").get(after[0].lower_) if len(after) else None
    before = top.doc[max(top.sent.start, top.i - COMPLEMENT_REACH) : top.i]
    if harm is not None and any(_left(t) for t in before):
        yield Hit(harm=harm, word=after[0], last=after[0].i, why="left_dead")


def as_subject(top: Token) -> Iterator[Hit]:
    """Read "three people were killed", "three died", "three are missing", "three lost their lives"."""
    if top.dep_ not in ("nsubj", "nsubjpass", "csubj"):
        return
    for verb in verb_chain(top.head):
        passive = is_passive(verb) or (verb.i == top.head.i and top.dep_ == "nsubjpass")
        yield from _befallen(verb, passive=passive)


def _befallen(verb: Token, *, passive: bool) -> Iterator[Hit]:
    """Return the harm that a verb says of its subject."""
    name = lemma(verb)
    if passive and name in _harm_of("done_to"):
        yield Hit(harm=_harm_of("done_to")[name], word=verb, last=verb.i, why="passive_subject")
    if passive:
        yield from _complement(verb, why="passive_subject")
    if not passive and name in _harm_of("befalls") and leaves_home(verb):
        yield Hit(harm=_harm_of("befalls")[name], word=verb, last=verb.i, why="subject")
    if (
        name in STATIVE
        or verb.lower_ in _harm_of("states")
        or (passive and name in _words("reporting"))
    ):
        yield from _state_of(verb)
    if name in _words("suffers"):
        wound = next((t for t in verb.subtree if t.i > verb.i and lemma(t) in _words("wounds")
                      and t.i - verb.i <= COMPLEMENT_REACH), None)  # fmt: skip
        if wound is not None:
            yield Hit(harm="injured", word=verb, last=wound.i, why="suffers_wounds")
    if name == "lose":
        for lost in (t for t in verb.children if t.dep_ == "dobj"):
            if lemma(lost) == "life":
                yield Hit(harm="killed", word=verb, last=lost.i, why="lost_their_lives")
            elif lemma(lost) in _words("limbs"):
                yield Hit(harm="injured", word=verb, last=lost.i, why="lost_a_limb")


def _state_of(verb: Token) -> Iterator[Hit]:
    """Read "are missing", "were reported dead", "remain in custody", "was found shot dead"."""
    for child in verb.children:
        if child.i < verb.i or child.dep_ not in (
            "acomp", "attr", "oprd", "xcomp", "advmod", "prep", "amod", "ccomp", "advcl", "dep"
        ):  # fmt: skip
            continue
        name = child.lower_
        if name in _harm_of("states"):
            yield Hit(harm=_harm_of("states")[name], word=child, last=child.i, why="state")
        elif child.tag_ == "VBN" and lemma(child) in _harm_of("done_to"):
            yield Hit(harm=_harm_of("done_to")[lemma(child)], word=child, last=child.i, why="state")
        elif child.dep_ == "prep" and name == "among":  # "were among the dead", "those killed"
            for token in child.subtree:
                found = _harm_of("states").get(token.lower_) or _harm_of("done_to").get(
                    lemma(token)
                )
                if found:
                    yield Hit(harm=found, word=verb, last=token.i, why="among_the_harmed")
                    break
    if verb.tag_ == "VBG" and verb.lower_ in _harm_of("states"):
        yield Hit(harm=_harm_of("states")[verb.lower_], word=verb, last=verb.i, why="state")
    phrase = phrase_after(verb, _harm_of("states"))
    if phrase is not None:
        yield Hit(harm=_harm_of("states")[phrase[0]], word=verb, last=phrase[1], why="state")


def as_object(top: Token) -> Iterator[Hit]:
    """Read "killed three people", "took 20 hostage", "left five dead", "claimed 12 lives"."""
    if top.dep_ == "nsubj" and top.head.pos_ in ("ADJ", "VERB") and _left(top.head.head):
        verb = top.head
        name = verb.lower_ if verb.lower_ in _harm_of("states") else lemma(verb)
        found = _harm_of("states").get(name) or _harm_of("done_to").get(name)
        if found:
            yield Hit(harm=found, word=verb, last=verb.i, why="left_dead")
        return
    if top.dep_ not in ("dobj", "nsubj", "oprd", "attr"):
        return
    if top.dep_ == "nsubj" and top.i < top.head.i:
        return
    verb = top.head
    for each in (verb, *verbs_before(verb)):
        name = lemma(each)
        if name in _harm_of("done_to") and not is_passive(each):
            yield Hit(harm=_harm_of("done_to")[name], word=each, last=each.i, why="object")
    yield from _complement(verb, why="object")
    if _left(verb):
        yield from _state_of(verb)
        phrase = next(
            (t for t in verb.doc[top.i + 1 : top.i + 4] if t.lower_ in _harm_of("states")), None
        )
        if phrase is not None:
            yield Hit(
                harm=_harm_of("states")[phrase.lower_], word=phrase, last=phrase.i, why="left_dead"
            )
    if lemma(verb) in ("lose", "cost") and top.pos_ in ("NOUN", "NUM", "PROPN"):
        yield Hit(harm="killed", word=verb, last=verb.i, why="lost_men")


def _left(verb: Token) -> bool:
    return lemma(verb) in _words("leaves")


def as_genitive(top: Token) -> Iterator[Hit]:
    """Read "the death of five people", "injuries to two men", "the lives of 100"."""
    if top.dep_ != "pobj":
        return
    if top.head.lower_ in ("with", "alongside"):
        yield from _in_company(top.head)
    if top.head.lower_ not in ("of", "to"):
        return
    noun = top.head.head
    name = lemma(noun)
    if top.head.lower_ == "of" and name in _harm_of("happens_to"):
        yield Hit(harm=_harm_of("happens_to")[name], word=noun, last=noun.i, why="nominal")
    elif top.head.lower_ == "to" and name in _words("wounds"):
        yield Hit(harm="injured", word=noun, last=noun.i, why="nominal")
    elif name == "life" and lemma(noun.head) in _words("takes_lives"):
        yield Hit(harm="killed", word=noun.head, last=noun.i, why="claimed_lives")


def _in_company(prep: Token) -> Iterator[Hit]:
    """Read "was jailed together with two friends": what befell the one befell them."""
    beside = prep.nbor(-1).lower_ in ("along", "together") if prep.i else False
    if not (beside or prep.lower_ == "alongside"):
        return
    verb = next((t for t in prep.ancestors if t.pos_ == "VERB"), None)
    if verb is not None:
        passive = is_passive(verb) or (verb.tag_ == "VBN" and verb.dep_ == "acl")
        yield from _befallen(verb, passive=passive)


def as_modified(top: Token) -> Iterator[Hit]:
    """Read "people killed in", "those who died", "people the group executed", "dead civilians"."""
    for child in top.children:
        name = lemma(child)
        if child.dep_ in ("acl", "relcl", "amod") and child.tag_ in ("VBN", "VBD"):
            passive = child.dep_ != "relcl" or is_passive(child)
            if passive and name in _harm_of("done_to"):
                yield Hit(
                    harm=_harm_of("done_to")[name], word=child, last=child.i, why="participle"
                )
            if passive:
                yield from _complement(child, why="participle")
        if child.dep_ == "relcl":
            subject = next((t for t in child.children if t.dep_ in ("nsubj", "nsubjpass")), None)
            own = subject is not None and subject.tag_ not in ("WP", "WDT")
            if own and name in _harm_of("done_to") and not is_passive(child):
                yield Hit(harm=_harm_of("done_to")[name], word=child, last=child.i, why="relative")
            elif subject is not None and not own:
                yield from _befallen(child, passive=is_passive(child))
        if child.dep_ in ("acl", "relcl") and child.tag_ == "VBG" and is_passive(child):
            yield from _befallen(child, passive=True)
        if child.dep_ == "amod" and child.lower_ in _harm_of("states"):
            yield Hit(
                harm=_harm_of("states")[child.lower_], word=child, last=child.i, why="adjective"
            )


def as_neighbour(top: Token) -> Iterator[Hit]:
    """Read the participle straight after the people, where the parse lost it: "30 others injured"."""
    doc = top.doc
    at = top.i + 1
    while at < len(doc) and doc[at].lower_ in AUXILIARIES and doc[at].sent.start == top.sent.start:
        at += 1
    if at >= len(doc) or doc[at].sent.start != top.sent.start:
        return
    word = doc[at]
    name = lemma(word)
    # "three gunmen killed five": an active verb has an object of its own.
    if any(t.dep_ in ("dobj", "dative") for t in word.children):
        return
    # A verb that needs an object and has none is a participle, whatever its tag.
    ends = at + 1 >= len(doc) or doc[at + 1].pos_ in ("PUNCT", "ADP", "CCONJ", "SCONJ")
    if (word.tag_ == "VBN" or (word.tag_ == "VBD" and ends)) and name in _harm_of("done_to"):
        yield Hit(harm=_harm_of("done_to")[name], word=word, last=word.i, why="neighbour")
    elif word.lower_ in _harm_of("states"):
        yield Hit(harm=_harm_of("states")[word.lower_], word=word, last=word.i, why="neighbour")
    elif word.tag_ == "VBN":
        yield from _complement(word, why="neighbour")
    elif top.dep_ in ("pobj", "dobj"):
        yield from _contact_relative(top)


def _contact_relative(top: Token) -> Iterator[Hit]:
    """Read "the people ISIS executed" where the parse saw no relative clause."""
    for token in top.doc[top.i + 1 : top.i + 5]:
        if token.tag_ in ("VBD", "VBN") and lemma(token) in _harm_of("done_to"):
            if token.i > top.i + 1 and not any(
                t.dep_ in ("dobj", "auxpass") for t in token.children
            ):
                yield Hit(
                    harm=_harm_of("done_to")[lemma(token)], word=token, last=token.i, why="relative"
                )
            return
        if token.pos_ not in ("PROPN", "NOUN", "DET", "ADJ", "AUX"):
            return


# Tried in order; the first that finds a harm decides.
RULES: tuple[Rule, ...] = (as_left, as_subject, as_object, as_genitive, as_modified, as_neighbour)


def _complement(verb: Token, *, why: str) -> Iterator[Hit]:
    """Read verb and complement: "taken hostage", "held in custody", "shot dead"."""
    rows: Mapping[str, list[str]] = lexicon.table("harm")["with_complement"].get(lemma(verb), {})
    for harm, phrases in rows.items():
        found = phrase_after(verb, dict.fromkeys(phrases, harm), single=True)
        if found is not None:
            yield Hit(harm=harm, word=verb, last=found[1], why=why)  # type: ignore[arg-type]  # lexicon keys are harms
            return
