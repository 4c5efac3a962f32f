"""What Alembic runs for ``upgrade``: the caller's own connection, so that the caller's transaction holds it all."""

from alembic import context

from onrecord.ledger.schema import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
