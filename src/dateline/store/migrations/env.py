"""Alembic's entry: run the migrations on the connection that the archive hands over."""

from alembic import context


def run() -> None:
    """Run the steps. All are one transaction, on SQLite too.

    A process that is killed in the middle leaves the archive as it was.
    """
    context.configure(
        connection=context.config.attributes["connection"],
        transactional_ddl=True,
        transaction_per_migration=False,
    )
    context.run_migrations()


if __name__ == "env_py":  # the name under which Alembic loads this file
    run()
