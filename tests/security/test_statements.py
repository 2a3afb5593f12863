"""Statements on the store, on leaks and on faults that no other test names by its number (see README)."""

import re
from pathlib import Path

import apsw
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2 as driver

from caseapp.base.errors import Refused
from caseapp.crypto.floor import LEAST_CRYPTOGRAPHY, cryptography_too_old
from caseapp.domain.case import NewCase, NewReferral
from caseapp.domain.contact import ContactDraft
from caseapp.domain.person import PersonDetails
from caseapp.services import cases, contacts, drafts, erasure
from caseapp.services.office import Office
from caseapp.store import engine
from caseapp.store.engine import LEAST_SQLCIPHER, LEAST_SQLITE, open_engine
from ui.pages.unlock.code_step import CodeStep
from ui.pages.unlock.recovery_step import RecoveryStep
from ui.widgets.choose_printer import JOB
from ui.widgets.passphrase_field import PassphraseField

HINTS = (Qt.InputMethodHint.ImhHiddenText, Qt.InputMethodHint.ImhSensitiveData, Qt.InputMethodHint.ImhNoPredictiveText)
PASSPHRASE = "violet harbour lantern pebble crisp"
CODE = "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ-0123"


def test_statement_5_temporary_tables_stay_in_memory_and_nobody_can_say_otherwise(office: Office) -> None:
    assert office.store.read(text("PRAGMA temp_store"))[0][0] == 2
    for change in ("PRAGMA temp_store = FILE", "PRAGMA temp_store_directory = '/tmp'"):
        with pytest.raises(DBAPIError), office.store.connection().begin():
            office.store.connection().exec_driver_sql(change)
    assert office.store.read(text("PRAGMA temp_store"))[0][0] == 2


@pytest.mark.parametrize(
    "way_out",
    [
        "ATTACH DATABASE ':memory:' AS other KEY ''",
        "DETACH DATABASE main",
        "VACUUM INTO '/tmp/plain.db'",
        "SELECT load_extension('anything')",
        "SELECT sqlcipher_export('main')",
    ],
)
def test_statement_6_every_way_out_of_the_file_is_shut(office: Office, way_out: str) -> None:
    with pytest.raises(DBAPIError), office.store.connection().begin():
        office.store.connection().exec_driver_sql(way_out)


def test_statement_7_deleted_words_are_overwritten(office: Office) -> None:
    assert office.store.read(text("PRAGMA secure_delete"))[0][0] == 1
    made = office.store.read(text("SELECT sql FROM sqlite_master WHERE name = 'search_text'"))[0][0]
    assert "detail=full" in made
    settings = dict(office.store.read(text("SELECT k, v FROM search_text_config")))
    assert int(settings["secure-delete"]) == 1


def test_statement_7_a_discarded_draft_is_not_in_the_decrypted_pages(office: Office, amara: str) -> None:
    """Read by other code with the same key: the pages themselves, also those that are free."""
    contacts.log(office, ContactDraft(amara, office.now(), "call", "spoke", "keptwordquill"))
    drafts.keep(office, "contact", amara, {"note": "halfwordquill"})
    drafts.discard(office, "contact", amara)
    pages = decrypted(office)
    assert b"keptwordquill" in pages, "the pages were not decrypted"
    assert b"halfwordquill" not in pages


def test_statement_7_of_an_erased_person_no_word_is_left_in_the_decrypted_pages(office: Office, amara: str) -> None:
    contacts.log(office, ContactDraft(amara, office.now(), "call", "spoke", "keptwordquill"))
    person = PersonDetails(first_name="Goneforename", last_name="Gonesurname", known_as="Gonenick")
    gone = cases.open_case(office, NewCase(NewReferral(office.today()), person=person)).row_id
    contacts.log(office, ContactDraft(gone, office.now(), "call", "spoke", "goneword in a note, gonelonger " * 400))
    first = contacts.log(office, ContactDraft(gone, office.now(), "call", "spoke", "goneundone"))
    drafts.keep(office, "contact", gone, {"note": "gonedraft"})
    assert cases.find(office, "gonesurname")
    assert first.row_id
    reference = erasure.what_goes(office, gone).references[0]
    erasure.erase(office, gone, reference=reference, reason="they_asked", passphrase=PASSPHRASE)
    pages = decrypted(office).lower()
    assert b"keptwordquill" in pages, "the pages were not decrypted"
    assert re.findall(rb"gone[a-z]*", pages) == []


def decrypted(office: Office) -> bytes:
    """Every page of the closed vault, the free ones too, read by other code with the same key."""
    key = bytes(office.vault.database_key())
    path = office.vault.database_path
    office.store.close()
    other = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        other.pragma("cipher", "sqlcipher")
        other.pragma("legacy", 4)
        other.execute(f'PRAGMA key = "{key.decode()}"')
        return bytes(other.serialize("main"))
    finally:
        other.close()


def test_statement_8_older_parts_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert LEAST_SQLITE >= (3, 53, 4)
    assert LEAST_SQLCIPHER >= (4, 19, 0)
    assert LEAST_CRYPTOGRAPHY >= (50, 0, 2)
    assert [cryptography_too_old(one) for one in ("49.0.0", "50.0.1", "", "50.0.2", "50.0.2.post1", "51.0")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
    for part, name, old in (
        (driver, "sqlite_version_info", (3, 51, 2)),
        (engine, "LEAST_SQLCIPHER", (99, 0, 0)),
        (engine, "cryptography_too_old", lambda: True),
    ):
        with monkeypatch.context() as patch, pytest.raises(Refused) as told:
            patch.setattr(part, name, old)
            open_engine(tmp_path / "vault.db", bytearray(b"x'" + b"5e" * 48 + b"'"), create=True)
        assert told.value.code == "program_parts_too_old"


def test_statement_42_undo_brings_no_secret_back(qtbot: QtBot) -> None:
    code, recovery = CodeStep(), RecoveryStep()
    code.show_code(CODE)
    code.paper.written.click()
    for step in (code, recovery):
        qtbot.addWidget(step)
        for field in [each for each in step.findChildren(QLineEdit) if each.isEnabled()]:
            qtbot.keyClicks(field, CODE)
            assert field.isUndoAvailable()
        step.clear()
        for field in step.findChildren(QLineEdit):
            assert not field.isUndoAvailable()
            field.undo()
            assert field.text() == ""
    assert CODE[:4] not in " ".join(getattr(one, "text", str)() for one in code.findChildren(QWidget))


def test_statement_43_input_methods_are_asked_to_forget_secrets(qtbot: QtBot) -> None:
    for made in (PassphraseField(), CodeStep(), RecoveryStep()):
        qtbot.addWidget(made)
        fields = made.findChildren(QLineEdit)
        assert fields
        assert all(field.inputMethodHints() & hint for field in fields for hint in HINTS)


def test_statement_44_one_place_prints_and_whoever_uses_it_warns_of_the_spool(project: Path) -> None:
    """`test_papers.py` shows the warning, the passphrase and the entry of the history."""
    source = {path: path.read_text(encoding="utf-8") for path in (project / "ui").rglob("*.py")}
    asking = [path.name for path, text in source.items() if "QPrintDialog" in text]
    assert asking == ["choose_printer.py"]
    users = [path for path, text in source.items() if "asked_printer(" in text and path.name != "choose_printer.py"]
    assert users
    assert all("ask_proof(spool_warning()" in source[path] for path in users)
    assert JOB == "Document", "the name of the job stands in the printer's list for everybody"


def test_every_test_the_table_names_is_there(project: Path) -> None:
    table = (project / "tests/security/README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:\.\./)?[\w/]*test_\w+\.py)`", table))
    assert named
    assert not [name for name in named if not (project / "tests/security" / name).is_file()]
    numbers = {int(number) for number in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)}
    assert numbers == {*range(1, 59)}
