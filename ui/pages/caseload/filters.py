"""Above the list: a field to type in, and the chips. Together they say which cases are wanted."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QWidget
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.case import RISKS, STAGES, CaseloadQuery
from caseapp.services.office import Office
from ui.pages.caseload.choice_filter import ChoiceFilter
from ui.pages.caseload.words import RISK
from ui.theme.apply import set_role
from ui.theme.theme import theme
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.focus_ring import OWN_RING
from ui.widgets.icon import Icon
from ui.widgets.risk_paint import risk_word
from ui.widgets.text import Text
from ui.words.working_days import office_calendar

TYPING_PAUSE_MS = 150
_FIELD, _SHORT_FIELD = 184, 142
"""The field at 100 %, with its key and without: the foot of the page names the key too."""


class FilterField(QFrame):
    """`typed()` after a pause, `entered()` on Enter, `left_down()` on ↓ towards the list."""

    typed = Signal()
    entered = Signal()
    left_down = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setProperty("bare", True)
        self.field.setProperty(OWN_RING, True)
        self.field.setPlaceholderText(_("Filter this list"))
        self.field.setAccessibleName(_("Filter this list by name or reference"))
        set_role(self.field, "small")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        row = QHBoxLayout(self)
        row.setContentsMargins(11, 4, 9, 4)
        row.setSpacing(8)
        row.addWidget(Icon("list-filter", 18, "text_2"))
        row.addWidget(self.field, 1)
        self._key_words = Text(_("Ctrl F"), "key", "text_2")
        row.addWidget(self._key_words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._pause.timeout.connect(self.typed)
        self.field.textChanged.connect(self._pause.start)
        self.field.installEventFilter(self)

    def text(self) -> str:
        """What is typed."""
        return self.field.text().strip()

    def waiting(self) -> bool:
        """Whether something was typed that the list does not show yet."""
        return self._pause.isActive()

    def give_way(self, *, short: bool) -> None:
        """Take less room, without the key."""
        if self._key_words.isHidden() != short:
            self._key_words.setHidden(short)
            self.updateGeometry()

    def settle(self) -> None:
        """Show it now: Enter was pressed."""
        self._pause.stop()

    @override
    def sizeHint(self) -> QSize:
        width = _SHORT_FIELD if self._key_words.isHidden() else _FIELD
        return QSize(theme().grown(width), theme().grown(36))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field:
            if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
                self.update()
            elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._key(event)
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.field.hasFocus()
        painter.setBrush(theme().colour("surface"))
        painter.setPen(QPen(theme().colour("focus" if focused else "control"), 2 if focused else 1))
        edge = 1.0 if focused else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), 8, 8)

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
        else:
            return False
        return True


class Filters(QWidget):
    """The field and its chips. `changed()` when other cases are wanted."""

    changed = Signal()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        me = office.desk.worker_id
        self.field = FilterField()
        self.worker = ChoiceFilter(_("My team"), ((me, _("My cases")),), several=False)
        if office.desk.role != "lead":
            self.worker.set_values((me,))
        self.risk = ChoiceFilter(_("Risk"), [(code, risk_word(RISK.get(code, "unknown"))) for code in RISKS])
        stages = shipped.code_list("journey_stages")
        self.stage = ChoiceFilter(
            _("Stage"), [*((code, stages.label(code)) for code in STAGES), ("support_only", _("Support only"))]
        )
        areas = shipped.areas(office.place).active(office.today())
        self.district = ChoiceFilter(_("District"), [(item.code, item.label) for item in areas])
        due = (
            ("late", _("Late")),
            ("soon", _("In 2 working days")),
            ("week", _("In 7 days")),
            ("month", _("In 28 days")),
        )
        self.due = ChoiceFilter(_("Next due"), due, several=False)
        self.closed = ChoiceFilter(_("Open"), (("closed", _("Closed")),), several=False)
        self.chips = (self.worker, self.risk, self.stage, self.district, self.due, self.closed)
        flow = FlowLayout(self, gap=8, line_gap=8)
        self._flow = flow
        for part in (self.field, *self.chips):
            flow.addWidget(part)
        self.closed.hide()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for chip in self.chips:
            chip.changed.connect(self.changed)
        self.closed.changed.connect(self._show_closed)
        self.field.typed.connect(self.changed)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # other words in a chip, another text size
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """The field gives way before the last chip wraps to a line of its own."""
        others = self._flow.sizeHint().width() - self.field.sizeHint().width()
        self.field.give_way(short=others + theme().grown(_FIELD) > self.width())

    def offer_team(self, team: tuple[tuple[str, str], ...]) -> None:
        """Name everyone who works here: id and name."""
        me = self._office.desk.worker_id
        chosen = self.worker.values()
        self.worker.set_options(((me, _("My cases")), *(one for one in team if one[0] != me)))
        self.worker.set_values(chosen)

    def add(self, part: QWidget) -> None:
        """Put something behind the chips."""
        self._flow.addWidget(part)

    def answers(self) -> dict[str, tuple[str, ...]]:
        """What is chosen, by filter: for a saved view. What is typed is no part of it."""
        return {name: chip.values() for name, chip in self._named().items()}

    def answer(self, chosen: Mapping[str, Sequence[str]]) -> None:
        """Choose these, and nothing in a filter that is not named; tells `changed` once."""
        for name, chip in self._named().items():
            chip.set_values(chosen.get(name, ()))
        self._show_closed()
        self.changed.emit()

    def show_closed_cases(self, closed: bool) -> None:
        """Closed cases, or open ones."""
        self.closed.set_values(("closed",) if closed else ())
        self._show_closed()
        self.changed.emit()

    def _named(self) -> dict[str, ChoiceFilter]:
        return dict(zip(("worker", "risk", "stage", "district", "due", "closed"), self.chips, strict=True))

    def _show_closed(self) -> None:
        """The chip is there only while it narrows the list: open cases need no word."""
        self.closed.setVisible(bool(self.closed.values()))

    def query(self, sort: str) -> CaseloadQuery:
        """The cases wanted, in an order."""
        return CaseloadQuery(
            text=self.field.text(),
            worker_id=self.worker.value(),
            risks=self.risk.values(),
            stages=self.stage.values(),
            districts=self.district.values(),
            due_before=self._due_before(),
            closed=bool(self.closed.values()),
            sort=sort,
        )

    def is_set(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.field.text()) or any(chip.values() for chip in self.chips)

    def reset(self) -> None:
        """Any open case of anyone; tells `changed` once."""
        self.field.field.blockSignals(True)
        self.field.field.clear()
        self.field.field.blockSignals(False)
        self.field.settle()
        for chip in self.chips:
            chip.set_values(())
        self._show_closed()
        self.changed.emit()

    def _due_before(self) -> date | None:
        today = self._office.today()
        return {
            "late": today - timedelta(days=1),
            "soon": office_calendar().add_working_days(today, 2),
            "week": today + timedelta(days=7),
            "month": today + timedelta(days=28),
            None: None,
        }[self.due.value()]
