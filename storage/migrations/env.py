"""How Alembic runs here: inside the transaction that it is handed."""

from __future__ import annotations

from alembic import context

from storage.everything import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata(),
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
