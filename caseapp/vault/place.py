"""Where a folder lies: on this computer's own disk, on a network drive, on a stick, or in a folder copied to a cloud.

The journal of the database needs one computer with honest file locks, so a vault is never kept on a network drive. A
stick is lost with what is on it and knows no owners; a synchronising program carries old copies and half-written files
to other people's computers. What can be told is told from the kind of file system and from names: a server that
pretends to be a disk is not noticed, nor is macOS keeping Desktop and Documents in iCloud.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path, PurePath
from typing import Any

from caseapp.base.errors import Refused


class Place(StrEnum):
    """Kinds of places, by the code of what people are told."""

    OWN = ""
    NETWORK = "place_network"
    REMOVABLE = "place_removable"
    CLOUD = "place_cloud"


_NETWORK = frozenset({
    "afpfs", "afs", "beegfs", "ceph", "cifs", "davfs", "davfs2", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "smb2",
    "smb3", "smbfs", "webdav", "fuse.davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.rclone",
    "fuse.s3fs", "fuse.sshfs", "osxfuse", "macfuse",
})  # fmt: skip
_STICK = frozenset({"exfat", "fat", "fat32", "msdos", "vfat", "udf", "iso9660"})
_CLOUD_NAMES = re.compile(
    r"(onedrive|sharepoint|dropbox|google ?drive|my drive|icloud ?drive|icloud~|mobile documents|cloudstorage|box sync"
    r"|nextcloud|owncloud|pcloud ?drive|megasync|mega|proton ?drive|tresorit|syncthing|synologydrive|seafile)\b.*"
)
_CLOUD_MARKS = (
    ".dropbox",
    ".dropbox.cache",
    ".stfolder",
    ".owncloudsync.log",
    ".nextcloudsync.log",
    ".tmp.driveupload",
)
_CLOUD_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_DRIVE_REMOVABLE, _DRIVE_REMOTE, _DRIVE_DISC = 2, 4, 5


def place_of(folder: Path) -> Place:
    """What kind of place a folder lies in, made already or not. Where the system does not say, its own disk."""
    there = _nearest(folder)
    if sys.platform == "win32":
        import ctypes

        place = windows_place(there, ctypes.windll.kernel32)
    elif sys.platform == "darwin":
        place = kind_named(type_among(there, mac_mounts(_said_by_mount())))
    else:
        place = kind_named(type_among(there, linux_mounts(_mounts_of_linux())))
        if place is Place.OWN and _is_removable(there):
            place = Place.REMOVABLE
    if place is Place.OWN and in_a_cloud_folder(there, os.environ):
        return Place.CLOUD
    return place


def require_own_disk(folder: Path) -> None:
    """A new vault is made on this computer's own disk: raises `Refused` of `place_network`, `_removable`, `_cloud`."""
    _refuse(place_of(folder), (Place.NETWORK, Place.REMOVABLE, Place.CLOUD))


def require_not_shared(folder: Path) -> None:
    """A vault is not opened where two computers could write at once. Raises `Refused("place_network")`."""
    _refuse(place_of(folder), (Place.NETWORK,))


def _refuse(place: Place, refused: tuple[Place, ...]) -> None:
    if place not in refused:
        return
    if place is Place.NETWORK:
        raise Refused("place_network")
    if place is Place.REMOVABLE:
        raise Refused("place_removable")
    raise Refused("place_cloud")


def kind_named(file_system: str) -> Place:
    """The kind of place by the name of its file system."""
    name = file_system.casefold()
    if name in _NETWORK:
        return Place.NETWORK
    return Place.REMOVABLE if name in _STICK else Place.OWN


def type_among(folder: PurePath, mounts: Mapping[str, str]) -> str:
    """The file system a folder is on: that of the longest mount point above it; empty where none is."""
    for above in (folder, *folder.parents):
        if str(above) in mounts:
            return mounts[str(above)]
    return ""


def linux_mounts(mountinfo: str) -> dict[str, str]:
    """Mount point to file system, from the text of `/proc/self/mountinfo` (proc(5)); the last one at a point counts."""
    found = {}
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        words = before.split(" ")
        if len(words) > 4 and after:
            found[_unescaped(words[4])] = after.split(" ")[0]
    return found


def mac_mounts(said: str) -> dict[str, str]:
    """The same from what `mount` says on macOS: `/dev/disk4s1 on /Volumes/STICK (msdos, local, nodev)`."""
    lines = (re.fullmatch(r".+? on (/.*) \(([\w.]+)[,)].*", line) for line in said.splitlines())
    return {line[1]: line[2] for line in lines if line}


def windows_place(folder: PurePath, kernel32: Any) -> Place:
    """By GetDriveType and the name of the file system; the library is handed in, so that the calls can be seen.

    https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-getdrivetypew
    """
    import ctypes

    if folder.drive.startswith("\\\\"):
        return Place.NETWORK
    root = ctypes.c_wchar_p(folder.drive + "\\")
    kind = kernel32.GetDriveTypeW(root)
    if kind == _DRIVE_REMOTE:
        return Place.NETWORK
    if kind in {_DRIVE_REMOVABLE, _DRIVE_DISC}:
        return Place.REMOVABLE
    name = ctypes.create_unicode_buffer(64)
    told = kernel32.GetVolumeInformationW(root, None, 0, None, None, None, name, len(name))
    return kind_named(name.value) if told else Place.OWN


def in_a_cloud_folder(folder: Path, environment: Mapping[str, str]) -> bool:
    """Whether a program that copies to a cloud looks after a folder: by names, marks in it, and what Windows says."""
    if any(_CLOUD_NAMES.fullmatch(part.casefold()) for part in folder.parts):
        return True
    named = (Path(environment[name]) for name in _CLOUD_VARIABLES if environment.get(name))
    if any(folder.is_relative_to(one) for one in named):
        return True
    return any(_marked(above) for above in (folder, *folder.parents))


def _marked(folder: Path) -> bool:
    try:
        return any((folder / mark).exists() for mark in _CLOUD_MARKS) or any(folder.glob(".sync_*.db"))
    except OSError:
        return False


def _nearest(folder: Path) -> Path:
    """The folder, or what will hold it once it is made."""
    whole = folder.absolute()
    for above in (whole, *whole.parents):
        if above.exists():
            return above.resolve() / whole.relative_to(above)
    return whole


def _unescaped(text: str) -> str:
    """Blanks and the like stand as octal numbers in mountinfo."""
    return re.sub(r"\\([0-7]{3})", lambda one: chr(int(one[1], 8)), text)


def _mounts_of_linux() -> str:
    try:
        return Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _said_by_mount() -> str:
    try:
        return subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False, timeout=5).stdout
    except (OSError, subprocess.SubprocessError):
        return ""


def _is_removable(folder: Path) -> bool:
    """Whether the kernel calls the disk a removable one (sysfs); a stick may carry a file system of a fixed disk."""
    return any(file.read_text(encoding="ascii").strip() == "1" for file in _removable_marks(folder) if file.is_file())


def _removable_marks(folder: Path) -> Iterator[Path]:
    for above in (folder, *folder.parents):
        if above.exists():
            device = above.stat().st_dev
            disk = Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}").resolve()
            yield from (disk / "removable", disk.parent / "removable")
            return
