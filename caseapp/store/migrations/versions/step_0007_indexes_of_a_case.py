"""The rights of a case are found by the case, however many cases there are."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step. Only indexes change: no row is written."""
    op.drop_index("ix_entitlement_case", table_name="entitlement")
    op.create_index("ix_entitlement_case", "entitlement", ["case_id", "state", "due_on"], unique=False)
    op.drop_index("ix_entitlement_own", table_name="entitlement")
    op.create_index(
        "ix_entitlement_own", "entitlement", ["state", "due_on"], unique=False, sqlite_where=sa.text("victims_own IS 1")
    )
    # What points at a contact: without these, taking one contact back reads every row that could.
    for name, table, column in (
        ("ix_contact_adds_to", "contact", "adds_to"),
        ("ix_entitlement_evidence", "entitlement", "evidence_contact"),
        ("ix_follow_up_from", "follow_up", "from_contact"),
    ):
        op.create_index(name, table, [column], unique=False, sqlite_where=sa.text(f"{column} IS NOT NULL"))
