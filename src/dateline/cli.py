"""dateline reads conflict reporting and keeps an attributed record of it."""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.article.intake import decode, read_file
from dateline.errors import DatelineError
from dateline.version import own_version

if TYPE_CHECKING:
    from dateline.records import Record

EPILOG = """\
exit status: 0 read; 1 a fault of dateline itself; 2 the text, file or options cannot be used
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that cannot show a letter escapes it
            stream.reconfigure(errors="backslashreplace")
    args = _parser().parse_args(argv)
    try:
        {"read": _read, "gazetteer": _gazetteer}[args.command](args)
        sys.stdout.flush()
    except DatelineError as err:
        print(f"dateline: {err}", file=sys.stderr)
        return _status(err)
    except BrokenPipeError:
        # The reader (head, less) has gone: so do we, as other commands do, without a word.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except KeyboardInterrupt:
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dateline",
        description=__doc__,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"dateline {own_version()}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    read = commands.add_parser(
        "read",
        help="read one dispatch and report who says what happened",
        description="Read one dispatch and report who says what happened, where, when, to whom, "
        "with what toll, and how sure they are.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
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
    read.add_argument("--model", metavar="PATH", help="a folder that holds a spaCy model")
    output = read.add_mutually_exclusive_group()
    output.add_argument("--json", action="store_true", help="print the record (dateline-record/1)")
    output.add_argument(
        "--why", metavar="ID", help="show the words, rules and method behind one line, e.g. s3"
    )
    output.add_argument(
        "--rejected", action="store_true",
        help="list what read like a fact and was kept back, e.g. in a report of a match",
    )  # fmt: skip
    gazetteer = commands.add_parser(
        "gazetteer",
        help="show what the packaged gazetteer holds, or what a name can mean in it",
        description="Show what the packaged gazetteer holds, or what a name can mean in it.",
    )
    actions = gazetteer.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("info", help="its size, sources and licence")
    find = actions.add_parser("find", help="what a name can mean, likeliest by itself first")
    find.add_argument("name", metavar="NAME", help='a name as a text would have it, e.g. "Odessa"')
    install = actions.add_parser(
        "install",
        help="add the smaller places of a GeoNames dump",
        description="Add the places of a GeoNames dump on disk (allCountries.zip, UA.zip) to those "
        "that come with dateline. An install that is interrupted goes on when run again.",
    )
    install.add_argument("dump", metavar="FILE", help="a .zip or .txt that you downloaded")
    return parser


def _read(args: argparse.Namespace) -> None:
    if args.path == "-":
        text, name = decode(sys.stdin.buffer.read(), name="standard input"), "stdin"
    else:
        text, name = read_file(Path(args.path)), Path(args.path).stem
    # What follows loads the language model and rich; --help and a bad path need neither.
    from dateline.pipeline import Options, read

    record = read(
        text,
        args.published,
        Options(model=args.model, gazetteer=args.gazetteer or _installed(), id=name),
    )
    if args.json:
        _print_json(record)
        return
    from dateline.write.terminal import print_rejected, print_report, print_trace

    if args.rejected:
        print_rejected(record)
    elif args.why:
        print_trace(record, args.why)
    else:
        print_report(record, hint=_hint(args, record))


def _gazetteer(args: argparse.Namespace) -> None:
    """Print what the gazetteer holds, or the places of one name; or add a dump to it."""
    from dateline.gazetteer import load_gazetteer
    from dateline.write.gazetteer import describe, places_of

    if args.action == "install":
        from dateline.gazetteer_install import install

        made = install(
            Path(args.dump), _data_folder(), load_gazetteer(), lambda line: print(line, flush=True)
        )
        print(f"installed: {made}")
        return
    gazetteer = load_gazetteer(_installed())
    lines = describe(gazetteer) if args.action == "info" else places_of(gazetteer, args.name)
    for line in lines:
        print(line)


def _data_folder() -> Path:
    """Return where the user's own data of dateline lies on this platform."""
    if given := os.environ.get("XDG_DATA_HOME"):
        return Path(given) / "dateline"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "dateline"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "dateline"
    return Path.home() / ".local" / "share" / "dateline"


def _installed() -> str | None:
    """Return the gazetteer that the user installed, if there is one."""
    path = _data_folder() / "gazetteer.bin"
    return str(path) if path.is_file() else None


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


def _status(err: DatelineError) -> int:
    from dateline.contract import BrokenRecord
    from dateline.errors import BadLexicon

    return 1 if isinstance(err, BrokenRecord | BadLexicon) else 2
