"""`dateline review`: decide as a named person with a reason, take back, list, verify."""

import argparse
import json
import os
from typing import TYPE_CHECKING, Any

from dateline.cli.opened import add_archive, open_archive

if TYPE_CHECKING:
    from dateline.store.archive import Archive
    from dateline.store.review import Review

_PERSON = "DATELINE_REVIEWER"
# Each verb with its help and what it is about.
_VERBS: dict[str, tuple[str, tuple[str, ...]]] = {
    "accept": ("accept a fact or an incident as it is read", ("target",)),
    "reject": ("reject a fact or an incident", ("target",)),
    "correct": ("give a field of a fact another value", ("fact", "field", "value")),
    "merge": ("say that incidents are one happening", ("incidents",)),
    "split": ("say that events of an incident are another happening", ("incident", "facts")),
    "link": ("say that events of several reports are one happening", ("facts",)),
    "rate": ("rate source:NAME A-F, or a report or fact 1-6 (Admiralty)", ("target", "grade")),
    "redact": ("withhold a report, the words of a fact, or name:FULL NAME", ("target",)),
    "release": ("let an incident, a place or name:FULL NAME be public", ("target",)),
    "undo": ("take a decision back, by a new one", ("number",)),
}
_SEVERAL = frozenset({"incidents", "facts"})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the actions of this command."""
    parser.description = (
        "Decide about what was read and compared. Each decision is of a named person, with a "
        "reason; it is appended to a chain of hashes, never changed, and taken back only by "
        "another. A fact is REPORT/v1, an incident i-…, as `dateline show` prints them."
    )
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    for verb, (line, names) in _VERBS.items():
        action = actions.add_parser(verb, help=line, description=f"{line[:1].upper()}{line[1:]}.")
        for name in names:
            several = "+" if name in _SEVERAL else None
            action.add_argument(name, metavar=name.upper(), nargs=several)
        action.add_argument("--by", metavar="NAME", default=os.environ.get(_PERSON, ""),
                            help=f"who decides (default: ${_PERSON})")  # fmt: skip
        action.add_argument("--reason", metavar="WHY", default="", help="why, in a sentence")
        add_archive(action, as_of=False)
    shown = actions.add_parser("list", help="the decisions, and where a new reading disagrees")
    add_archive(shown)
    verify = actions.add_parser(
        "verify", help="check the chain, releases and texts by their hashes"
    )
    verify.add_argument("--noted", metavar="HASH", action="append", default=[],
                        help="a last hash that was written down earlier; it must still be there")  # fmt: skip
    add_archive(verify, as_of=False)
    agreement = actions.add_parser("agreement", help="how far reviewers agree with each other")
    add_archive(agreement)


def run(args: argparse.Namespace) -> int:
    """Do what was asked; 1 where a check fails."""
    with open_archive(args) as archive:
        if args.action == "list":
            _list(archive)
        elif args.action == "verify":
            return _verify(archive, args.noted)
        elif args.action == "agreement":
            _agreement(archive)
        else:
            decision = _decide(archive.review, args)
            print(f"decision {decision.seq}: {decision.action} {decision.target}")
            print(f"chain: {decision.sha256}")
    return 0


def _decide(review: "Review", args: argparse.Namespace) -> Any:
    who = {"by": args.by, "reason": args.reason}
    if args.action == "correct":
        return review.correct(args.fact, args.field, _value(args.value), **who)
    if args.action == "merge":
        return review.merge(args.incidents, **who)
    if args.action == "split":
        return review.split(args.incident, args.facts, **who)
    if args.action == "link":
        return review.link(args.facts, **who)
    if args.action == "rate":
        return review.rate(args.target, args.grade, **who)
    if args.action == "undo":
        return review.undo(_number(args.number), **who)
    return getattr(review, args.action)(args.target, **who)


def _value(text: str) -> Any:
    """Return a corrected value: JSON where it is (7, null, true, ["the army"]), else the words."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def _number(text: str) -> int:
    from dateline.errors import BadInput

    if not text.isdigit():
        raise BadInput(f"{text}: expected the number of a decision; `dateline review list`")
    return int(text)


def _list(archive: "Archive") -> None:
    from dateline.write.console import print_parts
    from dateline.write.listing import list_decisions

    standing = archive.review.standing()
    holds = [decision.seq for decision in standing.decisions]
    print_parts(list_decisions(archive.review.decisions(), holds, standing.flags))


def _verify(archive: "Archive", noted: list[str]) -> int:
    found = archive.review.verify(noted)
    print(f"{found.decisions} decisions, last hash {found.head}")
    for fault in found.faults:
        print(f"  {fault}")
    print("the chain does not hold" if found.faults else "every hash holds; note the last one")
    return 1 if found.faults else 0


def _agreement(archive: "Archive") -> None:
    from dateline.store.reviewers import reviewers_agreement
    from dateline.write.console import print_parts
    from dateline.write.listing import list_agreement

    print_parts(list_agreement(reviewers_agreement(archive.review.standing().decisions)))
