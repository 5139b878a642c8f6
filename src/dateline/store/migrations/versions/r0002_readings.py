"""Migration 0002: see 0002_readings.sql."""

from dateline.store.migrations.scripts import run_script

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make what the SQL file says."""
    run_script("0002_readings.sql")
