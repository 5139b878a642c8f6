"""`dateline search`: reports by their words."""

import argparse

from dateline.cli.opened import add_archive, open_archive


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("query", metavar="QUERY", nargs="+",
                        help="words that must all occur, in any form; \"a phrase\" in quotes")  # fmt: skip
    parser.add_argument("--limit", metavar="N", type=int, default=20, help="at most (default 20)")
    add_archive(parser)


def run(args: argparse.Namespace) -> None:
    """Print the reports that hold the words."""
    from dateline.write.console import print_parts
    from dateline.write.listing import list_hits

    with open_archive(args) as archive:
        print_parts(list_hits(archive.search(" ".join(args.query), limit=args.limit)))
