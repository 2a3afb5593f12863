CREATE INDEX ix_challenge_case_id ON challenge (case_id);
CREATE INDEX ix_challenge_due ON challenge (state, reply_due_on);
CREATE INDEX ix_challenge_entitlement ON challenge (entitlement_id, started_on);
CREATE INDEX ix_contact_adds_to ON contact (adds_to) WHERE adds_to IS NOT NULL;
CREATE INDEX ix_contact_at ON contact (at);
CREATE INDEX ix_contact_case_at ON contact (case_id, at);
CREATE INDEX ix_document_case_id ON document (case_id);
CREATE INDEX ix_draft_case_id ON draft (case_id);
CREATE INDEX ix_enhanced_told_case_id ON enhanced_told (case_id);
CREATE INDEX ix_entitlement_case ON entitlement (case_id, state, due_on);
CREATE INDEX ix_entitlement_due ON entitlement (state, due_on);
CREATE INDEX ix_entitlement_event_id ON entitlement (event_id);
CREATE INDEX ix_entitlement_evidence ON entitlement (evidence_contact) WHERE evidence_contact IS NOT NULL;
CREATE INDEX ix_entitlement_own ON entitlement (state, due_on) WHERE victims_own IS 1;
CREATE INDEX ix_episode_closed_on ON episode (closed_on);
CREATE INDEX ix_episode_open ON episode (closed_on, worker_id);
CREATE INDEX ix_episode_opened_on ON episode (opened_on);
CREATE INDEX ix_episode_person_id ON episode (person_id);
CREATE INDEX ix_episode_worker_id ON episode (worker_id);
CREATE INDEX ix_follow_up_case_id ON follow_up (case_id);
CREATE INDEX ix_follow_up_from ON follow_up (from_contact) WHERE from_contact IS NOT NULL;
CREATE INDEX ix_follow_up_open ON follow_up (done_at, due_on);
CREATE INDEX ix_glance_due ON glance (next_due_on, case_id);
CREATE INDEX ix_glance_last_contact_on ON glance (last_contact_on);
CREATE INDEX ix_hearing_case_id ON hearing (case_id);
CREATE INDEX ix_hearing_on ON hearing ("on");
CREATE INDEX ix_journal_batch ON journal (batch);
CREATE INDEX ix_journal_case ON journal (case_id, seq);
CREATE INDEX ix_justice_event_case ON justice_event (case_id, happened_on);
CREATE INDEX ix_outcome_told_case_id ON outcome_told (case_id);
CREATE INDEX ix_pin_case_id ON pin (case_id);
CREATE INDEX ix_pin_worker_id ON pin (worker_id);
CREATE INDEX ix_referral_case_id ON referral (case_id);
CREATE INDEX ix_referral_decision ON referral (decision);
CREATE INDEX ix_referral_import_id ON referral (import_id);
CREATE INDEX ix_referral_person_id ON referral (person_id);
CREATE INDEX ix_referral_received_on ON referral (received_on);
CREATE INDEX ix_referral_their_id ON referral (their_id);
CREATE INDEX ix_safe_contact_case ON safe_contact (case_id, version);
CREATE UNIQUE INDEX ix_search_row_entity ON search_row (entity_id);
CREATE INDEX ix_survey_answer_response_id ON survey_answer (response_id);
CREATE INDEX ix_survey_offer_case_id ON survey_offer (case_id);
CREATE INDEX ix_survey_response_answered_in ON survey_response (answered_in);
CREATE INDEX ix_withdrawal_case_id ON withdrawal (case_id);
CREATE INDEX ix_withdrawal_choice_withdrawal ON withdrawal_choice (withdrawal_id, role);
CREATE INDEX ix_withdrawal_decided_on ON withdrawal (decided_on);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE challenge (
	case_id VARCHAR(32) NOT NULL, 
	entitlement_id VARCHAR(32) NOT NULL, 
	step TEXT NOT NULL, 
	started_on DATE NOT NULL, 
	how TEXT NOT NULL, 
	to_whom TEXT, 
	reply_due_on DATE, 
	reply_why TEXT NOT NULL, 
	reply_entitlement VARCHAR(32), 
	state TEXT NOT NULL, 
	answered_on DATE, 
	resolved TEXT, 
	answer TEXT, 
	evidence_contact VARCHAR(32), 
	answer_contact VARCHAR(32), 
	author_id VARCHAR(32) NOT NULL, 
	id VARCHAR(32) NOT NULL, 
	recorded_at VARCHAR(24) NOT NULL, evidence_document VARCHAR(32) CONSTRAINT fk_challenge_evidence_document REFERENCES document (id), answer_document VARCHAR(32) CONSTRAINT fk_challenge_answer_document REFERENCES document (id), 
	CONSTRAINT pk_challenge PRIMARY KEY (id), 
	CONSTRAINT fk_challenge_answer_contact FOREIGN KEY(answer_contact) REFERENCES contact (id), 
	CONSTRAINT fk_challenge_author_id FOREIGN KEY(author_id) REFERENCES worker (id), 
	CONSTRAINT fk_challenge_case_id FOREIGN KEY(case_id) REFERENCES episode (id), 
	CONSTRAINT fk_challenge_entitlement_id FOREIGN KEY(entitlement_id) REFERENCES entitlement (id), 
	CONSTRAINT fk_challenge_evidence_contact FOREIGN KEY(evidence_contact) REFERENCES contact (id), 
	CONSTRAINT fk_challenge_reply_entitlement FOREIGN KEY(reply_entitlement) REFERENCES entitlement (id)
);
CREATE TABLE contact (
	case_id VARCHAR(32) NOT NULL, 
	at VARCHAR(24) NOT NULL, 
	minutes INTEGER, 
	channel TEXT NOT NULL, 
	result TEXT NOT NULL, 
	with_whom TEXT NOT NULL, 
	agency TEXT, 
	reached BOOLEAN NOT NULL, 
	note TEXT NOT NULL, 
	note_class TEXT NOT NULL, 
	adds_to VARCHAR(32), 
	author_id VARCHAR(32) NOT NULL, 
	id VARCHAR(32) NOT NULL, 
	recorded_at VARCHAR(24) NOT NULL, 
	CONSTRAINT pk_contact PRIMARY KEY (id), 
	CONSTRAINT fk_contact_adds_to FOREIGN KEY(adds_to) REFERENCES contact (id), 
	CONSTRAINT fk_contact_author_id FOREIGN KEY(author_id) REFERENCES worker (id), 
	CONSTRAINT fk_contact_case_id FOREIGN KEY(case_id) REFERENCES episode (id)
);
CREATE TABLE document (
	case_id VARCHAR(32) NOT NULL, 
	what TEXT NOT NULL, 
	dated DATE, 
	kept_where TEXT NOT NULL, 
	author_id VARCHAR(32) NOT NULL, 
	id VARCHAR(32) NOT NULL, 
	recorded_at VARCHAR(24) NOT NULL, 
	CONSTRAINT pk_document PRIMARY KEY (id), 
	CONSTRAINT fk_document_author_id FOREIGN KEY(author_id) REFERENCES worker (id), 
	CONSTRAINT fk_document_case_id FOREIGN KEY(case_id) REFERENCES episode (id)
);
CREATE TABLE draft (
	page TEXT NOT NULL, 
	case_id VARCHAR(32), 
	worker_id TEXT NOT NULL, 
	fields JSON NOT NULL, 
	field TEXT, 
	cursor INTEGER NOT NULL, 
	id VARCHAR(32) NOT NULL, 
	recorded_at VARCHAR(24) NOT NULL, 
	CONSTRAINT pk_draft PRIMARY KEY (id), 
	CONSTRAINT fk_draft_case_id FOREIGN KEY(case_id) REFERENCES episode (id) ON DELETE CASCADE
);
CREATE TABLE enhanced_told (
	case_id VARCHAR(32) NOT NULL, 
	agency TEXT NOT NULL, 
	told_on DATE, 
	id VARCHAR(32) NOT NULL, 
	recorded_at VARCHAR(24) NOT NULL, 
	CONSTRAINT pk_enhanced_told PRIMARY KEY (id), 
	CONSTRAINT fk_enhanced_told_case_id FOREIGN KEY(case_id) REFERENCES episode (id)
);
CREATE TABLE entitlement (
	case_id VARCHAR(32) NOT NULL, 
	event_id VARCHAR(32) NOT NULL, 
	rule_id TEXT NOT NULL, 
	edition TEXT NOT NULL, 
	right_number INTEGER NOT NULL, 
	provider TEXT NOT NULL, 
	enhanced BOOLEAN NOT NULL, 
	opened_on DATE NOT NULL, 
	due_on DATE, 
	certain_on DATE, 
	why TEXT NOT NULL, 
	victims_own BOOLEAN NOT NULL, 
	approximate BOOLEAN NOT NULL, 
	state TEXT NOT NULL, 
	told_on DATE, 
	told_how TEXT, 
	understood TEXT, 
	safe TEXT, 
	paused_until DATE, 
	reason TEXT, 
	evidence_contact VARCHAR(32), 
	id VARCHAR(32) NOT NULL, 
	recorded_at VARCHAR(24) NOT NULL, layer TEXT DEFAULT 'code' NOT NULL, evidence_document VARCHAR(32) CONSTRAINT fk_entitlement_evidence_document REFERENCES document (id), asked_on DATE, 
	CONSTRAINT pk_entitlement PRIMARY KEY (id), 
	CONSTRAINT fk_entitlement_case_id FOREIGN KEY(case_id) REFERENCES episode (id), 
	CONSTRAINT fk_entitlement_event_id FOREIGN KEY(event_id) REFERENCES justice_event (id), 
	CONSTRAINT fk_entitlement_evidence_contact FOREIGN KEY(evidence_contact) REFERENCES contact (id)
);
CREATE TABLE episode (
	reference TEXT NOT NULL, 
	serial INTEGER NOT NULL, 
	person_id VARCHAR(32) NOT NULL, 
	worker_id VARCHAR(32), 
	opened_on DATE NOT NULL, 
	closed_on DATE, 
	closed_reason TEXT, 
	crime_group TEXT, 
	crime_type TEXT, 
	relationship TEXT, 
	risk TEXT NOT NULL, 
	risk_on DATE, 
	reported TEXT NOT NULL, 
	reported_on DATE, 
	reported_after_support BOOLEAN NOT NULL, 
	stage TEXT, 
	stage_since DATE, 
	enhanced TEXT NOT NULL, 
	enhanced_on DATE, 
	code_edition TEXT NOT NULL, 
	crime_ref TEXT, 
	officer TEXT, 
	officer_phone TEXT, 
	police_outcome TEXT, 
	id VARCHAR(32) NOT NULL, 
	recorded_at VARCHAR(24) NOT NULL, enhanced_category TEXT, enhanced_by TEXT, enhanced_shared TEXT, 
	CONSTRAINT pk_episode PRIMARY KEY (id), 
	CONSTRAINT fk_episode_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_episode_worker_id FOREIGN KEY(worker_id) REFERENCES worker (id), 
	CONSTRAINT uq_episode_reference UNIQUE (reference), 
	CONSTRAINT uq_episode_serial UNIQUE (serial)
);
CREATE TABLE follow_up (
	case_id VARCHAR(32), 
	worker_id VARCHAR(32), 
	what TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	due_on DATE NOT NULL, 
	due_time TEXT, 
	done_at VARCHAR(24), 
	from_contact VARCHAR(32), 
	id VARCHAR(32) NOT NULL, 
	recorded_at VARCHAR(24) NOT NULL, 
	CONSTRAINT pk_follow_up PRIMARY KEY (id), 
	CONSTRAINT fk_follow_up_case_id FOREIGN KEY(case_id) REFERENCES episode (id), 
	CONSTRAINT fk_follow_up_from_contact FOREIGN KEY(from_contact) REFERENCES contact (id), 
	CONSTRAINT fk_follow_up_worker_id FOREIGN KEY(worker_id) REFERENCES worker (id)
);
CREATE TABLE glance (
	case_id VARCHAR(32) NOT NULL, 
	next_due_on DATE, 
	next_due_kind TEXT, 
	next_due_text TEXT, 
	last_contact_on DATE, 
	last_spoke_on DATE, 
	contacts INTEGER NOT NULL, 
	CONSTRAINT pk_glance PRIMARY KEY (case_id), 
	CONSTRAINT fk_glance_case_id FOREIGN KEY(case_id) REFERENCES episode (id) ON DELETE CASCADE
);
CREATE TABLE hearing (
	case_id VARCHAR(32) NOT NULL, 
	kind TEXT NOT NULL, 
	"on" DATE NOT NULL, 
	time TEXT, 
	place TEXT, 
	cancelled_at VARCHAR(24), 
	id VARCHAR(32) NOT NULL, 
	recorded_at VARCHAR(24) NOT NULL, 
	CONSTRAINT pk_hearing PRIMARY KEY (id), 
	CONSTRAINT fk_hearing_case_id FOREIGN KEY(case_id) REFERENCES episode (id)
);
CREATE TABLE import_batch (
	batch TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	rows INTEGER NOT NULL, 
	mapping TEXT, 
	undone_at VARCHAR(24), 
	id VARCHAR(32) NOT NULL, 
	recorded_at VARCHAR(24) NOT NULL, 
	CONSTRAINT pk_import_batch PRIMARY KEY (id)
);
CREATE TABLE import_mapping (
	name TEXT NOT NULL, 
	body TEXT NOT NULL, 
	id VARCHAR(32) NOT NULL, 
	recorded_at VARCHAR(24) NOT NULL, 
	CONSTRAINT pk_import_mapping PRIMARY KEY (id), 
	CONSTRAINT uq_import_mapping_name UNIQUE (name)
);
CREATE TABLE journal (
	seq INTEGER NOT NULL, 
	id VARCHAR(32) NOT NULL, 
	batch VARCHAR(32) NOT NULL, 
	hlc TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	device TEXT NOT NULL, 
	action TEXT NOT NULL, 
	entity TEXT NOT NULL, 
	entity_id TEXT NOT NULL, 
	case_id TEXT, 
	body TEXT, 
	salt BLOB, 
	digest BLOB NOT NULL, 
	chain BLOB NOT NULL, 
	CONSTRAINT pk_journal PRIMARY KEY (seq)
);
CREATE TABLE justice_event (
	case_id VARCHAR(32) NOT NULL, 
	kind TEXT NOT NULL, 
	happened_on DATE NOT NULL, 
	precision TEXT NOT NULL, 
	learned_on DATE NOT NULL, 
	source TEXT, 
	detail TEXT, 
	author_id VARCHAR(32) NOT NULL, 
	id VARCHAR(32) NOT NULL, 
	recorded_at VARCHAR(24) NOT NULL, suspect TEXT, ends_on DATE, caused_by TEXT, offence TEXT, 
	CONSTRAINT pk_justice_event PRIMARY KEY (id), 
	CONSTRAINT fk_justice_event_author_id FOREIGN KEY(author_id) REFERENCES worker (id), 
	CONSTRAINT fk_justice_event_case_id FOREIGN KEY(case_id) REFERENCES episode (id)
);
CREATE TABLE outcome_told (
	case_id VARCHAR(32) NOT NULL, 
	code TEXT NOT NULL, 
	told_on DATE NOT NULL, 
	suspect TEXT, 
	client_says TEXT NOT NULL, 
	asked_on DATE, 
	author_id VARCHAR(32) NOT NULL, 
	id VARCHAR(32) NOT NULL, 
	recorded_at VARCHAR(24) NOT NULL, offence TEXT, 
	CONSTRAINT pk_outcome_told PRIMARY KEY (id), 
	CONSTRAINT fk_outcome_told_author_id FOREIGN KEY(author_id) REFERENCES worker (id), 
	CONSTRAINT fk_outcome_told_case_id FOREIGN KEY(case_id) REFERENCES episode (id)
);
CREATE TABLE person (
	first_name TEXT, 
	last_name TEXT, 
	known_as TEXT, 
	born_on DATE, 
	born_precision TEXT, 
	age_band TEXT, 
	sex TEXT, 
	ethnicity TEXT, 
	orientation TEXT, 
	disability TEXT, 
	religion TEXT, 
	language TEXT, 
	interpreter TEXT, 
	lives_with TEXT, 
	district TEXT, 
	town TEXT, 
	phone TEXT, 
	email TEXT, 
	id VARCHAR(32) NOT NULL, 
	recorded_at VARCHAR(24) NOT NULL, 
	CONSTRAINT pk_person PRIMARY KEY (id)
);
CREATE TABLE pin (
	case_id VARCHAR(32) NOT NULL, 
	worker_id VARCHAR(32) NOT NULL, 
	id VARCHAR(32) NOT NULL, 
	recorded_at VARCHAR(24) NOT NULL, 
	CONSTRAINT pk_pin PRIMARY KEY (id), 
	CONSTRAINT fk_pin_case_id FOREIGN KEY(case_id) REFERENCES episode (id), 
	CONSTRAINT fk_pin_worker_id FOREIGN KEY(worker_id) REFERENCES worker (id)
);
CREATE TABLE referral (
	person_id VARCHAR(32) NOT NULL, 
	case_id VARCHAR(32), 
	received_on DATE NOT NULL, 
	received_time TEXT, 
	route TEXT, 
	referrer_name TEXT, 
	referrer_agency TEXT, 
	client_told TEXT, 
	consent TEXT, 
	risk TEXT, 
	risk_tool TEXT, 
	crime_ref TEXT, 
	crime_group TEXT, 
	their_id TEXT, 
	summary TEXT, 
	decision TEXT NOT NULL, 
	decided_on DATE, 
	decision_reason TEXT, 
	import_id VARCHAR(32), 
	id VARCHAR(32) NOT NULL, 
	recorded_at VARCHAR(24) NOT NULL, 
	CONSTRAINT pk_referral PRIMARY KEY (id), 
	CONSTRAINT fk_referral_case_id FOREIGN KEY(case_id) REFERENCES episode (id), 
	CONSTRAINT fk_referral_import_id FOREIGN KEY(import_id) REFERENCES import_batch (id), 
	CONSTRAINT fk_referral_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE release (
	universe TEXT NOT NULL, 
	period_from DATE NOT NULL, 
	period_to DATE NOT NULL, 
	place TEXT NOT NULL, 
	policy TEXT NOT NULL, 
	tables JSON NOT NULL, 
	digest TEXT NOT NULL, 
	id VARCHAR(32) NOT NULL, 
	recorded_at VARCHAR(24) NOT NULL, 
	CONSTRAINT pk_release PRIMARY KEY (id)
);
CREATE TABLE safe_contact (
	case_id VARCHAR(32) NOT NULL, 
	version INTEGER NOT NULL, 
	number TEXT, 
	email TEXT, 
	post TEXT, 
	call_safe TEXT NOT NULL, 
	text_safe TEXT NOT NULL, 
	voicemail_safe TEXT NOT NULL, 
	whatsapp_safe TEXT NOT NULL, 
	email_safe TEXT NOT NULL, 
	post_safe TEXT NOT NULL, 
	windows JSON NOT NULL, 
	code_word TEXT, 
	danger_word TEXT, 
	if_someone_else TEXT, 
	say_you_are TEXT, 
	who_else TEXT, 
	device_monitored TEXT NOT NULL, 
	confirmed_on DATE, 
	recheck_on DATE, 
	author_id VARCHAR(32) NOT NULL, 
	id VARCHAR(32) NOT NULL, 
	recorded_at VARCHAR(24) NOT NULL, must_not_receive TEXT, 
	CONSTRAINT pk_safe_contact PRIMARY KEY (id), 
	CONSTRAINT fk_safe_contact_author_id FOREIGN KEY(author_id) REFERENCES worker (id), 
	CONSTRAINT fk_safe_contact_case_id FOREIGN KEY(case_id) REFERENCES episode (id)
);
CREATE TABLE search_row (
	doc INTEGER NOT NULL, 
	entity TEXT NOT NULL, 
	entity_id TEXT NOT NULL, 
	case_id TEXT, 
	person_id TEXT, 
	CONSTRAINT pk_search_row PRIMARY KEY (doc)
);
CREATE VIRTUAL TABLE search_text USING fts5(who, what, detail=full, prefix='2 3', tokenize='unicode61 remove_diacritics 2');
CREATE TABLE 'search_text_config'(k PRIMARY KEY, v) WITHOUT ROWID;
CREATE TABLE 'search_text_content'(id INTEGER PRIMARY KEY, c0, c1);
CREATE TABLE 'search_text_data'(id INTEGER PRIMARY KEY, block BLOB);
CREATE TABLE 'search_text_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
CREATE TABLE 'search_text_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE TABLE setting (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	id VARCHAR(32) NOT NULL, 
	recorded_at VARCHAR(24) NOT NULL, 
	CONSTRAINT pk_setting PRIMARY KEY (id), 
	CONSTRAINT uq_setting_key UNIQUE ("key")
);
CREATE TABLE survey_answer (
	response_id VARCHAR(32) NOT NULL, 
	question TEXT NOT NULL, 
	value TEXT NOT NULL, 
	id VARCHAR(32) NOT NULL, 
	recorded_at VARCHAR(24) NOT NULL, 
	CONSTRAINT pk_survey_answer PRIMARY KEY (id), 
	CONSTRAINT fk_survey_answer_response_id FOREIGN KEY(response_id) REFERENCES survey_response (id)
)
 WITHOUT ROWID

;
CREATE TABLE survey_offer (
	case_id VARCHAR(32) NOT NULL, 
	instrument TEXT NOT NULL, 
	offered_on DATE NOT NULL, 
	state TEXT NOT NULL, 
	author_id VARCHAR(32) NOT NULL, 
	id VARCHAR(32) NOT NULL, 
	recorded_at VARCHAR(24) NOT NULL, 
	CONSTRAINT pk_survey_offer PRIMARY KEY (id), 
	CONSTRAINT fk_survey_offer_author_id FOREIGN KEY(author_id) REFERENCES worker (id), 
	CONSTRAINT fk_survey_offer_case_id FOREIGN KEY(case_id) REFERENCES episode (id)
);
CREATE TABLE survey_response (
	instrument TEXT NOT NULL, 
	version TEXT NOT NULL, 
	answered_in DATE NOT NULL, 
	mode TEXT NOT NULL, 
	crime_group TEXT, 
	stage TEXT, 
	district TEXT, 
	age_band TEXT, 
	sex TEXT, 
	ethnicity_group TEXT, 
	id VARCHAR(32) NOT NULL, 
	recorded_at VARCHAR(24) NOT NULL, 
	CONSTRAINT pk_survey_response PRIMARY KEY (id)
)
 WITHOUT ROWID

;
CREATE TABLE withdrawal (
	case_id VARCHAR(32) NOT NULL, 
	kind TEXT NOT NULL, 
	stage TEXT NOT NULL, 
	decided_on DATE NOT NULL, 
	learned_on DATE NOT NULL, 
	whose_words TEXT NOT NULL, 
	own_words TEXT, 
	worker_view TEXT, 
	agency TEXT, 
	asked_by_police TEXT NOT NULL, 
	statement_taken TEXT NOT NULL, 
	ask_again TEXT, 
	may_report BOOLEAN NOT NULL, 
	author_id VARCHAR(32) NOT NULL, 
	id VARCHAR(32) NOT NULL, 
	recorded_at VARCHAR(24) NOT NULL, support_then TEXT, went_on TEXT, 
	CONSTRAINT pk_withdrawal PRIMARY KEY (id), 
	CONSTRAINT fk_withdrawal_author_id FOREIGN KEY(author_id) REFERENCES worker (id), 
	CONSTRAINT fk_withdrawal_case_id FOREIGN KEY(case_id) REFERENCES episode (id)
);
CREATE TABLE withdrawal_choice (
	withdrawal_id VARCHAR(32) NOT NULL, 
	role TEXT NOT NULL, 
	code TEXT NOT NULL, 
	id VARCHAR(32) NOT NULL, 
	recorded_at VARCHAR(24) NOT NULL, 
	CONSTRAINT pk_withdrawal_choice PRIMARY KEY (id), 
	CONSTRAINT fk_withdrawal_choice_withdrawal_id FOREIGN KEY(withdrawal_id) REFERENCES withdrawal (id)
);
CREATE TABLE worker (
	name TEXT NOT NULL, 
	role TEXT NOT NULL, 
	slot_id TEXT, 
	active BOOLEAN NOT NULL, 
	id VARCHAR(32) NOT NULL, 
	recorded_at VARCHAR(24) NOT NULL, 
	CONSTRAINT pk_worker PRIMARY KEY (id)
);
CREATE TRIGGER journal_keeps_entries BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;
CREATE TRIGGER journal_keeps_values BEFORE UPDATE ON journal WHEN NOT (NEW.seq IS OLD.seq AND NEW.id IS OLD.id AND NEW.batch IS OLD.batch AND NEW.hlc IS OLD.hlc AND NEW.actor IS OLD.actor AND NEW.device IS OLD.device AND NEW.action IS OLD.action AND NEW.entity IS OLD.entity AND NEW.entity_id IS OLD.entity_id AND NEW.case_id IS OLD.case_id AND NEW.digest IS OLD.digest AND NEW.chain IS OLD.chain AND (NEW.body IS OLD.body OR NEW.body IS NULL) AND (NEW.salt IS OLD.salt OR NEW.salt IS NULL)) BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;
