"""`dateline read`: one dispatch, as a report, as JSON, or one line of it traced to its rules."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.article.intake import decode, read_file
from dateline.cli.places import installed_gazetteer

if TYPE_CHECKING:
    from dateline.records import Record


def add_arguments(read: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    read.description = (
        "Read one dispatch and report who says what happened, where, when, to whom, "
        "with what toll, and how sure they are."
    )
    read.add_argument("path", metavar="PATH", help="a UTF-8 text file, or - for standard input")
    read.add_argument(
        "--published",
        metavar="DATE",
        help="the day of publication, YYYY-MM-DD: what 'on Monday' counts from",
    )
    read.add_argument(
        "--gazetteer", metavar="PATH", help="a gazetteer that `dateline gazetteer install` made"
    )
    read.add_argument(
        "--outlet-country", metavar="CODE",
        help="the country of the paper or agency, e.g. KE: it names its own places without it",
    )  # fmt: skip
    read.add_argument(
        "--actors", metavar="FILE", help="a table of actors of your own: name, type, aliases, roles"
    )
    read.add_argument("--model", metavar="PATH", help="a folder that holds a spaCy model")
    output = read.add_mutually_exclusive_group()
    output.add_argument("--json", action="store_true", help="print the record (dateline-record/1)")
    output.add_argument(
        "--statements", action="store_true",
        help="show who says what only: by speaker, each statement with cue, certainty and sources",
    )  # fmt: skip
    output.add_argument(
        "--why", metavar="ID", help="show the words, rules and method behind one line, e.g. s3"
    )
    output.add_argument(
        "--rejected", action="store_true",
        help="list what read like a fact and was kept back, e.g. in a report of a match",
    )  # fmt: skip


def run(args: argparse.Namespace) -> None:
    """Print what was asked of one text."""
    if args.path == "-":
        text, name = decode(sys.stdin.buffer.read(), name="standard input"), "stdin"
    else:
        text, name = read_file(Path(args.path)), Path(args.path).stem
    # What follows loads the language model and rich; --help and a bad path need neither.
    from dateline.pipeline import Options, read

    record = read(
        text,
        args.published,
        Options(
            model=args.model,
            gazetteer=args.gazetteer or installed_gazetteer(),
            outlet_country=args.outlet_country,
            actors=args.actors,
            id=name,
        ),
    )
    if args.json:
        _print_json(record)
        return
    from dateline.write.terminal import (
        print_rejected,
        print_report,
        print_statements,
        print_trace,
    )

    if args.rejected:
        print_rejected(record)
    elif args.statements:
        print_statements(record, hint=_hint(args, record))
    elif args.why:
        print_trace(record, args.why)
    else:
        print_report(record, hint=_hint(args, record))


def _print_json(record: "Record") -> None:
    """Print the record as UTF-8 whatever the terminal is set to, once it keeps its contract."""
    from dateline.contract import check_record

    check_record(record)
    sys.stdout.buffer.write(f"{record.to_json()}\n".encode())


def _hint(args: argparse.Namespace, record: "Record") -> str:
    """Return the command that traces a line of this report."""
    ids = [s.id for s in record.statements] + [e.id for e in record.events]
    if not ids:
        return ""
    given = f" --published {args.published}" if args.published else ""
    return f"Words and rules behind a line: dateline read {args.path}{given} --why {ids[0]}"
