"""Where the panel of a case opens, one at a time; the focus goes back to where it came from."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from shiboken6 import isValid

from caseapp.base.errors import Refused
from ui.pages.case.case_form import CaseForm
from ui.theme.theme import theme

_BESIDE = 460
"""Pixels at 100 %: the least that must be left beside a panel."""


class PanelPlace(QWidget):
    """Nothing wide until a form is opened. `moved` when one comes or goes: ask `fit` for the room again."""

    saved = Signal(object)
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panel: CaseForm | None = None
        self._came_from: QWidget | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def open(self, form: CaseForm) -> None:
        """Show a form instead of the one there; its half-typed words were kept when the focus left.

        Where nothing can be recorded that is said instead: nobody types what cannot be kept.
        """
        if form.office.read_only:
            form.runner.trouble.emit(Refused("read_only"))
            form.deleteLater()
            return
        came_from = self._came_from if self.panel is not None else QApplication.focusWidget()
        self.close_panel()
        self._came_from = came_from
        self.panel = form
        form.saved.connect(self.saved)
        form.closed.connect(self._closed)
        self._row.addWidget(form)
        self.setMinimumWidth(theme().grown(form.WIDTH))
        self.setMaximumWidth(theme().grown(form.WIDTH))
        self.moved.emit()  # what makes room for it goes first: for a moment too wide, and the window would grow
        self.show()
        form.show()
        form.load()

    def close_panel(self) -> None:
        """Take the form away."""
        if self.panel is not None:
            self.panel.leave()
            self._row.removeWidget(self.panel)
            self.panel.hide()
            self.panel.deleteLater()
        self.panel = None
        self.hide()
        self.moved.emit()

    def fit(self, width: int) -> bool:
        """Take its room of a page so wide. True where nothing fits beside it: then it has the page to itself."""
        if self.panel is None:
            return False
        wanted = self.panel.WIDTH
        alone = width < theme().grown(wanted + _BESIDE)
        self.setMinimumWidth(0 if alone else theme().grown(wanted))
        self.setMaximumWidth(16_777_215 if alone else theme().grown(wanted))
        return alone

    def draft_work(self) -> list[Callable[[], object]]:
        """What keeps the half-typed words of the form now."""
        return self.panel.draft_work() if self.panel is not None else []

    def _closed(self) -> None:
        self.close_panel()
        back, self._came_from = self._came_from, None
        if back is not None and isValid(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)
