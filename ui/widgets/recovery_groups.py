"""The nine groups of a recovery code as they stand on paper: some are typed back, the others stay covered."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget
from typing_extensions import override

from caseapp.base.words import _
from ui.theme.apply import set_role
from ui.widgets.form_row import show_wrong
from ui.widgets.passphrase_field import FORGET_WHAT_IS_TYPED
from ui.words.recovery_codes import GROUP, GROUPS, GROUPS_A_LINE, same_group, signs_of

_COVERED = "\u2022" * GROUP


class RecoveryGroups(QWidget):
    """Put it in a `FormRow`. The last sign of a group goes on to the next one; Backspace in an empty one goes back.

    `looked` after every change; `entered` on Enter. `wipe` drops what was typed, undo too, and the code.
    """

    looked = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code: list[str] = [""] * GROUPS
        self.fields = [self._field(number) for number in range(GROUPS)]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(10)
        for number, field in enumerate(self.fields):
            grid.addWidget(field, number // GROUPS_A_LINE, number % GROUPS_A_LINE)
        self.ask("", ())

    def ask(self, code: str, asked: tuple[int, ...]) -> None:
        """Ask for some groups of a code, counted from 0; the others cannot be typed in."""
        self._code = code.split("-") if code else [""] * GROUPS
        for number, field in enumerate(self.fields):
            field.setText("")  # unlike `clear`, this also drops what undo would bring back
            field.setEnabled(number in asked)
            show_wrong(field, False)
            field.setPlaceholderText(_("Group {number}").format(number=number + 1) if number in asked else _COVERED)
            field.setAccessibleName(_("Group {number} of {all} on your paper").format(number=number + 1, all=GROUPS))

    def wipe(self) -> None:
        """Forget the code and what was typed."""
        self.ask("", ())

    def asked(self) -> list[QLineEdit]:
        """The fields to be filled in, in the order of the paper."""
        return [field for field in self.fields if field.isEnabled()]

    def right(self) -> bool:
        """Whether every group asked for was typed back."""
        asked = self.asked()
        return bool(asked) and all(self._is_right(field) for field in asked)

    def wrong(self) -> int | None:
        """The number, from 1, of the first group typed to its end that is not the one of the code."""
        for field in self.asked():
            if self._is_wrong(field):
                return self.fields.index(field) + 1
        return None

    def focus_target(self) -> QWidget:
        """The first field that is not yet right."""
        asked = self.asked()
        return next((field for field in asked if not self._is_right(field)), self.fields[0])

    def set_wrong(self, wrong: bool) -> None:
        """Show a red edge where a group differs, or take it away."""
        for field in self.asked():
            show_wrong(field, wrong and self._is_wrong(field))
            field.setAccessibleDescription("")  # the row describes the one that takes the focus

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if pressed == Qt.Key.Key_Backspace and isinstance(watched, QLineEdit) and not watched.text():
            before = [field for field in self.asked() if self.fields.index(field) < self.fields.index(watched)]
            if before:
                before[-1].setFocus(Qt.FocusReason.BacktabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _field(self, number: int) -> QLineEdit:
        field = QLineEdit()
        field.setInputMethodHints(FORGET_WHAT_IS_TYPED)
        field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        field.setDragEnabled(False)
        set_role(field, "subtitle", tabular=True)
        field.installEventFilter(self)
        field.returnPressed.connect(self.entered)
        field.textEdited.connect(lambda typed: self._edited(number, typed))
        return field

    def _edited(self, number: int, typed: str) -> None:
        field, tidy = self.fields[number], signs_of(typed)
        if typed != tidy:
            before = len(signs_of(typed[: field.cursorPosition()]))
            field.blockSignals(True)
            field.selectAll()
            field.insert(tidy)  # unlike `setText`, this leaves undo as it was
            field.blockSignals(False)
            field.setCursorPosition(before)
        if self._is_right(field) and not self.right():
            self.focus_target().setFocus(Qt.FocusReason.TabFocusReason)
        self.looked.emit()

    def _is_right(self, field: QLineEdit) -> bool:
        return same_group(field.text(), self._code[self.fields.index(field)])

    def _is_wrong(self, field: QLineEdit) -> bool:
        return len(field.text()) == GROUP and not self._is_right(field)
