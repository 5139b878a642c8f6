"""Alembic's entry: run the migrations on the connection that the archive hands over."""

from alembic import context

connection = context.config.attributes["connection"]
# All migrations are one transaction, on SQLite too: a process killed in the middle leaves the
# archive as it was.
context.configure(connection=connection, transactional_ddl=True, transaction_per_migration=False)
context.run_migrations()
