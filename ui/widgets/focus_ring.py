"""The focus ring: two pixels of violet with a gap, around whatever has the keyboard."""

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QFocusFrame,
    QPlainTextEdit,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QTextEdit,
    QWidget,
)
from typing_extensions import override

from ui.theme.theme import theme
from ui.widgets.error_summary import bring_into_view

_MARGIN = 4
OWN_RING = "ownRing"
"""Set this property to True on a widget that draws its own ring."""


class _RingStyle(QProxyStyle):
    """The room the frame keeps around the widget."""

    @override
    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric in (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin):
            return _MARGIN
        return super().pixelMetric(metric, option, widget)

    @override
    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        if hint == QStyle.StyleHint.SH_FocusFrame_Mask:
            return 0
        return super().styleHint(hint, option, widget, returnData)


class FocusRing(QFocusFrame):
    """Follows the focus inside one window: make it once, `FocusRing(window)`. Lists and tables paint it in the row."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._ring_style = _RingStyle("Fusion")
        self.setStyle(self._ring_style)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]  # there is an app
        # Qt shows a frame that never had a widget together with its window, empty, at the corner.
        self.hide()
        self._follow(None, QApplication.focusWidget())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().colour("focus"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        self.setWidget(now if now is not None and self._wants_ring(now) else None)  # type: ignore[arg-type]  # Qt takes null
        if self.isHidden() and self.widget() is not None:
            QTimer.singleShot(0, self, self._look_again)

    def _look_again(self) -> None:
        """Qt hides the ring of a part out of sight when it gets the keyboard: most pages scroll to it just after.

        One that is entered from outside does not, and is scrolled here.
        """
        widget = self.widget()
        if self.isHidden() and widget is not None:
            if widget.visibleRegion().isEmpty():
                bring_into_view(widget)
            self.setWidget(None)  # type: ignore[arg-type]  # Qt takes null
            self.setWidget(widget)

    def _wants_ring(self, widget: QWidget) -> bool:
        if widget is self._window or not self._window.isAncestorOf(widget) or widget.property(OWN_RING):
            return False
        if isinstance(widget, QTextEdit | QPlainTextEdit):
            return True
        return not isinstance(widget, QAbstractItemView | QAbstractScrollArea)
