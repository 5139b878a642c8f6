"""`dateline incidents`: the happenings that the reports tell of."""

import argparse

from dateline.cli.opened import add_archive, open_archive
from dateline.errors import BadInput


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("--place", metavar="NAME", help="part of the name of where it happened")
    parser.add_argument("--country", metavar="CODE", help="ISO 3166-1 code of two letters, e.g. SD")
    parser.add_argument("--near", metavar="LAT,LON,KM", help="within so many kilometres of a point")
    parser.add_argument("--since", metavar="DATE", help="happened on this day or later")
    parser.add_argument("--until", metavar="DATE", help="happened on this day or earlier")
    parser.add_argument("--kind", metavar="WORD", help="part of an ACLED or PLOVER type")
    parser.add_argument("--words", metavar="QUERY", help="told by a report with these words")
    parser.add_argument("--origins", metavar="N", type=int, default=1,
                        help="told by at least so many independent origins")  # fmt: skip
    parser.add_argument("--limit", metavar="N", type=int, default=50, help="at most (default 50)")
    add_archive(parser)


def run(args: argparse.Namespace) -> None:
    """Print the incidents of a filter."""
    from dateline.store.moments import day
    from dateline.store.queries import Filter
    from dateline.write.console import print_parts
    from dateline.write.listing import list_incidents

    given = Filter(
        place=args.place,
        country=args.country,
        near=_near(args.near) if args.near else None,
        since=day(args.since) if args.since else None,
        until=day(args.until) if args.until else None,
        kind=args.kind,
        query=args.words,
        origins=args.origins,
    )
    with open_archive(args) as archive:
        incidents = archive.incidents(given, limit=args.limit)
        print_parts(list_incidents(incidents, archive.states(incidents)))


def _near(text: str) -> tuple[float, float, float]:
    try:
        lat, lon, km = (float(part) for part in text.split(","))
    except ValueError as err:
        raise BadInput(f"--near {text}: expected LAT,LON,KM, e.g. 13.2,30.2,50") from err
    return lat, lon, km
