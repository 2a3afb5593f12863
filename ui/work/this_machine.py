"""The settings of this machine as they are in force. The settings page changes them; the window obeys and saves."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from caseapp.base.machine_settings import MachineSettings


class ThisMachine(QObject):
    """Tells `changed(MachineSettings)` when somebody has chosen something else."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.settings = MachineSettings()


_ONE: list[ThisMachine] = []


def this_machine() -> ThisMachine:
    """The one value the window listens to."""
    if not _ONE:
        _ONE.append(ThisMachine())
    return _ONE[0]


def change_settings(**chosen: Any) -> None:
    """Put other values in force, by the names of `MachineSettings`; nothing happens where they are the same."""
    one = this_machine()
    settings = replace(one.settings, **chosen)
    if settings != one.settings:
        one.settings = settings
        one.changed.emit(settings)
