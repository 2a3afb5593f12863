"""A save that was acknowledged survives `kill -9`, and what was not acknowledged is there whole or not at all."""

import random
from pathlib import Path

import pytest

from caseapp.services import vaults

from .kept import PASSPHRASE, check_vault, numbers_kept
from .killed import running
from .saving_child import save_on_and_on

KILLS, KILLS_DEEP = 200, 5_000
APART = 1_000
"""No number twice, whatever was saved in the turn before without being acknowledged."""


def saved_until_killed(folder: Path, start: int, chance: random.Random) -> dict[int, str]:
    """What a program acknowledged that was killed somewhere in its first to fourth save, or a little later."""
    with running(save_on_and_on, folder, PASSPHRASE, start) as program:
        assert program.hear() == "ready"
        said = [program.hear() for _ in range(chance.randint(0, 3))]
        said += program.kill_after(chance.uniform(0, 0.03))
    return {int(number): row_id for number, row_id in (words.split() for words in said)}


@pytest.mark.timeout("7200")
@pytest.mark.long
def test_nothing_acknowledged_is_lost_to_kill_9(folder: Path, request: pytest.FixtureRequest) -> None:
    seed = random.SystemRandom().randrange(1 << 32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    acknowledged: dict[int, str] = {}
    kills = KILLS_DEEP if request.config.getoption("--deep") else KILLS
    for turn in range(kills):
        acknowledged |= saved_until_killed(folder, turn * APART, chance)
        if chance.random() < 0.1:
            office = vaults.unlock(folder, PASSPHRASE)
            kept = numbers_kept(office)
            office.close()
            assert acknowledged.items() <= kept.items()
    assert len(acknowledged) > kills
    check_vault(folder, acknowledged)
