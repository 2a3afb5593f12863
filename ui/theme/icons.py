"""Lucide icons, recoloured and drawn sharp at any screen ratio.

`icon_pixmap(name, size, token)` for painters, `icon(name, token, size)` for buttons and menus. Names are those of
lucide.dev; only the files in `resources/icons` exist.
"""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from caseapp.base.resources import read_text
from ui.theme.theme import theme
from ui.theme.tokens import Token


@cache
def _source(name: str) -> str:
    return read_text(f"icons/{name}.svg")


def _drawn(source: str, size: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@lru_cache(maxsize=1024)
def _pixmap(name: str, size: int, colour: str, ratio: float) -> QPixmap:
    stroke = 'stroke-width="2"' if size <= 16 else 'stroke-width="1.75"'
    source = _source(name).replace("currentColor", colour).replace('stroke-width="2"', stroke)
    return _drawn(source, size, ratio)


def icon_pixmap(name: str, size: int = 18, token: Token = "text_2", ratio: float = 2.0) -> QPixmap:  # noqa: S107 - a colour token
    """A line icon in a token's colour, `size` logical pixels wide, for a screen of `ratio` device pixels to one."""
    return _pixmap(name, size, theme().colour(token).name(), ratio)


def icon(name: str, token: Token = "text_2", size: int = 18) -> QIcon:  # noqa: S107 - a colour token
    """The icon for a button or menu entry. Ask again after a change of theme."""
    made = QIcon()
    for ratio in (1.0, 1.5, 2.0):
        made.addPixmap(icon_pixmap(name, size, token, ratio))
    return made


def app_icon() -> QIcon:
    """The app's own mark: it does not say what the service does."""
    return _picture("app")


def notes_icon() -> QIcon:
    """The plain notes icon shown while the screen is hidden."""
    return _picture("notes")


@cache
def _picture(name: str) -> QIcon:
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(_drawn(_source(name), size, 1.0))
    return made
