"""A vault on disk, made with the quick testing profile; invented people only."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from caseapp.base.clock import SetClock
from caseapp.crypto.kdf import TESTING
from caseapp.vault.vault import create_vault

PASSPHRASE = "seven lamps beside the quiet harbour"
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@dataclass
class Made:
    """Where the vault is and what opens it."""

    folder: Path
    passphrase: str
    recovery_code: str
    vault_id: str
    clock: SetClock


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """A closed vault of Ann Example."""
    folder = tmp_path / "vault"
    created = create_vault(folder, label="Ann Example", passphrase=PASSPHRASE, now=NOON, profile=TESTING)
    created.vault.close()
    return Made(folder, PASSPHRASE, created.recovery_code, created.vault.vault_id, SetClock(NOON))
