"""Who is said to hold a place, over time."""

from tests.link.made import KHARKIV, KYIV, report

from dateline.link.holders import control_series
from dateline.link.reports import Origin


def test_claims_stand_side_by_side_in_order_of_time():
    """A later claim replaces none, another town's is left out, copies stand once."""
    later = report("The Front hit and took it.", holder="The Front", published="2024-01-09")
    first = report("The army hit back.", holder="The army", speaker="Vadym Boyko")
    copy = report("The army hit back, agency says.", holder="The army", speaker="Vadym Boyko")
    other = report("They hit it.", holder="Someone", place=("Kharkiv", *KHARKIV))
    one = Origin(id="o-1", members=tuple(sorted((first.id, copy.id))), kinds={})
    series = control_series([later, other, copy, first], [one], KYIV)
    assert [(c.day, c.holders, c.said_by) for c in series] == [
        ("2024-01-03", ("The army",), ("Vadym Boyko",)),
        ("2024-01-09", ("The Front",), ()),
    ]


def test_no_claims_no_series():
    assert control_series([], [], KYIV) == ()
