"""The application: its routes in the order of the navigation, behind its guard."""

import gzip
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path

from sqlalchemy import Connection, func, select
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from dateline.errors import DatelineError
from dateline.store import overview
from dateline.store.archive import Archive
from dateline.store.shown import prepare, shown
from dateline.web import handlers
from dateline.web.adding import Jobs
from dateline.web.api import api_routes
from dateline.web.guard import Guard
from dateline.web.overview_page import show_overview
from dateline.web.render import message
from dateline.web.settings import Settings
from dateline.web.writes import write_routes

STATIC = Path(str(files("dateline.web") / "static"))
BASEMAP = files("dateline") / "_data" / "basemap.json"


def create_app(archive: Archive, settings: Settings, *, name: str = "archive.db") -> Starlette:
    """Return the application for an open archive."""
    app = Starlette(
        routes=[
            Route("/", show_overview),
            Route("/incident/{id}", handlers.show_incident),
            Route("/article/{id}", handlers.show_article),
            Route("/article/{id}/facts.json", handlers.show_facts),
            Route("/article/{id}/fact/{fact}", handlers.show_fact),
            Route("/place/{key:path}", handlers.show_place),
            Route("/speaker/{name:path}", handlers.show_speaker),
            Route("/reports", handlers.show_reports),
            Route("/help", handlers.show_help),
            *write_routes(),
            *api_routes(),
            Route("/basemap.json", _basemap),
            Mount("/leaflet", StaticFiles(directory=leaflet_folder())),
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        middleware=[
            Middleware(Guard, settings=settings),
            Middleware(GZipMiddleware, minimum_size=2000),
        ],
        exception_handlers={HTTPException: _refused, DatelineError: _refused},
    )
    with archive.database.writes() as connection:
        prepare(connection)
    app.state.archive = archive
    app.state.archive_name = name
    app.state.settings = settings
    app.state.jobs = Jobs(archive)
    app.state.waiting = _waiting
    app.state.choices = _Choices()
    return app


def leaflet_folder() -> Path:
    """Return where the installed package keeps the map library."""
    return Path(import_module("xstatic.pkg.leaflet").BASE_DIR)


def _waiting(connection: Connection) -> int:
    """Return how many incidents wait for review."""
    where = (shown.c.waits == 1) & (shown.c.state != "rejected")
    return connection.scalar(select(func.count()).where(where)) or 0


class _Choices:
    """What the filters offer; counted again when the overview has changed."""

    def __init__(self) -> None:
        self._stamp: object = None
        self._known: Mapping[str, list[tuple[str, int]]] = {}

    def __call__(self, connection: Connection) -> Mapping[str, list[tuple[str, int]]]:
        stamp = tuple(
            connection.execute(
                select(func.count(), func.max(shown.c.learned), func.sum(shown.c.waits))
            ).one()
        )
        if stamp != self._stamp:
            self._known = overview.choices(connection)
            self._stamp = stamp
        return self._known


def _refused(request: Request, err: Exception) -> Response:
    status = err.status_code if isinstance(err, HTTPException) else 400
    text = err.detail if isinstance(err, HTTPException) else str(err)
    if "json" in request.headers.get("accept", "") or request.url.path.startswith("/api/"):
        return JSONResponse({"error": text}, status)
    title = "There is no such page." if status == 404 else "That did not work."
    return message(request, title, text, status)


def _basemap(request: Request) -> Response:  # noqa: ARG001 - the framework's signature
    """Answer the lines behind the map."""
    headers = {"content-encoding": "gzip"}
    return Response(_packed_basemap(), media_type="application/json", headers=headers)


@cache
def _packed_basemap() -> bytes:
    return gzip.compress(BASEMAP.read_bytes(), 6)
