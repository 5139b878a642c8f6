"""`dateline ingest`: bring texts into the archive, skip what is there."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.cli.opened import add_archive, open_archive
from dateline.cli.places import installed_gazetteer

if TYPE_CHECKING:
    from rich.console import Console

    from dateline.store.ingest import Ingested

# Beyond this the reasons scroll away; the first ones tell what is wrong.
_MOST_REFUSED = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.description = (
        "Bring texts into the archive: files, folders, JSON lines. What is there already is "
        "skipped by its hash. Beside NAME.txt, NAME.meta may say in JSON: published, url, outlet, "
        "retrieved; a line of a .jsonl file is an object with text and the same keys. A run that "
        "is interrupted has kept every finished batch; run it again and it reads the rest."
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a file or a folder")
    parser.add_argument(
        "--again",
        action="store_true",
        help="also read again what is there, with the rules of this version",
    )
    parser.add_argument(
        "--actors", metavar="FILE", help="a table of actors of your own: name, type, aliases, roles"
    )
    parser.add_argument("--quiet", action="store_true", help="no progress bar")
    add_archive(parser, as_of=False)


def run(args: argparse.Namespace) -> int:
    """Bring in the texts; 2 where any was refused."""
    from dateline.pipeline import Options
    from dateline.store.finding import list_files, size_of

    paths = [Path(path) for path in args.paths]
    options = Options(gazetteer=installed_gazetteer(), actors=args.actors)
    with open_archive(args, make=True) as archive:
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        total = sum(size_of(path) for path in list_files(paths))
        with Progress(
            TextColumn("reading"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            TimeRemainingColumn(),
            transient=True,
            disable=args.quiet or not sys.stderr.isatty(),
            console=_stderr(),
        ) as bar:
            task = bar.add_task("reading", total=total)
            done = archive.ingest(
                paths, options=options, progress=lambda size: bar.advance(task, size)
            )
        again = archive.read_again(options) if args.again else 0
        _say(args.archive, done, again)
    return 2 if done.refused else 0


def _stderr() -> "Console":
    from rich.console import Console

    return Console(stderr=True)


def _say(place: str, done: "Ingested", again: int) -> None:
    parts = [f"{done.read} read", f"{done.known} already there"]
    if done.again:
        parts.insert(1, f"{done.again} found again elsewhere")
    if again:
        parts.append(f"{again} read anew with other results")
    if done.refused:
        parts.append(f"{len(done.refused)} refused")
    print(f"{place}: {', '.join(parts)}")
    for refused in done.refused[:_MOST_REFUSED]:
        print(f"  {refused.where}: {refused.why}", file=sys.stderr)
    if len(done.refused) > _MOST_REFUSED:
        print(f"  and {len(done.refused) - _MOST_REFUSED} more", file=sys.stderr)
