"""The shape of the database: one text to review, steps that roll back, a vault that is too new is refused."""

from pathlib import Path

import pytest
from sqlalchemy import text

from caseapp.base.errors import Refused
from caseapp.services.office import Office
from caseapp.store import schema
from caseapp.store.engine import close_engine, open_engine
from caseapp.store.tables import Table


def key() -> bytearray:
    return bytearray(b"x'" + b"5a" * 48 + b"'")


def test_models_and_migrated_database_agree(office: Office) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with office.store.connection().begin():
        context = MigrationContext.configure(office.store.connection())
        differences = [
            found
            for found in compare_metadata(context, Table.metadata)
            if not (found[0] == "remove_table" and found[1].name.startswith("search_text"))
        ]
    assert differences == []


def test_the_schema_is_the_reviewed_text(office: Office) -> None:
    """After a change on purpose: write the printed text into tests/store/schema.sql and review the difference."""
    found = office.store.read(text("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name"))
    now = "\n".join(f"{row.sql};" for row in found) + "\n"
    reviewed = Path(__file__).with_name("schema.sql")
    assert now == reviewed.read_text(encoding="utf-8"), now


def test_a_step_that_fails_leaves_the_database_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_engine(tmp_path / "vault.db", key(), create=True)
    with engine.connect() as connection:

        def half_a_step(inner: object) -> None:
            connection.execute(text("CREATE TABLE half (x)"))
            connection.execute(text("INSERT INTO half VALUES (1)"))
            raise ZeroDivisionError

        monkeypatch.setattr(schema, "_run_steps", half_a_step)
        with pytest.raises(ZeroDivisionError):
            schema.bring_up_to_date(connection)
        with connection.begin():
            assert connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar() == 0
    close_engine(engine)


def test_every_step_is_taken_once_and_the_second_opening_takes_none(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "vault.db", key(), create=True)
    with engine.connect() as connection:
        assert schema.bring_up_to_date(connection) is True
        assert schema.bring_up_to_date(connection) is False
    close_engine(engine)


def test_a_vault_of_a_later_version_is_refused(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "vault.db", key(), create=True)
    with engine.connect() as connection:
        schema.bring_up_to_date(connection)
        with connection.begin():
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        with pytest.raises(Refused) as refused:
            schema.bring_up_to_date(connection)
    assert refused.value.code == "vault_newer"
    close_engine(engine)
