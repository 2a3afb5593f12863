"""Badges as widgets; their painters are shared with the delegates."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from caseapp.base.words import _
from ui.widgets.risk_paint import RiskLevel, draw_risk, risk_size, risk_word
from ui.widgets.tag_paint import Tag, draw_tag, tag_size


class _Painted(QWidget):
    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class RiskBadge(_Painted):
    """Risk in three bars and a word."""

    def __init__(self, level: RiskLevel = "unknown", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_level(level)

    def set_level(self, level: RiskLevel) -> None:
        """Show another level."""
        self._level: RiskLevel = level
        self.setAccessibleName(_("Risk: {level}").format(level=risk_word(level)))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return _whole(risk_size(self._level).toSize())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        draw_risk(QPainter(self), QPointF(0, 0), self._level)


class TagBadge(_Painted):
    """A status, due or plain tag; `ui.widgets.tag_paint` has `late`, `soon`, `later`, `met` and `Tag` to make one."""

    def __init__(self, tag: Tag, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_tag(tag)

    def set_tag(self, tag: Tag) -> None:
        """Show another tag."""
        self.tag = tag
        self.setAccessibleName(tag.text)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return _whole(tag_size(self.tag).toSize())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        draw_tag(QPainter(self), QPointF(0, 0), self.tag)


def _whole(size: QSize) -> QSize:
    return QSize(size.width() + 1, size.height())
