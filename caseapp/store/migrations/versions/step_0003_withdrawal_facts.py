"""A withdrawal says whether support was in place then, and whether the case went on without the person."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step. Columns are only added: steps recorded before were not asked."""
    op.add_column("withdrawal", sa.Column("support_then", sa.Text(), nullable=True))
    op.add_column("withdrawal", sa.Column("went_on", sa.Text(), nullable=True))
