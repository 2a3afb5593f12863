"""System libraries on Debian and its relatives: what is missing, and how to get it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable


def is_debian_like() -> bool:
    """Whether packages are kept by dpkg and fetched by apt here."""
    return sys.platform.startswith("linux") and all(map(shutil.which, ("dpkg-query", "apt-get")))


def missing(packages: Iterable[str]) -> list[str]:
    """Those packages that are neither installed nor provided by an installed one under a newer name."""
    wanted = list(packages)
    installed = _installed(wanted)
    if not installed.issuperset(wanted):
        installed = _installed([])
    return [name for name in wanted if name not in installed]


def _installed(names: list[str]) -> set[str]:
    """Names of installed packages (all of them if none is named), with the names they stand in for."""
    form = "${db:Status-Abbrev}\t${Package}, ${Provides}\n"
    answer = subprocess.run(["dpkg-query", "-W", "-f", form, *names], capture_output=True, text=True, check=False)
    found = set()
    for line in answer.stdout.splitlines():
        state, _, provides = line.partition("\t")
        if state.startswith("ii"):
            found |= {name.split("(")[0].strip().split(":")[0] for name in provides.split(",")}
    return found


def install_command(packages: list[str]) -> list[str]:
    """The command a person would type."""
    return ["apt-get", "install", "-y", "--no-install-recommends", *packages]


def as_root() -> list[str] | None:
    """What to put before a command that needs root: nothing, sudo, or None if neither is possible here."""
    if sys.platform != "win32" and os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    silent = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    return ["sudo"] if silent or sys.stdin.isatty() else None


def install(packages: list[str], prefix: list[str]) -> str:
    """Fetch and install; returns nothing, or apt's last words if it failed.

    Failing to refresh the package lists is no failure: another source than ours may be out of reach.
    """
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"]
    _said([*apt, "update"])
    code, words = _said([*apt, *install_command(packages)[1:]])
    return "" if code == 0 else words or "apt-get failed"


def _said(command: list[str]) -> tuple[int, str]:
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, "\n".join(done.stdout.splitlines()[-4:])
