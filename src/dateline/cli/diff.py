"""`dateline diff`: what changed, in facts, from one version of an article to another."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.cli.opened import add_archive, open_archive
from dateline.cli.places import installed_gazetteer

if TYPE_CHECKING:
    from dateline.records import Record


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.description = (
        "Say in facts what changed from one version of an article to another: counts, places, "
        "speakers, hedges, what was withdrawn or corrected. OLD and NEW are ids of reports, or "
        "text files, which are only read."
    )
    parser.add_argument("old", metavar="OLD")
    parser.add_argument("new", metavar="NEW")
    parser.add_argument("--published", metavar="DATE", help="the day of publication of text files")
    add_archive(parser)


def run(args: argparse.Namespace) -> None:
    """Print the changes."""
    from dateline.link.revisions import compare_versions
    from dateline.write.brief_page import diff_page
    from dateline.write.console import print_parts

    old, new = (_record(given, args) for given in (args.old, args.new))
    print_parts(diff_page(compare_versions(old, new)))


def _record(given: str, args: argparse.Namespace) -> "Record":
    """Return the record of a file, where there is one of this name, else of a report."""
    if Path(given).is_file():
        from dateline.article.intake import read_file
        from dateline.pipeline import Options, read

        return read(
            read_file(Path(given)), args.published, Options(gazetteer=installed_gazetteer())
        )
    with open_archive(args) as archive:
        return archive.report(given).record
