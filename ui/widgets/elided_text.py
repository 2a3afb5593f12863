"""Words on one line, cut with … where there is no room; all of them stay in the tooltip and for screen readers."""

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel
from typing_extensions import override

from ui.widgets.text import Text

_LEAST = 12
"""So many letters stay readable at least."""


class ElidedText(Text):
    """A `Text` that gives way: it asks for room for all its words and takes what it gets."""

    @override
    def sizeHint(self) -> QSize:
        hint: QSize = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self._plain) + 2, hint.height())

    @override
    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), self.fontMetrics().averageCharWidth() * _LEAST), hint.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    @override
    def _show(self) -> None:
        self.setAccessibleName(self._plain)
        # As rich text a long one wraps, and what somebody typed is never read as markup.
        self.setToolTip(f"<p>{escape(self._plain)}</p>" if self._plain else "")
        self._cut()
        self.updateGeometry()

    def _cut(self) -> None:
        shown = self.fontMetrics().elidedText(self._plain, Qt.TextElideMode.ElideRight, self.width())
        if shown != self.text():
            QLabel.setText(self, shown)
