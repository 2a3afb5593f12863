"""The foot of the sidebar: what is saved, who is working, Hide and Lock."""

from datetime import datetime, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _
from caseapp.services.office import Desk
from ui.shell.backup_note import BackupNote, age_words
from ui.theme.icons import icon_pixmap
from ui.theme.theme import theme
from ui.widgets.avatar import draw_avatar
from ui.widgets.button import Button
from ui.widgets.icon import Icon
from ui.widgets.rule import Rule
from ui.widgets.text import Text
from ui.words.dates import clock_time
from ui.words.people import initials


class _FootButton(Button):
    """Icon, word and key in half the sidebar's width; the icon alone in the rail."""

    kind = "secondary"

    def __init__(self, icon: str, text: str, key: str) -> None:
        super().__init__(text, icon=icon, small=True)
        self._key, self._rail = key, False
        self.setAccessibleDescription(_("Shortcut {keys}").format(keys=key.replace(" ", "+")))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rail(self, rail: bool) -> None:
        """Show the icon alone, or all of it."""
        self._rail = rail
        self.setToolTip(f"{self.text()}, {self._key}" if rail else "")
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme().grown(42) if self._rail else 90, theme().grown(34))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.sizeHint().height())

    @override
    def paint_content(self, painter: QPainter) -> None:
        side = theme().grown(16)
        words = QFontMetricsF(theme().font("small_medium")).horizontalAdvance(self.text())
        keys = QFontMetricsF(theme().font("key")).horizontalAdvance(self._key)
        shown = side if self._rail else side + 5 + words + 5 + keys
        left = max(4.0, (self.width() - shown) / 2)
        middle = self.height() / 2
        pixmap = icon_pixmap(self._icon_name, side, "text", self.devicePixelRatioF())
        painter.drawPixmap(round(left), round(middle - side / 2), pixmap)
        if self._rail:
            return
        painter.setFont(theme().font("small_medium"))
        painter.setPen(theme().colour("text"))
        left += side + 5
        painter.drawText(QRectF(left, 0, words + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(theme().font("key"))
        painter.setPen(theme().colour("text_2"))
        painter.drawText(QRectF(left + words + 5, 0, keys + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self._key)


class _YouButton(Button):
    """Who is working: initials and name, or the initials alone in the rail. Opens the settings."""

    kind = "plain"

    def __init__(self, name: str) -> None:
        super().__init__(name, small=True)
        self._letters, self._rail = initials(name), False
        self.setAccessibleName(_("{name}, settings").format(name=name))
        self.setAccessibleDescription(_("Shortcut {keys}").format(keys="Ctrl+,"))
        self.setToolTip(_("Settings, Ctrl ,"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rail(self, rail: bool) -> None:
        """Show the initials alone, or all of it."""
        self._rail = rail
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme().grown(42) if self._rail else 160, theme().grown(40))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.sizeHint().height())

    @override
    def paint_content(self, painter: QPainter) -> None:
        disc, icon = theme().grown(28), theme().grown(16)
        left = (self.width() - disc) / 2 if self._rail else 8.0
        draw_avatar(painter, QRectF(left, (self.height() - disc) / 2, disc, disc), self._letters)
        if self._rail:
            return
        gear = icon_pixmap("settings", icon, "text_2", self.devicePixelRatioF())
        painter.drawPixmap(QPointF(self.width() - icon - 9, (self.height() - icon) / 2), gear)
        left += disc + 9
        painter.setFont(theme().font("small_medium"))
        painter.setPen(theme().colour("text"))
        room = QRectF(left, 0, self.width() - icon - 18 - left, self.height())
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


class SidebarFoot(QWidget):
    """Nothing here names a person supported."""

    settings_wanted = Signal(str)
    hide_wanted = Signal()
    lock_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saved_icon = Icon("circle-check", 18, "ok")
        self._saved = Text(_("All saved"), "badge", tabular=True)
        self._where = Text(_("On this laptop only"), "meta", "text_2")
        self._backed_up = Text("", "meta", "text_2", tabular=True)
        self._rail = False
        self.you_button = _YouButton(desk.name)
        self.backup = BackupNote()
        self.hide_button = _FootButton("eye-off", _("Hide"), "F9")
        self.lock_button = _FootButton("lock", _("Lock"), "Ctrl L")
        self._build()
        self.you_button.clicked.connect(self._to_settings)
        self.backup.wanted.connect(self._to_backups)
        self.hide_button.clicked.connect(self.hide_wanted)
        self.lock_button.clicked.connect(self.lock_wanted)

    def set_saved(self, at: datetime | None) -> None:
        """Say when something was last saved."""
        words = _("Saved {time}").format(time=clock_time(at)) if at else _("All saved")
        self._saved.set_text(words)
        self._saved_icon.setToolTip(words)

    def set_backup_age(self, age: timedelta | None) -> None:
        """Say how old the last backup is; None: there is none yet."""
        self._backed_up.set_text(age_words(age))
        self.backup.show_age(age)
        self._arrange()

    def set_rail(self, rail: bool) -> None:
        """Icons alone, one above the other; or all of it."""
        self._rail = rail
        self._arrange()
        self.backup.set_rail(rail)
        for button in (self.you_button, self.hide_button, self.lock_button):
            button.set_rail(rail)
        self._buttons.setDirection(QBoxLayout.Direction.TopToBottom if rail else QBoxLayout.Direction.LeftToRight)
        side = Qt.AlignmentFlag.AlignHCenter if rail else Qt.AlignmentFlag.AlignLeft
        self._saved_row.setAlignment(side)
        self._saved_row.setContentsMargins(0 if rail else 9, 0, 0, 0)

    def _to_settings(self) -> None:
        self.settings_wanted.emit("")

    def _to_backups(self) -> None:
        self.settings_wanted.emit("backups")

    def _arrange(self) -> None:
        for words in (self._saved, self._where):
            words.setVisible(not self._rail)
        self._backed_up.setVisible(not self._rail and bool(self._backed_up.plain()) and not self.backup.is_old())

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._saved_row = QHBoxLayout()
        self._saved_row.setSpacing(7)
        self._saved_row.addWidget(self._saved_icon, alignment=Qt.AlignmentFlag.AlignTop)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self._saved)
        lines.addWidget(self._where)
        lines.addWidget(self._backed_up)
        self._saved_row.addLayout(lines)
        column.addWidget(self.backup)
        column.addLayout(self._saved_row)
        column.addSpacing(12)
        column.addWidget(Rule())
        column.addSpacing(12)
        column.addWidget(self.you_button)
        column.addSpacing(10)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(6)
        self._buttons.addWidget(self.hide_button)
        self._buttons.addWidget(self.lock_button)
        column.addLayout(self._buttons)
