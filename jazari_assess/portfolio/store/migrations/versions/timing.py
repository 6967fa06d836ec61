"""The second version: times of answers, out of the assessments that are there, and files written out of the store."""

from alembic import op

from jazari_assess.portfolio.store.migrations.steps import fill_timing, make_objects

revision = "2_timing"
down_revision = "1_first"


def upgrade() -> None:
    """Make the two tables, and fill in the times."""
    make_objects(op.get_bind(), revision)
    fill_timing(op.get_bind())
