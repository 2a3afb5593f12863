"""Set-up: the recovery code is shown once, and typed back before anything else happens."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _
from ui.pages.unlock.step import Step, side_by_side
from ui.widgets.announce import announce
from ui.widgets.button import PrimaryButton, SecondaryButton
from ui.widgets.form_row import FormRow
from ui.widgets.recovery_code_field import RecoveryCodeField
from ui.widgets.text import Text
from ui.words.recovery_codes import in_lines, same_code, wrong_group


class _ShownPart(QWidget):
    """The code, to be written down."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        band = QFrame()
        band.setProperty("band", "voice")
        inside = QVBoxLayout(band)
        inside.setContentsMargins(20, 18, 20, 18)
        self.code = Text("", "subtitle", wrap=True, tabular=True)
        self.code.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(self.code)
        column.addWidget(band)
        words = _(
            "The only way in if you forget the passphrase. "
            "Write it on paper for the office safe: it is not shown again."
        )
        column.addWidget(Text(words, "body", wrap=True))
        self.written = PrimaryButton(_("I have written it down"))
        column.addLayout(side_by_side(self.written))


class _TypedPart(QWidget):
    """The code, typed back from the paper."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        self.edit = RecoveryCodeField()
        self.row = FormRow(_("Type the code from your paper"), self.edit)
        column.addWidget(self.row)
        self.done = PrimaryButton(_("Open my vault"))
        self.again = SecondaryButton(_("Show it again"))
        column.addLayout(side_by_side(self.done, self.again))
        column.addStretch()


class CodeStep(Step):
    """`show_code(code)`, then `proven` once it was typed back rightly: with its last sign, no key more."""

    proven = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Your recovery code"), parent=parent)
        self._code = ""
        self._shown, self.typed = _ShownPart(), _TypedPart()
        self._parts = QStackedWidget()
        self._parts.addWidget(self._shown)
        self._parts.addWidget(self.typed)
        self.add(self._parts, 0)
        self.finish()
        self._wire()

    def code(self) -> str:
        """The code being shown; empty once it is done with."""
        return self._code

    def show_code(self, code: str) -> None:
        """Show a code, which is kept here only until `clear`."""
        self._code = code
        self._shown.code.set_text(in_lines(code))
        self._shown.code.setAccessibleName(" ".join(code.replace("-", "  ")))
        self._to_paper()

    @override
    def first_focus(self) -> None:
        if self._parts.currentWidget() is self.typed:
            self.typed.edit.setFocus()
        else:
            self._shown.written.setFocus()

    @override
    def clear(self) -> None:
        self._code = ""
        self._shown.code.set_text("")
        self._shown.code.setAccessibleName("")
        self.typed.edit.wipe()
        self.typed.row.clear_error()

    def _wire(self) -> None:
        self._shown.written.clicked.connect(self._to_typing)
        self.typed.again.clicked.connect(self._to_paper)
        self.typed.done.clicked.connect(self._check)
        self.typed.edit.returnPressed.connect(self._check)
        self.typed.edit.grouped.connect(self._look)

    def _to_typing(self) -> None:
        self._parts.setCurrentWidget(self.typed)
        self.first_focus()

    def _to_paper(self) -> None:
        self._parts.setCurrentWidget(self._shown)
        self.first_focus()

    def _look(self) -> None:
        """A wrong group is told when its last sign is typed, not after 36 of them."""
        typed, code = self.typed.edit.text(), self._code
        if code and same_code(typed, code):
            self.proven.emit()
            return
        number = wrong_group(typed, code)
        words = _("Group {number} differs from the one shown. Compare it with your paper.").format(number=number)
        said = words if number is not None else ""
        if said != self.typed.row.error():
            self.typed.row.set_error(said)
            if said:
                announce(self, said)

    def _check(self) -> None:
        if same_code(self.typed.edit.text(), self._code):
            self.proven.emit()
            return
        self.typed.row.set_error(_("That is not the code shown. Compare each group with your paper, or show it again."))
        self.typed.edit.setFocus()
