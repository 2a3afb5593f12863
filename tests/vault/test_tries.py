"""Waits after wrong passphrases: growing, not skipped by a restart, fair when the clock is moved."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from caseapp.base import paths
from caseapp.base.clock import SetClock
from caseapp.base.errors import Refused
from caseapp.crypto.kdf import FLOOR
from caseapp.services import vaults
from caseapp.vault import tries, vault
from caseapp.vault.tries import wait_after
from caseapp.vault.vault import change_passphrase, create_vault, unlock, unlock_with_recovery

from .conftest import NOON, PASSPHRASE, Made


def fail(made, times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(Refused, match="passphrase_wrong"):
            unlock(made.folder, "wrong", clock=made.clock)


def wait_asked(made, passphrase: str | None = None) -> int:
    with pytest.raises(Refused, match="unlock_wait") as raised:
        unlock(made.folder, passphrase or made.passphrase, clock=made.clock)
    return int(raised.value.facts["seconds"])


def test_waits_grow_to_five_minutes() -> None:
    assert [wait_after(failures) for failures in range(13)] == [0, 0, 0, 0, 0, 5, 10, 20, 40, 80, 160, 300, 300]
    assert wait_after(10**6) == 300


def test_five_tries_are_free_then_even_the_right_passphrase_waits(made) -> None:
    fail(made, 5)
    assert wait_asked(made) == 5
    made.clock.forward(timedelta(seconds=4.2))
    assert wait_asked(made) == 1
    made.clock.forward(timedelta(seconds=1))
    fail(made)
    assert wait_asked(made) == 10
    made.clock.forward(timedelta(seconds=10))
    unlock(made.folder, made.passphrase, clock=made.clock).close()
    fail(made, 5)


def test_a_refused_try_does_not_lengthen_the_wait(made) -> None:
    fail(made, 5)
    assert {wait_asked(made) for _ in range(20)} == {5}


def test_a_try_counts_even_if_the_program_is_stopped_during_it(made, monkeypatch: pytest.MonkeyPatch) -> None:
    noted = []

    def look(*_args: object) -> None:
        noted.append(json.loads((made.folder / "vault.tries").read_text())["failures"])
        raise Refused("passphrase_wrong")

    monkeypatch.setattr(vault.slots, "open_with_passphrase", look)
    fail(made, 2)
    assert noted == [1, 2]


def test_a_try_that_could_not_be_made_is_not_counted(made, monkeypatch: pytest.MonkeyPatch) -> None:
    fail(made, 4)
    before = (made.folder / "vault.tries").read_bytes()

    def no_memory(*_args: object) -> None:
        raise Refused("memory_short", needed_mib=256)

    with monkeypatch.context() as patch:
        patch.setattr(vault.slots, "open_with_passphrase", no_memory)
        with pytest.raises(Refused, match="memory_short"):
            unlock(made.folder, made.passphrase, clock=made.clock)
    assert (made.folder / "vault.tries").read_bytes() == before


@pytest.mark.parametrize("days", [-400, 400])
def test_statement_32_setting_the_clock_changes_nothing(made, days: int) -> None:
    fail(made, 5)
    made.clock.instant += timedelta(days=days)
    assert wait_asked(made) == 5
    made.clock.forward(timedelta(seconds=3))
    assert wait_asked(made) == 2
    made.clock.forward(timedelta(seconds=2))
    unlock(made.folder, made.passphrase, clock=made.clock).close()


def test_statement_32_starting_the_computer_again_skips_no_wait(made) -> None:
    made.clock.forward(timedelta(days=3))  # how long it has been running
    fail(made, 5)
    made.clock = SetClock(made.clock.now(), 2.0)
    assert wait_asked(made) == 3, "only the time since the start has certainly passed"
    made.clock.forward(timedelta(seconds=3))
    unlock(made.folder, made.passphrase, clock=made.clock).close()


@pytest.fixture
def real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    """A vault for real records, without a keyring, and this account's own folder for its marks."""
    marks = tmp_path / "marks"
    marks.mkdir()
    monkeypatch.setattr(paths, "marks_folder", lambda: marks)
    made = create_vault(
        tmp_path / "real", label="Ann Example", passphrase=PASSPHRASE, now=NOON, profile=FLOOR, use_keyring=False
    )
    made.vault.close()
    return Made(tmp_path / "real", PASSPHRASE, made.recovery_code, made.vault.vault_id, SetClock(NOON))


def test_statement_32_deleting_the_note_in_the_folder_resets_nothing(real) -> None:
    fail(real, 5)
    assert vaults.tries_left(real.folder) == 0
    for _again in range(2):
        (real.folder / tries.TRIES_NAME).unlink(missing_ok=True)
        assert wait_asked(real) == 5
    assert vaults.tries_left(real.folder) == 0
    real.clock.forward(timedelta(seconds=5))
    unlock(real.folder, real.passphrase, clock=real.clock).close()
    assert list((real.folder.parent / "marks").glob("*.tries")) == []
    assert vaults.tries_left(real.folder) == 5


def test_an_account_whose_own_folder_cannot_be_written_unlocks_all_the_same(
    real, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = real.folder.parent / "no folder"
    nowhere.write_text("in the way", "utf-8")
    monkeypatch.setattr(paths, "marks_folder", lambda: nowhere)
    fail(real, 1)
    unlock(real.folder, real.passphrase, clock=real.clock).close()


def test_a_throw_away_vault_leaves_nothing_outside_its_folder(made, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(paths, "marks_folder", lambda: tmp_path / "marks")
    fail(made, 2)
    assert not (tmp_path / "marks").exists()


def test_the_recovery_code_never_waits_and_ends_the_waiting(made) -> None:
    fail(made, 5)
    unlock_with_recovery(made.folder, made.recovery_code).close()


def test_changing_the_passphrase_is_no_way_round_the_waits(made) -> None:
    with unlock(made.folder, made.passphrase, clock=made.clock) as opened:
        new = "eleven swans upon the estuary"
        for _ in range(5):
            with pytest.raises(Refused, match="passphrase_wrong"):
                change_passphrase(opened, "wrong", new, clock=made.clock)
        with pytest.raises(Refused, match="unlock_wait"):
            change_passphrase(opened, made.passphrase, new, clock=made.clock)


@pytest.mark.parametrize(
    "noise",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'{"failures":"9","steady":1}',
        b'{"failures":1e400,"steady":1}',
        b'{"failures":9,"steady":"x"}',
        b'{"failures":-3,"steady":1}',
        b'{"failures":true,"steady":1}',
        b"[" * 5000,
        b"\xff",
    ],
)
def test_noise_in_the_file_of_tries_does_no_harm(made, noise: bytes) -> None:
    (made.folder / "vault.tries").write_bytes(noise)
    unlock(made.folder, made.passphrase, clock=made.clock).close()
    assert not (made.folder / tries.TRIES_NAME).exists()
