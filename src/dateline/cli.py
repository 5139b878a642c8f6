"""The command line: `dateline read`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from dateline.article.intake import decode, read_file
from dateline.errors import DatelineError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 2 bad input."""
    parser = _parser()
    args = parser.parse_args(argv)
    try:
        return _read(args)
    except DatelineError as err:
        print(f"dateline: {err}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dateline", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    read = commands.add_parser("read", help="read one dispatch and print its record")
    read.add_argument("path", metavar="PATH", help="a UTF-8 text file, or - for standard input")
    read.add_argument("--published", metavar="DATE", help="the day of publication, YYYY-MM-DD")
    read.add_argument("--json", action="store_true", help="print the record as JSON")
    read.add_argument("--model", metavar="PATH", help="a folder that holds a spaCy model")
    return parser


def _read(args: argparse.Namespace) -> int:
    if args.path == "-":
        text, name = decode(sys.stdin.buffer.read(), name="standard input"), "stdin"
    else:
        text, name = read_file(Path(args.path)), Path(args.path).stem
    from dateline.pipeline import Options, read

    record = read(text, args.published, Options(model=args.model, id=name))
    print(record.to_json())
    return 0
