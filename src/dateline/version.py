"""The version of dateline that is running."""

from importlib.metadata import PackageNotFoundError, version


def own_version() -> str:
    """Return the installed version, or a word that says that none is installed."""
    try:
        return version("dateline")
    except PackageNotFoundError:  # run from a source tree that was never installed
        return "(not installed)"
