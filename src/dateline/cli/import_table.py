"""`dateline import`: bring in the table of incidents that a team already has."""

import argparse
import sys
from pathlib import Path

from dateline.cli.opened import add_archive, open_archive
from dateline.errors import BadInput


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the actions of this command."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="FORMAT")
    table = actions.add_parser(
        "csv",
        help="a table of incidents, one a row",
        description="Bring in a table of incidents, one a row, each as an account of its own beside "
        "what the press says. A field takes the column of its own name, or the one you map.",
        epilog="fields: id title date start end place lat lon country kind actor target killed "
        "killed_min killed_max injured injured_min injured_max",
    )
    table.add_argument("path", metavar="FILE", help="a CSV file in UTF-8 with a header")
    table.add_argument("--map", metavar="FIELD=COLUMN", action="append", default=[],
                       help="e.g. --map date=Datum; again for each field")  # fmt: skip
    table.add_argument("--dates", metavar="FORM",
                       help="how days are written, e.g. %%d/%%m/%%Y (default: YYYY-MM-DD)")  # fmt: skip
    table.add_argument(
        "--outlet", metavar="NAME", help="whose table it is (default: the file's name)"
    )
    table.add_argument("--kind", metavar="TYPE", help="ACLED sub-event type of rows that give none")
    add_archive(table, as_of=False)


def run(args: argparse.Namespace) -> int:
    """Bring in the table; 2 where a row was refused."""
    from dateline.store.table_import import TableMap

    pairs = [pair.partition("=") for pair in args.map]
    for field, sign, column in pairs:
        if not (field and sign and column):
            raise BadInput(f"--map {field}{sign}{column}: expected FIELD=COLUMN, e.g. date=Datum")
    given = TableMap(columns={field: column for field, _, column in pairs}, dates=args.dates,
                     outlet=args.outlet, kind=args.kind)  # fmt: skip
    with open_archive(args, make=True) as archive:
        done = archive.import_table(Path(args.path), given)
    refused = f", {len(done.refused)} refused" if done.refused else ""
    print(
        f"{args.archive}: {done.read} rows brought in, {done.known + done.again} already there{refused}"
    )
    for row in done.refused:
        print(f"  {row.where}: {row.why}", file=sys.stderr)
    return 2 if done.refused else 0
