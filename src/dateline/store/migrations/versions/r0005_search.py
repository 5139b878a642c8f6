"""Migration 0005: see 0005_search.sql."""

from dateline.store.migrations.scripts import run_script

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make what the SQL file says."""
    run_script("0005_search.sql")
