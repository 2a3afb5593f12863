"""The tabs of a case, with how many there are and what is late."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QIcon, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar, QToolButton, QWidget
from typing_extensions import override

from caseapp.base.words import _
from ui.theme.icons import icon_pixmap
from ui.theme.theme import theme
from ui.widgets.focus_ring import OWN_RING
from ui.widgets.tag_paint import Tag, draw_tag, tag_size

_EDGE, _GAP, _TIGHT, _INNER = 32, 24, 16, 7
_LARGE = 1.4
"""From this text scale on the tabs stand closer."""


@dataclass(frozen=True, slots=True)
class TabLabel:
    """One tab: its name, an optional count or late tag, and whether half-typed words wait in it."""

    name: str
    count: int | None = None
    late: int = 0
    draft: bool = False

    def said(self) -> str:
        """The tab in words, for screen readers."""
        parts = [self.name]
        if self.count is not None:
            parts.append(str(self.count))
        if self.late:
            parts.append(_("{count} late").format(count=self.late))
        if self.draft:
            parts.append(_("unfinished"))
        return ", ".join(parts)


class CaseTabs(QTabBar):
    """Names side by side over a line; the chosen one has a teal bar. Arrow keys move along, Ctrl and a digit jump."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: list[TabLabel] = []
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setAccessibleName(_("Parts of this case"))
        self.setProperty(OWN_RING, True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.currentChanged.connect(self._bring_into_view)

    def set_labels(self, labels: tuple[TabLabel, ...]) -> None:
        """Show these tabs; the chosen one stays chosen."""
        self._labels = list(labels)
        for place, label in enumerate(labels):
            if place == self.count():
                self.addTab(label.said())
            elif self.tabText(place) != label.said():
                self.setTabText(place, label.said())
            self.setTabToolTip(place, _("Ctrl+{digit}").format(digit=place + 1))
        while self.count() > len(labels):
            self.removeTab(self.count() - 1)
        self.updateGeometry()
        self.update()

    def label(self, place: int) -> TabLabel:
        """What a tab says."""
        return self._labels[place]

    @override
    def tabSizeHint(self, index: int) -> QSize:
        if index >= len(self._labels):
            return super().tabSizeHint(index)
        label = self._labels[index]
        before = _EDGE if index == 0 else 0
        after = self._gap(index)
        return QSize(round(before + self._content(label) + after), theme().grown(42))

    @override
    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    @override
    def tabLayoutChange(self) -> None:
        """Where the tabs do not fit, the two buttons that move them are as large as any other target."""
        side = theme().grown(24)
        for place, button in enumerate(self.findChildren(QToolButton)):
            button.setGeometry(self.width() - side * (2 - place), 0, side, self.height() - 2)
            button.setArrowType(Qt.ArrowType.NoArrow)
            icon = icon_pixmap(("chevron-left", "chevron-right")[place], 20, "text", self.devicePixelRatioF())
            button.setIcon(QIcon(icon))
            button.setToolTip((_("Tabs to the left"), _("Tabs to the right"))[place])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bring_into_view()

    def _bring_into_view(self) -> None:
        """Qt leaves the chosen tab under the buttons that move the tabs: it knows them smaller."""
        right = max(self.findChildren(QToolButton), key=lambda button: button.x(), default=None)
        hidden = right is not None and right.isVisible() and right.isEnabled()
        if right is not None and hidden and self.tabRect(self.currentIndex()).right() > right.x() - right.width():
            right.click()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, label in enumerate(self._labels):
            after = self._gap(place)
            area = QRectF(self.tabRect(place)).adjusted(_EDGE if place == 0 else 0, 0, -after, 0)
            self._paint_tab(painter, area, label, chosen=place == self.currentIndex())

    def _paint_tab(self, painter: QPainter, area: QRectF, label: TabLabel, *, chosen: bool) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        words = area.adjusted(0, 0, 40, -2)
        face = theme().font("small_strong" if chosen else "small_medium")
        painter.setFont(face)
        painter.setPen(theme().colour("text" if chosen else "text_2"))
        painter.drawText(words, middle, label.name)
        left = area.left() + QFontMetricsF(theme().font("small_strong")).horizontalAdvance(label.name) + _INNER
        if label.count is not None:
            count = theme().font("meta", tabular=True)
            painter.setFont(count)
            painter.setPen(theme().colour("text_2"))
            painter.drawText(QRectF(left, 0, 60, area.height() - 2), middle, str(label.count))
            left += QFontMetricsF(count).horizontalAdvance(str(label.count)) + _INNER
        if label.late:
            tag = self._late(label)
            size = tag_size(tag)
            draw_tag(painter, QPointF(left, (area.height() - 2 - size.height()) / 2), tag)
            left += size.width() + _INNER
        if label.draft:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().colour("accent"))
            painter.drawEllipse(QPointF(left + 2, area.center().y() - 1), 3, 3)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().colour("accent"))
            painter.drawRoundedRect(QRectF(area.left() - 2, area.bottom() - 2, area.width() + 4, 4), 1.5, 1.5)
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme().colour("focus"), 2))
                painter.drawRoundedRect(area.adjusted(-6, 5, 6, -7), 7, 7)

    def _gap(self, place: int) -> int:
        if place == len(self._labels) - 1:
            return 4 if theme().scale < _LARGE else theme().grown(40)  # room for the buttons that move the tabs
        return _GAP if theme().scale < _LARGE else _TIGHT

    def _late(self, label: TabLabel) -> Tag:
        return Tag(_("{count} late").format(count=label.late), "late")

    def _content(self, label: TabLabel) -> float:
        width = QFontMetricsF(theme().font("small_strong")).horizontalAdvance(label.name)
        if label.count is not None:
            width += _INNER + QFontMetricsF(theme().font("meta", tabular=True)).horizontalAdvance(str(label.count))
        if label.late:
            width += _INNER + tag_size(self._late(label)).width()
        return width + (10 if label.draft else 0)
