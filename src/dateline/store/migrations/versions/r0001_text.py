"""Migration 0001: see 0001_text.sql."""

from dateline.store.migrations.scripts import run_script

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make what the SQL file says."""
    run_script("0001_text.sql")
