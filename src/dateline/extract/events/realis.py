"""Read whether a happening happened, or is only planned, feared, conditional or denied.

The parse is climbed from the trigger to the top of its clause. Each step is one link (a modal, a
negation, "planned to", "the threat of") and the first link that is not plain decides. A noun in
the definite or under an ordinary verb is taken to have happened ("condemned the attack").
"""

from spacy.tokens import Token

from dateline.extract.events.clauses import children, is_verb
from dateline.extract.events.kinds import steering
from dateline.extract.events.realis_general import is_maxim, is_staged, of_subject
from dateline.extract.events.realis_links import Reality, own_link

# Wars go on for as long as they are in the news, unless a date or a past tense says otherwise.
_LASTING = frozenset(("war", "occupation", "repression", "blockade", "police_raid", "clash"))


# Kinds that are the exercise, or are done whatever is rehearsed.
_REHEARSING = frozenset(
    "mobilisation talks visit phone_call accusation request agreement aid arrest protest".split()
)


def read_realis(head: Token, sense: str, *, dated: bool = False) -> Reality:
    """Return the realis of the happening that `head` names."""
    if sense not in _REHEARSING and is_staged(head):
        return Reality("hypothetical", "staged")
    node = head
    for _ in range(8):
        own = own_link(node)
        if own is not None:
            return own
        step = _step(node)
        if isinstance(step, Reality):
            return step
        if step is None:
            break
        node = step
    return _happened(head, sense, dated=dated)


def _step(node: Token) -> Reality | Token | None:
    """Return what the link above says, the next token to read, or None: nothing more is said."""
    head = node.head
    if head.i == node.i:
        return None
    return _step_verb(node, head) if is_verb(node) else _step_noun(node, head)


def _step_verb(node: Token, head: Token) -> Reality | Token | None:
    infinitive = any(c.lower_ == "to" and c.dep_ in ("aux", "mark") for c in node.children)
    lemma = head.lemma_.lower()
    if node.dep_ in ("xcomp", "ccomp"):
        if head.pos_ == "ADJ":
            return _adjective(head) or (head.head if is_verb(head.head) else None)
        read = _governed(lemma, infinitive=infinitive or node.dep_ == "xcomp")
        if read is not None:
            own = own_link(head)
            return own if own is not None and own.realis == "negated" else read
        if node.dep_ == "xcomp" and lemma == "go" and infinitive:
            return Reality("future", "going_to")
        if node.dep_ == "xcomp" and lemma in ("be", "have") and infinitive:
            return Reality("future", "to_be_done")
        return head if node.dep_ == "xcomp" and lemma not in steering("saying") else None
    if node.dep_ in ("acl", "relcl"):
        if node.dep_ == "acl" and infinitive:
            return _noun_over(head) or Reality("intent", "infinitive_of_noun")
        return None
    if node.dep_ == "advcl":
        if infinitive:
            own = own_link(head) if is_verb(head) else None
            if own is not None and own.realis == "negated":
                return own
            return Reality("intent", "purpose")
        marks = [c.lower_ for c in node.children if c.dep_ in ("mark", "advmod")]
        return head if node.tag_ == "VBG" and not marks and is_verb(head) else None
    if node.dep_ == "pcomp":
        return _under_preposition(head)
    if node.dep_ == "conj" and is_verb(head):
        said = _said_before(head)
        if said is not None and not any(c.dep_ in ("nsubj", "nsubjpass") for c in node.children):
            return said
        finite = any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for c in node.children)
        return None if finite and not infinitive else head
    return None


def _said_before(cue: Token) -> Token | None:
    """Return the clause before an attribution that the parser hung the rest of the sentence on.

    "It would open the road, she said, and allow an assault": what follows goes on with "would".
    """
    if cue.lemma_.lower() not in steering("saying"):
        return None
    if cue.dep_ == "parataxis":
        return cue.head if is_verb(cue.head) else None
    clauses = [c for c in cue.children if c.dep_ == "ccomp" and c.i < cue.i and is_verb(c)]
    return clauses[-1] if clauses else None


def _step_noun(node: Token, head: Token) -> Reality | Token | None:
    if node.dep_ == "conj":
        if head.dep_ == "nsubj" and (said := _said_before(head.head)) is not None:
            return said  # "would help, said the mayor, as well as an attack": not the mayor's
        return head if not is_verb(head) else _said_before(head)
    if node.dep_ in ("compound", "nmod", "amod"):
        return head
    if node.dep_ in ("pobj", "pcomp"):
        return _under_preposition(head)
    if not is_verb(head):
        return None
    lemma = head.lemma_.lower()
    if node.dep_ == "attr" and lemma == "be":  # "every attack on one is an attack on all"
        for subject in children(head, "nsubj"):
            general = of_subject(subject, head)
            if general is not None and general.realis == "generic":
                return general
    if node.dep_ in ("dobj", "nsubjpass", "attr", "oprd"):
        read = _governed(lemma, infinitive=False)
        if read is not None and (read.realis != "intent" or not _definite(node)):
            return read
        if (
            lemma in steering("light")
            or lemma in ("be", "see", "face", "seek")
            or not _definite(node)
        ):
            return head
        return None
    if node.dep_ in ("nsubj", "expl"):
        if lemma == "be":  # "an attack is possible"
            for child in head.children:
                if child.dep_ == "acomp" and (read := _adjective(child)) is not None:
                    return read
        if lemma == "take" and any(c.dep_ == "dobj" and c.lower_ == "place" for c in head.children):
            return head  # "denied that the raid took place"
        if not _definite(node) and (read := of_subject(node, head)) is not None:
            return read
        if lemma in steering("occur") and (lemma in ("occur", "happen", "begin", "start", "erupt")
                                           or not _definite(node)):  # fmt: skip
            return head
        return None
    return None


def _definite(noun: Token) -> bool:
    """Say whether a noun is presupposed: "the attack", "this", "Monday's"."""
    return any(
        c.dep_ == "poss"
        or (c.dep_ == "det" and c.lower_ in ("the", "this", "that", "these", "those"))
        for c in noun.children
    )


def _governed(lemma: str, *, infinitive: bool) -> Reality | None:
    """Read the verb over a trigger: "plans to", "denied", "called for"."""
    if lemma in steering("negate"):
        return Reality("negated", f"under_{lemma}")
    if lemma in steering("intend") and (infinitive or lemma in ("plan", "plot", "threaten")):
        return Reality("intent", f"under_{lemma}")
    if lemma in steering("unreal") and (infinitive or lemma not in ("ask", "suggest", "force")):
        return Reality("hypothetical", f"under_{lemma}")
    return None


def _adjective(adjective: Token) -> Reality | None:
    lower = adjective.lower_
    if lower in steering("future_adjective"):
        return Reality("future", f"under_{lower}")
    if lower in steering("unreal_adjective"):
        return Reality("hypothetical", f"under_{lower}")
    return None


def _noun_over(noun: Token) -> Reality | None:
    lemma = noun.lemma_.lower()
    if lemma in steering("intend_noun"):
        own = own_link(noun)
        return own or Reality("intent", f"under_{lemma}")
    if lemma in steering("unreal_noun"):
        own = own_link(noun)
        return own if own and own.realis == "negated" else Reality("hypothetical", f"under_{lemma}")
    if lemma in steering("negate_noun"):
        return Reality("negated", f"under_{lemma}")
    return None


def _under_preposition(prep: Token) -> Reality | Token | None:
    prep = _first_of_pair(prep)
    lower, head = prep.lower_, prep.head
    if lower == "without":
        return Reality("negated", "without")
    if lower == "of" and head.lower_ == "instead":
        return Reality("negated", "instead_of")
    if head.pos_ == "ADJ" or head.lower_ in ("close", "ready"):
        return _adjective(head) or (head if is_verb(head.head) else None)
    near = _nearness(prep)
    if near is not None:
        return near
    if is_verb(head):
        return _under_verb_and_preposition(head, lower)
    if lower in ("to", "toward", "towards") and head.lemma_.lower() in steering("way_noun"):
        return Reality("hypothetical", f"way_{head.lemma_.lower()}")
    if lower in ("of", "for", "to", "at", "on", "about", "in", "against"):
        return _noun_over(head)
    return None


def _nearness(prep: Token) -> Reality | None:
    """Read what somebody is close to: "is one step away from taking", "on the brink of taking"."""
    if prep.lower_ not in ("to", "from", "of"):
        return None
    near = [prep.head] if prep.head.lower_ in steering("nearness") else []
    if prep.head.lemma_.lower() == "be" and prep.lower_ != "of":
        near += [c for c in prep.head.children if c.i < prep.i and c.lower_ in steering("nearness")]
    return Reality("future", f"near_{near[0].lower_}") if near else None


def _under_verb_and_preposition(verb: Token, preposition: str) -> Reality | Token | None:
    lemma = verb.lemma_.lower()
    if preposition == "from" and lemma in steering("negate") | {"ban", "keep", "prohibit", "bar"}:
        return Reality("negated", f"kept_from_{lemma}")
    if preposition == "for":
        if lemma in ("call", "prepare", "ask", "plan", "appeal", "push", "brace", "wait"):
            return Reality("hypothetical", f"under_{lemma}_for")
        # "creates prospects for taking the town", hung on the verb by the parser
        for noun in verb.children:
            if noun.dep_ in ("dobj", "attr") and (read := _noun_over(noun)) is not None:
                return read
    if preposition in ("of", "about", "against") and lemma in ("warn", "dream", "speak", "think"):
        return Reality("hypothetical", f"under_{lemma}")
    if preposition == "in" and lemma in ("result", "succeed", "engage", "participate"):
        return verb
    if preposition == "to" and lemma in ("lead", "amount", "resort", "return", "descend"):
        return verb
    return None


def _first_of_pair(prep: Token) -> Token:
    """Return the first "for" of "for taking X, as well as for an assault on Y", else `prep`."""
    before = [t.lower_ for t in prep.doc[max(prep.sent.start, prep.i - 3) : prep.i]]
    if before[-3:] != ["as", "well", "as"] and before[-1:] not in (["and"], ["or"]):
        return prep
    earlier = [t for t in prep.doc[prep.sent.start : prep.i] if t.lower_ == prep.lower_]
    return earlier[-1] if earlier and earlier[-1].dep_ == "prep" else prep


def _happened(head: Token, sense: str, *, dated: bool) -> Reality:
    if is_verb(head):
        if head.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in head.children):
            if not (is_verb(head.head) and head.head.lemma_.lower() in steering("implied")):
                return Reality("intent", "infinitive")
        auxiliaries = {c.lower_ for c in head.children if c.dep_ in ("aux", "auxpass")}
        if head.tag_ == "VBG" and auxiliaries & {"is", "are", "am", "'s", "’s", "'re", "’re"}:
            return Reality("ongoing", "present_progressive")
        if head.tag_ in ("VBZ", "VBP") and not auxiliaries:
            often = any(c.lower_ in ("often", "usually", "always", "routinely", "regularly")
                        for c in head.children)  # fmt: skip
            if is_maxim(head):
                return Reality("generic", "in_general")
            return Reality("generic", "habit") if often else Reality("ongoing", "present_tense")
        return Reality("actual", "told_as_fact")
    over = head.head
    if is_verb(over) and over.lemma_.lower() in steering("ongoing_verb"):
        return Reality("ongoing", f"under_{over.lemma_.lower()}")
    if sense in _LASTING and not dated:
        return Reality("ongoing", "lasting")
    return Reality("actual", "noun_as_fact")
