"""The survey: one question at a time on a laptop handed over, and nothing else within reach.

Each answer is sealed in the vault as it is given; at the end, or when the person stops, all of them are kept apart from
the case. However the survey is left, the next thing shown is the unlock page.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.errors import Trouble
from caseapp.base.words import _, sentence
from caseapp.domain.survey_instrument import SKIPPED
from caseapp.services import surveys
from caseapp.services.office import Office
from caseapp.services.surveys import Handover
from ui.pages.survey.asking import Asking
from ui.pages.survey.sealing import Sealing
from ui.pages.survey.speech import Speech
from ui.pages.survey.text_size import TextSize
from ui.pages.survey.thanks import Thanks
from ui.pages.survey.top_bar import TopBar
from ui.theme.theme import theme
from ui.work.runner import Runner

_COLUMN = 860
_THANKS_FOR_MS = 60_000
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SurveyPage(QWidget):
    """Asks the questions of a handover. `finished` once, when the shell should lock and show the unlock page;
    `hide_wanted` when the person asks for the cover: the shell may cover first, `finished` follows either way."""

    finished = Signal()
    hide_wanted = Signal()

    def __init__(self, office: Office, runner: Runner, handover: Handover, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._runner, self._handover = office, runner, handover
        self._answers: dict[str, str] = {}
        self._place = 0
        self._handed = self._ending = self._over = False
        self._size, self._speech = TextSize(), Speech()
        self._sealing = Sealing(office, runner, handover, self)
        self._build()
        self._wire()

    def _build(self) -> None:
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._views = QStackedWidget()
        inside = QWidget()
        inside.setProperty("scrolled", True)
        self._middle = QVBoxLayout(inside)
        self._middle.addWidget(self._views)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inside)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._area, 1)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_THANKS_FOR_MS)

        self._build_words()

    def _build_words(self) -> None:
        """Everything that says something, in the language in use."""
        self.top = TopBar(self._speech.name(), several=len(self._speech.offered) > 1)
        self.asking, self.thanks = Asking(), Thanks()
        self._worded = (self.asking, self.thanks, QWidget())
        for view in self._worded:
            self._views.addWidget(view)
        self._column.insertWidget(0, self.top)

    def _wire(self) -> None:
        self._patience.timeout.connect(self._done)
        self._sealing.due.connect(self._seal)
        self._wire_words()

    def _wire_words(self) -> None:
        self.top.language_wanted.connect(self._speak)
        self.top.size_wanted.connect(self._grow)
        self.top.hide_wanted.connect(self.hide_screen)
        self.asking.next_wanted.connect(self.go_on)
        self.asking.back_wanted.connect(self.go_back)
        self.asking.stop_wanted.connect(self.stop)
        self.asking.question.answered.connect(self._sealing.soon)
        self.thanks.done.connect(self._done)
        self.thanks.again.connect(self._keep)

    def load(self) -> None:
        """Show the question where the person is."""
        if self._over or self._handed:
            return
        if not self._handover.questions:
            self.stop()
            return
        asked = self._handover.questions[self._place]
        count = len(self._handover.questions)
        self.asking.show_place(asked, self._answers.get(asked.key, SKIPPED), self._place + 1, count)
        self._area.verticalScrollBar().setValue(0)

    def first_focus(self) -> None:
        """Put the focus on the answers."""
        if self._views.currentWidget() is self.asking:
            self.asking.take_focus()

    def go_on(self) -> None:
        """The next question; nothing chosen skips this one. After the last: thank you."""
        self._collect()
        if self._place + 1 >= len(self._handover.questions):
            self.stop()
            return
        self._place += 1
        self.load()
        self._seal()

    def go_back(self) -> None:
        """The question before; what was answered is still chosen there."""
        self._collect()
        if self._place:
            self._place -= 1
            self.load()
            self._seal()

    def stop(self) -> None:
        """Keep what was answered, and say thank you."""
        self._collect()
        self._views.setCurrentWidget(self.thanks)
        self.thanks.take_focus()
        self._patience.start()
        self._keep()

    def hide_screen(self) -> None:
        """Show nothing at once, keep what was answered, and end."""
        self._collect()
        self._views.setCurrentIndex(2)
        self.asking.clear()
        self.hide_wanted.emit()
        self.leave()

    def leave(self) -> None:
        """Keep what was answered, and end without a word."""
        self._collect()
        self._keep()
        self._done()

    def draft_work(self) -> list[Callable[[], None]]:
        """What keeps the answers now. Asking for it ends the survey: call it only before a lock."""
        if self._handed or self._over:
            return []
        self._collect()
        self._handed = self._over = True
        self._size.restore()
        self._speech.restore()
        return [partial(_finish, self._office, self._handover, dict(self._answers))]

    def clear(self) -> None:
        """Drop every question and answer."""
        self._over = True
        self._sealing.stop()
        self._patience.stop()
        self._size.restore()
        self._speech.restore()
        self._answers.clear()
        self.asking.clear()

    @override
    def event(self, event: QEvent) -> bool:
        asks = event.type() == QEvent.Type.ShortcutOverride
        if asks and isinstance(event, QKeyEvent) and event.key() != Qt.Key.Key_F9:
            event.accept()  # no shortcut of the window works here
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose, Enter goes on, Ctrl+L locks; every other key ends here."""
        event.accept()
        if event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.leave()
            return
        if self._views.currentWidget() is not self.asking:
            if event.key() in _ENTER:
                self._press_button()
            return
        if event.key() in _ENTER:
            if not self._press_button():
                self.go_on()
        elif event.text() and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.asking.question.press(event.text())

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and not self._over:
            self.leave()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width()
        side = max(40, (room - theme().grown(_COLUMN)) // 2)
        self._middle.setContentsMargins(side, 24, side, 8)
        self.asking.fit(room - 2 * side)

    def _collect(self) -> None:
        if self._handed or self._over or self._views.currentWidget() is not self.asking:
            return
        if self._handover.questions:
            self._answers[self._handover.questions[self._place].key] = self.asking.question.answer()

    def _seal(self) -> None:
        """Seal what was answered so far: however suddenly the program ends, it is not lost."""
        self._collect()
        if not self._handed and not self._over and self._handover.questions:
            self._sealing.seal(self._answers, self._handover.questions[self._place].key)

    def _keep(self) -> None:
        if self._handed or self._over:
            return
        self._handed = True
        self._sealing.stop()
        self.thanks.show_trouble("")
        work = partial(_finish, self._office, self._handover, dict(self._answers))
        self._runner.vault(self, work, self._kept, self._not_kept)

    def _kept(self, _result: object) -> None:
        self._answers.clear()
        if self._ending:
            self._end()

    def _not_kept(self, trouble: Trouble) -> None:
        if self._ending:
            self._end()
            return
        self._handed = False
        self.thanks.show_trouble(_("Your answers are not kept yet. {why}").format(why=sentence(trouble)))

    def _done(self) -> None:
        """End as soon as the answers are kept; where that failed, the person has chosen to leave it."""
        self._ending = True
        if not self._handed or not self._answers:
            self._end()

    def _end(self) -> None:
        if self._over:
            return
        self.clear()
        self.finished.emit()

    def _grow(self) -> None:
        self._size.grow()
        self.top.refit()
        self.asking.refit()
        self._fit()

    def _speak(self) -> None:
        """The next language: the same question again, with what was chosen still chosen."""
        self._collect()
        thanking = self._views.currentWidget() is self.thanks
        self._speech.next()
        for old in (self.top, *self._worded):
            self._views.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._build_words()
        self._wire_words()
        self._fit()
        self.load()
        if thanking:
            self._views.setCurrentWidget(self.thanks)
        self.top.language_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _press_button(self) -> bool:
        button = self.focusWidget()
        if isinstance(button, QPushButton):
            button.click()
            return True
        return False


def _finish(office: Office, handover: Handover, answers: dict[str, str]) -> None:
    surveys.finish(office, handover, answers)
