"""The first shape: the record, the journal and the search index."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "import_batch",
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=True),
        sa.Column("undone_at", sa.String(24), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
    )
    op.create_table(
        "import_mapping",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_mapping")),
        sa.UniqueConstraint("name", name=op.f("uq_import_mapping_name")),
    )
    op.create_table(
        "journal",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("batch", sa.String(length=32), nullable=False),
        sa.Column("hlc", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("chain", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_journal")),
    )
    op.create_index("ix_journal_batch", "journal", ["batch"], unique=False)
    op.create_index("ix_journal_case", "journal", ["case_id", "seq"], unique=False)
    op.create_table(
        "person",
        sa.Column("first_name", sa.Text(), nullable=True),
        sa.Column("last_name", sa.Text(), nullable=True),
        sa.Column("known_as", sa.Text(), nullable=True),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("born_precision", sa.Text(), nullable=True),
        sa.Column("age_band", sa.Text(), nullable=True),
        sa.Column("sex", sa.Text(), nullable=True),
        sa.Column("ethnicity", sa.Text(), nullable=True),
        sa.Column("orientation", sa.Text(), nullable=True),
        sa.Column("disability", sa.Text(), nullable=True),
        sa.Column("religion", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("interpreter", sa.Text(), nullable=True),
        sa.Column("lives_with", sa.Text(), nullable=True),
        sa.Column("district", sa.Text(), nullable=True),
        sa.Column("town", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_table(
        "release",
        sa.Column("universe", sa.Text(), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=False),
        sa.Column("period_to", sa.Date(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("policy", sa.Text(), nullable=False),
        sa.Column("tables", sa.JSON(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
    )
    op.create_table(
        "search_row",
        sa.Column("doc", sa.Integer(), nullable=False),
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("person_id", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("doc", name=op.f("pk_search_row")),
    )
    op.create_index("ix_search_row_entity", "search_row", ["entity_id"], unique=True)
    op.create_table(
        "setting",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
        sa.UniqueConstraint("key", name=op.f("uq_setting_key")),
    )
    op.create_table(
        "survey_response",
        sa.Column("instrument", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("answered_in", sa.Date(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("crime_group", sa.Text(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("district", sa.Text(), nullable=True),
        sa.Column("age_band", sa.Text(), nullable=True),
        sa.Column("sex", sa.Text(), nullable=True),
        sa.Column("ethnicity_group", sa.Text(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_response")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_survey_response_answered_in"), "survey_response", ["answered_in"], unique=False)
    op.create_table(
        "worker",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("slot_id", sa.Text(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker")),
    )
    op.create_table(
        "episode",
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("worker_id", sa.String(length=32), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_reason", sa.Text(), nullable=True),
        sa.Column("crime_group", sa.Text(), nullable=True),
        sa.Column("crime_type", sa.Text(), nullable=True),
        sa.Column("relationship", sa.Text(), nullable=True),
        sa.Column("risk", sa.Text(), nullable=False),
        sa.Column("risk_on", sa.Date(), nullable=True),
        sa.Column("reported", sa.Text(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("reported_after_support", sa.Boolean(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("stage_since", sa.Date(), nullable=True),
        sa.Column("enhanced", sa.Text(), nullable=False),
        sa.Column("enhanced_on", sa.Date(), nullable=True),
        sa.Column("code_edition", sa.Text(), nullable=False),
        sa.Column("crime_ref", sa.Text(), nullable=True),
        sa.Column("officer", sa.Text(), nullable=True),
        sa.Column("officer_phone", sa.Text(), nullable=True),
        sa.Column("police_outcome", sa.Text(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_episode_person_id")),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_episode_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_episode")),
        sa.UniqueConstraint("reference", name=op.f("uq_episode_reference")),
        sa.UniqueConstraint("serial", name=op.f("uq_episode_serial")),
    )
    op.create_index(op.f("ix_episode_closed_on"), "episode", ["closed_on"], unique=False)
    op.create_index("ix_episode_open", "episode", ["closed_on", "worker_id"], unique=False)
    op.create_index(op.f("ix_episode_opened_on"), "episode", ["opened_on"], unique=False)
    op.create_index(op.f("ix_episode_person_id"), "episode", ["person_id"], unique=False)
    op.create_index(op.f("ix_episode_worker_id"), "episode", ["worker_id"], unique=False)
    op.create_table(
        "survey_answer",
        sa.Column("response_id", sa.String(length=32), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(["response_id"], ["survey_response.id"], name=op.f("fk_survey_answer_response_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_answer")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_survey_answer_response_id"), "survey_answer", ["response_id"], unique=False)
    op.create_table(
        "contact",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.String(24), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("with_whom", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("reached", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("note_class", sa.Text(), nullable=False),
        sa.Column("adds_to", sa.String(length=32), nullable=True),
        sa.Column("author_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(["adds_to"], ["contact.id"], name=op.f("fk_contact_adds_to")),
        sa.ForeignKeyConstraint(["author_id"], ["worker.id"], name=op.f("fk_contact_author_id")),
        sa.ForeignKeyConstraint(["case_id"], ["episode.id"], name=op.f("fk_contact_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    op.create_index(op.f("ix_contact_at"), "contact", ["at"], unique=False)
    op.create_index("ix_contact_case_at", "contact", ["case_id", "at"], unique=False)
    op.create_table(
        "draft",
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=True),
        sa.Column("worker_id", sa.Text(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("cursor", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["episode.id"], name=op.f("fk_draft_case_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
    )
    op.create_index(op.f("ix_draft_case_id"), "draft", ["case_id"], unique=False)
    op.create_table(
        "glance",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("next_due_on", sa.Date(), nullable=True),
        sa.Column("next_due_kind", sa.Text(), nullable=True),
        sa.Column("next_due_text", sa.Text(), nullable=True),
        sa.Column("last_contact_on", sa.Date(), nullable=True),
        sa.Column("last_spoke_on", sa.Date(), nullable=True),
        sa.Column("contacts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["episode.id"], name=op.f("fk_glance_case_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_glance")),
    )
    op.create_index("ix_glance_due", "glance", ["next_due_on", "case_id"], unique=False)
    op.create_index(op.f("ix_glance_last_contact_on"), "glance", ["last_contact_on"], unique=False)
    op.create_table(
        "hearing",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("time", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("cancelled_at", sa.String(24), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["episode.id"], name=op.f("fk_hearing_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing")),
    )
    op.create_index(op.f("ix_hearing_case_id"), "hearing", ["case_id"], unique=False)
    op.create_index(op.f("ix_hearing_on"), "hearing", ["on"], unique=False)
    op.create_table(
        "justice_event",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("precision", sa.Text(), nullable=False),
        sa.Column("learned_on", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("author_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["worker.id"], name=op.f("fk_justice_event_author_id")),
        sa.ForeignKeyConstraint(["case_id"], ["episode.id"], name=op.f("fk_justice_event_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_justice_event")),
    )
    op.create_index("ix_justice_event_case", "justice_event", ["case_id", "happened_on"], unique=False)
    op.create_table(
        "pin",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("worker_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["episode.id"], name=op.f("fk_pin_case_id")),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_pin_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pin")),
    )
    op.create_index(op.f("ix_pin_case_id"), "pin", ["case_id"], unique=False)
    op.create_index(op.f("ix_pin_worker_id"), "pin", ["worker_id"], unique=False)
    op.create_table(
        "referral",
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("received_time", sa.Text(), nullable=True),
        sa.Column("route", sa.Text(), nullable=True),
        sa.Column("referrer_name", sa.Text(), nullable=True),
        sa.Column("referrer_agency", sa.Text(), nullable=True),
        sa.Column("client_told", sa.Text(), nullable=True),
        sa.Column("consent", sa.Text(), nullable=True),
        sa.Column("risk", sa.Text(), nullable=True),
        sa.Column("risk_tool", sa.Text(), nullable=True),
        sa.Column("crime_ref", sa.Text(), nullable=True),
        sa.Column("crime_group", sa.Text(), nullable=True),
        sa.Column("their_id", sa.Text(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decision_reason", sa.Text(), nullable=True),
        sa.Column("import_id", sa.String(length=32), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["episode.id"], name=op.f("fk_referral_case_id")),
        sa.ForeignKeyConstraint(["import_id"], ["import_batch.id"], name=op.f("fk_referral_import_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_referral_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
    )
    op.create_index(op.f("ix_referral_case_id"), "referral", ["case_id"], unique=False)
    op.create_index(op.f("ix_referral_decision"), "referral", ["decision"], unique=False)
    op.create_index(op.f("ix_referral_import_id"), "referral", ["import_id"], unique=False)
    op.create_index(op.f("ix_referral_person_id"), "referral", ["person_id"], unique=False)
    op.create_index(op.f("ix_referral_received_on"), "referral", ["received_on"], unique=False)
    op.create_index(op.f("ix_referral_their_id"), "referral", ["their_id"], unique=False)
    op.create_table(
        "safe_contact",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("post", sa.Text(), nullable=True),
        sa.Column("call_safe", sa.Text(), nullable=False),
        sa.Column("text_safe", sa.Text(), nullable=False),
        sa.Column("voicemail_safe", sa.Text(), nullable=False),
        sa.Column("whatsapp_safe", sa.Text(), nullable=False),
        sa.Column("email_safe", sa.Text(), nullable=False),
        sa.Column("post_safe", sa.Text(), nullable=False),
        sa.Column("windows", sa.JSON(), nullable=False),
        sa.Column("code_word", sa.Text(), nullable=True),
        sa.Column("danger_word", sa.Text(), nullable=True),
        sa.Column("if_someone_else", sa.Text(), nullable=True),
        sa.Column("say_you_are", sa.Text(), nullable=True),
        sa.Column("who_else", sa.Text(), nullable=True),
        sa.Column("device_monitored", sa.Text(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("recheck_on", sa.Date(), nullable=True),
        sa.Column("author_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["worker.id"], name=op.f("fk_safe_contact_author_id")),
        sa.ForeignKeyConstraint(["case_id"], ["episode.id"], name=op.f("fk_safe_contact_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safe_contact")),
    )
    op.create_index("ix_safe_contact_case", "safe_contact", ["case_id", "version"], unique=False)
    op.create_table(
        "survey_offer",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("instrument", sa.Text(), nullable=False),
        sa.Column("offered_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("author_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["worker.id"], name=op.f("fk_survey_offer_author_id")),
        sa.ForeignKeyConstraint(["case_id"], ["episode.id"], name=op.f("fk_survey_offer_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_offer")),
    )
    op.create_index(op.f("ix_survey_offer_case_id"), "survey_offer", ["case_id"], unique=False)
    op.create_table(
        "withdrawal",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("learned_on", sa.Date(), nullable=False),
        sa.Column("whose_words", sa.Text(), nullable=False),
        sa.Column("own_words", sa.Text(), nullable=True),
        sa.Column("worker_view", sa.Text(), nullable=True),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("asked_by_police", sa.Text(), nullable=False),
        sa.Column("statement_taken", sa.Text(), nullable=False),
        sa.Column("ask_again", sa.Text(), nullable=True),
        sa.Column("may_report", sa.Boolean(), nullable=False),
        sa.Column("author_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["worker.id"], name=op.f("fk_withdrawal_author_id")),
        sa.ForeignKeyConstraint(["case_id"], ["episode.id"], name=op.f("fk_withdrawal_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withdrawal")),
    )
    op.create_index(op.f("ix_withdrawal_case_id"), "withdrawal", ["case_id"], unique=False)
    op.create_index(op.f("ix_withdrawal_decided_on"), "withdrawal", ["decided_on"], unique=False)
    op.create_table(
        "entitlement",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("event_id", sa.String(length=32), nullable=False),
        sa.Column("rule_id", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("right_number", sa.Integer(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("enhanced", sa.Boolean(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("certain_on", sa.Date(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("victims_own", sa.Boolean(), nullable=False),
        sa.Column("approximate", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("told_how", sa.Text(), nullable=True),
        sa.Column("understood", sa.Text(), nullable=True),
        sa.Column("safe", sa.Text(), nullable=True),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("evidence_contact", sa.String(length=32), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["episode.id"], name=op.f("fk_entitlement_case_id")),
        sa.ForeignKeyConstraint(["event_id"], ["justice_event.id"], name=op.f("fk_entitlement_event_id")),
        sa.ForeignKeyConstraint(["evidence_contact"], ["contact.id"], name=op.f("fk_entitlement_evidence_contact")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entitlement")),
    )
    op.create_index("ix_entitlement_case", "entitlement", ["case_id", "right_number"], unique=False)
    op.create_index("ix_entitlement_due", "entitlement", ["state", "due_on"], unique=False)
    op.create_index(op.f("ix_entitlement_event_id"), "entitlement", ["event_id"], unique=False)
    op.create_table(
        "follow_up",
        sa.Column("case_id", sa.String(length=32), nullable=True),
        sa.Column("worker_id", sa.String(length=32), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_time", sa.Text(), nullable=True),
        sa.Column("done_at", sa.String(24), nullable=True),
        sa.Column("from_contact", sa.String(length=32), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["episode.id"], name=op.f("fk_follow_up_case_id")),
        sa.ForeignKeyConstraint(["from_contact"], ["contact.id"], name=op.f("fk_follow_up_from_contact")),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_follow_up_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
    )
    op.create_index(op.f("ix_follow_up_case_id"), "follow_up", ["case_id"], unique=False)
    op.create_index("ix_follow_up_open", "follow_up", ["done_at", "due_on"], unique=False)
    op.create_table(
        "withdrawal_choice",
        sa.Column("withdrawal_id", sa.String(length=32), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(["withdrawal_id"], ["withdrawal.id"], name=op.f("fk_withdrawal_choice_withdrawal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withdrawal_choice")),
    )
    op.create_index("ix_withdrawal_choice_withdrawal", "withdrawal_choice", ["withdrawal_id", "role"], unique=False)
    _search_index()
    _journal_is_append_only()


def _search_index() -> None:
    """Full-text index; after a deletion no word of the row stays behind (secure-delete)."""
    op.execute(
        "CREATE VIRTUAL TABLE search_text USING fts5("
        "who, what, detail=full, prefix='2 3', tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute("INSERT INTO search_text(search_text, rank) VALUES ('secure-delete', 1)")


def _journal_is_append_only() -> None:
    """Entries can never be removed or altered; only body and salt can be emptied, when a person is erased."""
    op.execute(
        "CREATE TRIGGER journal_keeps_entries BEFORE DELETE ON journal "
        "BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END"
    )
    op.execute(
        "CREATE TRIGGER journal_keeps_values BEFORE UPDATE ON journal "
        "WHEN NOT (NEW.seq IS OLD.seq AND NEW.id IS OLD.id AND NEW.batch IS OLD.batch AND NEW.hlc IS OLD.hlc "
        "AND NEW.actor IS OLD.actor AND NEW.device IS OLD.device AND NEW.action IS OLD.action "
        "AND NEW.entity IS OLD.entity AND NEW.entity_id IS OLD.entity_id AND NEW.case_id IS OLD.case_id "
        "AND NEW.digest IS OLD.digest AND NEW.chain IS OLD.chain "
        "AND (NEW.body IS OLD.body OR NEW.body IS NULL) AND (NEW.salt IS OLD.salt OR NEW.salt IS NULL)) "
        "BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END"
    )
