"""Against a real gnome-keyring in a private session: enrolment, a lost keyring, a wrong keyring password."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

CHILD = Path(__file__).with_name("real_keyring_child.py")
TOOLS = ("dbus-run-session", "gnome-keyring-daemon")
SESSION = r"""
set -e
mkdir -p "$XDG_DATA_HOME"
printf '%s\n' "$RING_PASSWORD" | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null 2>&1
exec "$@"
"""

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="gnome-keyring is Linux's"),
    pytest.mark.skipif(any(shutil.which(tool) is None for tool in TOOLS), reason="needs dbus and gnome-keyring"),
]


def journey(what: str, folder: Path, home: Path, project: Path, password: str = "ci") -> None:
    """One run of the app in a session of its own, which ends with it and takes the keyring's daemon along.

    As on a real system the session has a runtime folder of its own, with a short path: a socket's has 107 characters.
    """
    home.mkdir(exist_ok=True)
    runtime = tempfile.mkdtemp(prefix="run")
    places = {
        "HOME": home,
        "XDG_DATA_HOME": home / "share",
        "XDG_CONFIG_HOME": home / "config",
        "XDG_RUNTIME_DIR": runtime,
        "RING_PASSWORD": password,
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
    }
    environment = {key: value for key, value in os.environ.items() if key not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    environment |= {key: str(value) for key, value in places.items()}
    done = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", SESSION, "session", sys.executable, CHILD, what, folder],
        env=environment,
        cwd=project,
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert done.stdout.endswith("ok\n"), done.stdout + done.stderr


def test_a_vault_is_bound_to_a_real_keyring_and_gets_over_its_loss(tmp_path: Path, project: Path) -> None:
    folder = tmp_path / "vault"
    journey("enrol", folder, tmp_path / "laptop", project)
    stored = b"".join(file.read_bytes() for file in (tmp_path / "laptop" / "share").rglob("*") if file.is_file())
    assert b"Case Tracker" not in stored, "the keyring keeps even the names of its items unreadable"
    journey("locked", folder, tmp_path / "laptop", project, password="another one")
    journey("lose", folder, tmp_path / "new laptop", project)
