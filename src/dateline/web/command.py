"""The commands of the page: `dateline serve` and `dateline export-site`."""

import argparse
import os
from pathlib import Path
from typing import Any

DEFAULT_PORT = 8321


def add_commands(commands: Any) -> None:
    """Add the parsers of the page's commands."""
    serve = commands.add_parser(
        "serve",
        help="open the archive in a browser, on this machine only",
        description="Show the archive in a browser: map, timeline, accounts side by side, review. "
        "Only this machine can reach it, and it asks nobody anything.",
    )
    _archive(serve)
    serve.add_argument("--port", type=int, default=DEFAULT_PORT, help="default %(default)s")
    serve.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="ADDRESS",
        help="another address than this machine's own; needs --password-file",
    )
    serve.add_argument("--password-file", type=Path, metavar="FILE", help="what visitors must know")
    serve.add_argument(
        "--name", action="append", default=[], metavar="HOST",
        help="a further host name to answer to; may be given again",
    )  # fmt: skip
    site = commands.add_parser(
        "export-site",
        help="write a read-only site of what may be public",
        description="Write pages of the incidents that people released, redacted by the guard "
        "rails; they open from a folder or any web server.",
    )
    site.add_argument("folder", type=Path, metavar="DIR", help="an empty folder, or a new one")
    _archive(site)


def _archive(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--archive",
        default=os.environ.get("DATELINE_ARCHIVE", "archive.db"),
        metavar="WHERE",
        help="a file, or postgresql://user@host/name (default %(default)s)",
    )


def run_serve(args: argparse.Namespace) -> None:
    """Serve the page until it is stopped."""
    # Loads the web framework: --help and other commands do without.
    from dateline.web.serve import serve  # noqa: PLC0415 - see above
    from dateline.web.settings import settings_for  # noqa: PLC0415 - see above

    names = tuple(args.name)
    settings = settings_for(args.host, args.port, password_file=args.password_file, names=names)
    serve(args.archive, settings, lambda line: print(line, flush=True))  # noqa: T201 - the command's output


def run_export_site(args: argparse.Namespace) -> None:
    """Write the site, and say what is in it."""
    from dateline.web.site import export_site  # noqa: PLC0415 - see above

    written = export_site(args.archive, args.folder)
    print(written.summary)  # noqa: T201 - the command's output
