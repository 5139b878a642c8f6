"""`dateline release`: freeze a named export; list, write out, check; what changed."""

import argparse
import os
from collections.abc import Mapping
from pathlib import Path

from dateline.cli.opened import add_archive, open_archive
from dateline.errors import BadInput


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the actions of this command."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    make = actions.add_parser(
        "make",
        help="freeze what has been released, under a name",
        description="Freeze the exports of this moment under a name, with a manifest of hashes and "
        "what changed since the release before. Names are withheld, whatever the audience.",
    )
    make.add_argument("name", metavar="NAME", help="e.g. 2024-05")
    make.add_argument("--by", metavar="NAME", default=os.environ.get("DATELINE_REVIEWER", ""),
                      help="who makes it (default: $DATELINE_REVIEWER)")  # fmt: skip
    make.add_argument("--reason", metavar="WHY", default="", help="what it is for")
    make.add_argument("--internal", action="store_true",
                      help="all that was not rejected, not only what was released")  # fmt: skip
    add_archive(make, as_of=False)
    add_archive(actions.add_parser("list", help="the releases there are"), as_of=False)
    for action, line in (
        ("changes", "what changed with a release: new, changed, merged, split, withdrawn"),
        ("check", "make it again from the archive of then, and compare the bytes"),
        ("write", "write its frozen files into a folder"),
    ):
        one = actions.add_parser(action, help=line)
        one.add_argument("name", metavar="NAME")
        if action == "write":
            one.add_argument("folder", metavar="FOLDER")
        add_archive(one, as_of=False)


def run(args: argparse.Namespace) -> int:
    """Do what was asked; 1 where a release cannot be made again as it was."""
    from dateline.store.releases import load_changes, load_releases, release_files
    from dateline.write.console import print_parts
    from dateline.write.listing import list_changes
    from dateline.write.release import check_release, make_release

    with open_archive(args) as archive:
        if args.action == "make":
            made = make_release(archive, args.name, by=args.by, reason=args.reason,
                                audience="internal" if args.internal else "public")  # fmt: skip
            print(f"{made.name}: frozen {made.at}, manifest {made.manifest_sha256}")
            return 0
        if args.action == "check":
            same = check_release(archive, args.name)
            for file, is_same in same.items():
                print(f"{file}: {'the same bytes' if is_same else 'DIFFERS'}")
            return 0 if all(same.values()) else 1
        with archive.database.reads() as connection:
            if args.action == "list":
                for release in load_releases(connection):
                    print(f"{release.name}  {release.at[:16]}  {release.audience}  "
                          f"{release.person}: {release.reason}")  # fmt: skip
            elif args.action == "changes":
                print_parts(list_changes(load_changes(connection, args.name)))
            else:
                _write(Path(args.folder), release_files(connection, args.name))
    return 0


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError as err:
        raise BadInput(
            f"{folder}: cannot be written ({err.strerror}); give another folder"
        ) from err
    print(f"{folder}: {', '.join(files)}")
