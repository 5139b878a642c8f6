"""`dateline brief`: what is new, changed or contradicted since a day."""

import argparse

from dateline.cli.opened import add_archive, open_archive


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("--since", metavar="DATE", required=True,
                        help="what the archive learnt on this day (or at this time, UTC) or later")  # fmt: skip
    add_archive(parser)


def run(args: argparse.Namespace) -> None:
    """Print what came."""
    from dateline.store.briefing import brief
    from dateline.store.moments import start_of
    from dateline.write.brief_page import brief_page
    from dateline.write.console import print_parts

    with open_archive(args) as archive:
        print_parts(brief_page(brief(archive, start_of(args.since))))
