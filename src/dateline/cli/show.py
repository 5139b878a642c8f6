"""`dateline show`: what an id names, a report, a fact, an origin or an incident."""

import argparse

from dateline.cli.opened import add_archive, open_archive


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("id", metavar="ID",
                        help="a report (or REPORT/v1, a fact of it), i-… or o-…; a part will do")  # fmt: skip
    parser.add_argument("--json", action="store_true", help="print a report's record")
    add_archive(parser)


def run(args: argparse.Namespace) -> None:
    """Print what the id names."""
    from dateline.link.reports import Incident, Origin, Report
    from dateline.write.console import print_parts
    from dateline.write.incident_page import incident_page, origin_page
    from dateline.write.terminal import print_report, print_trace

    with open_archive(args) as archive:
        found = archive.show(args.id)
        if isinstance(found, Incident):
            ids = {ref.report for ref in found.events}
            reports = {report.id: report for report in archive.reports(ids)}
            state = archive.states([found])[found.id]
            print_parts(incident_page(found, archive.grid(found), reports, state))
        elif isinstance(found, Origin):
            reports = {report.id: report for report in archive.reports(found.members)}
            print_parts(origin_page(found, reports))
        elif isinstance(found, Report):
            if args.json:
                print(found.record.to_json())
            else:
                print_report(found.record, hint=f"One line of it: dateline show {found.id}/ID")
        else:
            report, fact = found
            print_trace(report.record, fact)
