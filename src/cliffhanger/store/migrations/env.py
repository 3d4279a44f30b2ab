"""How Alembic runs the migrations: on the connection that `open_record` gives it."""

from __future__ import annotations

from alembic import context

from cliffhanger.store.record import Base

if context.is_offline_mode():  # prints the SQL, for those who want to read it first
    context.configure(dialect_name=context.config.attributes["dialect"], literal_binds=True)
else:
    context.configure(
        connection=context.config.attributes["connection"], target_metadata=Base.metadata
    )
with context.begin_transaction():
    context.run_migrations()
