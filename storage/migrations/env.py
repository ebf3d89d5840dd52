"""How Alembic runs here: inside the transaction that it is handed."""

from __future__ import annotations

from alembic import context

from storage import (  # noqa: F401 - their tables stand in the metadata
    tables,
    tables_collecting,
    tables_publishing,
    tables_review,
)
from storage.base import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
