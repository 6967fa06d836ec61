"""What Alembic runs to bring a store up to the present version, within the transaction of whoever asked for it."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
