"""A vault of the first format opens, is brought to today's on the way, and loses nothing by it."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from caseapp.base.clock import SetClock
from caseapp.base.errors import Refused
from caseapp.vault.header import decode, encode
from caseapp.vault.header_files import read_headers
from caseapp.vault.rotation import begin_rotation, finish_rotation
from caseapp.vault.vault import unlock, unlock_with_recovery

PASSPHRASE = "seven lamps beside the quiet harbour"
CODE = "BFRV-FBSB-AZ2Q-RR4B-7ZSP-NRDX-ZNXA-Z6BT-ZW7Z"
KEY = b"x'581f267ec3a1ba8f1a88870ac2aaa32c2d5a0d413e531a47f02be95831a4238394ee71de7ca6abcd14cf67df12bcb549'"
CLOCK = SetClock(datetime(2026, 11, 19, 9, tzinfo=UTC))
KEPT = Path(__file__).with_name("format_1") / "vault.hdr.a"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """As the first format left it: one passphrase, one recovery code, both wrapping the master key directly."""
    (tmp_path / "v").mkdir()
    for name in ("vault.hdr.a", "vault.hdr.b"):
        shutil.copy(KEPT, tmp_path / "v" / name)
    return tmp_path / "v"


def test_a_header_of_the_first_format_is_read_to_the_letter() -> None:
    content = KEPT.read_bytes()
    assert encode(decode(content)) == content


def test_it_opens_with_the_same_key_and_is_upgraded(folder: Path) -> None:
    with unlock(folder, PASSPHRASE, clock=CLOCK) as vault:
        assert vault.database_key() == KEY
    (header,) = read_headers(folder)
    assert (header.format, header.generation) == (2, 2)
    assert header.slots[0].own is not None
    with unlock(folder, PASSPHRASE, clock=CLOCK) as vault:
        assert vault.database_key() == KEY


def test_the_recovery_code_still_opens_it_before_and_after(folder: Path) -> None:
    for _ in range(2):
        with unlock_with_recovery(folder, CODE) as vault:
            assert vault.database_key() == KEY
    with unlock(folder, PASSPHRASE, clock=CLOCK) as vault:
        assert vault.database_key() == KEY
    with unlock_with_recovery(folder, CODE) as vault:
        assert vault.database_key() == KEY


def test_a_full_disk_at_the_upgrade_keeps_nobody_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise Refused("disk_full")

    monkeypatch.setattr("caseapp.vault.open_vault.write_headers", full)
    with unlock(folder, PASSPHRASE, clock=CLOCK) as vault:
        assert vault.database_key() == KEY
    assert read_headers(folder)[0].format == 1


def test_changing_the_keys_gives_an_unused_old_recovery_slot_a_new_code(folder: Path) -> None:
    with unlock(folder, PASSPHRASE, clock=CLOCK) as vault:
        code = begin_rotation(vault, clock=CLOCK)
        finish_rotation(vault)
        new = vault.database_key()
    assert code is not None
    with unlock_with_recovery(folder, code) as vault:
        assert vault.database_key() == new != KEY
    with pytest.raises(Refused, match="recovery_code_wrong"):
        unlock_with_recovery(folder, CODE)
