"""The theme in force: colours, fonts and sizes as one value.

Widgets ask `theme()` while they paint, so a change of scheme or text size needs nothing but a repaint.
"""

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPen

from ui.theme.high_contrast import SystemColours
from ui.theme.tokens import Scheme, Token, colours
from ui.theme.type import Role, font, line_height


@cache
def _colour(named: str) -> QColor:
    return QColor(named)


@dataclass(frozen=True, slots=True)
class Theme:
    """One scheme at one text scale. `quiet_motion` asks every animation to be instant.

    Where the system asks for high contrast, `system` holds its colours, which go before the scheme's.
    """

    scheme: Scheme = "light"
    scale: float = 1.0
    quiet_motion: bool = False
    system: SystemColours | None = None

    def colour(self, token: Token) -> QColor:
        """The colour of a token. Cached and shared: copy it before changing it."""
        return _colour(self.named(token))

    def named(self, token: Token) -> str:
        """The colour of a token as `#RRGGBB`."""
        return self.system.of(token) if self.system is not None else colours(self.scheme)[token]

    def tint_pen(self) -> QPen:
        """The edge of a tinted area: none, or a line where high contrast has taken the tint away."""
        return QPen(Qt.PenStyle.NoPen) if self.system is None else QPen(self.colour("line_strong"), 1)

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
