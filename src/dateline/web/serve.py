"""Serve the page on this machine, until it is stopped."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from dateline.store.archive import Archive
from dateline.store.showing import refresh
from dateline.web.app import create_app
from dateline.web.settings import Settings

log = logging.getLogger(__name__)


def serve(where: str | Path, settings: Settings, tell: Callable[[str], None]) -> None:
    """Serve the archive until interrupted; `tell` gets the lines for the person who started it."""
    import uvicorn  # noqa: PLC0415 - loaded when a page is served, not before

    name = str(where) if "://" not in str(where) else "the archive"
    if "://" not in str(where) and not Path(where).exists():
        tell(f"{where}: was not there; a new, empty archive is made")
    with Archive.open(where) as archive:
        app = create_app(archive, settings, name=Path(name).name)
        # The page opens at once; the overview fills while the archive is looked through.
        threading.Thread(target=_catch_up, args=(archive,), name="overview", daemon=True).start()
        shown = f"[{settings.host}]" if ":" in settings.host else settings.host
        tell(f"dateline shows {name} at http://{shown}:{settings.port}/  (stop with Ctrl-C)")
        uvicorn.run(
            app, host=settings.host, port=settings.port, log_level="warning", access_log=False,
            server_header=False, date_header=False, ws="none", lifespan="off",
        )  # fmt: skip


def _catch_up(archive: Archive) -> None:
    archive.compare()
    n = refresh(archive.database)
    log.info("overview: %s incidents worked out", n)
