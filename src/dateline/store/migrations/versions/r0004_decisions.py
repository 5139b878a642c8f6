"""Migration 0004: see 0004_decisions.sql."""

from dateline.store.migrations.scripts import run_script

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make what the SQL file says."""
    run_script("0004_decisions.sql")
