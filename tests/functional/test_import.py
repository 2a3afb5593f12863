"""A district's spreadsheet comes in: the command line and the window's services do exactly the same with it."""

import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from caseapp.crypto.kdf import TESTING
from caseapp.exchange.import_map_file import read_map, write_map
from caseapp.services import cases, imports, vaults
from caseapp.services.office import Office
from caseapp.store.tables import Person, Referral

PASSPHRASE = "seven quiet otters walk home"
NOT_COMPARED = {"id", "recorded_at", "person_id", "import_id", "received_on", "age_band"}
"""Identifiers and moments, and what follows from the day the import was made."""

Contents = tuple[dict[str, dict[str, Any]], set[frozenset[str]]]


@pytest.fixture
def sheet(project: Path) -> Path:
    """1,000 messy rows about 251 invented people."""
    return project / "tests/data/splink_fake_1000.csv"


def make_vault(folder: Path) -> Office:
    return vaults.set_up(folder, name="Robin E.", passphrase=PASSPHRASE, profile=TESTING).office


def caseapp_import(sheet: Path, vault: Path, *more: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "caseapp", "import", sheet, "--vault", vault, "--passphrase-file", "-", *more]
    return subprocess.run(
        [str(part) for part in command],
        input=PASSPHRASE + "\n",
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )


def contents(office: Office) -> Contents:
    """Every referral with its person, by the sender's number, and which numbers are about one person."""
    rows: dict[str, dict[str, Any]] = {}
    about: defaultdict[str, set[str]] = defaultdict(set)
    joined = select(Referral.__table__, Person.__table__).join(Person, Person.id == Referral.person_id)
    for row in office.store.read(joined):
        held = dict(row._mapping)
        about[held["person_id"]].add(held["their_id"])
        rows[held["their_id"]] = {
            name: value for name, value in held.items() if not name.startswith(tuple(NOT_COMPARED))
        }
    return rows, {frozenset(numbers) for numbers in about.values()}


def test_the_command_and_the_window_import_the_same(sheet: Path, tmp_path: Path) -> None:
    window = make_vault(tmp_path / "window")
    plan = imports.plan(window, sheet.read_bytes(), sheet.name)
    imports.perform(window, plan, leave_out_refused=True)
    wanted = contents(window)
    (tmp_path / "map.toml").write_text(write_map(plan.import_map), encoding="utf-8")
    window.close()

    make_vault(tmp_path / "command").close()
    done = caseapp_import(sheet, tmp_path / "command", "--map", tmp_path / "map.toml", "--leave-out-refused")
    assert done.returncode == 0, done.stderr
    office = vaults.unlock(tmp_path / "command", PASSPHRASE)
    found = contents(office)
    office.close()

    assert len(wanted[0]) == 992
    assert found == wanted


def test_a_dry_run_of_the_command_says_the_same_and_leaves_the_vault_as_it_was(sheet: Path, tmp_path: Path) -> None:
    make_vault(tmp_path / "vault").close()
    dry = caseapp_import(sheet, tmp_path / "vault", "--dry-run", "--save-map", tmp_path / "map.toml")
    assert dry.returncode == 0, dry.stderr
    office = vaults.unlock(tmp_path / "vault", PASSPHRASE)
    plan = imports.plan(office, sheet.read_bytes(), sheet.name, read_map((tmp_path / "map.toml").read_text("utf-8")))
    assert f"Line {plan.refused[0]}, dob" in dry.stdout
    assert cases.waiting(office) == ()
    office.close()


def test_a_refused_row_stops_the_command_and_nothing_is_imported(sheet: Path, tmp_path: Path) -> None:
    make_vault(tmp_path / "vault").close()
    refused = caseapp_import(sheet, tmp_path / "vault")
    assert refused.returncode != 0
    assert "8 rows cannot be read" in refused.stderr
    office = vaults.unlock(tmp_path / "vault", PASSPHRASE)
    assert cases.waiting(office) == ()
    office.close()
