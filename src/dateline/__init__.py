"""Read reporting on conflict; keep an attributed record of who says what happened."""

from typing import TYPE_CHECKING, Any

from dateline.errors import DatelineError
from dateline.records import Record

if TYPE_CHECKING:
    from dateline.pipeline import Options, read, read_many
    from dateline.store.archive import Archive

__all__ = ["Archive", "DatelineError", "Options", "Record", "read", "read_many"]

_READING = ("Options", "read", "read_many")


def __getattr__(name: str) -> Any:
    """Load what needs the language model or a database only when it is asked for (PEP 562)."""
    if name in _READING:
        from dateline import pipeline

        return getattr(pipeline, name)
    if name == "Archive":
        from dateline.store.archive import Archive

        return Archive
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
