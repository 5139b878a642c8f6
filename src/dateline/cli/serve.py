"""`dateline serve`: open the archive in a browser, on this machine only."""

import argparse
from pathlib import Path

from dateline.cli.opened import add_archive

DEFAULT_PORT = 8321


def add_arguments(serve: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    add_archive(serve, as_of=False)
    serve.add_argument("--port", type=int, default=DEFAULT_PORT, help="default %(default)s")
    serve.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="ADDRESS",
        help="another address than this machine's own; needs --password-file",
    )
    serve.add_argument("--password-file", type=Path, metavar="FILE", help="what visitors must know")
    serve.add_argument(
        "--name",
        action="append",
        default=[],
        metavar="HOST",
        help="a further host name to answer to; may be given again",
    )


def run(args: argparse.Namespace) -> None:
    """Serve the page until it is stopped."""
    from dateline.web.serve import serve
    from dateline.web.settings import settings_for

    names = tuple(args.name)
    settings = settings_for(args.host, args.port, password_file=args.password_file, names=names)
    serve(args.archive, settings, lambda line: print(line, flush=True))
