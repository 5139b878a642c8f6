"""Find what "according to X" and "as X said" attribute: the clause around the phrase."""

from spacy.tokens import Span as Tokens

from dateline.extract.statements.readings import Content, Range, Reading, is_clause, trimmed


def sentence_around(reading: Reading) -> Content | None:
    """Read "according to X" and "as X said": all of the clause but the phrase itself."""
    cue = reading.cue
    if cue.kind == "according":
        hole = (cue.start, reading.end)
        why = "clause_of_according_to"
    elif cue.kind == "as_clause":
        hole = (cue.token.left_edge.i, cue.token.right_edge.i + 1)
        why = "clause_of_as_x_said"
    else:
        return None
    sent = cue.token.sent
    hole = (hole[0], _to_comma(sent, hole[1], trailing=hole[0] > sent.start + 2))
    hole = (hole[0], max(hole[1], _apposition_end(reading, hole[1])))
    start, end = _clause_bounds(reading, hole)
    if hole[1] < end and sent.doc[hole[1]].tag_ in ("WP", "WDT"):
        # "..., according to a medic, who asked not to be named"
        end = hole[1]
    return Content(trimmed(sent.doc, [(start, hole[0]), (hole[1], end)]), why)


def _to_comma(sent: Tokens, end: int, *, trailing: bool) -> int:
    """Return the index after the comma that closes an inserted phrase."""
    for token in sent.doc[end : sent.end]:
        if token.text == ",":
            return int(token.i) + 1
        if trailing and token.dep_ in ("nsubj", "nsubjpass"):
            return end
    return sent.end if trailing else end


def _apposition_end(reading: Reading, end: int) -> int:
    """Return where "according to the rebels' commander, Ruth Orr," ends: after the name."""
    source = reading.source
    if source is None:
        return end
    doc, stop = source.head.doc, end
    while stop < len(doc) and doc[stop].pos_ == "PROPN":
        stop += 1
    # Two capitals between commas after an office are who holds it, whatever the parse says.
    if source.head.pos_ == "NOUN" and stop - end >= 2 and stop < len(doc) and doc[stop].text == ",":
        return stop + 1
    name = next((c for c in source.head.children if c.dep_ == "appos" and c.i >= end), None)
    if name is None or name.left_edge.i > end + 1 or name.right_edge.i + 1 >= len(name.doc):
        return end
    after = name.doc[name.right_edge.i + 1]
    return int(after.i) + 1 if after.text == "," else end


def _clause_bounds(reading: Reading, hole: Range) -> Range:
    """Return the bounds of the clause around an inserted phrase."""
    sent = reading.cue.token.sent
    start, end = sent.start, sent.end
    stop = next((t.i for t in reversed(sent.doc[start : hole[0]]) if t.text == ";"), None)
    if stop is not None and is_clause(sent.doc[stop + 1 : hole[0]]):
        # "Guards fired; three were hurt, according to a nurse": she speaks of the hurt.
        start = stop + 1
    if sent.doc[max(sent.start, hole[0] - 2) : hole[0]].text.lower() in ("that,", "that ,"):
        start = hole[0]  # "told the radio that, according to the rebels, ..."
    for other in reading.others:
        if other.cue.kind != "verb":
            continue
        if other.trails and other.end + 1 < hole[0]:
            start = max(start, other.end)
        elif other.start >= hole[1] and other.cue.token.tag_ == "VBG":
            end = min(end, other.start)
    return start, end
