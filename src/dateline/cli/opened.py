"""The options that every command on an archive has, and the archive that they name."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.errors import BadInput

if TYPE_CHECKING:
    from dateline.store.archive import Archive

# Above the command line nothing reads the environment.
_VARIABLE = "DATELINE_ARCHIVE"
_DEFAULT = "archive.db"


def add_archive(parser: argparse.ArgumentParser, *, as_of: bool = True) -> None:
    """Add which archive, and as of when."""
    parser.add_argument(
        "--archive",
        metavar="PLACE",
        default=os.environ.get(_VARIABLE) or _DEFAULT,
        help=f"a file or postgresql://… (default: ${_VARIABLE}, else {_DEFAULT} in this folder)",
    )
    if as_of:
        parser.add_argument(
            "--as-of",
            metavar="DATE",
            help="answer with what was known at the end of this day (or at this time), UTC",
        )


def open_archive(args: argparse.Namespace, *, make: bool = False) -> "Archive":
    """Open the archive; one that is not there is made only where texts are to go in.

    Raises:
        BadInput: There is none.
    """
    if not make and "://" not in args.archive and not Path(args.archive).exists():
        raise BadInput(
            f"{args.archive}: there is no archive; `dateline ingest PATHS` makes one, "
            "--archive PLACE names another"
        )
    from dateline.store.archive import Archive

    archive = Archive.open(args.archive)
    when = getattr(args, "as_of", None)
    return archive.as_of(when) if when else archive
