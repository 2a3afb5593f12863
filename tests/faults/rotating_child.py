"""Opens a vault and changes its keys over and over, telling when one change is done, until it is killed."""

from pathlib import Path

from caseapp.services import team, vaults

from .killed import Tell


def rotate_on_and_on(tell: Tell, folder: Path, passphrase: str) -> None:
    """Tells `ready`, then `changed` after each change of keys."""
    office = vaults.unlock(folder, passphrase)
    tell("ready")
    while True:
        done = team.rotate(office)
        assert done.trouble is None, done.trouble
        tell("changed")
