"""Find what a cue attributes when it is no clause: an object, an infinitive, what X is called."""

from spacy.tokens import Token

from dateline.extract.statements.cues import Cue
from dateline.extract.statements.nouns import is_document
from dateline.extract.statements.readings import Content, Reading, end_after, trimmed
from dateline.extract.statements.sources import is_passive
from dateline.lexicon import classes, table

# How what somebody is called or charged with hangs on the verb.
_NAMED = frozenset({"dobj", "oprd", "prep", "ccomp", "xcomp", "attr", "acomp", "pobj"})


def infinitive(reading: Reading) -> Content | None:
    """Read "X urged residents to leave", "X vowed to fight on"."""
    cue = reading.cue
    if cue.kind != "verb" or "to" not in cue.frames:
        return None
    asked = cue.child("dobj") if cue.cls in ("ask", "order") else None
    comp = next(
        (
            c
            for c in (*cue.token.children, *(asked.children if asked is not None else ()))
            # "ordered his men to hold": the model may hang the order on the men
            if c.dep_ in ("xcomp", "ccomp", "advcl", "acl")
            and c.i > cue.token.i
            and any(g.lower_ == "to" for g in c.children)
        ),
        None,
    )
    if comp is None or (cue.token.lemma_ == "refuse" and not _is_speech(comp)):
        return None
    start = reading.end if asked is not None else _after_day(reading, comp)
    return Content(trimmed(comp.doc, [(start, end_after(reading, comp))]), "infinitive")


def _after_day(reading: Reading, comp: Token) -> int:
    """Return where the infinitive begins behind when it was said: "claimed on Tuesday to hold"."""
    between = [c for c in reading.cue.token.children if reading.end <= c.i < comp.left_edge.i]
    if between and all(any(t.ent_type_ in ("DATE", "TIME") for t in c.subtree) for c in between):
        return comp.left_edge.i
    return reading.end


def _is_speech(verb: Token) -> bool:
    """Say whether a verb is one of speech: "refused to comment"; not "refused to leave"."""
    lemma = verb.lemma_.lower()
    frames = table("cues")["neutral"].get(lemma) or table("cues")["confirm"].get(lemma)
    return frames is not None or lemma in table("speaker_words")["withheld"]


def passive_report(reading: Reading) -> Content | None:
    """Read "the town is said to have fallen", "troops are expected to leave"."""
    cue = reading.cue
    if cue.kind != "verb" or not is_passive(cue.token) or cue.cls in ("ask", "order"):
        return None
    if "active" in cue.frames:
        return None
    subject, comp = cue.child("nsubjpass"), cue.child("xcomp")
    if subject is None or comp is None or not any(c.lower_ == "to" for c in comp.children):
        return None
    ranges = [
        (subject.left_edge.i, subject.right_edge.i + 1),
        (comp.left_edge.i, end_after(reading, comp)),
    ]
    return Content(trimmed(comp.doc, ranges), "passive_report")


def named_as(reading: Reading) -> Content | None:
    """Read "X described the raid as brutal", "X accused the army of looting"."""
    cue = reading.cue
    if cue.kind != "verb" or not cue.frames & {"as", "as_only"}:
        return None
    last = None
    for child in cue.token.children:
        if child.i >= reading.end and child.dep_ in _NAMED:
            last = child
    if last is None or not _says_what(cue, last):
        return None
    ranges = [(reading.end, end_after(reading, last))]
    accused = cue.child("nsubjpass") if is_passive(cue.token) else None
    if accused is not None and accused.pos_ != "PRON" and accused.i < cue.start:
        ranges.insert(0, (accused.left_edge.i, accused.right_edge.i + 1))
    return Content(trimmed(last.doc, ranges), "named_as")


def _says_what(cue: Cue, last: Token) -> bool:
    """Say whether it is told what somebody is taken for: not "described the road"."""
    if "as" in cue.frames or (last.dep_ == "ccomp" and "that" not in cue.frames):
        return True
    # "described the raid as brutal": the model may hang it on the raid
    after = cue.token.doc[cue.end : last.right_edge.i + 1]
    return any(t.lower_ == "as" and t.dep_ == "prep" for t in after)


def figure_put(reading: Reading) -> Content | None:
    """Read "X put the toll at 41"."""
    cue = reading.cue
    if cue.kind != "verb" or "at" not in cue.frames or is_passive(cue.token):
        return None
    figure = cue.child("dobj")
    at = next((c for c in cue.token.subtree if c.lower_ == "at" and c.i > cue.token.i), None)
    if figure is None or at is None or figure.i > at.i:
        return None
    if figure.lemma_.lower() not in table("speaker_words")["figures"]:
        return None
    last = max(at.right_edge.i, figure.i)
    if not any(t.like_num for t in at.subtree):
        return None
    return Content(trimmed(at.doc, [(figure.left_edge.i, last + 1)]), "figure_put")


def gerund(reading: Reading) -> Content | None:
    """Read "X denied shelling the market"."""
    cue = reading.cue
    if cue.kind != "verb" or not cue.frames & {"np", "that"}:
        return None
    for child in cue.token.children:
        having = any(c.lower_ == "having" for c in child.children)
        if child.dep_ not in ("xcomp", "ccomp", "pcomp") or child.i < cue.end:
            continue
        if child.tag_ == "VBG" or having:
            start = max(child.left_edge.i, reading.end)
            return Content(trimmed(child.doc, [(start, end_after(reading, child))]), "gerund")
    return None


def object_of_cue(reading: Reading) -> Content | None:
    """Read "X confirmed the attack", "the charge was denied by X"."""
    cue = reading.cue
    if cue.kind != "verb" or not cue.frames & {"np", "proposal", "document", "reason"}:
        return None
    if is_passive(cue.token):
        subject = cue.child("nsubjpass")
        if subject is None or reading.source is None or not _fits(reading, subject):
            return None
        return Content(
            trimmed(subject.doc, [(subject.left_edge.i, subject.right_edge.i + 1)]),
            "subject_of_passive",
        )
    for child in cue.token.children:
        if child.i >= cue.end and child.dep_ in ("dobj", "pobj"):
            return _object(reading, child)
        if cue.token.i < child.i < cue.end:
            for deeper in child.children:
                if deeper.dep_ in ("pobj", "pcomp"):
                    return _object(reading, deeper)
    return None


def after_preposition(reading: Reading) -> Content | None:
    """Read "X warned of famine", "X concurred with this account"."""
    cue = reading.cue
    if cue.kind != "verb":
        return None
    for child in cue.token.children:
        if (
            child.dep_ == "prep"
            and child.i >= cue.end
            and child.lower_ in cue.frames - {"to", "as"}
        ):
            end = end_after(reading, child)
            return Content(trimmed(child.doc, [(child.i + 1, end)]), "after_preposition")
    return None


def _object(reading: Reading, noun: Token) -> Content | None:
    if noun.pos_ == "PRON" and noun.right_edge.i == noun.i and not _takes_up(reading.cue, noun):
        return None
    if noun.ent_type_ in ("DATE", "TIME"):
        return None
    if _is_handed_over(reading.cue, noun) or not _fits(reading, noun):
        return None
    ranges = [(noun.left_edge.i, end_after(reading, noun))]
    return Content(trimmed(noun.doc, ranges), "object_of_cue")


def _fits(reading: Reading, noun: Token) -> bool:
    """Say whether an object is of the kind that the cue asks for."""
    frames, source = reading.cue.frames, reading.source
    if "np" in frames:
        return True
    if "proposal" in frames:
        return noun.lemma_.lower() in table("speaker_words")["proposals"]
    if "reason" in frames:
        return noun.pos_ == "NOUN" and noun.lemma_.lower() not in classes("agents")
    return source is not None and is_document(source.head)


def _takes_up(cue: Cue, noun: Token) -> bool:
    """Say whether a pronoun stands for what was said before: "the army has denied this"."""
    return cue.cls in ("deny", "confirm") and noun.lower_ in ("this", "that", "it")


def _is_handed_over(cue: Cue, noun: Token) -> bool:
    """Say whether an object is what is had, not what is said: "demanded the hostages", "bail"."""
    if cue.cls == "ask" and cue.end == cue.token.i + 1:
        return classes("agents").get(noun.lemma_.lower(), "document") != "document"
    if cue.cls == "deny":
        granted = noun.lemma_.lower() in table("speaker_words")["granted"]
        return granted or cue.child("dative") is not None
    return False
