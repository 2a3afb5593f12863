"""Last days of bail, orders and conditions: a band above the journey for what is near, lines for what is later."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.base.words import _
from caseapp.domain.endings import Ending
from ui.widgets.banner import Banner
from ui.widgets.text import Text


class LastDays(QWidget):
    """Each a sentence with what to do before then."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.hide()

    def show_endings(self, near: tuple[Ending, ...], later: tuple[Ending, ...]) -> None:
        """Show these."""
        for part in self._parts:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = [self._near(one) for one in near]
        self._parts += [Text(one.words, "small", "text_2", wrap=True, tabular=True) for one in later]
        for part in self._parts:
            self._column.addWidget(part)
        self.setVisible(bool(self._parts))

    def clear(self) -> None:
        """Show nothing and keep nothing."""
        self.show_endings((), ())

    def _near(self, one: Ending) -> QWidget:
        title = _("This is over") if one.days_left < 0 else _("This ends soon")
        return Banner("late" if one.days_left < 0 else "soon", title, one.words, icon="calendar-clock")
