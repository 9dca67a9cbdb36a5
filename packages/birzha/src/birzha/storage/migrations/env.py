"""How Alembic reaches the database: over the connection that ``storage.migrate`` opened."""

from alembic import context

from birzha.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
