"""The JSON API: the same answers as the page, one table of addresses, each with its types."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from dateline.store import overview
from dateline.store.opened import open_reports
from dateline.store.pages import reports_page
from dateline.web.answers import (
    Clusters,
    Counters,
    Day,
    Days,
    IncidentDetail,
    IncidentList,
    IncidentRow,
    PlaceDetail,
    ReportDetail,
    ReportList,
    ReportRow,
    SpeakerDetail,
)
from dateline.web.crowding import uncrowd
from dateline.web.handlers import LINKS, REPORTS_AT_ONCE, page_number
from dateline.web.incident_page import compose_incident
from dateline.web.openapi import Endpoint, Param, describe, path_of, plain
from dateline.web.overview_page import filters_of
from dateline.web.place_page import compose_place
from dateline.web.render import page
from dateline.web.speaker_page import compose_speaker
from dateline.web.view import AGREEMENTS, CERTAINTIES, STATES, read_view
from dateline.web.writes import FORMS


def list_incidents(request: Request) -> IncidentList:
    """Answer a page of incidents."""
    view, filters = filters_of(request, read_view(request.query_params))
    with request.app.state.archive.database.reads() as connection:
        total = overview.count(connection, filters)["n"]
        pages = max(1, -(-total // overview.PAGE))
        number = min(view.page, pages)
        rows = overview.page(
            connection, filters, sort=view.sort, offset=(number - 1) * overview.PAGE
        )
    names = [f.name for f in fields(IncidentRow)]
    items = tuple(IncidentRow(**{n: getattr(row, n) for n in names}) for row in rows)
    return IncidentList(total=total, page=number, pages=pages, items=items, problems=view.problems)


def get_incident(request: Request) -> IncidentDetail:
    """Answer one incident."""
    with request.app.state.archive.database.reads() as connection:
        found = compose_incident(connection, request.path_params["id"], LINKS)
    if found is None:
        raise HTTPException(404, "there is no incident of this id")
    return IncidentDetail(
        incident=found.incident, grid=found.grid, state=found.state, waits=found.waits,
        claims=tuple(told.claim for told in found.claims),
    )  # fmt: skip


def get_days(request: Request) -> Days:
    """Answer the timeline."""
    _, filters = filters_of(request, read_view(request.query_params))
    with request.app.state.archive.database.reads() as connection:
        found = overview.days(connection, filters)
    return Days(days=tuple(Day(day=d, incidents=n, contradicted=k) for d, n, k in found))


def get_clusters(request: Request) -> Clusters:
    """Answer what the map shows."""
    view, filters = filters_of(request, read_view(request.query_params))
    zoom = request.query_params.get("zoom", "")
    level = min(MOST_ZOOM, int(zoom)) if zoom.isascii() and zoom.isdecimal() else DEFAULT_ZOOM
    window = read_view({"box": request.query_params.get("window", "")}).box
    if view.box is None and window is not None:
        filters = replace(filters, box=window)
    with request.app.state.archive.database.reads() as connection:
        found = overview.clusters(connection, filters, level)
    return Clusters(clusters=tuple(uncrowd(found, level)))


def list_reports(request: Request) -> ReportList:
    """Answer a page of reports."""
    number = page_number(request)
    with request.app.state.archive.database.reads() as connection:
        rows, total = reports_page(
            connection, offset=(number - 1) * REPORTS_AT_ONCE, limit=REPORTS_AT_ONCE
        )
    names = [f.name for f in fields(ReportRow)]
    items = tuple(ReportRow(**{n: getattr(row, n) for n in names}) for row in rows)
    return ReportList(total=total, items=items)


def get_report(request: Request) -> ReportDetail:
    """Answer one report with its record."""
    with request.app.state.archive.database.reads() as connection:
        found = open_reports(connection, [request.path_params["id"]])
    if not found:
        raise HTTPException(404, "there is no report of this id")
    report = found[0]
    return ReportDetail(
        id=report.id, outlet=report.outlet, url=report.url, received=report.received,
        text=report.text, record=report.record.to_dict(),
    )  # fmt: skip


def get_place(request: Request) -> PlaceDetail:
    """Answer one place."""
    with request.app.state.archive.database.reads() as connection:
        found = compose_place(connection, request.path_params["key"], LINKS)
    if found is None:
        raise HTTPException(404, "no report names this place; a key is COUNTRY/NAME, e.g. SD/Bara")
    return PlaceDetail(
        name=found.name, variants=dict(found.variants), claims=found.claims, incidents=found.total
    )


def get_speaker(request: Request) -> SpeakerDetail:
    """Answer one speaker."""
    name = request.path_params["name"]
    with request.app.state.archive.database.reads() as connection:
        found = compose_speaker(connection, name, LINKS, page_number(request))
    if found is None:
        raise HTTPException(404, "nobody of this name is quoted")
    return SpeakerDetail(
        name=found.name, role=found.role, total=found.total, statements=found.voices
    )


def get_counters(request: Request) -> Counters:
    """Answer the counters."""
    with request.app.state.archive.database.reads() as connection:
        return Counters(**overview.states(connection))


DEFAULT_ZOOM, MOST_ZOOM = 2, 14
_FILTERS = (
    Param(name="q", about="words that a report holds"),
    Param(name="type", about="ACLED sub-event type"),
    Param(name="actor", about="who is involved, as named"),
    Param(name="place", about="a place's key: COUNTRY/NAME"),
    Param(name="country", about="ISO 3166-1 alpha-2"),
    Param(name="source", about="an outlet"),
    Param(name="speaker", about="who says it"),
    Param(name="killed", about="killed, as claimed, at least", schema=int),
    Param(name="certainty", about=f"one of {', '.join(CERTAINTIES)}"),
    Param(name="agreement", about=f"one of {', '.join(AGREEMENTS)}"),
    Param(name="state", about=f"one of {', '.join(STATES)}"),
    Param(name="since", about="happened on this day or later"),
    Param(name="until", about="happened on this day or earlier"),
    Param(name="known", about="only what the archive had learnt by the end of this day"),
    Param(name="box", about="west,south,east,north in degrees"),
)
_PAGE = Param(name="page", about="page of the list, from 1", schema=int)
_SORT = Param(name="sort", about="newest, oldest, deadliest, disputed or learned")
_ID = Param(name="id", about="the id", place="path")

ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint(path="/api/incidents", about="Incidents that pass the filters", answer=IncidentList,
             run=list_incidents, params=(*_FILTERS, _SORT, _PAGE)),
    Endpoint(path="/api/incidents/{id}", about="One incident, its accounts side by side",
             answer=IncidentDetail, run=get_incident, params=(_ID,)),
    Endpoint(path="/api/days", about="How many incidents on each day", answer=Days, run=get_days,
             params=_FILTERS),
    Endpoint(path="/api/map", about="What a map shows: clusters, and areas apart", answer=Clusters,
             run=get_clusters, params=(
                 *_FILTERS,
                 Param(name="zoom", about="0 to 14, as maps on the web have it", schema=int),
                 Param(name="window", about="west,south,east,north of what is looked at"),
             )),
    Endpoint(path="/api/reports", about="Reports, the latest received first", answer=ReportList,
             run=list_reports, params=(_PAGE,)),
    Endpoint(path="/api/reports/{id}", about="One report with its record", answer=ReportDetail,
             run=get_report, params=(_ID,)),
    Endpoint(path="/api/places/{key:path}", about="Who is said to hold a place",
             answer=PlaceDetail, run=get_place,
             params=(Param(name="key", about="COUNTRY/NAME, e.g. SD/Bara", place="path"),)),
    Endpoint(path="/api/speakers/{name:path}", about="What a speaker said", answer=SpeakerDetail,
             run=get_speaker,
             params=(Param(name="name", about="the name, as reports write it", place="path"), _PAGE)),
    Endpoint(path="/api/counters", about="Reported, under verification, verified",
             answer=Counters, run=get_counters),
)  # fmt: skip


def api_routes() -> Sequence[Route]:
    """Return the routes of the API, and of its description."""
    return [
        *(Route(e.path, _answer(e), methods=[e.method.upper()]) for e in ENDPOINTS),
        Route("/api/openapi.json", _description),
        Route("/api", _overview),
    ]


def _answer(endpoint: Endpoint) -> Any:
    def run(request: Request) -> Response:
        return JSONResponse(plain(endpoint.run(request)))

    return run


def _description(request: Request) -> JSONResponse:  # noqa: ARG001 - the framework's signature
    return JSONResponse(describe(ENDPOINTS, FORMS))


def _overview(request: Request) -> HTMLResponse:
    shown: list[tuple[str, str, str, list[tuple[str, str]]]] = [
        (e.method.upper(), path_of(e), e.about, [(p.name, p.about) for p in e.params])
        for e in ENDPOINTS
    ]
    shown += [
        ("POST", f.path, f.about, [(name, "") for name in (*f.needs, *f.takes, *f.files)])
        for f in FORMS
    ]
    return page(request, "api.html", page={"endpoints": shown})
