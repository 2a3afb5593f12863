"""How the Rights tab is laid out: list, chosen right and form side by side; below each other where space is short."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui.pages.case.panel_place import PanelPlace
from ui.pages.case.rights.action_bar import ActionBar
from ui.pages.case.rights.detail import RightDetail
from ui.pages.case.rights.rights_list import RightsList
from ui.theme.theme import theme
from ui.widgets.own_deadline_band import OwnDeadlineBand
from ui.widgets.rule import Rule
from ui.widgets.scrolling import scrolling

_LIST_WIDTH, _SIDE_BY_SIDE = 400, 1110


class RightColumns(QWidget):
    """`settled()`: the lines of the right column have found their place."""

    settled = Signal()

    def __init__(
        self,
        left: RightsList,
        detail: RightDetail,
        bar: ActionBar,
        own: OwnDeadlineBand,
        place: PanelPlace,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._left, self._detail, self._bar, self._place = left, detail, bar, place
        self._rule = Rule(upright=True)
        self._left_area, _empty = scrolling(self)
        self._right_area, inside = scrolling(self)
        self._right_column, self._wide = QVBoxLayout(), True
        self._across = QHBoxLayout(self)
        self._scrolled = QVBoxLayout(inside)
        self._scrolled.setContentsMargins(0, 0, 0, 0)
        self._scrolled.setSpacing(0)
        self._line = QWidget()
        self._build(own)
        place.moved.connect(self._show_parts)
        self._right_area.verticalScrollBar().rangeChanged.connect(self.settled)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _SIDE_BY_SIDE * theme().scale
        if wide != self._wide:
            self._arrange(wide=wide)
        else:
            self._show_parts()

    def _build(self, own: OwnDeadlineBand) -> None:
        across = self._across
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._left_area)
        across.addWidget(self._rule)
        self._right_column.setSpacing(0)
        above = QVBoxLayout()
        above.setContentsMargins(28, 8, 32, 0)
        above.addWidget(own)
        self._right_column.addLayout(above)
        self._right_column.addWidget(self._right_area, 1)
        across.addLayout(self._right_column, 1)
        across.addWidget(self._place)
        self._left.setProperty("scrolled", True)
        line = QVBoxLayout(self._line)
        line.setContentsMargins(28, 0, 32, 4)
        for part in (Rule(), self._detail.line):
            line.addWidget(part)
        self._arrange(wide=True)

    def _arrange(self, *, wide: bool) -> None:
        """Side by side with explanation and buttons in view; where that does not fit, one column that scrolls."""
        self._wide = wide
        self._left_area.takeWidget()
        if wide:
            self._left_area.setWidget(self._left)
            self._scrolled.addWidget(self._detail)
            self._right_column.addWidget(self._line)
            self._right_column.addWidget(self._bar)
        else:
            for part in (self._left, self._detail, self._line, self._bar):
                self._scrolled.addWidget(part)
        self._show_parts()

    def _show_parts(self) -> None:
        """A form takes the place of the twelve rights, so that the table keeps its width; or of everything."""
        free = self._place.panel is None
        alone = self._place.fit(self.width())
        self._across.setStretchFactor(self._right_column, 0 if alone else 1)
        self._right_area.setVisible(not alone)
        self._left_area.setFixedWidth(min(theme().grown(_LIST_WIDTH), max(_LIST_WIDTH, self.width() * 2 // 5)))
        self._left_area.setVisible(free and self._wide)
        self._rule.setVisible(free and self._wide)
        self._left.setVisible(free)
        self._detail.show()
        self._line.setVisible(not alone)
        self._bar.setVisible(free)
