"""Signs that a name is ground, by what is done to it: captured, shelled, held, lost."""

from dateline.extract.mentions.personal_names import agent_class
from dateline.extract.places.evidence import Evidence
from dateline.lexicon import words


def after_governor(e: Evidence) -> bool:
    """After "the capture of", "an attack on": what is captured or attacked is ground."""
    before = e.before
    if before is None or before.lower_ not in ("of", "on", "against", "for"):
        return False
    return before.i > 0 and e.name.doc[before.i - 1].lower_ in e.words.locative_governors


def ground_taken(e: Evidence) -> bool:
    """What is shelled, entered or held is ground: "rebels captured Goma", "Goma was shelled"."""
    head = e.name.root
    verb = head.head
    return (
        (head.dep_ in ("dobj", "nsubjpass") or taken_for_adverb(e))
        and verb.pos_ == "VERB"
        and verb.lemma_.lower() in e.words.locative_verbs
    )


def taken_under_arms(e: Evidence) -> bool:
    """What those under arms take, hold or lose is ground, unless a given name: "rebels lost Azaz"."""
    head = e.name.root
    verb = head.head
    if e.name.text.casefold() in words("given_names") or not e.entries:
        return False
    if e.ent == "ORG" and e.entries[0].match != "exact":
        return False  # "have lost Google", a second name of Topeka
    if head.dep_ == "nsubj" and verb.lemma_.lower() == "fall":  # "Azaz fell to Kurdish fighters"
        return any(
            agent_class(taker) == "armed_actor"
            for to in verb.children
            if to.lower_ == "to"
            for taker in to.children
        )
    return (
        head.dep_ == "dobj"
        and verb.lemma_.lower() in e.words.taking_verbs
        and any(t.dep_ == "nsubj" and agent_class(t) == "armed_actor" for t in verb.children)
    )


def taken_for_adverb(e: Evidence) -> bool:
    """A name new to the model right after its verb: "Shells hit Bakhmut"; not "Rebels Hit Back"."""
    head, before = e.name.root, e.before
    return head.dep_ == "advmod" and before is not None and before == head.head and (
        before.is_lower and bool(e.entries)
    )  # fmt: skip
