"""Challenges and outcomes as told; events name a suspect, an end and who moved a date; a right knows its layer."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Rules of the 2020 edition that are not in the Code itself, as they were when this step was written.
_STATUTE = ("VC-049", "VC-051", "VC-074", "VC-093", "VC-099")
_AGENCY = ("VC-046", "VC-047", "VC-048", "VC-068", "VC-091")


def upgrade() -> None:
    """Take the step. Columns are only added, so no table is written anew and no foreign key moves."""
    op.add_column("justice_event", sa.Column("suspect", sa.Text(), nullable=True))
    op.add_column("justice_event", sa.Column("ends_on", sa.Date(), nullable=True))
    op.add_column("justice_event", sa.Column("caused_by", sa.Text(), nullable=True))
    op.add_column("entitlement", sa.Column("layer", sa.Text(), server_default="code", nullable=False))
    op.create_index("ix_entitlement_own", "entitlement", ["victims_own", "state", "due_on"], unique=False)
    _layers()
    op.create_table(
        "challenge",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("entitlement_id", sa.String(length=32), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("to_whom", sa.Text(), nullable=True),
        sa.Column("reply_due_on", sa.Date(), nullable=True),
        sa.Column("reply_why", sa.Text(), nullable=False),
        sa.Column("reply_entitlement", sa.String(length=32), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("resolved", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("evidence_contact", sa.String(length=32), nullable=True),
        sa.Column("answer_contact", sa.String(length=32), nullable=True),
        sa.Column("author_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(["answer_contact"], ["contact.id"], name=op.f("fk_challenge_answer_contact")),
        sa.ForeignKeyConstraint(["author_id"], ["worker.id"], name=op.f("fk_challenge_author_id")),
        sa.ForeignKeyConstraint(["case_id"], ["episode.id"], name=op.f("fk_challenge_case_id")),
        sa.ForeignKeyConstraint(["entitlement_id"], ["entitlement.id"], name=op.f("fk_challenge_entitlement_id")),
        sa.ForeignKeyConstraint(["evidence_contact"], ["contact.id"], name=op.f("fk_challenge_evidence_contact")),
        sa.ForeignKeyConstraint(["reply_entitlement"], ["entitlement.id"], name=op.f("fk_challenge_reply_entitlement")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge")),
    )
    op.create_index(op.f("ix_challenge_case_id"), "challenge", ["case_id"], unique=False)
    op.create_index("ix_challenge_entitlement", "challenge", ["entitlement_id", "started_on"], unique=False)
    op.create_index("ix_challenge_due", "challenge", ["state", "reply_due_on"], unique=False)
    op.create_table(
        "outcome_told",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("suspect", sa.Text(), nullable=True),
        sa.Column("client_says", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("author_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["worker.id"], name=op.f("fk_outcome_told_author_id")),
        sa.ForeignKeyConstraint(["case_id"], ["episode.id"], name=op.f("fk_outcome_told_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_told")),
    )
    op.create_index(op.f("ix_outcome_told_case_id"), "outcome_told", ["case_id"], unique=False)


def _layers() -> None:
    """Rights already open learn which layer their rule stands in."""
    rights = sa.table("entitlement", sa.column("rule_id", sa.Text()), sa.column("layer", sa.Text()))
    for layer, rules in (("statute", _STATUTE), ("agency-standard", _AGENCY)):
        op.execute(sa.update(rights).where(rights.c.rule_id.in_(rules)).values(layer=layer))
