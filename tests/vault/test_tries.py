"""Waits after wrong passphrases: growing, not skipped by a restart, fair when the clock is moved."""

import json
from datetime import timedelta

import pytest

from caseapp.base.errors import Refused
from caseapp.vault import tries, vault
from caseapp.vault.tries import wait_after
from caseapp.vault.vault import change_passphrase, unlock, unlock_with_recovery


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


def test_setting_the_clock_back_neither_ends_nor_stretches_the_wait(made) -> None:
    fail(made, 6 - 1)
    made.clock.forward(timedelta(days=-400))
    assert wait_asked(made) == 5
    made.clock.forward(timedelta(seconds=3))
    assert wait_asked(made) == 2
    made.clock.forward(timedelta(seconds=2))
    unlock(made.folder, made.passphrase, clock=made.clock).close()


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
        b'{"failures":"9","last":1}',
        b'{"failures":1e400,"last":1}',
        b'{"failures":9,"last":1e99}',
        b'{"failures":-3,"last":1}',
        b'{"failures":true,"last":1}',
        b"[" * 5000,
        b"\xff",
    ],
)
def test_noise_in_the_file_of_tries_does_no_harm(made, noise: bytes) -> None:
    (made.folder / "vault.tries").write_bytes(noise)
    unlock(made.folder, made.passphrase, clock=made.clock).close()
    assert not (made.folder / tries.TRIES_NAME).exists()
