"""The first version of the store."""

from alembic import op

from jazari_assess.portfolio.store.migrations.steps import make_objects

revision = "1_first"
down_revision = None


def upgrade() -> None:
    """Make all tables, indexes and views."""
    make_objects(op.get_bind(), revision)
