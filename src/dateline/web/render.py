"""Templates into answers: every value is escaped, whatever the text it came from holds."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from dateline.web.links import Links
from dateline.write import wording

NAV = (
    ("Overview", "", ("/",)),
    ("Review", "review", ("/review",)),
    ("Reports", "reports", ("/reports", "/article")),
    ("Add", "add", ("/add",)),
)


@cache
def environment() -> Environment:
    """Return the templates, loaded once."""
    made = Environment(
        loader=PackageLoader("dateline.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["certainty"] = wording.certainty
    made.filters["day"] = lambda iso: wording.day(iso) if iso else "no date"
    made.filters["printable"] = wording.printable
    return made


def draw(template: str, context: Mapping[str, Any]) -> str:
    """Return a template as text."""
    return environment().get_template(template).render(**context)


def page(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """Return a view as an answer, in its frame."""
    app = request.app.state
    path = request.url.path
    with app.archive.database.reads() as connection:
        waiting = app.waiting(connection)
    nav = [
        {
            "text": text,
            "href": href,
            "here": path in paths
            or (path != "/" and path.startswith(tuple(p for p in paths if p != "/"))),
            "count": waiting if text == "Review" else 0,
        }
        for text, href, paths in NAV
    ]
    frame = {
        "nav": nav,
        "root": "/",
        "home": "",
        "frozen": False,
        "token": app.settings.token,
        "view": None,
        "links": Links(),
    }
    return HTMLResponse(draw(template, frame | context), status)


def message(request: Request, title: str, text: str, status: int) -> HTMLResponse:
    """Return a page that says what went wrong and where to go."""
    return page(request, "message.html", status, page={"title": title, "text": text})
