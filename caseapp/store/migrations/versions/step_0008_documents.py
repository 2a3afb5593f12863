"""Evidence may be a document, an outcome names its offence, and what was asked or passed on keeps its day and body."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step. Tables and empty columns are added, so nothing is written anew.

    SQLite adds a column with a foreign key only in its own words. What was typed of enhanced rights before stays as
    it is beside the new rows.
    """
    op.create_table(
        "document",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("kept_where", sa.Text(), nullable=False),
        sa.Column("author_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["worker.id"], name=op.f("fk_document_author_id")),
        sa.ForeignKeyConstraint(["case_id"], ["episode.id"], name=op.f("fk_document_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_index(op.f("ix_document_case_id"), "document", ["case_id"])
    op.create_table(
        "enhanced_told",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["episode.id"], name=op.f("fk_enhanced_told_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enhanced_told")),
    )
    op.create_index(op.f("ix_enhanced_told_case_id"), "enhanced_told", ["case_id"])
    for table, column in (
        ("entitlement", "evidence_document"),
        ("challenge", "evidence_document"),
        ("challenge", "answer_document"),
    ):
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} VARCHAR(32) "
            f"CONSTRAINT fk_{table}_{column} REFERENCES document (id)"
        )
    op.add_column("entitlement", sa.Column("asked_on", sa.Date(), nullable=True))
    op.add_column("outcome_told", sa.Column("offence", sa.Text(), nullable=True))
