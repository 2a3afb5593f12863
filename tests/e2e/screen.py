"""A virtual screen and a session bus for each test process: so windows never take each other's keys."""

import os
import shutil
import subprocess
from types import TracebackType
from typing import Self

TOOLS = ("Xvfb", "dbus-daemon", "xdotool")
SIZE = "1400x1000x24"


class Screen:
    """While it is entered, `environment` leads a program to it."""

    def __init__(self) -> None:
        self._running: list[subprocess.Popen[str]] = []
        self.environment: dict[str, str] = {}

    def __enter__(self) -> Self:
        bus = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address={answer}"]
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self._start(bus)
        number = self._start(["Xvfb", "-displayfd", "{answer}", "-screen", "0", SIZE, "-nolisten", "tcp", "-noreset"])
        self.environment["DISPLAY"] = f":{number}"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for program in reversed(self._running):
            program.terminate()
            program.wait()

    def _start(self, command: list[str]) -> str:
        """Start a program that tells where it can be found once it is ready; what it tells.

        None of them knows of a screen: a keyring that is asked for then says no, where it would wait for a person.
        """
        answer, told = os.pipe()
        words = [word.format(answer=told) for word in command]
        environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
        self._running.append(
            subprocess.Popen(words, env=environment, pass_fds=(told,), stderr=subprocess.DEVNULL, text=True)
        )
        os.close(told)
        with os.fdopen(answer) as line:
            return line.readline().strip()


def can_be_had() -> bool:
    """Whether this machine has what it takes (Debian's `xvfb`, `dbus`, `xdotool`)."""
    return os.name == "posix" and all(map(shutil.which, TOOLS))
