"""Killed while the keys are changed: exactly one key opens the database, every row is there, nobody is locked out."""

import random
import select
import subprocess
import sys
from pathlib import Path

import pytest

from caseapp.crypto.kdf import TESTING
from caseapp.domain.case import NewCase, NewReferral
from caseapp.domain.person import PersonDetails
from caseapp.services import cases, journal, team, vaults
from caseapp.services.office import Office
from caseapp.store.checks import counts, damaged_places
from caseapp.store.rekey import is_under
from caseapp.vault import vault as keys

CHILD = Path(__file__).with_name("rotating_child.py")
ANN, CY = "violet harbour lantern pebble crisp", "nine bridges over a slow river"
KILLS, KILLS_DEEP = 6, 50
CASES, CASES_DEEP = 60, 2_000


@pytest.mark.timeout("1800")
@pytest.mark.skipif(sys.platform == "win32", reason="select on a pipe")
def test_a_vault_killed_while_its_keys_change_opens_whole_for_everybody(
    tmp_path: Path, project: Path, request: pytest.FixtureRequest
) -> None:
    deep = request.config.getoption("--deep")
    folder = tmp_path / "vault"
    office = vaults.set_up(folder, name="Ann E.", passphrase=ANN, profile=TESTING).office
    team.add(office, name="Cy E.", role="lead", passphrase=CY, profile=TESTING)
    people = {
        name: number for name, number in filled(office, CASES_DEEP if deep else CASES).items() if name != "journal"
    }
    office.close()
    seed = random.SystemRandom().randrange(2**32)
    chance, stopped_between, opened_by = random.Random(seed), 0, (ANN, CY)
    for turn in range(KILLS_DEEP if deep else KILLS):
        kill_while_rotating(folder, project, chance)
        present, rotating = keys_of_the_file(folder, opened_by[turn % 2])
        assert len(present) == 1, f"seed {seed}"
        stopped_between += rotating
        office = vaults.unlock(folder, opened_by[turn % 2])
        assert not office.vault.rotating
        assert not (folder / "vault.db.new").exists()
        assert {name: found for name, found in counts(office.store).items() if name in people} == people, f"seed {seed}"
        assert damaged_places(office.store) == 0, f"seed {seed}"
        assert journal.verify(office).broken_at is None
        office.close()
    print(f"seed {seed}: stopped between the two headers in {stopped_between} kills")


def filled(office: Office, number: int) -> dict[str, int]:
    with office.unit():
        for place in range(number):
            person = PersonDetails(first_name="Amara", last_name=f"Example {place}")
            cases.open_case(office, NewCase(NewReferral(office.today()), person=person))
    return counts(office.store)


def kill_while_rotating(folder: Path, project: Path, chance: random.Random) -> None:
    """Some way into a change of keys, from its first moment to just past its end."""
    with subprocess.Popen(
        [sys.executable, str(CHILD), str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=project
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(ANN + "\n")
        child.stdin.flush()
        assert child.stdout.readline() == "ready\n"
        for _ in range(chance.randint(0, 2)):
            assert child.stdout.readline() == "changed\n"
        select.select([], [], [], chance.uniform(0, 0.25))
        child.kill()


def keys_of_the_file(folder: Path, passphrase: str) -> tuple[set[str], bool]:
    """Which of the keys that the header holds the database is under."""
    with keys.unlock(folder, passphrase) as vault:
        present = {"new"} if is_under(vault.database_path, vault.database_key()) else set()
        if vault.rotating and is_under(vault.database_path, vault.old_database_key()):
            present.add("old")
        return present, vault.rotating
