"""Buttons: one filled button a page, plain ones beside it, links, and a quiet red for what removes for good.

    save = PrimaryButton(_("Save contact"), keys=("Ctrl", "Enter"))
    later = SecondaryButton(_("Finish later"))
    more = IconButton("ellipsis", _("More for this case"))

`keys` only prints the shortcut; the page makes it work. A primary button is never disabled: pressing it explains.
"""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget
from typing_extensions import override

from caseapp.base.words import _
from ui.theme.apply import set_role
from ui.theme.icons import icon_pixmap
from ui.theme.theme import theme
from ui.theme.tokens import Token
from ui.theme.type import Role
from ui.widgets.key_paint import caps_size, draw_caps


class Button(QPushButton):
    """What all buttons share: icon, words, key caps and a trailing icon, drawn in one row."""

    kind: ClassVar[str] = ""
    ink: ClassVar[Token] = "text"
    role: ClassVar[Role] = "body_medium"
    gap: ClassVar[int] = 8

    def __init__(
        self,
        text: str,
        *,
        icon: str = "",
        keys: Sequence[str] = (),
        small: bool = False,
        trailing: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon_name = icon
        self._keys = tuple(keys)
        self._trailing = trailing
        self._small = small
        self._busy_text = ""
        if self.kind:
            self.setProperty("kind", self.kind)
        self.setProperty("small", small)
        set_role(self, "small_medium" if small and self.role == "body_medium" else self.role)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        if keys:
            self.setAccessibleDescription(_("Shortcut {keys}").format(keys="+".join(keys)))

    def set_icon_name(self, name: str) -> None:
        """Show another icon before the words; an empty name shows none."""
        self._icon_name = name
        self.updateGeometry()
        self.update()

    def set_busy(self, text: str = "") -> None:
        """Show that the work is under way ("Saving"); an empty text ends that. Presses meanwhile are ignored."""
        self._busy_text = text
        self.blockSignals(bool(text))
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def ink_token(self) -> Token:
        """The colour of words and icons just now."""
        return self.ink if self.isEnabled() else "text_3"

    def icon_token(self) -> Token:
        """The colour of the icon just now."""
        return self.ink_token()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and not event.isAutoRepeat():
            self.click()  # Qt itself leaves Enter to the buttons of dialogs
        else:
            super().keyPressEvent(event)

    @property
    def _words(self) -> str:
        return self._busy_text or self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    @property
    def _icon_size(self) -> int:
        return theme().grown(16 if self._small else 18)

    def _content_width(self) -> float:
        width = QFontMetricsF(self.font()).horizontalAdvance(self._words)
        parts = 1
        if self._leading:
            width += self._icon_size
            parts += 1
        if self._trailing:
            width += theme().grown(16)
            parts += 1
        if self._keys and not self._busy_text:
            width += caps_size(self._keys).width() + 2
            parts += 1
        return width + self.gap * (parts - 1 if self._words else parts - 2)

    @property
    def _leading(self) -> str:
        return "loader-circle" if self._busy_text else self._icon_name

    def padding(self) -> int:
        """Space at either side of the content."""
        return 12 if self._small else 15

    @override
    def sizeHint(self) -> QSize:
        height = theme().grown(32 if self._small else 40)
        return QSize(round(self._content_width() + 0.5) + 2 * self.padding(), height)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_ground(painter)
        self.paint_content(painter)

    def paint_ground(self, painter: QPainter) -> None:
        """Fill and edge, from the style sheet."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)

    def paint_content(self, painter: QPainter) -> None:
        """Icon, words, caps and trailing icon, centred in the button."""
        ink = theme().colour(self.ink_token())
        area = QRectF(self.rect())
        spare = area.width() - self._content_width()
        left = self.padding() if self.left_aligned() else spare / 2
        if self._leading:
            left += self._draw_icon(painter, self._leading, left, self._icon_size) + self.gap
        words = self._words
        if words:
            painter.setFont(self.font())
            painter.setPen(ink)
            width = QFontMetricsF(self.font()).horizontalAdvance(words)
            self.paint_words(painter, QRectF(left, 0, width + 1, area.height()), words)
            left += width + self.gap
        if self._keys and not self._busy_text:
            size = caps_size(self._keys)
            at = QPointF(left + 2, (area.height() - size.height()) / 2)
            left += draw_caps(painter, at, self._keys, self.cap_ink(ink), self.cap_edge(ink)) + 2 + self.gap
        if self._trailing:
            self._draw_icon(painter, self._trailing, left, theme().grown(16))

    def paint_words(self, painter: QPainter, area: QRectF, words: str) -> None:
        """The words alone."""
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def left_aligned(self) -> bool:
        """Whether content starts at the left rather than in the middle."""
        return False

    def cap_ink(self, ink: QColor) -> QColor:
        """Colour of the letters on key caps."""
        return theme().colour("text_2") if self.ink == "text" else ink

    def cap_edge(self, ink: QColor) -> QColor:
        """Colour of the edge of key caps."""
        if self.ink == "text":
            return theme().colour("line_strong")
        quiet = QColor(ink)
        quiet.setAlphaF(0.55)
        return quiet

    def _draw_icon(self, painter: QPainter, name: str, left: float, size: int) -> float:
        pixmap = icon_pixmap(name, size, self.icon_token(), self.devicePixelRatioF())
        painter.drawPixmap(QPointF(round(left), round((self.height() - size) / 2)), pixmap)
        return size


class PrimaryButton(Button):
    """The one filled button of a page."""

    kind = "primary"
    ink = "on_accent"
    role = "body_strong"


class SecondaryButton(Button):
    """Every other button. `trailing="chevron-down"` says that it opens a menu."""

    kind = "secondary"


class DarkButton(Button):
    """Solid ink, for hiding the screen in the survey."""

    kind = "dark"
    ink = "on_reverse"


class RemovalButton(Button):
    """Removes for good: red words, plain edge. Only for what cannot be undone."""

    kind = "removal"
    ink = "error"


class PlainButton(Button):
    """No edge until pointed at, such as Show in the passphrase field."""

    kind = "plain"
    ink = "link"


class FilterButton(Button):
    """A filter above a list: tinted while set (`setChecked(True)`), with a cross or chevron as `trailing`."""

    kind = "filter"
    role = "small_medium"
    gap = 6

    def __init__(self, text: str, *, icon: str = "", trailing: str = "chevron-down") -> None:
        super().__init__(text, icon=icon, trailing=trailing)
        self.setCheckable(True)

    @override
    def ink_token(self) -> Token:
        return "link" if self.isChecked() else "text"

    @override
    def padding(self) -> int:
        return 11

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().grown(36))


class IconButton(Button):
    """An icon alone, for close, more and the collapsed sidebar only. `name` is its tooltip and accessible name."""

    kind = "secondary"

    def __init__(
        self, icon: str, name: str, *, small: bool = False, plain: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__("", icon=icon, small=small, parent=parent)
        self.setProperty("kind", "plain" if plain else "secondary")
        self.setAccessibleName(name)
        self.setToolTip(name)

    @override
    def sizeHint(self) -> QSize:
        side = theme().grown(32 if self._small else 40)
        return QSize(side, side)


class LinkButton(Button):
    """Underlined words that act. At least 24 high, to be hit easily."""

    kind = "link"
    ink = "link"
    role = "small"

    def __init__(
        self, text: str, *, icon: str = "", role: Role = "small", tone: Token = "link", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, icon=icon, parent=parent)
        self._tone: Token = tone
        set_role(self, role)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def ink_token(self) -> Token:
        return self._tone

    @override
    def padding(self) -> int:
        return 0

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(self._content_width() + 1), max(24, theme().grown(24)))

    @override
    def paint_words(self, painter: QPainter, area: QRectF, words: str) -> None:
        super().paint_words(painter, area, words)
        metrics = QFontMetricsF(self.font())
        base = area.center().y() + (metrics.ascent() - metrics.descent()) / 2 + 3
        painter.fillRect(QRectF(area.left(), round(base), area.width() - 1, 1), theme().colour(self._tone))
