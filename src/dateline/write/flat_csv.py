"""Claims as a flat table: one row for each fact in each report, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from dateline.write.public import PublicIncident

COLUMNS = (
    "incident", "title", "claim", "layer", "report", "origin", "outlet", "url", "published",
    "received", "speaker", "speaker_withheld", "certainty", "statement", "acled", "plover",
    "realis", "actors", "targets", "harm", "min", "max", "victims", "children",
    "interested_party", "running_total", "control", "holders", "place", "admin1", "country", "lat",
    "lon", "radius_km", "earliest", "latest", "date_basis", "words", "span_start", "span_end",
    "incident_reports", "incident_origins", "incident_review", "review", "corrected",
    "credibility", "why", "method",
)  # fmt: skip
# A cell that begins so is run as a formula when a spreadsheet opens the file.
# Source: OWASP, CSV injection.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_lines(incidents: Iterable[PublicIncident]) -> Iterator[str]:
    """Yield the header, then a row for each claim. Unknown is an empty cell, never 0."""
    yield _row(COLUMNS)
    for incident in incidents:
        about = {
            "title": incident.summary["title"],
            "incident_reports": incident.summary["reports"],
            "incident_origins": incident.summary["origins"],
            "incident_review": incident.summary["review"],
        }
        for claim in incident.claims:
            values = {**claim, **about}
            yield _row(cell(values[name]) for name in COLUMNS)


def cell(value: Any) -> str | int | float:
    """Return a value as a cell that no spreadsheet takes for a formula.

    Example:
        >>> cell("=HYPERLINK(1)"), cell(-3.25), cell(None), cell(["a", "b"]), cell(True)
        ("'=HYPERLINK(1)", -3.25, '', 'a; b', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    text = "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _row(cells: Iterable[Any]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()
