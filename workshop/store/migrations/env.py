"""How Alembic reaches the database: over the writing connection of the store."""

from __future__ import annotations

from alembic import context

from workshop.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
