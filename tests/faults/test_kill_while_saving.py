"""A save that was acknowledged survives `kill -9`, and what was not acknowledged is there whole or not at all."""

import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from caseapp.services import vaults

from .kept import PASSPHRASE, SAVING_CHILD, check_vault, numbers_kept

KILLS, KILLS_DEEP = 50, 1000


def run_until_killed(folder: Path, start: int, after: float, project: Path) -> dict[int, str]:
    """Start the child, kill it some time after it is ready; returns what it acknowledged."""
    command = [sys.executable, str(SAVING_CHILD), str(folder), PASSPHRASE, str(start)]
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


@pytest.mark.timeout("1800")
def test_nothing_acknowledged_is_lost_to_kill_9(folder: Path, project: Path, request: pytest.FixtureRequest) -> None:
    chance = random.Random()
    acknowledged: dict[int, str] = {}
    kills = KILLS_DEEP if request.config.getoption("--deep") else KILLS
    for turn in range(kills):
        start = turn * 1_000  # no number twice, whatever was saved in the turn before without being acknowledged
        acknowledged |= run_until_killed(folder, start, chance.uniform(0.0, 0.25), project)
        if chance.random() < 0.2:
            office = vaults.unlock(folder, PASSPHRASE)
            kept = numbers_kept(office)
            office.close()
            assert acknowledged.items() <= kept.items()
    assert len(acknowledged) > kills
    check_vault(folder, acknowledged)
