"""A new recovery code on its way to paper: shown once, then some of its groups are typed back from the paper."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from caseapp.base.words import _
from ui.widgets.announce import announce
from ui.widgets.button import SecondaryButton
from ui.widgets.form_row import FormRow
from ui.widgets.recovery_groups import RecoveryGroups
from ui.widgets.text import Text
from ui.words.recovery_codes import GROUPS, asked_groups, in_lines


class RecoveryPaper(QWidget):
    """`show_code(code)`, then `proven` with the last sign typed back rightly: no key more.

    Which groups are asked for is told only once the code is covered. Who sees that the paper was wrong, and has the
    code shown again, is asked for all of it.
    """

    proven = Signal()

    def __init__(
        self, words: str, written: QAbstractButton, done: QAbstractButton, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._code = ""
        self._differed = False
        self.shown = Text("", "subtitle", wrap=True, tabular=True)
        self.written, self.done = written, done
        self.groups = RecoveryGroups()
        self.row = FormRow(_("Type these from paper"), self.groups)
        self.again = SecondaryButton(_("Show again"))
        self.shows, self.types = QWidget(), QWidget()
        self._build(words)
        self._wire()

    def code(self) -> str:
        """The code being shown; empty once it is done with."""
        return self._code

    def show_code(self, code: str) -> None:
        """Show a code, which is kept here only until `clear`."""
        self._code, self._differed = code, False
        self.shown.set_text(in_lines(code))
        self.shown.setAccessibleName(" ".join(code.replace("-", "  ")))
        self._to_paper()

    def first_focus(self) -> None:
        """Put the focus where the work goes on."""
        (self.written if self.types.isHidden() else self.groups.focus_target()).setFocus()

    def clear(self) -> None:
        """Forget the code and what was typed."""
        self._code, self._differed = "", False
        self.shown.set_text("")
        self.shown.setAccessibleName("")
        self.groups.wipe()
        self.row.clear_error()

    def _build(self, words: str) -> None:
        self.shown.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        band = QFrame()
        band.setProperty("band", "voice")
        inside = QVBoxLayout(band)
        inside.setContentsMargins(20, 18, 20, 18)
        inside.addWidget(self.shown)
        _fill(self.shows, (band, Text(words, "body", wrap=True)), (self.written,))
        _fill(self.types, (self.row,), (self.done, self.again))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.shows)
        column.addWidget(self.types)
        self.types.hide()

    def _wire(self) -> None:
        self.written.clicked.connect(self._to_typing)
        self.again.clicked.connect(self._to_paper)
        self.done.clicked.connect(self._check)
        self.groups.entered.connect(self._check)
        self.groups.looked.connect(self._look)

    def _to_typing(self) -> None:
        self.groups.ask(self._code, tuple(range(GROUPS)) if self._differed else asked_groups())
        self.row.clear_error()
        self._turn(typing=True)

    def _to_paper(self) -> None:
        self._turn(typing=False)

    def _turn(self, *, typing: bool) -> None:
        self.shows.setHidden(typing)
        self.types.setHidden(not typing)
        self.first_focus()

    def _look(self) -> None:
        """A wrong group is told when its last sign is typed."""
        if self.groups.right():
            self.proven.emit()
            return
        number = self.groups.wrong()
        if number is None:
            self._say("")
            return
        self._differed = True
        self._say(_("Group {number} differs from the one shown. Compare it with your paper.").format(number=number))

    def _check(self) -> None:
        if self.groups.right():
            self.proven.emit()
        elif self.groups.wrong() is None:
            self._say(_("Type each group that is asked for, or show the code again."))
            self.first_focus()

    def _say(self, words: str) -> None:
        if words != self.row.error():
            self.row.set_error(words)
            if words:
                announce(self, words)


def _fill(part: QWidget, held: tuple[QWidget, ...], buttons: tuple[QWidget, ...]) -> None:
    """Above one another; buttons side by side at the end."""
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(20)
    for one in held:
        column.addWidget(one)
    row = QHBoxLayout()
    row.setSpacing(12)
    for button in buttons:
        row.addWidget(button)
    row.addStretch()
    column.addLayout(row)
