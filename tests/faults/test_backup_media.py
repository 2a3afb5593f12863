"""Backups on real media: full, and such as can only be read."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from caseapp.base.clock import SetClock
from caseapp.base.errors import Refused
from caseapp.services import backups, health, vaults
from caseapp.services.office import Office

PASSPHRASE = "violet harbour lantern pebble crisp"


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Path]:
    """A small disk in memory."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("mounting needs Linux and its administrator")
    place = tmp_path / "stick"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", str(place)], check=False)
    if made.returncode:
        pytest.skip("this machine lets nobody mount")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_stick_that_fills_up_harms_no_earlier_backup(
    office: Office, amara: str, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = backups.back_up(office, stick).folder
    roomy = shutil.disk_usage(office.folder)
    for free in (20_000, 300_000, 500_000, 900_000):
        left = shutil.disk_usage(stick).free - free
        (stick / "photos").write_bytes(bytes(left))
        with pytest.raises(Refused, match="backup_no_room"):
            backups.back_up(office, stick)
        with monkeypatch.context() as wrong:  # the room was there when it was asked for
            wrong.setattr(shutil, "disk_usage", lambda _path: roomy)
            with pytest.raises(Refused, match="disk_full"):
                backups.back_up(office, stick)
        (stick / "photos").unlink()
        assert [one.folder for one in backups.generations(office, stick)] == [first]
    assert not list(stick.glob("*.part"))
    assert health.whole(office).well
    assert backups.back_up(office, stick).folder != first


def test_a_medium_that_can_only_be_read_restores_and_refuses_to_be_written(
    office: Office, amara: str, stick: Path, clock: SetClock
) -> None:
    backup = backups.back_up(office, stick).folder
    subprocess.run(["mount", "-o", "remount,ro", str(stick)], check=True)
    with pytest.raises(Refused) as refused:
        backups.back_up(office, stick)
    assert refused.value.code in {"folder_read_only", "backup_folder_unreachable"}
    office.close()
    backups.restore(backup, office.folder, passphrase=PASSPHRASE, clock=clock)
    again = vaults.unlock(office.folder, PASSPHRASE, clock=clock)
    assert health.whole(again).well
    again.close()


def test_restoring_onto_a_full_disk_changes_nothing(
    office: Office, amara: str, stick: Path, tmp_path: Path, clock: SetClock
) -> None:
    backup = backups.back_up(office, tmp_path / "backups").folder
    office.close()
    shutil.copytree(office.folder, stick / "vault")
    (stick / "photos").write_bytes(bytes(shutil.disk_usage(stick).free - 200_000))
    before = (stick / "vault" / "vault.db").read_bytes()
    with pytest.raises(Refused, match="disk_full"):
        backups.restore(backup, stick / "vault", passphrase=PASSPHRASE, clock=clock)
    assert (stick / "vault" / "vault.db").read_bytes() == before
    assert not list((stick / "vault").glob("*.restoring*"))
    (stick / "photos").unlink()
    backups.restore(backup, stick / "vault", passphrase=PASSPHRASE, clock=clock)
