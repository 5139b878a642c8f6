"""What every request passes: the Host it names, the password, the token of a write; and what every
answer carries: no script but ours, no frame, no copy kept by the browser.
"""

import base64
import binascii
import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.web.settings import Settings

READS = frozenset(("GET", "HEAD"))
TOKEN_FIELD = "token"  # noqa: S105 - the name of a field
TOKEN_HEADER = "x-dateline-token"  # noqa: S105 - the name of a header
HEADERS = {
    "content-security-policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
        "object-src 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "geolocation=(), camera=(), microphone=()",
}
# Static files may be kept; what shows the archive may not: it would outlive the archive's lock.
KEPT = ("/static/", "/leaflet/", "/basemap.json")


class Guard:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what must be refused, and mark every answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                kept = scope["path"].startswith(KEPT)
                headers["cache-control"] = "max-age=600" if kept else "no-store"
            await send(message)

        refused = self._refusal(scope)
        await (refused or self.app)(scope, receive, marked)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if not self._is_ours(headers.get("host", "")):
            return PlainTextResponse(
                "This address is not one that dateline answers to. Open it as "
                f"http://{self.settings.names[0]}:{self.settings.port}/",
                status_code=421,
            )
        if self.settings.password and not self._knows_password(headers.get("authorization", "")):
            return PlainTextResponse(
                "This archive has a password (any user name will do).",
                status_code=401,
                headers={"www-authenticate": 'Basic realm="dateline", charset="UTF-8"'},
            )
        if scope["method"] not in READS and not self._is_same_origin(headers):
            return PlainTextResponse("This came from another site and was refused.", 403)
        return None

    def _is_ours(self, host: str) -> bool:
        name, port = host, ""
        if not host.endswith("]") and ":" in host:
            name, _, port = host.rpartition(":")
        return name.lower() in self.settings.names and (not port or port.isdecimal())

    def _knows_password(self, header: str) -> bool:
        kind, _, encoded = header.partition(" ")
        try:
            given = base64.b64decode(encoded, validate=True).partition(b":")[2]
        except (binascii.Error, ValueError):
            return False
        wanted = (self.settings.password or "").encode()
        return kind.lower() == "basic" and secrets.compare_digest(given, wanted)

    def _is_same_origin(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        if origin is not None and origin.partition("://")[2] != headers.get("host"):
            return False
        return headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")


def check_token(request: Request, given: str | None = None) -> None:
    """Refuse a write that does not carry the page's token, in its form or its header."""
    held: str = request.app.state.settings.token
    carried = given or request.headers.get(TOKEN_HEADER, "")
    if not secrets.compare_digest(carried.encode(), held.encode()):
        raise HTTPException(403, "This form is not from this page, or is older than its server.")
