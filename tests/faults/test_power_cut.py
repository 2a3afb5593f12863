"""The power goes at any moment: everything acknowledged is there when it is back, and the vault opens whole.

A program saving contacts is followed with strace; its writes are replayed up to a random call, and what was not yet
synced survives or not by chance (`power.py`). 800 cuts with --deep.
"""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from caseapp.base.errors import Trouble
from caseapp.services import vaults

from .kept import PASSPHRASE, can_trace, check_vault, needs_strace, numbers_kept
from .power import Disk
from .trace import CALLS, Call, calls

CHILD = Path(__file__).with_name("few_saves_child.py")
CUTS, CUTS_DEEP = 60, 800
LIES = 12


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


def cut(disk: Disk, made: list[Call], at: int, chance: random.Random, folder: Path) -> dict[int, str]:
    """Put what is left of the disk after so many calls into a folder; returns what was acknowledged by then."""
    acknowledged: dict[int, str] = {}
    for call in made[:at]:
        disk.take(call)
        if (told := acknowledged_by(call)) is not None:
            acknowledged[told[0]] = told[1]
    folder.mkdir(mode=0o700)
    for name, content in disk.after_the_cut(chance):
        (folder / name).write_bytes(content)
    return acknowledged


def first_change(made: list[Call], folder: Path) -> int:
    return next(at for at, call in enumerate(made) if call.opened.startswith(f"{folder}/"))


@needs_strace
@pytest.mark.timeout("3600")
def test_nothing_acknowledged_is_lost_to_a_power_cut(
    folder: Path, tmp_path: Path, project: Path, request: pytest.FixtureRequest
) -> None:
    deep = bool(request.config.getoption("--deep"))
    before = Disk(folder)
    made = recorded(folder, tmp_path / "log", project, rounds=3, saves=60 if deep else 6)
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    first = first_change(made, folder)
    most = 0
    for number in range(CUTS_DEEP if deep else CUTS):
        left = tmp_path / f"cut-{number}"
        acknowledged = cut(before.copy(), made, chance.randint(first, len(made)), chance, left)
        most = max(most, len(acknowledged))
        check_vault(left, acknowledged)
    assert most > 10


@needs_strace
def test_a_disk_that_does_not_sync_would_be_noticed(folder: Path, tmp_path: Path, project: Path) -> None:
    """The control: the same replay with every sync left out loses what was acknowledged."""
    lying = Disk(folder, syncs=False)
    made = recorded(folder, tmp_path / "log", project, rounds=1, saves=4)
    last = max(at for at, call in enumerate(made) if acknowledged_by(call))
    lost = 0
    for seed in range(LIES):
        left = tmp_path / f"cut-{seed}"
        acknowledged = cut(lying.copy(), made, last + 1, random.Random(seed), left)
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
