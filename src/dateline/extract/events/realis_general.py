"""Read what is not told of one day: what is played, said in general, or of no certain happening."""

from spacy.tokens import Token

from dateline.extract.events.clauses import children, is_verb, objects_of, patients, subjects
from dateline.extract.events.kinds import is_agent, is_weapon, lemmas, steering
from dateline.extract.events.realis_links import Reality, own_link

# With one of these a noun is a certain one; without, it may be said of all.
_DETERMINED = ("det", "poss", "amod", "compound", "nummod", "prep", "acl", "relcl", "nmod")


def is_staged(head: Token) -> bool:
    """Say whether it is played: "in a drill", "simulated an attack", "an exercise that imagined"."""
    for clause in (head, *head.ancestors):
        if clause.i != head.i and any(f in steering("staged_verb") for f in lemmas(clause)):
            return True
        if is_verb(clause) or clause.i == head.i:
            around = objects_of(clause, "in", "during", "for", "at")
            if any(t.lemma_.lower() in steering("staged") for t in around):
                return True
    return False


def of_subject(noun: Token, verb: Token) -> Reality | None:
    """Read what is said of no certain happening: "a raid could cost", "torture is a crime"."""
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if any(c.lower_ in ("have", "been") for c in auxiliaries):
        return None  # "a blast that may have killed"
    own = own_link(verb)
    if own is not None and own.realis in ("future", "hypothetical"):
        return own
    if verb.tag_ not in ("VBZ", "VBP") or auxiliaries or verb.lemma_.lower() in steering("occur"):
        if verb.lemma_.lower() != "be":
            return None
    every = any(c.lower_ in ("every", "each") for c in noun.children)
    # "an attack on one is an attack on all"
    every |= any(t.lemma_ == noun.lemma_ for t in children(verb, "attr"))
    bare = noun.tag_ == "NN" and not any(children(noun, *_DETERMINED))
    told = verb.lemma_.lower() == "be" and not any(children(verb, "attr", "acomp"))
    return Reality("generic", "in_general") if (every or bare) and not told else None


def is_maxim(verb: Token) -> bool:
    """Say whether it is said of a thing in general: "greed destroys friendship"."""
    about = subjects(verb)
    if any(t.lower_ in ("whoever", "whatever") for t in about):
        return True
    if not about or any(is_agent(t) or is_weapon(t) or not _is_bare(t) for t in about):
        return False
    if all(t.tag_ == "NN" for t in about):
        return True
    # The first word of a sentence has a capital, name or not: then the object has to be general.
    whom = patients(verb)
    first = all(t.i == t.sent.start and not t.ent_type_ for t in about)
    return first and bool(whom) and all(t.tag_ in ("NN", "NNS") and _is_bare(t) for t in whom)


def _is_bare(noun: Token) -> bool:
    return not any(children(noun, *_DETERMINED))
