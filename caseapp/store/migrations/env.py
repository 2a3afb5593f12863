"""Alembic's entry: runs the steps on the connection that `caseapp.store.schema` hands over, in one transaction."""

from alembic import context

from caseapp.store.tables import Table

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Table.metadata,
    render_as_batch=True,
    transaction_per_migration=False,
    transactional_ddl=True,
)
context.run_migrations()
