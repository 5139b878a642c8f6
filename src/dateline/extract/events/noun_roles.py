"""Read who does what to whom where a noun names it: "the rebels' attack on a convoy"."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from dateline.extract.events.clauses import (
    agents,
    children,
    governor,
    is_passive,
    is_verb,
    objects_of,
    patients,
    subjects,
    with_conjuncts,
)
from dateline.extract.events.kinds import (
    is_agent,
    is_armed,
    is_nation,
    is_party,
    is_weapon,
    steering,
)
from dateline.lexicon import words

AGAINST = ("against", "on", "upon", "at", "toward", "towards", "targeting", "over")
# Verbs whose object is an attack and whose subject suffers it.
_SUFFER = frozenset(
    ("suffer", "face", "survive", "escape", "repel", "repulse", "withstand", "endure", "resist")
)
# "accused X of the attack", "convicted X for the murder": X is the one who did it.
_BLAME = frozenset(("accuse", "blame", "suspect", "convict", "charge", "condemn"))
_CLAIM = frozenset(("responsibility", "credit"))
_TAKE_PART = frozenset(("participate", "engage", "take", "involve", "join"))
# "responded with a crackdown", "supports them with air strikes"
_BY_MEANS = frozenset(("respond", "retaliate", "react", "answer", "support", "continue", "avenge"))
# "four were killed in the shelling": those who suffered it.
_HARMED = frozenset(("kill", "injure", "wound", "hurt", "die", "maim"))
_OUTCOME = frozenset(("consequence", "consequences", "result"))

# What an attack, as a subject, does to what it meets: "the strike hit two vehicles".
_HITTING = frozenset(("hit", "strike", "target", "destroy", "damage"))
# "was the target of an attack"
_STRUCK = frozenset(("target", "victim"))
_SERIES = frozenset(("number", "series", "spate", "string", "wave", "dozen", "score", "round"))

_Argument = tuple[Iterable[Token], str, str]


def noun_parties(noun: Token, roles: str) -> tuple[list[Token], list[Token], list[str]]:
    """Return the actors and targets of a happening named by `noun`, and the rules."""
    actors: list[Token] = []
    targets: list[Token] = []
    why: list[str] = []
    for found, side, rule in (
        *_own_arguments(noun, roles),
        *_shared_arguments(noun, roles),
        *_carried_arguments(_first(noun), roles),
        *_fighters_before(noun),
    ):
        into = actors if side == "actor" else targets
        tokens = [t for t in found if t.i != noun.i]
        # A nearer rule wins: "Chad's attack" needs nobody from the verb above.
        if tokens and (not into or why[-1:] == [rule] or rule in _TOGETHER):
            into += tokens
            why.append(rule)
    return actors, targets, why


# Arguments that add to each other: "the army's and rebels' clashes with", "Mali-backed militia".
_TOGETHER = frozenset(
    ("nation_adjective", "compound", "by_phrase", "with_phrase", "against_phrase")
)


def _own_arguments(noun: Token, roles: str) -> Iterator[_Argument]:
    """Yield (tokens, side, rule) for each argument in the noun's own phrase."""
    suffered = roles == "harm"
    of_whom = list(objects_of(noun, "of"))
    owners = [
        _whose(t)
        for c in children(noun, "poss")
        for t in with_conjuncts(c)
        if t.ent_type_ not in ("DATE", "TIME")
    ]
    # "the mayor's killing", but "the army's killing of the mayor"
    yield owners, "target" if suffered and not of_whom else "actor", "possessor"
    nations, kinds = _before(noun)
    yield nations, "actor", "nation_adjective"
    yield kinds, "target" if suffered else "actor", "compound"
    yield [*objects_of(noun, "by"), *_nested_by(noun)], "actor", "by_phrase"
    if not suffered:
        yield [t for t in objects_of(noun, "from") if is_agent(t)], "actor", "from_phrase"
    yield objects_of(noun, "between", "among", "involving"), "actor", "between_phrase"
    if roles == "mutual":
        yield objects_of(noun, "with", "against"), "target", "with_phrase"
    else:
        yield objects_of(noun, *AGAINST), "target", "against_phrase"
    if noun.lemma_.lower() in steering("mover") and any(is_armed(t) for t in of_whom):
        yield of_whom, "actor", "of_phrase"  # "the incursion of Malian troops"
    elif roles in ("harm", "attack"):
        yield of_whom, "target", "of_phrase"
    for clause in children(noun, "acl"):  # "an attack launched by X against Y"
        lemma = clause.lemma_.lower()
        if lemma in steering("light") | steering("send_off") | {"claim"}:
            yield objects_of(clause, "by"), "actor", "carried_out_by"
            yield objects_of(clause, *AGAINST), "target", "against_phrase"
        elif lemma == "blame":
            yield objects_of(clause, "on"), "actor", "blamed_on"
        elif lemma == "target":
            yield patients(clause), "target", "targeting"


def _before(noun: Token) -> tuple[list[Token], list[Token]]:
    """Return what stands before the noun: adjectives of nations, and nouns of those who act."""
    before = [c for c in noun.children if c.dep_ in ("amod", "compound", "nmod") and c.i < noun.i]
    last = noun.doc[noun.i - 1] if noun.i > noun.sent.start else noun
    if is_nation(last) and last.tag_ in ("JJ", "NNP") and last not in before:
        before.append(last)  # "in Malian shelling", whatever the parser made of it
    # "a coalition air strike": the parser hangs the party on the word between
    before += [d for c in before if c.dep_ == "compound" for d in children(c, "compound", "nmod")]
    nations = [c for c in before if is_nation(c) and c.text[:1].isupper()]
    kinds = [
        c
        for c in before
        if c not in nations and c.pos_ in ("NOUN", "PROPN") and not is_weapon(c)
        and (is_agent(c) or c.ent_type_ in ("ORG", "PERSON"))
    ]  # fmt: skip
    return nations, kinds


def _fighters_before(noun: Token) -> Iterator[_Argument]:
    """Yield fighters read as an adjective ("a rebel raid"), where nothing else says who did it."""
    fighters = [
        c
        for c in children(noun, "amod")
        if is_armed(c) and c.pos_ == "ADJ" and c.lower_ not in words("state_forces")
    ]
    yield fighters, "actor", "fighters_before"


def _nested_by(noun: Token) -> Iterator[Token]:
    """Yield "by ..." that the parser hung deeper: "the burning of five buses by rebels"."""
    for prep in children(noun, "prep"):
        for inner in children(prep, "pobj"):
            yield from objects_of(inner, "by")
    # "condemned the raid by gunmen on a bank": hung on the verb, which as an active has no agent
    verb = governor(noun)
    if verb is not None and not is_passive(verb):
        for prep in children(verb, "prep"):
            if prep.lower_ == "by" and prep.i > noun.i:
                for inner in children(prep, "pobj"):
                    if is_party(inner) and inner.ent_type_ not in ("DATE", "TIME"):
                        yield from with_conjuncts(inner)


def _whose(token: Token) -> Token:
    """Return whom "whose" stands for ("the gang, whose raid"), else the token."""
    if token.tag_ != "WP$":
        return token
    verb = governor(token)
    while verb is not None and verb.dep_ != "relcl":
        verb = governor(verb)
    return verb.head if verb is not None else token


def _first(noun: Token) -> Token:
    """Return the first of coordinated nouns: "carried out bombings and abductions"."""
    while noun.dep_ == "conj" and not is_verb(noun.head):
        noun = noun.head
    return noun


def _shared_arguments(noun: Token, roles: str) -> Iterator[_Argument]:
    """Yield what coordinated nouns share: "the capture and execution of its leader"."""
    first = _first(noun)
    others = [first] if first.i != noun.i else list(children(noun, "conj"))
    bare = not any(c.dep_ in ("det", "poss") for c in noun.children)
    for other in others:
        if is_agent(other) or (first.i != noun.i and not bare):
            continue
        for found, side, rule in _own_arguments(other, roles):
            if rule in (
                "possessor",
                "of_phrase",
                "against_phrase",
                "by_phrase",
                "nation_adjective",
            ):
                yield found, side, f"shared_{rule}"


def _carried_arguments(noun: Token, roles: str) -> Iterator[_Argument]:
    """Yield who acts and suffers by the verb that carries the noun."""
    for clause in children(noun, "relcl"):
        if clause.lemma_.lower() in steering("light") and not is_passive(clause):
            own = [c for c in children(clause, "nsubj") if c.tag_ not in ("WDT", "WP")]
            yield own, "actor", "carried_by_relative"
    for clause in children(noun, "relcl"):  # "an air strike that killed six people"
        if _does_harm(clause, roles) and any(c.tag_ == "WDT" for c in children(clause, "nsubj")):
            yield _named(patients(clause)), "target", "harmed_in"
    noun = _counted(noun)
    verb = governor(noun)
    if verb is None:
        return
    lemma = verb.lemma_.lower()
    if noun.dep_ == "nsubj" and noun.head.i == verb.i:
        if _does_harm(verb, roles):
            yield _named(patients(verb)), "target", "harmed_in"  # "the raid killed X"
        elif roles == "mutual" and lemma in steering("occur"):
            yield objects_of(verb, "between", "among"), "actor", "between_phrase"
    if noun.dep_ in ("dobj", "nsubjpass", "attr") and noun.head.i == verb.i:
        if lemma in steering("light"):
            yield _parties(agents(verb)), "actor", "light_verb"
            if not is_passive(verb):
                yield objects_of(verb, *AGAINST), "target", "light_verb"
        elif lemma in _SUFFER:
            yield _parties(agents(verb)), "target", "sufferer"
    if noun.dep_ != "pobj":
        return
    under = noun.head.lower_
    if lemma in _BLAME and under in ("of", "for", "with", "in"):
        yield _parties(patients(verb)), "actor", "accused_of"
    elif under == "for" and noun.head.head.lower_ == "responsible":
        # "holds the junta responsible for the raid", "the junta is responsible for the raid"
        yield _parties(patients(verb) or subjects(verb)), "actor", "held_responsible"
    elif under == "for" and noun.head.head.lower_ in _CLAIM:
        yield _parties(agents(verb)), "actor", "claims_responsibility"
    elif under == "of" and lemma == "be" and noun.head.head.lemma_.lower() in _STRUCK:
        yield _parties(subjects(verb)), "target", "target_of"
    elif under == "behind" and lemma == "be":
        yield _parties(subjects(verb)), "actor", "behind"
    elif under == "in" and lemma in _TAKE_PART:
        yield _parties(patients(verb)) or _parties(subjects(verb)), "actor", "takes_part"
    elif under == "with" and lemma in _BY_MEANS:
        yield _parties(agents(verb)), "actor", "by_means_of"
    elif under in ("in", "by", "during", "after") and lemma in _HARMED and roles != "harm":
        if under == "after" and lemma != "die":
            return  # "was killed after the attack": by something else
        suffering = patients(verb) or (subjects(verb) if lemma == "die" else ())
        if roles != "mutual":
            yield _named(suffering), "target", "harmed_in"
        elif any(objects_of(noun, "with", "against")):
            # "nine rebels were killed in a clash with the army": they fought it
            yield _named(suffering), "actor", "harmed_in"
    elif under == "of" and noun.head.head.lower_ in _OUTCOME and lemma in _HARMED:
        # "died as a result of the raid"
        yield _named(patients(verb) or subjects(verb)), "target", "harmed_in"


def _does_harm(verb: Token, roles: str) -> bool:
    """Say whether a happening, as the subject of this verb, harms whom the verb names."""
    lemma = verb.lemma_.lower()
    if lemma in _HARMED:
        return roles not in ("mutual", "harm")
    return lemma in _HITTING and roles == "attack"


def _named(suffering: Iterable[Token]) -> list[Token]:
    """Return those who suffer it without what only counts them ("30 others")."""
    return _parties(t for t in suffering if t.lower_ not in steering("part"))


def _counted(noun: Token) -> Token:
    """Return the word that counts happenings, else the noun: "the number of raids", "a series of"."""
    over = noun.head.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and over.lemma_.lower() in _SERIES:
        return over
    return noun


def _parties(tokens: Iterable[Token]) -> list[Token]:
    return [t for t in tokens if is_party(t)]
