"""`dateline export`: leave with the data, in a format that others read."""

import argparse
import sys
from pathlib import Path

from dateline.cli.opened import add_archive, open_archive


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.description = (
        "Write out the incidents and every claim in them. Names of private persons are withheld "
        "and sensitive places moved to a wide circle, in all formats alike."
    )
    parser.add_argument("format", choices=("jsonl", "csv", "geojson"), help="which format")
    parser.add_argument("--output", "-o", metavar="PATH", help="a file (default: standard output)")
    parser.add_argument("--released", action="store_true",
                        help="only incidents that a person released (`dateline review release`)")  # fmt: skip
    parser.add_argument("--internal", action="store_true",
                        help="with the names and points that the public is not shown")  # fmt: skip
    add_archive(parser)


def run(args: argparse.Namespace) -> None:
    """Write the export."""
    from dateline.write.export import export_parts, write_export

    with open_archive(args) as archive:
        parts = export_parts(
            archive,
            args.format,
            audience="internal" if args.internal else "public",
            released_only=args.released,
        )
        if args.output:
            write_export(Path(args.output), parts)
        else:
            for part in parts:
                sys.stdout.buffer.write(part.encode())
    if args.internal:
        print("with names: not for the public, nor for a machine that others use", file=sys.stderr)
