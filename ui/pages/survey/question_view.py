"""One question and its answers."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain.survey_instrument import SKIPPED, Asked, Kind, Other
from ui.pages.survey.answer_row import AnswerRow
from ui.pages.survey.big_text import BigText
from ui.pages.survey.words_box import WordsBox
from ui.theme.theme import theme
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text import Text

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
_OTHER_LETTERS = {Other.NOT_SURE: "N", Other.RATHER_NOT_SAY: "R", Other.NOT_APPLICABLE: "A"}


class QuestionView(QWidget):
    """The agency it is about, the question, the answers of its scale, and those beside the scale.

    `answered` whenever an answer is chosen, or words are written.
    """

    answered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, AnswerRow] = {}
        self._others: list[AnswerRow] = []
        self._grid = QGridLayout()
        self._keys: dict[str, str] = {}
        self._box: WordsBox | None = None
        self._number = False
        self._heading = BigText("", "text_2")
        self._question = Text("", "question", wrap=True)
        self._hint = BigText(_("There are no wrong answers."))
        self._answers = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addSpacing(2)
        column.addWidget(self._question)
        column.addSpacing(6)
        column.addWidget(self._hint)
        column.addSpacing(18)
        self._column = column
        column.addWidget(self._answers)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_question(self, asked: Asked, answer: str) -> None:
        """Show a question and what was answered to it before."""
        self._heading.setText(asked.heading)
        self._heading.setVisible(bool(asked.heading))
        self._question.set_text(asked.text)
        self._build_answers(asked)
        if self._box is not None and answer not in (SKIPPED, *asked.question.scale.others):
            self._box.setPlainText(answer)
        elif answer in self._rows:
            self._rows[answer].setChecked(True)

    def answer(self) -> str:
        """The answer chosen or written, or `skipped`."""
        for code, row in self._rows.items():
            if row.isChecked():
                return code
        written = self._box.toPlainText().strip() if self._box is not None else ""
        return written or SKIPPED

    def press(self, key: str) -> bool:
        """Choose the answer with this key. False if there is none."""
        if self._number and key == "0" and self._rows["1"].isChecked() and "10" in self._rows:
            self._choose("10")
            return True
        code = self._keys.get(key.upper())
        if code is None:
            return False
        self._choose(code)
        return True

    def take_focus(self) -> None:
        """Put the focus where the answer is given."""
        chosen = next((row for row in self._rows.values() if row.isChecked()), None)
        target = chosen or self._box or next(iter(self._rows.values()), None)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def last_control(self) -> QWidget | None:
        """The last answer in reading order, for the order of Tab."""
        return next(reversed(self._rows.values()), None) or self._box

    def said(self) -> str:
        """The question as it is read out."""
        return f"{self._heading.text()}. {self._question.plain()}" if self._heading.text() else self._question.plain()

    def clear(self) -> None:
        """Show nothing."""
        self._heading.setText("")
        self._question.set_text("")
        self._drop_answers()

    def fit(self, width: int) -> None:
        """Set the answers beside the scale in two columns, or in one where there is no room for two."""
        columns = 2 if width >= theme().grown(700) else 1
        for place, row in enumerate(self._others):
            self._grid.addWidget(row, place // columns, place % columns)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move between the answers without choosing one; the rest goes up to the page."""
        rows = list(self._rows.values())
        if event.key() not in _STEPS or not rows:
            super().keyPressEvent(event)
            return
        here = next((place for place, row in enumerate(rows) if row is self.focusWidget()), -1)
        rows[(here + _STEPS[Qt.Key(event.key())]) % len(rows)].setFocus(Qt.FocusReason.TabFocusReason)

    def _drop_answers(self) -> None:
        self._rows, self._keys, self._box = {}, {}, None
        self._others = []
        self._column.removeWidget(self._answers)
        self._answers.hide()
        self._answers.deleteLater()
        self._answers = QWidget()
        self._column.addWidget(self._answers)

    def _build_answers(self, asked: Asked) -> None:
        self._drop_answers()
        scale = asked.question.scale
        self._number = scale.kind is Kind.NUMBER
        inside = QVBoxLayout(self._answers)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        if scale.kind is Kind.TEXT:
            self._box = WordsBox()
            self._box.setAccessibleName(asked.text)
            self._box.textChanged.connect(self._written)
            inside.addWidget(self._box)
        elif self._number:
            inside.addWidget(self._tiles(asked))
        else:
            for place, offered in enumerate(scale.answers, 1):
                inside.addWidget(self._row(offered.code, offered.label, str(place)))
        inside.addSpacing(12)
        self._grid = QGridLayout()
        self._grid.setSpacing(10)
        for place, other in enumerate(scale.others, len(scale.answers) + 1):
            key = str(place) if scale.kind is Kind.CHOICE else _OTHER_LETTERS[other] if self._number else ""
            self._others.append(self._row(other.value, other.label, key, tall=False))
        inside.addLayout(self._grid)
        self.fit(self.width())

    def _tiles(self, asked: Asked) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        flow = FlowLayout(gap=12, line_gap=10)
        answers = asked.question.scale.answers
        for offered in answers:
            row = AnswerRow(offered.label, "", tile=offered.code)
            flow.addWidget(self._add(offered.code, row, offered.code))
        column.addLayout(flow)
        column.addWidget(BigText(_("{least}. {most}.").format(least=answers[0].label, most=answers[-1].label)))
        return held

    def _row(self, code: str, label: str, key: str, *, tall: bool = True) -> AnswerRow:
        return self._add(code, AnswerRow(label, key, tall=tall), key)

    def _add(self, code: str, row: AnswerRow, key: str) -> AnswerRow:
        if key:
            self._keys[key] = code
            row.setAccessibleDescription(_("Key {key}").format(key=key))
        row.clicked.connect(partial(self._choose, code))
        self._rows[code] = row
        return row

    def _choose(self, code: str, _checked: bool = True) -> None:
        for other, row in self._rows.items():
            row.setChecked(other == code)
        self._rows[code].setFocus(Qt.FocusReason.TabFocusReason)
        self.answered.emit()

    def _written(self) -> None:
        if self._box is not None and self._box.toPlainText().strip():
            for row in self._rows.values():
                row.setChecked(False)
        self.answered.emit()
