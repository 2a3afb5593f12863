"""High contrast: when the system asks for it, its own colours take the place of ours and every tint goes.

Borders, words and shapes stay, so nothing that was said is lost (design language §6, EN 301 549 11.7).
"""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette

from ui.theme.tokens import Token


@dataclass(frozen=True, slots=True)
class SystemColours:
    """The colours a system's contrast theme consists of, as `#RRGGBB`."""

    window: str
    text: str
    highlight: str
    on_highlight: str
    link: str

    def of(self, token: Token) -> str:
        """The system's colour for one of our tokens."""
        if token in _HIGHLIGHTED:
            return self.highlight
        if token in _GROUNDS or token.endswith("_tint"):
            return self.window
        return {"on_accent": self.on_highlight, "link": self.link}.get(token, self.text)


_HIGHLIGHTED: frozenset[Token] = frozenset(("accent", "accent_hover", "accent_press", "focus"))
_GROUNDS: frozenset[Token] = frozenset(
    ("canvas", "sidebar", "surface", "sunken", "hover", "press", "selected", "on_reverse")
)


def contrast_is_wanted() -> bool:
    """Whether the desktop asks for more contrast."""
    hints = QGuiApplication.styleHints()
    accessibility = hints.accessibility()
    return accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast


def system_colours(system: QPalette) -> SystemColours:
    """The colours of the desktop's own palette."""
    role = QPalette.ColorRole
    return SystemColours(
        window=system.color(role.Base).name(),
        text=system.color(role.Text).name(),
        highlight=system.color(role.Highlight).name(),
        on_highlight=system.color(role.HighlightedText).name(),
        link=system.color(role.Link).name(),
    )
