"""What is asked seldom, folded away and made when it is unfolded, or when something is said there already."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from caseapp.base.words import _
from caseapp.domain.withdrawal import WITHDREW
from ui.pages.case.withdrawal.more_questions import NOTHING_SAID, MoreQuestions
from ui.widgets.button import LinkButton
from ui.widgets.form_row import FormRow
from ui.widgets.tab_order import keep_tab_order
from ui.widgets.text import Text


class MoreFold(QWidget):
    """`changed` after any answer. Its answers are kept whether it is open or not."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._case = ("", WITHDREW)
        self.button = LinkButton("")
        self._about = Text(_("Police, support, agency, and when you learned of it"), "small", "text_2", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._about)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.open(False)
        self.button.clicked.connect(self._turn)

    @cached_property
    def questions(self) -> MoreQuestions:
        """The questions; asking for them makes them, folded away."""
        made = MoreQuestions(self._today, self)
        made.hide()
        made.show_case(*self._case)
        made.show_fields(NOTHING_SAID)
        made.changed.connect(self.changed)
        self._column.addWidget(made)
        keep_tab_order(self.button, made)
        return made

    def open(self, shown: bool) -> None:
        """Unfold or fold."""
        if shown or self._made():
            self.questions.setVisible(shown)
        self.button.setText(_("Fewer questions") if shown else _("More questions"))
        self._about.setVisible(not shown)
        self.button.setAccessibleDescription(_("Open") if shown else _("Folded"))
        self.button.updateGeometry()

    def show_case(self, name: str, kind: str) -> None:
        """Put the questions for this person and for what happened."""
        self._case = (name, kind)
        if self._made():
            self.questions.show_case(name, kind)

    def fields(self) -> dict[str, Any]:
        """The answers, as a draft keeps them."""
        return self.questions.fields() if self._made() else dict(NOTHING_SAID)

    def show_fields(self, fields: Mapping[str, Any]) -> None:
        """Show answers as a draft keeps them."""
        said = {name: fields.get(name, unsaid) for name, unsaid in NOTHING_SAID.items()}
        if self._made() or said != NOTHING_SAID:
            self.questions.show_fields(said)

    def learned(self) -> date | None:
        """The day it was learned of, if one is given."""
        return self.questions.learned.day() if self._made() else None

    def check(self, today: date) -> list[FormRow]:
        """Show what is wrong with that day, if anything, and give the question where there is."""
        if not self._made() or self.questions.check(today):
            return []
        self.open(True)
        return [self.questions.learned_row]

    def _made(self) -> bool:
        return "questions" in vars(self)

    def _turn(self) -> None:
        self.open(not (self._made() and self.questions.isVisible()))
