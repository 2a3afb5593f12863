"""Puts a theme in force and restyles everything on screen, at start and whenever a setting changes."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme.high_contrast import contrast_is_wanted, system_colours
from ui.theme.palette import palette
from ui.theme.style import AppStyle
from ui.theme.style_sheet import style_sheet
from ui.theme.theme import Theme, theme, use
from ui.theme.tokens import Scheme
from ui.theme.type import FACES, Role, load_fonts

Choice = Literal["light", "dark", "system"]
_ROLE = "typeRole"
_TABULAR = " tabular"


def apply_theme(
    app: QApplication, scheme: Choice = "system", scale: float = 1.0, *, quiet_motion: bool = False
) -> Theme:
    """Show the whole app in a scheme at a text scale (1.0 to 2.0, held within), and give back the theme in force.

    May be called again at any time: fonts set with `set_role` are set anew, what has a `fit_text_size` is told, and
    every widget is repainted. Call it again when the system turns dark or light, or asks for more contrast.
    """
    load_fonts()
    system = None
    if contrast_is_wanted():
        app.setPalette(QPalette())  # the system's own, to see its colours
        system = system_colours(app.palette())
    chosen = system_scheme() if scheme == "system" else scheme
    made = Theme(chosen, max(1.0, min(2.0, scale)), quiet_motion, system)
    use(made)
    if not isinstance(app.property("appStyle"), bool):
        app.setStyle(AppStyle())
        app.setProperty("appStyle", True)
    app.setPalette(palette(made))
    app.setFont(made.font("body"))
    app.setStyleSheet(style_sheet(made))
    for widget in QApplication.allWidgets():
        named = widget.property(_ROLE) or ""
        role = named.removesuffix(_TABULAR)
        if role in FACES:
            widget.setFont(made.font(role, tabular=role != named))
        if (fit := getattr(widget, "fit_text_size", None)) is not None:
            fit()
        widget.updateGeometry()
        widget.update()
    return made


def system_scheme() -> Scheme:
    """What the desktop asks for; light when it does not say."""
    hints = QGuiApplication.styleHints()
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def set_role(widget: QWidget, role: Role, *, tabular: bool = False) -> None:
    """Give a widget the font of a role, kept through every later change of text size."""
    widget.setProperty(_ROLE, role + _TABULAR if tabular else role)
    widget.setFont(theme().font(role, tabular=tabular))
