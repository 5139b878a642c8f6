"""Grammar that events, tolls and control share: who is subject, what governs what.

Everything here reads the dependency parse (ClearNLP labels, as spaCy's English models give) and
knows no words: words are the callers' lexicons.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from dateline.extract.mentions.nations import all_demonyms

VERBAL = frozenset(("VERB", "AUX"))
_SUBJECT = frozenset(("nsubj", "csubj"))
_PASSIVE_SUBJECT = frozenset(("nsubjpass", "csubjpass"))
# "X, alongside Y": the second party stands in a phrase of the first.
# Verbs this near share their object: "attacked and then robbed".
_CLOSE = 4
_TOGETHER = frozenset(("alongside", "with", "together", "plus"))


def is_verb(token: Token) -> bool:
    """Say whether the token is used as a verb, not as a noun ("the shelling") or before one."""
    if token.pos_ not in VERBAL or token.dep_ in ("amod", "compound", "aux", "auxpass"):
        return False
    return not is_nominal(token)


def is_nominal(token: Token) -> bool:
    """Say whether an -ing form is used as a noun: "the shelling of", "in Malian shelling"."""
    if token.tag_ != "VBG" or any(c.dep_ in ("dobj", "aux") for c in token.children):
        return False
    if token.i > token.sent.start:
        before = token.doc[token.i - 1]
        if before.tag_ in ("DT", "POS", "PRP$"):
            return True
        # "Malian shelling", but "the Malians shelling the town" has an object.
        if before.tag_ in ("JJ", "NNP") and (
            before.ent_type_ in ("NORP", "GPE") or before.text in all_demonyms()
        ):
            return True
    if any(c.dep_ == "nsubj" for c in token.children):
        return False
    return token.dep_ in ("pobj", "nsubj", "nsubjpass", "dobj") or any(
        c.dep_ in ("det", "poss", "amod") for c in token.children
    )


def is_passive(verb: Token) -> bool:
    """Say whether the verb is passive: "was shelled", or a bare participle after its noun."""
    if any(c.dep_ in ("auxpass", "nsubjpass", "agent") for c in verb.children):
        return True
    if verb.dep_ == "conj" and verb.tag_ in ("VBN", "VBD") and is_verb(verb.head):
        # "were seized, bound and drowned", but "was shocked but refused to leave"
        own = any(
            c.dep_ in _SUBJECT or c.dep_ in ("aux", "dobj", "xcomp", "ccomp") for c in verb.children
        )
        return not own and is_passive(verb.head)
    return (
        verb.tag_ == "VBN"
        and verb.dep_ == "acl"
        # "The raiders, a guard said, attacked": the voice between shows that it is no participle.
        and not any(c.dep_ in ("dobj", "parataxis") for c in verb.children)
        and not any(_misread_objects(verb))
    )


def children(token: Token, *deps: str) -> Iterator[Token]:
    """Yield the children that hang on the token by one of these relations, in text order."""
    for child in token.children:
        if child.dep_ in deps:
            yield child


def with_conjuncts(token: Token) -> Iterator[Token]:
    """Yield the token and what is coordinated to it ("A, B and C"), and "alongside D"."""
    yield token
    for child in token.children:
        if child.dep_ == "conj":
            yield from with_conjuncts(child)
        elif child.dep_ == "prep" and child.lower_ in _TOGETHER:
            for inner in children(child, "pobj"):
                yield from with_conjuncts(inner)


def objects_of(token: Token, *prepositions: str) -> Iterator[Token]:
    """Yield the nouns under these prepositions of a token, coordinated ones too."""
    for prep in children(token, "prep", "agent", "dative"):
        if prep.lower_ in prepositions:
            for noun in children(prep, "pobj"):
                yield from with_conjuncts(noun)
        for second in children(prep, "conj"):  # "on and around X"
            if second.lower_ in prepositions:
                for noun in children(second, "pobj"):
                    yield from with_conjuncts(noun)


def governor(token: Token) -> Token | None:
    """Return the verb whose clause the token stands in; None at the top of a verbless sentence."""
    node = token
    while node.head.i != node.i:
        node = node.head
        if is_verb(node):
            return node
    return None


def subjects(verb: Token, *, _depth: int = 0) -> tuple[Token, ...]:
    """Return who the clause is about: its own subject, else the one it shares.

    Shared: with a coordinated verb, the verb it complements ("agreed to withdraw"), the noun it
    modifies ("gunmen firing at", "rebels who shelled").
    """
    own = [c for c in verb.children if c.dep_ in _SUBJECT | _PASSIVE_SUBJECT]
    if own and verb.dep_ == "relcl" and _is_stranded(own[0]):
        return tuple(with_conjuncts(verb.head))
    if own:
        found = [t for subject in own for t in with_conjuncts(subject)]
        return tuple(_antecedent(t, verb) for t in found)
    if _depth > 6 or verb.head.i == verb.i:
        return ()
    head = verb.head
    if verb.dep_ in ("acl", "relcl"):
        # "a plan to attack": whose plan is the possessor or the subject over it, not the plan.
        if verb.tag_ == "VB":
            return _subject_over(head, _depth)
        return tuple(with_conjuncts(head))
    if verb.dep_ in ("conj", "xcomp", "advcl", "dep") and is_verb(head):
        if verb.dep_ in ("xcomp", "advcl") and is_infinitive(verb):
            controlled = _controllers(verb, head)
            if controlled:
                return controlled
        if is_passive(head) and not is_passive(verb) and verb.dep_ == "conj":
            # "was shocked but refused": both are said of the subject, where both are finite
            return subjects(head, _depth=_depth + 1) if verb.tag_ == "VBD" else ()
        return subjects(head, _depth=_depth + 1)
    if verb.dep_ in ("xcomp", "advcl") and head.pos_ == "ADJ" and head.dep_ in ("acomp", "conj"):
        return subjects(head.head, _depth=_depth + 1)
    if verb.dep_ == "pcomp":
        over = head.head
        # "accused the rebels of shelling": those accused; "after shelling ..., they left": they.
        if is_verb(over) and head.lower_ in ("of", "for", "from", "into", "with"):
            accused = [t for c in children(over, "dobj") for t in with_conjuncts(c)]
            if accused:
                return tuple(accused)
        if over.dep_ == "dobj":  # the same, hung on the object by the parser
            return tuple(with_conjuncts(over))
        return _subject_over(over, _depth)
    return ()


def _is_stranded(subject: Token) -> bool:
    """Say whether the parser tore a subject from its preposition: "boys with sticks chased"."""
    first = subject.left_edge.i
    before = subject.doc[first - 1] if first > subject.sent.start else None
    return before is not None and before.dep_ == "prep" and not any(children(before, "pobj"))


# "called on the rebels to release": those called on release.
_CALLED = {"call": ("on", "upon"), "appeal": ("to",), "plead": ("with",)}


def is_infinitive(verb: Token) -> bool:
    """Say whether the verb stands with "to"."""
    return any(c.lower_ == "to" and c.dep_ in ("aux", "mark") for c in verb.children)


def _controllers(verb: Token, head: Token) -> tuple[Token, ...]:
    """Return who does what "to ..." names, where that is not the subject of the verb above."""
    called = tuple(objects_of(head, *_CALLED.get(head.lemma_.lower(), ())))
    if called:
        return called
    if verb.dep_ == "xcomp":
        objects = [t for c in children(head, "dobj", "dative") for t in with_conjuncts(c)]
        return tuple(_antecedent(t, head) for t in objects)
    # "is used by X to attack": X attacks.
    return tuple(agents(head)) if is_passive(head) else ()


def _subject_over(node: Token, depth: int) -> tuple[Token, ...]:
    """Return the subject of the clause a noun, adjective or verb stands in ("were close to")."""
    possessors = [t for c in children(node, "poss") for t in with_conjuncts(c)]
    if possessors:
        return tuple(possessors)
    # "the people behind a scheme to rob"
    if node.dep_ == "pobj" and node.head.head.pos_ in ("NOUN", "PROPN", "PRON"):
        return tuple(with_conjuncts(node.head.head))
    over = node if is_verb(node) else governor(node)
    if over is None:
        return ()
    return subjects(over, _depth=depth + 1)


def _antecedent(token: Token, verb: Token) -> Token:
    """Return what a relative pronoun stands for ("rebels, who ..."), else the token."""
    if token.tag_ in ("WDT", "WP", "WP$") and verb.dep_ == "relcl":
        return verb.head
    if token.tag_ == "WP":  # "it was the gendarmes, she said, who shot him"
        over = [verb.head] if verb.dep_ == "ccomp" else []
        for clause in (*over, *children(verb, "ccomp")):
            if clause.lemma_ == "be" and clause.i < verb.i:
                return next(children(clause, "attr"), token)
    return token


def agents(verb: Token) -> tuple[Token, ...]:
    """Return the tokens of those who do it: the subject, or "by ..." of a passive."""
    by = tuple(t for a in children(verb, "agent") for c in _under(a) for t in with_conjuncts(c))
    if is_passive(verb):
        by = by or tuple(objects_of(verb, "by"))
        for later in () if by else children(verb, "conj"):  # "kidnapped and beaten by X"
            if later.tag_ == "VBN" and not any(c.dep_ in _PASSIVE_SUBJECT for c in later.children):
                by = by or tuple(objects_of(later, "by"))
        return by
    return subjects(verb)


def _under(prep: Token) -> Iterator[Token]:
    """Yield what stands under "by"; "by retreating soldiers" is parsed as a clause."""
    yield from children(prep, "pobj")
    for clause in children(prep, "pcomp"):
        after = clause.doc[clause.i + 1] if clause.i + 1 < clause.sent.end else clause
        if clause.tag_ == "VBG" and after.dep_ == "dobj" and after.head.i == clause.i:
            yield after


def _misread_objects(verb: Token) -> Iterator[Token]:
    """Yield a rare name after the verb that is taken for an adverb: "had captured Haifa"."""
    for child in children(verb, "npadvmod", "advmod"):
        if child.pos_ == "PROPN" and child.i == verb.i + 1:
            if child.ent_type_ not in ("DATE", "TIME"):
                yield child


def patients(verb: Token) -> tuple[Token, ...]:
    """Return the tokens of those it is done to: the object, or the subject of a passive."""
    found = [t for c in children(verb, "dobj", "dative") for t in with_conjuncts(c)]
    found = found or list(_misread_objects(verb))
    if not found and is_passive(verb):
        found = list(subjects(verb))
    if not found:  # "attacked and killed two soldiers": the object of both
        later = next((c for c in verb.children if c.dep_ == "conj" and is_verb(c)), None)
        if later is not None and not any(
            c.dep_ in _SUBJECT or c.dep_ == "prep" for c in verb.children
        ):
            found = (
                [t for c in children(later, "dobj") for t in with_conjuncts(c)]
                if later.i - verb.i <= _CLOSE
                else []
            )
    if not found and verb.dep_ == "relcl":  # "the town that they shelled"
        marks = [c for c in verb.children if c.dep_ in ("dobj", "mark") or c.tag_ == "WDT"]
        if not any(c.dep_ in _SUBJECT and c.tag_ in ("WDT", "WP") for c in verb.children) and marks:
            found = [verb.head]
    return tuple(_antecedent(t, verb) for t in found if t.pos_ != "VERB")
