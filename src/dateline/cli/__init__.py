"""dateline reads conflict reporting and keeps an attributed record of it."""

import argparse
import io
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Any

from dateline.errors import DatelineError
from dateline.version import own_version

EPILOG = """\
exit status: 0 done; 1 a fault of dateline itself, or a check that failed; 2 the text, file or
options cannot be used
"""

# Each command, with its line in `dateline --help`; its module is loaded when it is called.
COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "read": "read one dispatch and report who says what happened",
        "ingest": "bring texts into the archive: files, folders, JSON lines",
        "incidents": "list the happenings that the reports of the archive tell of",
        "search": "find reports by their words",
        "show": "show a report, a fact, an origin, or an incident with its grid of accounts",
        "diff": "say in facts what changed between two versions of an article",
        "brief": "say what is new, changed or contradicted since a day",
        "review": "decide, as a named person and with a reason; take back; verify",
        "release": "freeze a named export, with its manifest and what changed",
        "export": "write out the archive as jsonl, csv or geojson",
        "serve": "open the archive in a browser, on this machine only",
        "export-site": "write a read-only site of what people released for the public",
        "import": "bring in a table of incidents that a team already has",
        "gazetteer": "show what the packaged gazetteer holds, or what a name can mean in it",
    }
)
# Words that cannot name a module.
_MODULES = {"import": "import_table", "export-site": "export_site"}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that cannot show a letter escapes it
            stream.reconfigure(errors="backslashreplace")
    given = list(sys.argv[1:] if argv is None else argv)
    args = _parser(given).parse_args(given)
    try:
        status = int(_module(args.command).run(args) or 0)
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
    return status


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser; only the command that is called has its options filled in."""
    parser = argparse.ArgumentParser(
        prog="dateline",
        description=__doc__,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"dateline {own_version()}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    called = next((word for word in given if not word.startswith("-")), None)
    for name, line in COMMANDS.items():
        command = commands.add_parser(
            name,
            help=line,
            description=f"{line[:1].upper()}{line[1:]}.",
            epilog=EPILOG,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if name == called:
            _module(name).add_arguments(command)
    return parser


def _module(command: str) -> Any:
    return import_module(f"dateline.cli.{_MODULES.get(command, command)}")


def _status(err: DatelineError) -> int:
    from dateline.contract import BrokenRecord
    from dateline.errors import BadLexicon

    return 1 if isinstance(err, BrokenRecord | BadLexicon) else 2
