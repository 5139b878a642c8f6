"""The views that read: each asks for its page and draws it, or says that there is none."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from dateline.errors import BadInput
from dateline.link.reports import Report
from dateline.store.opened import all_filings, open_reports, origins_of
from dateline.store.pages import incidents_by_fact, reports_page, successors
from dateline.web.article import Link, article_page, fact_cards
from dateline.web.incident_page import compose_incident
from dateline.web.links import Links
from dateline.web.place_page import compose_place
from dateline.web.render import message, page
from dateline.web.speaker_page import compose_speaker
from dateline.write import wording
from dateline.write.report import compose_report
from dateline.write.trace import trace_fact

LINKS = Links()
REPORTS_AT_ONCE = 50


def show_article(request: Request) -> Response:
    """Answer a report as published, with its facts marked."""
    id = request.path_params["id"]
    with request.app.state.archive.database.reads() as connection:
        found = open_reports(connection, [id])
        if not found:
            return message(request, "There is no such report.", f"No report has the id {id}.", 404)
        report = found[0]
        told = incidents_by_fact(connection, id)
        filings = all_filings(connection, id)
        origins = origins_of(connection, [id])
        members = [m for origin in origins for m in origin.members if m != id]
    where = "; ".join(
        " ".join(part for part in (f.outlet, f.url, f.name) if part) for f in filings[:3]
    )
    copies = (
        f" · {len(members)} other report{'s' if len(members) > 1 else ''} of one origin with it"
    )
    shown = article_page(
        report.record,
        facts_url=f"/article/{id}/facts.json",
        fact_url=lambda fact: LINKS.fact(id, fact),
        outlet=report.outlet,
        origin=f"Found at: {where}{copies if members else ''}",
        incidents=tuple(
            Link(title=title, url=LINKS.incident(key))
            for key, title in dict.fromkeys(told.values())
        ),
    )
    return page(request, "article.html", page=shown)


def show_facts(request: Request) -> Response:
    """Answer the cards of every fact of a report, for its page's script."""
    id = request.path_params["id"]
    report = _report(request, id)
    if report is None:
        return JSONResponse({"error": "no such report"}, 404)
    with request.app.state.archive.database.reads() as connection:
        told = incidents_by_fact(connection, id)
    pages: Mapping[str, str] = _pages_of(
        report, {f: LINKS.incident(i) for f, (i, _) in told.items()}
    )
    return JSONResponse(fact_cards(report.record, lambda fact: LINKS.fact(id, fact), pages))


def _pages_of(report: Report, told: Mapping[str, str]) -> Mapping[str, str]:
    """Return fact -> page of its happening; a statement has that of what it puts forward."""
    pages = dict(told)
    record = report.record
    put_forward: list[tuple[str, tuple[str, ...]]] = [(e.id, e.said_by) for e in record.events]
    put_forward += [(t.id, t.said_by) for t in record.tolls]
    put_forward += [(c.id, c.said_by) for c in record.control]
    for fact, statements in put_forward:
        if fact in told:
            for statement in statements:
                pages.setdefault(statement, told[fact])
    return pages


def _report(request: Request, id: str) -> Report | None:
    with request.app.state.archive.database.reads() as connection:
        found = open_reports(connection, [id])
    return found[0] if found else None


def show_fact(request: Request) -> Response:
    """Answer where a fact comes from: its words, rules and method."""
    id, fact = request.path_params["id"], request.path_params["fact"]
    report = _report(request, id)
    if report is None:
        return message(request, "There is no such report.", f"No report has the id {id}.", 404)
    try:
        parts = trace_fact(report.record, fact)
    except BadInput as err:
        return message(request, "There is no such fact.", str(err), 404)
    title = compose_report(report.record).title
    shown = {"fact": fact, "title": title, "article_url": LINKS.article(id), "parts": parts}
    return page(request, "fact.html", page=shown)


def show_incident(request: Request) -> Response:
    """Answer an incident; one that was merged or split leads to what it became."""
    id = request.path_params["id"]
    with request.app.state.archive.database.reads() as connection:
        shown = compose_incident(connection, id, LINKS)
        became = [] if shown else successors(connection, id)
    if shown is not None:
        return page(request, "incident.html", page=shown)
    if len(became) == 1:
        return RedirectResponse(LINKS.incident(became[0][0]), 303)
    if became:
        named = "; ".join(f"{title} ({key})" for key, title in became)
        return message(request, "This incident was split.", f"It is now: {named}.", 410)
    return message(request, "There is no such incident.", f"No incident has the id {id}.", 404)


def show_place(request: Request) -> Response:
    """Answer a place."""
    key = request.path_params["key"]
    with request.app.state.archive.database.reads() as connection:
        shown = compose_place(connection, key, LINKS)
    if shown is None:
        return message(request, "No report names this place.", f"Looked for: {key}", 404)
    return page(request, "place.html", page=shown)


def show_speaker(request: Request) -> Response:
    """Answer a speaker."""
    name = request.path_params["name"]
    with request.app.state.archive.database.reads() as connection:
        shown = compose_speaker(connection, name, LINKS, page_number(request))
    if shown is None:
        return message(request, "Nobody of this name is quoted.", f"Looked for: {name}", 404)
    return page(request, "speaker.html", page=shown)


def page_number(request: Request) -> int:
    """Return the page of a list that is asked for; nonsense is the first."""
    given = request.query_params.get("page", "1")
    return int(given) if given.isascii() and given.isdecimal() and 0 < int(given) < 10**6 else 1


def show_reports(request: Request) -> HTMLResponse:
    """Answer the list of reports."""
    number = page_number(request)
    with request.app.state.archive.database.reads() as connection:
        rows, total = reports_page(
            connection, offset=(number - 1) * REPORTS_AT_ONCE, limit=REPORTS_AT_ONCE
        )
    more = number * REPORTS_AT_ONCE < total
    shown = {"rows": rows, "total": total, "number": number, "has_more": more}
    return page(request, "reports.html", page=shown)


def show_help(request: Request) -> HTMLResponse:
    """Answer how to read the page."""
    return page(request, "help.html", page={"certainty": wording.CERTAINTY})
