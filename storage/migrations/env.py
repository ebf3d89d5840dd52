"""How Alembic runs here: inside the transaction that it is handed."""

from __future__ import annotations

from alembic import context

from storage.tables import PlanRow

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=PlanRow.metadata,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
