"""Verbs as they share subjects and objects: passives, joined verbs, complements."""

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Token

from dateline import lexicon

# These share the subject of the verb they hang on: "were forced to flee", "were reported missing".
OPENERS = frozenset(["force", "have", "oblige", "compel", "report", "believe", "say"])
# "was hit and suffered burns": an object does not hide whom the verb befalls.
SUFFERS = frozenset(["suffer", "sustain", "receive"])


def is_passive(verb: Token) -> bool:
    """Say whether the verb has a passive auxiliary or is a bare participle under one."""
    if any(t.dep_ in ("auxpass", "nsubjpass") for t in verb.children):
        return True
    return (
        verb.dep_ == "conj"
        and verb.tag_ == "VBN"
        and not has_subject(verb)
        and (not any(t.dep_ == "dobj" for t in verb.children))
        and is_passive(verb.head)
    )


def has_subject(verb: Token) -> bool:
    """Say whether the verb has a subject of its own."""
    return any(t.dep_ in ("nsubj", "nsubjpass") for t in verb.children)


def verb_chain(verb: Token) -> Iterator[Token]:
    """Yield the verb and those joined to it or opened by it that share its subject."""
    yield verb
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX") and not has_subject(child):
            if child.lemma_.lower() in SUFFERS or not any(t.dep_ == "dobj" for t in child.children):
                yield from verb_chain(child)
        elif child.dep_ == "xcomp" and verb.lemma_.lower() in OPENERS:
            yield from verb_chain(child)


def verbs_before(verb: Token) -> Iterator[Token]:
    """Yield the verbs whose shared object stands after this one: "shot and wounded two men"."""
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and verb.head.i < verb.i:
        if not any(
            t.dep_ in ("dobj", "prep", "ccomp") and t.i < verb.i for t in verb.head.children
        ):
            yield verb.head


def is_change(tokens: Sequence[Token], at: int) -> bool:
    """Say whether the number at `at` is where a change begins: "rose from 40 to 44"."""
    if at < 2 or tokens[at - 1].lower_ != "from":
        return False
    verbs = lexicon.table("harm")["revised"]
    return any(t.lemma_.lower() in verbs for t in tokens[max(0, at - 3) : at - 1])


def phrase_after(
    verb: Token, phrases: Mapping[str, str], *, single: bool = False
) -> tuple[str, int] | None:
    """Return the first of the phrases in the words below `verb`, and its last token's index."""
    below = {t.i for t in verb.subtree}
    for phrase in phrases:
        words = phrase.split()
        if len(words) == 1 and not single:
            continue
        for at in sorted(below):
            last = at + len(words) - 1
            if (
                verb.i < at
                and last < len(verb.doc)
                and [t.lower_ for t in verb.doc[at : last + 1]] == words
                and (len(words) > 1 or verb.doc[at].head.i == verb.i or at == verb.i + 1)
            ):
                return phrase, last
    return None


def leaves_home(verb: Token) -> bool:
    """Say whether "fled" means displacement: an attacker flees a scene, a family its home."""
    if verb.lemma_.lower() != "flee":
        return True
    rows = lexicon.table("harm")
    who = [w for t in verb.children if t.dep_ == "nsubj" for w in t.subtree]
    if {form for w in who for form in (w.lemma_.lower(), w.lower_[:-1])} & set(rows["flees"]):
        return True
    return any(t.i > verb.i and t.lemma_.lower() in rows["flees_from"] for t in verb.subtree)
