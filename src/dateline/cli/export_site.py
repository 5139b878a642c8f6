"""`dateline export-site`: write a read-only site of what people released for the public."""

import argparse
from pathlib import Path

from dateline.cli.opened import add_archive, open_archive


def add_arguments(site: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    site.add_argument("folder", type=Path, metavar="DIR", help="an empty folder, or a new one")
    site.add_argument("--release", metavar="NAME", help="which release (default: the last one)")
    add_archive(site, as_of=False)


def run(args: argparse.Namespace) -> None:
    """Write the site, and say what is in it."""
    from dateline.web.site import export_site

    with open_archive(args) as archive:
        print(export_site(archive, args.folder, args.release))
