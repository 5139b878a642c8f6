"""A record's statements as a report of their own: who says what, with all that is known of each.

`dateline read --statements`. The report of the whole record names a cue only where it is more than
"said"; here every statement shows its cue, its class, and how it came to be read.
"""

from collections.abc import Iterator

from dateline.records import Record, Statement
from dateline.write import wording
from dateline.write.lines import Line, statement_line
from dateline.write.report import Report, Section, compose_report, speakers


def compose_statements(record: Record) -> Report:
    """Return the statements by speaker, the article's own voice last; the head of the report."""
    whole = compose_report(record)
    groups = tuple(speakers(record, _line))
    note = "how sure each speaker is, in the speaker's own words; dateline confirms nothing"
    sections = (Section("Who says what", note, groups),) if groups else ()
    return Report(title=whole.title, filed=whole.filed, sections=sections)


def _line(record: Record, statement: Statement) -> Line:
    return statement_line(record, statement, _attribution)


def _attribution(record: Record, statement: Statement) -> Iterator[str]:
    """Yield the cue and its class, the chain of sources, and the statements that take it up."""
    if statement.kind == "narrator":
        return
    cue = f"“{statement.cue.text}”" if statement.cue else "no cue"
    yield f"{statement.kind}, {cue} ({statement.cue_class or 'no class'})"
    if statement.via:
        # Nearest the article first: the reader follows the words back to who spoke them.
        chain = [wording.names(record, (id,)) for id in statement.via]
        speaker = wording.names(record, (statement.speaker,)) if statement.speaker else "somebody"
        yield " ← ".join(["the article", *chain, speaker])
    if statement.verbatim == "unlikely":
        yield "hardly the speaker's own words"
    for other in record.statements:
        for relation in other.relations:
            if relation.to == statement.id:
                yield f"{other.id} {relation.type.replace('_', ' ')} it"
