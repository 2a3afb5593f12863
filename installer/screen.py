"""Is there a screen?"""

import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path


def why_no_screen(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str:
    """One sentence if a window could not be shown, nothing if it could. Only Linux is ever without a screen."""
    if not platform.startswith("linux") or _wayland_answers(environment):
        return ""
    display = environment.get("DISPLAY", "")
    if not display:
        return "This machine has no screen (neither DISPLAY nor WAYLAND_DISPLAY is set)."
    return "" if _x_answers(display) else f"No screen answers at DISPLAY={display}."


def _wayland_answers(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY", "")
    return bool(name) and Path(environment.get("XDG_RUNTIME_DIR", "/"), name).is_socket()


def _x_answers(display: str) -> bool:
    """Connect and hang up. `:1.0` is a local socket, `host:10.0` (as ssh forwards it) is TCP port 6010."""
    host, _, number = display.rpartition(":")
    number = number.partition(".")[0]
    if not number.isdigit():
        return False
    if host not in ("", "unix"):
        return _connects(socket.AF_INET, (host, 6000 + int(number)))
    path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - fixed by X11
    local = getattr(socket, "AF_UNIX", socket.AF_UNSPEC)  # Windows has none, and does not come here
    return _connects(local, path) or _connects(local, "\0" + path)


def _connects(family: socket.AddressFamily, address: str | tuple[str, int]) -> bool:
    with socket.socket(family) as probe:
        probe.settimeout(2)
        try:
            probe.connect(address)
        except OSError:
            return False
    return True
