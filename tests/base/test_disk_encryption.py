"""Statement 58: BitLocker, FileVault and LUKS, as each system tells of them."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from caseapp.base.disk_encryption import Disk, disk_encryption


def device(system: Path, number: str, uuid: str = "", on: Sequence[str] = ()) -> Path:
    """A device of /sys: its dm name, and what it lies on."""
    real = system / "devices" / number.replace(":", "-")
    (real / "slaves").mkdir(parents=True)
    if uuid:
        (real / "dm").mkdir()
        (real / "dm" / "uuid").write_text(uuid + "\n")
    for below in on:
        (real / "slaves" / below.replace(":", "-")).symlink_to(system / "devices" / below.replace(":", "-"))
    (system / "dev" / "block").mkdir(parents=True, exist_ok=True)
    (system / "dev" / "block" / number).symlink_to(real)
    return real


@pytest.fixture
def number(tmp_path: Path) -> str:
    mine = tmp_path.stat().st_dev
    return f"{os.major(mine)}:{os.minor(mine)}"


@pytest.mark.skipif(not hasattr(os, "major"), reason="Linux only")
@pytest.mark.parametrize(
    ("uuid", "below", "state"),
    [
        ("CRYPT-LUKS2-0123-home", {}, Disk.ENCRYPTED),
        ("LVM-abc", {"8:2": "CRYPT-LUKS2-0123-root"}, Disk.ENCRYPTED),
        ("LVM-abc", {"8:2": "CRYPT-LUKS2-0123-root", "8:3": ""}, Disk.OPEN),
        ("LVM-abc", {}, Disk.OPEN),
        ("", {}, Disk.OPEN),
    ],
    ids=["luks", "lvm on luks", "half of it", "lvm alone", "plain partition"],
)
def test_linux_follows_every_device_down(
    tmp_path: Path, number: str, uuid: str, below: dict[str, str], state: Disk
) -> None:
    for name, its in below.items():
        device(tmp_path / "sys", name, its)
    device(tmp_path / "sys", number, uuid, tuple(below))
    found = disk_encryption(tmp_path / "not" / "there", "linux", system=tmp_path / "sys")
    assert (found.state, found.product) == (state, "LUKS")


@pytest.mark.skipif(not hasattr(os, "major"), reason="Linux only")
def test_linux_without_a_device_is_not_known(tmp_path: Path) -> None:
    assert disk_encryption(tmp_path, "linux", system=tmp_path).state is Disk.UNKNOWN


@pytest.mark.parametrize(
    ("said", "state"),
    [("FileVault is On.\n", Disk.ENCRYPTED), ("FileVault is Off.\n", Disk.OPEN), ("", Disk.UNKNOWN)],
)
def test_macos_asks_fdesetup(tmp_path: Path, said: str, state: Disk) -> None:
    asked: list[Sequence[str]] = []

    def run(command: Sequence[str]) -> str:
        asked.append(command)
        return said

    assert disk_encryption(tmp_path, "darwin", run=run).state is state
    assert asked == [("/usr/bin/fdesetup", "status")]


@pytest.mark.parametrize(
    ("said", "state"), [("1\r\n", Disk.ENCRYPTED), ("2", Disk.OPEN), ("5", Disk.OPEN), ("", Disk.UNKNOWN)]
)
def test_windows_asks_for_the_column_of_explorer(said: str, state: Disk) -> None:
    asked: list[Sequence[str]] = []

    class Folder(type(Path())):  # type: ignore[misc]  # a folder of Windows, seen from anywhere
        drive = "c:"

        def exists(self, **_how: object) -> bool:
            return True

        def resolve(self, **_how: object) -> "Folder":
            return self

    def run(command: Sequence[str]) -> str:
        asked.append(command)
        return said

    assert disk_encryption(Folder("vault"), "win32", run=run).state is state
    assert "NameSpace('C:')" in asked[0][-1]


def test_a_program_that_is_not_there_is_not_known(tmp_path: Path) -> None:
    from caseapp.base.disk_encryption import _run

    assert _run((str(tmp_path / "fdesetup"), "status")) == ""
