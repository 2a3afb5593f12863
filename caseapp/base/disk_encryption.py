"""Whether the disk under a folder is encrypted: LUKS, FileVault or BitLocker, as the system tells it.

The vault is encrypted either way. What the system writes of its own accord is not: memory swapped out, hibernation.
"""

import os
import re
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from sys import platform as this_platform

Run = Callable[[Sequence[str]], str]
_SECONDS = 20
_BITLOCKER = {"1": True, "3": True, "6": True, "0": False, "2": False, "4": False, "5": False, "8": False}
"""Windows' `System.Volume.BitLockerProtection`: on, being encrypted, on and locked; the rest protect nothing now."""


class Disk(Enum):
    """What could be found out."""

    ENCRYPTED = "encrypted"
    OPEN = "open"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DiskEncryption:
    """The state, and what encrypts a disk on this system."""

    state: Disk
    product: str


def disk_encryption(
    folder: Path, platform: str = this_platform, *, run: Run | None = None, system: Path = Path("/sys")
) -> DiskEncryption:
    """Ask the system about the disk under a folder, or under the nearest one above that is there. May take seconds."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    ask = run or _run
    if platform == "win32":
        return DiskEncryption(_windows(folder, ask), "BitLocker")
    if platform == "darwin":
        return DiskEncryption(_macos(ask), "FileVault")
    return DiskEncryption(_linux(folder, system), "LUKS")


def _linux(folder: Path, system: Path) -> Disk:
    """The device under the folder, and every device that one lies on: one link of each way must be dm-crypt."""
    number = folder.stat().st_dev
    device = system / "dev" / "block" / f"{os.major(number)}:{os.minor(number)}"
    try:
        found = _encrypted(device.resolve(strict=True))
    except OSError:
        return Disk.UNKNOWN  # a file system over several devices, or one that is not on a disk
    return Disk.ENCRYPTED if found else Disk.OPEN


def _encrypted(device: Path) -> bool:
    name = device / "dm" / "uuid"
    if name.is_file() and name.read_text(encoding="ascii", errors="replace").startswith("CRYPT-"):
        return True
    below = device / "slaves"
    parts = sorted(below.iterdir()) if below.is_dir() else []
    return bool(parts) and all(_encrypted(part.resolve()) for part in parts)


def _macos(run: Run) -> Disk:
    said = run(("/usr/bin/fdesetup", "status"))
    if "FileVault is On" in said:
        return Disk.ENCRYPTED
    return Disk.OPEN if "FileVault is Off" in said else Disk.UNKNOWN


def _windows(folder: Path, run: Run) -> Disk:
    """Explorer's own column, which needs no administrator; `manage-bde` would."""
    drive = folder.resolve().drive.upper()
    if not re.fullmatch(r"[A-Z]:", drive):
        return Disk.UNKNOWN
    asks = (
        f"(New-Object -ComObject Shell.Application).NameSpace('{drive}').Self"
        ".ExtendedProperty('System.Volume.BitLockerProtection')"
    )
    said = run(("powershell.exe", "-NoProfile", "-NonInteractive", "-Command", asks)).strip()
    on = _BITLOCKER.get(said)
    return Disk.UNKNOWN if on is None else (Disk.ENCRYPTED if on else Disk.OPEN)


def _run(command: Sequence[str]) -> str:
    """What a command of the system prints; nothing where there is none."""
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        return subprocess.run(
            command, capture_output=True, text=True, timeout=_SECONDS, check=False, creationflags=hidden
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return ""
