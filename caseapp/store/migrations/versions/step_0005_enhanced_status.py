"""Enhanced rights keep in which category they were given, who decided and which bodies were told."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step. Columns are only added, so no table is written anew; what nobody asked before is empty."""
    for name in ("enhanced_category", "enhanced_by", "enhanced_shared"):
        op.add_column("episode", sa.Column(name, sa.Text(), nullable=True))
