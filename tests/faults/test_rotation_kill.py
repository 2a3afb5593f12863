"""Killed while the keys are changed: exactly one key opens the database, every row is there, nobody is locked out."""

import random
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

from .killed import running
from .rotating_child import rotate_on_and_on

ANN, CY = "violet harbour lantern pebble crisp", "nine bridges over a slow river"
KILLS = 50
CASES, CASES_DEEP = 40, 2_000


@pytest.mark.timeout("1800")
@pytest.mark.long
def test_a_vault_killed_while_its_keys_change_opens_whole_for_everybody(
    tmp_path: Path, request: pytest.FixtureRequest
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
    for turn in range(KILLS):
        kill_while_rotating(folder, chance)
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


def kill_while_rotating(folder: Path, chance: random.Random) -> None:
    """Some way into a change of keys, from its first moment to just past its end."""
    with running(rotate_on_and_on, folder, ANN) as program:
        assert program.hear() == "ready"
        for _ in range(chance.randint(0, 1)):
            assert program.hear() == "changed"
        program.kill_after(chance.uniform(0, 0.25))


def keys_of_the_file(folder: Path, passphrase: str) -> tuple[set[str], bool]:
    """Which of the keys that the header holds the database is under."""
    with keys.unlock(folder, passphrase) as vault:
        present = {"new"} if is_under(vault.database_path, vault.database_key()) else set()
        if vault.rotating and is_under(vault.database_path, vault.old_database_key()):
            present.add("old")
        return present, vault.rotating
