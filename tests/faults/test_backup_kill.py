"""Killed while backing up or restoring: what counted before still counts, and the vault always opens."""

import random
import shutil
import signal
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from caseapp.crypto.kdf import TESTING
from caseapp.domain.case import NewCase, NewReferral
from caseapp.domain.person import PersonDetails
from caseapp.services import backups, cases, health, vaults

CHILD = Path(__file__).with_name("backup_child.py")
PASSPHRASE = "violet harbour lantern pebble crisp"
KILLS, KILLS_DEEP = 10, 200

pytestmark = pytest.mark.timeout("1800")


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    return KILLS_DEEP if request.config.getoption("--deep") else KILLS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed vault with thirty cases."""
    office = vaults.set_up(tmp_path / "vault", name="Robin E.", passphrase=PASSPHRASE, profile=TESTING).office
    for number in range(30):
        person = PersonDetails(first_name="Amara", last_name=f"Example{number}")
        cases.open_case(office, NewCase(NewReferral(date(2026, 11, 18)), person=person))
    office.close()
    return tmp_path / "vault"


def run_until_killed(project: Path, what: str, folder: Path, place: Path, after: float) -> list[str]:
    """Start the child, kill it some time after it is ready; returns what it said it had done."""
    command = [sys.executable, str(CHILD), what, str(folder), str(place), PASSPHRASE]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=project) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        killer = threading.Timer(
            after, child.send_signal, [signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM]
        )
        killer.start()
        done = [line.strip() for line in child.stdout if line.endswith("\n")]
        killer.join()
    return done


def people(folder: Path) -> int:
    """How many people the vault knows; it must open, and be well but for a mark left behind by a kill."""
    office = vaults.unlock(folder, PASSPHRASE)
    found = {finding.code for finding in health.whole(office).findings}
    count = int(office.store.read(text("SELECT count(*) FROM person"))[0][0])
    if found:
        health.accept(office)
    office.close()
    assert found <= {"records_rolled_back"}
    return count


@pytest.mark.long
def test_killed_while_backing_up(folder: Path, tmp_path: Path, project: Path, kills: int) -> None:
    place, chance = tmp_path / "backups", random.Random(7)
    named: list[str] = []
    for _ in range(kills):
        named += run_until_killed(project, "back_up", folder, place, chance.uniform(0.0, 1.2))
        assert people(folder) == 30
    office = vaults.unlock(folder, PASSPHRASE)
    backups.back_up(office, place)
    there = backups.generations(office, place)
    office.close()
    assert not list(place.glob("*.part")), "what a kill left is swept up by the next backup"
    assert named, "no child finished a backup: nothing was tried"
    for one in there:
        done = backups.restore(one.folder, folder, passphrase=PASSPHRASE)
        assert done.kept is not None
        done.kept.unlink()
        assert people(folder) == 30


@pytest.mark.long
def test_killed_while_restoring(folder: Path, tmp_path: Path, project: Path, kills: int) -> None:
    office = vaults.unlock(folder, PASSPHRASE)
    backup = backups.back_up(office, tmp_path / "backups").folder
    person = PersonDetails(first_name="Amara", last_name="Later")
    cases.open_case(office, NewCase(NewReferral(date(2026, 11, 18)), person=person))
    office.close()
    whole = folder.with_name("whole")
    shutil.copytree(folder, whole)
    chance, finished, seen = random.Random(8), 0, set()
    for _ in range(kills):
        finished += len(run_until_killed(project, "restore", folder, backup, chance.uniform(0.0, 1.2)))
        seen.add(people(folder))
        assert seen <= {30, 31}, "either the old records or the restored ones, whole"
        for kept in folder.glob("vault.db.before-*"):
            kept.unlink()
        if people(folder) == 30:
            shutil.rmtree(folder)
            shutil.copytree(whole, folder)
    assert finished
    office = vaults.unlock(folder, PASSPHRASE)
    office.close()
    backups.restore(backup, folder, passphrase=PASSPHRASE)
    assert not list(folder.glob("*.restoring*")), "what a kill left is swept up by the next restore"
    assert people(folder) == 30
