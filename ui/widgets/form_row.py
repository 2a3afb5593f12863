"""One question of a form, in GOV.UK order: label, hint, error, control."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _
from ui.theme.theme import theme
from ui.widgets.icon import Icon
from ui.widgets.text import Text

_RULE, _INDENT = 4, 18


@runtime_checkable
class AnswerWidget(Protocol):
    """A control made of several parts tells its row where focus goes and shows a red edge itself."""

    def focus_target(self) -> QWidget:
        """The part that takes the focus."""
        ...

    def set_wrong(self, wrong: bool) -> None:
        """Show or clear the red edge."""
        ...


class FormRow(QWidget):
    """A label, an optional hint, an error when there is one, and the control that takes the answer.

        row = FormRow(_("Safe phone number"), QLineEdit(), hint=_("11 digits"), optional=True)
        row.set_error(_("Enter a phone number with 11 digits, like 07700 900147"))

    Check a field when it is left, only if something was typed; check all on Save and tell `ErrorSummary`.
    """

    def __init__(
        self, label: str, control: QWidget, *, hint: str = "", optional: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.control = control
        words = _("{label} (optional)").format(label=label) if optional else label
        self.label = Text(words, "body_strong", wrap=True)
        self._hint = Text(hint, "small", "text_2", wrap=True)
        self._error = Text("", "small_strong", "error", wrap=True)
        self._error_icon = Icon("circle-alert", 18, "error")
        self._note = Text("", "small", "text_2", wrap=True)
        self._build()
        self.label.setBuddy(self.target())
        asked = self._asked()
        own = asked.text() if isinstance(asked, QAbstractButton) else ""
        asked.setAccessibleName(f"{words}: {own}" if own else words)
        self._describe()

    def target(self) -> QWidget:
        """The widget that takes the focus for this question."""
        return self.control.focus_target() if isinstance(self.control, AnswerWidget) else self.control

    def error(self) -> str:
        """The error shown, or an empty text."""
        return self._error.plain()

    def set_error(self, sentence: str) -> None:
        """Show how to put the answer right; an empty text takes the error away. What was typed is kept."""
        wrong = bool(sentence)
        self._error.set_text(sentence)
        self._error_line.setVisible(wrong)
        left = _INDENT if wrong else 0
        self._column.setContentsMargins(left, 0, 0, 0)
        if isinstance(self.control, AnswerWidget):
            self.control.set_wrong(wrong)
        else:
            show_wrong(self.control, wrong)
        self._describe()
        self.update()

    def clear_error(self) -> None:
        """Take the error away."""
        self.set_error("")

    def set_note(self, sentence: str) -> None:
        """Show a quiet line below the control, such as the full date understood; an empty text hides it."""
        self._note.set_text(sentence)
        self._note.setVisible(bool(sentence))
        self._describe()

    def note(self) -> str:
        """The quiet line below the control, or an empty text."""
        return self._note.plain()

    def set_hint(self, sentence: str) -> None:
        """Change the hint."""
        self._hint.set_text(sentence)
        self._hint.setVisible(bool(sentence))
        self._describe()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.error():
            painter = QPainter(self)
            painter.fillRect(QRectF(0, 0, _RULE, self.height()), theme().colour("error"))

    def _build(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._error_line = QWidget()
        line = QHBoxLayout(self._error_line)
        line.setContentsMargins(0, 3, 0, 2)
        line.setSpacing(8)
        line.addWidget(self._error_icon, alignment=Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._error, 1)
        self._column.addWidget(self.label)
        self._column.addWidget(self._hint)
        self._column.addWidget(self._error_line)
        self._column.addSpacing(5)
        self._column.addWidget(self.control)
        self._column.addWidget(self._note)
        self._hint.setVisible(bool(self._hint.plain()))
        self._error_line.hide()
        self._note.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def _describe(self) -> None:
        said = [_("Error: {error}").format(error=self.error())] if self.error() else []
        said += [words for words in (self._hint.plain(), self._note.plain()) if words]
        self._asked().setAccessibleDescription(" ".join(said))

    def _asked(self) -> QWidget:
        """What is called by the question: a field, or a whole row of choices, each of which says its own words."""
        target = self.target()
        return self.control if isinstance(target, QAbstractButton) else target


def show_wrong(control: QWidget, wrong: bool) -> None:
    """Give a field its red edge, or take it away."""
    control.setProperty("wrong", wrong)
    control.style().unpolish(control)
    control.style().polish(control)
    control.update()
