"""The addresses that write: every one asks for the page's token, a name and a reason."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from dateline.article.intake import check_text
from dateline.errors import BadInput
from dateline.web.adding import Job, Jobs
from dateline.web.deciding import (
    Said,
    decide_fact,
    merge_incidents,
    preview_merge,
    preview_split,
    split_incident,
    take_back,
    verify_incident,
)
from dateline.web.guard import TOKEN_FIELD, check_token
from dateline.web.handlers import LINKS
from dateline.web.openapi import Form
from dateline.web.queue import compose_queue
from dateline.web.render import draw, page

MOST_FILES = 200
LARGEST_PART = 8_000_000

Act = Callable[[Request, FormData], Response]


def _guarded(act: Act) -> Callable[[Request], Awaitable[Response]]:
    """Return the handler of a form: its token is checked before anything of it is looked at."""

    async def handle(request: Request) -> Response:
        async with request.form(
            max_files=MOST_FILES, max_fields=MOST_FILES, max_part_size=LARGEST_PART
        ) as form:
            check_token(request, _text(form, TOKEN_FIELD) or None)
            files = {name: await _read(form, name) for name in ("files", "list") if name in form}
            request.state.files = files
            return await run_in_threadpool(act, request, form)

    return handle


async def _read(form: FormData, name: str) -> list[tuple[str, bytes]]:
    parts = [part for part in form.getlist(name) if isinstance(part, UploadFile)]
    return [(part.filename or "", await part.read()) for part in parts if part.filename]


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def _said(form: FormData) -> Said:
    return Said(person=_text(form, "person"), reason=_text(form, "reason"))


def _done(request: Request, where: str, **values: Any) -> Response:
    """Answer a script with JSON, and a form without a script with the page it leads to."""
    if "json" in request.headers.get("accept", ""):
        return JSONResponse({"to": where, **values})
    return RedirectResponse(where, 303)


def show_queue(request: Request) -> Response:
    """Answer the review queue."""
    at, after = request.query_params.get("at"), request.query_params.get("after")
    with request.app.state.archive.database.reads() as connection:
        shown = compose_queue(connection, LINKS, at, after)
    if "x-fragment" in request.headers:
        return Response(
            draw(
                "review_item.html",
                {"page": shown, "root": "/", "token": request.app.state.settings.token},
            ),
            media_type="text/html",
        )
    return page(request, "review.html", page=shown)


def _decide(request: Request, form: FormData) -> Response:
    decision = decide_fact(
        request.app.state.archive,
        target=_text(form, "target"),
        action=_text(form, "action"),
        said=_said(form),
        field=_text(form, "field") or None,
        value=_text(form, "value"),
        span=(_text(form, "start"), _text(form, "end")),
        incident=_text(form, "incident"),
    )
    incident = _text(form, "incident")
    where = f"/review?at={incident}" if incident else "/review"
    return _done(request, where, seq=decision.seq, action=decision.action)


def _undo(request: Request, form: FormData) -> Response:
    decision = take_back(request.app.state.archive, request.path_params["seq"], _said(form))
    where = _text(form, "back") or "/review"
    safe = where if where.startswith("/") and not where.startswith("//") else "/review"
    return _done(request, safe, seq=decision.seq, action=decision.action)


def _verification(request: Request, form: FormData) -> Response:
    id = request.path_params["id"]
    verify_incident(request.app.state.archive, id, _text(form, "state"), _said(form))
    return _done(request, LINKS.incident(id))


def _merge(request: Request, form: FormData) -> Response:
    other = _text(form, "other_id") or _text(form, "other")
    id = merge_incidents(request.app.state.archive, request.path_params["id"], other, _said(form))
    return _done(request, LINKS.incident(id))


def _split(request: Request, form: FormData) -> Response:
    events = [value for value in form.getlist("events") if isinstance(value, str)]
    id = request.path_params["id"]
    split_incident(request.app.state.archive, id, events, _said(form))
    return _done(request, LINKS.incident(id))


def show_preview(request: Request) -> Response:
    """Answer what a merge or split would make, in words; nothing is changed."""
    id, params = request.path_params["id"], request.query_params
    with request.app.state.archive.database.reads() as connection:
        if params.get("kind") == "merge":
            words = preview_merge(connection, id, params.get("other", ""))
        else:
            words = preview_split(connection, id, params.getlist("events"))
    return JSONResponse({"words": words})


def show_add(request: Request) -> Response:
    """Answer the page on which reports are added."""
    return page(request, "add.html", page={"jobs": list(request.app.state.jobs)})


def show_job(request: Request) -> Response:
    """Answer how far a job is, as the piece of the page that shows it."""
    job = request.app.state.jobs.get(request.path_params["id"])
    if job is None:
        raise HTTPException(404, "that job is not remembered any more")
    return Response(draw("add_job.html", {"job": job}), media_type="text/html")


def _started(request: Request, job: Job) -> Response:
    return _done(request, "/add", job=job.id)


def _add_text(request: Request, form: FormData) -> Response:
    text = form.get("text")
    if not isinstance(text, str) or not text.strip():
        raise BadInput("there is no text: paste the article")
    about = {name: _text(form, name) or None for name in ("outlet", "url", "published")}
    jobs: Jobs = request.app.state.jobs
    # A form sends every line end as two characters; the article had one.
    return _started(request, jobs.add_text(check_text(text.replace("\r\n", "\n")), about))


def _add_files(request: Request, form: FormData) -> Response:  # noqa: ARG001 - read before
    files = request.state.files.get("files", [])
    if not files:
        raise BadInput("no file came: choose or drop some")
    return _started(request, request.app.state.jobs.add_files(files))


def _add_urls(request: Request, form: FormData) -> Response:  # noqa: ARG001 - read before
    lists = request.state.files.get("list", [])
    if not lists:
        raise BadInput("no list came: choose a file with one address a line")
    text = lists[0][1].decode("utf-8", errors="replace")
    return _started(request, request.app.state.jobs.check_urls(text))


_WHO = ("person", "reason")
# Every address that writes, with its fields: the routes and their description are made from it.
FORMS: tuple[Form, ...] = (
    Form(path="/review/decide", about="Accept, reject or correct a fact, REPORT/v1", act=_decide,
         needs=("target", "action", "person"),
         takes=("reason", "field", "value", "start", "end", "incident")),
    Form(path="/decision/{seq:int}/undo", about="Take a decision back", act=_undo,
         needs=("person",), takes=("reason", "back")),
    Form(path="/incident/{id}/verification", about="reported, under (verification) or verified",
         act=_verification, needs=("state", *_WHO)),
    Form(path="/incident/{id}/merge", about="Say that two incidents are one", act=_merge,
         needs=("other", *_WHO), takes=("other_id",)),
    Form(path="/incident/{id}/split", about="Say that some events, REPORT/v1, are another incident",
         act=_split, needs=("events", *_WHO)),
    Form(path="/add/text", about="Bring in a text", act=_add_text, needs=("text",),
         takes=("outlet", "url", "published")),
    Form(path="/add/files", about="Bring in files", act=_add_files, files=("files",)),
    Form(path="/add/urls", about="Hold a list of addresses against the archive", act=_add_urls,
         files=("list",)),
)  # fmt: skip


def write_routes() -> Sequence[Route]:
    """Return the pages with forms, and where the forms go."""
    return [
        *(Route(form.path, _guarded(form.act), methods=["POST"]) for form in FORMS),
        Route("/review", show_queue),
        Route("/incident/{id}/preview", show_preview),
        Route("/add", show_add),
        Route("/add/job/{id:int}", show_job),
    ]
