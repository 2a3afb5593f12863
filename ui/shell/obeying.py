"""Puts the settings of this machine in force while the window is open."""

from PySide6.QtWidgets import QApplication

from caseapp.base.machine_settings import MachineSettings
from ui.shell.cover import Cover
from ui.shell.gate import Gate
from ui.shell.workplace import Workplace
from ui.theme.apply import apply_theme


def look_as(settings: MachineSettings, workplace: Workplace | None) -> None:
    """Theme, text size and motion, of all that is on the screen."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        apply_theme(app, settings.theme, settings.text_scale, quiet_motion=settings.quiet_motion)
    if workplace is not None:
        workplace.sidebar.fit(workplace.width())


def same_looks(one: MachineSettings, other: MachineSettings) -> bool:
    """Whether nothing on the screen has to change from one to the other."""
    looks = (one.theme, one.text_scale, one.quiet_motion)
    return looks == (other.theme, other.text_scale, other.quiet_motion)


def behave_as(settings: MachineSettings, gate: Gate, cover: Cover) -> None:
    """When to lock, which keys hide, and what the cover shows."""
    gate.obey(settings.idle_minutes, shift_hides=settings.shift_hides)
    cover.set_lines(settings.cover_lines)
