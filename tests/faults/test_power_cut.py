"""The power goes at any moment: everything acknowledged is there when it is back, and the vault opens whole.

A program saving contacts is followed with strace; its writes are replayed up to a random call, and what was not yet
synced survives or not by chance (`power.py`).
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from caseapp.base.errors import Trouble
from caseapp.services import vaults

from .kept import PASSPHRASE, can_trace, check_vault, needs_strace, numbers_kept
from .power import Disk
from .trace import CALLS, Call, calls

CHILD = Path(__file__).with_name("few_saves_child.py")
CUTS, CUTS_DEEP = 800, 5_000
LIES = 12
MEMORY = Path("/dev/shm")
"""What is left of a disk needs no disk: opening it there waits for nothing."""


def recorded(folder: Path, log: Path, project: Path, *, rounds: int, saves: int) -> list[Call]:
    """Every change a saving program made, in order."""
    if not can_trace():
        pytest.skip("strace may not follow programs here")
    trace = ["strace", "-f", "-qq", "-y", "-xx", "-s", "200000", "-o", str(log), "-e", f"trace={CALLS}"]
    child = [sys.executable, str(CHILD), str(folder), PASSPHRASE, "1", str(rounds), str(saves)]
    done = subprocess.run([*trace, *child], cwd=project, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "end"
    assert "refused" not in done.stdout
    return list(calls(log))


def acknowledged_by(call: Call) -> tuple[int, str] | None:
    """The save this call told of."""
    if call.name != "write" or call.descriptors[0][0] != 1:
        return None
    number, _, row_id = call.texts[0].decode().strip().partition(" ")
    return (int(number), row_id) if number.isdigit() else None


def left_at(
    disk: Disk, made: list[Call], cuts: list[int], chance: random.Random, place: Path
) -> Iterator[tuple[Path, dict[int, str]]]:
    """For each number of calls, in order: a folder with what is left of the disk, and what was acknowledged by then."""
    acknowledged: dict[int, str] = {}
    done = 0
    for number, at in enumerate(sorted(cuts)):
        for call in made[done:at]:
            disk.take(call)
            if (told := acknowledged_by(call)) is not None:
                acknowledged[told[0]] = told[1]
        done = at
        left = place / f"cut-{number}"
        left.mkdir(mode=0o700)
        for name, content in disk.after_the_cut(chance):
            (left / name).write_bytes(content)
        yield left, dict(acknowledged)
        shutil.rmtree(left)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """Where the remains are looked at: in memory where there is such a place."""
    if not os.access(MEMORY, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=MEMORY) as made:
        yield Path(made)


def first_change(made: list[Call], folder: Path) -> int:
    return next(at for at, call in enumerate(made) if call.opened.startswith(f"{folder}/"))


@needs_strace
@pytest.mark.timeout("7200")
@pytest.mark.long
def test_nothing_acknowledged_is_lost_to_a_power_cut(
    folder: Path, tmp_path: Path, place: Path, project: Path, request: pytest.FixtureRequest
) -> None:
    deep = bool(request.config.getoption("--deep"))
    disk = Disk(folder)
    made = recorded(folder, tmp_path / "log", project, rounds=3, saves=60 if deep else 8)
    seed = random.SystemRandom().randrange(1 << 32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    first = first_change(made, folder)
    cuts = [chance.randint(first, len(made)) for _ in range(CUTS_DEEP if deep else CUTS)]
    most = 0
    for left, acknowledged in left_at(disk, made, cuts, chance, place):
        most = max(most, len(acknowledged))
        check_vault(left, acknowledged)
    assert most > 10


@needs_strace
def test_a_disk_that_does_not_sync_would_be_noticed(folder: Path, tmp_path: Path, place: Path, project: Path) -> None:
    """The control: the same replay with every sync left out loses what was acknowledged."""
    lying = Disk(folder, syncs=False)
    made = recorded(folder, tmp_path / "log", project, rounds=1, saves=4)
    last = max(at for at, call in enumerate(made) if acknowledged_by(call))
    lost = 0
    for left, acknowledged in left_at(lying, made, [last + 1] * LIES, random.Random(4), place):
        assert len(acknowledged) == 4
        lost += not holds(left, acknowledged)
    assert lost > LIES // 2


def holds(folder: Path, acknowledged: dict[int, str]) -> bool:
    try:
        office = vaults.unlock(folder, PASSPHRASE)
    except Trouble:
        return False
    kept = numbers_kept(office)
    office.close()
    return acknowledged.items() <= kept.items()
