"""Migration 0003: see 0003_comparisons.sql."""

from dateline.store.migrations.scripts import run_script

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make what the SQL file says."""
    run_script("0003_comparisons.sql")
