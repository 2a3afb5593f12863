"""A person is erased: nothing of them is left, the journal still proves, and no backup brings them back."""

from datetime import date
from pathlib import Path

import apsw
import pytest
from sqlalchemy import text

from caseapp.base.errors import Refused
from caseapp.domain.case import NewCase, NewReferral
from caseapp.domain.contact import ContactDraft
from caseapp.domain.person import PersonDetails
from caseapp.domain.safe_contact import SafeContactDetails
from caseapp.services import backups, cases, contacts, drafts, erasure, health, journal, safe_contacts, vaults
from caseapp.services.office import Office
from tests.conftest import PASSPHRASE

WORDS = (b"Quillerased", b"quillnote", b"quilldraft", b"quillsecond", b"quillnever")


def somebody(office: Office) -> tuple[str, str]:
    """A person with two cases, notes and a draft; and somebody else who stays."""
    person = PersonDetails(first_name="Amara", last_name="Quillerased")
    case_id = cases.open_case(office, NewCase(NewReferral(date(2026, 11, 18)), person=person)).row_id
    person_id = office.store.read(text("SELECT person_id FROM episode"))[0].person_id
    again = cases.open_case(office, NewCase(None, person=person, person_id=person_id)).row_id
    for one, words in ((case_id, "quillnote"), (again, "quillsecond")):
        contacts.log(office, ContactDraft(one, office.now(), "call", "spoke", words))
    safe_contacts.record(office, case_id, SafeContactDetails(must_not_receive="quillnever"))
    drafts.keep(office, "contact", case_id, {"note": "quilldraft"})
    drafts.keep(office, "new_case", None, {"person_id": person_id, "answers": {"first_name": "Quillerased"}})
    stays = PersonDetails(first_name="Beatriz", last_name="Sample")
    cases.open_case(office, NewCase(None, person=stays))
    return case_id, str(office.store.read(text("SELECT reference FROM episode WHERE id = :id"), {"id": case_id})[0][0])


def erase(office: Office, case_id: str, reference: str) -> erasure.Gone:
    return erasure.erase(office, case_id, reference=reference, reason="they_asked", passphrase=PASSPHRASE)


def test_what_goes_is_told_before(office: Office) -> None:
    case_id, reference = somebody(office)
    goes = erasure.what_goes(office, case_id)
    assert goes.references[0] == reference
    assert (len(goes.references), goes.contacts, goes.referrals) == (2, 2, 1)


def test_nothing_of_the_person_is_in_the_decrypted_pages(office: Office) -> None:
    """Statement 7. Read by other code with the same key: the pages themselves, also those that are free."""
    case_id, reference = somebody(office)
    erase(office, case_id, reference)
    assert not cases.find(office, "Quillerased")
    assert cases.find(office, "Sample")
    assert journal.verify(office).broken_at is None
    assert health.whole(office).well
    pages = pages_of(office)
    assert b"Sample" in pages, "the pages were not decrypted"
    assert [word for word in WORDS if word in pages] == []


def test_the_journal_says_that_and_why_never_who(office: Office) -> None:
    case_id, reference = somebody(office)
    erase(office, case_id, reference)
    noted = office.store.read(text("SELECT body FROM journal WHERE action = 'person_erased'"))
    assert len(noted) == 1
    assert "they_asked" in noted[0].body


def test_no_backup_brings_the_person_back(office: Office, tmp_path: Path) -> None:
    case_id, reference = somebody(office)
    backups.choose(office, tmp_path / "backups")
    old = backups.back_up(office).folder
    erase(office, case_id, reference)
    folder = office.folder
    office.close()
    backups.restore(old, folder, passphrase=PASSPHRASE, clock=office.clock)
    again = vaults.unlock(folder, PASSPHRASE, clock=office.clock)
    try:
        assert not cases.find(again, "Quillerased")
        assert cases.find(again, "Sample")
        assert journal.verify(again).broken_at is None
    finally:
        again.close()


def test_a_reference_is_not_given_twice(office: Office) -> None:
    opened = cases.open_case(office, NewCase(None, person=PersonDetails(first_name="Amara", last_name="Quillerased")))
    assert opened.reference
    erase(office, opened.row_id, opened.reference)
    after = cases.open_case(office, NewCase(None, person=PersonDetails(first_name="Beatriz", last_name="Sample")))
    assert after.reference != opened.reference


def test_undo_does_not_bring_back_what_was_erased(office: Office) -> None:
    case_id, reference = somebody(office)
    batch = contacts.log(office, ContactDraft(case_id, office.now(), "call", "spoke", "quillnote")).batch
    erase(office, case_id, reference)
    with pytest.raises(Refused, match="undo_overtaken"):
        journal.undo(office, batch)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"reference": "KT-9999"}, "erase_reference_differs"),
        ({"reason": "tidying"}, "erase_reason_unknown"),
        ({"passphrase": "not the passphrase at all"}, "passphrase_wrong"),
    ],
)
def test_what_is_not_meant_erases_nothing(office: Office, change: dict[str, str], code: str) -> None:
    case_id, reference = somebody(office)
    asked = {"reference": reference, "reason": "they_asked", "passphrase": PASSPHRASE} | change
    with pytest.raises(Refused, match=code):
        erasure.erase(office, case_id, **asked)
    assert cases.find(office, "Quillerased")


def pages_of(office: Office) -> bytes:
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
