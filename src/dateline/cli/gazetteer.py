"""`dateline gazetteer`: what the gazetteer holds, what a name can mean; add a dump to it."""

import argparse
from pathlib import Path

from dateline.cli.places import data_folder, installed_gazetteer


def add_arguments(gazetteer: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    actions = gazetteer.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("info", help="its size, sources and licence")
    find = actions.add_parser("find", help="what a name can mean, likeliest by itself first")
    find.add_argument("name", metavar="NAME", help='a name as a text would have it, e.g. "Odessa"')
    install = actions.add_parser(
        "install",
        help="add the smaller places, or more names, of a GeoNames dump",
        description="Add the places of a GeoNames dump on disk (allCountries.zip, UA.zip) to those "
        "that come with dateline, or the names of alternateNamesV2.zip to the places known so far. "
        "Each install adds to the last. One that is interrupted goes on when run again.",
    )
    install.add_argument("dump", metavar="FILE", help="a .zip or .txt that you downloaded")


def run(args: argparse.Namespace) -> None:
    """Print what the gazetteer holds, or the places of one name; or add a dump to it."""
    from dateline.gazetteer import load_gazetteer
    from dateline.write.gazetteer import describe, places_of

    if args.action == "install":
        from dateline.gazetteer_install import install

        made = install(
            Path(args.dump), data_folder(), load_gazetteer(), lambda line: print(line, flush=True)
        )
        print(f"installed: {made}")
        return
    gazetteer = load_gazetteer(installed_gazetteer())
    lines = describe(gazetteer) if args.action == "info" else places_of(gazetteer, args.name)
    for line in lines:
        print(line)
