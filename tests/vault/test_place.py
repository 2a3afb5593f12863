"""Where a folder lies: network drives, sticks and folders copied to a cloud are known by what the system says."""

import ctypes
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

import pytest

from caseapp.base.clock import SetClock
from caseapp.base.errors import Refused
from caseapp.crypto.kdf import TESTING
from caseapp.services import backups, health, vaults
from caseapp.vault import place
from caseapp.vault.place import Place
from caseapp.vault.vault import create_vault, unlock, unlock_with_recovery

from .conftest import NOON, PASSPHRASE, Made

MOUNTS = r"""
22 27 0:21 / /proc rw,relatime - proc proc rw
28 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
29 28 0:40 / /mnt/team\040drive rw - cifs //office/share rw
30 28 0:41 / /home rw,relatime - ext4 /dev/sda2 rw
31 30 8:17 / /media/ann/STICK rw,nosuid - vfat /dev/sdb1 rw
32 30 0:50 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
33 28 0:51 / /srv rw - nfs4 files:/srv rw
34 28 8:33 / /srv rw - ext4 /dev/sdc1 rw
"""
MAC = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
//ann@office/team on /Volumes/team (smbfs, nodev, nosuid, mounted by ann)
/dev/disk4s1 on /Volumes/STICK ONE (msdos, local, nodev, nosuid, noowners)
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/ann/vault", Place.OWN),
        ("/mnt/team drive/vault", Place.NETWORK),
        ("/mnt/team", Place.OWN),
        ("/media/ann/STICK/a/b", Place.REMOVABLE),
        ("/run/user/1000/gvfs/smb-share:server=office", Place.NETWORK),
        ("/srv/vault", Place.OWN),  # the last mounted at a point is the one that is seen
    ],
)
def test_on_linux_by_the_longest_mount_point_above_it(folder: str, kind: Place) -> None:
    assert place.kind_named(place.type_among(PurePosixPath(folder), place.linux_mounts(MOUNTS))) is kind


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/Users/ann/vault", Place.OWN),
        ("/Volumes/team/vault", Place.NETWORK),
        ("/Volumes/STICK ONE/vault", Place.REMOVABLE),
    ],
)
def test_on_macos_by_what_mount_says(folder: str, kind: Place) -> None:
    assert place.kind_named(place.type_among(PurePosixPath(folder), place.mac_mounts(MAC))) is kind


class Kernel32:
    """Stands for the library of Windows: answers for one drive, and notes which was asked for."""

    def __init__(self, kind: int, file_system: str = "NTFS", answer: int = 1) -> None:
        self.asked: list[str | None] = []
        self._kind, self._file_system, self._answer = kind, file_system, answer

    def GetDriveTypeW(self, root: ctypes.c_wchar_p) -> int:
        self.asked.append(root.value)
        return self._kind

    def GetVolumeInformationW(self, root: ctypes.c_wchar_p, *rest: Any) -> int:
        rest[-2].value = self._file_system
        return self._answer


@pytest.mark.parametrize(
    ("folder", "library", "kind"),
    [
        (r"C:\Users\Ann\vault", Kernel32(3), Place.OWN),
        (r"H:\vault", Kernel32(4), Place.NETWORK),
        (r"\\office\team\vault", Kernel32(3), Place.NETWORK),
        (r"E:\vault", Kernel32(2), Place.REMOVABLE),
        (r"F:\vault", Kernel32(3, "exFAT"), Place.REMOVABLE),
        (r"G:\vault", Kernel32(3, "exFAT", 0), Place.OWN),  # the drive does not say
    ],
)
def test_on_windows_by_the_kind_of_drive_and_its_file_system(folder: str, library: Kernel32, kind: Place) -> None:
    path = PureWindowsPath(folder)
    assert place.windows_place(path, library) is kind
    assert library.asked in ([], [path.drive + "\\"])


@pytest.mark.parametrize(
    "folder",
    ["OneDrive", "OneDrive - Kent Support", "Dropbox", "Google Drive", "Nextcloud", "CloudStorage", "iCloudDrive"],
)
def test_a_folder_in_a_cloud_is_known_by_its_name(folder: str, tmp_path: Path) -> None:
    assert place.in_a_cloud_folder(tmp_path / folder / "vault", {})
    assert not place.in_a_cloud_folder(tmp_path / f"not {folder}" / "vault", {})


def test_a_folder_in_a_cloud_is_known_by_marks_and_by_what_windows_says(tmp_path: Path) -> None:
    folder = tmp_path / "papers" / "vault"
    folder.mkdir(parents=True)
    assert not place.in_a_cloud_folder(folder, {"OneDrive": str(tmp_path / "other"), "OneDriveCommercial": ""})
    assert place.in_a_cloud_folder(folder, {"OneDriveCommercial": str(tmp_path)})
    (tmp_path / "papers" / ".stfolder").mkdir()
    assert place.in_a_cloud_folder(folder, {})


def test_this_computers_own_disk_is_fine_whether_the_folder_is_made_or_not(tmp_path: Path) -> None:
    assert place.place_of(tmp_path) is Place.OWN
    assert place.place_of(tmp_path / "not" / "yet") is Place.OWN


def test_a_link_into_a_cloud_folder_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "papers").symlink_to(tmp_path / "Dropbox", target_is_directory=True)
    assert place.place_of(tmp_path / "papers" / "vault") is Place.CLOUD


@pytest.mark.skipif(not sys.platform.startswith("linux") or os.geteuid() != 0, reason="needs root and Linux")
def test_a_real_fat_disk_is_a_stick(tmp_path: Path) -> None:
    image, at = tmp_path / "image", tmp_path / "at"
    at.mkdir()
    image.write_bytes(bytes(4 << 20))
    if not (worked("mkfs.vfat", image) and worked("mount", "-o", "loop", image, at)):
        pytest.skip("needs mkfs.vfat and the right to mount")
    try:
        assert place.place_of(at / "vault") is Place.REMOVABLE
    finally:
        subprocess.run(["umount", str(at)], check=True)


def worked(program: str, *arguments: str | Path) -> bool:
    return shutil.which(program) is not None and (
        subprocess.run([program, *arguments], capture_output=True, check=False).returncode == 0
    )


@pytest.mark.parametrize("kind", [Place.NETWORK, Place.REMOVABLE, Place.CLOUD])
def test_statement_10_no_vault_is_made_where_it_does_not_belong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: Place
) -> None:
    monkeypatch.setattr(place, "place_of", lambda _folder: kind)
    with pytest.raises(Refused, match=kind.value):
        create_vault(tmp_path / "v", label="Ann", passphrase=PASSPHRASE, now=NOON, profile=TESTING)
    assert not (tmp_path / "v").exists()


def test_statement_10_a_vault_on_a_network_drive_is_not_opened(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {file.name: file.read_bytes() for file in made.folder.iterdir()}
    monkeypatch.setattr(place, "place_of", lambda _folder: Place.NETWORK)
    for open_it in (
        lambda: unlock(made.folder, made.passphrase),
        lambda: unlock_with_recovery(made.folder, made.recovery_code),
    ):
        with pytest.raises(Refused, match="place_network"):
            open_it()
    assert {file.name: file.read_bytes() for file in made.folder.iterdir()} == before


def test_statement_10_a_vault_that_came_into_a_cloud_folder_opens_with_a_warning(tmp_path: Path) -> None:
    """Nobody is kept from their records; what is wrong with the place is told at each unlocking."""
    clock = SetClock(datetime(2026, 11, 19, 9, tzinfo=UTC))
    made = vaults.set_up(tmp_path / "v", name="Robin E.", passphrase=PASSPHRASE, profile=TESTING, clock=clock)
    made.office.close()
    (tmp_path / "Dropbox").mkdir()
    moved = (tmp_path / "v").rename(tmp_path / "Dropbox" / "v")
    office = vaults.unlock(moved, PASSPHRASE, clock=clock)
    found = health.at_start(office)
    office.close()
    assert [finding.code for finding in found.findings] == ["place_cloud"]
    assert "Dropbox" in found.sentences[0]


def test_backups_may_go_to_a_stick_or_the_offices_drive_but_a_cloud_is_warned_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warning = backups.place_warning(tmp_path / "Dropbox" / "backups")
    assert warning is not None
    assert warning.code == "backup_in_cloud"
    for kind in (Place.NETWORK, Place.REMOVABLE, Place.OWN):
        monkeypatch.setattr(backups, "place_of_folder", lambda _folder, kind=kind: kind)
        assert backups.place_warning(tmp_path) is None
