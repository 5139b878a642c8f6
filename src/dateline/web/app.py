"""The application: its routes, in the order of the navigation, behind its guard."""

import gzip
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from dateline.errors import DatelineError
from dateline.web.guard import Guard
from dateline.web.render import message
from dateline.web.settings import Settings
