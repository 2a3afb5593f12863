"""What the children of these tests saved, and whether a vault still holds it whole."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from caseapp.crypto.kdf import TESTING
from caseapp.domain.case import NewCase, NewReferral
from caseapp.domain.person import PersonDetails
from caseapp.services import cases, journal, vaults
from caseapp.services.office import Office
from caseapp.store.checks import damaged_places
from caseapp.store.tables import Contact, FollowUp, Journal

PASSPHRASE = "violet harbour lantern pebble crisp"

needs_strace = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("strace") is None,
    reason="strace is missing: `python3 run.py test` installs it (Linux)",
)


def make_vault(folder: Path) -> None:
    """A vault with one case, closed."""
    office = vaults.set_up(folder, name="Robin E.", passphrase=PASSPHRASE, profile=TESTING).office
    referral = NewReferral(office.today())
    cases.open_case(office, NewCase(referral, person=PersonDetails(first_name="Amara", last_name="Example")))
    office.close()


def can_trace() -> bool:
    """Whether strace may follow a program here; containers often forbid it."""
    return subprocess.run(["strace", "-qq", "true"], capture_output=True, check=False).returncode == 0


def numbers_kept(office: Office) -> dict[int, str]:
    rows = office.store.read(select(Contact.id, Contact.note))
    return {int(row.note.removeprefix("note number")): row.id for row in rows}


def check_whole(office: Office, kept: dict[int, str]) -> None:
    """Every saved contact has its journal entry, its words in the index and, each third, its follow-up."""
    count = select(func.count())
    entries = count.select_from(Journal).where(Journal.entity == "contact", Journal.action == "added")
    follow_ups = count.select_from(FollowUp)
    indexed = text("SELECT count(*) FROM search_text WHERE search_text MATCH 'what : note'")
    assert office.store.read(entries)[0][0] == len(kept)
    assert office.store.read(indexed)[0][0] == len(kept)
    assert office.store.read(follow_ups)[0][0] == sum(1 for number in kept if number % 3 == 0)
    assert journal.verify(office).broken_at is None


def check_vault(folder: Path, acknowledged: dict[int, str]) -> dict[int, str]:
    """Open it as the program does: everything acknowledged is there, whole, and every page is sound."""
    office = vaults.unlock(folder, PASSPHRASE)
    try:
        kept = numbers_kept(office)
        assert acknowledged.items() <= kept.items(), "an acknowledged save is lost"
        check_whole(office, kept)
        assert damaged_places(office.store) == 0, "a page is not what was written"
    finally:
        office.close()
    return kept
