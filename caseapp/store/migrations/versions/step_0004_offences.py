"""An event of the journey names the offence it is about, where offences go different ways."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step. A column is only added, so no table is written anew."""
    op.add_column("justice_event", sa.Column("offence", sa.Text(), nullable=True))
