"""What the overview filters by: one row per incident that holds, and its names beside it.

These tables hold nothing of their own. They are worked out from the incidents (the agreement of
their accounts, the range of their tolls) so that fifty thousand of them can be filtered while
somebody waits; dropped, they are made again by `store.showing.refresh`.
"""

from sqlalchemy import REAL, Column, Connection, Double, Index, Integer, MetaData, Table, Text

SHAPE = 1
# The side of the square world map in its own units: 2 to the 24th, so that a cell of any zoom is
# a whole number of units and a point falls into it by whole division, in any database.
WORLD = 1 << 24
# From this radius on a place is an area: drawn as a disk of its size, never as a point.
AREA_KM = 25.0

_real: Double[float] = Double().with_variant(REAL(), "sqlite")
metadata = MetaData()

shown = Table(
    "shown_incident",
    metadata,
    Column("id", Text, primary_key=True),
    Column("version_id", Text, nullable=False, unique=True),
    Column("shape", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("acled", Text),
    Column("plover", Text),
    Column("place", Text),
    Column("place_key", Text, index=True),
    Column("country", Text, index=True),
    Column("lat", _real),
    Column("lon", _real),
    Column("radius_km", _real),
    Column("x", Integer),
    Column("y", Integer),
    Column("area", Integer, nullable=False),
    Column("earliest", Text, index=True),
    Column("latest", Text),
    Column("date_basis", Text, nullable=False),
    Column("n_reports", Integer, nullable=False),
    Column("n_origins", Integer, nullable=False),
    Column("killed_low", Integer),
    Column("killed_high", Integer),
    Column("injured_low", Integer),
    Column("injured_high", Integer),
    Column("civilians", Integer, nullable=False),
    Column("agreement", Text, nullable=False),
    Column("certainty", Text, nullable=False),
    Column("learned", Text, nullable=False),
    Column("score", _real),
    Column("state", Text, nullable=False, index=True),
    Column("waits", Integer, nullable=False),
    Column("urgency", _real, nullable=False, index=True),
    Index("ix_shown_incident_acled", "acled", "earliest"),
    sqlite_strict=True,
)

# kind: actor, source (outlet), speaker, report, harm
shown_name = Table(
    "shown_name",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("incident", Text, primary_key=True, index=True),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)


def prepare(connection: Connection) -> None:
    """Make the tables where there are none."""
    metadata.create_all(connection)
