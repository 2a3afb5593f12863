"""One question of a form, in GOV.UK order: label, hint, error, control."""

from functools import cached_property
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

    Check a field when it is left, only if something was typed; check all on Save and tell `ErrorSummary`. Hint, error
    and note are made when there is something to say: most questions of most forms never say any.
    """

    def __init__(
        self, label: str, control: QWidget, *, hint: str = "", optional: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.control = control
        self._answer = control if isinstance(control, AnswerWidget) else None
        words = _("{label} (optional)").format(label=label) if optional else label
        self.label = Text(words, "body_strong", wrap=True, parent=self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.label)
        self._column.addSpacing(5)
        self._column.addWidget(control)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        target = self.target()
        self.label.setBuddy(target)
        # What is called by the question: a field, or a whole row of choices, each of which says its own words.
        self._asked = control if isinstance(target, QAbstractButton) else target
        own = self._asked.text() if isinstance(self._asked, QAbstractButton) else ""
        self._asked.setAccessibleName(f"{words}: {own}" if own else words)
        if hint:
            self.set_hint(hint)

    def target(self) -> QWidget:
        """The widget that takes the focus for this question."""
        return self._answer.focus_target() if self._answer is not None else self.control

    def error(self) -> str:
        """The error shown, or an empty text."""
        return self._error.words.plain() if "_error" in vars(self) else ""

    def set_error(self, sentence: str) -> None:
        """Show how to put the answer right; an empty text takes the error away. What was typed is kept."""
        if sentence == self.error():
            return
        wrong = bool(sentence)
        self._error.words.set_text(sentence)
        self._error.setVisible(wrong)
        left = _INDENT if wrong else 0
        self._column.setContentsMargins(left, 0, 0, 0)
        if self._answer is not None:
            self._answer.set_wrong(wrong)
        else:
            show_wrong(self.control, wrong)
        self._describe()
        self.update()

    def clear_error(self) -> None:
        """Take the error away."""
        self.set_error("")

    def set_note(self, sentence: str) -> None:
        """Show a quiet line below the control, such as the full date understood; an empty text hides it."""
        if sentence != self.note():
            self._note.set_text(sentence)
            self._note.setVisible(bool(sentence))
            self._describe()

    def note(self) -> str:
        """The quiet line below the control, or an empty text."""
        return self._note.plain() if "_note" in vars(self) else ""

    def set_hint(self, sentence: str) -> None:
        """Change the hint."""
        if sentence != self._hinted():
            self._hint.set_text(sentence)
            self._hint.setVisible(bool(sentence))
            self._describe()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.error():
            painter = QPainter(self)
            painter.fillRect(QRectF(0, 0, _RULE, self.height()), theme().colour("error"))

    @cached_property
    def _hint(self) -> Text:
        return self._quiet_line(self._column.indexOf(self.label) + 1)

    @cached_property
    def _error(self) -> "_ErrorLine":
        made = _ErrorLine(self)
        self._column.insertWidget(self._column.indexOf(self._hint if self._hinted() else self.label) + 1, made)
        return made

    @cached_property
    def _note(self) -> Text:
        made = self._quiet_line(self._column.count())
        made.setContentsMargins(0, 4, 0, 0)
        return made

    def _quiet_line(self, place: int) -> Text:
        made = Text("", "small", "text_2", wrap=True, parent=self)
        self._column.insertWidget(place, made)
        return made

    def _hinted(self) -> str:
        return self._hint.plain() if "_hint" in vars(self) else ""

    def _describe(self) -> None:
        said = [_("Error: {error}").format(error=self.error())] if self.error() else []
        said += [words for words in (self._hinted(), self.note()) if words]
        self._asked.setAccessibleDescription(" ".join(said))


class _ErrorLine(QWidget):
    """An icon and the sentence."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = Text("", "small_strong", "error", wrap=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 3, 0, 2)
        line.setSpacing(8)
        line.addWidget(Icon("circle-alert", 18, "error"), alignment=Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.words, 1)


def show_wrong(control: QWidget, wrong: bool) -> None:
    """Give a field its red edge, or take it away."""
    if bool(control.property("wrong")) == wrong:
        return
    control.setProperty("wrong", wrong)
    control.style().unpolish(control)
    control.style().polish(control)
    control.update()
