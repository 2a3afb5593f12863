"""Where a vault without any case begins: the way to the first one, and the keys that do something then."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.base.words import _
from ui.pages.today import words
from ui.widgets.button import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.help_strip import HelpStrip
from ui.work.wanted import PlaceWanted


class Beginning(Card):
    """`place_wanted(PlaceWanted)`: a new case, or a spreadsheet of referrals."""

    place_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.new = PrimaryButton(_("New case"), icon="plus", keys=("Ctrl", "Shift", "N"))
        self.sheet = SecondaryButton(_("Import a spreadsheet"), icon="upload")
        said = EmptyState(
            _("No cases yet"),
            _("Open the first case, or bring in a spreadsheet of referrals. What falls due then stands here."),
            icon="folder",
        )
        said.setProperty("card", "none")
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 24, 22)
        row.setSpacing(8)
        row.addStretch()
        row.addWidget(self.new)
        row.addWidget(self.sheet)
        row.addStretch()
        self.add(said)
        self.add(row)
        self.new.clicked.connect(lambda: self.place_wanted.emit(PlaceWanted("new_case")))
        self.sheet.clicked.connect(lambda: self.place_wanted.emit(PlaceWanted("import")))
        self.hide()

    def take_focus(self) -> None:
        """Start on the new case."""
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)


class KeyStrip(QWidget):
    """The strip of keys of Today: other ones where there is no case yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._strips = {begun: _strip(words.keys(begun=begun)) for begun in (True, False)}
        for strip in self._strips.values():
            column.addWidget(strip)
        self.show_keys(begun=True)

    def show_keys(self, *, begun: bool) -> None:
        """`begun`: there is a case."""
        for each, strip in self._strips.items():
            strip.setVisible(each == begun)


def _strip(keys: tuple[tuple[str, str], ...]) -> HelpStrip:
    return HelpStrip(keys)
