"""The log box: who was it with? A name or reference, or one of the last three people, and the composer opens."""

from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QWidget
from typing_extensions import override

from caseapp.base.errors import Trouble
from caseapp.base.words import _, sentence
from caseapp.domain.case import CaseHit
from caseapp.domain.person import call_name, initials
from caseapp.services import cases
from caseapp.services.office import Office
from caseapp.services.today import KnownCase
from ui.pages.today.log_results import LogResults
from ui.theme.apply import set_role
from ui.theme.theme import theme
from ui.widgets.announce import announce
from ui.widgets.avatar import draw_avatar
from ui.widgets.button import PrimaryButton, SecondaryButton
from ui.widgets.focus_ring import OWN_RING
from ui.widgets.icon import Icon
from ui.work.privacy import masked
from ui.work.runner import Runner

_TYPING_PAUSE_MS = 120


class PersonButton(SecondaryButton):
    """Initials and the name of somebody lately spoken to."""

    kind = "filter"

    def __init__(self, person: KnownCase) -> None:
        shown = masked(person)
        name = call_name(shown.first_name, shown.last_name, shown.known_as, shown.reference)
        super().__init__(name.replace("&", "&&"))
        self.case_id = person.id
        self._letters = initials(person.first_name, person.last_name, person.known_as)
        self.setAccessibleName(_("Log a contact: {name}, {reference}").format(name=name, reference=person.reference))

    @override
    def _content_width(self) -> float:
        return super()._content_width() + theme().grown(22) + 8

    @override
    def padding(self) -> int:
        return 6

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width() + 5, theme().grown(36))

    @override
    def paint_content(self, painter: QPainter) -> None:
        side = theme().grown(22)
        draw_avatar(painter, QRectF(self.padding(), (self.height() - side) / 2, side, side), self._letters, square=True)
        painter.setFont(self.font())
        painter.setPen(theme().colour(self.ink_token()))
        left = self.padding() + side + 8
        self.paint_words(painter, QRectF(left, 0, self.width() - left, self.height()), self._words)


class LogBox(QFrame):
    """`chosen(str)` names the case to log a contact in."""

    chosen = Signal(str)

    def __init__(self, office: Office, runner: Runner, page: QWidget) -> None:
        super().__init__(page)
        self._office, self._runner, self._page = office, runner, page
        self._enter_waits = False
        self._people: list[PersonButton] = []
        self._build()
        self._wire()

    def _build(self) -> None:
        self.field = QLineEdit()
        self.field.setProperty("bare", True)
        self.field.setProperty(OWN_RING, True)
        self.field.setPlaceholderText(_("Who was it with? Type a name or reference"))
        self.field.setAccessibleName(_("Log a contact: who was it with? Type a name or reference"))
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        set_role(self.field, "body")
        self.button = PrimaryButton(_("Log a contact"), keys=("Ctrl", "N"))
        self.results = LogResults(self._page)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(19, 10, 11, 10)
        self._row.setSpacing(12)
        self._row.addWidget(Icon("message-circle-plus", 22, "accent"))
        self._row.addWidget(self.field, 1)
        self._row.addWidget(self.button)

    def _wire(self) -> None:
        self._pause.timeout.connect(self._search)
        self.field.textEdited.connect(self._typed)
        self.field.installEventFilter(self)
        self.button.clicked.connect(self._go)
        self.results.chosen.connect(self._choose)

    def show_people(self, people: tuple[KnownCase, ...]) -> None:
        """Offer the last people spoken to."""
        for old in self._people:
            self._row.removeWidget(old)
            old.deleteLater()
        self._people = [PersonButton(person) for person in people]
        for place, button in enumerate(self._people):
            self._row.insertWidget(2 + place, button)
            button.clicked.connect(partial(self.chosen.emit, button.case_id))
        for before, after in pairwise((self.field, *self._people, self.button)):
            self.setTabOrder(before, after)
        self._fit()

    def take_focus(self) -> None:
        """Put the cursor in the field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def clear(self) -> None:
        """Keep nothing: for the lock."""
        self._pause.stop()
        self.field.clear()
        self.results.dismiss()
        self.show_people(())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._key(event)
            if event.type() == QEvent.Type.FocusOut:
                self.results.hide()
                self.update()
            elif event.type() == QEvent.Type.FocusIn:
                self.update()
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.field.hasFocus()
        painter.setBrush(theme().colour("surface"))
        painter.setPen(QPen(theme().colour("focus" if focused else "control"), 2 if focused else 1))
        edge = 1.0 if focused else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), 12, 12)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The people give way to the field where the window is narrow or the text is large."""
        room = self.width() - self.button.sizeHint().width() - theme().grown(320)
        for button in self._people:
            room -= button.sizeHint().width() + 12
            button.setVisible(room >= 0)

    def _typed(self) -> None:
        self._enter_waits = False
        self._pause.start()

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.results.isVisible():
            self.results.step(1 if key == Qt.Key.Key_Down else -1)
            announce(self.field, self.results.said())
        elif key == Qt.Key.Key_Escape and self.results.isVisible():
            self.results.dismiss()
        else:
            return False
        return True

    def _go(self) -> None:
        case_id = self.results.current_id()
        if case_id and not self._pause.isActive():
            self._choose(case_id)
        elif self.field.text().strip():
            self._enter_waits = True
            self._search()
            self.field.setFocus()
        else:
            self.take_focus()

    def _search(self) -> None:
        self._pause.stop()
        typed = self.field.text().strip()
        if not typed:
            self.results.dismiss()
            return
        office = self._office
        self._runner.vault(
            self, lambda: cases.find(office, typed, 8), partial(self._found, typed), self._not_found, latest="find"
        )

    def _found(self, typed: str, hits: tuple[CaseHit, ...]) -> None:
        if typed != self.field.text().strip():
            return
        if self._enter_waits and hits:
            self._enter_waits = False
            self._choose(hits[0].id)
            return
        self._enter_waits = False
        self.results.show_hits(hits, typed, self._office.place)
        self._place_results()
        announce(self.field, self.results.said())

    def _not_found(self, trouble: Trouble) -> None:
        self.results.dismiss()
        self.field.setAccessibleDescription(sentence(trouble))

    def _place_results(self) -> None:
        below = self.mapTo(self._page, QPoint(0, self.height() + 4))
        self.results.setFixedWidth(min(self.width(), theme().grown(560)))
        self.results.adjustSize()
        self.results.move(below)

    def _choose(self, case_id: str) -> None:
        self.field.clear()
        self.results.dismiss()
        self.chosen.emit(case_id)
