"""How long a contact took."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSpinBox, QWidget

from caseapp.base.words import _
from ui.theme.theme import theme
from ui.widgets.button import SecondaryButton
from ui.words.dates import minutes as minutes_words

_USUAL = (5, 10, 15, 20, 30, 45, 60, 90, 120)


class LengthChoice(QWidget):
    """A button with the usual lengths; "Another length" takes any number of minutes. None: not given."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._minutes: int | None = None
        self._button = SecondaryButton("", icon="timer", trailing="chevron-down", small=True)
        self._menu = QMenu(self)
        self._field = QSpinBox()
        self._field.setRange(0, 24 * 60)
        self._field.setSuffix(_(" min"))
        self._field.setAccessibleName(_("Minutes"))
        self._field.setMaximumWidth(theme().grown(100))
        self._field.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._button)
        row.addWidget(self._field)
        for count in _USUAL:
            self._menu.addAction(minutes_words(count)).triggered.connect(partial(self._chosen, count))
        self._menu.addAction(_("Another length")).triggered.connect(self._type)
        self._menu.addAction(_("Not recorded")).triggered.connect(partial(self._chosen, None))
        self._button.clicked.connect(self._open)
        self._field.valueChanged.connect(self._typed)
        self._say()

    def value(self) -> int | None:
        """Minutes, or None."""
        return self._minutes

    def set_value(self, minutes: int | None) -> None:
        """Show a length without telling `changed`."""
        self._minutes = minutes
        self._field.hide()
        self._button.show()
        self._say()

    def _open(self) -> None:
        self._menu.popup(self._button.mapToGlobal(QPoint(0, self._button.height() + 4)))

    def _chosen(self, minutes: int | None) -> None:
        self.set_value(minutes)
        self._button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _type(self) -> None:
        self._button.hide()
        self._field.show()
        self._field.setValue(self._minutes or 0)
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._field.selectAll()

    def _typed(self, minutes: int) -> None:
        self._minutes = minutes or None
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        words = _("How long") if self._minutes is None else minutes_words(self._minutes)
        self._button.setText(words)
        self._button.setAccessibleName(_("How long: {length}").format(length=words) if self._minutes else words)
        self._button.updateGeometry()
