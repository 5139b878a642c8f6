"""Where the user's own files of dateline lie on this platform."""

import os
import sys
from pathlib import Path


def data_folder() -> Path:
    """Return where the user's own data of dateline lies on this platform."""
    if given := os.environ.get("XDG_DATA_HOME"):
        return Path(given) / "dateline"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "dateline"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "dateline"
    return Path.home() / ".local" / "share" / "dateline"


def installed_gazetteer() -> str | None:
    """Return the gazetteer that the user installed, if there is one."""
    path = data_folder() / "gazetteer.bin"
    return str(path) if path.is_file() else None
