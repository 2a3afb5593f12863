"""The top of a page: its title and a count at the left, its buttons at the right, or below where there is no room."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from ui.theme.theme import theme
from ui.widgets.text import Text

_BELOW_TITLE = 4
"""How far the count's line ends above the title's, so that both stand on one base line."""


class PageHead(QWidget):
    """`PageHead(title, count, buttons)`; the caller keeps and fills the count."""

    def __init__(self, title: str, count: Text, buttons: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._buttons = QWidget(self), QWidget(self)
        words = _row(self._words)
        words.addWidget(Text(title, "title"))
        count.setContentsMargins(0, 0, 0, _BELOW_TITLE)
        words.addWidget(count, alignment=Qt.AlignmentFlag.AlignBottom)
        words.addStretch()
        right = _row(self._buttons)
        for button in buttons:
            right.addWidget(button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def sizeHint(self) -> QSize:
        left, right = self._words.sizeHint(), self._buttons.sizeHint()
        return QSize(left.width() + theme().grown(12) + right.width(), max(left.height(), right.height()))

    @override
    def minimumSizeHint(self) -> QSize:
        left, right = self._words.minimumSizeHint(), self._buttons.minimumSizeHint()
        return QSize(max(left.width(), right.width()), max(left.height(), right.height()))

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        left, right = self._words.sizeHint(), self._buttons.sizeHint()
        if width >= self.sizeHint().width():
            return max(left.height(), right.height())
        return left.height() + 8 + right.height()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # another count, another text size
            self.updateGeometry()
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        left, right = self._words.sizeHint(), self._buttons.sizeHint()
        if self.width() >= self.sizeHint().width():
            self._words.setGeometry(0, 0, self.width() - right.width() - 12, self.height())
            self._buttons.setGeometry(self.width() - right.width(), 0, right.width(), self.height())
        else:
            self._words.setGeometry(0, 0, self.width(), left.height())
            self._buttons.setGeometry(0, left.height() + 8, right.width(), right.height())


def _row(holder: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    return row
