"""Safe contact details say who must never be told anything about the case."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step. A column is only added: versions recorded before were not asked."""
    op.add_column("safe_contact", sa.Column("must_not_receive", sa.Text(), nullable=True))
