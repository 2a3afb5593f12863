"""Each step taken alone, with data in: the rows are still there, and a step that fails changes nothing."""

from pathlib import Path

import pytest
from alembic import command, op
from alembic.config import Config
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from caseapp.store import schema
from caseapp.store.engine import close_engine, open_engine

KEY = b"x'" + b"5a" * 48 + b"'"
NOW = "2026-11-19T09:00:00.000Z"


def up_to(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    with connection.begin():
        command.upgrade(config, revision)


def fill(connection: Connection) -> None:
    """One invented person with one event and three rights, as the first shape kept them."""
    rights = (("1", "VC-033"), ("2", "VC-046"), ("3", "VC-049"))
    with connection.begin():
        for statement in (
            f"INSERT INTO worker (id, recorded_at, name, role, active) VALUES ('w', '{NOW}', 'Robin E.', 'lead', 1)",
            f"INSERT INTO person (id, recorded_at, first_name) VALUES ('p', '{NOW}', 'Amara')",
            "INSERT INTO episode (id, recorded_at, reference, serial, person_id, worker_id, opened_on, risk, reported, "
            "reported_after_support, enhanced, code_edition) "
            f"VALUES ('c', '{NOW}', 'KT-0001', 1, 'p', 'w', '2026-11-18', 'high', 'yes', 0, 'likely', '2020')",
            "INSERT INTO justice_event (id, recorded_at, case_id, kind, happened_on, precision, learned_on, author_id) "
            f"VALUES ('e', '{NOW}', 'c', 'bail', '2026-11-18', 'day', '2026-11-18', 'w')",
            *(
                "INSERT INTO entitlement (id, recorded_at, case_id, event_id, rule_id, edition, right_number, "
                "provider, enhanced, opened_on, due_on, why, victims_own, approximate, state) VALUES "
                f"('{row}', '{NOW}', 'c', 'e', '{rule}', '2020', 6, "
                "'police', 1, '2026-11-18', '2026-11-19', '', 0, 0, 'running')"
                for row, rule in rights
            ),
        ):
            connection.execute(text(statement))


def shape(connection: Connection) -> list[str]:
    with connection.begin():
        return [row[0] for row in connection.execute(text("SELECT sql FROM sqlite_master ORDER BY type, name"))]


def test_a_vault_of_the_first_shape_opens_with_every_row_and_each_right_in_its_layer(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "vault.db", bytearray(KEY), create=True)
    with engine.connect() as connection:
        up_to(connection, "0001")
        fill(connection)
        assert schema.bring_up_to_date(connection) is True
        with connection.begin():
            found = connection.execute(text("SELECT rule_id, due_on, layer FROM entitlement ORDER BY id")).all()
            event = connection.execute(text("SELECT kind, suspect, ends_on, caused_by FROM justice_event")).one()
            broken = connection.execute(text("PRAGMA foreign_key_check")).all()
            assert connection.execute(text("SELECT count(*) FROM challenge")).scalar() == 0
        assert [tuple(row) for row in found] == [
            ("VC-033", "2026-11-19", "code"),
            ("VC-046", "2026-11-19", "agency-standard"),
            ("VC-049", "2026-11-19", "statute"),
        ]
        assert tuple(event) == ("bail", None, None, None)
        assert broken == []
    close_engine(engine)


def test_the_second_step_failing_half_way_leaves_the_first_shape_and_its_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = open_engine(tmp_path / "vault.db", bytearray(KEY), create=True)
    with engine.connect() as connection:
        up_to(connection, "0001")
        fill(connection)
        before = shape(connection)

        def fails(*_arguments: object, **_more: object) -> None:
            raise ZeroDivisionError

        monkeypatch.setattr(op, "create_table", fails)
        with pytest.raises(ZeroDivisionError):
            schema.bring_up_to_date(connection)
        monkeypatch.undo()
        assert shape(connection) == before
        with connection.begin():
            assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "0001"
            assert connection.execute(text("SELECT count(*) FROM entitlement")).scalar() == 3
        assert schema.bring_up_to_date(connection) is True
    close_engine(engine)


def test_a_withdrawal_recorded_before_the_third_step_was_not_asked_the_new_questions(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "vault.db", bytearray(KEY), create=True)
    with engine.connect() as connection:
        up_to(connection, "0002")
        fill(connection)
        with connection.begin():
            connection.execute(
                text(
                    "INSERT INTO withdrawal (id, recorded_at, case_id, kind, stage, decided_on, learned_on, "
                    "whose_words, asked_by_police, statement_taken, may_report, author_id) VALUES ('s', :now, 'c', "
                    "'withdrew', 'S2', '2026-11-18', '2026-11-18', 'client', 'unknown', 'unknown', 1, 'w')"
                ),
                {"now": NOW},
            )
        assert schema.bring_up_to_date(connection) is True
        with connection.begin():
            found = connection.execute(text("SELECT stage, support_then, went_on FROM withdrawal")).one()
        assert tuple(found) == ("S2", None, None)
    close_engine(engine)


def test_enhanced_rights_recorded_before_the_fifth_step_stay_and_nobody_is_named(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "vault.db", bytearray(KEY), create=True)
    with engine.connect() as connection:
        up_to(connection, "0004")
        fill(connection)
        assert schema.bring_up_to_date(connection) is True
        with connection.begin():
            asked = text("SELECT enhanced, enhanced_category, enhanced_by, enhanced_shared FROM episode")
            found = connection.execute(asked).one()
        assert tuple(found) == ("likely", None, None, None)
    close_engine(engine)


def test_safe_contact_recorded_before_the_sixth_step_stays_and_names_nobody_to_keep_it_from(
    tmp_path: Path,
) -> None:
    engine = open_engine(tmp_path / "vault.db", bytearray(KEY), create=True)
    with engine.connect() as connection:
        up_to(connection, "0005")
        fill(connection)
        ways = ("call_safe", "text_safe", "voicemail_safe", "whatsapp_safe", "email_safe", "post_safe")
        with connection.begin():
            connection.execute(
                text(
                    f"INSERT INTO safe_contact (id, recorded_at, case_id, version, number, {', '.join(ways)}, windows, "
                    "code_word, device_monitored, author_id) VALUES ('s', :now, 'c', 1, '07700 900147', "
                    f"{', '.join(repr('unknown') for _way in ways)}, '[]', 'Marmalade', 'unknown', 'w')"
                ),
                {"now": NOW},
            )
        assert schema.bring_up_to_date(connection) is True
        with connection.begin():
            found = connection.execute(text("SELECT number, code_word, must_not_receive FROM safe_contact")).one()
        assert tuple(found) == ("07700 900147", "Marmalade", None)
    close_engine(engine)


def test_rights_and_outcomes_recorded_before_the_eighth_step_stay_and_may_name_a_document_from_then_on(
    tmp_path: Path,
) -> None:
    engine = open_engine(tmp_path / "vault.db", bytearray(KEY), create=True)
    with engine.connect() as connection:
        up_to(connection, "0007")
        fill(connection)
        with connection.begin():
            for statement in (
                f"INSERT INTO outcome_told (id, recorded_at, case_id, code, told_on, suspect, client_says, author_id) "
                f"VALUES ('o', '{NOW}', 'c', '16', '2026-11-18', 'A', 'not_asked', 'w')",
                "UPDATE episode SET enhanced_shared = 'CPS, witness care'",
            ):
                connection.execute(text(statement))
        assert schema.bring_up_to_date(connection) is True
        with connection.begin():
            outcome = connection.execute(text("SELECT code, suspect, offence FROM outcome_told")).one()
            right = text("SELECT state, evidence_document, asked_on FROM entitlement WHERE id = '1'")
            assert tuple(connection.execute(right).one()) == ("running", None, None)
            assert connection.execute(text("SELECT enhanced_shared FROM episode")).scalar() == "CPS, witness care"
            connection.execute(
                text(
                    "INSERT INTO document (id, recorded_at, case_id, what, kept_where, author_id) "
                    f"VALUES ('d', '{NOW}', 'c', 'Bail sheet', 'Paper file', 'w')"
                )
            )
            connection.execute(text("UPDATE entitlement SET evidence_document = 'd' WHERE id = '1'"))
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        assert tuple(outcome) == ("16", "A", None)
        with pytest.raises(IntegrityError), connection.begin():
            connection.execute(text("DELETE FROM document"))
    close_engine(engine)
