"""The steps of a challenge, one below the other; only the next one is live."""

from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain.challenge import StepState
from caseapp.domain.challenge_view import LadderView, StepView
from ui.pages.case.rights.ladder_words import heading, state_words, step_words
from ui.theme.theme import theme
from ui.widgets.button import LinkButton, PrimaryButton
from ui.widgets.right_glyph_paint import draw_tick
from ui.widgets.text import Text

_DISC = 26
_TAKEN = {StepState.WAITING, StepState.NO_REPLY, StepState.ANSWERED, StepState.PUT_RIGHT}


class _Disc(QWidget):
    """A tick for a step that was taken, a number for one that was not, and the line down to the next."""

    def __init__(self, number: int, state: str, *, last: bool) -> None:
        super().__init__()
        self._number, self._state, self._last = number, state, last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme().grown(_DISC), theme().grown(_DISC))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = float(theme().grown(_DISC))
        taken, live = self._state in _TAKEN, self._state == StepState.NEXT
        if not self._last:
            painter.setPen(QPen(theme().colour("line_strong"), 2))
            painter.drawLine(QPointF(side / 2, side + 2), QPointF(side / 2, self.height()))
        disc = QRectF(1.5, 1.5, side - 3, side - 3)
        painter.setPen(QPen(theme().colour("accent" if taken or live else "control"), 2))
        painter.setBrush(theme().colour("accent") if taken else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(disc)
        if taken:
            painter.setPen(theme().colour("on_accent"))
            draw_tick(painter, disc, 2)
            return
        painter.setFont(theme().font("badge_strong", tabular=True))
        painter.setPen(theme().colour("link" if live else "text_2"))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number))


class LadderSteps(QWidget):
    """`letter_wanted(step)` for the letter of a step, `answer_wanted(step)` when an answer came,
    `take_back_wanted(challenge)` when the victim does not want it any more."""

    letter_wanted = Signal(str)
    answer_wanted = Signal(str)
    take_back_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Text("", "heading", wrap=True)
        self._hint = Text("", "small", "text_2", wrap=True)
        self._lines: list[QWidget] = []
        self.live: PrimaryButton | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._title)
        self._column.addWidget(self._hint)
        self._column.addSpacing(10)
        self.hide()

    def show_ladder(self, ladder: LadderView | None, name: str, today: date) -> None:
        """Show the steps of a line, or nothing."""
        had_focus = self._live_has_focus()
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines, self.live = [], None
        self.setVisible(ladder is not None)
        if ladder is None:
            return
        title, hint = heading(ladder, name)
        self._title.set_text(title)
        self._hint.set_text(hint)
        for place, step in enumerate(ladder.steps, start=1):
            line = self._line(place, step, ladder, today)
            self._lines.append(line)
            self._column.addWidget(line)
        if had_focus:
            self.take_focus()

    def take_focus(self) -> bool:
        """Put the focus on the next step; False if there is none."""
        if self.live is None:
            return False
        self.live.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _live_has_focus(self) -> bool:
        return self.live is not None and self.live.hasFocus()

    def _line(self, place: int, step: StepView, ladder: LadderView, today: date) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(_Disc(place, step.state, last=place == len(ladder.steps)))
        words = QVBoxLayout()
        words.setContentsMargins(0, 2, 0, 12)
        words.setSpacing(1)
        words.addWidget(Text(step.label, "body_strong" if step.state == StepState.NEXT else "body", wrap=True))
        if said := step_words(step, ladder, today):
            words.addWidget(Text(said, "small", "text_2", wrap=True, tabular=True))
        words.addStretch()
        row.addLayout(words, 1)
        if (button := self._button(step)) is not None:
            row.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)
        line.setAccessibleName(f"{place}. {step.label}, {state_words(step.state)}")
        return line

    def _button(self, step: StepView) -> QWidget | None:
        if step.state == StepState.NEXT:
            self.live = PrimaryButton(_("Prepare the letter"), keys=("Enter",))
            self.live.clicked.connect(lambda: self.letter_wanted.emit(step.code))
            return self.live
        if step.state in {StepState.WAITING, StepState.NO_REPLY}:
            answered = LinkButton(_("They answered"))
            answered.setAccessibleName(_("They answered: {step}").format(step=step.label))
            answered.clicked.connect(lambda: self.answer_wanted.emit(step.code))
            back = LinkButton(_("Take it back"))
            back.setAccessibleName(_("Take it back, it is not wanted any more: {step}").format(step=step.label))
            back.clicked.connect(lambda: self.take_back_wanted.emit(step.id or ""))
            both = QWidget()
            column = QVBoxLayout(both)
            column.setContentsMargins(0, 0, 0, 0)
            for button in (answered, back):
                column.addWidget(button, alignment=Qt.AlignmentFlag.AlignRight)
            return both
        if step.state in {StepState.LATER, StepState.PASSED_OVER}:
            skip = LinkButton(_("Go to this step"))
            skip.setAccessibleName(_("Go to this step: {step}").format(step=step.label))
            skip.clicked.connect(lambda: self.letter_wanted.emit(step.code))
            return skip
        return None
