"""A save that was acknowledged survives `kill -9`, and what was not acknowledged is there whole or not at all."""

import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from caseapp.base.clock import SystemClock
from caseapp.crypto.kdf import TESTING
from caseapp.domain.case import NewCase, NewReferral
from caseapp.domain.person import PersonDetails
from caseapp.services import cases, journal, vaults
from caseapp.services.office import Office
from caseapp.store.engine import check_engine
from caseapp.store.tables import Contact, FollowUp, Journal

CHILD = Path(__file__).with_name("saving_child.py")
PASSPHRASE = "violet harbour lantern pebble crisp"
KILLS, KILLS_DEEP = 50, 1000


def run_until_killed(folder: Path, start: int, after: float, project: Path) -> dict[int, str]:
    """Start the child, kill it some time after it is ready; returns what it acknowledged."""
    command = [sys.executable, str(CHILD), str(folder), PASSPHRASE, str(start)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=project)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    killer = threading.Timer(after, child.send_signal, [signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM])
    killer.start()
    acknowledged = {}
    for line in child.stdout:
        if line.endswith("\n"):
            number, row_id = line.split()
            acknowledged[int(number)] = row_id
    child.wait()
    killer.join()
    child.stdout.close()
    return acknowledged


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


@pytest.mark.timeout("1800")
def test_nothing_acknowledged_is_lost_to_kill_9(tmp_path: Path, project: Path, request: pytest.FixtureRequest) -> None:
    folder = tmp_path / "vault"
    office = vaults.set_up(folder, name="Robin E.", passphrase=PASSPHRASE, profile=TESTING).office
    today = office.today()
    cases.open_case(office, NewCase(NewReferral(today), person=PersonDetails(first_name="Amara", last_name="Example")))
    office.close()
    chance = random.Random()
    acknowledged: dict[int, str] = {}
    kills = KILLS_DEEP if request.config.getoption("--deep") else KILLS
    for _ in range(kills):
        start = max(acknowledged, default=0) + 10
        acknowledged |= run_until_killed(folder, start, chance.uniform(0.0, 0.25), project)
        if chance.random() < 0.2:
            office = vaults.unlock(folder, PASSPHRASE, clock=SystemClock())
            kept = numbers_kept(office)
            office.close()
            assert acknowledged.items() <= kept.items()
    office = vaults.unlock(folder, PASSPHRASE)
    kept = numbers_kept(office)
    assert acknowledged.items() <= kept.items()
    assert len(acknowledged) > kills
    check_whole(office, kept)
    office.close()
    engine_check(folder)


def engine_check(folder: Path) -> None:
    """The database itself is sound: the cipher's and SQLite's own checks."""
    from caseapp.store.engine import close_engine, open_engine
    from caseapp.vault import vault as keys

    opened = keys.unlock(folder, PASSPHRASE)
    engine = open_engine(opened.database_path, opened.database_key())
    check_engine(engine)
    close_engine(engine)
    opened.close()
