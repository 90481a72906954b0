"""Where Alembic takes the connection from: the store hands its own over."""

from __future__ import annotations

from alembic import context

from drafter.store.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
