"""Incidents as JSON lines: one object each, with its accounts and every claim in it."""

import json
from collections.abc import Iterable, Iterator

from dateline.write.public import NOTE, Audience, PublicIncident

FORMAT = "dateline-incidents/1"


def jsonl_lines(incidents: Iterable[PublicIncident], audience: Audience) -> Iterator[str]:
    """Yield a line that says what the file is, then a line for each incident."""
    yield _line({"format": FORMAT, "audience": audience, "note": NOTE})
    for incident in incidents:
        yield _line({**incident.summary, "accounts": incident.accounts, "claims": incident.claims})


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"
