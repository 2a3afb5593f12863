"""The theme in force: colours, fonts and sizes as one value.

Widgets ask `theme()` while they paint, so a change of scheme or text size needs nothing but a repaint.
"""

from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QColor, QFont

from ui.theme.tokens import Scheme, Token, colours
from ui.theme.type import Role, font, line_height


@cache
def _colour(scheme: Scheme, token: Token) -> QColor:
    return QColor(colours(scheme)[token])


@dataclass(frozen=True, slots=True)
class Theme:
    """One scheme at one text scale. `quiet_motion` asks every animation to be instant."""

    scheme: Scheme = "light"
    scale: float = 1.0
    quiet_motion: bool = False

    def colour(self, token: Token) -> QColor:
        """The colour of a token. Cached and shared: copy it before changing it."""
        return _colour(self.scheme, token)

    def font(self, role: Role, *, tabular: bool = False) -> QFont:
        """The font of a role at this text scale."""
        return font(role, self.scale, tabular=tabular)

    def line(self, role: Role) -> int:
        """Height of one line of a role, in pixels."""
        return line_height(role, self.scale)

    def grown(self, size: float) -> int:
        """A size that holds text (a row, a badge, a button), grown with the text scale."""
        return round(size * self.scale)


_in_force: list[Theme] = [Theme()]


def theme() -> Theme:
    """The theme in force."""
    return _in_force[0]


def use(new: Theme) -> None:
    """Put a theme in force. Only `apply_theme` calls this: it also restyles what is on screen."""
    _in_force[0] = new
